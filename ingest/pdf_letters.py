"""The letters of a page, asked of PDFium all at once, and the runs in which they stand together."""

from __future__ import annotations

import ctypes
import re
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.pdf_calls import POINTER, quick
from ingest.pdf_place import Bounds, Frame

MOST_CHARACTERS = 200_000  # of one page: more is a map or an attack
WORD_GAP, STEP_BACK = 0.25, 0.5  # in heights of a letter: a gap that parts words, a step back that starts anew
SHADOW = 0.12  # in heights of a letter: the same letter drawn this near is a shadow, not a second letter
OTHER_FOOT, OTHER_HEAD = 0.12, 0.2  # of a letter's height: feet and heads of letters of one style differ less
LIGATURE = 0.5  # of a letter's height: feet of letters that are drawn as one differ less
IS_BLANK = np.array([chr(code).isspace() for code in range(0x3002)])  # by code; no letter after these is blank
NO_LETTER = "\0"  # what PDFium gives where a font does not say which letter it draws
UNSURE = re.compile("[\ud800-\udfff\ufffe]")  # halves of letters; a hyphen at a line's end, or no letter
BOX = 4 * ctypes.sizeof(ctypes.c_float)

Indices = npt.NDArray[np.intp]
box_of = quick("FPDFText_GetLooseCharBox", None, POINTER, ctypes.c_int, POINTER)
object_of = quick("FPDFText_GetTextObject", POINTER, POINTER, ctypes.c_int)


@dataclass(slots=True)
class Run:
    """Letters that stand together; box in PDF's coordinates, `at` the index of the first letter, `spaced` whether the
    drawing has a blank before it, `last` where the last letter begins."""

    text: str
    at: int
    x0: float
    low: float
    x1: float
    high: float
    spaced: bool
    last: float

    def takes(self, x0: float, low: float, high: float) -> bool:
        """Whether a letter that begins at x0 stands on the same line and goes on where the run ends."""
        height = high - low
        if x0 == self.last and abs(low - self.low) < LIGATURE * height:
            return True
        if abs(low - self.low) > OTHER_FOOT * height or abs(high - self.high) > OTHER_HEAD * height:
            return False
        return -STEP_BACK * height < x0 - self.x1 < WORD_GAP * height

    def is_shadow(self, letter: str, x0: float) -> bool:
        return letter == self.text[-1] and abs(x0 - self.last) < SHADOW * (self.high - self.low)


class Letters:
    """The letters of a page in drawing order, each with its box in PDF's coordinates; those of blanks are not asked for."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self.page = ctypes.cast(textpage.raw, POINTER)
        self.text = text_of(textpage)
        self.codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self.solid = ~IS_BLANK[np.minimum(self.codes, len(IS_BLANK) - 1)]
        here = np.flatnonzero(self.solid)
        boxes = np.zeros((len(self.text), 4), np.float32)
        places = boxes.ctypes.data + BOX * here
        deque(map(box_of, repeat(self.page), here.tolist(), places.tolist()), maxlen=0)
        self.x0, self.high, self.x1, self.low = boxes.T.astype(np.float64)

    def runs(self, frame: Frame) -> Iterator[tuple[str, int, Bounds, bool]]:
        """What stands between blanks, where in the text it begins, its box on the page, whether there is a blank before it.

        That is nearly always one run, and looked at letter by letter only where it may be more.
        """
        solid = np.concatenate(([False], self.solid, [False]))
        starts, ends = np.flatnonzero(solid[1:] > solid[:-1]), np.flatnonzero(solid[1:] < solid[:-1])
        firsts = np.repeat(starts, ends - starts)
        odd = set(firsts[self.odd(np.flatnonzero(self.solid), firsts)].tolist())
        sides = frame.box(self.x0[starts], self.low[starts], self.x1[ends - 1], self.high[starts])
        boxes = zip(*(side.tolist() for side in sides), strict=True)
        for start, end, box in zip(starts.tolist(), ends.tolist(), boxes, strict=True):
            if start in odd:
                for run in self.parted(start, end):
                    yield run.text, run.at, frame.box(run.x0, run.low, run.x1, run.high), run.spaced
            else:
                yield self.text[start:end], start, box, True

    def odd(self, here: Indices, first: Indices) -> npt.NDArray[np.bool_]:
        """Which letters do not plainly go on where the one before ends; `first` are the first ones of their runs."""
        before = np.maximum(here - 1, first)
        height, step = self.high[here] - self.low[here], self.x0[here] - self.x1[before]
        level = np.abs(self.low[here] - self.low[first]) <= OTHER_FOOT * height
        level &= np.abs(self.high[here] - self.high[first]) <= OTHER_HEAD * height
        shadow = np.abs(self.x0[here] - self.x0[before]) < SHADOW * (self.high[first] - self.low[first])
        on = (-STEP_BACK * height < step) & (step < WORD_GAP * height) & (self.x1[here] >= self.x1[before])
        plain = level & on & ~(shadow & (self.codes[here] == self.codes[before]))
        found: npt.NDArray[np.bool_] = ~(plain | (here == first)) | (self.codes[here] == 0)
        return found

    def parted(self, start: int, end: int) -> Iterator[Run]:
        """The runs among letters without a blank between them."""
        run: Run | None = None
        for at in range(start, end):
            letter = self.text[at]
            if letter == NO_LETTER:
                continue
            x0, low, x1, high = (float(of[at]) for of in (self.x0, self.low, self.x1, self.high))
            if run and run.takes(x0, low, high):
                if not (run.is_shadow(letter, x0) and object_of(self.page, at - 1) != object_of(self.page, at)):
                    run.text += letter
                    run.x1, run.last = max(run.x1, x1), x0
                continue
            if run:
                yield run
            run = Run(letter, at, x0, low, x1, high, run is None, x0)
        if run:
            yield run


def text_of(textpage: pdfium.PdfTextPage) -> str:
    """The letters as one text, as many as there are; `NO_LETTER` for those that are none."""
    count = min(textpage.count_chars(), MOST_CHARACTERS)
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    written = c.FPDFText_GetText(textpage.raw, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
    if len(text) != count:  # it leaves out what it has no letter for
        return "".join(letter_of(textpage, at) for at in range(count))
    return UNSURE.sub(lambda found: letter_of(textpage, found.start()), text)


def letter_of(textpage: pdfium.PdfTextPage, at: int) -> str:
    code = c.FPDFText_GetUnicode(textpage.raw, at)
    return NO_LETTER if code > sys.maxunicode or 0xD800 <= code < 0xE000 else chr(code)
