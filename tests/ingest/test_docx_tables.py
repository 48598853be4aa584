"""Tables of a DOCX: merged cells, header rows, lists and tables within cells."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
import pytest

from ingest.document import Block, Cell
from ingest.docx import read_docx
from ingest.errors import Unreadable
from tests.ingest.office_files import docx_of, p, source_of


def tc(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text, run=run)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    data = docx_of(body, **parts)
    return read_docx(source_of(data), data).blocks


def spans(cells: Sequence[Cell]) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in cells]


DOWN, GOES_ON, WIDE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
GRIDS = [
    # (rows, cells, why)
    (
        [tr(tc("a"), tc("b")), tr(tc("c"), tc("d"))],
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")],
        "plain",
    ),
    (
        [tr(tc("a", WIDE), tc("b")), tr(tc("c"), tc("d"), tc("e"))],
        [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d"), (1, 2, 1, 1, "e")],
        "merged across",
    ),
    (
        [tr(tc("a", DOWN), tc("b")), tr(tc("", GOES_ON), tc("c")), tr(tc("", GOES_ON), tc("d"))],
        [(0, 0, 3, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c"), (2, 1, 1, 1, "d")],
        "merged down",
    ),
    (
        [tr(tc("a", DOWN + WIDE), tc("b")), tr(tc("", GOES_ON + WIDE), tc("c"))],
        [(0, 0, 2, 2, "a"), (0, 2, 1, 1, "b"), (1, 2, 1, 1, "c")],
        "both ways",
    ),
    (
        [tr(tc("a"), tc("b")), tr(tc("c"), properties='<w:gridBefore w:val="1"/>')],
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")],
        "a row that starts late",
    ),
    (
        [tr(tc("a"), tc("b")), tr(tc("x"), tc("y"), properties="<w:del/>")],
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")],
        "a deleted row",
    ),
    (
        [tr(tc("a"), f"<w:sdt><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt>")],
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")],
        "a control",
    ),
    ([tr(tc("a", GOES_ON), tc("b"))], [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")], "going on from nowhere keeps its text"),
]


@pytest.mark.parametrize(("rows", "expected", "why"), GRIDS, ids=[why for *_, why in GRIDS])
def test_grids(rows: list[str], expected: list[tuple[int, int, int, int, str]], why: str) -> None:
    (table,) = blocks(tbl(*rows))
    assert spans(table.cells) == expected, why


SHADE = '<w:shd w:fill="D9D9D9"/>'
ROW = tr(tc("Workshop"), tc("Q1"))
HEADERS = [
    # (rows, how many head the columns, why)
    ([tr(tc("What"), tc("When"), properties="<w:tblHeader/>"), ROW], 1, "marked to repeat on each page"),
    ([tr(tc("What", run="<w:b/>"), tc("When", run="<w:b/>")), ROW], 1, "bold"),
    ([tr(tc("What", SHADE), tc("When", SHADE)), ROW], 1, "shaded"),
    ([tr(tc("What"), tc("When")), ROW], 0, "nothing sets it off"),
    ([tr(tc("What", run="<w:b/>"), tc("Q1")), ROW], 0, "a bold label beside its value"),
    (
        [tr(tc("A", run="<w:b/>"), tc("B", run="<w:b/>")), tr(tc("C", run="<w:b/>"), tc("D", run="<w:b/>"))],
        0,
        "all is bold",
    ),
    (
        [
            tr(tc("What", DOWN, "<w:b/>"), tc("When", run="<w:b/>")),
            tr(tc("", GOES_ON), tc("Quarter", run="<w:b/>")),
            ROW,
        ],
        2,
        "two rows high",
    ),
]


HEADERS += [
    ([tr(tc("What"), tc("Who"), tc("Areas")), tr(tc("Survey"), tc("Peru"), tc("4"))], 1, "words over figures"),
    ([tr(tc("Survey"), tc("Peru"), tc("4")), tr(tc("Clear"), tc("Chad"), tc("7"))], 0, "figures over figures"),
]


@pytest.mark.parametrize(("rows", "expected", "why"), HEADERS, ids=[why for *_, why in HEADERS])
def test_header_rows(rows: list[str], expected: int, why: str) -> None:
    (table,) = blocks(tbl(*rows))
    assert {cell.row for cell in table.cells if cell.header} == set(range(expected)), why


def test_a_table_style_may_set_off_the_first_row() -> None:
    made = docx.Document()
    for style in ("Light Grid Accent 1", "Table Grid"):
        table = made.add_table(2, 2, style)
        for number, cell in enumerate(table._cells):
            cell.text = f"cell {number}"
    made.save(file := BytesIO())
    first, second = read_docx(source_of(file.getvalue()), file.getvalue()).blocks
    assert [cell.header for cell in first.cells] == [True, True, False, False]
    assert not any(cell.header for cell in second.cells), "a mere grid sets nothing off"


def test_lists_in_cells_keep_their_marks_line_by_line() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    cell = f"<w:tc>{p('Meet', number)}{p('Write', number)}{p('(a) Send')}{p('')}</w:tc>"
    (table,) = blocks(tbl(tr(tc("Tasks"), cell)), numbering=numbering)
    assert table.cells[1].text == "• Meet\n• Write\n(a) Send"
    assert table.text[table.cells[1].start : table.cells[1].end] == table.cells[1].text


def test_a_table_in_a_cell_gives_a_line_for_each_row() -> None:
    inner = tbl(tr(tc("Q1"), tc("2025")), tr(tc("Q2"), tc("2026")))
    (table,) = blocks(tbl(tr(tc("When"), f"<w:tc>{inner}<w:p/></w:tc>")))
    assert [cell.text for cell in table.cells] == ["When", "Q1 2025\nQ2 2026"]


def test_a_table_of_one_cell_is_a_frame_and_an_empty_one_is_nothing() -> None:
    assert [
        block.text for block in blocks(tbl(tr(f"<w:tc>{p('One')}{p('Two')}</w:tc>")) + tbl(tr(tc(""), tc(""))))
    ] == ["One", "Two"]


SENTENCE = "The coordinators hold a meeting with all States Parties in the first quarter of the year."
LAYOUTS = [
    # (body, kinds of blocks, why)
    (
        tbl(tr(tc("A body"), tc("CCM/MSP/2031/4")), tr(tc(""), tc("Distr.: General"))),
        ["paragraph", "paragraph", "paragraph"],
        "a symbol beside the name of a body, above all else",
    ),
    (p("Papers") + tbl(tr(tc("Agenda"), tc("CCM/MSP/2031/1"))), ["paragraph", "table"], "a symbol in a list of papers"),
    (
        tbl(tr(f"<w:tc>{p('Aims')}{p(SENTENCE)}{p(SENTENCE)}</w:tc>", tc("When"))),
        ["paragraph", "paragraph", "paragraph", "paragraph"],
        "columns of paragraphs side by side",
    ),
    (tbl(tr(f"<w:tc>{p('Who')}{p('What')}</w:tc>", tc("When"))), ["table"], "a row of short cells"),
]


@pytest.mark.parametrize(("body", "expected", "why"), LAYOUTS, ids=[why for *_, why in LAYOUTS])
def test_tables_that_only_place_texts(body: str, expected: list[str], why: str) -> None:
    assert [block.kind for block in blocks(body)] == expected, why


def test_a_deleted_cell_is_gone() -> None:
    (table,) = blocks(tbl(tr(tc("old", "<w:cellDel/>"), tc("a"), tc("b"))))
    assert spans(table.cells) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")]


@pytest.mark.parametrize("columns", ["1000000000", "99999"])
def test_a_table_beyond_reason_is_refused(columns: str) -> None:
    with pytest.raises(Unreadable, match="cells"):
        blocks(tbl(tr(tc("a", f'<w:gridSpan w:val="{columns}"/>'), tc("b"))))


def tabbed(*rows: str) -> str:
    cells = [row.split("|") for row in rows]
    return "".join(f"<w:p><w:r>{'<w:tab/>'.join(f'<w:t>{cell}</w:t>' for cell in row)}</w:r></w:p>" for row in cells)


TYPED = [
    # (paragraphs, cells of the table or None, why)
    (
        ("Plan A|Plan B|Plan C", "I. Aims (2)|Aims|Aims (3)"),
        ["Plan A", "Plan B", "Plan C", "I. Aims (2)", "Aims", "Aims (3)"],
        "rows",
    ),
    (("a|b|c", "||d", "e|f|g"), ["a", "b", "c", "", "", "d", "e", "f", "g"], "cells before the first filled one"),
    (("a|b|c", "d|e", "f|g|h"), ["a", "b", "c", "d", "e", "", "f", "g", "h"], "cells left out at the end"),
    (("Phone|022", "Fax|023", "Site|here"), None, "labels with their values stay text"),
    (("12.|The Meeting met", "13.|It rose"), None, "a tab after a number parts no columns"),
    (("a|b|c", "Next to it stands a paragraph."), None, "one row is no table"),
]


@pytest.mark.parametrize(("rows", "expected", "why"), TYPED, ids=[why for *_, why in TYPED])
def test_tables_typed_with_tabs(rows: tuple[str, ...], expected: list[str] | None, why: str) -> None:
    tables = [block for block in blocks(tabbed(*rows)) if block.kind == "table"]
    assert [[cell.text for cell in table.cells] for table in tables] == ([expected] if expected else []), why
