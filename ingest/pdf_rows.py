"""Lines of a table without a grid -> its rows: what stands between two rulings, and lines that wrap put together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf_gutters import NUMBER
from ingest.pdf_lines import Line
from ingest.pdf_order import is_prose
from ingest.pdf_regions import WRAPPED, Region, Row

MANY_ZONES = 4  # between rulings: then rulings part the rows
STEP = 1.3  # of the smallest step between lines: a larger one parts rows


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


def beginnings(rows: Sequence[Row]) -> list[bool]:
    """Which rows of lines stand apart from the one above."""
    steps = [below[0].bottom - above[0].bottom for above, below in pairwise(rows)]
    size = rows[0][0].size
    tight = min([*(step for step in steps if step >= size), WRAPPED / STEP * size])
    return [True, *(step > STEP * tight for step in steps)]


def column_of(line: Line, edges: Sequence[float]) -> int:
    return bisect_right(edges, line.x0 + 1)


def by_column(lines: Sequence[Line], edges: Sequence[float]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        columns[column_of(line, edges)].append(line)
    return columns
