"""PDF: what a person sees on the page is what the document says, and every box holds its text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ListFlowable, ListItem, Paragraph, Spacer, Table

from ingest.document import Document
from ingest.errors import Unreadable
from tests.ingest.pdf_files import HEIGHT, WIDTH, drawn, flowed, lines, outline, read, texts

UN = Path(__file__).parents[3] / "shared" / "real" / "un"
STYLES = getSampleStyleSheet()
BODY, TITLE, SECTION = STYLES["BodyText"], STYLES["Title"], STYLES["Heading2"]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def running(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 8)
    canvas.drawString(72, HEIGHT - 40, "CCM/WP/2031/4")
    canvas.drawCentredString(WIDTH / 2, 30, f"Page {canvas.getPageNumber()} of 2")


def plan() -> bytes:
    inner = ListFlowable(
        [Paragraph("at the ministry;", BODY), Paragraph("in the provinces.", BODY)], bulletType="a", bulletFormat="(%s)"
    )
    bullets = ListFlowable(
        [Paragraph("Collect data on survivors;", BODY), ListItem([Paragraph("Name focal points:", BODY), inner])],
        bulletType="bullet",
        start="•",
    )
    cell = [Paragraph("• First workshop", BODY), Paragraph("• Second workshop", BODY)]
    wrapped = Paragraph("A guide for ministries that is long enough to need two lines in its cell", BODY)
    rows = [["Quarter", "Activity", "Lead"], ["Q1 2031", cell, "Coordinators"], ["Q2 2031", wrapped, "ISU"]]
    return flowed(
        [
            Paragraph("Work Plan of the Group", TITLE),
            Paragraph("<b>Coordinators:</b> two States Parties", BODY),
            Paragraph("Objectives", SECTION),
            bullets,
            Paragraph("Calendar", SECTION),
            Table(rows, colWidths=[80, 220, 100], style=GRID),
            Spacer(0, 500),
            Paragraph("The group will report on its work to the next meeting.", BODY),
        ],
        running,
    )


def test_a_plan_is_read_as_people_see_it() -> None:
    assert outline(read(plan())) == [
        ("page_header", None, None, "CCM/WP/2031/4"),
        ("heading", 1, None, "Work Plan of the Group"),
        ("paragraph", None, None, "Coordinators: two States Parties"),
        ("heading", 2, None, "Objectives"),
        ("list_item", 1, "•", "Collect data on survivors;"),
        ("list_item", 1, "•", "Name focal points:"),
        ("list_item", 2, "(a)", "at the ministry;"),
        ("list_item", 2, "(b)", "in the provinces."),
        ("heading", 2, None, "Calendar"),
        (
            "table", None, None,
            "Quarter\tActivity\tLead\n"
            "Q1 2031\t• First workshop\n• Second workshop\tCoordinators\n"
            "Q2 2031\tA guide for ministries that is long enough to need two lines in its cell\tISU",
        ),
        ("page_footer", None, None, "Page 1 of 2"),
        ("page_header", None, None, "CCM/WP/2031/4"),
        ("paragraph", None, None, "The group will report on its work to the next meeting."),
        ("page_footer", None, None, "Page 2 of 2"),
    ]  # fmt: skip


def cropped(data: bytes, document: Document) -> list[tuple[str, str]]:
    """What each block says, and what pdfplumber finds in its box; blanks aside."""
    pairs: list[tuple[str, str]] = []
    with pdfplumber.open(BytesIO(data)) as pdf:
        for block in document.blocks:
            assert block.page
            assert block.box
            box = (block.box.x0, block.box.top, block.box.x1, block.box.bottom)
            found = pdf.pages[block.page - 1].crop(box, strict=False).extract_text()
            pairs.append((squeezed((block.marker or "") + block.text), squeezed(found)))
    return pairs


def squeezed(text: str) -> str:
    """The letters in alphabetical order; what pdfplumber calls the sign of these PDFs for a bullet, as a bullet."""
    return "".join(sorted("".join(text.replace("(cid:127)", "•").split())))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_text_in_a_box_is_the_text_of_its_block(turn: int) -> None:
    pdf = pdfium.PdfDocument(plan())
    for page in pdf:
        page.set_rotation(turn)
    made = BytesIO()
    pdf.save(made)
    for said, found in cropped(made.getvalue(), read(made.getvalue())):
        assert found == said


def test_a_sideways_page_is_read_level_and_its_boxes_lie_where_the_text_is() -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(100, 300, "Written up the page,")
        canvas.drawString(100, 285, "in two lines.")

    block = read(drawn(sideways)).blocks[0]
    assert block.text.startswith("Written up the page,")
    assert block.box
    assert block.box.bottom - block.box.top > block.box.x1 - block.box.x0


def two_columns(canvas: Canvas) -> None:
    lines(canvas, ["News of the Convention"], 180, 80, 20, "Times-Bold")
    left = [
        "The first column begins here and its lines run",
        "to the edge of the column, so that the sentence",
        "that stands at the end of it goes on over in",
    ]
    right = [
        "the second column, where it comes to its end.",
        "Another sentence of the second column follows,",
        "and it ends where the newsletter ends as well.",
    ]
    for at in range(3):  # drawn across, as some programs do
        lines(canvas, [left[at]], 72, 120 + 13 * at)
        lines(canvas, [right[at]], 310, 120 + 13 * at)


def test_columns_are_read_one_after_the_other_and_sentences_run_on() -> None:
    heading, paragraph = read(drawn(two_columns)).blocks
    assert heading.text == "News of the Convention"
    assert "goes on over in the second column" in paragraph.text


def masthead(canvas: Canvas) -> None:
    lines(canvas, ["Main text that comes first in the drawing order but stands under the masthead."], 72, 300)
    lines(canvas, ["Meeting of States Parties"], 72, 110, 11, "Times-Bold")
    lines(canvas, ["Item 5 of the agenda"], 72, 140)
    lines(canvas, ["CCM/MSP/2031/7"], 430, 70, 14, "Times-Bold")
    lines(canvas, ["Distr.: General", "3 May 2031", "Original: English"], 430, 110)


def test_a_masthead_is_read_by_position_and_line_by_line() -> None:
    assert [block.text for block in read(drawn(masthead)).blocks] == [
        "Meeting of States Parties",
        "Item 5 of the agenda",
        "CCM/MSP/2031/7",
        "Distr.: General",
        "3 May 2031",
        "Original: English",
        "Main text that comes first in the drawing order but stands under the masthead.",
    ]


def notes(canvas: Canvas) -> None:
    lines(
        canvas,
        ["The number of States has grown", "over the whole of the reporting period, as the depositary says."],
        72,
        100,
    )
    canvas.setFont("Times-Roman", 6.5)
    canvas.drawString(216, HEIGHT - 96, "1")
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(224, HEIGHT - 100, "by two States, or 12 km")
    canvas.setFont("Times-Roman", 6.5)
    canvas.drawString(330.5, HEIGHT - 96, "2")
    canvas.drawString(72, 84, "1")
    lines(canvas, ["See the report of the depositary."], 78, HEIGHT - 80, 8.5)


def test_footnotes_are_apart_and_their_marks_cut_out_while_exponents_stay() -> None:
    document = read(drawn(notes))
    assert texts(document, "footnote") == ["See the report of the depositary."]
    assert next(block.marker for block in document.blocks if block.kind.value == "footnote") == "1"
    assert "has grown by two States, or 12 km² over" in document.blocks[0].text


def test_a_table_over_two_pages_is_one_table_and_its_header_is_not_repeated() -> None:
    rows = [["State", "Deadline"], *([f"State {at}", f"{at} May 2031"] for at in range(1, 60))]
    blocks = read(flowed([Table(rows, colWidths=[150, 150], style=GRID, repeatRows=1)])).blocks
    tables = [block for block in blocks if block.cells]
    assert len(tables) == 1
    assert [cell.text for cell in tables[0].cells if cell.column == 0] == [row[0] for row in rows]
    assert [cell.header for cell in tables[0].cells[:3]] == [True, True, False]
    assert {cell.page for cell in tables[0].cells} == {1, 2}


def test_merged_cells_keep_their_spans() -> None:
    rows = [["Activity", "2031", ""], ["", "Q1", "Q2"], ["Workshop", "x", ""]]
    style = [*GRID, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))]
    (table,) = read(flowed([Table(rows, colWidths=[150, 60, 60], style=style)])).blocks
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells if cell.text}
    assert spans == {
        "Activity": (0, 0, 2, 1),
        "2031": (0, 1, 1, 2),
        "Q1": (1, 1, 1, 1),
        "Q2": (1, 2, 1, 1),
        "Workshop": (2, 0, 1, 1),
        "x": (2, 1, 1, 1),
    }


def test_words_drawn_twice_are_read_once() -> None:
    def shadowed(canvas: Canvas) -> None:
        lines(canvas, ["Bold by hand, drawn twice over"], 72, 100)
        lines(canvas, ["Bold by hand, drawn twice over"], 72.4, 100)

    assert [block.text for block in read(drawn(shadowed)).blocks] == ["Bold by hand, drawn twice over"]


def test_an_invisible_layer_of_text_is_read() -> None:
    def layered(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Times-Roman", 12)
        text.setTextRenderMode(3)
        text.textLine("What recognition has left under the picture of the page")
        canvas.drawText(text)

    assert read(drawn(layered)).blocks[0].text == "What recognition has left under the picture of the page"


def locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    made = BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(72, 700, "Nobody reads this")
    canvas.save()
    return made.getvalue()


def circular() -> bytes:
    """A tree of pages that holds itself."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]/MediaBox[0 0 9 9]>>"]
    made, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(made))
        made += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        made
        + b"xref\n0 3\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked(), "encrypted"),
        (b"", "not a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a PDF"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog", "broken"),
        (drawn(lambda canvas: None), "no text"),
    ],
    ids=["locked", "empty", "picture", "cut off", "blank"],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.reason == reason
    assert ":" in str(refused.value), "what to do follows"


def test_a_tree_of_pages_that_holds_itself_ends() -> None:
    with pytest.raises(Unreadable):
        read(circular())


def test_what_an_owner_forbids_is_read_where_no_password_is_asked() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    made = BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0))
    canvas.drawString(72, 700, "Everybody reads this")
    canvas.save()
    assert read(made.getvalue()).blocks[0].text == "Everybody reads this"


@pytest.mark.skipif(not UN.exists(), reason="real papers are not here")
@pytest.mark.parametrize("name", ["eng.pdf", "73_6-EN.pdf", "ohchr_2_fr.pdf", "plan_1_es.pdf"])
def test_real_papers_lose_no_letters(name: str) -> None:
    path = next(path for path in UN.glob("*.pdf") if path.name.endswith(name))
    read_letters = sum(len("".join(text.split())) for text in (block.text for block in read(path.read_bytes()).blocks))
    with pdfplumber.open(path) as pdf:
        letters = sum(not char["text"].isspace() for page in pdf.pages for char in page.chars)
    assert 0.97 < read_letters / letters < 1.01
