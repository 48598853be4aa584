"""Stretches of a page that may be tables without a grid of rulings: rows between level rulings, or that align."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf_gutters import gutters_in
from ingest.pdf_lines import Line
from ingest.pdf_objects import Word
from ingest.pdf_order import bands_of, is_prose, parts_of, rows_of
from ingest.pdf_paths import Ruling

LEVEL = 0.45  # of the type size: feet of one row differ less
SAME_END = 8.0  # points: rulings of one table end this near to each other
LEAST_GUTTER = 4.0  # points: columns between rulings may stand this close
CROSSED = 0.2  # of the rows: titles over several columns may cross a gutter
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3  # of a table without rulings
MOST_ROWS = 200
MOST_HEADS = 4  # rows
WRAPPED = 1.7  # of the type size: lines of one cell follow each other more closely
SAME_STEP = 1.1  # of the step before: rows that follow each other as closely
FAR = 2.0  # of the largest other step between rows

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
