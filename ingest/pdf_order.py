"""Reading order of what stands on a page: bands from top to bottom, columns from left to right in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

from ingest.pdf_lines import Line
from ingest.pdf_paths import Ruling
from ingest.pdf_place import Placed

GUTTER = 5.0  # points: columns stand at least this far apart
PROSE = 22  # characters: lines of prose in a column hold more on average
FAR = 0.12  # of the width: the sides of a masthead stand so far apart
SHORT = 32  # characters: lines of columns that stand side by side in a masthead are shorter on average
FULL = 0.55  # of a column's width: lines of prose fill more on average
NARROW = 0.1  # of the width: a column is wider; less is a number or label in the margin
ALIGNED = 0.5  # of the rows: labels and values stand level more often than columns of a layout
LABELLED = 0.9  # of the labels: so many have their value beside them
LEVEL = 2.5  # points: feet of lines that stand level differ less
FEWEST_ROWS = 3
DEEPEST = 6
BLANK_LINE, OTHER_LETTERS = 0.8, 0.5  # of a line's height: wider gaps part a title from a masthead
CLOSE = 2.5  # heights of a line: a column may begin this much above its neighbour

Interval = tuple[float, float]


@dataclass(slots=True)
class Column:
    """What is read one after the other: rows of things that stand beside each other, and where text there must end.

    `beside` tells that this column is one of several short ones that stand side by side, as in a masthead.
    """

    rows: list[list[Placed]]
    right: float
    beside: bool = False


@dataclass(slots=True)
class Band:
    """Rows that share their gutters."""

    rows: list[list[Placed]]
    cover: list[Interval]
    gutters: list[Interval] = field(default_factory=list)


def columns_of(
    things: Iterable[Placed], right: float, masthead: float = 0.0, beside: bool = False, depth: int = 0
) -> list[Column]:
    """The columns of text on a page in the order in which people read them.

    `right` is where the text ends, in points, and `masthead` how far down the page a masthead may reach.
    """
    found: list[Column] = []
    open_column: Column | None = None
    for band in tailed(beheaded(bands_of(rows_of(things)), masthead)):
        if band.gutters and depth < DEEPEST and (is_layout(band) or is_masthead(band, masthead)):
            parts = parts_of(band)
            short = is_masthead(band, masthead) or all(is_short(part) for part in parts)
            for at, part in enumerate(parts):
                edge = min(one.x0 for one in parts[at + 1]) - GUTTER if at < len(parts) - 1 else right
                found += columns_of(part, edge, masthead, beside or short, depth + 1)
            open_column = None
        elif open_column is not None:
            open_column.rows += band.rows
        else:
            open_column = Column(list(band.rows), right, beside)
            found.append(open_column)
    return [Column(rows, one.right, one.beside) for one in found if (rows := drawn_only(one.rows))]


def drawn_only(rows: list[list[Placed]]) -> list[list[Placed]]:
    kept = ([thing for thing in row if not isinstance(thing, Ruling)] for row in rows)
    return [row for row in kept if row]


def rows_of(things: Iterable[Placed]) -> list[list[Placed]]:
    """Things that overlap from top to bottom, each row from left to right."""
    rows: list[list[Placed]] = []
    edge = 0.0
    for thing in sorted(things, key=lambda one: (one.top, one.x0)):
        slack = 0.3 * min(thing.bottom - thing.top, 12.0)
        if rows and thing.top < edge - slack:
            rows[-1].append(thing)
            edge = max(edge, thing.bottom)
        else:
            rows.append([thing])
            edge = thing.bottom
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def covered(things: Iterable[Placed]) -> list[Interval]:
    """The stretches across the page on which something stands."""
    return merged((one.x0, one.x1) for one in things)


def merged(stretches: Iterable[Interval]) -> list[Interval]:
    whole: list[Interval] = []
    for start, end in sorted(stretches):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def gutters_of(cover: Sequence[Interval]) -> list[Interval]:
    return [(left[1], right[0]) for left, right in pairwise(cover) if right[0] - left[1] >= GUTTER]


def bands_of(rows: Iterable[list[Placed]]) -> list[Band]:
    """Rows gathered as long as a gutter runs through them."""
    bands: list[Band] = []
    for row in rows:
        cover = covered(row)
        gutters = gutters_of(cover)
        last = bands[-1] if bands else None
        if last and last.gutters:
            shared = gutters_of(merged([*last.cover, *cover]))
            if shared and keeps(shared, last.gutters):
                last.rows.append(row)
                last.cover, last.gutters = merged([*last.cover, *cover]), shared
                continue
        elif last and not gutters:
            last.rows.append(row)
            last.cover = merged([*last.cover, *cover])
            continue
        bands.append(Band([row], cover, gutters))
    for before, band in pairwise(bands):
        if band.gutters and not before.gutters:
            take_back(before, band)
    return [band for band in bands if band.rows]


def keeps(shared: Sequence[Interval], gutters: Sequence[Interval]) -> bool:
    """Whether at least one old gutter goes on through the shared ones."""
    return any(start < old_end and old_start < end for start, end in shared for old_start, old_end in gutters)


def take_back(before: Band, band: Band) -> None:
    """Give columns what stands just above them in all but the first: columns need not begin level."""
    taken = 0
    low = min(one.top for one in band.rows[0])
    cover = band.cover
    for at, row in enumerate(reversed(before.rows), start=1):
        cover = merged([*cover, *covered(row)])
        tall = min(one.bottom - one.top for one in row)
        apart = low - max(one.bottom for one in row) > CLOSE * tall
        if apart or any(isinstance(one, Ruling) for one in row) or not keeps(gutters_of(cover), band.gutters):
            break
        low = min(one.top for one in row)
        if min(one.x0 for one in row) > band.gutters[0][0]:
            taken = at
    if taken:
        band.rows = before.rows[-taken:] + band.rows
        before.rows = before.rows[:-taken]
        band.cover = covered(thing for row in band.rows for thing in row)
        band.gutters = gutters_of(band.cover)


def tailed(bands: Iterable[Band]) -> Iterator[Band]:
    """The bands, with what follows short columns on one side only parted from them."""
    for band in bands:
        last = max(
            (at for at, row in enumerate(band.rows) if both_sides(row, band.gutters)), default=len(band.rows) - 1
        )
        rest = band.rows[last + 1 :]
        if not (band.gutters and rest) or is_prose(parts_of(band)) or stays_close(band.rows[last], rest[0]):
            yield band
            continue
        head = [thing for row in band.rows[: last + 1] for thing in row]
        yield Band(band.rows[: last + 1], covered(head), gutters_of(covered(head)))
        yield from tailed(bands_of(rest))


def beheaded(bands: Iterable[Band], depth: float) -> Iterator[Band]:
    """The bands, with the title that stands under the left side of a masthead parted from it."""
    for band in bands:
        at = masthead_rows(band, depth)
        if not at:
            yield band
            continue
        head = [thing for row in band.rows[:at] for thing in row]
        yield Band(band.rows[:at], covered(head), gutters_of(covered(head)))
        yield from bands_of(band.rows[at:])


def masthead_rows(band: Band, depth: float) -> int:
    """How many rows of a band make a masthead: to the blank line after the last short note on its right; 0 for none."""
    if not band.gutters or min(one.top for one in band.rows[0]) > depth:
        return 0
    edge = band.gutters[0][1] - 1
    last = max(at for at, row in enumerate(band.rows) if any(one.x0 >= edge for one in row))
    at = next((at for at in range(last + 1, len(band.rows)) if is_apart(band.rows[at - 1], band.rows[at])), 0)
    head = [thing for row in band.rows[:at] for thing in row]
    whole = Band(band.rows[:at], covered(head), gutters_of(covered(head)))
    if not whole.gutters or max(one.bottom for one in head) > depth or not all(map(is_short, parts_of(whole)[1:])):
        return 0
    return at if is_layout(whole) or is_masthead(whole, depth) else 0


def is_apart(row: Sequence[Placed], after: Sequence[Placed]) -> bool:
    """Whether a blank line, or half of one where the letters change, parts two rows."""
    above, below = row[0], after[0]
    like = isinstance(above, Line) and isinstance(below, Line) and (above.size, above.bold) == (below.size, below.bold)
    gap = min(one.top for one in after) - max(one.bottom for one in row)
    return gap > (BLANK_LINE if like else OTHER_LETTERS) * min(one.bottom - one.top for one in after)


def both_sides(row: Sequence[Placed], gutters: Sequence[Interval]) -> bool:
    return any(
        any(one.x1 <= start + 1 for one in row) and any(one.x0 >= end - 1 for one in row) for start, end in gutters
    )


def stays_close(row: Sequence[Placed], after: Sequence[Placed]) -> bool:
    gap = min(one.top for one in after) - max(one.bottom for one in row)
    return gap < CLOSE * min(one.bottom - one.top for one in after)


def parts_of(band: Band) -> list[list[Placed]]:
    """The things of a band, by the columns that its gutters part; what stands above or below is no other column."""
    edges = [(start + end) / 2 for start, end in band.gutters]
    parts: list[list[Placed]] = [[] for _ in range(len(edges) + 1)]
    for row in band.rows:
        for thing in row:
            parts[sum(thing.x0 > edge for edge in edges)].append(thing)
    together: list[list[Placed]] = []
    for part in parts:
        if together and part and not side_by_side(together[-1], part):
            together[-1] += part
        elif part:
            together.append(part)
    return together


def side_by_side(left: Sequence[Placed], right: Sequence[Placed]) -> bool:
    above = max(min(one.top for one in left), min(one.top for one in right))
    below = min(max(one.bottom for one in left), max(one.bottom for one in right))
    return below > above


def is_layout(band: Band) -> bool:
    """Whether the columns are read one after the other, and not row by row like labels and their values."""
    parts = parts_of(band)
    whole = max(one.x1 for part in parts for one in part) - min(one.x0 for part in parts for one in part)
    if len(parts) < 2 or any(width_of(part) < NARROW * whole for part in parts):
        return False
    if len(band.rows) > 1 and sum(both_sides(row, band.gutters) for row in band.rows) == 1:
        return True
    if len(band.rows) >= FEWEST_ROWS or max(len(part) for part in parts) >= FEWEST_ROWS:
        return is_prose(parts) or aligned(parts) < ALIGNED
    return False


def is_masthead(band: Band, depth: float) -> bool:
    """Whether a band at the top of a paper has the body's name on the left and short notes on the right, far apart."""
    parts = parts_of(band)
    if len(parts) != 2 or max(one.bottom for part in parts for one in part) > depth or len(band.rows) < 2:
        return False
    left, right = parts
    gap = min(one.x0 for one in right) - max(one.x1 for one in left)
    whole = max(one.x1 for one in right) - min(one.x0 for one in left)
    return gap >= FAR * whole and is_short(right) and width_of(left) >= width_of(right)


