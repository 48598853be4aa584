"""Links of a PDF: PDFium tells where on a page one can press, and the words that stand there lead on."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.document import Block, Box, Cell, Link, Part
from ingest.pdf_objects import Sheet, Word
from ingest.pdf_place import box_of, frame_of

MOST = 2_000  # links of a page
LONGEST = 4_000  # bytes of an address
AROUND = " ()[]{}«»“”\"'.,;:"
Boxed = TypeVar("Boxed", Block, Cell)


@dataclass(frozen=True, slots=True)
class Pressed:
    """Words on a page where one can press: their box, a pattern of what they say, and where they lead."""

    page: int
    box: Box
    words: str
    target: str


def links_on(page: pdfium.PdfPage, sheet: Sheet) -> list[Pressed]:
    """The links on a page to addresses, from top to bottom, each with the words whose middle is within it."""
    found = dict.fromkeys(_links_on(page, sheet))
    return sorted(found, key=lambda one: (one.box.top, one.box.x0))


def _links_on(page: pdfium.PdfPage, sheet: Sheet) -> Iterator[Pressed]:
    place, link, edges = ctypes.c_int(0), c.FPDF_LINK(), c.FS_RECTF()
    frame = frame_of(page)
    for _ in range(MOST):
        if not c.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
            return
        target = address_of(page, link)
        if target and c.FPDFLink_GetAnnotRect(link, ctypes.byref(edges)):
            area = Box(*frame.box(edges.left, edges.bottom, edges.right, edges.top))
            words = [word for word in sheet.words if holds(area, word)]
            if any(sign.isalnum() for word in words for sign in word.text):
                yield Pressed(sheet.number, box_of(words), pattern_of(words), target)


def pattern_of(words: Sequence[Word]) -> str:
    """What words say, however blanks part them, without the brackets and stops around, and not as part of a symbol."""
    said = " ".join(word.text for word in words).strip(AROUND)
    pattern = r"\s*".join(map(re.escape, said.split()))
    return rf"(?<!\w){pattern}" + (r"(?![\w/])" if said[-1:].isalnum() else "")


def address_of(page: pdfium.PdfPage, link: object) -> str:
    """Where a link leads; nothing where that is a place in the file itself."""
    action = c.FPDFLink_GetAction(link)
    if not action or c.FPDFAction_GetType(action) != c.PDFACTION_URI:
        return ""
    buffer = ctypes.create_string_buffer(LONGEST)
    size = c.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, LONGEST)
    return buffer.value.decode("utf-8", "replace") if size <= LONGEST else ""


def holds(area: Box, thing: Word | Box) -> bool:
    """Whether the middle of a thing is within an area."""
    x, y = (thing.x0 + thing.x1) / 2, (thing.top + thing.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def with_links(blocks: Iterable[Block], pressed: Sequence[Pressed]) -> Iterator[Block]:
    """The blocks and their cells with the links that stand in them."""
    by_page: defaultdict[int, list[Pressed]] = defaultdict(list)
    for one in pressed:
        by_page[one.page].append(one)
    for block in blocks:
        if not pressed:
            yield block
        elif block.cells:
            yield replace(block, cells=tuple(leading(cell, [cell], by_page) for cell in block.cells))
        else:
            yield leading(block, [block, *block.parts], by_page)


def leading(thing: Boxed, places: Sequence[Block | Cell | Part], pressed: Mapping[int, Sequence[Pressed]]) -> Boxed:
    """A block or cell with the links that stand in its places, if it says their words just as often as one can press them:
    elsewhere it is not known which of the words lead on."""
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for place in places:
        for one in pressed.get(place.page or 0, ()):
            if place.box and holds(place.box, one.box):
                targets[one.words].append(one.target)
    links: list[Link] = []
    for words, leads in targets.items():
        found = list(re.finditer(words, thing.text))
        if len(found) == len(leads):
            links += (Link(*match.span(), target) for match, target in zip(found, leads, strict=True))
    return replace(thing, links=tuple(sorted(links, key=lambda one: one.start))) if links else thing
