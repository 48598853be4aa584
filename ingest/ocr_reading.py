"""What recognition sees on a picture -> words like those of any page: bullets, sizes and weight set right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.ocr_picture import Ink, Picture, ink_of, stroke_width, tallest_band
from ingest.pdf_objects import Font, Word

LIKELY_BULLET = re.compile(r"^(?:[eo0QO]|[^\w\s(\[“\"'&§$€£%#]{1,3}_{0,3})$")
SURE_BULLET = re.compile(r"^[©¢°*•·+®@¥¤~■□▪●○][_.]*$")
TALL, HANGING, ACCENTED = re.compile("[A-Zbdfhkl0-9]"), re.compile("[gjpqyQ,;()/]"), re.compile("[À-ÖØ-Þ]")
CAPITAL = 0.7  # of the type size: how high capitals stand
BULLET = "•"
BULLET_GAP = 0.5  # of the type size: what follows a bullet stands further off than the next word of a text
SAME_PLACE = 0.6  # of the type size: bullets of one list stand one under the other
SPECK = re.compile(r"^[|_~=.,:;'\"‘’“”`´^\\/\-–—\[\]{}<>«»°¢©]+$")
LEAST_TRUST = 0.3  # confidence: signs alone that are surer than this are kept
SAME_SIZE = 0.08  # of a type size: how far a measured one may be off
BOLDER = 1.24  # times as thick as usual, for their size, are the strokes of bold letters
LETTERS = 3  # letters: fewer do not tell how thick strokes are
WRONG_L = re.compile(r"^([\"“«(]*)I(?=['’][aeiouhyàâéèêëîïôœAEIOUHYÀÂÉÈÊÎÔŒ])")  # l'Irlande read as I'Irlande
BOLD, PLAIN = Font("recognised bold", bold=True), Font("recognised")


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as recognition sees it, in pixels: its box, its line's number, type size, and where its line's letters end."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    line: int
    size: float
    foot: float
    confidence: float


def words_of(seen: Sequence[Seen], picture: Picture) -> Iterator[Word]:
    """Words in points of the level picture."""
    words = [replace(one, text=WRONG_L.sub(r"\1l", one.text)) for one in seen]
    lines = with_bullets([[one for one in words if one.line == line] for line in sorted({one.line for one in words})])
    lines = [[one for one in line if one.text == BULLET or not is_speck(one)] for line in lines]
    ink = ink_of(picture.image)
    lines = [measured(line, ink) for line in lines if line]
    kept = [one for line in lines for one in line]
    bold = bold_of(kept, ink)
    sizes = steps_of(kept)
    order = 0
    for line in lines:
        for one in line:
            yield word_of(one, sizes[one.size], order, picture.scale, BOLD if (one.line, one.x0) in bold else PLAIN)
            order += 1


def word_of(one: Seen, size: float, order: int, scale: float, font: Font) -> Word:
    points = round(2 * size / scale) / 2 or 1.0
    bottom = one.foot / scale
    return Word(
        one.text,
        one.x0 / scale,
        bottom - points,
        one.x1 / scale,
        bottom,
        points,
        font,
        order,
        confidence=one.confidence,
    )


def is_speck(one: Seen) -> bool:
    """Whether a sign is but a stain, or what is left of a ruling."""
    return one.confidence < LEAST_TRUST and (SPECK.match(one.text) is not None or len(one.text) == 1)


def measured(line: list[Seen], ink: Ink) -> list[Seen]:
    """The line with the type size that its capitals and other tall letters show; dust makes boxes taller than these."""
    tall = [
        one for one in line if TALL.search(one.text) and not (HANGING.search(one.text) or ACCENTED.search(one.text))
    ]
    heights = [height for one in tall if (height := tallest_band(letters_of(one, ink))) > 0]
    if not heights:
        return line
    size = median(heights) / CAPITAL
    return [replace(one, size=size) for one in line]


def letters_of(one: Seen, ink: Ink) -> Ink:
    """The ink in a word's box."""
    return ink[max(0, int(one.top)) : int(one.bottom) + 1, max(0, int(one.x0)) : int(one.x1) + 1]


def steps_of(seen: Sequence[Seen]) -> dict[float, float]:
    """The type size, in pixels, that a measured one stands for: sizes that differ little are the same."""
    weights: Counter[float] = Counter()
    for one in seen:
        weights[one.size] += len(one.text)
    steps: dict[float, float] = {}
    left = sorted(weights, key=lambda size: (-weights[size], size))
    while left:
        size = left[0]
        same = [other for other in left if abs(other - size) <= SAME_SIZE * size]
        steps |= dict.fromkeys(same, size)
        left = [other for other in left if other not in steps]
    return steps


def with_bullets(lines: Sequence[Sequence[Seen]]) -> list[list[Seen]]:
    """Lines whose bullets are bullets again: recognition reads them as e, o, ©, ¢, + and the like."""
    clean = [without_trace(line) for line in lines]
    starts = [line[0] for line in clean if may_have_bullet(line)]
    return [mended(line, starts) for line in clean]


def without_trace(line: Sequence[Seen]) -> list[Seen]:
    """The line without the strokes that recognition sees in the blank after a bullet."""
    if len(line) > 2 and LIKELY_BULLET.match(line[0].text) and set(line[1].text) <= set("_."):
        return [line[0], *line[2:]]
    return list(line)


def may_have_bullet(line: Sequence[Seen]) -> bool:
    if len(line) < 2 or not LIKELY_BULLET.match(line[0].text):
        return False
    return line[1].x0 - line[0].x1 > BULLET_GAP * line[0].size


def mended(line: list[Seen], starts: Iterable[Seen]) -> list[Seen]:
    if may_have_bullet(line):
        first = line[0]
        sure = SURE_BULLET.match(first.text) is not None and not is_speck(first)
        mates = [one for one in starts if one is not first and abs(one.x0 - first.x0) < SAME_PLACE * first.size]
        if sure or mates:
            line[0] = replace(first, text=BULLET if first.text not in "-–—" else first.text)
    return line


def bold_of(seen: Sequence[Seen], ink: Ink) -> set[tuple[int, float]]:
    """Line and left edge of the words whose strokes are thicker than usual for their size."""
    widths: dict[tuple[int, float], float] = {}
    for one in seen:
        if sum(letter.isalnum() for letter in one.text) >= LETTERS and one.size > 0:
            widths[(one.line, one.x0)] = stroke_width(letters_of(one, ink)) / one.size
    if not widths:
        return set()
    usual = median(widths.values())
    bold = {key for key, width in widths.items() if width > BOLDER * usual}
    return bold | {key for key in keys_of(seen) if key not in widths and near_bold(key, bold, widths)}


def keys_of(seen: Iterable[Seen]) -> list[tuple[int, float]]:
    return [(one.line, one.x0) for one in seen]


def near_bold(key: tuple[int, float], bold: set[tuple[int, float]], widths: dict[tuple[int, float], float]) -> bool:
    """Whether the nearest longer word on the line is bold: short words do not tell by themselves."""
    mates = [other for other in widths if other[0] == key[0]]
    return bool(mates) and min(mates, key=lambda other: abs(other[1] - key[1])) in bold
