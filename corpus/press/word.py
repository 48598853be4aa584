"""DOCX by python-docx: real styles, headings and lists numbered by the word processor, header and footer."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from corpus.press.manuscript import CONTINUED, Break, Heading, Item, Manuscript, Paragraph, Piece, Table, runs
from corpus.press.still import still

FORMATS = {"decimal": "%1.", "lowerLetter": "(%1)", "upperRoman": "%1."}


def print_docx(paper: Manuscript) -> bytes:
    """The bytes of the DOCX. Numbers of the manuscript become automatic numbering, as an author would have them."""
    document = Document()
    about = document.core_properties
    about.title, about.comments, about.subject = paper.title, paper.notice, paper.notice
    about.author, about.language = "Convention Papers", paper.language
    about.created = about.modified = paper.date.replace(tzinfo=None)
    section = document.sections[0]
    section.header.paragraphs[0].text = paper.head.get("header", "")
    section.footer.paragraphs[0].text = paper.head.get("footer", "")
    numbering = Numbering(document)
    for piece in paper.pieces:
        put(document, piece, numbering)
    last = document.add_paragraph()
    last.alignment = WD_ALIGN_PARAGRAPH.CENTER
    last.add_run(paper.notice).italic = True
    out = io.BytesIO()
    document.save(out)
    return still(out.getvalue(), paper.date)


class Numbering:
    """The automatic lists of a document: a new one for each run of a kind of marker that starts again."""

    def __init__(self, document: Any) -> None:
        self.part = document.part.numbering_part.element
        self.open: dict[tuple[str, int], int] = {}

    def number(self, paragraph: Any, marker: str, depth: int = 0) -> None:
        """Give the paragraph its automatic number; markers that begin a list ("1.", "(a)", "I.") begin a new one."""
        kind = "lowerLetter" if marker.startswith("(") else "decimal" if marker[:-1].isdigit() else "upperRoman"
        if marker in ("1.", "(a)", "I.") or (kind, depth) not in self.open:
            self.open[kind, depth] = self.new(kind, depth)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self.open[kind, depth]

    def new(self, kind: str, depth: int) -> int:
        ident = (
            max([int(one.get(qn("w:abstractNumId"))) for one in self.part.findall(qn("w:abstractNum"))], default=0) + 1
        )
        left = 360 * (depth + 2)
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{FORMATS[kind]}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
        )
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}">{level}</w:abstractNum>')
        self.part.insert(len(self.part.findall(qn("w:abstractNum"))), abstract)
        return int(self.part.add_num(ident).numId)


def put(document: Any, piece: Piece, numbering: Numbering) -> None:
    match piece:
        case Break():
            document.add_page_break()
        case Heading(level, text):
            put_heading(document, level, text, numbering)
        case Paragraph(text):
            write(document.add_paragraph(), text)
        case Item(depth, "-", text):
            write(document.add_paragraph(style="List Bullet" + (f" {depth + 1}" if depth else "")), text)
        case Item(depth, marker, text):
            paragraph = document.add_paragraph()
            write(paragraph, text)
            numbering.number(paragraph, marker, depth)
        case Table():
            put_table(document, piece)


def put_heading(document: Any, level: int, text: str, numbering: Numbering) -> None:
    """A heading; a number in front ("3. Activities") becomes automatic."""
    marker, _, rest = text.partition(" ")
    numbered = marker.endswith(".") and (marker[:-1].isdigit() or set(marker[:-1]) <= set("IVX"))
    heading = document.add_heading(level=0 if level == 1 else level - 1)
    write(heading, rest if numbered else text)
    if numbered:
        numbering.number(heading, marker)


def put_table(document: Any, piece: Table) -> None:
    """A table with a header row that Word knows as one, and cells merged downwards."""
    table = document.add_table(len(piece.rows), len(piece.rows[0]), style="Table Grid")
    for number, row in enumerate(piece.rows):
        for column, text in enumerate(row):
            write(table.cell(number, column).paragraphs[0], "" if text == CONTINUED else text)
    for column, first, last in piece.spans():
        drop_blank(table.cell(first, column).merge(table.cell(last, column)))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def drop_blank(cell: Any) -> None:
    """Take out the empty paragraphs that a merge leaves behind."""
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def write(paragraph: Any, text: str) -> None:
    for part, style in runs(text):
        run = paragraph.add_run(part)
        run.bold, run.italic = style == "b" or None, style == "i" or None
