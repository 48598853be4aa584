"""Pages as pictures with what the reader saw on them: boxes of blocks numbered in reading order, cells outlined."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from ingest.document import Box, Kind

SCALE = 2.0  # pixels a point
MOST_PIXELS = 6_000_000  # of a picture: larger pages are drawn smaller
COLOURS: Mapping[Kind, str] = {  # apart for those who see no red or green, too
    Kind.HEADING: "#b3261e",
    Kind.PARAGRAPH: "#1f5fbf",
    Kind.LIST_ITEM: "#00796b",
    Kind.TABLE: "#7b3fa0",
    Kind.CAPTION: "#b25e00",
    Kind.FOOTNOTE: "#6d4c41",
    Kind.PAGE_HEADER: "#5f6b76",
    Kind.PAGE_FOOTER: "#5f6b76",
}
TINT, SHADE = 26, 150  # of 255: how much of its colour a box is filled with, how dark a cell's outline is
LETTERS, EDGE = 13, 2  # pixels: the height of labels, the width of outlines
MARGIN = 90  # pixels beside the page: numbers of blocks at its edge stand there


@dataclass(frozen=True, slots=True)
class Mark:
    """A block, or a part of one, on a page: its number in reading order, the section it stands in, the boxes of its cells."""

    number: int
    kind: Kind
    box: Box
    level: int | None = None
    section: int | None = None
    cells: tuple[Box, ...] = ()

    @property
    def label(self) -> str:
        """
        >>> Mark(7, Kind.HEADING, Box(0, 0, 1, 1), level=2, section=3).label
        '7 h2 <3'
        """
        level = f" {'h' if self.kind is Kind.HEADING else 'l'}{self.level}" if self.level else ""
        return f"{self.number}{level}" + ("" if self.section is None else f" <{self.section}")


def picture_of(page: pdfium.PdfPage, marks: Sequence[Mark], title: str) -> Image.Image:
    """The page with the marks drawn over it, under a line that names it and says what the colours mean."""
    width, height = page.get_size()
    scale = min(SCALE, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
    shown = page.render(scale=scale).to_pil().convert("RGB")
    legend = legend_of(marks, title, shown.width + 2 * MARGIN)
    paper = Image.new("RGB", (legend.width, legend.height + shown.height), "#e8eaed")
    paper.paste(legend, (0, 0))
    paper.paste(shown, (MARGIN, legend.height))
    drawn = ImageDraw.Draw(paper, "RGBA")
    for mark in marks:
        outline(drawn, mark, scale, legend.height)
    for mark in marks:
        name(drawn, mark, scale, legend.height)
    return paper


def outline(drawn: ImageDraw.ImageDraw, mark: Mark, scale: float, down: int) -> None:
    colour = COLOURS[mark.kind]
    for cell in mark.cells:
        drawn.rectangle(pixels(cell, scale, down), outline=(*rgb(colour), SHADE), width=1)
    drawn.rectangle(pixels(mark.box, scale, down), (*rgb(colour), TINT), colour, EDGE)


def name(drawn: ImageDraw.ImageDraw, mark: Mark, scale: float, down: int) -> None:
    """Write a mark's label left of its box, on the margin's side, where it hides no text of its own."""
    x0, top, _, _ = pixels(mark.box, scale, down)
    font = ImageFont.load_default(LETTERS)
    long = drawn.textlength(mark.label, font)
    left = max(0.0, x0 - long - 6)
    drawn.rectangle((left, top, left + long + 5, top + LETTERS + 4), COLOURS[mark.kind])
    drawn.text((left + 3, top + 1), mark.label, "white", font)


def pixels(box: Box, scale: float, down: int) -> tuple[float, float, float, float]:
    """Where a box is in the picture; one that is turned inside out is put right."""
    across, along = sorted((box.x0, box.x1)), sorted((box.top, box.bottom))
    return (
        MARGIN + across[0] * scale,
        down + along[0] * scale,
        MARGIN + across[1] * scale,
        down + along[1] * scale,
    )


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def legend_of(marks: Iterable[Mark], title: str, width: int) -> Image.Image:
    """A title, and the colours of the kinds that are on the page with how many there are."""
    counts = Counter(mark.kind for mark in marks)
    font, line = ImageFont.load_default(LETTERS + 2), 2 * LETTERS
    entries = [(f"{kind.value.replace('_', ' ')} {counts[kind]}", COLOURS[kind]) for kind in Kind if counts[kind]]
    entries += [("h, l: level", "white"), ("<: section it is in", "white")]
    strip = Image.new("RGB", (width, line * 8), "white")
    drawn = ImageDraw.Draw(strip)
    drawn.text((LETTERS, LETTERS // 2), title, "black", font)
    x, y = LETTERS, line
    for said, colour in entries:
        long = LETTERS + 8 + round(drawn.textlength(said, font))
        if x + long > width and x > LETTERS:
            x, y = LETTERS, y + line
        drawn.rectangle((x, y + LETTERS // 2, x + LETTERS, y + LETTERS // 2 + LETTERS), colour)
        drawn.text((x + LETTERS + 6, y + LETTERS // 2 - 2), said, "black", font)
        x += long + LETTERS
    return strip.crop((0, 0, width, y + line + LETTERS // 2))
