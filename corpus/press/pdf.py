"""PDF by ReportLab: a plain report, a paper with the masthead of the United Nations, a newsletter in two columns."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from corpus.press.manuscript import CONTINUED, Break, Heading, Item, Manuscript, Paragraph, Piece, Table, runs

SANS, SERIF = "Helvetica", "Times-Roman"
BOLD = {SANS: "Helvetica-Bold", SERIF: "Times-Bold"}
MARGIN, GUTTER = 22 * mm, 8 * mm


def print_pdf(paper: Manuscript) -> bytes:
    """The bytes of the PDF; the layout is that of the head: report, un or newsletter."""
    out = io.BytesIO()
    layout = paper.head["layout"]
    font = SERIF if layout == "un" else SANS
    template = BaseDocTemplate(
        out, pagesize=A4, title=paper.title, subject=paper.notice, author="Convention Papers",
        creator="Convention Papers", keywords=["sample"], lang=paper.language, invariant=1, pageCompression=1,
    )  # fmt: skip
    frame = Frame(MARGIN, MARGIN, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN, leftPadding=0, rightPadding=0, id="body")
    template.addPageTemplates(PageTemplate("all", [frame], onPage=furniture(paper)))
    template.build([*story(paper, layout, font), Spacer(1, 14), Text(escaped(paper.notice), styles(font)["notice"])])
    return out.getvalue()


def story(paper: Manuscript, layout: str, font: str) -> list[Flowable]:
    """The paper as flowables; a newsletter has its title over the whole width and the rest in two columns."""
    made = [flow for piece in paper.pieces for flow in flows(piece, font)]
    if layout == "un":
        return [*masthead(paper.head["masthead"]), *made]
    return [*made[:2], BalancedColumns(made[2:], nCols=2, innerPadding=GUTTER)] if layout == "newsletter" else made


def furniture(paper: Manuscript) -> Any:
    """What stands on every page: the symbol above from the second page on, job number and page number below."""

    def draw(canvas: Any, template: Any) -> None:
        canvas.setFont(SANS, 8)
        head = paper.head.get("masthead", {}).get("symbol") or paper.head.get("header")
        if head and canvas.getPageNumber() > 1:
            canvas.drawString(MARGIN, A4[1] - 14 * mm, head)
        job = paper.head.get("masthead", {}).get("job") or paper.head.get("footer", "")
        canvas.drawString(MARGIN, 12 * mm, job)
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, str(canvas.getPageNumber()))

    return draw


def styles(font: str) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("body", fontName=font, fontSize=10, leading=13.5, spaceAfter=6)
    made = {"body": body, "cell": ParagraphStyle("cell", body, fontSize=8.5, leading=10.5, spaceAfter=0)}
    made["right"] = ParagraphStyle("right", body, spaceAfter=1)
    made["notice"] = ParagraphStyle(
        "notice", body, fontSize=8, leading=10, alignment=TA_CENTER, textColor=colors.HexColor(0x444444)
    )
    for level, size in ((1, 15), (2, 12.5), (3, 10.5)):
        above = {1: 4, 2: 12, 3: 8}[level]
        made[f"h{level}"] = ParagraphStyle(
            f"h{level}", body, fontName=BOLD[font], fontSize=size, leading=size * 1.25, spaceBefore=above, keepWithNext=1
        )  # fmt: skip
    for depth in range(3):
        left = 18 * (depth + 1)
        made[f"item{depth}"] = ParagraphStyle(
            f"item{depth}", body, leftIndent=left, bulletIndent=left - 16, spaceAfter=3
        )
        made[f"item{depth}"].bulletFontName = font
    made["numbered"] = ParagraphStyle("numbered", body, bulletIndent=0, firstLineIndent=32, bulletFontName=font)
    return made


def masthead(said: dict[str, Any]) -> Iterator[Flowable]:
    """Body and symbol above a rule; meeting and place on the left, distribution on the right; a rule again."""
    style, big = styles(SERIF)["right"], ParagraphStyle("symbol", fontName=BOLD[SERIF], fontSize=17, leading=20)
    width = A4[0] - 2 * MARGIN
    yield Grid(
        [[Text(said.get("issuer", "United Nations"), style), Text(said["symbol"], big)]], [width * 0.6, width * 0.4]
    )
    yield HRFlowable(width="100%", thickness=1.2, color=colors.black, spaceAfter=4)
    left = [Text(f"<b>{escaped(line)}</b>", style) for line in said["meeting"]]
    left += [Text(escaped(line), style) for line in said["place"]]
    yield Grid([[left, [Text(escaped(line), style) for line in said["distribution"]]]], [width * 0.6, width * 0.4],
               style=[("VALIGN", (0, 0), (-1, -1), "TOP")])  # fmt: skip
    yield HRFlowable(width="100%", thickness=2, color=colors.black, spaceBefore=4, spaceAfter=12)


def flows(piece: Piece, font: str) -> Iterator[Flowable]:
    style = styles(font)
    match piece:
        case Break():
            yield PageBreak()
        case Heading(level, text):
            yield Text(escaped(text), style[f"h{min(level, 3)}"])
        case Paragraph(text):
            yield Text(escaped(text), style["body"])
        case Item(0, marker, text) if marker[:-1].isdigit():
            yield Text(escaped(text), style["numbered"], bulletText=marker)
        case Item(depth, marker, text):
            yield Text(escaped(text), style[f"item{depth}"], bulletText="•" if marker == "-" else marker)
        case Table():
            yield grid(piece, style["cell"])
            yield Spacer(1, 8)


def grid(table: Table, style: ParagraphStyle) -> Grid:
    """A ruled table with its header row again on each page; cells that go on are spans."""
    rows = table.rows
    width = (A4[0] - 2 * MARGIN) / len(rows[0])
    rules: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    rules += [("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]
    rules += [("SPAN", (column, first), (column, last)) for column, first, last in table.spans()]
    texts = [[Text("" if cell == CONTINUED else escaped(cell), style) for cell in row] for row in rows]
    return Grid(texts, [width] * len(rows[0]), repeatRows=1, style=rules)


def escaped(text: str) -> str:
    return "".join(f"<{tag}>{html.escape(part)}</{tag}>" if tag else html.escape(part) for part, tag in runs(text))
