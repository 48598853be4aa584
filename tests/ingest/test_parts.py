"""Where a block goes on, in another column or on another page: `parts` know the place, and where its text begins."""

from __future__ import annotations

import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from ingest.document import Block
from ingest.pdf_lines import lines_of
from ingest.pdf_objects import Font, Word
from ingest.pdf_paragraphs import paragraphs_of
from tests.ingest.pdf_files import Draw, drawn, flowed, lines, read

SENTENCE = [
    "The States Parties in a position to do so assist those with contaminated",
    "areas so that clearance ends before the deadline, and those with stock-",
    "piles so that destruction does. They share what they know of technol-",
]
REST = ["ogies that find submunitions sooner and at a lower price than before.", "They report on it each year."]
LEFT = ["the committee heard what clearance needs in", "five provinces and how far the work has come"] * 9
RIGHT = ["in provinces that nobody had surveyed before,", "where teams will begin to work in the autumn."]


NAMES = {101: "Angola", 102: "Chad", 103: "Iraq"}


def page(texts: list[str], x: float = 72, top: float = 100) -> Draw:
    return lambda canvas: lines(canvas, texts, x, top)


def in_columns(canvas: Canvas) -> None:
    lines(canvas, LEFT, 72, 100)
    lines(canvas, RIGHT, 320, 100)


def going_on(data: bytes) -> Block:
    return next(block for block in read(data).blocks if block.parts)


@pytest.mark.parametrize(
    ("data", "pages", "begins", "box"),
    [
        (drawn(page(SENTENCE), page(REST)), (1, 2), "ogies that", (72, 92, 374, 116)),  # the word stays whole
        (drawn(in_columns), (1, 1), "in provinces", (320, 92, 525, 116)),
    ],
    ids=["on the next page", "in the next column"],
)
def test_a_paragraph_knows_where_it_goes_on(
    data: bytes, pages: tuple[int, int], begins: str, box: tuple[float, float, float, float]
) -> None:
    block = going_on(data)
    (part,) = block.parts
    assert (block.page, part.page) == pages
    assert block.text[part.start :].startswith(begins)
    assert (part.box.x0, part.box.top, part.box.x1, part.box.bottom) == pytest.approx(box, abs=3)


def test_a_table_knows_its_box_on_every_page() -> None:
    rows = [["State", "Deadline"]] + [[f"State {at}", f"{2030 + at}"] for at in range(60)]
    (table,) = read(flowed([Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])])).blocks
    (part,) = table.parts
    assert part.page == 2
    first = next(cell for cell in table.cells if cell.page == 2)
    assert table.text[part.start :].startswith(first.text)
    assert first.box
    assert (part.box.x0, part.box.top) == (first.box.x0, first.box.top)


def test_what_stands_in_one_place_has_no_parts() -> None:
    assert all(not block.parts for block in read(drawn(page(SENTENCE))).blocks)


def test_a_number_at_the_edge_of_every_page_stays_with_its_text() -> None:
    """Why: numbers are alike from page to page, as running heads are."""

    def numbered(at: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            lines(canvas, ["CCM/WP/2031/4"], 72, 40)
            lines(canvas, [f"26.{at}"], 72, 75)
            lines(canvas, [f"{NAMES[at]} asks for more support to those who live with injuries."], 112, 75)

        return draw

    found = [(block.kind.value, block.text) for block in read(drawn(*map(numbered, (101, 102, 103)))).blocks]
    assert [kind for kind, _ in found] == ["page_header", "paragraph"] * 3
    assert all(text.startswith("26.10") for kind, text in found if kind == "paragraph")


@pytest.mark.parametrize("lengths", [(12, 12, 12, 5), (12, 10, 11, 5)], ids=["even", "ragged"])
def test_paragraphs_of_lines_that_run_from_the_right(lengths: tuple[int, ...]) -> None:
    """Why: such lines end on the left, where a short last one ends a paragraph and a ragged one does not."""
    word, wide = "\u0645\u0633\u0627\u0639\u062f\u0629", 33.0
    placed = [
        Word(
            word + "." * (last and at == count - 1),
            500 - 36 * at - wide,
            foot - 11,
            500 - 36 * at,
            foot,
            11,
            Font(),
            at,
        )
        for foot, count, last in ((100.0 + 14 * row, lengths[row % 4], row % 4 == 3) for row in range(8))
        for at in range(count)
    ]
    found = paragraphs_of(lines_of(placed), 1, 500)
    assert [len(one.lines) for one in found] == [4, 4]
    assert {line.x1 for one in found for line in one.lines} == {500}
