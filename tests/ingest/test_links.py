"""Links lead where the paper says, and only to what is safe to open."""

from __future__ import annotations

from io import BytesIO

import docx
import pptx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Cell, Kind, Link
from ingest.draft import Draft
from ingest.links import joined, moved, one_line, resolved, target_of, written
from ingest.note_marks import with_notes
from ingest.read import read
from tests.ingest.pdf_files import HEIGHT, drawn

BASE = "https://www.example.org/en/papers/list.html"


@pytest.mark.parametrize(
    ("address", "base", "wanted"),
    [
        ("https://example.org/a.pdf", "", "https://example.org/a.pdf"),
        ("../a.pdf?x=1#p2", BASE, "https://www.example.org/en/a.pdf?x=1#p2"),
        ("//example.org/a", BASE, "https://example.org/a"),
        ("a.pdf", "/home/someone/list.html", None),  # a file's own folder is no address
        ("a.pdf", "file:///home/list.html", None),
        ("mailto:unit@example.org", "", "mailto:unit@example.org"),
        ("mailto:", "", None),
        ("HTTP://Example.org/", "", "http://Example.org/"),
        ("java\nscript:alert(1)", BASE, None),  # browsers overlook the break
        (" \x01javascript:alert(1)", BASE, None),
        ("data:text/html,hello", BASE, None),
        ("tel:+41220000000", BASE, None),
        ("https://example.org/a\r\nb\u202ec", "", "https://example.org/abc"),  # a mark of direction hides an ending
        ("https://someone:secret@example.org/", "", None),
        ("https://", "", None),
        ("https://[broken", "", None),
        ("#annex", BASE, None),  # leads nowhere else
        ("", BASE, None),
        ("https://example.org/" + "a" * 1980, "", "https://example.org/" + "a" * 1980),
        ("https://example.org/" + "a" * 1981, "", None),
    ],
)
def test_only_full_safe_addresses_stay(address: str, base: str, wanted: str | None) -> None:
    assert target_of(address, base) == wanted


@pytest.mark.parametrize(
    ("before", "words", "after", "why"),
    [
        ("1. See the plan", "plan", "See the plan", "the marker went"),
        ("See¹ the  plan\n now", "the  plan\n now", "See the plan now", "a note's mark went, blanks are single"),
        ("the plan and the plan", "the plan", "the plan and the plan", "the first of two"),
        ("a plan, a[^note] plan", "a plan", "a plan, a plan", "the first of two, though the second lost something"),
    ],
)
def test_links_stay_at_their_words(before: str, words: str, after: str, why: str) -> None:
    at = before.index(words)
    found = moved([Link(at, at + len(words), "x")], before, after)
    wanted = " ".join(words.split())
    assert [(one.start, after[one.start : one.end]) for one in found] == [(after.index(wanted), wanted)], why


def test_texts_with_links_become_one() -> None:
    said = one_line([("  See ", None), ("the\n", "x"), (" plan ", "x"), (". ", None), (" ", "y")])
    whole = joined([said, written([("A", "z")])], " | ")
    assert whole == ("See the plan . | A", (Link(4, 12, "x"), Link(17, 18, "z")))


def test_a_note_cut_from_a_cell_leaves_its_links_in_place() -> None:
    table = Draft("", kind=Kind.TABLE, cells=(Cell(0, 0, "Art.[^1] 4", links=(Link(9, 10, "x"),)),))
    cut = with_notes([table, Draft("Note", "1", kind=Kind.FOOTNOTE)])[0].cells[0]
    assert (cut.text, cut.links) == ("Art. 4", (Link(5, 6, "x"),))


def test_a_link_goes_with_its_words() -> None:
    assert moved([Link(0, 3, "x")], "[1] Text", "Text") == ()


def test_what_leads_nowhere_goes() -> None:
    assert resolved([Link(0, 1, "javascript:x"), Link(1, 2, "a")], BASE) == (Link(1, 2, BASE[:-9] + "a"),)


HTML = """<base href="/docs/"><main><h1>Papers <a href="m">of the <b>meeting</b></a></h1>
<p>1. See <a href="https://x.org/here">here
and there</a><br><a href="mailto:a@x.org">the desk</a> <a href="javascript:alert(1)">or run</a></p>
<ul><li>No. 7: <a href="list.pdf">CCM/MSP/2024/4</a></li></ul>
<table><caption>All <a href="all">papers</a></caption><tr><th>Symbol<th>Title</tr>
<tr><td>A/1<td><p>The</p><ol><li><a href="/two.pdf"> second </a>one</ol></tr></table>
<dl><dt>Term<dd>as in <a href="t">the text</a></dl>
<a href="around"><p>A whole paragraph</p></a></main>"""
MARKDOWN = """# Papers [of the *meeting*](m)

- See [here
and there](https://x.org/here), [the desk](mailto:a@x.org) or [run](javascript:x).

| Symbol | Title |
|---|---|
| A/1 | The [second](/two.pdf) one |
"""


