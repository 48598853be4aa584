"""Files that were damaged at random, of every format: each becomes a document or is refused, and nothing else happens.

`PAPERS_FUZZ=5000` tries that many of each format, others each time.
"""

from __future__ import annotations

import os
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

import docx
import openpyxl
import pptx
import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, Table

from ingest import libreoffice
from ingest.bounds import Bounds, within
from ingest.document import Document
from ingest.errors import Unreadable
from ingest.ocr import Recogniser
from ingest.read import read
from tests.ingest.ole_files import ole_with
from tests.ingest.pdf_files import drawn, flowed, lines
from tests.ingest.test_unlock import locked_docx, locked_pdf

ASKED = int(os.environ.get("PAPERS_FUZZ", "0"))
PATIENCE = 60_000  # milliseconds for one file, on a busy machine
TEXT = """# Work plan

1. Meet in March
    (a) with States
2. Report[^1]

| Activity | Date |
|----------|------|
| Meeting  | May  |

[^1]: To the meeting.
"""
PAGE = """<html><head><title>Plan</title></head><body><main><h1>Work plan</h1><ol><li>Meet<ul><li>in March</ul><li>Report</ol>
<table><tr><th colspan=2>Activity</th></tr><tr><td rowspan=2>Meeting</td><td>May</td></tr><tr><td>June</td></tr></table>
<p>We meet &amp; report.<sup><a href="#n1">1</a></sup></p><p id=n1>1 A note.</p></main></body></html>"""


def pdf() -> bytes:
    table = Table([["Activity", "Date"], ["Meeting", "May"]], style=[("GRID", (0, 0), (-1, -1), 1, colors.black)])
    return flowed([Paragraph("Work plan", getSampleStyleSheet()["Heading1"]), Paragraph("1. Meet in March."), table])


def plain_pdf() -> bytes:
    return drawn(lambda canvas: lines(canvas, ["Work plan of the group", "1. Meet in March and in September"], 72, 100))


def word() -> bytes:
    paper = docx.Document()
    paper.add_heading("Work plan", 1)
    paper.add_paragraph("Meet in March", style="List Number")
    paper.add_table(2, 2).rows[0].cells[0].text = "Activity"
    return saved(paper.save)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Item", "Amount"], ["Documents", 300.5], ["May", None]):
        sheet.append(row)
    sheet.merge_cells("A3:B3")
    return saved(book.save)


def slides() -> bytes:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Status", "States: 11\nSignatories: 2"
    return saved(show.save)


def saved(save: Callable[[BytesIO], None]) -> bytes:
    save(made := BytesIO())
    return made.getvalue()


def by_pandoc(form: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", form, "-s", "-o", "-"]
    return subprocess.run(command, input=TEXT.encode(), capture_output=True, check=True).stdout


MAKERS: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "plain pdf": plain_pdf,
    "locked pdf": lambda: locked_pdf("four", 128),
    "docx": word,
    "locked docx": lambda: locked_docx("four"),
    "xlsx": workbook,
    "pptx": slides,
    "doc": lambda: ole_with("WordDocument", "1Table"),
    "html": PAGE.encode,
    "markdown": TEXT.encode,
    "text": TEXT.replace("#", "").replace("|", "\t").encode,
    "wide text": lambda: TEXT.encode("utf-16"),
    "odt": lambda: by_pandoc("odt"),
    "epub": lambda: by_pandoc("epub"),
    "rtf": lambda: by_pandoc("rtf"),
}
made = cache(lambda name: MAKERS[name]())

# damage: where (a share of the length), how much, and with what
Damage = tuple[str, float, int, bytes]
DAMAGES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "drop", "insert", "repeat", "zero", "move"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 200),
        st.binary(min_size=1, max_size=8)
        | st.sampled_from([b"<", b"&#0;", b"]]>", b"\xff\xfe", b"-1", b"9" * 30, b"((("]),
    ),
    min_size=1,
    max_size=6,
)


def damaged(data: bytes, damages: list[Damage]) -> bytes:
    for kind, share, length, piece in damages:
        at = int(share * len(data))
        before, hit, after = data[:at], data[at : at + length], data[at + length :]
        data = {
            "flip": before + bytes(byte ^ piece[0] for byte in hit) + after,
            "cut": before,
            "drop": before + after,
            "insert": before + piece + hit + after,
            "repeat": before + hit * (1 + piece[0]) + after,
            "zero": before + bytes(len(hit)) + after,
            "move": hit + before + after,
        }[kind]
    return data


def damaged_within(data: bytes, share: float, damages: list[Damage]) -> bytes:
    """A ZIP container that is whole itself, with damage in one of its parts."""
    with zipfile.ZipFile(BytesIO(data)) as container:
        parts = {one.filename: container.read(one) for one in container.infolist()}
    name = sorted(parts)[int(share * len(parts))]
    with zipfile.ZipFile(packed := BytesIO(), "w", zipfile.ZIP_DEFLATED) as container:
        for part, content in parts.items():
            container.writestr(part, damaged(content, damages) if part == name else content)
    return packed.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("name", MAKERS)
def test_a_damaged_file_is_read_or_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ())  # it and recognition take seconds a file
    monkeypatch.setattr(Recogniser, "completed", lambda _, page, sheet: sheet)

    @settings(
        max_examples=ASKED or 15,
        derandomize=not ASKED,
        database=None,
        deadline=PATIENCE,
        suppress_health_check=list(HealthCheck),
    )
    @given(DAMAGES, st.floats(0, 1, exclude_max=True), st.booleans())
    def try_one(damages: list[Damage], share: float, inside: bool) -> None:
        data = made(name)
        is_zip = data.startswith(b"PK")
        data = damaged_within(data, share, damages) if inside and is_zip else damaged(data, damages)
        with within(Bounds(seconds=30, expanded=16)):
            outcome = read_or_refused(data)
        if isinstance(outcome, Document):
            hold(outcome)
        else:
            assert outcome.reason
            assert str(outcome).endswith("."), "one sentence"

    try_one()


def read_or_refused(data: bytes) -> Document | Unreadable:
    try:
        return read(data, "paper", passwords=("four",))
    except Unreadable as refused:
        return refused


def hold(document: Document) -> None:
    """What all that use a document rely on."""
    pages = {page.number for page in document.pages}
    for place, block in enumerate(document.blocks):
        assert block.seq == place
        assert block.parent is None or block.parent < place
        assert block.page is None or block.page in pages
        assert all(block.text[cell.start : cell.end] == cell.text for cell in block.cells)
        block.text.encode()  # no halves of characters, which no database takes
