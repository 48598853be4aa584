"""Shapes of a slide: groups opened, places in points, and the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml.etree import _Element
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from ingest.document import Box

EMU = 12_700  # per point
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ROWS = 3  # from so many rows on, boxes side by side are read as a grid, row by row
TOUCHING = 2.0  # points by which neighbours may overlap and still count as parted
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Placed:
    """A shape and where it stands on the slide, in points."""

    shape: BaseShape
    box: Box


@dataclass(frozen=True, slots=True)
class Frame:
    """How a group's inner coordinates lead to the slide's: scale, then shift, for each axis."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0


def shapes_of(slide: Slide) -> list[Placed]:
    """The slide's shapes in reading order, those within groups too."""
    _choose(slide.element)
    return in_reading_order([placed for shape in slide.shapes for placed in _opened(shape, Frame(), 0)])


def _choose(root: _Element) -> None:
    """Put what the newest reader shows in the place of each alternative, so that shapes in it are seen."""
    for alternatives in list(root.iter(f"{MC}AlternateContent")):
        parent, choice = alternatives.getparent(), alternatives.find(f"{MC}Choice")
        choice = alternatives.find(f"{MC}Fallback") if choice is None else choice
        if parent is not None:
            for chosen in list(choice) if choice is not None else ():
                alternatives.addprevious(chosen)
            parent.remove(alternatives)


def _opened(shape: BaseShape, frame: Frame, depth: int) -> Iterator[Placed]:
    if isinstance(shape, GroupShape) and depth < DEEPEST:
        inner = _inner(shape, frame)
        for one in shape.shapes:
            yield from _opened(one, inner, depth + 1)
    else:
        yield Placed(shape, _box(shape, frame))


def _box(shape: BaseShape, frame: Frame) -> Box:
    left, top, width, height = (value or 0 for value in _place(shape))
    x0, y0 = left * frame.scale_x + frame.shift_x, top * frame.scale_y + frame.shift_y
    x1, y1 = x0 + width * frame.scale_x, y0 + height * frame.scale_y
    return Box(*(round(value / EMU, 2) for value in (x0, y0, x1, y1)))


def _place(shape: BaseShape) -> tuple[int | None, ...]:
    """Left, top, width and height, those of its layout where it has none; python-pptx would look that up four times."""
    element = shape.element
    own = (element.x, element.y, element.cx, element.cy)
    base = getattr(shape, "_base_placeholder", None) if None in own and shape.is_placeholder else None
    return (
        own
        if base is None
        else tuple(one if one is not None else other for one, other in zip(own, _place(base), strict=True))
    )


def _inner(group: GroupShape, outer: Frame) -> Frame:
    transform = group.element.find(f"{P}grpSpPr/{A}xfrm")
    values = {child.tag.rpartition("}")[2]: child for child in transform} if transform is not None else {}
    if not {"off", "ext", "chOff", "chExt"} <= set(values):
        return outer

    def axis(side: str, length: str) -> tuple[float, float]:
        inner = int(values["chExt"].get(length) or 0)
        scale = int(values["ext"].get(length) or 0) / inner if inner else 1.0
        return scale, int(values["off"].get(side) or 0) - int(values["chOff"].get(side) or 0) * scale

    (scale_x, shift_x), (scale_y, shift_y) = axis("x", "cx"), axis("y", "cy")
    return Frame(
        outer.scale_x * scale_x,
        outer.scale_y * scale_y,
        outer.shift_x + shift_x * outer.scale_x,
        outer.shift_y + shift_y * outer.scale_y,
    )


def in_reading_order(shapes: Sequence[Placed]) -> list[Placed]:
    """Cut the slide along white space: bands from top to bottom, columns from left to right within them.

    Columns are read one after the other, unless the same space cuts several rows: then they are a grid.
    """
    if len(shapes) < 2:
        return list(shapes)
    bands, columns = _cut(shapes, upright=False), _cut(shapes, upright=True)
    gridded = len(bands) >= ROWS and all(len(band) > 1 for band in bands)
    for parts in (bands, columns) if gridded else (columns, _beside(bands), bands):
        if len(parts) > 1:
            return [one for part in parts for one in in_reading_order(part)]
    return sorted(shapes, key=lambda one: (one.box.top, one.box.x0))


def stands_under(lower: Placed, upper: Placed) -> bool:
    """Whether a shape begins where another one ends, in its column."""
    beside = lower.box.x0 >= upper.box.x1 or lower.box.x1 <= upper.box.x0
    return lower.box.top >= upper.box.bottom - TOUCHING and not beside


def _beside(bands: list[list[Placed]]) -> list[list[Placed]]:
    """Bands of several shapes that follow one another, as one: their columns may run through all of them."""
    runs = [(several, list(run)) for several, run in groupby(bands, key=lambda band: len(band) > 1)]
    return [part for several, run in runs for part in ([[one for band in run for one in band]] if several else run)]


def _cut(shapes: Sequence[Placed], upright: bool) -> list[list[Placed]]:
    """The shapes in groups that a straight line over the slide parts, in order."""
    sides = {id(one): (one.box.x0, one.box.x1) if upright else (one.box.top, one.box.bottom) for one in shapes}
    groups: list[list[Placed]] = []
    reach = float("-inf")
    for one in sorted(shapes, key=lambda each: sides[id(each)]):
        start, end = sides[id(one)]
        if not groups or start >= reach - TOUCHING:
            groups.append([])
        groups[-1].append(one)
        reach = max(reach, end)
    return groups
