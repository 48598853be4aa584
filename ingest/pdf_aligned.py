"""Tables without a grid of rulings: columns that align, between level rulings or by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.pdf_gutters import NUMBER, cut, edge_in, gutters_in
from ingest.pdf_lines import Line
from ingest.pdf_objects import Word
from ingest.pdf_order import Interval, bands_of, is_prose, parts_of, rows_of
from ingest.pdf_paths import Ruling
from ingest.pdf_tables import Grid, GridCell, is_drawing

LEVEL = 0.45  # of the type size: feet of one row differ less
SAME_END = 8.0  # points: rulings of one table end this near to each other
LEAST_GUTTER = 4.0  # points: columns between rulings may stand this close
GUTTER = 0.6  # of the type size: the same
CROSSED = 0.2  # of the rows: titles over several columns may cross a gutter
FEW_ROWS, HEADED = 5, 0.34  # rows; of which so many may be such titles
FILLED = 0.6  # of the rows: so many hold two cells or more
LEAST_FULL = 0.4  # of the cells: a chart's axes and legend fill fewer
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3  # of a table without rulings
MOST_ROWS, LONGEST_CELL = 200, 160  # characters of a line in a cell
MANY_ZONES = 4  # between rulings: then rulings part the rows
MOST_HEADS = 4  # rows
WRAPPED = 1.7  # of the type size: lines of one cell follow each other more closely
BEGUN = 0.8  # of the cells: so many begin where their row does
SAME_STEP = 1.1  # of the step before: rows that follow each other as closely
FAR = 2.0  # of the largest other step between rows
STEP = 1.3  # of the smallest step between lines: a larger one parts rows
LEADERS = re.compile(r"(?:[.…·_]\s?){4,}")

Row = list[Line]


@dataclass(slots=True)
class Region:
    """A stretch of a page that may be a table: its lines, row by row, and the level rulings in it."""

    rows: list[Row]
    rules: list[float]
    headed: bool = False  # by bold words over each column

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.rows for line in row]


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


def level_rows(lines: Iterable[Line]) -> list[Row]:
    """Lines that stand level, from top to bottom."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda one: one.bottom):
        if rows and line.bottom - rows[-1][0].bottom < LEVEL * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def ruled_regions(lines: Sequence[Line], rulings: Sequence[Ruling]) -> Iterator[Region]:
    """What stands between level rulings of the same width, cut where single lines stand between two of them."""
    for group in groups_of(rulings):
        x0, x1 = min(one.x0 for one in group), max(one.x1 for one in group)
        inside = [line for line in lines if line.x1 > x0 and line.x0 < x1]
        rules: list[float] = [group[0].top]
        rows: list[Row] = []
        for above, below in pairwise(one.top for one in group):
            zone = level_rows([line for line in inside if above - 1 <= (line.top + line.bottom) / 2 <= below + 1])
            if len(zone) >= 2 and all(len(row) == 1 for row in zone):
                yield from region_of(rows, rules)
                rows, rules = [], [below]
            else:
                rows += zone
                rules.append(below)
        yield from region_of(rows, rules)


def region_of(rows: Sequence[Row], rules: Sequence[float]) -> Iterator[Region]:
    if 2 <= len(rows) <= MOST_ROWS and len(rules) > 1 and gutters_in(words_of(rows), CROSSED, LEAST_GUTTER):
        yield Region(list(rows), list(rules))


