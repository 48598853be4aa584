"""Gutters: the blank strips that run down between the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.pdf_lines import Line
from ingest.pdf_objects import Word
from ingest.pdf_order import Interval, merged

BLANK = 0.4  # of the type size: a wider gap is no blank
NUMBER = re.compile(r"^[\s(–-]*[\d][\d.,\s%)/–-]*$|^[–—-]$|^n/?a$", re.IGNORECASE)
TOUCHING = 0.1  # of the type size: words in a narrower gap are one
ALIGNED = 1.0  # points: what begins a column begins as near as this to where others do
COVERED = 0.5  # of a gutter: a gap that parts columns covers as much of it


def gutters_in(rows: Sequence[Iterable[Word]], crossed: float, least: float) -> list[Interval]:
    """Strips at least so many points wide that no more than a share of the rows crosses."""
    stretches = [merged((word.x0, word.x1) for word in row) for row in rows]
    return [gap for gap in gaps_of(stretches, crossed * len(rows)) if gap[1] - gap[0] >= least]


def gaps_of(stretches: Sequence[Sequence[Interval]], most: float) -> list[Interval]:
    """Where no more than so many rows have something, with more on either side."""
    events = sorted(
        [(start, 1) for row in stretches for start, _ in row] + [(end, -1) for row in stretches for _, end in row]
    )
    gaps: list[Interval] = []
    count, opened, begun = 0, 0.0, False
    for x, change in events:
        was, count = count, count + change
        if was <= most < count and begun:
            gaps.append((opened, x))
        elif count <= most < was:
            opened, begun = x, True
    return [gap for gap in gaps if gap[1] > gap[0]]


def cut(line: Line, gutters: Sequence[Interval]) -> Iterator[Line]:
    """The parts of a line, cut where a gutter lies in a gap wider than a blank, or a word begins where one ends."""
    part = line.words[:1]
    for before, after in pairwise(line.words):
        gap = after.x0 - before.x1
        wide = gap > BLANK * line.size and any(covers(before.x1, after.x0, one) for one in gutters)
        if wide or (gap > TOUCHING * line.size and any(abs(after.x0 - end) < ALIGNED for _, end in gutters)):
            yield Line(part)
            part = []
        part.append(after)
    yield line if len(part) == len(line.words) else Line(part)


def covers(end: float, start: float, gutter: Interval) -> bool:
    """Whether a gap from the end of a word to the start of the next covers a gutter."""
    return min(gutter[1], start) - max(gutter[0], end) > COVERED * (gutter[1] - gutter[0])


def edge_in(gutter: Interval, lines: Iterable[Line]) -> float:
    """Where in a gutter the edge between two columns lies: in the middle of the widest part that the fewest lines cross."""
    start, end = gutter
    crossing = [(max(start, one.x0), min(end, one.x1)) for one in lines if one.x0 < end and one.x1 > start]
    marks = sorted({start, end, *(x for stretch in crossing for x in stretch)})
    strips = [(x0, x1) for x0, x1 in pairwise(marks) if x1 > x0]
    best = min(strips, key=lambda strip: (count_over(strip, crossing), strip[0] - strip[1]), default=gutter)
    return (best[0] + best[1]) / 2


def count_over(strip: Interval, stretches: Iterable[Interval]) -> int:
    return sum(start < strip[1] and end > strip[0] for start, end in stretches)
