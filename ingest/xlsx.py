"""XLSX: a sheet is a page, its blocks of cells are tables, and what stands alone above or below them is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from zipfile import ZipFile

import openpyxl
from openpyxl import Workbook

from ingest.document import Block, Cell, Document, Kind, Page, Source
from ingest.heading_signs import CAPTION
from ingest.markers import marker_of
from ingest.office import clean_package, title_of, unreadable_if_broken
from ingest.structure import document_of
from ingest.xlsx_drawings import drawn_blocks
from ingest.xlsx_sheet import MAX_CELLS, Filled, Sheet, regions_of, sheet_of

READER = "xlsx 2"
UNNAMED = re.compile(r"(?:sheet|feuil(?:le)?|hoja|tabelle|лист|ورقة|工作表|sayfa|planilha)\s*\d*", re.IGNORECASE)
MAX_TITLE, MAX_HEADER = 20, 8  # words of a heading, of a column's head
REMARK = 8  # words: from here on a lone cell under a table is a remark on it
MAX_HEADER_ROWS = 4
MAX_CAPTION = 30


def read_xlsx(source: Source, data: bytes) -> Document:
    """Read an XLSX; formulas by their cached values, hidden sheets last. Raises `Unreadable` where it is broken."""
    with unreadable_if_broken("workbook"):
        package = clean_package(data)
        book = openpyxl.load_workbook(package, read_only=True, data_only=True, keep_links=False)
        sheets = list(_sheets(book, ZipFile(package)))
        title = title_of(package)
    pages = [Page(number) for number in range(1, len(sheets) + 1)]
    pieces = [
        replace(block, page=number, cells=tuple(replace(cell, page=number) for cell in block.cells))
        for number, (sheet, drawn) in enumerate(sheets, start=1)
        for block in _blocks(sheet, drawn)
    ]
    return document_of(source, pages, pieces, READER, title)


def _sheets(book: Workbook, package: ZipFile) -> Iterator[tuple[Sheet, list[Block]]]:
    """The sheets, each with what is drawn over it."""
    room = MAX_CELLS
    for worksheet in sorted(book.worksheets, key=lambda one: one.sheet_state != "visible"):
        sheet = sheet_of(book, worksheet, room)
        room -= len(sheet.cells)
        yield sheet, list(drawn_blocks(package, sheet.part))


def _blocks(sheet: Sheet, drawn: list[Block]) -> Iterator[Block]:
    yield from (Block(0, Kind.PAGE_HEADER, text) for text in sheet.headers)
    pieces = [piece for region in regions_of(sheet.cells) for piece in _region(region, sheet.head)]
    yield from _titled(sheet.title.strip(), pieces + drawn)
    yield from (Block(0, Kind.PAGE_FOOTER, text) for text in sheet.footers)


def _titled(title: str, pieces: list[Block]) -> list[Block]:
    """The sheet's content under its name, unless that says nothing or is, cut short, the content's own first words."""
    if not pieces or UNNAMED.fullmatch(title):
        return pieces
    first = pieces[0]
    if first.kind is not Kind.TABLE and first.text.casefold().startswith(title.casefold()):
        return [replace(first, kind=Kind.HEADING, level=1), *pieces[1:]]
    return [Block(0, Kind.HEADING, title, level=1), *pieces]


def _region(region: list[Filled], head: int) -> Iterator[Block]:
    """A table with the texts that stand alone in the rows above and below it; a single column is text."""
    rows = [list(row) for _, row in groupby(region, key=lambda one: one.row)]
    left, wide = min(one.column for one in region), len({one.column for one in region}) > 1
    last_full = max((place for place, row in enumerate(rows) if len(row) > 1), default=0)
    lone = takewhile(lambda row: _is_lone_text(row, left), rows[:last_full])
    above = len(list(lone)) if wide else len(rows)
    remarks = takewhile(lambda row: _is_remark(row, left), reversed(rows[above:]))
    below = len(rows) - len(list(remarks))
    yield from (_text(cell) for row in rows[:above] for cell in row)
    if above < below:
        yield _table([cell for row in rows[above:below] for cell in row], head)
    yield from (_text(cell) for row in rows[below:] for cell in row)


def _is_lone_text(row: Sequence[Filled], left: int) -> bool:
    return len(row) == 1 and row[0].column == left and not row[0].number


def _is_remark(row: Sequence[Filled], left: int) -> bool:
    return _is_lone_text(row, left) and len(row[0].text.split()) >= REMARK


def _text(cell: Filled) -> Block:
    """A lone cell: the caption of a table, a heading when it is bold or large, and short."""
    if CAPTION.match(cell.text) and len(cell.text.split()) <= MAX_CAPTION:
        return Block(0, Kind.CAPTION, cell.text)
    marker, text = marker_of(cell.text)
    text = text if marker else cell.text
    short = len(text.split()) <= MAX_TITLE and not text.endswith((".", ";", ","))
    if short and not cell.number and (cell.bold or cell.size >= 14):
        return Block(0, Kind.HEADING, " ".join(text.split()), level=2, marker=marker)
    kind = Kind.PARAGRAPH if marker is None else Kind.LIST_ITEM
    return Block(0, kind, text, level=None if marker is None else 1, marker=marker)


def _table(cells: Sequence[Filled], head: int) -> Block:
    top, left = cells[0].row, min(cell.column for cell in cells)
    headers = header_rows(cells, head)
    placed = tuple(
        Cell(
            cell.row - top,
            cell.column - left,
            cell.text,
            cell.row_span,
            cell.column_span,
            header=cell.row < top + headers,
        )
        for cell in cells
    )
    return Block(0, Kind.TABLE, "", cells=placed)


def header_rows(cells: Sequence[Filled], head: int) -> int:
    """How many rows head the columns: those frozen, else those at the top that look or read unlike the rest."""
    top, bottom = cells[0].row, max(cell.last_row for cell in cells)
    if top <= head < bottom and head - top < MAX_HEADER_ROWS:
        return head - top + 1
    first = [cell for cell in cells if cell.row == top]
    height = max(cell.row_span for cell in first)
    # A head that spans columns has their own heads below it
    height += any(cell.column_span > 1 for cell in first) and height == 1 and len(first) > 1
    heading = [cell for cell in cells if cell.row < top + height]
    body = [cell for cell in cells if cell.row >= top + height]
    if not body or len(first) < 2 or height > MAX_HEADER_ROWS or any(cell.number for cell in heading):
        return 0
    return height if _set_off(heading, body) or _reads_as_head(heading, body) else 0


def _set_off(heading: Sequence[Filled], body: Sequence[Filled]) -> bool:
    return any(
        all(getattr(cell, look) for cell in heading) and not all(getattr(cell, look) for cell in body)
        for look in ("bold", "filled")
    )


def _reads_as_head(heading: Sequence[Filled], body: Sequence[Filled]) -> bool:
    """Short, distinct words over every column, with figures or at least two rows of three columns under them."""
    columns = {cell.column for cell in body}
    words = all(len(cell.text.split()) <= MAX_HEADER for cell in heading)
    above: dict[int, list[str]] = {}
    for cell in heading:
        for column in range(cell.column, cell.last_column + 1):
            above.setdefault(column, []).append(cell.text)
    full = columns <= set(above)
    distinct = len({tuple(texts) for texts in above.values()}) == len(above)
    figures = bool(columns - {cell.column for cell in body if not cell.number})
    wide = len(columns) > 2 and len({cell.row for cell in body}) > 1
    return words and distinct and full and (figures or wide)
