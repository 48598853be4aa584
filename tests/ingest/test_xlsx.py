"""XLSX: sheets as pages, blocks of cells as tables, values as shown, and sheets made to exhaust their readers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.styles import Font, PatternFill

from ingest.document import Document
from ingest.errors import Unreadable
from ingest.xlsx import read_xlsx
from ingest.xlsx_numbers import shown
from tests.ingest.office_files import row_of, shape_of, source_of

BOLD = Font(bold=True)


def read(book: Workbook) -> Document:
    book.save(file := BytesIO())
    return read_xlsx(source_of(file.getvalue()), file.getvalue())


def book_of(*rows: tuple[object, ...], title: str = "Sheet1") -> Workbook:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


VALUES = [
    # (value, number format, as shown, why)
    (15, "General", "15", "a whole number"),
    (timedelta(hours=30), "[h]:mm", "30:00", "a duration of more than a day"),
    (15.0, "General", "15", "is whole whatever its type"),
    (0.1 + 0.2, "General", "0.3", "without the noise of binary fractions"),
    (1234567.891, "#,##0", "1,234,568", "thousands, rounded"),
    (1234.5, "#,##0.00", "1,234.50", "with decimals"),
    (2.5, "0", "3", "halves go up, as in a spreadsheet"),
    (0.256, "0%", "26%", "a share"),
    (0.5, "0.##%", "50%", "optional decimals"),
    (-3, "#,##0;(#,##0)", "(3)", "negative ones in brackets"),
    (-3, "0.0", "-3.0", "or with their sign"),
    (12, '0" km²"', "12 km²", "a unit in the format"),
    (12, "[$€-407] #,##0", "€ 12", "a currency in the format"),
    (12, r"\U\S\D 0", "USD 12", "in letters one by one"),
    (4, "000", "004", "leading zeros"),
    (5_000_000, '#,##0.0,, "m"', "5.0 m", "in millions"),
    (1e20, "0", "1e+20", "beyond what a cell shows"),
    (0.5, "# ?/?", "0.5", "a fraction as a decimal"),
    (datetime(2024, 9, 10), "dd/mm/yyyy", "2024-09-10", "a date is ISO 8601 whatever its format"),
    (datetime(2024, 9, 10, 14, 30), "General", "2024-09-10 14:30", "with its time"),
    (date(2024, 9, 10), "General", "2024-09-10", "a mere date"),
    (time(9, 5), "hh:mm", "09:05", "a time of day"),
    (True, "General", "TRUE", "a logical value"),
    (" text\u00a0with  spaces ", "General", "text with spaces", "text"),
]


@pytest.mark.parametrize(("value", "form", "expected", "why"), VALUES, ids=[why for *_, why in VALUES])
def test_values_as_shown(value: object, form: str, expected: str, why: str) -> None:
    assert shown(value, form) == expected, why


def test_a_sheet_has_title_remarks_and_tables() -> None:
    book = book_of(
        ("Contributions to the Unit",),
        ("As of 30 June 2024",),
        (),
        ("State", "USD", "Received"),
        ("Peru", 1500.5, date(2024, 3, 1)),
        ("Chad", 900, None),
        ("Amounts that were promised but have not yet arrived are not counted.",),
        (),
        (None, None, None, None, "Legend"),
        title="Status 2024",
    )
    sheet: Any = book.active
    sheet["A1"].font = BOLD
    sheet["B5"].number_format = "#,##0.00"
    assert shape_of(read(book)) == [
        ("heading", 1, None, "Status 2024"),
        ("heading", 2, None, "Contributions to the Unit"),
        ("paragraph", None, None, "As of 30 June 2024"),
        ("table", None, None, "State\tUSD\tReceived\nPeru\t1,500.50\t2024-03-01\nChad\t900"),
        ("paragraph", None, None, "Amounts that were promised but have not yet arrived are not counted."),
        ("paragraph", None, None, "Legend"),
    ]


TITLES = [
    ("Sheet1", "Peru", [None], "a sheet's default name says nothing"),
    ("Feuil2", "Peru", [None], "in French neither"),
    ("Form F", "Form F: Clearance", [None], "a name that the first cell repeats"),
    ("Form F", "Clearance", ["Form F", None], "a name of its own"),
]


@pytest.mark.parametrize(("title", "first", "expected", "why"), TITLES, ids=[why for *_, why in TITLES])
def test_sheet_names(title: str, first: str, expected: list[str | None], why: str) -> None:
    blocks = read(book_of((first,), title=title)).blocks
    assert [block.text for block in blocks] == [text or first for text in expected], why


def test_merged_cells_span_and_head_two_rows() -> None:
    book = book_of(("Theme", "Actions", None), (None, "DAP", "LAP"), ("Clearance", 7, 9))
    sheet: Any = book.active
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    (table,) = read(book).blocks
    assert [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text, cell.header) for cell in table.cells
    ] == [
        (0, 0, 2, 1, "Theme", True),
        (0, 1, 1, 2, "Actions", True),
        (1, 1, 1, 1, "DAP", True),
        (1, 2, 1, 1, "LAP", True),
        (2, 0, 1, 1, "Clearance", False),
        (2, 1, 1, 1, "7", False),
        (2, 2, 1, 1, "9", False),
    ]


def test_heads_under_merged_ones_may_repeat() -> None:
    book = book_of(("State", "2030", None, "2031", None), (None, "km²", "No.", "km²", "No."), ("Peru", 1.5, 3, 2, 4))
    for area in ("A1:A2", "B1:C1", "D1:E1"):
        book.active.merge_cells(area)  # type: ignore[union-attr]
    (table,) = read(book).blocks
    assert {cell.row for cell in table.cells if cell.header} == {0, 1}


def test_a_numbered_title_over_cells_is_their_caption() -> None:
    document = read(book_of(("Table 2. Requests",), ("State", "Months"), ("Chad", 12)))
    assert [block.kind for block in document.blocks] == ["caption", "table"]


def test_text_boxes_over_a_sheet_are_read() -> None:
    book = book_of(("text",))
    book.active.add_chart(BarChart(), "C1")  # type: ignore[union-attr]
    book.save(file := BytesIO())
    box = (
        '<xdr:sp xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:txBody>'
        '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>(a) Fill in </a:t></a:r>'
        "<a:r><a:t>all forms</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )
    with ZipFile(file) as package, ZipFile(changed := BytesIO(), "w") as target:
        for name in package.namelist():
            content = package.read(name)
            drawing = name == "xl/drawings/drawing1.xml"
            target.writestr(name, content.replace(b"</wsDr>", f"{box}</wsDr>".encode()) if drawing else content)
    data = changed.getvalue()
    assert [row_of(block) for block in read_xlsx(source_of(data), data).blocks] == [
        ("paragraph", None, None, "text"),
        ("list_item", 1, "(a)", "Fill in all forms"),
    ]


def bold_head(sheet: Any) -> None:
    for cell in sheet[1]:
        cell.font = BOLD


def filled_head(sheet: Any) -> None:
    for cell in sheet[1]:
        cell.fill = PatternFill("solid", fgColor="DDDDDD")


def frozen(sheet: Any) -> None:
    sheet.freeze_panes = "A2"


def filtered(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:B3"


def nothing(sheet: Any) -> None:
    """Leave the sheet as it is."""


LABELS = (("Name", "Peru"), ("Capital", "Lima"), ("Party", "yes"))
HEADERS = [
    # (rows, what is done to the sheet, whether the first row heads the columns, why)
    (LABELS, nothing, False, "labels with values"),
    (LABELS, bold_head, True, "bold"),
    (LABELS, filled_head, True, "filled"),
    (LABELS, frozen, True, "it stays when scrolling"),
    (LABELS, filtered, True, "it carries filters"),
    (
        (("Who", "What", "When"), ("Peru", "writes", "May"), ("Chad", "meets", "June")),
        nothing,
        True,
        "short words over three columns",
    ),
    ((("State", "Areas"), ("Peru", 4), ("Chad", 7)), nothing, True, "words over figures"),
    (((2023, 2024), (4, 5), (6, 7)), nothing, False, "figures over figures"),
]


@pytest.mark.parametrize(("rows", "change", "expected", "why"), HEADERS, ids=[why for *_, why in HEADERS])
def test_header_rows(rows: tuple[tuple[object, ...], ...], change: Any, expected: bool, why: str) -> None:
    book = book_of(*rows)
    change(book.active)
    (table,) = read(book).blocks
    assert {cell.row for cell in table.cells if cell.header} == ({0} if expected else set()), why


def test_blocks_of_cells_are_parted_by_empty_rows_and_columns() -> None:
    book = book_of(("a", "b", None, "c", "d"), ("e", "f", None, "g", "h"), (), ("i", "j"), ("k", "l"))
    assert [block.text for block in read(book).blocks] == ["a\tb\ne\tf", "c\td\ng\th", "i\tj\nk\tl"]


def test_hidden_sheets_come_last_and_pages_count_sheets() -> None:
    book = book_of(("first",), title="A")
    hidden = book.create_sheet("Drafts", 0)
    hidden.append(("hidden",))
    hidden.sheet_state = "hidden"
    document = read(book)
    assert [(block.text, block.page) for block in document.blocks] == [
        ("A", 1),
        ("first", 1),
        ("Drafts", 2),
        ("hidden", 2),
    ]
    assert [page.number for page in document.pages] == [1, 2]


def test_print_headers_stand_apart() -> None:
    book = book_of(("text",))
    sheet: Any = book.active
    sheet.oddHeader.center.text = "CCM/MSP/2024/4"
    sheet.oddFooter.right.text = "&P"
    assert [row_of(block)[::3] for block in read(book).blocks] == [
        ("page_header", "CCM/MSP/2024/4"),
        ("paragraph", "text"),
    ]


def test_far_cells_and_vast_merges_cost_nothing() -> None:
    """The last row of a sheet, and an area of seventeen billion cells, in a file of five kilobytes."""
    book = book_of(("near", "by"))
    sheet: Any = book.active
    sheet["XFD1048576"] = "far"
    book.save(file := BytesIO())
    data = file.getvalue()
    assert [block.text for block in read_xlsx(source_of(data), data).blocks] == ["near\tby", "far"]
    vast = _with_merge(data, "A1:XFD1048576")
    assert [block.text for block in read_xlsx(source_of(vast), vast).blocks] == ["near\tby\nfar"]


def _with_merge(data: bytes, area: str) -> bytes:
    with ZipFile(BytesIO(data)) as package, ZipFile(changed := BytesIO(), "w") as target:
        for name in package.namelist():
            merge = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
            content = package.read(name)
            target.writestr(name, content.replace(b"</sheetData>", merge) if "worksheets" in name else content)
    return changed.getvalue()


def test_broken_files_are_unreadable() -> None:
    book_of(("text",)).save(file := BytesIO())
    for data in (file.getvalue()[:2000], b"PK\x03\x04", b""):
        with pytest.raises(Unreadable):
            read_xlsx(source_of(data), data)
