"""Cells of a scanned table laid one under the other, since recognition reads columns better than grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from ingest.ocr_picture import Picture, ink_of
from ingest.ocr_reading import Seen
from ingest.pdf_place import Bounds
from ingest.pdf_ruled import boxes_of

MOST_CELLS = 400  # of a page
INSET, BETWEEN = 4, 30  # pixels: what is left of a cell's border, free paper between cells
LEAST_INK = 0.0008  # of a cell: less is dust


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell's picture on the strip: where it came from and where it lies, in pixels."""

    x: int
    y: int
    width: int
    height: int
    top: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The cells of a page's tables, one under the other, and the page without them."""

    rest: Image.Image
    image: Image.Image
    cells: tuple[Laid, ...]


def strip_of(picture: Picture) -> Strip | None:
    """The strip of the tables that a picture's rulings draw; None where they draw none."""
    boxes = [box for boxes in boxes_of(picture.rulings) for box in boxes]
    if not boxes or len(boxes) > MOST_CELLS:
        return None
    rest = picture.image.copy()
    cells: list[Laid] = []
    parts: list[Image.Image] = []
    top = BETWEEN
    for box in boxes:
        x0, y0, x1, y1 = (round(side * picture.scale) for side in inset(box, picture.scale))
        part = picture.image.crop((x0, y0, x1, y1))
        rest.paste(255, (x0, y0, x1, y1))
        if part.width > 3 and part.height > 3 and ink_of(part).mean() > LEAST_INK:
            cells.append(Laid(x0, y0, part.width, part.height, top))
            parts.append(part)
            top += part.height + BETWEEN
    return Strip(rest, pasted(parts, cells, top), tuple(cells)) if cells else None


def inset(box: Bounds, scale: float) -> Bounds:
    step = INSET / scale
    return box[0] + step, box[1] + step, box[2] - step, box[3] - step


def pasted(parts: Sequence[Image.Image], cells: Sequence[Laid], height: int) -> Image.Image:
    strip = Image.new("L", (max(part.width for part in parts) + 2 * BETWEEN, height), 255)
    for part, cell in zip(parts, cells, strict=True):
        strip.paste(part, (BETWEEN, cell.top))
    return strip


def put_back(seen: Sequence[Seen], strip: Strip, first_line: int) -> list[Seen]:
    """What was seen on the strip, where it stands on the page; lines are numbered on from `first_line`."""
    placed: list[Seen] = []
    for one in seen:
        middle = (one.top + one.bottom) / 2
        home = next(
            (cell for cell in strip.cells if cell.top - BETWEEN / 2 <= middle < cell.top + cell.height + BETWEEN / 2),
            None,
        )
        if home is not None:
            right, down = home.x - BETWEEN, home.y - home.top
            moved = replace(one, x0=one.x0 + right, x1=one.x1 + right, top=one.top + down, bottom=one.bottom + down)
            placed.append(replace(moved, foot=one.foot + down, line=one.line + first_line))
    return placed
