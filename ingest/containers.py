"""Containers: ZIP files of Office, OpenDocument and EPUB, and the OLE files of older Office programs."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from olefile import OleFileIO  # type: ignore[import-untyped]

from ingest.bounds import bounds
from ingest.errors import Unreadable
from ingest.media_types import DOC, DOCX, EPUB, ODP, ODS, ODT, PPT, PPTX, XLS, XLSX

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = {"WordDocument": DOC, "PowerPoint Document": PPT, "Workbook": XLS, "Book": XLS}
ENCRYPTED = "EncryptedPackage"  # the stream that a locked file of newer Office programs is in
OFFICE_PARTS = (  # the main part of an Office file, as its list of content types names it
    (re.compile(rb"(wordprocessingml|ms-word)\.(document|template)[\w.]*main\+xml"), DOCX),
    (re.compile(rb"(presentationml|ms-powerpoint)\.(presentation|slideshow|template)[\w.]*main\+xml"), PPTX),
    (re.compile(rb"(spreadsheetml|ms-excel)\.(sheet|template)[\w.]*main\+xml"), XLSX),
)
USUAL_PARTS = {"word/document.xml": DOCX, "ppt/presentation.xml": PPTX, "xl/workbook.xml": XLSX}
OPEN_DOCUMENTS = (ODT, ODS, ODP)
IN_CONTAINERS = (DOCX, PPTX, XLSX, *OPEN_DOCUMENTS, EPUB)
MAX_MEMBERS = 20_000
LISTED = 500_000  # bytes of a list of parts that are looked at


def container_type(data: bytes, name: str) -> str:
    """What a ZIP container holds, by its members."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            check_members(container.infolist(), len(data), name)
            found = content_type(container, name)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise damaged(name) from error
    if found is None:
        raise archive(name)
    if found not in IN_CONTAINERS:
        raise Unreadable("unknown format", f"{name} is {found}, which is not read here: save it as PDF or DOCX.")
    return found


def check_members(members: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    """Refuse what is locked, and what grows too much when it is unpacked; pictures are packed already and hardly grow."""
    if any(member.flag_bits & 1 for member in members):
        raise locked(name)
    if len(members) > MAX_MEMBERS:
        raise Unreadable("too large", f"{name} has more than {MAX_MEMBERS:,} parts: split it or save it as PDF.")
    if sum(member.file_size for member in members) - packed > bounds().expanded_bytes:
        raise expands(name)


def content_type(container: zipfile.ZipFile, name: str) -> str | None:
    """The media type that a container's own list of contents says; None where it is a mere archive."""
    parts = set(container.namelist())
    if b"encryption-data" in beginning(container, "META-INF/manifest.xml"):
        raise locked(name)
    said = beginning(container, "mimetype").strip().decode("ascii", "replace")
    if said.startswith("application/"):
        return next((kind for kind in OPEN_DOCUMENTS if said.startswith(kind)), said)  # templates say more
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


def ole_type(data: bytes, name: str) -> str:
    """What an OLE file of older Office programs holds, by its streams; those of files within it do not count."""
    try:
        with OleFileIO(BytesIO(data)) as container:
            streams = {path[0] for path in container.listdir() if len(path) == 1}
    except Exception as error:  # of many kinds, where it is damaged
        raise damaged(name) from error
    if ENCRYPTED in streams:
        raise locked(name)
    kind = next((kind for stream, kind in OLE_STREAMS.items() if stream in streams), None)
    if kind is None:
        raise Unreadable("unknown format", f"{name} is of an old format that is not known: save it as PDF or DOCX.")
    return kind


def damaged(name: str) -> Unreadable:
    return Unreadable("broken", f"{name} is damaged or cut off: get the file again from where it came.")


def expands(name: str) -> Unreadable:
    most = bounds().expanded
    return Unreadable("too large", f"{name} expands by more than {most} MB: split it, or allow more with --expanded.")


def locked(name: str) -> Unreadable:
    return Unreadable("encrypted", f"{name} is locked with a password: save it without one.")


def archive(name: str) -> Unreadable:
    return Unreadable("archive", f"{name} is an archive, and archives are not opened: unpack it and hand in its files.")
