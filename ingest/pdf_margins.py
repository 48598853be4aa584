"""Running heads and feet, page numbers and footnotes: what stands on a page beside its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from ingest.markers import marker_of
from ingest.pdf_lines import Line
from ingest.pdf_objects import Sheet

MARGIN = 0.14  # of the page's height: running heads and feet stand no further in
EDGE = 0.08  # of the page's height: alone so near to the edge is no text
LONGEST = 90  # characters of a line at the edge
APART = 1.5  # of the type size: free paper between the edge and the text
OUTERMOST = 4  # lines from the edge that may belong to a running head or foot
SAME_PLACE = 8.0  # points
NOTES_FROM = 0.4  # of the page's height: notes stand lower
BESIDE, LEVEL = 6.0, 0.35  # of the type size: how far text stands from its number, how far their feet differ
LONGEST_IMPRINT = 60  # characters
DASHES = 5  # characters
DAY = re.compile(r"\d{1,2}\S{0,2} (?:de )?[^\W\d]+\.? (?:de )?(?:19|20)\d\d\.?")  # "4 May 2018" is no fourth note
SMALL = 0.93  # of the text's size: footnotes are smaller
PAGE_NUMBER = re.compile(
    r"""^\W*(?:(?:page|p\.|página|pág\.|seite|стр\.|第)\s*)?(?:\d{1,4}|[ivxlc]{1,6})
        (?:\s*(?:/|of|de|sur|из|-|–|\|)\s*\d{1,4}|\s*页)?\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
DIGITS = re.compile(r"\d{1,9}")
MOST_NUMBERS = 5  # of a running head
NOTE_MARK = re.compile(r"^(?:\d{1,3}|\*{1,4}|[†‡§¶]|[a-z])$")

Margins = dict[int, str]  # identity of a line -> "head" or "foot"


def margins_of(sheets: Sequence[Sheet], lines: Sequence[Sequence[Line]]) -> Margins:
    """Which lines of which page stand at its head or foot, by repetition from page to page and by position."""
    found: Margins = {}
    for side in ("head", "foot"):
        edges = [outer_lines(page, sheet, side) for sheet, page in zip(sheets, lines, strict=True)]
        repeated = repeated_lines(edges, [sheet.number for sheet in sheets])
        for sheet, page, edge in zip(sheets, lines, edges, strict=True):
            found |= {id(line): side for line in alone_at_edge(page, sheet, side)}
            for at, line in enumerate(edge):
                known = id(line) in repeated and not numbers_text(line, page, repeated)
                if known or (is_number(line) and at < 2):
                    found[id(line)] = side
    return found


def outer_lines(page: Sequence[Line], sheet: Sheet, side: str) -> list[Line]:
    if side == "head":
        high = [line for line in page if line.bottom < MARGIN * sheet.height]
        return sorted(high, key=lambda one: one.top)[:OUTERMOST]
    low = [line for line in page if line.top > (1 - MARGIN) * sheet.height]
    return sorted(low, key=lambda one: -one.bottom)[:OUTERMOST]


def shape_of(line: Line) -> str:
    """The line's text with its numbers made alike."""
    return re.sub(r"\d+|\b[ivxlc]{1,6}\b", "#", line.text.strip().casefold())


def repeated_lines(edges: Sequence[Sequence[Line]], pages: Sequence[int]) -> set[int]:
    """The identities of lines that stand at the edges of several pages, at one height and in the same words."""
    shapes = Counter(shape for edge in edges for shape in {shape_of(line) for line in edge})
    fewest = 2 if len(edges) < 12 else 3
    lines = [(page, line) for page, edge in zip(pages, edges, strict=True) for line in edge]
    lines = [(page, line) for page, line in lines if shapes[shape_of(line)] >= fewest]
    places: dict[tuple[str, ...], list[tuple[int, float]]] = {}
    for page, line in lines:
        for words in wordings_of(line, page):
            places.setdefault(words, []).append((page, line.top))
    return {
        id(line)
        for page, line in lines
        if any(
            there != page and abs(top - line.top) < SAME_PLACE
            for words in wordings_of(line, page)
            for there, top in places[words]
        )
    }