def width_of(part: Sequence[Placed]) -> float:
    return max(one.x1 for one in part) - min(one.x0 for one in part)


def is_prose(parts: Sequence[Sequence[Placed]]) -> bool:
    return all(fills(part) for part in parts)


def is_short(part: Sequence[Placed]) -> bool:
    """Whether a column holds but short lines, as in a masthead."""
    lengths = [len(one.text) for one in part if isinstance(one, Line)]
    return bool(lengths) and fmean(lengths) < SHORT


def fills(part: Sequence[Placed]) -> bool:
    lines = [one for one in part if isinstance(one, Line)]
    if not lines:
        return True
    long = fmean(len(one.text) for one in lines) >= PROSE
    return long and fmean(one.x1 - one.x0 for one in lines) >= FULL * width_of(part)


def aligned(parts: Sequence[Sequence[Placed]]) -> float:
    """The share of lines that stand level with a line of another column; all where every label has its value."""
    few = min(parts, key=len)
    level = [has_mate(one, part, parts) for part in parts for one in part]
    labels = [has_mate(one, few, parts) for one in few]
    return 1.0 if len(few) >= FEWEST_ROWS and fmean(labels) >= LABELLED else fmean(level)


def has_mate(one: Placed, part: Sequence[Placed], parts: Sequence[Sequence[Placed]]) -> bool:
    return any(abs(one.bottom - other.bottom) < LEVEL for rest in parts if rest is not part for other in rest)
