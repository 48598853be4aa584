"""From a document and what was found in it to rows of tables, in the order in which they can be inserted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from db.naming import block_id, page_id, record_id, work_id
from db.tables import TABLES, own_columns
from extract.record import RECORDS, Action, Extraction, Paper, Place, Reason, Record
from ingest.document import Block, Box, Cell, Document, Part

Row = dict[str, object]
IDENTITY = (
    *("kind", "symbol", "other_symbol", "job_number", "title", "original_language", "version", "date"),
    *("period_start", "period_end", "meeting_id", "agenda_item", "group_id", "access"),
)
FOUND = "extracted"  # the status of a value that nobody has reviewed
OFFICER = "officer"  # the method of what a person said


class Misplaced(ValueError):
    """A value whose place is not in its document; the message names the table and the place."""


@cache
def insertion(table: str) -> str:
    """SQL that inserts a row with all columns of a table, in the order of the schema."""
    columns = TABLES[table].columns
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608


def document_row(document_id: str, document: Document, paper: Paper) -> Row:
    return {
        "id": document_id,
        "work_id": work_id(paper, document.source.sha256),
        "convention": paper.convention,
        "language": paper.language or document.language,
        "page_count": len(document.pages) or None,
        **{column: getattr(paper, column) for column in IDENTITY},
    }


def page_rows(document_id: str, document: Document) -> Iterator[Row]:
    for page in document.pages:
        yield {
            "id": page_id(document_id, page.number),
            "document_id": document_id,
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "ocr": int(page.ocr),
        }


def block_rows(document_id: str, document: Document) -> Iterator[Row]:
    for block in document.blocks:
        yield {
            "id": block_id(document_id, block.seq),
            "document_id": document_id,
            "seq": block.seq,
            "kind": block.kind.value,
            "level": block.level,
            "parent_id": None if block.parent is None else block_id(document_id, block.parent),
            "marker": block.marker,
            "text": block.text,
            "language": block.language or document.language,
            **where(block),
        }


def part_rows(document_id: str, document: Document) -> Iterator[Row]:
    for block in document.blocks:
        for part in {part.start: part for part in block.parts}.values():
            yield {"block_id": block_id(document_id, block.seq), "start": part.start, **where(part)}


def cell_rows(document_id: str, document: Document) -> Iterator[Row]:
    for block in document.blocks:
        for cell in block.cells:
            yield {
                "block_id": block_id(document_id, block.seq),
                "row": cell.row,
                "column": cell.column,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "header": int(cell.header),
                "text": cell.text,
                "start": cell.start,
                "end": cell.end,
                **where(cell),
            }


def link_rows(document_id: str, document: Document) -> Iterator[Row]:
    """The links of a document, each once, with their words."""
    for block in document.blocks:
        for link in dict.fromkeys(block.links):
            yield {
                "id": record_id(document.source.sha256, "links", block.seq, link.start, link.end, link.target),
                "document_id": document_id,
                **placed(document_id, document, Place(block.seq, link.start, link.end), "links"),
                "target": link.target,
            }


def where(thing: Block | Part | Cell) -> Row:
    box = thing.box or Box(*[None] * 4)  # type: ignore[arg-type]
    return {"page": thing.page, "x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}


def identity_rows(document_id: str, document: Document, reasons: Iterable[Reason]) -> Iterator[Row]:
    """Why each field of a paper's identity has its value; a reason without a place comes from the file's name."""
    for reason in reasons:
        yield {
            "id": record_id(document.source.sha256, "identity_evidence", reason.field, reason.value, reason.place),
            "document_id": document_id,
            "field": reason.field,
            "value": reason.value,
            "method": reason.method,
            "confidence": reason.confidence,
            **placed(document_id, document, reason.place, "identity_evidence"),
            "status": FOUND,
        }


def record_rows(document_id: str, document: Document, extraction: Extraction) -> Iterator[tuple[str, Row]]:
    """Table and row of every record; the lettered parts of an action come after it."""
    for record in extraction.records:
        row = record_row(document_id, document, record)
        yield record.table, row
        if isinstance(record, Action):
            for item in record.items:
                yield item.table, record_row(document_id, document, item) | {"action_id": row["id"]}


def record_row(document_id: str, document: Document, record: Record) -> Row:
    place, own = record.place, {column: getattr(record, name) for name, column in COLUMNS[record.table].items()}
    return {
        "id": record_id(document.source.sha256, record.table, place.block, place.start, place.end, *own.values()),
        "document_id": document_id,
        **placed(document_id, document, place, record.table),
        "method": record.method,
        "confidence": record.confidence,
        "status": FOUND,
        **own,
    }


COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {kind.table: {name: column for name, (column, _, _) in own_columns(kind).items()} for kind in RECORDS}
)


def placed(document_id: str, document: Document, place: Place | None, table: str) -> Row:
    """The columns of a place; the quote is cut from the block, so it cannot differ from it."""
    if place is None:
        return {"block_id": None, "start": None, "end": None, "quote": None}
    if not 0 <= place.block < len(document.blocks):
        raise Misplaced(f"{table}: {place} is in no block of {document.source.name}")
    text = document.blocks[place.block].text
    if not 0 <= place.start <= place.end <= len(text):
        raise Misplaced(f"{table}: {place} is outside its block in {document.source.name}")
    quote = text[place.start : place.end]
    return {"block_id": block_id(document_id, place.block), "start": place.start, "end": place.end, "quote": quote}
