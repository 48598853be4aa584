"""What PDFium finds on a page: words with font, size and box, rulings and fills, as a reader of the page sees them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.pdf_calls import POINTER, Room, quick
from ingest.pdf_glyphs import readable
from ingest.pdf_letters import Letters, object_of
from ingest.pdf_paths import Dot, Ruling, drawn_on
from ingest.pdf_place import Frame, frame_of

BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "black", "heavy", "demi")
ITALIC_NAMES = ("italic", "oblique")
LOWEST, USUAL_DESCENT = 0.5, 0.21  # of the size: how far under the line a font may say that it reaches
STROKED = (c.FPDF_TEXTRENDERMODE_FILL_STROKE, c.FPDF_TEXTRENDERMODE_STROKE)  # how programs without a bold font fake one

matrix_at = quick("FPDFText_GetMatrix", None, POINTER, ctypes.c_int, POINTER)
size_at = quick("FPDFText_GetFontSize", ctypes.c_double, POINTER, ctypes.c_int)
font_at = quick("FPDFTextObj_GetFont", POINTER, POINTER)
mode_of = quick("FPDFTextObj_GetTextRenderMode", ctypes.c_int, POINTER)
MATRIX = Room(ctypes.c_float, 6)


@dataclass(frozen=True, slots=True, eq=False)  # a page has few, and looks often whether two are the same
class Font:
    """A typeface as used: its name, whether it is bold or slanted, how far it reaches under the line, in ems, and whether
    it is drawn without ink, as programs do that put what they recognised behind a scan."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    descent: float = 0.0
    unseen: bool = False


@dataclass(slots=True)
class Word:
    """Letters that stand together; box in points of the page as it is looked at, origin top left.

    `order` is the place in the drawing order, `spaced` whether the drawing has a blank before it. `angle` is 0, 90, 180
    or 270 degrees clockwise, None askew. `raised` marks small type above the line: a footnote's mark. `confidence` is
    below 1 where the word was recognised from a picture.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: Font
    order: int = 0
    spaced: bool = True
    angle: int | None = 0
    raised: bool = False
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on a page: its size in points, words in drawing order, rulings, the boxes of curves and slanted lines,
    small shapes that may be bullets, and the share of it that pictures cover.

    Where words were recognised, `skew` is by how many degrees the page was turned against the clock to make them level.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    curves: tuple[Ruling, ...] = ()
    pictured: float = 0.0
    ocr: bool = False
    skew: float = 0.0
    dots: tuple[Dot, ...] = ()


def sheet_of(page: pdfium.PdfPage, number: int) -> Sheet:
    """The sheet of a page; `number` counts from 1."""
    frame = frame_of(page)
    textpage = page.get_textpage()
    try:
        words = tuple(PageText(textpage, frame).words())
    finally:
        textpage.close()
    drawn = drawn_on(page, frame)
    return Sheet(number, frame.width, frame.height, words, drawn.rulings, drawn.curves, drawn.pictured, dots=drawn.dots)


class Style(NamedTuple):
    """How text is drawn: its font and size, the angle of its line, and how far down the page its letters reach."""

    font: Font = Font()
    size: float = 0.0
    angle: int | None = 0
    foot: float = 0.0


class PageText:
    """The words of one page, asked of PDFium with as few calls as will do: its calls, not its work, cost time."""

    def __init__(self, textpage: pdfium.PdfTextPage, frame: Frame) -> None:
        self.frame = frame
        self.letters = Letters(textpage)
        self.page = self.letters.page
        self.fonts: dict[tuple[int, int], Font] = {}  # by their address, and how they are drawn

    def words(self) -> Iterator[Word]:
        (font, size, angle, foot), drawn = Style(), None
        for order, (drawn_text, at, (x0, top, x1, bottom), spaced) in enumerate(self.letters.runs(self.frame)):
            by = object_of(self.page, at)
            if by != drawn or by is None:
                (font, size, angle, foot), drawn = self.style(at, by), by
            text = readable(drawn_text, font.name)
            if not text:
                continue
            if angle == 0 and size > 0:
                top, bottom = foot - size, foot
            yield Word(text, x0, top, x1, bottom, size or bottom - top, font, order, spaced, angle)

    def style(self, at: int, drawn: int | None) -> Style:
        """How a letter is drawn, and with it all letters of the same object, whose address is `drawn`."""
        matrix_at(self.page, at, MATRIX.places[0])
        along, up, across, high, x, y = MATRIX.values
        size = size_at(self.page, at) * math.hypot(across, high)
        font = self.font(drawn) if drawn else Font()
        foot = self.frame.box(x, y, x, y)[1] + font.descent * size
        return Style(font, size, self.frame.angle(along, up), foot)

    def font(self, drawn: int) -> Font:
        known = address, mode = font_at(drawn), mode_of(drawn)
        if known not in self.fonts:
            found = font_of(ctypes.cast(address, c.FPDF_FONT), stroked=mode in STROKED)
            self.fonts[known] = replace(found, unseen=True) if mode == c.FPDF_TEXTRENDERMODE_INVISIBLE else found
        return self.fonts[known]


def font_of(raw: object, stroked: bool) -> Font:
    buffer = ctypes.create_string_buffer(256)
    c.FPDFFont_GetBaseFontName(raw, buffer, 256)
    name = buffer.value.decode("utf-8", "replace")
    plain = name.lower()
    angle = ctypes.c_int()
    slanted = bool(c.FPDFFont_GetItalicAngle(raw, ctypes.byref(angle))) and angle.value != 0
    bold = any(part in plain for part in BOLD_NAMES) or stroked or c.FPDFFont_GetWeight(raw) >= BOLD_WEIGHT
    return Font(name, bold, slanted or any(part in plain for part in ITALIC_NAMES), descent_of(raw))


def descent_of(raw: object) -> float:
    """How far letters reach under the line, in ems; fonts that say nonsense about it are not believed."""
    depth = ctypes.c_float()
    c.FPDFFont_GetDescent(raw, 1.0, ctypes.byref(depth))
    return -depth.value if 0 <= -depth.value <= LOWEST else USUAL_DESCENT
