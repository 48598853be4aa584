"""DOCX: headings by style and by look, lists and numbered paragraphs, notes, headers; broken and hostile files."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Made
from docx.shared import Cm, Pt

from ingest.bounds import Bounds, within
from ingest.document import Document
from ingest.docx import read_docx
from ingest.docx_styles import rank_of
from ingest.errors import Unreadable
from ingest.office import clean_package
from tests.ingest.office_files import docx_of, p, row_of, shape_of, source_of, zip_of

BOLD, LARGE = "<w:b/>", '<w:b/><w:sz w:val="32"/>'
SENTENCE = "The group met in Geneva and agreed on the steps that its members will take before the next meeting."
LONG = f"{SENTENCE} {SENTENCE}"


def read(data: bytes) -> Document:
    return read_docx(source_of(data), data)


def saved(made: Made) -> Document:
    made.save(file := BytesIO())
    return read(file.getvalue())


def outline(document: Document) -> list[tuple[str, int | None]]:
    return [(block.text, block.level) for block in document.blocks if block.kind == "heading"]


NAMES = [
    ("heading 2", 2),
    ("Titre 3", 3),
    ("Заголовок 1", 1),
    ("Title", 0),
    ("_ H_1_G", 3),
    ("_ H _Ch", 2),
    ("H56", 6),
    ("HM", 1),
    ("Header", None),
    ("Body Text", None),
    ("H", None),
    ("Heading", None),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_rank_of_a_style(name: str, expected: int | None) -> None:
    assert rank_of(name) == expected


def test_headings_by_style_nest_under_the_title() -> None:
    made = docx.Document()
    made.add_heading("Work plan", 0)
    made.add_heading("Objectives", 1)
    made.add_paragraph(SENTENCE)
    made.add_heading("Objective 1", 3)
    made.add_heading("Timeline", 1)
    made.core_properties.title = "Plan of the group"
    document = saved(made)
    assert outline(document) == [("Work plan", 1), ("Objectives", 2), ("Objective 1", 3), ("Timeline", 2)], (
        "levels are dense"
    )
    assert [block.parent for block in document.blocks] == [None, 0, 1, 1, 0]
    assert document.title == "Plan of the group"


LOOKS = [
    # (body, outline, why)
    (
        p("Work plan", run=LARGE) + p("Background", run=BOLD) + p(SENTENCE),
        [("Work plan", 1), ("Background", 2)],
        "larger is higher",
    ),
    (p("OBJECTIVES") + p(SENTENCE), [("OBJECTIVES", 1)], "capitals"),
    (p("Objectives", run='<w:u w:val="single"/>') + p(SENTENCE), [("Objectives", 1)], "underlined"),
    (
        p("1. Background", run=BOLD)
        + p(SENTENCE)
        + p("1.1 Mandate", run=BOLD)
        + p(SENTENCE)
        + p("2. Aims", run=BOLD)
        + p(SENTENCE),
        [("Background", 1), ("Mandate", 2), ("Aims", 1)],
        "deeper numbers nest",
    ),
    (p("Coordinators: Peru and Chad", run=BOLD) + p(SENTENCE), [], "a label with its value is none"),
    (
        p("Action 3: Universalization", run=BOLD) + p(SENTENCE),
        [("Action 3: Universalization", 1)],
        "a numbered label is",
    ),
    (p("We agreed on this.", run=BOLD) + p(SENTENCE), [], "a sentence is none"),
    (p("Geneva, 10 September 2024", run=BOLD) + p(SENTENCE), [], "a date is none"),
    (p(SENTENCE) + p("Secretariat", run=BOLD), [], "what heads nothing is none"),
    (
        p("One") + p(LONG, run=BOLD) + p("Two", run=BOLD) + p(LONG, run=BOLD),
        [],
        "bold sets nothing off where all is bold",
    ),
    (
        p(SENTENCE) + "".join(p(name, run=BOLD) for name in ("Chad", "Peru", "Togo")) + p(SENTENCE),
        [],
        "a list of names is none",
    ),
    (p(SENTENCE) + p("1. Chad", run=BOLD) + p("2. Peru", run=BOLD) + p(SENTENCE), [], "nor is a numbered one"),
    (p("Annex", '<w:outlineLvl w:val="0"/>') + p(SENTENCE), [("Annex", 1)], "an outline level makes a heading"),
]


@pytest.mark.parametrize(("body", "expected", "why"), LOOKS, ids=[why for *_, why in LOOKS])
def test_headings_by_look(body: str, expected: list[tuple[str, int]], why: str) -> None:
    assert outline(read(docx_of(body))) == expected, why


def indented(text: str, twips: int) -> str:
    return p(text, f'<w:ind w:left="{twips}"/>')


LISTS = [
    # (body, kind, level and marker of each block, why)
    (
        p("- one") + indented("o\ttwo", 720) + p("- three"),
        [("list_item", 1, "-"), ("list_item", 2, "o"), ("list_item", 1, "-")],
        "typed bullets nest by indent",
    ),
    (
        p("(a) one") + p("(i) two") + p("(ii) three") + p("(b) four"),
        [("list_item", 1, "(a)"), ("list_item", 2, "(i)"), ("list_item", 2, "(ii)"), ("list_item", 1, "(b)")],
        "another kind of number that starts anew goes deeper, indent or not",
    ),
    (
        p("1. One") + p("• two") + p("2. Three"),
        [("list_item", 1, "1."), ("list_item", 1, "•"), ("list_item", 1, "2.")],
        "a bullet under a number is beside it",
    ),
    (
        p("1. These:") + p("• two") + p("2. Three"),
        [("list_item", 1, "1."), ("list_item", 2, "•"), ("list_item", 1, "2.")],
        "unless a colon leads in",
    ),
    (
        p("(h) eight") + p("(i) nine") + p("(j) ten"),
        [("list_item", 1, "(h)"), ("list_item", 1, "(i)"), ("list_item", 1, "(j)")],
        "i after h is a letter",
    ),
    (
        p(f"12.\t{LONG}") + p("(a)\tone;") + p(f"13.\t{LONG}"),
        [("paragraph", None, "12."), ("list_item", 1, "(a)"), ("paragraph", None, "13.")],
        "the paper's own numbered paragraphs",
    ),
    (
        p("1.\tRaise awareness") + p("2.\tShare good practice"),
        [("list_item", 1, "1."), ("list_item", 1, "2.")],
        "short items",
    ),
    (
        p(f"1. {SENTENCE}") + p("AIMS") + p(f"2. {SENTENCE}"),
        [("paragraph", None, "1."), ("heading", 1, None), ("paragraph", None, "2.")],
        "numbers that run on across a heading",
    ),
    (p("M. Dupont ouvre la séance"), [("paragraph", None, None)], "an initial numbers nothing"),
]


@pytest.mark.parametrize(("body", "expected", "why"), LISTS, ids=[why for *_, why in LISTS])
def test_lists(body: str, expected: list[tuple[str, int | None, str | None]], why: str) -> None:
    assert [row_of(block)[:3] for block in read(docx_of(body)).blocks] == expected, why


def test_list_styles_of_word() -> None:
    made = docx.Document()
    for style in ("List Bullet", "List Bullet 2", "List Number", "List Number", "List Bullet"):
        made.add_paragraph("item", style)
    assert [(block.level, block.marker) for block in saved(made).blocks] == [
        (1, "•"),
        (2, "•"),
        (1, "1."),
        (1, "2."),
        (1, "•"),
    ]


NOTE = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {}</w:t></w:r></w:p></w:footnote>'


def test_notes_follow_in_the_order_of_their_marks() -> None:
    marks = "".join(f'<w:r><w:footnoteReference w:id="{key}"/></w:r>' for key in (5, 3))
    starred = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>'
    notes = (
        NOTE.format(3, "Second.")
        + NOTE.format(5, "First.")
        + NOTE.format(4, "* Not edited.")
        + NOTE.format(6, "Unused.")
    )
    document = read(docx_of(f"<w:p><w:r><w:t>Text</w:t></w:r>{marks}{starred}</w:p>", footnotes=notes))
    assert shape_of(document) == [
        ("paragraph", None, None, "Text"),
        ("footnote", None, "1", "First."),
        ("footnote", None, "2", "Second."),
        ("footnote", None, "*", "Not edited."),
    ]
    assert document.blocks[0].notes == ("1", "2", "*")
    assert {block.parent for block in document.blocks[1:]} == {0}


def test_a_note_to_a_cell_belongs_to_the_table() -> None:
    cell = '<w:tc><w:p><w:r><w:t>12</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p></w:tc>'
    row = f"<w:tr><w:tc>{p('Area')}</w:tc>{cell}</w:tr>"
    blocks = read(docx_of(p("Text") + f"<w:tbl>{row}</w:tbl>", footnotes=NOTE.format(3, "In km."))).blocks
    assert [(block.kind.value, block.text, block.parent) for block in blocks[1:]] == [
        ("table", "Area\t12", None),
        ("footnote", "In km.", 1),
    ]


def test_charts_give_their_title_and_figures() -> None:
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    points = '<c:pt idx="0"><c:v>{}</c:v></c:pt>'
    series = (
        f"<c:ser><c:tx><c:v>Cleared</c:v></c:tx><c:cat>{points.format('2031')}</c:cat>"
        f"<c:val>{points.format('2.5')}</c:val></c:ser>"
    )
    title = f'<c:title><a:t xmlns:a="{chart.replace("chart", "main")}">Area</a:t></c:title>'
    data = docx_of(
        p("Plan") + f'<w:p><w:r><w:drawing><c:chart xmlns:c="{chart}" r:id="chart"/></w:drawing></w:r></w:p>', chart=""
    )
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts["word/chart.xml"] = f'<c:chartSpace xmlns:c="{chart}"><c:chart>{title}{series}</c:chart></c:chartSpace>'
    caption, table = read(zip_of(parts)).blocks[1:]
    assert (caption.kind, caption.text) == ("caption", "Area")
    assert [cell.text for cell in table.cells] == ["", "Cleared", "2031", "2.5"]


def test_headers_and_footers_come_once_and_only_where_shown() -> None:
    references = "".join(
        f'<w:headerReference w:type="{kind}" r:id="{part}"/>'
        for kind, part in (("default", "header1"), ("first", "header2"))
    )
    section = f'<w:sectPr>{references}<w:footerReference w:type="default" r:id="footer1"/>{{}}</w:sectPr>'
    parts = {"header1": p("CCM/MSP/2024/4"), "header2": p("Template"), "footer1": p("12") + p("GE.24-1")}
    shown = read(docx_of(p("Text") + f"<w:p><w:pPr>{section.format('')}</w:pPr></w:p>" + section.format(""), **parts))
    assert [row[::3] for row in shape_of(shown)] == [
        ("page_header", "CCM/MSP/2024/4"),
        ("paragraph", "Text"),
        ("page_footer", "GE.24-1"),
    ]
    first = read(docx_of(p("Text") + section.format("<w:titlePg/>"), **parts))
    assert [block.text for block in first.blocks if block.kind == "page_header"] == ["Template", "CCM/MSP/2024/4"]


def test_a_caption_and_a_table_of_contents_are_no_headings() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:rPr><w:b/></w:rPr></w:style>'
        for key, name in (("C", "caption"), ("T", "toc 2"))
    )
    body = p("Table 1", '<w:pStyle w:val="C"/>') + p("2. Aims\t4", '<w:pStyle w:val="T"/>')
    assert [row_of(block)[:2] for block in read(docx_of(body, styles=styles)).blocks] == [
        ("caption", None),
        ("list_item", 2),
    ]


def test_indents_and_sizes_of_python_docx() -> None:
    made = docx.Document()
    title = made.add_paragraph()
    title.add_run("Plan for 2025").font.size = Pt(20)
    made.add_paragraph(SENTENCE)
    made.add_paragraph("• one")
    made.add_paragraph("– two").paragraph_format.left_indent = Cm(1)
    assert [row[:3] for row in shape_of(saved(made))] == [
        ("heading", 1, None),
        ("paragraph", None, None),
        ("list_item", 1, "•"),
        ("list_item", 2, "–"),
    ]


def test_templates_macros_and_the_strict_dialect_are_read() -> None:
    for kind in (
        "ms-word.document.macroEnabled.main+xml",
        "openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ):
        assert shape_of(read(docx_of(p("Text"), main_type=f"application/vnd.{kind}")))[0][3] == "Text"
    names = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main"
    }
    names["http://schemas.openxmlformats.org/officeDocument/2006/relationships"] = (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    )
    assert shape_of(read(_renamed(docx_of(p("Text")), names)))[0][3] == "Text"


def _renamed(data: bytes, names: dict[str, str]) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        members = {name: package.read(name).decode() for name in package.namelist()}
    for old, new in names.items():
        members = {name: content.replace(old, new) for name, content in members.items()}
    return zip_of(members)


GOOD = docx_of(p("Text"))
NESTED = "<w:tbl><w:tr><w:tc>" * 80 + p("deep") + "</w:tc></w:tr></w:tbl>" * 80
BAD = [
    # (bytes, reason, why)
    (GOOD[: len(GOOD) // 2], "broken", "cut short"),
    (b"PK\x03\x04" + b"\0" * 40, "broken", "a mere beginning"),
    (zip_of({"a.txt": "x"}), "broken", "a ZIP of something else"),
    (docx_of("<w:p><w:r>"), "broken", "XML that does not end"),
    (docx_of(p("Text")).replace(b"word/document.xml", b"word/documint.xml"), "broken", "its main part is missing"),
    (_renamed(GOOD, {"<w:document": '<!DOCTYPE x [<!ENTITY a "aa">]><w:document'}), "hostile", "entities"),
]


@pytest.mark.parametrize(("data", "reason", "why"), BAD, ids=[why for *_, why in BAD])
def test_bad_files_are_unreadable(data: bytes, reason: str, why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.reason == reason, why
    assert str(caught.value).endswith("."), "one sentence that says what to do"


def test_a_bomb_is_not_unpacked() -> None:
    """A few kilobytes that expand a thousand times are refused by what their directory says."""
    bomb = docx_of(p("a" * 2**20))
    assert len(bomb) < 2**12
    with within(Bounds(expanded=1)), pytest.raises(Unreadable) as caught:
        clean_package(bomb)
    assert caught.value.reason == "too large"


def test_odd_values_do_no_harm() -> None:
    """Numbers beyond reason and styles that inherit from each other must neither crash nor cost time."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="x"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A", "B"), ("B", "A"))
    )
    properties = (
        '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="-99999999999"/><w:numId w:val="1"/></w:numPr><w:ind w:left="x"/>'
    )
    body = p("Text", properties, '<w:sz w:val="1e999"/>') + NESTED
    numbering = '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert [block.text for block in read(docx_of(body, styles=styles, numbering=numbering)).blocks] == ["Text", "deep"]
