"""Which paragraphs are headings, and of what rank: by size, weight, capitals and numbering, compared over the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import regex

from ingest.document import Kind
from ingest.heading_signs import BYLINE, CAPTION, is_label_line, is_no_heading
from ingest.markers import is_bullet, marker_of
from ingest.pdf_lines import Line
from ingest.pdf_paragraphs import LEADERS, Paragraph

MASTHEAD = 300  # points from the top of the first page
LARGER = 1.12  # of the text's size
SMALLEST = 0.6  # of the text's size: bold type may be smaller and head a section
NEAR, NEAR_RECOGNISED = 1.04, 1.09  # sizes of headings that differ by less are one
LONGEST, MOST_LINES = 200, 4
LONGEST_CAPTION = 300
FEW_WORDS = 12  # so short a line in large bold letters may end with a full stop
FAR = 1.5  # of the type size: words of a line stand closer
DEEPEST = 6
SENTENCE_END = re.compile(r"[.;,]$")
ABBREVIATED = re.compile(r"\b(?:etc|al|No|Inc|Ltd)\.$")
SENTENCE_WITHIN = re.compile(r"[^\W\d_A-Z]{3}[.] [A-ZÀ-Þ][^\W\d_]* [^\W\d_A-ZÀ-Þ]")
CUT_OFF = re.compile(
    r"\s(?:the|a|an|of|and|or|by|with|to the|from|that|which|de|du|des|et|ou|la|le|les|par|avec|que|del|y|o|el|los|las|con)$"
)
NAME = r"(?:(?:[dl]['’])?\p{Lu}[\p{L}\p{M}'’.-]*|of|the|de|du|del|la|le|les|los|el|des|da|von|van)"
NAMED = regex.compile(  # "Chairs: Spain and Peru"
    rf"\p{{L}}+(?:[ -]\p{{L}}+){{0,2}} ?[:：] ?{NAME}(?:(?: |, | ?& ?| and | et | y | e | и ){NAME}){{0,12}}\.?$"
)
NOTED = re.compile(r"[*†‡]+$")
FORMULA = re.compile(r"[\\{}^]|\s=\s")
LONG_WORD = re.compile(r"[^\W\d_]{5}")  # capitals alone make no heading of abbreviations
CODE = re.compile(r"^[\w.\-/*()]+$")  # a symbol or number in one piece, like A/RES/73/3
LETTER_RANK = 1
NUMBERING = (
    (re.compile(r"^[IVXLC]+[.)]?$"), 0),
    (re.compile(r"^[A-Z][.)]?$"), LETTER_RANK),
    (re.compile(r"^\d+[.)]?$"), 2),
    (re.compile(r"^\d+(?:\.\d+)+\.?$"), 3),
    (re.compile(r"^\(?[a-z0-9]+\)$"), 4),
)

Style = tuple[float, bool, bool, bool]


def rank_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Mark the headings among the paragraphs of a paper, with levels from 1."""
    styles = {id(one): style_of(one) for one in paragraphs}
    body = body_style(paragraphs, styles)
    headings = [one for one in paragraphs if is_heading(one, styles[id(one)], body)]
    sizes = steps_of(headings)
    numbers = number_ranks(headings)
    ranks = [rank_of(one, styles[id(one)], sizes, number) for one, number in zip(headings, numbers, strict=True)]
    order = sorted(set(ranks))
    for one, rank in zip(headings, ranks, strict=True):
        one.kind, one.level = Kind.HEADING, min(order.index(rank) + 1, DEEPEST)


def number_ranks(headings: Sequence[Paragraph]) -> list[int]:
    """The rank of the kind of each heading's number, 0 without one; C after B is a letter and no Roman number."""
    ranks: list[int] = []
    last = ""
    for one in headings:
        marker, _ = marker_of(one.said)
        letter = (marker or "").strip(".)")
        rank = next((rank for pattern, rank in NUMBERING if marker and pattern.match(marker)), 0)
        if len(letter) == 1 and letter.isupper():
            rank = LETTER_RANK if letter == "A" or ord(letter) == ord(last or "@") + 1 else rank
            last = letter if rank == LETTER_RANK else last
        ranks.append(rank)
    return ranks