def word() -> bytes:
    """Links by relation and by field, whole and simple, in a heading, an item, a cell, a note."""
    made = docx.Document()

    def linked(paragraph: Paragraph, words: str, address: str) -> None:
        key = made.part.relate_to(address, RELATION.HYPERLINK, is_external=True)
        run = f"<w:r><w:t>{words}</w:t></w:r>"
        paragraph._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}">{run}</w:hyperlink>'))

    def field(paragraph: Paragraph, *codes: str) -> None:
        for code in codes:
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{code}</w:r>"))

    linked(made.add_heading("Papers ", 1), "of the  meeting", "m")
    item = made.add_paragraph("1.\tSee ")
    mark, code = '<w:fldChar w:fldCharType="{}"/>', '<w:instrText> HYPERLINK "https://x.org/{}" </w:instrText>'
    field(item, mark.format("begin"), code.format("here"), mark.format("separate"), "<w:t>here</w:t>", "<w:br/>")
    field(item, "<w:t>and there</w:t>", mark.format("end"), "<w:t>, </w:t>")
    linked(item, "the desk", "mailto:a@x.org")
    linked(item, "or run", "javascript:alert(1)")
    table = made.add_table(1, 2)
    linked(table.cell(0, 0).paragraphs[0], "second", "https://x.org/two.pdf")
    linked(table.cell(0, 1).add_paragraph("as in "), "the text", "https://x.org/t")
    simple = (
        f"<w:fldSimple {nsdecls('w')} w:instr='HYPERLINK https://x.org/s'><w:r><w:t>plain</w:t></w:r></w:fldSimple>"
    )
    made.add_paragraph("A field, ")._p.append(parse_xml(simple))
    made.save(file := BytesIO())
    return file.getvalue()


def slides() -> bytes:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    for shape, text, words, address in (
        (slide.shapes.title, "Papers  ", "of the meeting", "m"),
        (slide.placeholders[1], "1. See ", "the  plan", "https://x.org/here"),
    ):
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.add_run().text = text
        run = paragraph.add_run()
        run.text, run.hyperlink.address = words, address
    cell = slide.shapes.add_table(1, 2, 0, 4_000_000, 900_000, 900_000).table.cell(0, 1)
    run = cell.text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "second", "https://x.org/two.pdf"
    show.save(file := BytesIO())
    return file.getvalue()


def printed(canvas: Canvas) -> None:
    """A link over some words of a line, over one of two that say the same, over a bracket, and none over a picture."""
    canvas.setFont("Times-Roman", 11)
    for top, (text, words, address) in enumerate(
        [
            (
                "The group met to look at the plan for the year and at what is left to do.",
                "the plan",
                "https://x.org/p",
            ),
            (
                "It is for the meeting to say whether the report is the report that it asked for.",
                "the report",
                "https://x.org/q",
            ),
            (
                "States took note (A/58/874), and A/58/874/Add.1 with what it says on aid.",
                "(A/58/874),",
                "https://x.org/r",
            ),
            (
                "Nobody may run what a paper brings with it when they open it somewhere.",
                "may run",
                "javascript:alert(1)",
            ),
        ]
    ):
        foot = HEIGHT - 100 - 30 * top
        left = 72 + stringWidth(text[: text.index(words)], "Times-Roman", 11)
        canvas.drawString(72, foot, text)
        width = stringWidth(words, "Times-Roman", 11)
        canvas.linkURL(address, (left, foot - 3, left + width, foot + 9), relative=0)
    canvas.linkURL("https://x.org/logo", (400, 40, 460, 60), relative=0)


CASES: dict[str, tuple[str | bytes, dict[str, str]]] = {
    "paper.docx": (
        word(),
        {
            "of the meeting": "https://www.example.org/en/papers/m",
            "here\nand there": "https://x.org/here",
            "the desk": "mailto:a@x.org",
            "second": "https://x.org/two.pdf",
            "the text": "https://x.org/t",
            "plain": "https://x.org/s",
        },
    ),
    "slides.pptx": (
        slides(),
        {
            "of the meeting": "https://www.example.org/en/papers/m",
            "the plan": "https://x.org/here",
            "second": "https://x.org/two.pdf",
        },
    ),
    "page.html": (
        HTML,
        {
            "of the meeting": "https://www.example.org/docs/m",
            "here and there": "https://x.org/here",
            "the desk": "mailto:a@x.org",
            "CCM/MSP/2024/4": "https://www.example.org/docs/list.pdf",
            "papers": "https://www.example.org/docs/all",
            "second": "https://www.example.org/two.pdf",
            "the text": "https://www.example.org/docs/t",
            "A whole paragraph": "https://www.example.org/docs/around",
        },
    ),
    "page.md": (
        MARKDOWN,
        {
            "of the meeting": "https://www.example.org/en/papers/m",
            "here and there": "https://x.org/here",
            "the desk": "mailto:a@x.org",
            "second": "https://www.example.org/two.pdf",
        },
    ),
}


def test_words_that_can_be_pressed_lead_on_where_it_is_plain_which_they_are() -> None:
    blocks = read(drawn(printed), "printed.pdf").blocks
    assert {block.text[one.start : one.end]: one.target for block in blocks for one in block.links} == {
        "the plan": "https://x.org/p",
        "A/58/874": "https://x.org/r",
    }


@pytest.mark.parametrize("name", CASES)
def test_words_of_links_are_known_in_every_kind_of_block(name: str) -> None:
    text, wanted = CASES[name]
    data = text if isinstance(text, bytes) else text.encode()
    blocks = read(data, name, BASE, ()).blocks
    assert {block.text[one.start : one.end]: one.target for block in blocks for one in block.links} == wanted
    table = next(block for block in blocks if block.cells)
    assert [table.cell_at(one.start).links for one in table.links if table.cell_at(one.start)] == [
        cell.links for cell in table.cells if cell.links
    ]