def wordings_of(line: Line, page: int) -> Iterator[tuple[str, ...]]:
    """What running heads have in common: their words and numbers, one of which may count the pages ("Page 6").

    "Article 6" at the top of one page and "Article 11" at the top of the next are no running heads.
    """
    shape, numbers = shape_of(line), DIGITS.findall(line.text)[:MOST_NUMBERS]
    yield (shape, *numbers)
    for at, number in enumerate(numbers):
        yield (shape, *numbers[:at], f"page {int(number) - page:+}", *numbers[at + 1 :])


def numbers_text(line: Line, page: Sequence[Line], repeated: Container[int]) -> bool:
    """Whether a line is but the number of a paragraph right beside it: numbers are alike on every page, too."""
    return not any(map(str.isalpha, line.text)) and any(
        0 < other.x0 - line.x1 < BESIDE * line.size
        and abs(other.bottom - line.bottom) < LEVEL * line.size
        and id(other) not in repeated
        for other in page
    )


def is_number(line: Line) -> bool:
    return len(line.text) <= 20 and PAGE_NUMBER.match(line.text.strip()) is not None


def alone_at_edge(page: Sequence[Line], sheet: Sheet, side: str) -> list[Line]:
    """Short lines at the very edge with free paper between them and the text."""
    low = (1 - EDGE) * sheet.height
    if side == "head":
        ordered = sorted(page, key=lambda one: one.top)
        inside = [line for line in ordered if line.bottom < EDGE * sheet.height]
    else:
        ordered = sorted(page, key=lambda one: -one.bottom)
        inside = [line for line in ordered if line.top > low]
    rest = ordered[len(inside) :]
    if not inside or len(inside) > OUTERMOST or any(len(line.text) > LONGEST for line in inside):
        return []
    if not rest:
        return []
    gap = (
        rest[0].top - max(line.bottom for line in inside)
        if side == "head"
        else min(line.top for line in inside) - rest[0].bottom
    )
    size = body_size(page)
    return inside if gap > APART * size and (side == "foot" or all(line.size <= size for line in inside)) else []


def body_size(lines: Sequence[Line]) -> float:
    """The type size, in points, in which most letters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += sum([len(word.text) for word in line.words])
    return sizes.most_common(1)[0][0] if sizes else 0.0


def split_notes(lines: Sequence[Line], body: float, height: float) -> tuple[list[Line], list[Line]]:
    """The lines of a column, and the lines of footnotes at its end: small type, low on the page, that begins with a mark."""
    start = end = len(lines) - count_imprint(lines, body, height)
    while start and lines[start - 1].size <= SMALL * body and lines[start - 1].top > NOTES_FROM * height:
        start -= 1
    while start < end and note_mark(lines[start]) is None:
        start += 1
    return [line for line in (*lines[:start], *lines[end:]) if not is_dashes(line)], list(lines[start:end])


def count_imprint(lines: Sequence[Line], body: float, height: float) -> int:
    """How many lines at the end, as large as the text, stand under its notes: a job number, the name of the printer."""
    for count, (above, line) in enumerate(zip(reversed(lines[:-1]), reversed(lines[1:]), strict=True), 1):
        if line.size <= SMALL * body or line.top < (1 - MARGIN) * height or len(line.text) > LONGEST_IMPRINT:
            return 0
        if above.size <= SMALL * body and line.top - above.bottom > APART * line.size:
            return count
    return 0


def is_dashes(line: Line) -> bool:
    """Whether a line is but a rule typed by hand."""
    return len(line.text) >= DASHES and not line.text.strip("_-–—=*.· ")


def note_mark(line: Line) -> str | None:
    """The mark that a footnote's first line begins with."""
    first = line.words[0]
    if DAY.fullmatch(line.text) and not first.raised:
        return None
    if NOTE_MARK.match(first.text) and (first.raised or (len(line.words) > 1 and not first.text.isalpha())):
        return first.text
    marker, rest = marker_of(line.text)
    if marker and rest and re.fullmatch(r"\d{1,3}[.)]|\(\d{1,3}\)|\*+", marker):
        return marker
    stuck = re.match(r"(\d{1,3}|\*{1,4})(?=[^\W\d])", first.text)
    return stuck[1] if stuck else None
