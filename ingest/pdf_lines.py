"""Words -> lines: who stands on one line, where a gap parts columns, and what the line says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from statistics import median

import numpy as np

from ingest.markers import is_bullet, marker_of
from ingest.pdf_glyphs import is_right_to_left, joins_without_blank
from ingest.pdf_objects import Word

SAME_LINE = 0.3  # of the type size: how far feet of letters on one line may differ
LEVEL = 0.35  # of the type size: the same for parts of a line that are set in other fonts
COLUMN_GAP = 0.9  # of the type size: a wider gap may part columns
NARROW = 0.5  # of the type size: a narrower gap between columns is but a blank
WORDS_BESIDE, ROWS_BESIDE = 4, 10  # words of a row, rows: fewer do not tell whether columns stand beside each other
CROSSING = 0.2  # of the rows: titles over both columns, and lines of no column
LISTING = frozenset("•●▪■")  # bullets that no text has between its words
BULLETS_BELOW = 3
MARKER_GAP = 6.0  # of the type size: how far its text may stand from a number or bullet
BLANK = 0.16  # of the type size: a wider gap is a blank
SURE_BLANK = 0.35  # of the type size: a blank even where the drawing has none
HAN_BLANK = 0.9  # of the type size: a blank between Chinese characters
MARK_GAP = 1.2  # of the line's type size: how far a footnote's mark may stand from its text
SHADOW = 0.2  # of the type size: how far apart the same word may be drawn twice
NOTE = re.compile(r"^(?:\d{1,3}|\*{1,4}|[†‡§])$")
LONGEST_MARK = 6  # letters
RAISED = 0.8  # of the line's type size: marks are smaller


@dataclass(slots=True)
class Line:
    """Words that stand on one line, from left to right; box in points, origin top left."""

    words: list[Word]
    x0: float = field(init=False)
    top: float = field(init=False)
    x1: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)
    italic: bool = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        words = self.words
        level = [word for word in words if not word.raised] or words
        self.x0, self.x1 = min([word.x0 for word in words]), max([word.x1 for word in words])
        tall = level[1:] if is_taller(level) and is_marker(level[:1]) else level  # a large bullet makes no line taller
        self.top, self.bottom = min([word.top for word in tall]), max([word.bottom for word in tall])
        self.size = main_size(level)
        fonts = {word.font for word in level}
        if len(fonts) > 1:
            fonts = {word.font for word in level if has_letters(word.text)} or fonts
        self.bold = all(font.bold for font in fonts)
        self.italic = all(font.italic for font in fonts)
        self.text = text_of(words)

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def is_taller(words: Sequence[Word]) -> bool:
    """Whether the first of several words reaches higher or lower than the others."""
    first, *rest = words
    return bool(rest) and (
        first.top < min([word.top for word in rest]) or first.bottom > max([word.bottom for word in rest])
    )


def main_size(words: Sequence[Word]) -> float:
    """The type size in which most letters of words are set."""
    if len({word.size for word in words}) == 1:
        return round(words[0].size, 1)
    letters: Counter[float] = Counter()
    for word in words:
        letters[round(word.size, 1)] += len(word.text)
    return max(letters, key=letters.__getitem__)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Lines of words that are read level, from top to bottom; a line ends where a gap may part columns."""
    written = [word for word in words if word.text]
    if len(written) == 1:
        return [Line(written)]
    rows = rows_of(written)
    raise_marks(rows)
    gutters = [*gutters_of(rows), *gutters_of_bullets(rows)]
    lines = [Line(part) for row in rows if row for part in parts_of(row, gutters)]
    return sorted(lines, key=attrgetter("top", "x0"))


def rows_of(words: list[Word]) -> list[list[Word]]:
    """Words whose feet are level, whatever column they stand in."""
    rows: list[list[Word]] = []
    first: Word | None = None
    for word in sorted(words, key=attrgetter("bottom", "x0")):
        if first and word.bottom - first.bottom <= SAME_LINE * min(word.size, first.size):
            rows[-1].append(word)
        else:
            first = word
            rows.append([word])
    return rows


def raise_marks(rows: list[list[Word]]) -> None:
    """Move small words that stand against larger ones to their line: marks of footnotes, exponents, ordinals."""
    largest = [max([word.size for word in row]) for row in rows]
    for at, row in enumerate(rows):
        around = slice(max(0, at - 2), at + 3)
        limit = RAISED * max(largest[around])
        for word in [
            word for word in row if len(word.text) <= LONGEST_MARK and (word.size <= limit or is_bullet(word.text))
        ]:
            home, host = host_of(word, rows[around])
            if host is not None:
                word.raised = not is_bullet(word.text) and word.bottom < host.bottom - 0.12 * host.size
                if home is not row:
                    row.remove(word)
                    home.append(word)


def host_of(word: Word, rows: Sequence[list[Word]]) -> tuple[list[Word], Word | None]:
    """The word to whose line a mark belongs, although its foot stands higher or lower, and the row that it is in."""
    bullet = is_bullet(word.text)
    reach = MARKER_GAP if bullet else MARK_GAP if NOTE.match(word.text) else 0.3
    least = 0.3 * (word.bottom - word.top)
    for row in rows:
        for host in row:
            before, after = host.x0 - word.x1, word.x0 - host.x1
            gap = before if bullet or before > after else after
            if not -host.size < gap < reach * host.size or word is host:
                continue
            level = min(word.bottom, host.bottom) - max(word.top, host.top) > least
            if level and (bullet or word.size <= RAISED * host.size) and not is_bullet(host.text):
                return row, host
    return [], None


