"""Units of the bare numbers of a table: over the column, at the row, or over the table ("Costs of the Unit (CHF)")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import pycountry
import regex

from extract.reading import Reading
from extract.record import Place
from extract.tables import cell_for
from ingest.document import Block, Cell, Kind

LARGE = regex.compile(r"(?<![\w.,’'])\d{1,3}(?:[.,’']\d{3})+(?:[.,]\d\d)?(?![\w/])")  # parts of a thousand set apart
SPACED = regex.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d\d)?")
PIECE = regex.compile(r"\S+")
PLAIN = regex.compile(r"\d+(?:[.,]\d+)?")
YEAR = regex.compile(r"(?:19|20)\d\d")
CODE = regex.compile(r"(?<=[(\[])[A-Z]{3}(?=[)\]])")  # of a currency, by ISO 4217
OTHER_HEAD = regex.compile(r"%|\bn[o°º]s?\b\.?|#", regex.IGNORECASE)  # of a column that holds no amounts
LEAD = regex.compile(r"(?:^|[(\[,:/]|(?<!\p{L})(?:in|en))\s*$", regex.IGNORECASE)  # what stands before a unit
NOTE = 16  # words of a line that says the unit of the table after it


def bare_in(reading: Reading, block: Block, cell: Cell, over: str | None) -> Iterator[tuple[Place, str]]:
    """The numbers of a cell that holds nothing else, with their unit: of the column's head, the row's label, the cell
    beside it, or that over the table."""
    numbers = numbers_of(cell)
    if not numbers:
        return
    head, label = cell_for(block, 0, cell.column), cell_for(block, cell.row, 0)
    beside = cell_for(block, cell.row, cell.column + cell.column_span)
    others = [one for one in (head, label, beside) if one is not None and one is not cell] if cell.row else []
    unit = next((name for one in others if (name := unit_in(reading, one.text))), None)
    if unit is None and over is not None and not (head is not cell and head and OTHER_HEAD.search(head.text)):
        unit = over if all(is_amount(block, cell, text) for _, text in numbers) else None
    if unit is not None:
        yield from ((Place(block.seq, at, at + len(text)), unit) for at, text in numbers)


def numbers_of(cell: Cell) -> list[tuple[int, str]]:
    """The numbers of a cell and where they begin in the block; none where it holds anything else but dashes."""
    text = cell.text.strip()
    at = cell.start + cell.text.index(text)
    if SPACED.fullmatch(text) or PLAIN.fullmatch(text):
        return [(at, text)]
    if not any(map(str.isdigit, text)):
        return []
    pieces = [(at + one.start(), one[0]) for one in PIECE.finditer(text)]
    numbers = [one for one in pieces if LARGE.fullmatch(one[1])]
    rest = [one for _, one in pieces if not LARGE.fullmatch(one)]
    return numbers if all(one in "-–—" for one in rest) else []


def is_amount(block: Block, cell: Cell, text: str) -> bool:
    """Whether a number is an amount by its look, or by that of the others in its column; a year is none."""
    if LARGE.fullmatch(text) or SPACED.fullmatch(text):
        return True
    if YEAR.fullmatch(text) or cell.row == 0:
        return False
    label = cell_for(block, cell.row, 0)
    if len(text) < 3 or (label and OTHER_HEAD.search(label.text)):
        return False
    return cell.column in large_columns(block)


@lru_cache(maxsize=4)
def large_columns(block: Block) -> frozenset[int]:
    """The columns that hold a number whose thousands are set apart."""
    return frozenset(
        cell.column
        for cell in block.cells
        if any(LARGE.fullmatch(text) or SPACED.fullmatch(text) for _, text in numbers_of(cell))
    )


def unit_over(reading: Reading, block: Block) -> str | None:
    """The unit that the heading of a table says, its caption, or a short line before it that closes with it; none where
    the table's own heads name units."""
    if any(unit_in(reading, cell.text) for cell in block.cells if cell.row == 0):
        return None
    for one in reversed(reading.blocks[max(0, block.seq - 2) : block.seq]):
        is_note = one.kind is Kind.PARAGRAPH and len(one.text.split()) <= NOTE
        if one.kind is Kind.CAPTION or is_note:
            unit = unit_in(reading, one.text, closing=is_note)
            if unit:
                return unit
    return next((unit for head in islice(reading.headings_of(block), 1) if (unit := unit_in(reading, head.text))), None)


def unit_in(reading: Reading, text: str, closing: bool = False) -> str | None:
    """The unit that a text says its numbers have: in brackets, after a comma, after "in", or alone; at its end where it
    must be `closing`."""
    for family in ("unit", "money"):
        for name, cue in reading.vocabulary.cues_of(family).items():
            for found in cue.finditer(text):
                rest = text[found.end() :].strip(" .:;)]*")
                leads = LEAD.search(text, 0, found.start()) is not None
                if name != "munitions" and leads and not (closing and rest.partition("(")[0]):
                    return name
    code = CODE.search(text)
    return code[0] if code and is_currency(code[0]) else None


def is_currency(code: str) -> bool:
    """Whether three letters are those of a currency, by ISO 4217."""
    return pycountry.currencies.get(alpha_3=code) is not None
