"""The sheets of a paper -> its blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from statistics import fmean
from typing import TypeVar

from ingest.document import Block, Cell, Kind, Part
from ingest.markers import marker_of
from ingest.note_marks import mark_of
from ingest.pdf_cells import count_headers, goes_on, table_of
from ingest.pdf_headings import mark_captions, rank_headings
from ingest.pdf_lists import mark_lists
from ingest.pdf_margins import body_size, margins_of
from ingest.pdf_objects import Sheet
from ingest.pdf_pages import Piece, pieces_of, reading_of
from ingest.pdf_paragraphs import Paragraph, continues
from ingest.pdf_place import box_of
from ingest.pdf_sheets import Level
from ingest.pdf_tables import Grid
from ingest.pdf_words import Wording, marks_in, text_of_lines, text_of_parts, wording_of

Table = list[Grid]  # the parts of a table, page by page
Boxed = TypeVar("Boxed", Block, Cell, Part)


def blocks_of(sheets: Sequence[Sheet]) -> Iterator[Block]:
    """The blocks of a paper; seq and parent are not set yet."""
    readings = [reading_of(sheet) for sheet in sheets]
    margins = margins_of([one.sheet for one in readings], [one.lines for one in readings])
    body = body_size([line for one in readings for line in one.lines if id(line) not in margins])
    flowing = flow([piece for one in readings for piece in pieces_of(one, margins, body)])
    paragraphs = [piece for piece in flowing if isinstance(piece, Paragraph)]
    for one in paragraphs:
        one.said = text_of_lines(one.all_lines)
    mark_captions(flowing)
    rank_headings(paragraphs)
    mark_lists(paragraphs)
    levels = {one.sheet.number: one.level for one in readings if one.level.angle or one.sheet.skew}
    yield from written(flowing, levels, wording_of([line for one in readings for line in one.lines]))


def flow(pieces: Sequence[Piece]) -> list[Paragraph | Table]:
    """Join what goes on in the next column or on the next page: sentences, and tables."""
    flowing: list[Paragraph | Table] = []
    last: Paragraph | Table | None = None
    for piece in pieces:
        if isinstance(piece, Grid):
            piece.headers = max(piece.headers, count_headers(piece))
            if isinstance(last, list) and last[-1].page == piece.page - 1 and goes_on(last[-1], piece):
                last.append(piece)
                continue
            last = [piece]
            flowing.append(last)
            continue
        if piece.kind is Kind.PARAGRAPH:
            if isinstance(last, Paragraph) and is_elsewhere(piece, last) and continues(last, piece):
                last.more.append(piece)
                continue
            last = piece
        flowing.append(piece)
    return flowing


def is_elsewhere(piece: Paragraph, last: Paragraph) -> bool:
    """Whether a paragraph stands in another column or on another page than the one before it."""
    end = (last.more or [last])[-1]
    return piece.page != end.page or piece.first.top < end.lines[-1].top


def written(pieces: Sequence[Paragraph | Table], levels: dict[int, Level], wording: Wording) -> Iterator[Block]:
    notes = {
        mark_of(piece.marker)
        for piece in pieces
        if isinstance(piece, Paragraph) and piece.kind is Kind.FOOTNOTE and piece.marker
    }
    for piece in pieces:
        if isinstance(piece, Paragraph):
            block = block_of(piece, notes, wording)
        else:
            words = [cell.words for grid in piece for cell in grid.cells]
            block = replace(table_of(piece, wording), notes=tuple(mark for one in words for mark in marks_in(one)))
        yield on_page(block, levels) if levels else block


def block_of(paragraph: Paragraph, notes: Collection[str], wording: Wording) -> Block:
    lines = paragraph.all_lines
    places = [paragraph, *paragraph.more]
    whole, starts = text_of_parts([one.lines for one in places], notes, wording)
    text = whole
    if paragraph.kind is Kind.FOOTNOTE and paragraph.marker:
        text = re.sub(rf"^{re.escape(paragraph.marker)}[.)]?\s*", "", text)
    elif paragraph.marker:
        text = marker_of(text)[1]
    confidence = fmean([word.confidence for line in lines for word in line.words])
    box = box_of(paragraph.lines)
    return Block(
        0,
        paragraph.kind,
        text,
        paragraph.level,
        paragraph.marker,
        paragraph.page,
        box,
        confidence=round(confidence, 3),
        notes=tuple(mark for line in lines for mark in marks_in(line.words, notes)),
        parts=tuple(
            Part(max(0, start - len(whole) + len(text)), one.page, box_of(one.lines))
            for one, start in zip(places[1:], starts[1:], strict=True)
        ),
    )


def on_page(block: Block, levels: dict[int, Level]) -> Block:
    """The block with its boxes on the page as it is shown, where the page was turned to be read."""

    def there(one: Boxed) -> Boxed:
        level = levels.get(one.page or 0)
        return one if level is None or one.box is None else replace(one, box=level.box(one.box))

    return replace(there(block), cells=tuple(map(there, block.cells)), parts=tuple(map(there, block.parts)))
