"""Containers: ZIP files of Office, OpenDocument and EPUB, and the OLE files of older Office programs."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from ingest.errors import Unreadable
from ingest.media_types import DOCX, EPUB, ODT, PPTX, XLSX

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
LISTED = 500_000  # bytes of a list of parts that are looked at


def container_type(data: bytes, name: str) -> str:
    """What a ZIP container holds, by its members."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            check_members(container.infolist(), name)
            found = content_type(container, name)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise Unreadable("broken", f"{name} is damaged or cut off: get the file again from where it came.") from error
    if found is None:
        raise archive(name)
    if found not in (DOCX, PPTX, XLSX, ODT, EPUB):
        raise Unreadable("unknown format", f"{name} is {found}, which is not read here: save it as PDF or DOCX.")
    return found


def check_members(members: list[zipfile.ZipInfo], name: str) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise locked(name)
    if sum(member.file_size for member in members) > MAX_UNPACKED or len(members) > MAX_MEMBERS:
        raise Unreadable("too large", f"{name} unpacks to more than is safe to read: split it or save it as PDF.")


def content_type(container: zipfile.ZipFile, name: str) -> str | None:
    """The media type that a container's own list of contents says; None where it is a mere archive."""
    parts = set(container.namelist())
    if b"encryption-data" in beginning(container, "META-INF/manifest.xml"):
        raise locked(name)
    said = beginning(container, "mimetype").strip().decode("ascii", "replace")
    if said.startswith("application/"):
        return ODT if said.startswith(ODT) else said
    if "META-INF/container.xml" in parts:
        return EPUB
    listed = beginning(container, "[Content_Types].xml")
    main = next((kind for pattern, kind in OFFICE_PARTS if pattern.search(listed)), None)
    return main or next((kind for part, kind in USUAL_PARTS.items() if part in parts), None)


def beginning(container: zipfile.ZipFile, part: str) -> bytes:
    """The first bytes of a part, as many as matter; none where there is no such part."""
    if part not in container.NameToInfo:
        return b""
    with container.open(part) as stream:
        return stream.read(LISTED)


def legacy_office(data: bytes, name: str) -> Unreadable:
    """What to do with an OLE file: a binary Office file, or a locked new one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return locked(name)
    for stream, (old, new) in OLE_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            return Unreadable("legacy office", f"{name} is an old {old} file: save it as {new}, say with LibreOffice.")
    return Unreadable("unknown format", f"{name} is an old container of an unknown kind: save it as PDF or DOCX.")


def locked(name: str) -> Unreadable:
    return Unreadable("encrypted", f"{name} is locked with a password: save it without one.")


def archive(name: str) -> Unreadable:
    return Unreadable("archive", f"{name} is an archive, and archives are not opened: unpack it and hand in its files.")
