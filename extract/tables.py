"""Tables by their meaning: header cells, the cells above a place, the lines of a cell as items."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

import regex

from extract.record import Place
from ingest.document import Block, Cell
from ingest.markers import is_bullet, marker_of

WORD = regex.compile(r"\p{L}{2}|\p{Han}")
LEADS_ON = regex.compile(
    r"[,:–-]$|\b(?:of|the|and|for|to|in|with|de|du|des|la|le|les|et|pour|avec|del|los|las|y|e|para|con)$",
    regex.IGNORECASE,
)
YEAR = regex.compile(r"20\d\d")
LONGEST_YEAR = 8  # characters of a cell that says but a year


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a block that stands for itself: a list item, a paragraph, a line of a cell."""

    place: Place
    marker: str | None
    text: str


def cell_for(block: Block, row: int, column: int) -> Cell | None:
    """The cell that covers a row and a column, also where it spans several: the last in its column that has begun."""
    over = by_column(block).get(column, [])
    index = bisect_right(over, row, key=attrgetter("row")) - 1
    return over[index] if index >= 0 and row < over[index].row + over[index].row_span else None


@lru_cache(maxsize=4)
def by_column(block: Block) -> Mapping[int, list[Cell]]:
    """The cells over each column of a table, from the top."""
    found: dict[int, list[Cell]] = {}
    for one in block.cells:
        for column in range(one.column, one.column + one.column_span):
            found.setdefault(column, []).append(one)
    return found


def rows(block: Block) -> range:
    return range(max((one.row + one.row_span for one in block.cells), default=0))


def columns(block: Block) -> range:
    return range(max((one.column + one.column_span for one in block.cells), default=0))


def years_of_rows(block: Block) -> Mapping[int, int]:
    """The year that each row of a table stands under or beside, where a cell says but that; it holds until the next. A row
    with two years has none."""
    told: dict[int, list[int]] = {}
    for cell in block.cells:
        if len(cell.text) <= LONGEST_YEAR and YEAR.fullmatch(cell.text.strip(" :")):
            told.setdefault(cell.row, []).append(int(cell.text.strip(" :")))
    found: dict[int, int] = {}
    years: list[int] = []
    for row in rows(block) if told else ():
        years = told.get(row, years)
        if len(years) == 1:
            found[row] = years[0]
    return found


def items_of_cell(block: Block, cell: Cell) -> Iterator[Item]:
    """The items of a cell: its bulleted or numbered lines, a wrapped line going on with the one before; else all of it."""
    lines = list(lines_of(cell))
    marked = [marker_of(text)[0] for _, text in lines]
    start, marker = -1, None
    end = 0
    for (offset, text), found in zip(lines, marked, strict=True):
        if start >= 0 and (found is not None or (not any(marked) and begins_anew(block.text[start:end], text))):
            yield item(block, start, end, marker)
            start = -1
        if start < 0:
            rest = marker_of(text)[1] if found else text
            start, marker = offset + text.index(rest) if rest else offset, found
        end = offset + len(text)
    if start >= 0:
        yield item(block, start, end, marker)


def lines_of(cell: Cell) -> Iterator[tuple[int, str]]:
    """The lines of a cell that are not blank, without the blanks around them, and where they begin in the block."""
    offset = cell.start
    for line in cell.text.split("\n"):
        if says(line):
            yield offset + len(line) - len(line.lstrip()), line.strip()
        offset += len(line) + 1


def begins_anew(before: str, line: str) -> bool:
    """Whether a line without a bullet begins a new item: it has a capital, and the one before does not lead on."""
    return not line[:1].islower() and LEADS_ON.search(before.rstrip()) is None


def says(text: str) -> bool:
    """Whether a text holds words, and is no blank of a form ("-", "____")."""
    return WORD.search(text) is not None


def item(block: Block, start: int, end: int, marker: str | None) -> Item:
    text = " ".join(block.text[start:end].split())
    return Item(Place(block.seq, start, end), None if is_bullet(marker) else marker, text)


def item_of_block(block: Block) -> Item:
    marker = None if is_bullet(block.marker) else block.marker
    return Item(Place.of_block(block), marker, " ".join(block.text.split()))
