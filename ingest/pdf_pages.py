"""A sheet -> paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.document import Kind
from ingest.pdf_aligned import aligned_grids
from ingest.pdf_lines import Line, level_lines, lines_of
from ingest.pdf_margins import Margins, note_mark, split_notes
from ingest.pdf_objects import Sheet, Word
from ingest.pdf_order import columns_of
from ingest.pdf_paragraphs import PROSE, Paragraph, paragraphs_of
from ingest.pdf_paths import Ruling
from ingest.pdf_place import Placed
from ingest.pdf_sheets import Level, leveled
from ingest.pdf_sides import closed, whole_rulings
from ingest.pdf_splits import split_cells
from ingest.pdf_tables import Grid, ruled_grids

SEPARATOR = 0.4  # of the width of the text: a ruling this long parts what is above from what is below
MASTHEAD = 300.0  # points from the top of the first page
REACH = 0.2  # of the page's width: what stands further apart says something of its own
CLOSE = 20.0  # points: the same in running heads and feet

Piece = Paragraph | Grid


@dataclass(slots=True)
class Reading:
    """A page while it is read: level, its lines outside of tables, its tables."""

    level: Level
    lines: list[Line]
    grids: list[Grid]

    @property
    def sheet(self) -> Sheet:
        return self.level.sheet


def reading_of(sheet: Sheet) -> Reading:
    level = leveled(sheet)
    grids = [split_cells(grid) for grid in ruled_grids(replace(level.sheet, rulings=closed(level.sheet.rulings)))]
    lines = lines_of(word for word in outside(level.sheet.words, grids) if word.angle == 0)
    aligned = aligned_grids(
        lines, whole_rulings(free_rulings(level.sheet.rulings, grids)), sheet.number, level.sheet.curves
    )
    held = {id(line) for _, kept in aligned for line in kept}
    return Reading(level, [line for line in lines if id(line) not in held], [*grids, *(grid for grid, _ in aligned)])


def free_rulings(rulings: Iterable[Ruling], grids: Sequence[Grid]) -> list[Ruling]:
    """Rulings that stand in no table."""
    return [
        one for one in rulings if not any(grid.top - 2 <= one.top and one.bottom <= grid.bottom + 2 for grid in grids)
    ]


def outside(words: Iterable[Word], grids: Sequence[Grid]) -> list[Word]:
    left = list(words)
    for grid in grids:
        left = [word for word in left if not grid.holds(word)]
    return left


def pieces_of(reading: Reading, margins: Margins, body: float) -> Iterator[Piece]:
    """What is on a page in reading order: its head, text and tables, notes, foot, and what is written sideways."""
    yield from in_margin(reading, margins, "head", Kind.PAGE_HEADER)
    things: list[Placed] = [*(line for line in reading.lines if id(line) not in margins), *reading.grids]
    right = right_edge(things, reading.sheet.width)
    reach = REACH * reading.sheet.width
    notes: list[Line] = []
    masthead = MASTHEAD if reading.sheet.number == 1 else 0.0
    for column in columns_of([*things, *separators(reading, things)], right, masthead):
        lines: list[Line] = []
        for row in column.rows:
            lines += level_lines((one for one in row if isinstance(one, Line)), reach)
            grids = [one for one in row if isinstance(one, Grid)]
            if grids:
                yield from paragraphs_of(lines, reading.sheet.number, column.right, column.beside, body)
                yield from grids
                lines = []
        lines, found = split_notes(lines, body, reading.sheet.height)
        notes += found
        yield from paragraphs_of(lines, reading.sheet.number, column.right, column.beside, body)
    yield from notes_of(notes, reading.sheet.number, right)
    yield from in_margin(reading, margins, "foot", Kind.PAGE_FOOTER)
    yield from asides(reading)


def right_edge(things: Sequence[Placed], width: float) -> float:
    """Where text must end: where it does on pages of prose; on others, as far from the right as it is from the left."""
    ends = max((one.x1 for one in things), default=width)
    if not things or any(isinstance(one, Line) and len(one.text) >= PROSE for one in things):
        return ends
    return max(ends, width - min(one.x0 for one in things))


def in_margin(reading: Reading, margins: Margins, side: str, kind: Kind) -> Iterator[Paragraph]:
    for line in level_lines((line for line in reading.lines if margins.get(id(line)) == side), CLOSE):
        yield Paragraph([line], reading.sheet.number, line.x0, line.x1, kind=kind)


def separators(reading: Reading, things: Sequence[Placed]) -> Iterator[Ruling]:
    """Long level rulings outside of tables."""
    if not things:
        return
    width = max(one.x1 for one in things) - min(one.x0 for one in things)
    for ruling in whole_rulings(free_rulings(reading.sheet.rulings, reading.grids)):
        if ruling.x1 - ruling.x0 >= SEPARATOR * width:
            yield ruling


def notes_of(lines: Sequence[Line], page: int, right: float) -> Iterator[Paragraph]:
    """Footnotes, each from its mark to the next."""
    notes: list[Paragraph] = []
    for line in lines:
        mark = note_mark(line)
        if mark or not notes:
            notes.append(Paragraph([], page, line.x0, right, kind=Kind.FOOTNOTE, marker=mark))
        notes[-1].lines.append(line)
    yield from notes


def asides(reading: Reading) -> Iterator[Paragraph]:
    """What is written up or down beside level text, and askew over it, in drawing order."""
    others = outside([word for word in reading.sheet.words if word.angle != 0], reading.grids)
    for angle in (90, 180, 270, None):
        words = [word for word in others if word.angle == angle]
        if words:
            line = Line(words)
            yield Paragraph([line], reading.sheet.number, line.x0, line.x1, beside=True)
