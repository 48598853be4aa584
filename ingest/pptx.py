"""PPTX: a slide is a page, its title a heading, its bullets list items, with tables and the speaker's notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import pptx
from lxml.etree import _Element
from pptx.enum.shapes import PP_PLACEHOLDER as PLACE
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from ingest.charts import chart_blocks
from ingest.document import Block, Box, Document, Kind, Page, Source
from ingest.docx_links import with_targets
from ingest.errors import Unreadable
from ingest.heading_signs import is_no_heading
from ingest.links import joined, moved
from ingest.office import clean_package, title_of, unreadable_if_broken
from ingest.pptx_shapes import EMU, Placed, shapes_of, stands_under
from ingest.pptx_tables import table_block
from ingest.pptx_text import LINK, A, Line, lines_of
from ingest.structure import document_of

READER = "pptx 3"
MAX_SLIDES = 3_000
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
RELATED = f"{{{RELATION.HYPERLINK.rpartition('/')[0]}}}"
TITLES = (PLACE.TITLE, PLACE.CENTER_TITLE, PLACE.VERTICAL_TITLE)
MARGINS = {PLACE.FOOTER: Kind.PAGE_FOOTER, PLACE.DATE: Kind.PAGE_FOOTER, PLACE.HEADER: Kind.PAGE_HEADER}
# "(continued)", "(cont'd)", "(suite)", "(continuación)", "(2/3)", "(2)"
CONTINUED = r"cont(?:inued|inuación|['’]?d|\.)?|suite(?: et fin)?|fin|\d+(?:\s*/\s*\d+)?"
AGAIN = re.compile(rf"\s*[-–(\[]\s*(?:{CONTINUED})\.?\s*[)\]]?\s*$", re.IGNORECASE)
MAX_TITLE, LARGER = 20, 1.2


@dataclass(frozen=True, slots=True)
class Section:
    """What the slides read so far set: the running title, and the levels of the titles to come."""

    title: str = ""
    level: int = 1


def read_pptx(source: Source, data: bytes) -> Document:
    """Read a PPTX; boxes are in points, a paragraph has that of its shape. Raises `Unreadable` where it is broken."""
    with unreadable_if_broken("presentation"):
        package = clean_package(data)
        show = pptx.Presentation(package)
        if len(show.slides) > MAX_SLIDES:
            raise Unreadable("too large", f"The file has over {MAX_SLIDES} slides; split it into smaller ones.")
        width, height = (show.slide_width or 0) / EMU, (show.slide_height or 0) / EMU
        pages = [Page(number, width, height) for number in range(1, len(show.slides) + 1)]
        pieces = list(_pieces(show))
        title = title_of(package)
    return document_of(source, pages, pieces, READER, title)


def _pieces(show: Presentation) -> Iterator[Block]:
    section = Section()
    parted = any(_is_divider(slide) for slide in list(show.slides)[1:])
    for number, slide in enumerate(show.slides, start=1):
        blocks = [_on_page(block, number) for block in _Slide(slide, show).blocks()]
        if number == 1 or not _is_opening(slide):
            level = 1 if number == 1 else section.level + (parted and not _is_divider(slide))
        section, blocks = _in_section(section, blocks, level)
        yield from blocks
        if number == 1 and section.title and _is_opening(slide):
            section = replace(section, level=2)


def _on_page(block: Block, number: int) -> Block:
    return replace(block, page=number, cells=tuple(replace(cell, page=number) for cell in block.cells))


def _in_section(section: Section, blocks: list[Block], level: int) -> tuple[Section, list[Block]]:
    """The slide's headings on their level; a title that only repeats the running one heads no new section."""
    placed: list[Block] = []
    for block in blocks:
        if block.kind is Kind.HEADING and block.level == 1:
            key = AGAIN.sub("", block.text).casefold()
            repeated, section = key == section.title, replace(section, title=key)
            placed.append(
                replace(block, kind=Kind.PAGE_HEADER, level=None) if repeated else replace(block, level=level)
            )
        elif block.kind is Kind.HEADING:
            placed.append(replace(block, level=level + 1))
        else:
            placed.append(block)
    return section, placed


def _is_opening(slide: Slide) -> bool:
    """Whether a slide is laid out as a title page."""
    kinds = {shape.placeholder_format.type for shape in slide.placeholders}
    return PLACE.CENTER_TITLE in kinds or PLACE.SUBTITLE in kinds


def _is_divider(slide: Slide) -> bool:
    return str(slide.slide_layout.element.get("type")) == "secHead"


