"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re

import filetype  # type: ignore[import-untyped]

from ingest.containers import OLE_MARK, archive, container_type, ole_type
from ingest.encoding import is_text, text_of
from ingest.errors import Unreadable
from ingest.media_types import HTML, MARKDOWN, PDF, RTF, TEXT
from ingest.mhtml import is_saved_page
from ingest.text_markdown import is_markdown

PDF_START = re.compile(rb"%PDF-\d")
PDF_WITHIN = 8_192  # bytes of junk that some programs put before a PDF
HTML_START = re.compile(
    r"(?:\s++|<\?[^>]*+>|<!--(?:(?!-->).)*+-->)*+<(?:!doctype\s+html|html|head|body|article|main)\b", re.I | re.S
)
HTML_TAGS = re.compile(r"</(p|div|h[1-6]|table|ul|ol|section|td|body)\s*>", re.I)


def media_type_of(data: bytes, name: str) -> str:
    """The media type that a reader exists for.

    Raises Unreadable where there is none: the file is empty, locked, broken, or of a kind that is not read.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty", f"{name} is empty: get the file again from where it came.")
    if data.startswith(b"PK"):
        return container_type(data, name)
    if data.startswith(OLE_MARK):
        return ole_type(data, name)
    if PDF_START.search(data[:PDF_WITHIN]):
        return PDF
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return RTF
    if is_saved_page(data):
        return HTML
    known, textual = filetype.guess(data), is_text(data)
    if known is not None and (not textual or known.mime == "application/postscript"):
        raise not_a_document(known.mime, name)
    if not textual:
        raise Unreadable("unknown format", f"{name} is in no format that is read here: save it as PDF or DOCX.")
    return text_type(text_of(data[:200_000]), name)


def text_type(text: str, name: str) -> str:
    """HTML, Markdown or plain text; other XML is refused."""
    if HTML_START.match(text[:20_000]) or len(HTML_TAGS.findall(text[:20_000])) >= 3:
        return HTML
    if text.lstrip().startswith("<?xml"):
        raise Unreadable("unknown format", f"{name} is XML of an unknown kind: save it as PDF, DOCX or HTML.")
    return MARKDOWN if is_markdown(text) else TEXT


def not_a_document(mime: str, name: str) -> Unreadable:
    kind = mime.partition("/")[0]
    if kind == "image":
        return Unreadable(
            "picture", f"{name} is a picture ({mime}): save it as PDF, so that its text can be recognised."
        )
    if kind in ("audio", "video", "font"):
        return Unreadable("no document", f"{name} is {mime}, which holds no text: hand in its transcript.")
    if kind == "application" and re.search(r"zip|tar|rar|7z|compress|gzip|bzip|xz|zstd|lz", mime):
        return archive(name)
    return Unreadable("unknown format", f"{name} is {mime}, which is not read here: save it as PDF or DOCX.")
