"""Lines -> paragraphs: where one ends, by leading, indentation, room left on the line, markers and type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import fmean

from ingest.document import Kind
from ingest.heading_signs import CAPTION
from ingest.markers import is_bullet, marker_of
from ingest.pdf_glyphs import is_right_to_left
from ingest.pdf_lines import Line

OTHER_SIZE = 1.12  # types differ in size
LOOSE = 1.25  # of the usual leading: a wider step starts a paragraph
INDENT = 0.8  # of the type size
ROOM = 0.6  # of the type size: what must be left after the word that would have fitted
PROSE = 38  # characters: lines of prose are longer on average, so that their longest tells where they must end
LEVEL = 2.5  # points: feet of what stands side by side differ less
CENTERED = 0.7  # of the type size: how far centres of centred lines may differ
ENDS = re.compile(r"[.!?:;…。！？：；؟۔][\"'”’»)\]]*$")
SENTENCE_ENDS = re.compile(r"[.!?…。！？؟۔:][\"'”’»)\]]*$")
UNFINISHED = re.compile(r"[^\W\d_]\s[^\W\d_A-ZÀ-Þ]{1,3}$")  # no text ends with the, of, de, la, y, et
DASHES = "-–—*"
LEADERS = re.compile(r"(?:\s?[.…·_]){5,}\s*")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together on one page, in a column from `left` to `right`; `beside` as in a column of the page."""

    lines: list[Line]
    page: int
    left: float
    right: float
    beside: bool = False
    kind: Kind = Kind.PARAGRAPH
    level: int | None = None
    marker: str | None = None
    more: list[Paragraph] = field(default_factory=list)  # the rest, in the next column or on the next page
    said: str = ""  # its text, once it is whole

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.more[-1].last if self.more else self.lines[-1]

    @property
    def all_lines(self) -> list[Line]:
        return self.lines + [line for rest in self.more for line in rest.all_lines]

    @property
    def ended(self) -> bool:
        """Whether the last line ends with a mark that ends a sentence or a part of one."""
        return ENDS.search(self.last.text) is not None

    @property
    def size(self) -> float:
        if len({line.size for line in self.lines}) == 1:
            return self.first.size
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.words)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        return all(line.italic for line in self.lines)


def paragraphs_of(
    lines: Sequence[Line], page: int, right: float, beside: bool = False, body: float = 0.0
) -> list[Paragraph]:
    """The paragraphs of a column's lines from top to bottom.

    `right` is where the column ends, in points; `body` the size of the paper's text, 0 where it is not known.
    """
    if not lines:
        return []
    begun = starts_from_right(lines, body) if is_right_to_left_column(lines) else starts_in(lines, right, body)
    left = min(line.x0 for line in lines)
    paragraphs: list[Paragraph] = []
    for line, begins in zip(lines, begun, strict=True):
        if begins:
            paragraphs.append(Paragraph([line], page, left, right, beside))
        else:
            paragraphs[-1].lines.append(line)
    for before, after in pairwise(paragraphs):
        if abs(before.lines[-1].bottom - after.first.bottom) < LEVEL:
            before.beside = after.beside = True
    return paragraphs


def starts_in(lines: Sequence[Line], right: float, body: float) -> list[bool]:
    """Which of a column's lines begin a paragraph."""
    column = ColumnShape(lines, right, body)
    paragraph = Paragraph([lines[0]], 0, column.left, right)
    begun = [True]
    for line in lines[1:]:
        begun.append(column.starts(line, paragraph))
        paragraph = Paragraph([line], 0, column.left, right) if begun[-1] else paragraph
        if not begun[-1]:
            paragraph.lines.append(line)
    return begun


