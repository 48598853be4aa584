"""Recognition by RapidOCR, which needs nothing but its package; a direction classifier would only spoil upright pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from ingest.ocr_reading import Seen

TYPE = 0.72  # of the height of its boxes, which it draws wide, is the type size
MOST_PIXELS = 2_400  # of the longest side: it sees no more, but takes longer


@cache
def engine() -> Any:
    from rapidocr import RapidOCR  # here, as it takes a second and most papers need none of it

    made = RapidOCR(
        params={"Global.use_cls": False, "Global.log_level": "critical", "Global.max_side_len": MOST_PIXELS}
    )
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return made


def read_with_rapidocr(image: Image.Image, *, dpi: int, column: bool = False) -> list[Seen]:
    """The words that RapidOCR sees, in pixels; it finds lines by itself, at any size, in a column or not."""
    shrink = min(1.0, MOST_PIXELS / max(image.size))
    small = image.resize((round(image.width * shrink), round(image.height * shrink))) if shrink < 1 else image
    found = engine()(np.asarray(small.convert("RGB")), use_cls=False, return_word_box=True)
    if found.boxes is None or not found.word_results:
        return []
    lines = enumerate(zip(found.boxes, found.word_results, strict=False))
    return [one for number, (corners, words) in lines for one in words_of(number, corners, words, shrink)]


def words_of(number: int, corners: Any, words: Any, shrink: float) -> Iterator[Seen]:
    """The words of a line; `shrink` is how much smaller the picture was made."""
    ys = [float(y) / shrink for _, y in corners]
    middle, size = sum(ys) / 4, TYPE * (ys[3] + ys[2] - ys[0] - ys[1]) / 2
    top, foot = middle - size / 2, middle + size / 2
    for text, score, box in words:
        xs = [float(x) / shrink for x, _ in box]
        if text.strip():
            yield Seen(text.strip(), min(xs), top, max(xs), foot, number, size, foot, float(score))
