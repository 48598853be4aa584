"""PPTX by python-pptx: a slide for each page, its heading as title, bullets as body, tables as tables."""

from __future__ import annotations

import io
from typing import Any

from pptx import Presentation
from pptx.util import Inches, Pt

from corpus.press.manuscript import Heading, Item, Manuscript, Paragraph, Piece, Table, plain
from corpus.press.still import still

TITLE_SLIDE, TITLE_AND_CONTENT, TITLE_ONLY = 0, 1, 5


def print_pptx(paper: Manuscript) -> bytes:
    """The bytes of the PPTX; the first page is the title slide, with the notice that this is a sample."""
    deck = Presentation()
    about = deck.core_properties
    about.title, about.comments, about.subject = paper.title, paper.notice, paper.notice
    about.author, about.language, about.last_modified_by = "Convention Papers", paper.language, "Convention Papers"
    about.created = about.modified = paper.date.replace(tzinfo=None)
    first, *others = paper.pages()
    put_title_slide(deck, first, paper.notice)
    for page in others:
        put_slide(deck, page)
    out = io.BytesIO()
    deck.save(out)
    return still(out.getvalue(), paper.date)


def put_title_slide(deck: Any, page: tuple[Piece, ...], notice: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_SLIDE])
    title, *rest = [plain(piece.text) for piece in page if isinstance(piece, Heading | Paragraph)]
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(rest)
    box = slide.shapes.add_textbox(Inches(0.5), Inches(6.7), Inches(9), Inches(0.5)).text_frame
    box.text = notice
    box.paragraphs[0].font.size = Pt(12)


def put_slide(deck: Any, page: tuple[Piece, ...]) -> None:
    table = next((piece for piece in page if isinstance(piece, Table)), None)
    texts = [piece for piece in page if isinstance(piece, Item | Paragraph)]
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY if table else TITLE_AND_CONTENT])
    slide.shapes.title.text = next(plain(piece.text) for piece in page if isinstance(piece, Heading))
    if table:
        put_table(slide, table.rows)
        slide.notes_slide.notes_text_frame.text = "\n".join(plain(piece.text) for piece in texts)
        return
    body = slide.placeholders[1].text_frame
    for number, piece in enumerate(texts):
        paragraph = body.paragraphs[0] if number == 0 else body.add_paragraph()
        paragraph.text, paragraph.level = plain(piece.text), piece.depth if isinstance(piece, Item) else 0
        paragraph.font.size = Pt(20)


def put_table(slide: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    shape = slide.shapes.add_table(
        len(rows), len(rows[0]), Inches(0.4), Inches(1.4), Inches(9.2), Inches(0.4 * len(rows))
    )
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            frame = shape.table.cell(number, column).text_frame
            frame.text = plain(cell)
            frame.paragraphs[0].font.size = Pt(12)