def starts_from_right(lines: Sequence[Line], body: float) -> list[bool]:
    """The same where lines run from right to left: looked at in a mirror, they end where others do."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return starts_in([mirrored(line, left + right) for line in lines], right, body)


def mirrored(line: Line, axis: float) -> Line:
    """The line with its right side on the left; what it says stays."""
    made = Line([replace(word, x0=axis - word.x1, x1=axis - word.x0) for word in reversed(line.words)])
    made.text = line.text
    return made


def is_right_to_left_column(lines: Sequence[Line]) -> bool:
    return 2 * sum(is_right_to_left(line.text) for line in lines) > len(lines)


class ColumnShape:
    """What is usual in a column: its leading by type size, its left edge, and where its lines must end."""

    def __init__(self, lines: Sequence[Line], right: float, body: float = 0.0) -> None:
        self.left = min(line.x0 for line in lines)
        self.right = right_of(lines, right)
        self.body = body
        self.leading = leading_of(lines)
        self.edges = dict(edges_of(lines, self.right))

    def starts(self, line: Line, paragraph: Paragraph) -> bool:
        """Whether a line begins a new paragraph and does not go on with this one."""
        last = paragraph.lines[-1]
        if self.is_apart(line, last) or changes_type(line, last):
            return True
        if (
            self.goes_on_in_title(line, last)
            or goes_on_in_caption(line, paragraph)
            or (is_centered(line, last, self) and not marker_of(line.text)[0])
        ):
            return False
        fits = self.would_fit(line, last)
        if self.begins_with_marker(line, paragraph, fits):
            return True
        if self.is_indented(line, paragraph):
            return True
        return fits and not runs_on(last, line, self.width_of(last))

    def goes_on_in_title(self, line: Line, last: Line) -> bool:
        """Whether a line goes on with a title, whose lines break where it looks well."""
        if not self.body or line.size < OTHER_SIZE * self.body or ENDS.search(last.text):
            return False
        return line.bold == last.bold and marker_of(line.text)[0] is None

    def is_apart(self, line: Line, last: Line) -> bool:
        step = line.bottom - last.bottom
        if line.x0 > last.x1 and step < 0.5 * line.size:
            return True
        usual = self.leading.get(round(line.size), 1.2 * line.size)
        return step > LOOSE * usual + 0.5 or step < -0.5 * line.size

    def width_of(self, line: Line) -> float:
        edge = self.edges.get(id(line), self.right)
        return (line.x1 - line.x0) / max(edge - line.x0, 1.0)

    def would_fit(self, line: Line, last: Line) -> bool:
        """Whether the line's first word had room on the line before, so that it was put on a new one on purpose."""
        first = line.words[0]
        edge = self.edges.get(id(last), self.right)
        return last.x1 + 0.3 * last.size + (first.x1 - first.x0) + ROOM * last.size < edge

    def begins_with_marker(self, line: Line, paragraph: Paragraph, fits: bool) -> bool:
        marker, rest = marker_of(line.text)
        if marker is None or not rest:
            return False
        last = paragraph.lines[-1]
        ended = ENDS.search(last.text) is not None or fits
        hangs = line.x0 < last.x0 - INDENT * line.size
        if is_bullet(marker) and marker not in DASHES:
            return True
        same_kind = marker_of(paragraph.first.text)[0] is not None and abs(line.x0 - paragraph.first.x0) < line.size / 2
        return ended or hangs or (same_kind and len(paragraph.lines) == 1 and follows(paragraph, marker))

    def is_indented(self, line: Line, paragraph: Paragraph) -> bool:
        first, last = paragraph.first, paragraph.lines[-1]
        step = line.x0 - last.x0
        if abs(step) <= INDENT * line.size:
            return False
        if len(paragraph.lines) > 1:
            return True
        hanging = marker_of(first.text)[0] is not None
        return step > 0 and not hanging and not self.hangs(line, last)

    def hangs(self, line: Line, last: Line) -> bool:
        """Whether the lines after the first stand further in although it has no marker: a glossary, a bibliography."""
        return not self.would_fit(line, last) and ENDS.search(last.text) is None


def goes_on_in_caption(line: Line, paragraph: Paragraph) -> bool:
    """Whether a line goes on with the title of a table or figure, which stands out by its letters."""
    first, last = paragraph.first, paragraph.lines[-1]
    alike = line.bold == last.bold and line.italic == last.italic and (last.bold or last.italic)
    return (
        alike and CAPTION.match(first.text) is not None and not ENDS.search(last.text) and not CAPTION.match(line.text)
    )


def right_of(lines: Sequence[Line], right: float) -> float:
    """Where the lines of a column must end: where many of its lines of prose do, else where the column ends."""
    ends = sorted((line.x1 for line in lines if len(line.text) >= PROSE), reverse=True)
    if len(ends) < 4:
        return max(right, *(line.x1 for line in lines)) if lines else right
    return next(
        (end for end in ends if sum(abs(end - other) < 10 for other in ends) >= max(2, 0.15 * len(ends))), right
    )


