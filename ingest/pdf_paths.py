"""Lines, boxes and pictures drawn on a page: the rulings of its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.pdf_place import Frame

MOST_OBJECTS, MOST_SEGMENTS, DEEPEST = 50_000, 2_000, 8  # of a page, of a path, of forms in forms
THIN = 2.5  # points: a box no thicker is a line
LEVEL = 0.6  # points: how far a line may climb and still be level
LARGE = 20.0  # points: smaller curves are ornaments
SHORT = 1.5  # points: shorter strokes are dots and ornaments
DOT = 8.0  # points: larger shapes are no bullets
SQUARE = 0.15  # of its width: how much higher or lower a dot may be
WHITE = 250  # of 255: fills this light cannot be seen

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line or filled box in points from the page's top left; a line has no height or no width."""

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool = False

    @property
    def level(self) -> bool:
        return not self.filled and self.bottom - self.top <= LEVEL

    @property
    def upright(self) -> bool:
        return not self.filled and not self.level


@dataclass(frozen=True, slots=True)
class Dot:
    """A small shape as high as wide, in points from the page's top left, and the bullet that looks like it."""

    x0: float
    top: float
    x1: float
    bottom: float
    sign: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rulings of a page, the boxes of its larger curves and slanted lines, its dots, the share that pictures cover."""

    rulings: tuple[Ruling, ...]
    curves: tuple[Ruling, ...]
    dots: tuple[Dot, ...]
    pictured: float


def drawn_on(page: pdfium.PdfPage, frame: Frame) -> Drawn:
    rulings: list[Ruling] = []
    curves: list[Ruling] = []
    dots: list[Dot] = []
    pictured = 0.0
    for kind, item, matrix in objects_of(page):
        if kind == c.FPDF_PAGEOBJ_PATH:
            found = list(rulings_of(item, matrix, frame))
            rulings += found
            if not found or (len(found) == 1 and found[0].filled):
                dots += dot_of(item, matrix, frame)
            if not found:
                curves += curve_of(item, matrix, frame)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            x0, top, x1, bottom = frame.box(*bounds_of(item, matrix))
            width, height = min(x1, frame.width) - max(x0, 0.0), min(bottom, frame.height) - max(top, 0.0)
            pictured += max(width, 0.0) * max(height, 0.0)
    share = min(1.0, pictured / max(frame.width * frame.height, 1.0))
    return Drawn(tuple(rulings), tuple(curves), tuple(dots), share)


def curve_of(item: object, matrix: Matrix, frame: Frame) -> Iterator[Ruling]:
    """The box of a path that is no ruling, where it is drawn and large."""
    stroke = ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, ctypes.c_int(), stroke)
    x0, top, x1, bottom = frame.box(*bounds_of(item, matrix))
    if stroke.value and max(x1 - x0, bottom - top) >= LARGE and c.FPDFPath_CountSegments(item) > 1:
        yield Ruling(x0, top, x1, bottom, filled=True)


def dot_of(item: object, matrix: Matrix, frame: Frame) -> Iterator[Dot]:
    """The dot that a path draws: a disc, a ring or a square as small as a bullet."""
    x0, top, x1, bottom = frame.box(*bounds_of(item, matrix))
    width, height = x1 - x0, bottom - top
    if not 0 < width <= DOT or abs(width - height) > SQUARE * width:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, fill, stroke)
    count = c.FPDFPath_CountSegments(item)
    if not (fill.value or stroke.value) or count > MOST_SEGMENTS or not visible(item, not fill.value):
        return
    kinds = [c.FPDFPathSegment_GetType(c.FPDFPath_GetPathSegment(item, at)) for at in range(count)]
    if c.FPDF_SEGMENT_BEZIERTO in kinds:
        yield Dot(x0, top, x1, bottom, "•" if fill.value else "◦")
    elif fill.value and count <= 6:
        yield Dot(x0, top, x1, bottom, "▪")


def objects_of(page: pdfium.PdfPage) -> Iterator[tuple[int, object, Matrix]]:
    """Kind, handle and outer matrix of what is drawn, with what is drawn inside of forms."""
    left = MOST_OBJECTS
    waiting: list[tuple[object, Matrix, int]] = []
    for at in range(min(c.FPDFPage_CountObjects(page.raw), left)):
        waiting.append((c.FPDFPage_GetObject(page.raw, at), SAME, 0))
    while waiting and left > 0:
        item, matrix, depth = waiting.pop()
        left -= 1
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = times(matrix_of(item), matrix)
            for at in range(min(c.FPDFFormObj_CountObjects(item), left)):
                waiting.append((c.FPDFFormObj_GetObject(item, at), inner, depth + 1))
        elif kind != c.FPDF_PAGEOBJ_TEXT:
            yield kind, item, matrix


def matrix_of(item: object) -> Matrix:
    found = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(item, found):
        return SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does the first and then the other."""
    a, b, c_, d, e, f = first
    ta, tb, tc, td, te, tf = then
    return (
        a * ta + b * tc,
        a * tb + b * td,
        c_ * ta + d * tc,
        c_ * tb + d * td,
        e * ta + f * tc + te,
        e * tb + f * td + tf,
    )


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c_, d, e, f = matrix
    return a * x + c_ * y + e, b * x + d * y + f


