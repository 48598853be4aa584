"""What a reader makes of a file: pages, and blocks of text in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    PAGE_HEADER = "page_header"
    PAGE_FOOTER = "page_footer"


@dataclass(frozen=True, slots=True)
class Source:
    """A received file: `sha256` in hex, `size` in bytes, `origin` the path or address it came from."""

    sha256: str
    name: str
    media_type: str
    size: int
    origin: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points (1/72 inch) from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere, by their offsets in the text of their block or cell. `target` is what the file says until
    `ingest.structure.document_of` makes it a full address (http, https, mailto) or drops the link."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; rows and columns count from 0, `start` is where its text begins in the block's text; offsets of
    its links count from there."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    page: int | None = None
    box: Box | None = None
    start: int = 0
    links: tuple[Link, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Part:
    """Where a block goes on, in another column or on another page; `start` is where in the block's text that begins."""

    start: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands for itself.

    `seq` counts blocks of the document in reading order from 0. `level` is a heading's rank or a list item's depth,
    from 1. `marker` is the number or bullet that the paper prints before the text ("3.", "(a)", "-"); the text does not
    repeat it. `page` counts from 1 and, like `box`, is None in formats without pages; they say where the block begins,
    `parts` where it goes on. `parent` is the seq of the heading in whose section the block stands; of a footnote, that of
    the block which refers to it. `notes` are the marks of the footnotes that the block refers to, in their order; they
    are cut out of its text. `confidence` (0 to 1) is below 1 where the text was recognised from a picture.
    `language` (ISO 639-1) is that of the text where it is not the document's. `links` of a table are those of its cells.
    """

    seq: int
    kind: Kind
    text: str
    level: int | None = None
    marker: str | None = None
    page: int | None = None
    box: Box | None = None
    parent: int | None = None
    cells: tuple[Cell, ...] = ()
    confidence: float = 1.0
    language: str | None = None
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()

    def __hash__(self) -> int:
        """Of two fields that tell blocks apart: a long table has tens of thousands of cells."""
        return hash((self.seq, self.text))

    def cell_at(self, offset: int) -> Cell | None:
        """The cell of a table that holds the character at `offset` of the block's text."""
        return next((cell for cell in self.cells if cell.start <= offset <= cell.end and cell.text), None)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, slide or sheet, from 1; width and height in PDF points, None where the format has no such size."""

    number: int
    width: float | None = None
    height: float | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `reader` names the reader and its version, `language` is ISO 639-1, `title` what the file's
    own properties say, which is a hint and no evidence."""

    source: Source
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    reader: str
    language: str | None = None
    title: str | None = None
