"""Tables of PDFs: by rulings, by some rulings, by none; and what looks like one and is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Block, Kind
from tests.ingest.pdf_files import HEIGHT, Draw, drawn, read

ROMAN, BOLD = "Times-Roman", "Times-Bold"


def texts(table: Block) -> list[list[str]]:
    """What a table says, row by row; lines of one cell with a stroke between them."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda one: (one.row, one.column)):
        span = f"[{cell.column_span}]" if cell.column_span > 1 else ""
        rows.setdefault(cell.row, []).append(span + cell.text.replace("\n", "/"))
    return [rows[row] for row in sorted(rows)]


def tables_of(*pages: Draw) -> list[list[list[str]]]:
    return [texts(block) for block in read(drawn(*pages)).blocks if block.kind is Kind.TABLE]


def put(
    canvas: Canvas, rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, step: float = 14, heads: int = 0
) -> None:
    """Rows of words at given places, the first so many bold; a stroke begins a new line in the cell."""
    for at, row in enumerate(rows):
        canvas.setFont(BOLD if at < heads else ROMAN, 10)
        for x, text in zip(xs, row, strict=True):
            for down, line in enumerate(text.split("/")):
                canvas.drawString(x, HEIGHT - top - 12 * down, line)
        top += step + 12 * max(text.count("/") for text in row)


def level(canvas: Canvas, top: float, x0: float = 70, x1: float = 500, pieces: int = 1, jitter: float = 0.0) -> None:
    """A level line drawn in so many pieces, every other one a little lower."""
    width = (x1 - x0) / pieces
    for at in range(pieces):
        y = HEIGHT - top - jitter * ((at + 1) % 2)
        canvas.line(x0 + at * width, y, x0 + (at + 1) * width, y)


def upright(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)


ROWS = [["State", "Area", "Cleared"], ["Chad", "12", "3"], ["Iraq", "178", "22"], ["Laos", "1,500", "60"]]


def in_pieces(canvas: Canvas) -> None:
    for at in range(5):
        level(canvas, 100 + 20 * at, pieces=3, jitter=0.6)
    for x in (70, 70 + 430 / 3, 70 + 860 / 3, 500):
        upright(canvas, x, 100, 180)
    put(canvas, ROWS, (80, 230, 370), 114, 20)


def test_rulings_drawn_in_pieces_at_uneven_heights_part_all_rows() -> None:
    assert tables_of(in_pieces) == [ROWS]


def without_some_uprights(canvas: Canvas) -> None:
    for at in range(5):
        level(canvas, 100 + 20 * at)
    for x in (70, 500):
        upright(canvas, x, 100, 180)
    for x in (220, 360):
        upright(canvas, x, 100, 120)
    put(canvas, ROWS, (80, 230, 370), 114, 20)


def test_a_row_over_all_columns_is_cut_where_its_words_stand_apart() -> None:
    assert tables_of(without_some_uprights) == [ROWS]


def with_title_row(canvas: Canvas) -> None:
    for at in range(5):
        level(canvas, 100 + 20 * at)
    for x in (70, 500):
        upright(canvas, x, 100, 180)
    for x in (220, 360):
        upright(canvas, x, 100, 140)
        upright(canvas, x, 160, 180)
    rows = [ROWS[0], ROWS[1], ["States with a request that is being examined now", "", ""], ROWS[3]]
    put(canvas, rows, (80, 230, 370), 114, 20)


def test_a_title_over_all_columns_stays_one_cell() -> None:
    title = ["[3]States with a request that is being examined now"]
    assert tables_of(with_title_row) == [[ROWS[0], ROWS[1], title, ROWS[3]]]


def two_in_one(canvas: Canvas) -> None:
    names = ["Austria", "Belgium", "Chile", "Denmark", "Ecuador", "France"]
    for at in range(7):
        level(canvas, 100 + 20 * at)
    for x in (70, 200, 500):
        upright(canvas, x, 100, 220)
    put(canvas, [[name, f"{at + 1},{at}00", f"{at}.5"] for at, name in enumerate(names)], (80, 230, 370), 114, 20)


def test_two_columns_of_numbers_between_two_rulings_are_two_columns() -> None:
    (table,) = tables_of(two_in_one)
    assert table[0] == ["Austria", "1,000", "0.5"]
    assert table[5] == ["France", "6,500", "5.5"]


def tall_header(canvas: Canvas) -> None:
    for top in (100, 150, 170, 190):
        level(canvas, top)
    for x in (70, 220, 360, 500):
        upright(canvas, x, 100, 190)
    put(canvas, [["", "number of/States that/reported", "number of/requests/in all"]], (80, 230, 370), 114)
    put(canvas, ROWS[1:3], (80, 230, 370), 164, 20)


def test_a_header_of_three_lines_is_one_row() -> None:
    (table,) = tables_of(tall_header)
    assert table[0][1:] == ["number of States that reported", "number of requests in all"]
    assert len(table) == 3


