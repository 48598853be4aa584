"""Which paragraphs are headings, and of what rank: by size, weight, capitals and numbering, compared over the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.document import Kind
from ingest.markers import is_bullet, marker_of
from ingest.pdf_paragraphs import LEADERS, Paragraph

MASTHEAD = 300  # points from the top of the first page
LARGER = 1.12  # of the text's size
SMALLEST = 0.6  # of the text's size: bold type may be smaller and head a section
NEAR, NEAR_RECOGNISED = 1.04, 1.09  # sizes of headings that differ by less are one
LONGEST, MOST_LINES = 200, 4
DEEPEST = 6
SENTENCE_END = re.compile(r"[.;,]$")
ABBREVIATED = re.compile(r"\b(?:etc|al|No|Inc|Ltd)\.$")
LONG_WORD = re.compile(r"[^\W\d_]{5}")  # capitals alone make no heading of abbreviations
CODE = re.compile(r"^[\w.\-/*()]+$")  # a symbol or number in one piece, like A/RES/73/3
NUMBERING = (
    (re.compile(r"^[IVXLC]+[.)]?$"), 0),
    (re.compile(r"^[A-Z][.)]?$"), 1),
    (re.compile(r"^\d+[.)]?$"), 2),
    (re.compile(r"^\d+(?:\.\d+)+\.?$"), 3),
    (re.compile(r"^\(?[a-z0-9]+\)$"), 4),
)

Style = tuple[float, bool, bool, bool]


def rank_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Mark the headings among the paragraphs of a paper, with levels from 1."""
    body = body_style(paragraphs)
    headings = [one for one in paragraphs if is_heading(one, body)]
    sizes = steps_of(headings)
    ranks = {key: at for at, key in enumerate(sorted({rank_of(one, sizes) for one in headings}))}
    for one in headings:
        one.kind, one.level = Kind.HEADING, min(ranks[rank_of(one, sizes)] + 1, DEEPEST)


def steps_of(headings: Sequence[Paragraph]) -> dict[float, int]:
    """The step, from 0, on which each type size of headings stands; sizes that differ little are the same."""
    near = NEAR_RECOGNISED if any(is_recognised(one) for one in headings) else NEAR
    steps: dict[float, int] = {}
    last = 0.0
    for size in sorted({style_of(one)[0] for one in headings}, reverse=True):
        if not steps or last / max(size, 0.1) > near:
            last = size
            steps[size] = len(set(steps.values()))
        else:
            steps[size] = max(steps.values())
    return steps


def style_of(paragraph: Paragraph) -> Style:
    return round(paragraph.size * 2) / 2, paragraph.bold, is_capitals(paragraph.said), paragraph.italic


def body_style(paragraphs: Sequence[Paragraph]) -> Style:
    """The style in which most letters of the running text are set."""
    styles: Counter[Style] = Counter()
    for one in paragraphs:
        if one.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            styles[style_of(one)] += sum(len(word.text) for line in one.all_lines for word in line.words)
    return styles.most_common(1)[0][0] if styles else (0.0, False, False, False)


def is_capitals(text: str) -> bool:
    if any(letter.islower() for letter in text[:LONGEST]) and len(text) > LONGEST:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)


def is_heading(paragraph: Paragraph, body: Style) -> bool:
    if paragraph.kind is not Kind.PARAGRAPH or in_masthead(paragraph) or len(paragraph.all_lines) > MOST_LINES:
        return False
    text = paragraph.said
    marker, rest = marker_of(text)
    if is_bullet(marker) or not is_title(rest):
        return False
    size, bold, capitals, italic = style_of(paragraph)
    if size >= LARGER * body[0]:
        return True
    if size < SMALLEST * body[0]:
        return False
    stands_out = (bold and not body[1]) or (capitals and not body[2] and LONG_WORD.search(rest) is not None)
    return stands_out or (italic and not body[3] and len(paragraph.all_lines) == 1 and len(rest) < 80)


def in_masthead(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands at the top of the first page, side by side with others."""
    return paragraph.beside and paragraph.page == 1 and paragraph.first.top < MASTHEAD


def is_title(text: str) -> bool:
    """Whether a text may be a heading: short, with words, and no sentence."""
    if not 2 < len(text) <= LONGEST or LEADERS.search(text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    if CODE.match(text) and re.search(r"[\d/]", text):
        return False
    return not SENTENCE_END.search(text) or ABBREVIATED.search(text) is not None


def rank_of(paragraph: Paragraph, sizes: dict[float, int]) -> tuple[int, bool, bool, int]:
    """What ranks a heading, the highest first: size, then capitals, then weight, then the kind of its number.

    Of what was recognised from a picture only sizes are sure enough, where they differ.
    """
    size, bold, capitals, _ = style_of(paragraph)
    if is_recognised(paragraph) and len(set(sizes.values())) > 1:
        return sizes[size], False, False, 0
    marker, _ = marker_of(paragraph.said)
    number = next((rank for pattern, rank in NUMBERING if marker and pattern.match(marker)), 0)
    return sizes[size], not capitals, not bold, number


def is_recognised(paragraph: Paragraph) -> bool:
    return any(word.confidence < 1 for word in paragraph.first.words)
