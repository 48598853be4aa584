"""Mastheads: symbols, job number, original language, agenda item and state of the version, where printed.

The symbol stands alone on its line, in the first blocks or in a running head; one that a title or a list names is
cited. Source: UN Editorial Manual, "Masthead".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex
from spacy.tokens import Span

from extract.opening import covered, lines
from extract.reading import Reading
from extract.record import Place, Reason
from ingest.document import Block, Kind

ALONE = 0.7  # share of a line that a symbol or a date must fill to stand alone
SHORT_LINE = 25  # words
LABEL_REACH = 30  # characters after a label in which what it announces begins and ends
FIRST_BLOCKS = 3  # a table after them is no masthead
SMALL_TABLE = 6  # rows: a larger table is no masthead


def symbols(reading: Reading, zone: Sequence[Block]) -> tuple[Reason | None, Reason | None]:
    """The paper's own symbol, and the second one of a paper of two bodies ("A/71/438–A/CONF.192/BMS/2016/1")."""
    heads = [block for block in reading.blocks if block.kind in (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)][:6]
    found = [(block, span) for block in [*zone[:12], *heads] for span in symbols_alone(reading, block)]
    if not found:
        return None, None
    first, own = found[0]
    others = [span for block, span in found if 0 <= block.seq - first.seq <= 1 and body_of(span) != body_of(own)]
    if others and others[0].label_ == "own":
        own, others = others[0], [own]
    sure = 0.99 if own.label_ == "own" else 0.95
    method = "symbol alone on its line"
    second = (Reason("other_symbol", one.kb_id_, method, 0.9, reading.place_of(one)) for one in others)
    return Reason("symbol", own.kb_id_, method, sure, reading.place_of(own)), next(second, None)


def symbols_alone(reading: Reading, block: Block) -> Iterator[Span]:
    """The symbols of a block that stand alone on their lines, or in a line of the masthead."""
    for line in own_lines(block):
        spans = reading.spans_in("symbols", line)
        if spans and (fills(reading, spans, line) or is_masthead(reading, block)):
            yield from spans


def body_of(span: Span) -> tuple[str, ...]:
    """The parts of a symbol that name the body: two papers of one body have them in common."""
    return tuple(span.kb_id_.split("/")[:2])


def fills(reading: Reading, spans: Sequence[Span], line: Place) -> bool:
    """Whether symbols stand alone on their line, but for the name of the organisation; no word joins two of them."""
    between = reading.text[spans[0].end_char : spans[-1].start_char] if len(spans) > 1 else ""
    joined = len(spans) == 2 and regex.search(r"\p{L}", between) is None
    named = [*(spans if joined else spans[:1]), *reading.spans_in("organisations", line)]
    return sum(len(span.text) for span in named) >= ALONE * (line.end - line.start)


def own_lines(block: Block) -> Iterator[Place]:
    """The lines in which a masthead may print a symbol."""
    rows = {cell.row for cell in block.cells}
    if block.kind is Kind.LIST_ITEM or len(rows) > SMALL_TABLE or (rows and block.seq >= FIRST_BLOCKS):
        return
    yield from lines(block)


def is_masthead(reading: Reading, block: Block) -> bool:
    return reading.vocabulary.cue("masthead.distribution").search(block.text) is not None and len(block.text) < 400


def job_number(reading: Reading) -> Reason | None:
    """The first job number: it identifies one language version."""
    span = next(reading.spans("job_numbers"), None)
    return Reason("job_number", span.kb_id_, "job number printed", 0.97, reading.place_of(span)) if span else None


def original_language(reading: Reading, zone: Sequence[Block]) -> Reason | None:
    """The language, or languages, after "Original:", on the same line or, where that ends there, on the next."""
    label, names = reading.vocabulary.cue("masthead.original"), reading.vocabulary.cues_of("language")
    for block in zone:
        for told in label.finditer(block.text):
            here = Place(block.seq, told.end(), min(line_end(block.text, told.end()), told.end() + LABEL_REACH))
            if not reading.quote(here).strip(" :：") and block.seq + 1 < len(reading.blocks):
                after = reading.blocks[block.seq + 1]
                here = Place(after.seq, 0, min(len(after.text), LABEL_REACH))
            found = sorted((m.span(), code) for code, name in names.items() if (m := name.search(reading.quote(here))))
            if found:
                place = Place(here.block, here.start + found[0][0][0], here.start + found[-1][0][1])
                codes = ", ".join(code for _, code in found)
                return Reason("original_language", codes, "language after its label", 0.97, place)
    return None