def bounds_of(item: object, matrix: Matrix) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of an object in the page's coordinates."""
    sides = [ctypes.c_float() for _ in range(4)]
    c.FPDFPageObj_GetBounds(item, *sides)
    left, low, right, high = [side.value for side in sides]
    if matrix is SAME:
        return left, low, right, high
    corners = [moved(x, y, matrix) for x in (left, right) for y in (low, high)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def rulings_of(item: object, matrix: Matrix, frame: Frame) -> Iterator[Ruling]:
    """The level and upright lines of a path; a thin box is one line, another box its four sides when they are drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, fill, stroke)
    count = c.FPDFPath_CountSegments(item)
    if not (fill.value or stroke.value) or count > MOST_SEGMENTS or not visible(item, bool(stroke.value)):
        return
    if count <= 6 and fill.value and not stroke.value:
        yield from filled(frame.box(*bounds_of(item, matrix)), frame)
        return
    whole = times(matrix_of(item), matrix)
    boxes: list[tuple[float, float, float, float]] = []
    for start, end in strokes_of(item, count):
        (ax, ay), (bx, by) = moved(*start, whole), moved(*end, whole)
        boxes.append(frame.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    straight = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) <= LEVEL]
    if 2 * len(straight) >= len(boxes):
        yield from (line(*box) for box in straight if max(box[2] - box[0], box[3] - box[1]) >= SHORT)


def filled(box: tuple[float, float, float, float], frame: Frame) -> Iterator[Ruling]:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if min(width, height) <= THIN and max(width, height) >= SHORT:
        yield line(x0, top, x1, bottom)
    elif min(width, height) > THIN and width * height < 0.9 * frame.width * frame.height:
        yield Ruling(x0, top, x1, bottom, filled=True)


def line(x0: float, top: float, x1: float, bottom: float) -> Ruling:
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Ruling(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Ruling(middle, top, middle, bottom)


def visible(item: object, stroked: bool) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    get = c.FPDFPageObj_GetStrokeColor if stroked else c.FPDFPageObj_GetFillColor
    if not get(item, *colour):
        return True
    *shades, alpha = [part.value for part in colour]
    return alpha > 0 and min(shades) < WHITE


def strokes_of(item: object, count: int) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Start and end of the straight strokes of a path, in its own coordinates."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = here = (0.0, 0.0)
    for at in range(count):
        segment = c.FPDFPath_GetPathSegment(item, at)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        point, kind = (x.value, y.value), c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == c.FPDF_SEGMENT_LINETO:
            yield here, point
        if c.FPDFPathSegment_GetClose(segment):
            yield point, first
        here = point
