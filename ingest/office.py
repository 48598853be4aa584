"""Office packages (Open Packaging Conventions, ISO/IEC 29500-2): opened within bounds, mended where mending is safe."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ingest.bounds import bounds
from ingest.errors import Unreadable

MAX_ENTRIES = 20_000
TEXTUAL = (".xml", ".rels")
# Parts that hold no word of the paper; loading them takes time
WORDLESS = re.compile(
    r"(?:^|/)(?:customXml/|theme/|docProps/app|fontTable|webSettings|tableStyles|presProps|viewProps|calcChain|tags/)"
)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
# ISO/IEC 29500-2, 8.1.4: the XML of a package shall hold no document type declaration
FORBIDDEN = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
OFFICE, STRICT = b"http://schemas.openxmlformats.org", b"http://purl.oclc.org/ooxml"
# ISO/IEC 29500 Strict and Transitional differ in namespaces; the libraries know Transitional
PARTS = ("wordprocessingml", "presentationml", "spreadsheetml", "drawingml")
DRAWINGS = ("wordprocessingDrawing", "spreadsheetDrawing", "chart", "diagram", "picture")
CORE = b"/package/2006/relationships/metadata/core-properties"
TRANSITIONAL = (
    *((STRICT + f"/{name}/main".encode(), OFFICE + f"/{name}/2006/main".encode()) for name in PARTS),
    *((STRICT + f"/drawingml/{name}".encode(), OFFICE + f"/drawingml/2006/{name}".encode()) for name in DRAWINGS),
    (STRICT + b"/officeDocument/relationships", OFFICE + b"/officeDocument/2006/relationships"),
    (STRICT + b"/officeDocument/math", OFFICE + b"/officeDocument/2006/math"),
    (OFFICE + CORE + b"/strict", OFFICE + CORE),
)
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
DEFAULT_TITLES = (
    "",
    "word document",
    "powerpoint presentation",
    "présentation powerpoint",
    "presentación de powerpoint",
)
WORD, SHOW = b"openxmlformats-officedocument.wordprocessingml.", b"openxmlformats-officedocument.presentationml."
PLAIN_TYPES = (
    (b"ms-word.document.macroEnabled.main+xml", WORD + b"document.main+xml"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", WORD + b"document.main+xml"),
    (WORD + b"template.main+xml", WORD + b"document.main+xml"),
    (b"ms-powerpoint.presentation.macroEnabled.main+xml", SHOW + b"presentation.main+xml"),
    (b"ms-powerpoint.slideshow.macroEnabled.main+xml", SHOW + b"presentation.main+xml"),
    (SHOW + b"slideshow.main+xml", SHOW + b"presentation.main+xml"),
    (SHOW + b"template.main+xml", SHOW + b"presentation.main+xml"),
)


def clean_package(data: bytes) -> BytesIO:
    """The package with the XML that holds words: no pictures, no dangling relationships, Transitional namespaces, plain types.

    Raises `Unreadable` where it is no whole package, is encrypted, declares entities, or holds more XML than a file may
    expand by: a parsed tree takes about eight times that.
    """
    parts = _parts(data)
    for name, content in parts.items():
        if any(mark in content for mark in FORBIDDEN):
            raise Unreadable(
                "hostile", f"The part {name!r} declares XML entities; ask for a copy saved by an office suite."
            )
        parts[name] = _transitional(name, content)
    with ZipFile(clean := BytesIO(), "w") as target:
        for name, content in parts.items():
            target.writestr(name, _sound(name, content, parts) if name.endswith(".rels") else content)
    clean.seek(0)
    return clean


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = [one for one in package.infolist() if _is_read(one.filename)]
            _check(entries)
            return {one.filename.replace("\\", "/").lstrip("/"): package.read(one) for one in entries}
    except Unreadable:
        raise
    except RuntimeError as error:
        raise Unreadable("encrypted", "The file is protected by a password; ask for a copy without one.") from error
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error) as error:
        raise Unreadable(
            "broken", "The file is cut short or damaged; send it again or ask for another copy."
        ) from error


def _is_read(name: str) -> bool:
    return name.lower().endswith(TEXTUAL) and not WORDLESS.search(name.replace("\\", "/"))


def _check(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(one.file_size for one in entries) > bounds().expanded_bytes:
        advice = "split it, or allow more with --expanded"
        raise Unreadable("too large", f"The file expands to more than {bounds().expanded} MB: {advice}.")


def _transitional(name: str, content: bytes) -> bytes:
    if STRICT in content or b"core-properties/strict" in content:
        for strict, usual in TRANSITIONAL:
            content = content.replace(strict, usual)
    if name == "[Content_Types].xml":
        for special, plain in PLAIN_TYPES:
            content = content.replace(special, plain)
    return content


def _sound(name: str, content: bytes, parts: dict[str, bytes]) -> bytes:
    """The relationships of a part without those that lead to nothing, on which the libraries stumble."""
    root = etree.fromstring(content, PARSER)
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in list(root):
        target = str(relation.get("Target") or "")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if relation.get("TargetMode") != "External" and path not in parts:
            root.remove(relation)
    return etree.tostring(root)


def title_of(package: BytesIO) -> str | None:
    """The title among a clean package's core properties (ISO/IEC 29500-2, 11); None where there is none of its own."""
    with ZipFile(package) as parts:
        relations = etree.fromstring(parts.read("_rels/.rels"), PARSER)
        for relation in relations:
            if str(relation.get("Type")).endswith("/metadata/core-properties"):
                core = etree.fromstring(parts.read(str(relation.get("Target")).lstrip("/")), PARSER)
                title = (core.findtext(DC_TITLE) or "").strip()
                return title if title.lower() not in DEFAULT_TITLES else None
    return None


@contextmanager
def unreadable_if_broken(what: str) -> Iterator[None]:
    """Turn whatever a library raises over a damaged file into `Unreadable`."""
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        message = f"The {what} is damaged inside; open it in an office suite, save it anew and send that copy."
        raise Unreadable("broken", message) from error
