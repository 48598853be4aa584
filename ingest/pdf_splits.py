"""Cells of ruled tables parted where rulings are left out: rows in tall cells, columns in wide ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.pdf_gutters import NUMBER, gutters_in
from ingest.pdf_lines import Line, level_lines, lines_of
from ingest.pdf_objects import Word
from ingest.pdf_order import Interval
from ingest.pdf_tables import Grid, GridCell

TALL = 3  # lines: rows that stand in one cell are at least so many
SHORT = 24  # characters: what stands in such rows is short
LEVEL = 3.0  # points: feet of lines of one row differ less
LABELLED = 0.7  # of such rows: so many have something in the first column
APART = 0.7  # of the type size: what stands in different columns is further apart
FEWEST, MOST = 4, 0.8  # cells that tell of a column in a column, the share of them that must


def split_cells(grid: Grid) -> Grid:
    """The grid with the rows and columns that its rulings leave out."""
    return split_columns(split_wide(split_tall(grid)))


def split_tall(grid: Grid) -> Grid:
    """The grid with rows apart that stand in one row of tall cells, level with each other from column to column."""
    cells: list[GridCell] = []
    offset = 0
    rows = rows_of(grid)
    parts = [feet_of(row) for row in rows]
    if not any(parts):
        return grid
    for row, feet in zip(rows, parts, strict=True):
        for cell in row:
            cells += [replace(part, row=part.row + offset) for part in parted(cell, feet)]
        offset += max(len(feet), 1) - 1
    return replace(grid, cells=cells)


def rows_of(grid: Grid) -> list[list[GridCell]]:
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    return rows


def feet_of(row: Sequence[GridCell]) -> list[float]:
    """The feet of the lines that are rows of their own; none where the row is one."""
    if any(cell.row_span > 1 for cell in row) or sum(is_tall(cell) for cell in row) < 2:
        return []
    columns = [level_lines(lines_of(cell.words), 1e6) for cell in sorted(row, key=lambda one: one.column)]
    full = [lines for lines in columns if lines]
    tall = [lines for lines in full if len(lines) >= TALL]
    if len(tall) < 2 or len(tall) < 0.6 * len(full) or not all(are_short(one) for one in tall[1:]):
        return []
    feet = [line.bottom for line in max(tall, key=len)]
    rest = [line for lines in full for line in lines]
    level = all(min(abs(line.bottom - foot) for foot in feet) <= LEVEL for line in rest)
    return feet if level and len(columns[0]) >= LABELLED * len(feet) else []


def is_tall(cell: GridCell) -> bool:
    """Whether a cell has room for rows, and words for them."""
    return len(cell.words) >= TALL and cell.bottom - cell.top > TALL * 0.8 * cell.words[0].size


def are_short(lines: Sequence[Line]) -> bool:
    return all(len(line.text) <= SHORT for line in lines)


def parted(cell: GridCell, feet: Sequence[float]) -> list[GridCell]:
    if not feet:
        return [cell]
    found: list[GridCell] = []
    nearest = [min(feet, key=lambda foot: abs(foot - word.bottom)) for word in cell.words]
    top = cell.top
    for at, foot in enumerate(feet):
        end = cell.bottom if at == len(feet) - 1 else foot + 0.5
        words = [word for word, own in zip(cell.words, nearest, strict=True) if own == foot]
        found.append(replace(cell, row=cell.row + at, top=top, bottom=end, words=words))
        top = end
    return found


def split_wide(grid: Grid) -> Grid:
    """The grid with cells over several columns cut where their words stand apart in these columns."""
    if all(cell.column_span == 1 for cell in grid.cells):
        return grid
    edges = {cell.column: cell.x0 for cell in grid.cells}
    return replace(grid, cells=[part for cell in grid.cells for part in by_column(cell, edges)])


def by_column(cell: GridCell, edges: dict[int, float]) -> Iterator[GridCell]:
    columns = range(cell.column, cell.column + cell.column_span)
    xs = [cell.x0, *(edges.get(column, -1.0) for column in columns[1:]), cell.x1]
    if len(columns) == 1 or sorted(xs) != xs or not stand_apart(cell.words, xs):
        yield cell
        return
    for column, (x0, x1) in zip(columns, pairwise(xs), strict=True):
        words = [word for word in cell.words if x0 <= (word.x0 + word.x1) / 2 < x1]
        yield replace(cell, column=column, column_span=1, x0=x0, x1=x1, words=words)


def stand_apart(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether words stand in two columns or more, with room between those of different columns."""
    inner = [[word for word in words if x0 <= (word.x0 + word.x1) / 2 < x1] for x0, x1 in pairwise(xs)]
    full = [part for part in inner if part]
    return len(full) > 1 and all(
        min(word.x0 for word in right) - max(word.x1 for word in left) > APART * right[0].size
        for left, right in pairwise(full)
    )


def split_columns(grid: Grid) -> Grid:
    """The grid with columns apart that stand in one column: in nearly every row a number, far from what is before it."""
    for column in reversed(range(grid.columns)):
        gutter = gutter_of([cell.words for cell in grid.cells if cell.column == column and cell.column_span == 1])
        if gutter:
            grid = replace(grid, cells=[part for cell in grid.cells for part in halved(cell, column, gutter)])
    return grid


def gutter_of(texts: Sequence[Sequence[Word]]) -> Interval | None:
    """The gutter that parts what stands in the cells of a column."""
    full = [words for words in texts if words]
    if len(full) < FEWEST:
        return None
    least = APART * median(word.size for words in full for word in words)
    for gutter in reversed(gutters_in(full, 1 - MOST, least)):
        rights = ["".join(word.text for word in words if word.x0 >= gutter[1] - 1) for words in full]
        both = [min(word.x0 for word in words) < gutter[0] for words in full]
        numeric = [bool(one and NUMBER.match(right)) for one, right in zip(both, rights, strict=True)]
        if sum(numeric) >= MOST * len(full):
            return gutter
    return None


def halved(cell: GridCell, column: int, gutter: Interval) -> Iterator[GridCell]:
    """A cell once its column is two: moved on, made wider, or cut."""
    middle = (gutter[0] + gutter[1]) / 2
    if cell.column > column:
        yield replace(cell, column=cell.column + 1)
    elif cell.column + cell.column_span <= column:
        yield cell
    elif cell.column_span > 1 or any(word.x0 < middle < word.x1 for word in cell.words):
        yield replace(cell, column_span=cell.column_span + 1)
    else:
        left = [word for word in cell.words if word.x0 < middle]
        yield replace(cell, x1=middle, words=left)
        right = [word for word in cell.words if word.x0 >= middle]
        yield replace(cell, column=column + 1, x0=middle, words=right)
