"""What PDFium finds on a page: words with font, size and box, rulings and fills, as a reader of the page sees them."""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.pdf_glyphs import readable
from ingest.pdf_paths import Ruling, drawn_on
from ingest.pdf_place import Frame, frame_of

MOST_CHARACTERS = 200_000  # of one page: more is a map or an attack
WORD_GAP, STEP_BACK = 0.25, 0.5  # in heights of a letter: a gap that parts words, a step back that starts anew
SHADOW = 0.12  # in heights of a letter: the same letter drawn this near is a shadow, not a second letter
OTHER_FOOT, OTHER_HEAD = 0.12, 0.2  # of a letter's height: feet and heads of letters of one style differ less
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "black", "heavy", "demi")
ITALIC_NAMES = ("italic", "oblique")
LOWEST, USUAL_DESCENT = 0.5, 0.21  # of the size: how far under the line a font may say that it reaches
BLANKS = frozenset(code for code in range(0x3001) if chr(code).isspace())
STROKED = (c.FPDF_TEXTRENDERMODE_FILL_STROKE, c.FPDF_TEXTRENDERMODE_STROKE)  # how programs without a bold font fake one


@dataclass(frozen=True, slots=True)
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
    """What is on a page: its size in points, words in drawing order, rulings, the boxes of curves and slanted lines, and
    the share of it that pictures cover.

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


def sheet_of(page: pdfium.PdfPage, number: int) -> Sheet:
    """The sheet of a page; `number` counts from 1."""
    frame = frame_of(page)
    textpage = page.get_textpage()
    try:
        words = tuple(PageText(textpage, frame).words())
    finally:
        textpage.close()
    drawn = drawn_on(page, frame)
    return Sheet(number, frame.width, frame.height, words, drawn.rulings, drawn.curves, drawn.pictured)


@dataclass(slots=True)
class Run:
    """Letters being gathered into a word; box in PDF's coordinates, `at` the index of its first letter."""

    letters: list[str]
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
        if x0 == self.last and abs(low - self.low) < LOWEST * height:
            return True  # of one ligature
        if abs(low - self.low) > OTHER_FOOT * height or abs(high - self.high) > OTHER_HEAD * height:
            return False
        return -STEP_BACK * height < x0 - self.x1 < WORD_GAP * height

    def is_shadow(self, letter: str, x0: float) -> bool:
        return letter == self.letters[-1] and abs(x0 - self.last) < SHADOW * (self.high - self.low)


class PageText:
    """The text of one page, asked of PDFium with as few calls as will do: its calls, not its work, cost time."""

    def __init__(self, textpage: pdfium.PdfTextPage, frame: Frame) -> None:
        self.frame = frame
        self.raw = textpage.raw
        self.count = min(textpage.count_chars(), MOST_CHARACTERS)
        self.fonts: dict[int, Font] = {}

    def words(self) -> Iterator[Word]:
        for order, run in enumerate(self.runs()):
            word = self.word(run, order)
            if word.text:
                yield word

    def runs(self) -> Iterator[Run]:
        """Letters that stand together, asked for one by one: this loop is where the time of reading goes."""
        box = c.FS_RECTF()
        where = ctypes.byref(box)
        unicode_of, box_of, raw = c.FPDFText_GetUnicode, c.FPDFText_GetLooseCharBox, self.raw
        run: Run | None = None
        spaced = True
        for at in range(self.count):
            code = unicode_of(raw, at)
            if code in BLANKS:
                spaced = True
                continue
            if not code or code > sys.maxunicode or 0xD800 <= code < 0xE000:
                continue
            box_of(raw, at, where)
            letter, x0, low, x1, high = chr(code), box.left, box.bottom, box.right, box.top
            if run and not spaced and run.takes(x0, low, high):
                if not (run.is_shadow(letter, x0) and self.of_two_objects(at)):
                    run.letters.append(letter)
                    run.x1, run.last = max(run.x1, x1), x0
                continue
            if run:
                yield run
            run = Run([letter], at, x0, low, x1, high, spaced, x0)
            spaced = False
        if run:
            yield run

    def of_two_objects(self, at: int) -> bool:
        """Whether the letter is drawn by another object than the one before: a ligature's letters share theirs."""
        before, here = (address(c.FPDFText_GetTextObject(self.raw, one)) for one in (at - 1, at))
        return before != here

    def word(self, run: Run, order: int) -> Word:
        matrix = c.FS_MATRIX()
        c.FPDFText_GetMatrix(self.raw, run.at, ctypes.byref(matrix))
        angle = self.frame.angle(matrix.a, matrix.b)
        size = c.FPDFText_GetFontSize(self.raw, run.at) * math.hypot(matrix.c, matrix.d)
        font = self.font(run.at)
        x0, top, x1, bottom = self.frame.box(run.x0, run.low, run.x1, run.high)
        if angle == 0 and size > 0:
            bottom = self.frame.box(matrix.e, matrix.f, matrix.e, matrix.f)[1] + font.descent * size
            top = bottom - size
        text = readable("".join(run.letters), font.name)
        return Word(text, x0, top, x1, bottom, size or bottom - top, font, order, run.spaced, angle)

    def font(self, at: int) -> Font:
        drawn = c.FPDFText_GetTextObject(self.raw, at)
        if not drawn:
            return Font()
        raw = c.FPDFTextObj_GetFont(drawn)
        mode = c.FPDFTextObj_GetTextRenderMode(drawn)
        key = address(raw) * 8 + max(mode, 0)
        if key not in self.fonts:
            found = font_of(raw, stroked=mode in STROKED)
            self.fonts[key] = replace(found, unseen=True) if mode == c.FPDF_TEXTRENDERMODE_INVISIBLE else found
        return self.fonts[key]


def address(pointer: object) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


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
