"""Tables with rulings: the boxes that these draw, and the words in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.pdf_objects import Sheet, Word
from ingest.pdf_paths import Ruling
from ingest.pdf_place import Bounds
from ingest.pdf_ruled import boxes_of, snapped

NAMED = 0.6  # of the cells of the first row or column
LEAST_FILLED = 0.25  # of the cells: a chart's grid holds less text


@dataclass(slots=True)
class GridCell:
    """A place in a grid: row and column from 0, the box in points, the words in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float
    words: list[Word] = field(default_factory=list)
    shaded: bool = False
    page: int = 0


@dataclass(slots=True)
class Grid:
    """A table on one page; box in points, origin top left."""

    cells: list[GridCell]
    x0: float
    top: float
    x1: float
    bottom: float
    page: int = 0
    headers: int = 0  # rows at the top that name what is below

    @property
    def rows(self) -> int:
        return max(cell.row + cell.row_span for cell in self.cells)

    @property
    def columns(self) -> int:
        return max(cell.column + cell.column_span for cell in self.cells)

    def holds(self, word: Word) -> bool:
        x, y = (word.x0 + word.x1) / 2, word.middle
        return self.x0 - 1 <= x <= self.x1 + 1 and self.top - 1 <= y <= self.bottom + 1


def ruled_grids(sheet: Sheet) -> list[Grid]:
    """The tables of a page that rulings draw."""
    grids = [grid_of(boxes, sheet) for boxes in boxes_of(sheet.rulings)]
    return outermost([grid for grid in grids if grid is not None and not is_drawing(grid, sheet.curves)])


def is_drawing(grid: Grid, curves: Iterable[Ruling]) -> bool:
    """Whether curves are drawn over the grid: a chart."""
    return any(
        grid.x0 <= one.x0 and one.x1 <= grid.x1 and grid.top <= one.top and one.bottom <= grid.bottom for one in curves
    )


def grid_of(boxes: Sequence[Bounds], sheet: Sheet) -> Grid | None:
    """The grid of a table's boxes with the words in them; None where it holds too little to be a table."""
    xs = snapped(x for box in boxes for x in (box[0], box[2]))
    ys = snapped(y for box in boxes for y in (box[1], box[3]))
    if len(xs) < 3 or len(ys) < 3:
        return None
    columns = {x: nearest(xs, x) for x in {x for box in boxes for x in (box[0], box[2])}}
    rows = {y: nearest(ys, y) for y in {y for box in boxes for y in (box[1], box[3])}}
    cells = [placed(box, columns, rows) for box in boxes]
    grid = Grid(
        [cell for cell in cells if cell.row_span and cell.column_span], xs[0], ys[0], xs[-1], ys[-1], sheet.number
    )
    fill(grid.cells, [word for word in sheet.words if grid.holds(word)])
    fills = [one for one in sheet.rulings if one.filled]
    for cell in grid.cells:
        cell.page, cell.shaded = sheet.number, is_shaded(cell, fills)
    return without_empty(grid) if is_table(grid) else None


def placed(box: Bounds, columns: Mapping[float, int], rows: Mapping[float, int]) -> GridCell:
    left, above, right, below = columns[box[0]], rows[box[1]], columns[box[2]], rows[box[3]]
    return GridCell(above, left, below - above, right - left, *box)


def nearest(lines: Sequence[float], value: float) -> int:
    return min(range(len(lines)), key=lambda at: abs(lines[at] - value))


def fill(cells: Sequence[GridCell], words: Iterable[Word]) -> None:
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.middle
        home = next((one for one in cells if one.x0 <= x <= one.x1 and one.top <= y <= one.bottom), None)
        if home is not None:
            home.words.append(word)


def is_shaded(cell: GridCell, fills: Iterable[Ruling]) -> bool:
    x, y = (cell.x0 + cell.x1) / 2, (cell.top + cell.bottom) / 2
    return any(one.x0 <= x <= one.x1 and one.top <= y <= one.bottom for one in fills)


def is_table(grid: Grid) -> bool:
    full = [cell for cell in grid.cells if cell.words]
    if not full or len(full) < LEAST_FILLED * len(grid.cells) or not has_names(grid):
        return False
    return len({cell.row for cell in full}) > 1 and len({cell.column for cell in full}) > 1


def has_names(grid: Grid) -> bool:
    """Whether the first row or the first column says something in most of its cells: a drawing's does not."""
    full = [cell for cell in grid.cells if cell.words]
    row, column = min(cell.row for cell in full), min(cell.column for cell in full)
    heads = [cell for cell in grid.cells if cell.row == row]
    sides = [cell for cell in grid.cells if cell.column == column]
    return any(sum(bool(cell.words) for cell in part) >= NAMED * len(part) for part in (heads, sides))


def without_empty(grid: Grid) -> Grid:
    """The grid without rows and columns in which nothing stands: gaps between double rulings."""
    full = [cell for cell in grid.cells if cell.words]
    rows = told_by([(cell.row, cell.row_span) for cell in full])
    columns = told_by([(cell.column, cell.column_span) for cell in full])
    new_row = {old: new for new, old in enumerate(sorted(rows))}
    new_column = {old: new for new, old in enumerate(sorted(columns))}
    kept: list[GridCell] = []
    for cell in grid.cells:
        at_rows = [new_row[row] for row in range(cell.row, cell.row + cell.row_span) if row in new_row]
        at_columns = [new_column[at] for at in range(cell.column, cell.column + cell.column_span) if at in new_column]
        if at_rows and at_columns:
            cell.row, cell.row_span = at_rows[0], len(at_rows)
            cell.column, cell.column_span = at_columns[0], len(at_columns)
            kept.append(cell)
    grid.cells = kept
    return grid


def told_by(places: Sequence[tuple[int, int]]) -> set[int]:
    """The rows or columns that cells with words need: those of cells over one, and one for each of the wider cells."""
    kept = {start for start, span in places if span == 1}
    for start, span in sorted(places, key=lambda place: place[1]):
        if kept.isdisjoint(range(start, start + span)):
            kept.add(start)
    return kept


def outermost(grids: Sequence[Grid]) -> list[Grid]:
    """Tables that stand in no other table."""
    return [grid for grid in grids if not any(other is not grid and encloses(other, grid) for other in grids)]


def encloses(outer: Grid, inner: Grid) -> bool:
    wider = outer.x0 - 1 <= inner.x0 and inner.x1 <= outer.x1 + 1
    return wider and outer.top - 1 <= inner.top and inner.bottom <= outer.bottom + 1
