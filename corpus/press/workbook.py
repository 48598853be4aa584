"""XLSX by openpyxl: a sheet for each page, named by its heading; numbers are numbers."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from corpus.press.manuscript import CONTINUED, Break, Heading, Manuscript, Piece, Table, plain
from corpus.press.still import still

NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")


def print_xlsx(paper: Manuscript) -> bytes:
    """The bytes of the XLSX; the notice that this is a sample ends the first sheet."""
    book = Workbook()
    about = book.properties
    about.title, about.description, about.subject = paper.title, paper.notice, paper.notice
    about.creator, about.language, about.created = "Convention Papers", paper.language, paper.date.replace(tzinfo=None)
    book.remove(book.worksheets[0])
    for number, page in enumerate(paper.pages()):
        heading = next(plain(piece.text) for piece in page if isinstance(piece, Heading))
        sheet = book.create_sheet(NOT_IN_NAMES.sub(" ", heading)[:31])
        put(sheet, page)
        if number == 0:
            sheet.append([])
            sheet.append([paper.notice])
    out = io.BytesIO()
    book.save(out)
    return still(out.getvalue(), paper.date)


def put(sheet: Worksheet, page: tuple[Piece, ...]) -> None:
    for piece in page:
        match piece:
            case Table(rows):
                for row in rows:
                    sheet.append([value(cell) for cell in row])
                merge(sheet, piece)
            case Break():
                continue
            case _:
                sheet.append([plain(piece.text)])
                sheet.cell(sheet.max_row, 1).font = Font(bold=isinstance(piece, Heading))
    for column in "ABCDEF":
        sheet.column_dimensions[column].width = 34


def merge(sheet: Worksheet, table: Table) -> None:
    """Merge the cells that go on downwards, and make the header bold."""
    top = sheet.max_row - len(table.rows) + 1
    for cell in sheet[top]:
        cell.font = Font(bold=True)
    for column, first, last in table.spans():
        sheet.cell(top + first, column + 1).alignment = Alignment(vertical="top")
        sheet.merge_cells(start_row=top + first, end_row=top + last, start_column=column + 1, end_column=column + 1)


def value(cell: str) -> str | int | float | None:
    if cell in ("", CONTINUED):
        return None
    if re.fullmatch(r"\d{1,12}", cell):
        return int(cell)
    return float(cell) if re.fullmatch(r"\d+\.\d+", cell) else plain(cell)
