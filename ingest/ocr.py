"""Pages that are pictures -> words."""
from __future__ import annotations

import pypdfium2 as pdfium

from ingest.pdf_objects import Sheet


def needs_ocr(sheet: Sheet) -> bool:
    return False


def recognised(page: pdfium.PdfPage, sheet: Sheet) -> Sheet:
    return sheet