def close(canvas: Canvas) -> None:
    rows = [
        ["Model", "Kind", "First", "Second"],
        *([f"Item {at}", "kind", f"7{at}.20", f"6{at}.31"] for at in range(6)),
    ]
    level(canvas, 86)
    put(canvas, rows[:1], (80, 180, 250, 280), 100)
    level(canvas, 106)
    put(canvas, rows[1:], (80, 180, 250, 280), 120)
    level(canvas, 200)


def test_columns_that_stand_close_are_parted_by_the_gutter_all_rows_share() -> None:
    (table,) = tables_of(close)
    assert table[0] == ["Model", "Kind", "First", "Second"]
    assert table[1] == ["Item 0", "kind", "70.20", "60.31"]


PLAN = [
    ["", "What is to be done", "By whom"],
    ["Spring", "A workshop on the clearance of remnants that/all States which asked for help can attend", "Coordinators"],
    ["Summer", "A guide on reports for States that have not/handed one in since they joined", "The unit that supports them"],
    ["Autumn", "A letter to signatories on how to ratify", "President"],
]  # fmt: skip


def plan_without_rulings(canvas: Canvas) -> None:
    put(canvas, PLAN, (72, 130, 350), 100, 30, heads=1)


def test_rows_of_texts_under_bold_heads_are_a_table_without_rulings() -> None:
    assert tables_of(plan_without_rulings) == [[[text.replace("/", " ") for text in row] for row in PLAN]]


def centred(canvas: Canvas) -> None:
    put(canvas, [["Quarter", "Activity", "Lead"]], (72, 140, 350), 100, heads=1)
    put(
        canvas,
        [["", "A round table on the ways in which States/can destroy their last stocks", ""]],
        (72, 140, 350),
        124,
    )
    put(canvas, [["Q1 2031", "", "Austria"]], (72, 140, 350), 130)
    put(canvas, [["Q2 2031", "A letter to signatories", "Chad and Peru"]], (72, 140, 350), 166)
    put(canvas, [["Q3 2031", "The report of the group", "Laos"]], (72, 140, 350), 190)


def test_cells_centred_beside_taller_ones_are_of_their_row() -> None:
    assert tables_of(centred) == [
        [
            ["Quarter", "Activity", "Lead"],
            ["Q1 2031", "A round table on the ways in which States can destroy their last stocks", "Austria"],
            ["Q2 2031", "A letter to signatories", "Chad and Peru"],
            ["Q3 2031", "The report of the group", "Laos"],
        ]
    ]


def groups(canvas: Canvas) -> None:
    put(canvas, [["Area", "Task"]], (72, 250), 100, heads=1)
    put(canvas, [["Clearance", "Survey"], ["", "Release"], ["Assistance", "Data"], ["", "Care"]], (72, 250), 124, 24)


def test_rows_without_a_label_stay_rows_where_lines_stand_apart() -> None:
    assert tables_of(groups) == [
        [["Area", "Task"], ["Clearance", "Survey"], ["", "Release"], ["Assistance", "Data"], ["", "Care"]]
    ]


def pairs(canvas: Canvas) -> None:
    put(canvas, [["State", "Deadline"], ["Chad", "2031"], ["Iraq", "2028"], ["Laos", "2030"]], (72, 200), 100, 18, 1)


def test_two_columns_under_bold_heads_are_a_table() -> None:
    assert tables_of(pairs) == [[["State", "Deadline"], ["Chad", "2031"], ["Iraq", "2028"], ["Laos", "2030"]]]


def news(canvas: Canvas) -> None:
    text = "States that have stocks of their own/report on them once a year, and they/say by when the last will be gone/and what it will have cost them"
    put(canvas, [["From the field", "From the office", "From the States"], [text] * 3], (60, 235, 410), 100, 24, 1)


def running(canvas: Canvas) -> None:
    put(canvas, [["Report of the group of experts", "CCM/WP/2031/4"]], (72, 440), 60, heads=1)
    for at in range(5):
        sentence = "The States that met agreed on how they would go about what is left to do, and they asked all/"
        put(
            canvas,
            [[f"{at + 1}.", sentence + "others to tell them by the spring of the year what they need for it."]],
            (72, 100),
            100 + 40 * at,
        )
    put(canvas, [["31-00001", "3/10"]], (72, 480), 780)


def chart(canvas: Canvas) -> None:
    for at in range(7):
        level(canvas, 100 + 20 * at, 100, 400)
        put(canvas, [[f"{700 - 100 * at}", f"{70 - 10 * at}"]], (75, 405), 103 + 20 * at)
    put(canvas, [["2026", "2027", "2028", "2029"]], (120, 200, 280, 360), 240)
    curve = canvas.beginPath()
    curve.moveTo(100, HEIGHT - 200)
    for x, up in ((180, 20), (260, 60), (340, 45), (400, 90)):
        curve.lineTo(x, HEIGHT - 200 + up)
    canvas.drawPath(curve)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (news, "columns of running text under bold heads"),
        (running, "numbered paragraphs between a bold running head and the foot of the page"),
        (chart, "axes of a chart"),
    ],
)
def test_what_only_looks_like_a_table_is_none(page: Draw, why: str) -> None:
    assert not tables_of(page), why
