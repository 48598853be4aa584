"""From a reader's flat run of pieces to a document: blocks numbered, sections and footnotes known, tables with a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.document import Block, Box, Cell, Document, Kind, Page, Part, Source
from ingest.language import language_of, other_language
from ingest.links import resolved, shifted
from ingest.note_marks import mark_of

CELL_BREAK, ROW_BREAK = "\t", "\n"
APART = (Kind.PAGE_HEADER, Kind.PAGE_FOOTER, Kind.FOOTNOTE)


def document_of(
    source: Source, pages: Iterable[Page], pieces: Iterable[Block], reader: str, title: str | None = None
) -> Document:
    """The document of the pieces in reading order; what a reader says of seq, parent and cell starts is not looked at."""
    kept = (piece for piece in pieces if piece.text.strip() or piece.cells)
    blocks = linked(sectioned(addressed(piece, source.origin) for piece in kept))
    body = "\n".join(block.text for block in blocks if block.kind not in APART)
    language = language_of(body)
    return Document(source, tuple(pages), tuple(in_language(blocks, language)), reader, language, title)


def in_language(blocks: Iterable[Block], main: str | None) -> Iterator[Block]:
    """The blocks, those in another language than the main one marked."""
    for block in blocks:
        language = other_language(block.text, main)
        yield replace(block, language=language) if language else block


def addressed(piece: Block, origin: str) -> Block:
    """A piece with links that lead to full addresses; those that lead nowhere safe go."""
    if any(cell.links for cell in piece.cells):
        cells = tuple(replace(cell, links=resolved(cell.links, origin)) for cell in piece.cells)
        piece = replace(piece, cells=cells)
    return replace(piece, links=resolved(piece.links, origin)) if piece.links else piece


def sectioned(pieces: Iterable[Block]) -> tuple[Block, ...]:
    """Number the blocks from 0 and point each at the heading it stands under."""
    blocks: list[Block] = []
    open_headings: list[Block] = []
    for seq, piece in enumerate(pieces):
        level = piece.level
        if piece.kind is Kind.HEADING:
            level = level or 1
            open_headings = [one for one in open_headings if (one.level or 1) < level]
        parent = open_headings[-1].seq if open_headings and piece.kind not in APART else None
        blocks.append(with_table_text(replace(piece, seq=seq, level=level, parent=parent)))
        if piece.kind is Kind.HEADING:
            open_headings.append(blocks[-1])
    return tuple(blocks)


def linked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Point each footnote at the nearest block before it that carries its mark: on its page where it can, else anywhere.

    Each mark in the text leads to one footnote, since papers may begin to count anew on every page.
    """
    hosts: dict[str, list[Block]] = {}
    found: list[Block] = []
    for block in blocks:
        if block.kind is Kind.FOOTNOTE:
            referring = hosts.get(mark_of(block.marker or ""), [])
            host = next((one for one in reversed(referring) if one.page == block.page), None)
            host = host or (referring[-1] if referring else None)
            if host is not None:
                referring.remove(host)
                block = replace(block, parent=host.seq)
        else:
            for mark in dict.fromkeys(block.notes):
                hosts.setdefault(mark, []).append(block)
        found.append(block)
    return tuple(found)


def with_table_text(block: Block) -> Block:
    """A table with the text of its cells, row by row, cells parted by tabs; each cell knows where its own begins."""
    if not block.cells:
        return block
    placed: list[Cell] = []
    parts: list[str] = []
    start, row = 0, -1
    for cell in sorted(block.cells, key=lambda one: (one.row, one.column)):
        part = "" if row < 0 else CELL_BREAK if cell.row == row else ROW_BREAK
        placed.append(replace(cell, start=start + len(part)))
        parts += [part, cell.text]
        start, row = start + len(part) + len(cell.text), cell.row
    links = tuple(link for cell in placed for link in shifted(cell.links, cell.start))
    return replace(block, text="".join(parts), cells=tuple(placed), parts=tuple(parts_of(block, placed)), links=links)


def parts_of(table: Block, cells: Sequence[Cell]) -> Iterator[Part]:
    """Where a table goes on after its first page: the box around its cells there."""
    pages = sorted({cell.page for cell in cells if cell.page and cell.page != table.page and cell.box})
    for page in pages:
        here = [cell for cell in cells if cell.page == page]
        boxes = [cell.box for cell in here if cell.box]
        box = Box(
            min(one.x0 for one in boxes),
            min(one.top for one in boxes),
            max(one.x1 for one in boxes),
            max(one.bottom for one in boxes),
        )
        yield Part(min(cell.start for cell in here), page, box)
