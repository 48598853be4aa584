"""Tables without a grid of rulings: columns that align, between level rulings or by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf_lines import Line
from ingest.pdf_order import Interval, bands_of, is_prose, merged, parts_of, rows_of
from ingest.pdf_paths import Ruling
from ingest.pdf_tables import Grid, GridCell

LEVEL = 0.45  # of the type size: feet of one row differ less
SAME_END = 8.0  # points: rulings of one table end this near to each other
LEAST_GUTTER = 4.0  # points: columns between rulings may stand this close
CROSSED = 0.2  # of the rows: titles over several columns may cross a gutter
FILLED = 0.6  # of the rows: so many hold two cells or more
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3  # of a table without rulings
MOST_ROWS, LONGEST_CELL = 200, 160  # characters of a line in a cell
MANY_ZONES = 4  # between rulings: then rulings part the rows
STEP = 1.3  # of the smallest step between lines: a larger one parts rows
NUMBER = re.compile(r"^[\s(–-]*[\d][\d.,\s%)/–-]*$|^[–—-]$|^n/?a$", re.IGNORECASE)
LEADERS = re.compile(r"(?:[.…·_]\s?){4,}")

Row = list[Line]


@dataclass(slots=True)
class Region:
    """A stretch of a page that may be a table: its lines, row by row, and the level rulings in it."""

    rows: list[Row]
    rules: list[float]

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.rows for line in row]


def aligned_grids(lines: Sequence[Line], rulings: Sequence[Ruling], page: int) -> list[tuple[Grid, list[Line]]]:
    """The tables among lines whose columns only align, each with the lines that it holds."""
    found: list[tuple[Grid, list[Line]]] = []
    left = list(lines)
    for region in ruled_regions(left, rulings):
        grid = grid_of(region, page)
        if grid is not None and not any(line_in(region.lines, held) for _, held in found):
            found.append((grid, region.lines))
    held = {id(line) for _, kept in found for line in kept}
    for region in free_regions([line for line in left if id(line) not in held]):
        grid = grid_of(region, page)
        if grid is not None:
            found.append((grid, region.lines))
    return found


def line_in(lines: Sequence[Line], held: Sequence[Line]) -> bool:
    known = {id(line) for line in held}
    return any(id(line) in known for line in lines)


def level_rows(lines: Sequence[Line]) -> list[Row]:
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
    if 2 <= len(rows) <= MOST_ROWS and len(rules) > 1 and shares(rows, LEAST_GUTTER):
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
    """Bands of short, aligned lines in three columns or more."""
    for band in bands_of(rows_of(lines)):
        held = [one for row in band.rows for one in row if isinstance(one, Line)]
        if len(band.gutters) + 1 < FEWEST_COLUMNS or is_prose(parts_of(band)):
            continue
        rows = trimmed(level_rows(held))
        if FEWEST_ROWS <= len(rows) <= MOST_ROWS and full_rows(rows, FEWEST_COLUMNS) >= FEWEST_ROWS:
            yield Region(rows, [])


def trimmed(rows: list[Row]) -> list[Row]:
    """Rows from the first to the last that hold several cells."""
    several = [at for at, row in enumerate(rows) if len(row) > 1]
    return rows[several[0] : several[-1] + 1] if several else []


def full_rows(rows: Sequence[Row], cells: int) -> int:
    return sum(len(row) >= cells for row in rows)


def shares(rows: Sequence[Row], least: float) -> list[Interval]:
    """The gutters that run through nearly all rows."""
    stretches = [merged((word.x0, word.x1) for line in row for word in line.words) for row in rows]
    return [gap for gap in gaps_of(stretches, CROSSED * len(rows)) if gap[1] - gap[0] >= least]


def gaps_of(stretches: Sequence[Sequence[Interval]], most: float) -> list[Interval]:
    """Where no more than so many rows have something."""
    events = sorted(
        [(start, 1) for row in stretches for start, _ in row] + [(end, -1) for row in stretches for _, end in row]
    )
    gaps: list[Interval] = []
    count, opened = 0, None
    for x, change in events:
        count += change
        if count > most and opened is not None:
            gaps.append((opened, x))
            opened = None
        elif count <= most and opened is None:
            opened = x
    return [gap for gap in gaps if gap[1] > gap[0]]


def grid_of(region: Region, page: int) -> Grid | None:
    """The grid of a region; None where it is no table."""
    gutters = columns_in(region)
    if not gutters or any(LEADERS.search(line.text) for line in region.lines):
        return None
    edges = [(start + end) / 2 for start, end in gutters]
    rows = logical_rows(region, edges)
    several = sum(len({column_of(line, edges) for line in row}) > 1 for row in rows)
    if len(rows) < 2 or several < max(2, FILLED * len(rows)) or not is_tabular(region, edges):
        return None
    return laid_out(region, rows, edges, page)


def columns_in(region: Region) -> list[Interval]:
    """The gutters of a region: of its words where it has many rows, else of its lines, which are cut at wide gaps only."""
    size = median(line.size for line in region.lines)
    if len(region.rows) >= 5:
        return shares(region.rows, max(LEAST_GUTTER, 0.6 * size))
    stretches = [merged((line.x0, line.x1) for line in row) for row in region.rows]
    return [
        gap
        for gap in gaps_of(stretches, 0.34 * len(region.rows) if len(region.rows) > 2 else 0)
        if gap[1] - gap[0] >= LEAST_GUTTER
    ]


def column_of(line: Line, edges: Sequence[float]) -> int:
    return sum(line.x0 + 1 >= edge for edge in edges)


def is_tabular(region: Region, edges: Sequence[float]) -> bool:
    """Whether the columns hold cells and no running text set in columns."""
    if any(len(line.text) > LONGEST_CELL for line in region.lines):
        return False
    if len(region.rules) >= 4:
        return True
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in region.lines:
        columns[column_of(line, edges)].append(line)
    if len(edges) + 1 < FEWEST_COLUMNS and len(region.rules) < 3 and not is_numeric(columns[-1]):
        return False
    return not is_prose([column for column in columns if column])


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
            rows += unwrapped(zone, edges)
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


def unwrapped(rows: Sequence[Row], edges: Sequence[float]) -> list[Row]:
    """Rows with the lines that only go on with a cell put to the row above."""
    steps = [below[0].bottom - above[0].bottom for above, below in pairwise(rows)]
    tight = min(steps, default=0.0)
    loose = any(step > STEP * tight for step in steps)
    found: list[Row] = []
    for at, row in enumerate(rows):
        columns = {column_of(line, edges) for line in row}
        near = at > 0 and steps[at - 1] <= STEP * tight
        partial = 0 not in columns and len(columns) <= (len(edges) + 1) / 2
        numeric = any(NUMBER.match(line.text) for line in row)
        if found and near and ((loose and not numeric) or (partial and not numeric)):
            found[-1] += row
        else:
            found.append(list(row))
    return found


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
