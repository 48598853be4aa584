"""Lines, boxes and pictures drawn on a page: the rulings of its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.pdf_calls import POINTER, Room, quick
from ingest.pdf_place import Bounds, Frame

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

object_at = quick("FPDFPage_GetObject", POINTER, POINTER, ctypes.c_int)
object_in = quick("FPDFFormObj_GetObject", POINTER, POINTER, ctypes.c_int)
count_in = quick("FPDFFormObj_CountObjects", ctypes.c_int, POINTER)
kind_of = quick("FPDFPageObj_GetType", ctypes.c_int, POINTER)
matrix_at = quick("FPDFPageObj_GetMatrix", ctypes.c_int, POINTER, POINTER)
bounds_at = quick("FPDFPageObj_GetBounds", ctypes.c_int, POINTER, *[POINTER] * 4)
mode_at = quick("FPDFPath_GetDrawMode", ctypes.c_int, POINTER, *[POINTER] * 2)
stroke_colour = quick("FPDFPageObj_GetStrokeColor", ctypes.c_int, POINTER, *[POINTER] * 4)
fill_colour = quick("FPDFPageObj_GetFillColor", ctypes.c_int, POINTER, *[POINTER] * 4)
count_segments = quick("FPDFPath_CountSegments", ctypes.c_int, POINTER)
segment_at = quick("FPDFPath_GetPathSegment", POINTER, POINTER, ctypes.c_int)
segment_kind = quick("FPDFPathSegment_GetType", ctypes.c_int, POINTER)
segment_point = quick("FPDFPathSegment_GetPoint", ctypes.c_int, POINTER, *[POINTER] * 2)
segment_closes = quick("FPDFPathSegment_GetClose", ctypes.c_int, POINTER)
MATRIX, SIDES, POINT = (Room(ctypes.c_float, count) for count in (6, 4, 2))
MODE, COLOUR = Room(ctypes.c_int, 2), Room(ctypes.c_uint, 4)


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


@dataclass(slots=True)
class Path:
    """A path: its address, outer matrix and box on the page, whether it is filled and stroked, and how many segments it has."""

    at: int
    matrix: Matrix
    box: Bounds
    fill: bool
    stroke: bool
    segments: int

    def shows(self, *, stroke: bool) -> bool:
        """Whether it is drawn, and its stroke or its fill is of a colour that can be seen."""
        return (self.fill or self.stroke) and self.segments <= MOST_SEGMENTS and visible(self.at, stroke)


def drawn_on(page: pdfium.PdfPage, frame: Frame) -> Drawn:
    rulings: list[Ruling] = []
    curves: list[Ruling] = []
    dots: list[Dot] = []
    pictured = 0.0
    for kind, at, matrix in objects_of(page):
        if kind == c.FPDF_PAGEOBJ_PATH:
            path = path_of(at, matrix, frame)
            found = rulings_of(path, frame)
            rulings += found
            if not found or (len(found) == 1 and found[0].filled):
                dots += dot_of(path)
            if not found:
                curves += curve_of(path)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            x0, top, x1, bottom = frame.box(*bounds_of(at, matrix))
            width, height = min(x1, frame.width) - max(x0, 0.0), min(bottom, frame.height) - max(top, 0.0)
            pictured += max(width, 0.0) * max(height, 0.0)
    share = min(1.0, pictured / max(frame.width * frame.height, 1.0))
    return Drawn(tuple(rulings), tuple(curves), tuple(dots), share)


def path_of(at: int, matrix: Matrix, frame: Frame) -> Path:
    mode_at(at, *MODE.places)
    fill, stroke = MODE.values
    return Path(at, matrix, frame.box(*bounds_of(at, matrix)), fill != 0, stroke != 0, count_segments(at))


def curve_of(path: Path) -> Iterator[Ruling]:
    """The box of a path that is no ruling, where it is drawn and large."""
    x0, top, x1, bottom = path.box
    if path.stroke and max(x1 - x0, bottom - top) >= LARGE and path.segments > 1:
        yield Ruling(x0, top, x1, bottom, filled=True)


def dot_of(path: Path) -> Iterator[Dot]:
    """The dot that a path draws: a disc, a ring or a square as small as a bullet."""
    x0, top, x1, bottom = path.box
    width, height = x1 - x0, bottom - top
    if not 0 < width <= DOT or abs(width - height) > SQUARE * width or not path.shows(stroke=not path.fill):
        return
    kinds = [segment_kind(segment_at(path.at, number)) for number in range(path.segments)]
    if c.FPDF_SEGMENT_BEZIERTO in kinds:
        yield Dot(x0, top, x1, bottom, "•" if path.fill else "◦")
    elif path.fill and path.segments <= 6:
        yield Dot(x0, top, x1, bottom, "▪")


def objects_of(page: pdfium.PdfPage) -> Iterator[tuple[int, int, Matrix]]:
    """Kind, address and outer matrix of what is drawn, with what is drawn inside of forms."""
    left = MOST_OBJECTS
    first = ctypes.cast(page.raw, POINTER)
    waiting: list[tuple[int, Matrix, int]] = [
        (object_at(first, number), SAME, 0) for number in range(min(c.FPDFPage_CountObjects(page.raw), left))
    ]
    while waiting and left > 0:
        at, matrix, depth = waiting.pop()
        left -= 1
        kind = kind_of(at)
        if kind == c.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = times(matrix_of(at), matrix)
            for number in range(min(count_in(at), left)):
                waiting.append((object_in(at, number), inner, depth + 1))
        elif kind != c.FPDF_PAGEOBJ_TEXT:
            yield kind, at, matrix


def matrix_of(at: int) -> Matrix:
    return tuple(MATRIX.values) if matrix_at(at, MATRIX.places[0]) else SAME


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


def bounds_of(at: int, matrix: Matrix) -> Bounds:
    """Left, bottom, right, top of an object in the page's coordinates."""
    left, low, right, high = SIDES.values if bounds_at(at, *SIDES.places) else (0.0, 0.0, 0.0, 0.0)
    if matrix is SAME:
        return left, low, right, high
    corners = [moved(x, y, matrix) for x in (left, right) for y in (low, high)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def rulings_of(path: Path, frame: Frame) -> list[Ruling]:
    """The level and upright lines of a path; a thin box is one line, another box its four sides when they are drawn."""
    if not path.shows(stroke=path.stroke):
        return []
    if path.segments <= 6 and path.fill and not path.stroke:
        return filled(path.box, frame)
    whole = times(matrix_of(path.at), path.matrix)
    boxes: list[Bounds] = []
    for start, end in strokes_of(path):
        (ax, ay), (bx, by) = moved(*start, whole), moved(*end, whole)
        boxes.append(frame.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    straight = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) <= LEVEL]
    if 2 * len(straight) < len(boxes):
        return []
    return [line(*box) for box in straight if max(box[2] - box[0], box[3] - box[1]) >= SHORT]


def filled(box: Bounds, frame: Frame) -> list[Ruling]:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if min(width, height) <= THIN:
        return [line(x0, top, x1, bottom)] if max(width, height) >= SHORT else []
    whole = width * height >= 0.9 * frame.width * frame.height
    return [] if whole else [Ruling(x0, top, x1, bottom, filled=True)]


def line(x0: float, top: float, x1: float, bottom: float) -> Ruling:
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Ruling(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Ruling(middle, top, middle, bottom)


def visible(at: int, stroke: bool) -> bool:
    if not (stroke_colour if stroke else fill_colour)(at, *COLOUR.places):
        return True
    *shades, alpha = COLOUR.values
    return bool(alpha > 0 and min(shades) < WHITE)


def strokes_of(path: Path) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Start and end of the straight strokes of a path, in its own coordinates."""
    first = here = (0.0, 0.0)
    for number in range(path.segments):
        segment = segment_at(path.at, number)
        segment_point(segment, *POINT.places)
        x, y = POINT.values
        point, kind = (x, y), segment_kind(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == c.FPDF_SEGMENT_LINETO:
            yield here, point
        if segment_closes(segment):
            yield point, first
        here = point