def mark_captions(pieces: Sequence[object]) -> None:
    """Mark the titles of tables and figures; where a line holds but the number, the line below is the title."""
    bare: Paragraph | None = None
    for piece in pieces:
        if not isinstance(piece, Paragraph) or piece.kind is not Kind.PARAGRAPH:
            bare = None
            continue
        text = piece.said
        found = CAPTION.match(text) if len(text) <= LONGEST_CAPTION and not LEADERS.search(text) else None
        if found or (bare and is_below(piece, bare) and is_title(text)):
            piece.kind = Kind.CAPTION
        bare = piece if found and not found["title"] else None


def is_below(paragraph: Paragraph, above: Paragraph) -> bool:
    """Whether a paragraph stands right under another in like letters."""
    step = paragraph.first.top - above.last.bottom
    return paragraph.page == above.page and -1 < step < paragraph.size and paragraph.size <= LARGER * above.size


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


def body_style(paragraphs: Sequence[Paragraph], known: Mapping[int, Style]) -> Style:
    """The style in which most letters of the running text are set."""
    styles: Counter[Style] = Counter()
    for one in paragraphs:
        if one.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            styles[known[id(one)]] += sum([len(word.text) for line in one.all_lines for word in line.words])
    return styles.most_common(1)[0][0] if styles else (0.0, False, False, False)


def is_capitals(text: str) -> bool:
    if len(text) > LONGEST and any(map(str.islower, text[:LONGEST])):
        return False
    letters = list(filter(str.isalpha, text))
    return len(letters) >= 4 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def is_heading(paragraph: Paragraph, style: Style, body: Style) -> bool:
    if paragraph.kind is not Kind.PARAGRAPH or in_masthead(paragraph) or len(paragraph.all_lines) > MOST_LINES:
        return False
    text = paragraph.said
    marker, rest = marker_of(text)
    size, bold, capitals, italic = style
    larger = size >= LARGER * body[0]
    if larger and bold and rest.count(" ") < FEW_WORDS:
        rest = rest.removesuffix(".")
    if is_bullet(marker) or not is_title(rest) or any(is_row(line) for line in paragraph.lines):
        return False
    if marker is None and says_else(text) and not (larger and NAMED.match(text)):
        return False
    if larger:
        return True
    if size < SMALLEST * body[0]:
        return False
    stands_out = (bold and not body[1]) or (capitals and not body[2] and LONG_WORD.search(rest) is not None)
    return stands_out or (italic and not body[3] and len(paragraph.all_lines) == 1 and len(rest) < 80)


def says_else(text: str) -> bool:
    """Whether a line without a number is a date, a symbol, an address, or names who does what ("Coordinators: Spain")."""
    if is_label_line(text):
        return BYLINE.match(text) is not None or NAMED.match(text) is not None
    return not is_capitals(text) and is_no_heading(NOTED.sub("", text))


def is_row(line: Line) -> bool:
    """Whether a line is the head of a table, whose words stand far apart in more than one place."""
    return sum(after.x0 - before.x1 > FAR * line.size for before, after in pairwise(line.words)) > 1


def in_masthead(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands at the top of the first page, side by side with others."""
    return paragraph.beside and paragraph.page == 1 and paragraph.first.top < MASTHEAD


def is_title(text: str) -> bool:
    """Whether a text may be a heading: short, with words, and no sentence."""
    if not 2 < len(text) <= LONGEST or LEADERS.search(text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    if CODE.match(text) and re.search(r"[\d/]", text):
        return False
    if FORMULA.search(text) or SENTENCE_WITHIN.search(text) or CUT_OFF.search(text):
        return False
    return not SENTENCE_END.search(text) or ABBREVIATED.search(text) is not None


def rank_of(paragraph: Paragraph, style: Style, sizes: dict[float, int], number: int) -> tuple[int, bool, bool, int]:
    """What ranks a heading, the highest first: size, then capitals, then weight, then the kind of its number.

    Of what was recognised from a picture only sizes are sure enough, where they differ.
    """
    size, bold, capitals, _ = style
    if is_recognised(paragraph) and len(set(sizes.values())) > 1:
        return sizes[size], False, False, 0
    return sizes[size], not capitals, not bold, number


def is_recognised(paragraph: Paragraph) -> bool:
    return any(word.confidence < 1 for word in paragraph.first.words)
