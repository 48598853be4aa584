"""Tables in plain text whose columns only blanks part, one under the other, or the parts of a rule below their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.lines import Line
from ingest.markers import marker_of

GUTTER = 2  # blanks that part columns
SEGMENT = re.compile(r"\S+(?: \S+)*")
FEWEST_COLUMNS, FEWEST_ROWS = 3, 3
FULL = 0.6  # share of the rows that fill most columns
MOST_ROWS = 2_000
WIDEST = 400  # columns of a line that are looked at
APART = 0.5  # share of the gaps between segments that are wider than the narrowest gutter
OTHER = re.compile(r"[|\t]|\.{4}|…")  # pipes, tabs and leaders part cells in other tables
PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,5}")  # as entries of a table of contents end in
AS_NUMBER = re.compile(r"[\d.,%()–—+\-\s]*")


class Segment(NamedTuple):
    """Words of a line that single blanks part, and the columns from and to which they stand."""

    start: int
    end: int
    text: str


def columns_at(lines: Sequence[Line], at: int) -> tuple[list[list[str]], int] | None:
    """The rows of a table that begins at a line, and the index after its last line; None where none begins."""
    first = segments_of(lines[at])
    marked = marker_of(lines[at].text)[0] is not None or bool(OTHER.search(lines[at].raw))
    if marked or len(first) < FEWEST_COLUMNS or PAGE_NUMBER.fullmatch(first[-1].text):
        return None
    rows, gutters, end = [first], between([], first), at + 1
    while end < min(len(lines), at + MOST_ROWS):
        row = segments_of(lines[end])
        left = between(gutters, row)
        belongs = lines[end].gap <= (len(row) > 1) and len(left) + 1 >= FEWEST_COLUMNS
        if not belongs or lines[end].page != lines[at].page:
            break
        rows.append(row)
        gutters, end = left, end + 1
    whole = joined([in_columns(row, gutters) for row in rows])
    full = sum(sum(map(bool, row)) >= FEWEST_COLUMNS for row in whole)
    return (whole, end) if len(whole) >= FEWEST_ROWS and full >= FULL * len(whole) and set_apart(rows) else None


def ruled_at(lines: Sequence[Line], at: int) -> tuple[list[list[str]], int] | None:
    """The rows under heads that a rule in parts underlines ("-----  ----"), and the index after them."""
    starts = lines[at].columns
    rows, end = [], at
    while starts and end < min(len(lines), at + MOST_ROWS) and (row := cut(lines[end], starts)):
        near = lines[end].gap <= (sum(map(bool, row)) > 1) and lines[end].page == lines[at].page
        if end > at and not near:
            break
        rows.append(row)
        end += 1
    return (joined(rows), end) if len(rows) > 1 and all(rows[0]) else None


def cut(line: Line, starts: Sequence[int]) -> list[str] | None:
    """The texts of a line in columns that begin at these places; None where a word stands across one."""
    raw = line.raw.rstrip().expandtabs(8)
    if any(raw[start - 1 : start].strip() for start in starts[1:]) or raw[: starts[0]].strip():
        return None
    return [" ".join(raw[start:after].split()) for start, after in zip(starts, [*starts[1:], len(raw)], strict=True)]


def set_apart(rows: Sequence[Sequence[Segment]]) -> bool:
    """Whether columns stand further apart than the words of lines that a program filled up with blanks."""
    gaps = [after.start - one.end for row in rows for one, after in pairwise(row)]
    return sum(gap > GUTTER for gap in gaps) >= APART * len(gaps)


def segments_of(line: Line) -> list[Segment]:
    raw = line.raw.rstrip().expandtabs(8)
    return [] if len(raw) > WIDEST else [Segment(*one.span(), one[0]) for one in SEGMENT.finditer(raw)]


def between(gutters: Sequence[tuple[int, int]], row: Sequence[Segment]) -> list[tuple[int, int]]:
    """What a row leaves of the gutters; those of the row itself where there are none yet."""
    if not gutters:
        return [(one.end, after.start) for one, after in pairwise(row)]
    left: list[tuple[int, int]] = []
    for start, end in gutters:
        for segment in row:
            if segment.start < end and segment.end > start:
                if segment.start - start >= GUTTER:
                    left.append((start, segment.start))
                start = segment.end
        if end - start >= GUTTER:
            left.append((start, end))
    return left


def in_columns(row: Sequence[Segment], gutters: Sequence[tuple[int, int]]) -> list[str]:
    """The texts of a row, one for each column."""
    texts = [""] * (len(gutters) + 1)
    for segment in row:
        column = sum(segment.start >= end for _, end in gutters)
        texts[column] = f"{texts[column]}  {segment.text}".strip()
    return [re.sub(r"\s+", " ", text) for text in texts]


def joined(rows: Sequence[list[str]]) -> list[list[str]]:
    """Rows whose cells go on in the line below as one: that line fills one column, and not with a number."""
    done: list[list[str]] = []
    for row in rows:
        filled = [place for place, text in enumerate(row) if text]
        if done and len(filled) == 1 and done[-1][filled[0]] and not AS_NUMBER.fullmatch(row[filled[0]]):
            done[-1][filled[0]] += f" {row[filled[0]]}"
        else:
            done.append(list(row))
    return done