def gutters_of(rows: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """Narrow gaps that run through most rows: where columns stand close, only their number tells them from blanks."""
    wide = [row for row in rows if len(row) >= WORDS_BESIDE]
    if len(wide) < ROWS_BESIDE:
        return []
    least, most = NARROW * median(row[0].size for row in wide), CROSSING * len(wide)
    words = [word for row in wide for word in row]
    xs = np.array([word.x0 for word in words] + [word.x1 for word in words])
    steps = np.repeat((1, -1), len(words))
    order = np.lexsort((steps, xs))
    xs = xs[order]
    free = (np.cumsum(steps[order]) <= most) & (xs > xs[0])
    edges = xs[1:][free[1:] != free[:-1]].tolist()
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False) if end - start >= least]


def gutters_of_bullets(rows: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """The gaps before bullets that stand under each other: they list what belongs to a column's labels on their left."""
    below: dict[int, list[Word]] = {}
    for word in (word for row in rows for word in row if word.text in LISTING):
        below.setdefault(round(word.x0), []).append(word)
    return [
        (word.x0 - SURE_BLANK * word.size, word.x0)
        for words in below.values()
        for word in words[:1]
        if len(words) >= BULLETS_BELOW
    ]


def parts_of(row: list[Word], gutters: Sequence[tuple[float, float]] = ()) -> Iterator[list[Word]]:
    """The words of a row, cut where a gap may part columns, each drawn once."""
    part: list[Word] = []
    edge = 0.0
    for word in sorted(row, key=attrgetter("x0")):
        if part:
            last = part[-1]
            if word.x0 - last.x0 < SHADOW * word.size and any(is_shadow(word, other) for other in part[-4:]):
                continue
            size, gap = max(word.size, last.size), word.x0 - edge
            parted = gap > SURE_BLANK * size and is_column_gap(edge, word, size, gutters)
            if parted and not (gap < MARKER_GAP * size and is_marker(part)):
                yield part
                part = []
        edge = max(edge, word.x1) if part else word.x1
        part.append(word)
    if part:
        yield part


def is_column_gap(edge: float, word: Word, size: float, gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether the gap from an edge to a word may part columns: it is wide, or in a gutter and no mere blank."""
    gap = word.x0 - edge
    return gap > COLUMN_GAP * size or (
        gap > (SURE_BLANK if word.text in LISTING else NARROW) * size
        and any(edge <= start + 1 and end - 1 <= word.x0 for start, end in gutters)
    )


def is_shadow(word: Word, other: Word) -> bool:
    """Whether the same word is drawn a second time, a little beside: bold or a shadow made by hand."""
    near = SHADOW * word.size
    return word.text == other.text and abs(word.x0 - other.x0) < near and abs(word.top - other.top) < near


def has_letters(text: str) -> bool:
    return text.isalnum() or any(map(str.isalnum, text))


def is_marker(words: Sequence[Word]) -> bool:
    """Whether the words are but a number, a bullet or a footnote's mark, whose text may stand further off."""
    if len(words) > 2:
        return False
    if all(word.raised for word in words):
        return True
    text = "".join([word.text for word in words])
    if text.isalpha() and text != "o":
        return False
    return marker_of(f"{text}  x")[0] == text


def text_of(words: Sequence[Word]) -> str:
    """What the words of a line say, in logical order."""
    if len(words) < 2:
        return "".join([word.text for word in words])
    whole = "".join([word.text for word in words])
    if is_right_to_left(whole):
        return right_to_left(words)
    plain, before = whole.isascii(), words[0]
    parts = [before.text]
    for word in words[1:]:
        follows = plain and word.spaced and word.order == before.order + 1  # as words nearly always do
        if follows or has_blank(before, word):
            parts.append(" ")
        parts.append(word.text)
        before = word
    return "".join(parts)


def has_blank(before: Word, after: Word) -> bool:
    """Whether there is a blank between two neighbours on a line."""
    gap, size = after.x0 - before.x1, min(before.size, after.size)
    if joins_without_blank(before.text, after.text):
        return gap > HAN_BLANK * size
    if after.order == before.order + 1:
        return after.spaced or gap > SURE_BLANK * size
    return gap > BLANK * size


def right_to_left(words: Sequence[Word]) -> str:
    """The text of a line that runs from right to left; runs of Latin words and numbers keep their own order."""
    pieces: list[Word] = []
    level: list[Word] = []
    for word in sorted(words, key=lambda one: -one.x1):
        if is_right_to_left(word.text):
            pieces += [*reversed(level), word]
            level = []
        else:
            level.append(word)
    pieces += reversed(level)
    parts = [pieces[0].text]
    for before, after in pairwise(pieces):
        apart = max(before.x0 - after.x1, after.x0 - before.x1)
        blank = apart > BLANK * min(before.size, after.size) or (after.spaced and after.order == before.order + 1)
        parts += (" " if blank else "", after.text)
    return "".join(parts)


def level_lines(lines: Iterable[Line], reach: float) -> list[Line]:
    """Lines from top to bottom; parts that stand level, no more than `reach` points apart, become one line."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.bottom):
        if rows and line.bottom - rows[-1][0].bottom < LEVEL * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in near_joined(row, reach)]


def near_joined(row: Sequence[Line], reach: float) -> Iterator[Line]:
    parts: list[Line] = []
    for line in sorted(row, key=lambda one: one.x0):
        lists = line.text[:1] in LISTING and not is_marker(parts[-1].words) if parts else False
        if parts and (lists or line.x0 - parts[-1].x1 > reach):
            yield joined(parts)
            parts = []
        parts.append(line)
    yield joined(parts)


def joined(lines: Sequence[Line]) -> Line:
    """One line of the parts that stand beside each other."""
    return (
        lines[0]
        if len(lines) == 1
        else Line(sorted((word for line in lines for word in line.words), key=lambda w: w.x0))
    )
