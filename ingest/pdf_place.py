"""Where things are: from PDF's coordinates, which start at the bottom left, to the page as people look at it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from ingest.document import Box

Bounds = tuple[float, float, float, float]
Side = TypeVar("Side", float, npt.NDArray[np.float64])  # of one box, or of many at once
SKEW = 10  # degrees: writing this far from level, upright or upside down is a watermark or a picture's label


class Placed(Protocol):
    """Anything with a box."""

    @property
    def x0(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def bottom(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in PDF's own coordinates and how far it is turned clockwise when shown."""

    left: float
    low: float
    right: float
    high: float
    turn: int = 0

    @property
    def width(self) -> float:
        return self.right - self.left if self.turn in (0, 180) else self.high - self.low

    @property
    def height(self) -> float:
        return self.high - self.low if self.turn in (0, 180) else self.right - self.left

    def box(self, x0: Side, y0: Side, x1: Side, y1: Side) -> tuple[Side, Side, Side, Side]:
        """x0, top, x1, bottom on the shown page of a rectangle in PDF's coordinates, or of many."""
        if self.turn == 90:
            return y0 - self.low, x0 - self.left, y1 - self.low, x1 - self.left
        if self.turn == 180:
            return self.right - x1, y0 - self.low, self.right - x0, y1 - self.low
        if self.turn == 270:
            return self.high - y1, self.right - x1, self.high - y0, self.right - x0
        return x0 - self.left, self.high - y1, x1 - self.left, self.high - y0

    def angle(self, along: float, up: float) -> int | None:
        """Degrees clockwise, in quarters, of writing that runs in the direction (along, up); None where it is askew."""
        degrees = (self.turn - math.degrees(math.atan2(up, along))) % 360
        quarter = round(degrees / 90) * 90
        return quarter % 360 if abs(degrees - quarter) <= SKEW else None


def frame_of(page: pdfium.PdfPage) -> Frame:
    left, low, right, high = page.get_bbox()
    return Frame(min(left, right), min(low, high), max(left, right), max(low, high), page.get_rotation() % 360)


def box_of(things: Iterable[Placed]) -> Box:
    """The box around things, of which there must be at least one."""
    held = list(things)
    return Box(
        round(min([one.x0 for one in held]), 2),
        round(min([one.top for one in held]), 2),
        round(max([one.x1 for one in held]), 2),
        round(max([one.bottom for one in held]), 2),
    )


def turned(box: tuple[float, float, float, float], angle: int, width: float, height: float) -> Box:
    """The box on a page of this size after the page is turned so that writing at `angle` degrees becomes level."""
    x0, top, x1, bottom = box
    if angle == 90:
        return Box(top, width - x1, bottom, width - x0)
    if angle == 180:
        return Box(width - x1, height - bottom, width - x0, height - top)
    if angle == 270:
        return Box(height - bottom, x0, height - top, x1)
    return Box(x0, top, x1, bottom)


def swung(box: Box, degrees: float, width: float, height: float) -> Box:
    """The box around a box of a page that is turned clockwise about its middle, as a picture askew is turned back."""
    across, up = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = [(x - width / 2, y - height / 2) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs = [width / 2 + x * across - y * up for x, y in corners]
    ys = [height / 2 + x * up + y * across for x, y in corners]
    return Box(max(0.0, min(xs)), max(0.0, min(ys)), min(width, max(xs)), min(height, max(ys)))
