"""Open tables closed: sides that rulings only imply, and rows that stand in one tall cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf_lines import Line, level_lines, lines_of
from ingest.pdf_paths import Ruling
from ingest.pdf_tables import Grid, GridCell

SAME_END, TOUCH = 6.0, 3.0  # points
TALL = 3  # lines: rows that stand in one cell are at least so many
SHORT = 24  # characters: what stands in such rows is short
LEVEL = 3.0  # points: feet of lines of one row differ less


def with_sides(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings, with the left and right side where an upright one joins two level ones that end alike but are open."""
    level = sorted((one for one in rulings if one.level), key=lambda one: one.top)
    upright = [one for one in rulings if one.upright]
    sides: list[Ruling] = []
    for at, above in enumerate(level):
        below = next((one for one in level[at + 1 :] if ends_alike(above, one) and one.top - above.top > TOUCH), None)
        if below is not None and any(joins(one, above, below) for one in upright):
            sides += [Ruling(x, above.top, x, below.top) for x in (min(above.x0, below.x0), max(above.x1, below.x1))]
    return [*rulings, *sides]


def ends_alike(one: Ruling, other: Ruling) -> bool:
    return abs(one.x0 - other.x0) < SAME_END and abs(one.x1 - other.x1) < SAME_END


def joins(one: Ruling, above: Ruling, below: Ruling) -> bool:
    """Whether an upright ruling reaches from one level ruling to the next, in from their ends."""
    inside = above.x0 + TOUCH < one.x0 < above.x1 - TOUCH
    return inside and one.top <= above.top + TOUCH and one.bottom >= below.top - TOUCH


def split_tall(grid: Grid) -> Grid:
    """The grid with rows apart that stand in one row of tall cells, level with each other from column to column."""
    rows = [[cell for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
    cells: list[GridCell] = []
    offset = 0
    for row in rows:
        parts = parts_of(row)
        for cell in row:
            cells += [replace(part, row=part.row + offset) for part in parted(cell, parts)]
        offset += max(len(parts), 1) - 1
    return replace(grid, cells=cells)


def parts_of(row: Sequence[GridCell]) -> list[float]:
    """The feet of the lines that are rows of their own; none where the row is one."""
    if any(cell.row_span > 1 for cell in row):
        return []
    columns = [lines for cell in row if (lines := level_lines(lines_of(cell.words), 1e6))]
    tall = [lines for lines in columns if len(lines) >= TALL]
    if len(tall) < 2 or len(tall) < 0.6 * len(columns):
        return []
    feet = [line.bottom for line in max(tall, key=len)]
    rest = [line for lines in columns for line in lines]
    if any(min(abs(line.bottom - foot) for foot in feet) > LEVEL for line in rest) or not all(
        are_short(one) for one in tall[1:]
    ):
        return []
    return feet


def are_short(lines: Sequence[Line]) -> bool:
    return all(len(line.text) <= SHORT for line in lines)


def parted(cell: GridCell, feet: Sequence[float]) -> list[GridCell]:
    if not feet:
        return [cell]
    parts: list[GridCell] = []
    top = cell.top
    for at, foot in enumerate(feet):
        end = cell.bottom if at == len(feet) - 1 else foot + 0.5
        words = [word for word in cell.words if min(feet, key=lambda one: abs(one - word.bottom)) == foot]
        parts.append(replace(cell, row=cell.row + at, top=top, bottom=end, words=words))
        top = end
    return parts
