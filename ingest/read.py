"""One way in: bytes of any format that is read here become a document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib import import_module

from ingest.document import Document, Source
from ingest.errors import Unreadable
from ingest.media_types import DOC, DOCX, EPUB, HTML, MARKDOWN, ODP, ODS, ODT, PDF, PPT, PPTX, RTF, TEXT, XLS, XLSX
from ingest.sniff import media_type_of
from ingest.unlock import unlocked

Reader = Callable[[Source, bytes], Document]


def lazily(module: str, function: str) -> Reader:
    """A reader whose libraries are loaded when the first file asks for them."""

    def read_with(source: Source, data: bytes) -> Document:
        reader: Reader = getattr(import_module(module), function)
        return reader(source, data)

    return read_with


READERS: dict[str, Reader] = {
    PDF: lazily("ingest.pdf", "read_pdf"),
    DOCX: lazily("ingest.docx", "read_docx"),
    PPTX: lazily("ingest.pptx", "read_pptx"),
    XLSX: lazily("ingest.xlsx", "read_xlsx"),
    HTML: lazily("ingest.html", "read_html"),
    ODT: lazily("ingest.pandoc", "read_odt"),
    RTF: lazily("ingest.pandoc", "read_rtf"),
    EPUB: lazily("ingest.pandoc", "read_epub"),
    DOC: lazily("ingest.libreoffice", "read_doc"),
    XLS: lazily("ingest.libreoffice", "read_xls"),
    PPT: lazily("ingest.libreoffice", "read_ppt"),
    ODS: lazily("ingest.libreoffice", "read_xls"),
    ODP: lazily("ingest.libreoffice", "read_ppt"),
    MARKDOWN: lazily("ingest.text", "read_text"),
    TEXT: lazily("ingest.text", "read_text"),
}


def source_of(data: bytes, name: str, origin: str = "", plain: bytes | None = None) -> Source:
    """Who a file is; `plain` is what it holds when unlocked. Raises Unreadable where its format is not read."""
    media_type = media_type_of(data if plain is None else plain, name)
    return Source(hashlib.sha256(data).hexdigest(), name, media_type, len(data), origin)


def read(data: bytes, name: str, origin: str = "", passwords: Sequence[str] = ()) -> Document:
    """The document in the bytes of a file; `name` only serves messages. Raises Unreadable, and nothing else.

    A locked file is opened with one of the passwords. `ingest.bounds.within` sets what reading may take.

    >>> [block.text for block in read(b"Work plan\\n\\nWe meet in May.", "plan.txt").blocks]
    ['Work plan', 'We meet in May.']
    """
    try:
        plain = unlocked(data, name, passwords)
        source = source_of(data, name, origin, plain)
        document = READERS[source.media_type](source, plain)
    except Unreadable:
        raise
    except (MemoryError, RecursionError) as error:
        raise Unreadable(
            "too large", f"{name} is too large or too deeply nested: split it, or save it as PDF."
        ) from error
    except Exception as error:  # whatever a format's library raises on a broken file
        raise Unreadable("broken", f"{name} is damaged: open it in its program and save it again.") from error
    if not document.blocks:
        raise Unreadable("no text", f"{name} holds no text: check that it is the right file.")
    return document