class _Slide:
    """One slide being read."""

    def __init__(self, slide: Slide, show: Presentation) -> None:
        self._slide = slide
        with_targets(slide.element, slide.part, LINK)
        self._defaults = show.element.find(f"{P}defaultTextStyle")
        self._known: dict[_Element, list[Line]] = {}

    def blocks(self) -> Iterator[Block]:
        shapes = shapes_of(self._slide)
        title = next((one for one in shapes if _kind(one.shape) in TITLES and _worded(one)), None) or self._by_look(
            shapes
        )
        if title is not None:
            yield self._title(title)
        others = [placed for placed in shapes if placed is not title]
        for placed, after in zip_longest(others, others[1:]):
            yield from self._shape(placed, after)
        yield from self._notes()

    def _title(self, placed: Placed) -> Block:
        lines = self._lines(placed.shape)
        whole, marker = joined((line.whole for line in lines), " "), lines[0].marker
        text, links = whole.tidied(" ".join(whole.text.removeprefix(marker or "").split()))
        return Block(0, Kind.HEADING, text, level=1, marker=marker, box=placed.box, links=links)

    def _by_look(self, shapes: Sequence[Placed]) -> Placed | None:
        """The title of a slide that has no place for one: the first text, where it is short and larger than all else."""
        texts = [(placed, self._lines(placed.shape)) for placed in shapes if _worded(placed)]
        if len(texts) < 2 or any(line.listed for line in texts[0][1]):
            return None
        first, lines = texts[0]
        others = max((line.size for _, others in texts[1:] for line in others), default=0.0)
        short = sum(len(line.text.split()) for line in lines) <= MAX_TITLE
        return first if short and min(line.size for line in lines) >= others * LARGER else None

    def _shape(self, placed: Placed, after: Placed | None) -> Iterator[Block]:
        shape, kind = placed.shape, _kind(placed.shape)
        if kind is PLACE.SLIDE_NUMBER:
            return
        if getattr(shape, "has_table", False):
            yield from table_block(shape, placed.box)
        elif getattr(shape, "has_chart", False):
            yield from chart_blocks(shape.chart_part._element, placed.box)  # type: ignore[attr-defined]
        elif kind in MARGINS:
            yield from (Block(0, MARGINS[kind], line.text, box=placed.box) for line in self._lines(shape))
        elif _worded(placed):
            below = self._lines(after.shape)[:1] if after is not None and stands_under(after, placed) else []
            yield from _paragraphs(self._lines(shape), below, placed.box)
        else:
            yield from (Block(0, Kind.PARAGRAPH, text, box=placed.box) for text in self._diagram(shape))

    def _lines(self, shape: BaseShape) -> list[Line]:
        body = shape.element.find(f"{P}txBody")
        if body is not None and body not in self._known:
            self._known[body] = list(lines_of(body, list(self._styles(shape))))
        return [] if body is None else self._known[body]

    def _styles(self, shape: BaseShape) -> Iterator[_Element]:
        """The list styles that a shape's text inherits: of its places in layout and master, of the master, of the show."""
        base: BaseShape | None = shape
        while (
            base is not None and base.is_placeholder and (base := getattr(base, "_base_placeholder", None)) is not None
        ):
            style = base.element.find(f"{P}txBody/{A}lstStyle")
            if style is not None:
                yield style
        styles = self._slide.slide_layout.slide_master.element.find(f"{P}txStyles")
        kind = _kind(shape)
        name = "otherStyle" if kind is None else "titleStyle" if kind in TITLES else "bodyStyle"
        if styles is not None and (found := styles.find(f"{P}{name}")) is not None:
            yield found
        if kind is None and self._defaults is not None:
            yield self._defaults

    def _diagram(self, shape: BaseShape) -> Iterator[str]:
        """The texts of a SmartArt graphic."""
        for ids in shape.element.iter(DIAGRAM):
            relation = self._slide.part.rels.get(str(ids.get(f"{RELATED}dm")))
            if relation is not None and not relation.is_external:
                for paragraph in parse_xml(relation.target_part.blob).iter(f"{A}p"):
                    yield "".join(text.text or "" for text in paragraph.iter(f"{A}t")).strip()

    def _notes(self) -> Iterator[Block]:
        frame = self._slide.notes_slide.notes_text_frame if self._slide.has_notes_slide else None
        if frame is not None:
            for line in lines_of(frame._txBody, ()):
                kind = Kind.LIST_ITEM if line.listed else Kind.PARAGRAPH
                level = line.level if line.listed else None
                yield Block(0, kind, line.text, level=level, marker=line.marker, links=line.links)


def _paragraphs(lines: Sequence[Line], below: Sequence[Line], box: Box) -> Iterator[Block]:
    """The lines of a shape; `below` is the first line of the shape under it, which the last one may head."""
    for place, line in enumerate(lines):
        if _heads(line, lines[place + 1 :] or below):
            text = " ".join(line.text.split())
            links = moved(line.links, line.text, text)
            yield Block(0, Kind.HEADING, text, level=2, marker=line.marker, box=box, links=links)
        elif line.listed:
            yield Block(0, Kind.LIST_ITEM, line.text, level=line.level, marker=line.marker, box=box, links=line.links)
        else:
            yield Block(0, Kind.PARAGRAPH, line.text, box=box, links=line.links)


def _heads(line: Line, rest: Sequence[Line]) -> bool:
    """A bold line over others that are not, and no bulleted one, is a heading within the slide."""
    short = len(line.text.split()) <= MAX_TITLE and not line.text.endswith((".", ";", ","))
    bulleted = line.listed and line.marker == "•"
    return line.bold and short and not bulleted and bool(rest) and not rest[0].bold and not is_no_heading(line.text)


def _kind(shape: BaseShape) -> PLACE | None:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _worded(placed: Placed) -> bool:
    return placed.shape.has_text_frame and any(str(text).strip() for text in placed.shape.element.itertext())
