"""Amounts with units: areas ("178,500,000 square metres", "52.4 km²"), munitions, money ("US$ 46 million", "3,9 M EUR").

Thousands and decimals are read by the paper's language where a number alone does not tell: "12,500" is twelve thousand in
English and "12,5" twelve and a half in French. In a table the unit may stand over the column, or over the table.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.reading import Reading
from extract.record import Place, Quantity
from extract.table_units import LARGE, bare_in, is_currency, unit_over
from ingest.document import Block, Kind

JOINT = regex.compile(r"de |d['’]|of ")
NUMBER = regex.compile(
    r"(?<![\w.,/-])(?:\d{1,3}(?:[ ,.’'\u00a0\u202f]\d{3})++(?:[.,]\d{1,2}(?!\d))?|\d++(?:[.,]\d++)?)(?![\d/])"
)
ROW = regex.compile(rf"\p{{Lu}}[^\d\n]{{3,60}}(?P<amounts>(?:\s(?:{LARGE.pattern}|[-–—]))+)")
LONGEST_ROW = 160  # characters
CODE = regex.compile(r"(?<!\w)[A-Z]{3}(?!\w)")  # of a currency, by ISO 4217
SCALES = {"million": 10**6, "thousand": 10**3}
COMMA_LANGUAGES = ("fr", "es", "ru")


def quantities(reading: Reading) -> Iterator[Quantity]:
    """Every amount of the paper, where it stands."""
    if not reading.is_ours:
        return
    for block in reading.body:
        if block.kind is Kind.TABLE:
            yield from in_table(reading, block)
        elif block.kind is not Kind.HEADING:
            for sentence in reading.sentences(block):
                yield from in_text(reading, block, sentence.start, sentence.end)
            yield from in_row(reading, block)


def in_table(reading: Reading, block: Block) -> Iterator[Quantity]:
    """The amounts of the cells; bare numbers have the unit of their column, row or table."""
    over = unit_over(reading, block)
    for cell in block.cells:
        found = list(in_text(reading, block, cell.start, cell.end))
        yield from found or (made(reading, block, place, unit) for place, unit in bare_in(reading, block, cell, over))


def made(reading: Reading, block: Block, place: Place, unit: str) -> Quantity:
    value = amount(reading.quote(place), language_of(reading, block))
    return Quantity(place, "number under a unit", 0.88, value, unit, None)


def in_row(reading: Reading, block: Block) -> Iterator[Quantity]:
    """The amounts of a line of a table that was read as text: a label, then nothing but amounts, under a unit."""
    row = ROW.fullmatch(block.text.strip()) if len(block.text) <= LONGEST_ROW else None
    unit = unit_over(reading, block) if row else None
    if row and unit:
        for found in LARGE.finditer(block.text, block.text.index(row["amounts"])):
            yield made(reading, block, Place(block.seq, *found.span()), unit)


def in_text(reading: Reading, block: Block, start: int, end: int) -> Iterator[Quantity]:
    for found in NUMBER.finditer(block.text, start, end):
        scale, at = scaled(reading, block.text, found.end(), end)
        unit = unit_after(reading, block.text, at, end) or unit_before(reading, block.text, found.start())
        unit = unit or code_after(block.text, at, end)
        if unit is None or reading.vocabulary.cue("example").search(
            block.text, max(start, found.start() - 25), found.start()
        ):
            continue
        name, begin, stop = unit
        place = Place(block.seq, min(begin, found.start()), max(stop, at))
        value = amount(found[0], language_of(reading, block)) * scale
        whole = round(value, 6)  # 4.1 million is no 4,099,999.9999999995
        yield Quantity(place, "number with its unit", 0.93, whole, name, subject(block, start, end))


def subject(block: Block, start: int, end: int) -> str:
    return " ".join(block.text[start:end].split())[:200]


def language_of(reading: Reading, block: Block) -> str | None:
    """The language in whose way a block's numbers are written; those of a workbook are printed by the reader."""
    is_workbook = "spreadsheet" in reading.document.source.media_type
    return None if is_workbook else block.language or reading.document.language


def amount(text: str, language: str | None) -> float:
    """The value of a number as printed.

    >>> amount("178,500,000", "en"), amount("1.234.567", "es"), amount("12,5", "fr"), amount("1 250,5", "fr")
    (178500000.0, 1234567.0, 12.5, 1250.5)
    """
    bare = regex.sub(r"[ ’'\u00a0\u202f]", "", text)
    signs = regex.findall(r"[.,]", bare)
    if not signs:
        return float(bare)
    last = signs[-1]
    three = len(bare) - bare.rindex(last) - 1 == 3
    decimal = "," if language in COMMA_LANGUAGES else "."
    is_decimal = len(set(signs)) == 2 or (len(signs) == 1 and (not three or last == decimal))
    whole = bare.replace("," if last == "." else ".", "")
    return float(whole.replace(last, ".") if is_decimal else whole.replace(last, ""))


def scaled(reading: Reading, text: str, at: int, end: int) -> tuple[int, int]:
    """The factor of "million" or "thousand" after a number, and where it ends."""
    begin = skip(text, at)
    for name, factor in SCALES.items():
        found = reading.vocabulary.cue(f"scale.{name}").match(text, begin, end)
        if found:
            return factor, found.end()
    return 1, at


def skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0\u202f":
        at += 1
    return at


def unit_after(reading: Reading, text: str, at: int, end: int) -> tuple[str, int, int] | None:
    begin = skip(text, at)
    joint = JOINT.match(text, begin, end)
    begin = joint.end() if joint else begin
    for family in ("unit", "money"):
        for name, cue in reading.vocabulary.cues_of(family).items():
            found = cue.match(text, begin, end)
            if found:
                return name, at, found.end()
    return None


def code_after(text: str, at: int, end: int) -> tuple[str, int, int] | None:
    """A currency by its code: "1,000 SEK"."""
    code = CODE.match(text, skip(text, at), end)
    return (code[0], at, code.end()) if code and is_currency(code[0]) else None


def unit_before(reading: Reading, text: str, at: int) -> tuple[str, int, int] | None:
    """The currency before an amount: "US$ 46", "EUR 3.9"."""
    begin = max(at - 12, 0)
    begin = max(begin, text.rfind("\n", begin, at) + 1, text.rfind("\t", begin, at) + 1)  # no further than its cell
    before = text[begin:at].rstrip()
    for name, cue in reading.vocabulary.cues_of("money").items():
        found = [m for m in cue.finditer(before) if m.end() == len(before)]
        if found:
            return name, begin + found[0].start(), at
    code = CODE.search(before, max(0, len(before) - 3))
    if code and is_currency(code[0]):
        return code[0], begin + code.start(), at
    return None
