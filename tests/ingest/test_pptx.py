"""PPTX: slides as pages, titles as sections, bullets and numbers as printed, tables, notes, reading order."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.util import Pt

from ingest.document import Box, Document
from ingest.errors import Unreadable
from ingest.pptx import read_pptx
from ingest.pptx_shapes import Placed, in_reading_order
from tests.ingest.office_files import shape_of, source_of
from tests.ingest.outline import outline

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TITLE, CONTENT, SECTION, COMPARISON, TITLE_ONLY, BLANK = 0, 1, 2, 4, 5, 6


def read(show: Presentation) -> Document:
    show.save(file := BytesIO())
    return read_pptx(source_of(file.getvalue()), file.getvalue())


def slide(show: Presentation, layout: int, title: str = "", lines: tuple[tuple[str, int], ...] = ()) -> Any:
    made = show.slides.add_slide(show.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    for place, (text, level) in enumerate(lines):
        frame = made.placeholders[1].text_frame
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    return made


def box(made: Any, text: str, left: int = 10, top: int = 10, width: int = 100, size: int | None = None) -> Any:
    shape = made.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(20))
    shape.text_frame.text = text
    if size:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    return shape


def test_titles_make_sections_and_bullets_items() -> None:
    show = pptx.Presentation()
    slide(show, TITLE, "Clearance\vin 2025", (("A briefing", 0),))
    slide(show, CONTENT, "Objectives", (("Survey", 0), ("by area", 1), ("Clear", 0)))
    document = read(show)
    assert shape_of(document) == [
        ("heading", 1, None, "Clearance in 2025"),
        ("paragraph", None, None, "A briefing"),
        ("heading", 2, None, "Objectives"),
        ("list_item", 1, "•", "Survey"),
        ("list_item", 2, "–", "by area"),
        ("list_item", 1, "•", "Clear"),
    ]
    assert [block.page for block in document.blocks] == [1, 1, 2, 2, 2, 2]
    assert [(page.number, page.width, page.height) for page in document.pages] == [(1, 720.0, 540.0), (2, 720.0, 540.0)]
    assert all(block.box and 0 <= block.box.x0 < block.box.x1 <= 720 for block in document.blocks)


def test_dividers_head_the_slides_after_them() -> None:
    show = pptx.Presentation()
    slide(show, TITLE, "Deck")
    for layout, title in ((SECTION, "Part one"), (TITLE_ONLY, "Aims"), (SECTION, "Part two")):
        slide(show, layout, title)
    assert [(block.text, block.level) for block in read(show).blocks] == [
        ("Deck", 1),
        ("Part one", 2),
        ("Aims", 3),
        ("Part two", 2),
    ]


@pytest.mark.parametrize(
    "again", ["Aims (continued)", "Aims (cont’d)", "AIMS (suite)", "Aims (2/2)", "Aims – continuación", "Aims"]
)
def test_a_title_that_goes_on_heads_no_new_section(again: str) -> None:
    show = pptx.Presentation()
    slide(show, CONTENT, "Aims", (("one", 0),))
    slide(show, CONTENT, again, (("two", 0),))
    blocks = read(show).blocks
    assert [(block.kind, block.parent) for block in blocks[2:]] == [("page_header", None), ("list_item", 0)]


@pytest.mark.parametrize("title", ["Aims of 2025", "Aims in suites", "Aims 2", "The final aims"])
def test_a_title_that_only_resembles_heads_its_own(title: str) -> None:
    show = pptx.Presentation()
    slide(show, CONTENT, "Aims", (("one", 0),))
    slide(show, CONTENT, title, (("two", 0),))
    assert [block.text for block in read(show).blocks if block.kind == "heading"] == ["Aims", title]


def numbered(scheme: str, start: str = "") -> Callable[[Any], None]:
    def set_on(paragraph: Any) -> None:
        etree.SubElement(
            paragraph._p.get_or_add_pPr(), f"{{{A}}}buAutoNum", type=scheme, **({"startAt": start} if start else {})
        )

    return set_on


def without(paragraph: Any) -> None:
    etree.SubElement(paragraph._p.get_or_add_pPr(), f"{{{A}}}buNone")


def with_character(character: str, font: str) -> Callable[[Any], None]:
    def set_on(paragraph: Any) -> None:
        properties = paragraph._p.get_or_add_pPr()
        etree.SubElement(properties, f"{{{A}}}buFont", typeface=font)
        etree.SubElement(properties, f"{{{A}}}buChar", char=character)

    return set_on


PERIOD, PAREN = numbered("arabicPeriod"), numbered("alphaLcParenBoth")
BULLETS = [
    # (what is set on each paragraph with its level, markers, why)
    ([(PERIOD, 0), (PERIOD, 0)], ["1.", "2."], "numbers count"),
    (
        [(PERIOD, 0), (PAREN, 1), (PAREN, 1), (PERIOD, 0), (PAREN, 1)],
        ["1.", "(a)", "(b)", "2.", "(a)"],
        "deeper ones start anew",
    ),
    ([(PERIOD, 0), (without, 0), (PERIOD, 0)], ["1.", None, "1."], "so they do after a paragraph without"),
    ([(numbered("romanUcPeriod", "4"), 0)], ["IV."], "from a start"),
    ([(numbered("alphaLcParenR"), 0)], ["a)"], "with a bracket"),
    ([(numbered("circleNumDbPlain"), 0)], ["1."], "an unknown scheme counts in figures"),
    ([(with_character("Ø", "Wingdings"), 0), (with_character("-", "Arial"), 0)], ["•", "-"], "a symbol font's bullet"),
]


@pytest.mark.parametrize(("settings", "expected", "why"), BULLETS, ids=[why for *_, why in BULLETS])
def test_markers(settings: list[tuple[Callable[[Any], None], int]], expected: list[str | None], why: str) -> None:
    show = pptx.Presentation()
    made = slide(show, CONTENT, "Aims", tuple(("text", level) for _, level in settings))
    for (set_on, _), paragraph in zip(settings, made.placeholders[1].text_frame.paragraphs, strict=True):
        set_on(paragraph)
    assert [block.marker for block in read(show).blocks[1:]] == expected, why


def test_text_boxes_are_paragraphs_and_typed_marks_make_items() -> None:
    show = pptx.Presentation()
    box(slide(show, TITLE_ONLY, "Aims"), "Plain\va) one\vb) two", top=200)
    assert shape_of(read(show))[1:] == [
        ("paragraph", None, None, "Plain"),
        ("list_item", 1, "a)", "one"),
        ("list_item", 1, "b)", "two"),
    ]


def test_a_slide_without_a_title_may_have_one_by_look() -> None:
    show = pptx.Presentation()
    made = slide(show, BLANK)
    box(made, "Clearance", size=32)
    box(made, "Twelve States Parties have obligations.", top=100)
    plain = slide(show, BLANK)
    box(plain, "Clearance")
    box(plain, "Twelve States Parties have obligations.", top=100)
    kinds = [block.kind for block in read(show).blocks]
    assert kinds == ["heading", "paragraph", "paragraph", "paragraph"], "larger than all else, and nothing less"


def test_bold_lines_head_what_follows_them_within_a_slide() -> None:
    show = pptx.Presentation()
    frame = box(slide(show, TITLE_ONLY, "Plan"), "Objectives", top=200).text_frame
    frame.paragraphs[0].runs[0].font.bold = True
    frame.add_paragraph().text = "Survey all areas"
    assert shape_of(read(show))[1:] == [
        ("heading", 2, None, "Objectives"),
        ("paragraph", None, None, "Survey all areas"),
    ]


def test_tables_keep_spans_lists_and_boxes() -> None:
    show = pptx.Presentation()
    table = slide(show, TITLE_ONLY, "Plan").shapes.add_table(3, 3, Pt(60), Pt(120), Pt(300), Pt(90)).table
    for row, texts in enumerate((("Theme", "Plans", ""), ("Clearance", "VAP (6)", "DAP (7)"), ("", "- a\v- b", ""))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    block = read(show).blocks[1]
    assert [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text, cell.header) for cell in block.cells
    ] == [
        (0, 0, 1, 1, "Theme", True),
        (0, 1, 1, 2, "Plans", True),
        (1, 0, 2, 1, "Clearance", False),
        (1, 1, 1, 1, "VAP (6)", False),
        (1, 2, 1, 1, "DAP (7)", False),
        (2, 1, 1, 1, "- a\n- b", False),
        (2, 2, 1, 1, "", False),
    ]
    assert block.cells[1].box == Box(160, 120, 360, 150)
    assert {cell.page for cell in block.cells} == {1}


def test_a_bold_box_heads_the_one_below_it() -> None:
    show = pptx.Presentation()
    made = slide(show, COMPARISON, "Two years")
    for place, text in zip((1, 2, 3, 4), ("2031", "One visit", "2032", "Two visits"), strict=True):
        made.placeholders[place].text = text
    assert [(block.kind, block.level, block.text) for block in read(show).blocks[1:]] == [
        ("heading", 2, "2031"),
        ("list_item", 1, "One visit"),
        ("heading", 2, "2032"),
        ("list_item", 1, "Two visits"),
    ], "the layout makes the heads bold"


def test_raised_figures_are_written_as_such() -> None:
    show = pptx.Presentation()
    paragraph = box(slide(show, TITLE_ONLY, "Aims"), "12 km", top=200).text_frame.paragraphs[0]
    for text in ("2", " on the 5", "th"):
        run = paragraph.add_run()
        run.text = text
        if text in ("2", "th"):
            run.font._element.set("baseline", "30000")
    assert [block.text for block in read(show).blocks[1:]] == ["12 km² on the 5th"]


def test_charts_give_their_title_and_figures() -> None:
    show, data = pptx.Presentation(), CategoryChartData(number_format="0%")
    data.categories = ["2030", "2031"]
    data.add_series("Surveyed", (0.5, None))
    data.add_series("Cleared", (0.125, 1))
    frame = slide(show, TITLE_ONLY, "Progress").shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(60), Pt(120), Pt(300), Pt(90), data
    )
    frame.chart.chart_title.text_frame.text = "Area released"
    assert outline(read(show)).split("\n")[1:] == [
        "caption Area released",
        "t * ¦ *Surveyed ¦ *Cleared / 2030 ¦ 50% ¦ 13% / 2031 ¦  ¦ 100%",
    ]


def test_notes_close_a_slide_and_footers_stand_apart() -> None:
    show = pptx.Presentation()
    made = slide(show, CONTENT, "Aims", (("one", 0),))
    made.notes_slide.notes_text_frame.text = "Say more.\n- slowly"
    document = read(show)
    assert shape_of(document)[2:] == [("paragraph", None, None, "Say more."), ("list_item", 1, "-", "slowly")]
    assert {block.parent for block in document.blocks[1:]} == {0}


def test_groups_are_opened_where_they_stand() -> None:
    show = pptx.Presentation()
    group = slide(show, TITLE_ONLY, "Aims").shapes.add_group_shape()
    for text, top in (("second", 300), ("first", 200)):
        group.shapes.add_textbox(Pt(50), Pt(top), Pt(80), Pt(20)).text_frame.text = text
    group.left, group.top, group.width, group.height = Pt(100), Pt(200), Pt(160), Pt(240)  # twice its size
    first, second = read(show).blocks[1:]
    assert (first.text, first.box) == ("first", Box(100, 200, 260, 240))
    assert (second.text, second.box) == ("second", Box(100, 400, 260, 440))


ORDERS = [
    # (boxes by name: left, top, right, bottom; reading order, why)
    ({"a": (0, 0, 100, 20), "b": (0, 30, 100, 50)}, "ab", "downwards"),
    (
        {"left": (0, 30, 45, 90), "title": (0, 0, 100, 20), "right": (55, 30, 100, 90)},
        "title left right",
        "a title over columns",
    ),
    (
        {"h1": (0, 0, 45, 10), "h2": (55, 0, 100, 10), "b1": (0, 20, 45, 90), "b2": (55, 20, 100, 90)},
        "h1 b1 h2 b2",
        "columns with heads",
    ),
    (
        {"t": (0, 0, 100, 9), "1": (0, 10, 45, 19), "2": (55, 10, 99, 19), "3": (0, 20, 45, 90), "4": (55, 20, 99, 90)},
        "t 1 3 2 4",
        "a title over columns with heads",
    ),
    (
        {f"{row}{side}": (side * 50, row * 20, side * 50 + 40, row * 20 + 10) for side in (0, 1) for row in (0, 1, 2)},
        "00 01 10 11 20 21",
        "a grid is read row by row",
    ),
]


@pytest.mark.parametrize(("boxes", "expected", "why"), ORDERS, ids=[why for *_, why in ORDERS])
def test_reading_order(boxes: dict[str, tuple[float, float, float, float]], expected: str, why: str) -> None:
    placed = [Placed(name, Box(*place)) for name, place in boxes.items()]  # type: ignore[arg-type]
    found = [str(one.shape) for one in in_reading_order(placed)]
    assert "".join(found) == expected.replace(" ", ""), why


def test_broken_files_are_unreadable() -> None:
    pptx.Presentation().save(file := BytesIO())
    for data in (file.getvalue()[:9000], b"PK\x03\x04", b""):
        with pytest.raises(Unreadable):
            read_pptx(source_of(data), data)