def line_end(text: str, start: int) -> int:
    """Where the line, or the cell, that holds a position ends."""
    found = regex.compile(r"[\n\t|]").search(text, start)
    return found.start() if found else len(text)


def agenda_item(reading: Reading, zone: Sequence[Block]) -> Reason | None:
    """The items of the agenda that a line of the masthead names: "8 (a)", "4, 5"."""
    for block in zone:
        for line in lines(block):
            text = reading.quote(line)
            told = reading.vocabulary.cue("title.agenda_item").fullmatch(text)
            run = item_numbers(reading).search(text) if told and len(text.split()) <= SHORT_LINE else None
            if run and block.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE):
                place = Place(block.seq, line.start + run.start(), line.start + run.end())
                return Reason("agenda_item", items_in(run[0]), "agenda item in the masthead", 0.93, place)
    return None


def item_numbers(reading: Reading) -> regex.Pattern[str]:
    """The first run of numbers with their letters: "8", "8 (a) and (b)", "4, 5 y 6 c)"."""
    ands = {word for words in reading.vocabulary.words.values() for word in words.conjunctions}
    joint = rf"(?:\s*(?:[,;&]|(?<!\w)(?:{'|'.join(map(regex.escape, sorted(ands)))})(?!\p{{L}}))\s*)"
    letter = r"\s?\(?[a-z]\)"
    return regex.compile(rf"\d{{1,3}}(?:{letter})?(?:{joint}(?:\d{{1,3}}(?:{letter})?|\(?[a-z]\)))*+")


def items_in(run: str) -> str:
    """The items of a run, each with its number.

    >>> items_in("8 (a) and (b)"), items_in("4, 5"), items_in("8 a)")
    ('8 (a), 8 (b)', '4, 5', '8 (a)')
    """
    items: list[str] = []
    number = ""
    for told in regex.finditer(r"(?P<number>\d+)|(?<!\p{L})(?P<letter>[a-z])\)", run):
        if told["number"]:
            number = told["number"]
        elif items and items[-1] == number:
            items.pop()
        items.append(number if told["number"] else f"{number} ({told['letter']})")
    return ", ".join(items)


def version(reading: Reading, zone: Sequence[Block], title: Sequence[Block], symbol_text: str | None) -> Reason | None:
    """Draft, advance, revision, corrigendum or addendum: by the symbol's last part, else by a word in the opening."""
    change = regex.search(r"/(Rev|Corr|Add|Amend)[. ]?\d+$", symbol_text or "")
    names = {"Rev": "revision", "Corr": "corrigendum", "Add": "addendum", "Amend": "revision"}
    if change:
        return Reason("version", names[change[1]], "change in the symbol", 0.98)
    for name, cue in reading.vocabulary.cues_of("version").items():
        for block in zone:
            short = len(block.text.split()) <= SHORT_LINE and reading.vocabulary.holds(f"version.{name}", block.text)
            found = cue.search(block.text) if short else None
            if found and ((block in title and is_at_edge(block, found)) or cue.fullmatch(block.text.strip(" .*[]()"))):
                place = Place(block.seq, found.start(), found.end())
                return Reason("version", name, "word in the opening", 0.85, place)
    return None


def is_at_edge(block: Block, found: regex.Match[str]) -> bool:
    """Whether a word opens or closes a line: "Draft work plan", "Final report – Corrigendum"."""
    return not block.text[: found.start()].strip() or not block.text[found.end() :].strip(" )]")


def is_masthead_line(reading: Reading, block: Block) -> bool:
    """Whether a block belongs to the masthead and is no title."""
    return (
        is_masthead(reading, block)
        or covered(reading, block, "symbols", "job_numbers") >= ALONE
        or covered(reading, block, "dates") >= ALONE
        or reading.vocabulary.cue("masthead.original").search(block.text) is not None
    )
