"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import filetype  # type: ignore[import-untyped]

from ingest.encoding import is_text, text_of
from ingest.errors import Unreadable
from ingest.text_markdown import is_markdown

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
EPUB = "application/epub+zip"
RTF = "application/rtf"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = {  # the stream that tells what an OLE file is, its old suffix and the one to save it as
    "WordDocument": (".doc", ".docx"),
    "PowerPoint Document": (".ppt", ".pptx"),
    "Workbook": (".xls", ".xlsx"),
    "Book": (".xls", ".xlsx"),
}
OFFICE_PARTS = (  # the main part of an Office file, as its list of content types names it
    (re.compile(rb"(wordprocessingml|ms-word)\.(document|template)[\w.]*main\+xml"), DOCX),
    (re.compile(rb"(presentationml|ms-powerpoint)\.(presentation|slideshow|template)[\w.]*main\+xml"), PPTX),
    (re.compile(rb"(spreadsheetml|ms-excel)\.(sheet|template)[\w.]*main\+xml"), XLSX),
)
USUAL_PARTS = {"word/document.xml": DOCX, "ppt/presentation.xml": PPTX, "xl/workbook.xml": XLSX}
MAX_UNPACKED = 500_000_000  # bytes that the members of a container may expand to
MAX_MEMBERS = 20_000
PDF_WITHIN = 8_192  # bytes of junk that some programs put before a PDF
HTML_START = re.compile(
    r"\s*(<\?xml[^>]*>|<!--.*?-->|\s)*<(!doctype\s+html|html|head|body|article|main)\b", re.I | re.S
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
        raise legacy_office(data, name)
    if b"%PDF-" in data[:PDF_WITHIN]:
        return PDF
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return RTF
    known = filetype.guess(data)
    if known is not None:
        raise not_a_document(known.mime, name)
    if not is_text(data):
        raise Unreadable("unknown format", f"{name} is in no format that is read here: save it as PDF or DOCX.")
    return text_type(text_of(data[:200_000]), name)


def text_type(text: str, name: str) -> str:
    """HTML, Markdown or plain text; other XML is refused."""
    if HTML_START.match(text[:20_000]) or len(HTML_TAGS.findall(text[:20_000])) >= 3:
        return HTML
    if text.lstrip().startswith("<?xml"):
        raise Unreadable("unknown format", f"{name} is XML of an unknown kind: save it as PDF, DOCX or HTML.")
    return MARKDOWN if is_markdown(text) else TEXT


def container_type(data: bytes, name: str) -> str:
    """What a ZIP container holds, by its members."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            check_members(container.infolist(), name)
            found = office_type(container)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("broken", f"{name} is damaged or cut off: get the file again from where it came.") from error
    if found is None:
        raise Unreadable(
            "archive", f"{name} is an archive, and archives are not opened: unpack it and hand in its files."
        )
    return found


def check_members(members: list[zipfile.ZipInfo], name: str) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("encrypted", f"{name} is locked with a password: save it without one.")
    if sum(member.file_size for member in members) > MAX_UNPACKED or len(members) > MAX_MEMBERS:
        raise Unreadable("too large", f"{name} unpacks to more than is safe to read: split it or save it as PDF.")


def office_type(container: zipfile.ZipFile) -> str | None:
    names = set(container.namelist())
    if "mimetype" in names:
        said = container.read("mimetype")[:200].strip().decode("ascii", "replace")
        if said == EPUB or said.startswith(ODT):
            return EPUB if said == EPUB else ODT
    if "META-INF/container.xml" in names:
        return EPUB
    if "[Content_Types].xml" in names:
        parts = container.read("[Content_Types].xml")
        found = next((kind for pattern, kind in OFFICE_PARTS if pattern.search(parts)), None)
        if found:
            return found
    return next((kind for part, kind in USUAL_PARTS.items() if part in names), None)


def legacy_office(data: bytes, name: str) -> Unreadable:
    """What to do with an OLE file: a binary Office file, or a locked new one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable("encrypted", f"{name} is locked with a password: save it without one.")
    for stream, (old, new) in OLE_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            return Unreadable("legacy office", f"{name} is an old {old} file: save it as {new}, say with LibreOffice.")
    return Unreadable("unknown format", f"{name} is an old container of an unknown kind: save it as PDF or DOCX.")


def not_a_document(mime: str, name: str) -> Unreadable:
    kind = mime.partition("/")[0]
    if kind == "image":
        return Unreadable(
            "picture", f"{name} is a picture ({mime}): save it as PDF, so that its text can be recognised."
        )
    if kind in ("audio", "video", "font"):
        return Unreadable("no document", f"{name} is {mime}, which holds no text: hand in its transcript.")
    if kind == "application" and re.search(r"zip|tar|rar|7z|compress|gzip|bzip|xz|zstd|lz", mime):
        return Unreadable(
            "archive", f"{name} is an archive, and archives are not opened: unpack it and hand in its files."
        )
    return Unreadable("unknown format", f"{name} is {mime}, which is not read here: save it as PDF or DOCX.")
