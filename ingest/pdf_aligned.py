"""Tables without a grid of rulings: columns that align, between level rulings or by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ingest.pdf_gutters import NUMBER, cut, edge_in, gutters_in
from ingest.pdf_lines import Line
from ingest.pdf_order import Interval, is_prose
from ingest.pdf_paths import Ruling
from ingest.pdf_regions import (
    CROSSED,
    FEWEST_COLUMNS,
    FEWEST_ROWS,
    LEAST_GUTTER,
    LEVEL,
    Region,
    Row,
    free_regions,
    ruled_regions,
    words_of,
)
from ingest.pdf_rows import beginnings, by_column, column_of, is_header, logical_rows
from ingest.pdf_tables import Grid, GridCell, is_drawing

GUTTER = 0.6  # of the type size: the same
FEW_ROWS, HEADED = 5, 0.34  # rows; of which so many may be such titles
FILLED = 0.6  # of the rows: so many hold two cells or more
LONGEST_CELL = 160  # characters of a line
LEAST_FULL = 0.4  # of the cells: a chart's axes and legend fill fewer
BEGUN = 0.8  # of the cells: so many begin where their row does
LEADERS = re.compile(r"(?:[.…·_]\s?){4,}")


def aligned_grids(
    lines: Sequence[Line], rulings: Sequence[Ruling], page: int, curves: Sequence[Ruling] = ()
) -> list[tuple[Grid, list[Line]]]:
    """The tables among lines whose columns only align, each with the lines that it holds; none with curves drawn over."""
    found: list[tuple[Grid, list[Line]]] = []
    left = list(lines)
    for region in ruled_regions(left, rulings):
        grid = grid_of(region, page)
        if (
            grid is not None
            and not is_drawing(grid, curves)
            and not any(line_in(region.lines, held) for _, held in found)
        ):
            found.append((grid, region.lines))
    held = {id(line) for _, kept in found for line in kept}
    for region in free_regions([line for line in left if id(line) not in held]):
        grid = grid_of(region, page)
        if grid is not None and not is_drawing(grid, curves):
            found.append((grid, region.lines))
    return found


def line_in(lines: Sequence[Line], held: Sequence[Line]) -> bool:
    known = {id(line) for line in held}
    return any(id(line) in known for line in lines)


def grid_of(region: Region, page: int) -> Grid | None:
    """The grid of a region; None where it is no table."""
    gutters = columns_in(region)
    if not gutters or any(LEADERS.search(line.text) for line in region.lines):
        return None
    region = replace(region, rows=[[part for line in row for part in cut(line, gutters)] for row in region.rows])
    edges = [edge_in(gutter, region.lines) for gutter in gutters]
    rows = logical_rows(region, edges)
    if not (has_full_rows(rows, edges, region.headed) and is_tabular(region, edges)):
        return None
    if region.headed and not (len(rows) >= FEWEST_ROWS and names_columns(rows[0], edges) and begin_level(rows, edges)):
        return None
    grid = laid_out(region, rows, edges, page)
    return grid if sum(bool(cell.words) for cell in grid.cells) >= LEAST_FULL * len(grid.cells) else None


def has_full_rows(rows: Sequence[Row], edges: Sequence[float], headed: bool) -> bool:
    """Whether enough rows hold several cells; under heads, those without a label may go on with the row above."""
    held = [{column_of(line, edges) for line in row} for row in rows]
    told = [columns for columns in held if not headed or 0 in columns]
    return sum(len(columns) > 1 for columns in told) >= max(2, FILLED * len(told))


def columns_in(region: Region) -> list[Interval]:
    """The gutters of a region."""
    rows = telling(region)
    crossed = 0.0 if len(rows) < FEWEST_ROWS else HEADED if len(rows) < FEW_ROWS else CROSSED
    size = median(line.size for line in region.lines)
    return gutters_in(words_of(rows), crossed, max(LEAST_GUTTER, GUTTER * size))


def telling(region: Region) -> list[Row]:
    """The rows that tell where columns are: those with several cells; with prose in cells, those that begin them."""
    several = [row for row in region.rows if len(row) > 1]
    if region.headed:
        first = [
            row for row, begins in zip(region.rows, beginnings(region.rows), strict=True) if begins and len(row) > 1
        ]
        several = first if len(first) >= FEWEST_ROWS else several
    return several if len(several) >= FEWEST_ROWS else region.rows


def is_tabular(region: Region, edges: Sequence[float]) -> bool:
    """Whether the columns hold cells and no running text set in columns."""
    if any(len(line.text) > LONGEST_CELL for line in region.lines):
        return False
    if len(region.rules) >= 4 or (region.headed and len(edges) + 1 >= FEWEST_COLUMNS):
        return True
    columns = by_column(region.lines, edges)
    paired = len(edges) + 1 < FEWEST_COLUMNS and len(region.rules) < 3 and not region.headed
    if paired and not is_numeric(columns[-1]):
        return False
    return not is_prose([column for column in columns if column])


def names_columns(heads: Row, edges: Sequence[float]) -> bool:
    """Whether each column has a head of its own; the first, of labels, may have none."""
    return len({column_of(line, edges) for line in heads}) >= max(2, len(edges)) and is_header([heads], edges)


def begin_level(rows: Sequence[Row], edges: Sequence[float]) -> bool:
    """Whether the cells of a row begin or are centred level with each other: columns of running text are not."""
    cells = [(part, row) for row in rows[1:] for part in by_column(row, edges) if part]
    return sum(is_level(part, row) for part, row in cells) >= BEGUN * len(cells)


def is_level(part: Row, row: Row) -> bool:
    top, bottom = min(line.top for line in row), max(line.bottom for line in row)
    above, below = min(line.top for line in part) - top, bottom - max(line.bottom for line in part)
    return min(above, abs(above - below) / 2) < LEVEL * part[0].size


def is_numeric(lines: Sequence[Line]) -> bool:
    return sum(NUMBER.match(line.text) is not None for line in lines) > FILLED * len(lines)


def laid_out(region: Region, rows: Sequence[Row], edges: Sequence[float], page: int) -> Grid:
    """The grid with a box for every cell that holds something, and one for every empty place."""
    left, right = min(line.x0 for line in region.lines), max(line.x1 for line in region.lines)
    xs = [left, *edges, right]
    tops = [min(line.top for line in row) for row in rows]
    ends = [max(line.bottom for line in row) for row in rows]
    cells: list[GridCell] = []
    for at, row in enumerate(rows):
        by_column: dict[int, GridCell] = {}
        for line in sorted(row, key=lambda one: one.x0):
            start = column_of(line, edges)
            span = 1 + sum(edge < line.x1 - 1 for edge in edges[start:])
            home = next(
                (cell for cell in by_column.values() if cell.column <= start < cell.column + cell.column_span), None
            )
            if home is None:
                home = by_column[start] = GridCell(
                    at, start, 1, span, xs[start], tops[at], xs[start + span], ends[at], page=page
                )
            home.words += line.words
        taken = {column for cell in by_column.values() for column in range(cell.column, cell.column + cell.column_span)}
        for column in set(range(len(xs) - 1)) - taken:
            by_column[column] = GridCell(at, column, 1, 1, xs[column], tops[at], xs[column + 1], ends[at], page=page)
        cells += [by_column[column] for column in sorted(by_column)]
    header = 1 if region.rules else 0
    return Grid(cells, left, tops[0], right, max(ends), page, header)
