"""The picture of a page made ready for recognition: straightened, its rulings found and taken out, its strokes measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from ingest.pdf_paths import Ruling

DPI, POINTS = 300, 72
LONGEST_SIDE = 5_000  # pixels: posters are rendered coarser
FRAME = 0.12  # of a page's sides: frames and edges of the scanner's glass are askew by themselves
SMALL_SIDE = 900  # pixels: enough to see how far a page is askew
MOST_SKEW, LEAST_SKEW = 4.0, 0.15  # degrees
ALONE, DUST = 2.2, 0.75  # points around a speck, square points of ink there: a full stop of small type has more
INK = 0.62  # of the paper's brightness: darker is ink
LONG_LEVEL, LONG_UPRIGHT = 36.0, 26.0  # points: longer runs of ink are rulings, no letters
FAINT = 0.86  # of the paper's brightness: darker may be a ruling, as these are often thin and grey
THICKEST = 4.0  # points: a ruling, with what a page still askew adds
FREE = 0.25  # of a stroke's length: so much may stand right above or below it
NEAR = 12  # pixels: strokes that touch
MARGIN = 2  # pixels: the grey edge of a stroke
WHOLE = 0.92  # of a run: so much of it must be ink, as noise breaks thin lines

Ink = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture in grey, upright; `scale` pixels make a point; it was turned by `skew` degrees to get level."""

    image: Image.Image
    scale: float
    skew: float
    rulings: tuple[Ruling, ...] = ()


def picture_of(page: pdfium.PdfPage, turn: int = 0) -> Picture:
    """The picture of a page turned by so many degrees against the clock, made level and without rulings."""
    longest = max(page.get_size())
    scale = min(DPI / POINTS, LONGEST_SIDE / max(longest, 1.0))
    image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    image = without_dust(image.rotate(turn, expand=True) if turn else image, scale)
    skew = skew_of(image)
    if skew:
        image = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return without_rulings(image, scale, skew)


def ink_of(image: Image.Image, share: float = INK) -> Ink:
    """Where it is darker than a share of the paper's brightness, as rows of pixels; paper may be grey."""
    shades = np.asarray(image, dtype=np.uint8)
    found: Ink = shades < share * paper_of(shades)
    return found


def paper_of(shades: NDArray[np.uint8]) -> float:
    """How bright the paper is: most of a page is paper."""
    return float(np.percentile(shades[::8, ::8], 75))


def without_dust(image: Image.Image, scale: float) -> Image.Image:
    """The picture without specks that are smaller than a full stop and stand by themselves."""
    ink = ink_of(image, FAINT)
    reach = round(ALONE * scale)
    around = np.asarray(Image.fromarray(np.where(ink, 255, 0).astype(np.uint8)).filter(ImageFilter.BoxBlur(reach)))
    most = 255 * DUST * scale * scale / (2 * reach + 1) ** 2
    shades = np.array(image)
    shades[ink & (around <= most)] = 255
    return Image.fromarray(shades)


def skew_of(image: Image.Image) -> float:
    """Degrees by which to turn a picture against the clock so that its lines are level: then rows differ most."""
    across, down = (round(side * FRAME) for side in image.size)
    small = image.crop((across, down, image.width - across, image.height - down))
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    ink = Image.fromarray(np.where(ink_of(small), 255, 0).astype(np.uint8))
    best = sharpest(ink, np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 0.5))
    best = sharpest(ink, np.arange(best - 0.4, best + 0.41, 0.1))
    return round(best, 2) if LEAST_SKEW < abs(best) <= MOST_SKEW else 0.0


def sharpest(ink: Image.Image, angles: NDArray[np.float64]) -> float:
    def sharpness(angle: float) -> float:
        rows = np.asarray(ink.rotate(angle), dtype=np.float64).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    return float(max(angles, key=sharpness))