def groups_of(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rulings that begin and end alike, at least two, from top to bottom."""
    groups: list[list[Ruling]] = []
    for one in sorted(rulings, key=lambda ruling: ruling.top):
        home = next(
            (
                group
                for group in groups
                if abs(group[0].x0 - one.x0) < SAME_END and abs(group[0].x1 - one.x1) < SAME_END
            ),
            None,
        )
        if home is None:
            groups.append([one])
        elif one.top - home[-1].top > 2:
            home.append(one)
    return [group for group in groups if len(group) >= 2]


def free_regions(lines: Sequence[Line]) -> Iterator[Region]:
    """Bands of short, aligned lines in three columns or more, and those that bold heads of columns begin."""
    for band in bands_of(rows_of(lines)):
        rows = trimmed(level_rows(one for row in band.rows for one in row if isinstance(one, Line)))
        if not FEWEST_ROWS <= len(rows) <= MOST_ROWS:
            continue
        heads = count_heads(rows)
        if heads:
            rule = (max(line.bottom for line in rows[heads - 1]) + min(line.top for line in rows[heads])) / 2
            yield Region(rows, [rule], headed=True)
        elif (
            len(band.gutters) + 1 >= FEWEST_COLUMNS
            and full_rows(rows, FEWEST_COLUMNS) >= FEWEST_ROWS
            and not is_prose(parts_of(band))
        ):
            yield Region(rows, [])


def count_heads(rows: Sequence[Row]) -> int:
    """How many rows at the top are bold heads of columns, over rows that are not bold."""
    heads = next((at for at, row in enumerate(rows) if not all(line.bold for line in row)), 0)
    bold_below = sum(all(line.bold for line in row) for row in rows[heads:])
    return heads if heads <= MOST_HEADS and heads + 1 < len(rows) and bold_below <= CROSSED * len(rows) else 0


def trimmed(rows: list[Row]) -> list[Row]:
    """Rows from the first to the last that hold several cells, and what goes on with the last one's cells."""
    several = [at for at, row in enumerate(rows) if len(row) > 1]
    if not several:
        return []
    end = several[-1] + 1
    while end < len(rows) and goes_on(rows[end], rows[max(0, end - 2) : end], rows[several[-1]]):
        end += 1
    while len(several) > FEWEST_ROWS and end > 1 and stands_far(rows[several[0] : end]):
        end -= 1
    return rows[several[0] : end]


def stands_far(rows: Sequence[Row]) -> bool:
    """Whether the last row stands far from the others: the foot of a page."""
    *steps, last = (below[0].bottom - above[0].bottom for above, below in pairwise(rows))
    return last > FAR * max([*steps, rows[0][0].size])


def goes_on(row: Row, above: Sequence[Row], last: Row) -> bool:
    """Whether a line goes on with a cell, not the first, of a table's last full row, or stands in a row of its own."""
    line = row[0]
    at = sum(line.x0 >= one.x0 - 1 for one in last) - 1
    step, before = line.bottom - above[-1][0].bottom, above[-1][0].bottom - above[0][0].bottom
    near = step < max(WRAPPED * line.size, SAME_STEP * before)
    return near and at > 0 and abs(line.x0 - last[at].x0) < 2 and (at == len(last) - 1 or line.x1 < last[at + 1].x0)


def words_of(rows: Sequence[Row]) -> list[list[Word]]:
    return [[word for line in row for word in line.words] for row in rows]


def full_rows(rows: Sequence[Row], cells: int) -> int:
    return sum(len(row) >= cells for row in rows)


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


def beginnings(rows: Sequence[Row]) -> list[bool]:
    """Which rows of lines stand apart from the one above."""
    steps = [below[0].bottom - above[0].bottom for above, below in pairwise(rows)]
    size = rows[0][0].size
    tight = min([*(step for step in steps if step >= size), WRAPPED / STEP * size])
    return [True, *(step > STEP * tight for step in steps)]


def column_of(line: Line, edges: Sequence[float]) -> int:
    return sum(line.x0 + 1 >= edge for edge in edges)


def by_column(lines: Sequence[Line], edges: Sequence[float]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        columns[column_of(line, edges)].append(line)
    return columns


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


def logical_rows(region: Region, edges: Sequence[float]) -> list[Row]:
    """Rows of the table: lines between two rulings, or lines that wrap put to the row above."""
    zones = split_at(region.rows, region.rules)
    rows: list[Row] = []
    for at, zone in enumerate(zones):
        heads = at == 0 and len(zones) > 1 and is_header(zone, edges)
        if heads or (len(zones) >= MANY_ZONES and not holds_rows(zone, edges)):
            rows.append([line for row in zone for line in row])
        else:
            rows += unwrapped(zone, edges, region.headed)
    return rows


def holds_rows(zone: Sequence[Row], edges: Sequence[float]) -> bool:
    """Whether what stands between two rulings is several rows: each with its label and a number."""
    full = [row for row in zone if len({column_of(line, edges) for line in row}) > 1]
    return len(full) == len(zone) and all(any(NUMBER.match(line.text) for line in row) for row in full)


def is_header(part: Sequence[Row], edges: Sequence[float]) -> bool:
    """Whether rows above a ruling are one row of column heads and none of them stands over several columns."""
    return not any(line.x0 < edge < line.x1 for row in part for line in row for edge in edges)


def split_at(rows: Sequence[Row], rules: Sequence[float]) -> list[list[Row]]:
    parts: list[list[Row]] = []
    last = -1
    for row in rows:
        middle = (row[0].top + row[0].bottom) / 2
        zone = sum(rule < middle for rule in rules)
        if parts and zone == last:
            parts[-1].append(row)
        else:
            parts.append([row])
        last = zone
    return parts


def unwrapped(rows: Sequence[Row], edges: Sequence[float], headed: bool) -> list[Row]:
    """Rows with the lines that only go on with a cell put to the row above."""
    apart = beginnings(rows)
    prose = headed and is_prose(by_column([line for row in rows for line in row], edges)[1:])
    loose = prose or any(apart[1:])
    found: list[Row] = []
    for row, begins in zip(rows, apart, strict=True):
        columns = {column_of(line, edges) for line in row}
        partial = 0 not in columns and len(columns) <= (len(edges) + 1) / 2
        numeric = any(NUMBER.match(line.text) for line in row)
        if (
            found
            and not begins
            and look_alike(found[-1], row, edges)
            and ((loose and not numeric) or (partial and not numeric))
        ):
            found[-1] += row
        else:
            found.append(list(row))
    return found


def look_alike(above: Row, row: Row, edges: Sequence[float]) -> bool:
    """Whether lines are as bold as what stands in their columns above them."""
    bold = {column_of(line, edges): line.bold for line in above}
    return all(bold.get(column_of(line, edges), line.bold) == line.bold for line in row)


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
