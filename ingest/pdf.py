"""PDF -> Document: characters from PDFium, structure from where they stand; scans through recognition."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.document import Document, Page, Source
from ingest.errors import Unreadable
from ingest.ocr import Recogniser
from ingest.pdf_blocks import blocks_of
from ingest.pdf_bullets import with_bullets
from ingest.pdf_links import Pressed, links_on, with_links
from ingest.pdf_objects import Sheet, sheet_of
from ingest.structure import document_of

MOST_PAGES = 10_000
READER = f"pdf-7 (pypdfium2 {version('pypdfium2')})"


def read_pdf(source: Source, data: bytes) -> Document:
    """Read a PDF; pages without text, or with the wrong letters, are recognised from their picture.

    Raises `Unreadable` where the file is locked, broken, empty or larger than any paper.
    """
    with opened(data) as pdf:
        recogniser = Recogniser()
        pressed: list[Pressed] = []
        sheets = [read_sheet(pdf, at, recogniser, pressed) for at in range(len(pdf))]
        title = pdf.get_metadata_value("Title").strip() or None
    pages = [Page(sheet.number, round(sheet.width, 2), round(sheet.height, 2), sheet.ocr) for sheet in sheets]
    document = document_of(source, pages, with_links(blocks_of(sheets), pressed), READER, title)
    if not document.blocks:
        raise Unreadable(
            "no text",
            "No page of the PDF has words that can be read: check that it is not blank, or send a better scan.",
        )
    return document


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise refusal(error, data) from error
    try:
        if not 0 < len(pdf) <= MOST_PAGES:
            count = f"{len(pdf)} pages" if len(pdf) else "no pages"
            raise Unreadable("page count", f"The PDF has {count}: send a file with 1 to {MOST_PAGES:,} pages.")
        if pdf.get_formtype() != c.FORMTYPE_NONE:
            pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


def refusal(error: pdfium.PdfiumError, data: bytes) -> Unreadable:
    """What is wrong with a file that PDFium does not open."""
    if error.err_code in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
        return Unreadable("encrypted", "The PDF is locked: give its password with --password, or save it without one.")
    if b"%PDF-" not in data[:1024]:
        return Unreadable(
            "not a PDF", "The file does not begin like a PDF: check what it is and send the paper itself."
        )
    return Unreadable(
        "broken", "The PDF is cut off or damaged: fetch it again, or save it anew from the program that made it."
    )


def read_sheet(pdf: pdfium.PdfDocument, at: int, recogniser: Recogniser, pressed: list[Pressed]) -> Sheet:
    """What is on a page, from 0; a page that PDFium cannot load is empty, so that the others are read.

    The links on the page are added to `pressed`.
    """
    try:
        page = page_of(pdf, at)
    except pdfium.PdfiumError:
        return Sheet(at + 1, 0.0, 0.0)
    try:
        sheet = recogniser.completed(page, with_bullets(sheet_of(page, at + 1)))
        pressed += links_on(page, sheet)
        return sheet
    finally:
        page.close()


def page_of(pdf: pdfium.PdfDocument, at: int) -> pdfium.PdfPage:
    """A page, from 0, with what was filled into its form as part of it."""
    page = pdf[at]
    if not pdf.formenv or page.flatten() != c.FLATTEN_SUCCESS:
        return page
    page.close()
    return pdf[at]
