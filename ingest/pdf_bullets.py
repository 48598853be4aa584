"""Bullets that are drawn as small shapes, as browsers print those of lists: words like those of other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.pdf_objects import Sheet, Word
from ingest.pdf_paths import Dot

MOST_DOTS = 300  # of a page: more are leaders, maps or charts
LEAST, LARGEST = 0.12, 0.6  # of the type size: how wide bullets are
NEAREST, FARTHEST = 0.15, 2.5  # of the type size: how far the text stands from its bullet
FREE = 0.25  # of the type size: blank left of a bullet


def with_bullets(sheet: Sheet) -> Sheet:
    """The sheet with its drawn bullets among its words, each before the word that it stands before."""
    if not sheet.dots or len(sheet.dots) > MOST_DOTS:
        return sheet
    level = [word for word in sheet.words if word.angle == 0]
    tops, bottoms = np.array([word.top for word in level]), np.array([word.bottom for word in level])
    found: list[tuple[Word, Dot]] = []
    for dot in sheet.dots:
        middle = (dot.top + dot.bottom) / 2
        beside = [level[at] for at in np.flatnonzero((tops < middle) & (middle < bottoms))]
        host = led_by(dot, beside, sheet.dots)
        if host is not None:
            found.append((host, dot))
    bullets = {id(host): replace(host, text=dot.sign, x0=dot.x0, x1=dot.x1) for host, dot in found}
    words = (one for word in sheet.words for one in (bullets.get(id(word)), word) if one is not None)
    return replace(sheet, words=tuple(words))


def led_by(dot: Dot, beside: Sequence[Word], dots: Sequence[Dot]) -> Word | None:
    """The word that a dot stands before, of those that stand level with it; None where it is no bullet."""
    host = min((word for word in beside if word.x0 >= dot.x1), key=lambda word: word.x0, default=None)
    if host is None or not (LEAST <= (dot.x1 - dot.x0) / host.size <= LARGEST):
        return None
    if not NEAREST * host.size <= host.x0 - dot.x1 <= FARTHEST * host.size:
        return None
    if any(dot.x0 - FREE * host.size < word.x1 and word.x0 < dot.x1 for word in beside) or any(
        other is not dot and abs(other.top - dot.top) < dot.bottom - dot.top and abs(other.x0 - dot.x0) < 2 * host.size
        for other in dots
    ):
        return None
    return host