def follows(paragraph: Paragraph, marker: str) -> bool:
    """Whether the marker is the next after the paragraph's own: (a) -> (b), 3. -> 4."""
    before = re.findall(r"\d+|[A-Za-z]", marker_of(paragraph.first.text)[0] or "")
    here = re.findall(r"\d+|[A-Za-z]", marker)
    if not before or not here:
        return bool(marker) and marker_of(paragraph.first.text)[0] == marker
    if before[-1].isdigit() and here[-1].isdigit():
        return int(here[-1]) == int(before[-1]) + 1
    return ord(here[-1][0]) == ord(before[-1][0]) + 1


def leading_of(lines: Sequence[Line]) -> dict[int, float]:
    """The usual step from line to line in points, by type size: the smaller steps, as paragraphs stand further apart."""
    steps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        step = below.bottom - above.bottom
        if round(above.size) == round(below.size) and 0.8 * below.size < step < 2.2 * below.size:
            steps.setdefault(round(below.size), []).append(step)
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


def edges_of(lines: Sequence[Line], right: float) -> Iterable[tuple[int, float]]:
    """Where lines must end, by identity of the line: in a stretch of prose its longest line tells."""
    stretch: list[Line] = []
    for line in lines:
        if stretch and (abs(line.x0 - stretch[-1].x0) > 1.5 * line.size or changes_type(line, stretch[-1])):
            yield from stretch_edges(stretch, right)
            stretch = []
        stretch.append(line)
    yield from stretch_edges(stretch, right)


def stretch_edges(stretch: Sequence[Line], right: float) -> Iterable[tuple[int, float]]:
    if len(stretch) >= 3 and fmean(len(line.text) for line in stretch) >= PROSE:
        right = max(line.x1 for line in stretch)
    return [(id(line), right) for line in stretch]


def changes_type(line: Line, last: Line) -> bool:
    if max(line.size, last.size) / max(min(line.size, last.size), 0.1) > OTHER_SIZE:
        return True
    if last.bold != line.bold:
        return last.words[-1].font.bold != line.words[0].font.bold
    return False


def is_centered(line: Line, last: Line, column: ColumnShape) -> bool:
    """Whether two lines stand on one axis, in from both sides, like the lines of a title."""
    if abs(line.center - last.center) > CENTERED * line.size or abs(line.x0 - last.x0) < INDENT * line.size:
        return False
    return (
        min(line.x0, last.x0) > column.left + INDENT * line.size
        or abs(last.center - (column.left + column.right) / 2) < line.size
    )


def runs_on(last: Line, line: Line, width: float) -> bool:
    """Whether a sentence goes on after a line that ends early, as beside a picture or where lines were cut by hand."""
    if UNFINISHED.search(last.text):
        return True
    start = next((letter for letter in line.text if letter.isalpha()), "")
    titled = last.bold and line.bold and line.text[0].islower() and not marker_of(line.text)[0]
    small = start.islower() or is_right_to_left(start)  # Arabic has no capitals
    return small and ENDS.search(last.text) is None and (titled or width > 0.6)


def continues(paragraph: Paragraph, after: Paragraph) -> bool:
    """Whether the first paragraph of a column or page goes on with the last one of the column before."""
    last, line = paragraph.last, after.first
    if changes_type(line, last) or paragraph.beside or after.beside or marker_of(line.text)[0]:
        return False
    text = last.text
    if SENTENCE_ENDS.search(text) or text.endswith(";"):
        return False
    start = next((letter for letter in line.text if letter.isalnum()), "")
    full = (last.x1 - last.x0) > 0.75 * (paragraph.right - last.x0)
    return (
        start.islower()
        or (full and not start.isupper() and not start.isdigit())
        or (text.endswith(("-", ",")) and full)
    )


def begins_item(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line in a narrow column, where every line breaks early, begins an item of a list."""
    marker, rest = marker_of(line.text)
    if marker is None or not rest:
        return False
    if is_bullet(marker):
        return marker not in DASHES or abs(line.x0 - lines[0].x0) < line.size
    return marker_of(lines[0].text)[0] is not None or ENDS.search(lines[-1].text) is not None