def without_rulings(image: Image.Image, scale: float, skew: float) -> Picture:
    ink = halved(ink_of(image, FAINT))
    level = [tuple(2 * side for side in one) for one in strokes_of(ink, round(LONG_LEVEL * scale / 2), scale / 2)]
    upright = [tuple(2 * side for side in one) for one in strokes_of(ink.T, round(LONG_UPRIGHT * scale / 2), scale / 2)]
    upright = [one for one in upright if any(meet(one, other) for other in level)]
    shades = np.array(image)
    for first, last, start, end in level:
        shades[max(0, first - MARGIN) : last + MARGIN, start:end] = 255
    for first, last, start, end in upright:
        shades[start:end, max(0, first - MARGIN) : last + MARGIN] = 255
    rulings = [Ruling(start, (first + last) / 2, end, (first + last) / 2) for first, last, start, end in level]
    rulings += [Ruling((first + last) / 2, start, (first + last) / 2, end) for first, last, start, end in upright]
    return Picture(Image.fromarray(shades), scale, skew, tuple(in_points(one, scale) for one in rulings))


def meet(upright: tuple[int, ...], level: tuple[int, ...]) -> bool:
    """Whether an upright stroke touches a level one, as in a table; the tall letters of a title do not."""
    x, y = upright[0], level[0]
    return level[2] - NEAR <= x <= level[3] + NEAR and upright[2] - NEAR <= y <= upright[3] + NEAR


def halved(ink: Ink) -> Ink:
    """The ink at half the size, no stroke lost."""
    rows, columns = ink.shape[0] // 2 * 2, ink.shape[1] // 2 * 2
    even = ink[:rows, :columns]
    small: Ink = even[::2, ::2] | even[1::2, ::2] | even[::2, 1::2] | even[1::2, 1::2]
    return small


def in_points(one: Ruling, scale: float) -> Ruling:
    return Ruling(one.x0 / scale, one.top / scale, one.x1 / scale, one.bottom / scale)


def strokes_of(ink: Ink, length: int, scale: float) -> Iterator[tuple[int, int, int, int]]:
    """First and last row, start and end, in pixels, of level strokes: long, thin, and free above and below."""
    mask = long_runs(ink, length)
    for top, bottom in spans(np.any(mask, axis=1)):
        for start, end in spans(np.any(mask[top:bottom], axis=0)):
            rows = np.flatnonzero(np.any(mask[top:bottom, start:end], axis=1))
            first, last = top + int(rows[0]), top + int(rows[-1]) + 1
            if last - first <= THICKEST * scale and is_free(ink, first, last, start, end):
                yield first, last, start, end


def is_free(ink: Ink, first: int, last: int, start: int, end: int) -> bool:
    """Whether a stroke stands by itself: where it is but the densest row of a line of letters, there is ink beside."""
    sides = [
        ink[max(0, first - MARGIN - 2) : max(0, first - MARGIN), start:end],
        ink[last + MARGIN : last + MARGIN + 2, start:end],
    ]
    return all(side.size == 0 or float(side.mean()) < FREE for side in sides)


def long_runs(ink: Ink, length: int) -> Ink:
    """The ink that lies in level runs of at least `length` pixels, which may have small breaks."""
    if not 0 < length < ink.shape[1]:  # a page of miles has no room for a ruling in its picture
        return np.zeros_like(ink)
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    starts = (sums[:, length:] - sums[:, :-length]) >= WHOLE * length
    begun = np.cumsum(starts, axis=1, dtype=np.int32)
    before = np.zeros((ink.shape[0], ink.shape[1]), dtype=np.int32)
    before[:, length:] = begun[:, : ink.shape[1] - length]
    now = np.concatenate((begun, np.repeat(begun[:, -1:], ink.shape[1] - begun.shape[1], axis=1)), axis=1)
    covered: Ink = (now - before) > 0
    return covered


def spans(marks: Any) -> list[tuple[int, int]]:
    """Start and end of the runs of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(marks, dtype=np.int8), [0]))))
    return [(int(start), int(end)) for start, end in pairwise(edges)][::2]


def tallest_band(ink: Ink) -> int:
    """How many rows the ink of some letters covers without a gap, in pixels: what lies apart is dust or an accent."""
    return max((end - start for start, end in spans(ink.sum(axis=1) >= 2)), default=0)


def stroke_width(ink: Ink) -> float:
    """How thick the strokes of some letters are, in pixels: twice their area over their outline; 0 without ink."""
    if ink.shape[0] < 3 or ink.shape[1] < 3 or not ink.any():
        return 0.0
    inner = ink[1:-1, 1:-1] & ink[:-2, 1:-1] & ink[2:, 1:-1] & ink[1:-1, :-2] & ink[1:-1, 2:]
    area = float(ink.sum())
    return 2 * area / max(area - float(inner.sum()), 1.0)
