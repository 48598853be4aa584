"""What a file is decides its content; a file that is not read gets one sentence with what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from ingest.bounds import Bounds, within
from ingest.errors import Unreadable
from ingest.media_types import (
    DOC,
    DOCX,
    EPUB,
    HTML,
    MARKDOWN,
    ODP,
    ODS,
    ODT,
    PDF,
    PPT,
    PPTX,
    RTF,
    TEXT,
    XLS,
    XLSX,
)
from ingest.sniff import media_type_of
from tests.ingest.ole_files import ole_with

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
TYPES = '<Types><Override ContentType="application/vnd.{}.main+xml"/></Types>'


def zip_with(parts: dict[str, str], **options: int) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", **options) as container:
        for name, text in parts.items():
            container.writestr(name, text)
    return packed.getvalue()


def office(kind: str) -> bytes:
    return zip_with({"[Content_Types].xml": TYPES.format(f"openxmlformats-officedocument.{kind}"), "any.xml": ""})


READ = [
    (b"%PDF-1.7\n", PDF, "as it should begin"),
    (b"HTTP junk\r\n" * 20 + b"%PDF-1.4\n", PDF, "junk before its mark"),
    (office("wordprocessingml.document"), DOCX, "by its list of contents, whatever its parts are called"),
    (office("presentationml.presentation"), PPTX, ""),
    (office("spreadsheetml.sheet"), XLSX, ""),
    (zip_with({"word/document.xml": "<x/>"}), DOCX, "without a list of contents"),
    (zip_with({"mimetype": ODT, "content.xml": ""}), ODT, ""),
    (zip_with({"mimetype": EPUB}), EPUB, ""),
    (zip_with({"mimetype": ODS + "-template"}), ODS, "a template"),
    (zip_with({"mimetype": ODP}), ODP, ""),
    (ole_with("WordDocument", "1Table"), DOC, ""),
    (ole_with("Current User", "PowerPoint Document"), PPT, ""),
    (ole_with("Workbook"), XLS, ""),
    (ole_with("Book"), XLS, "of Excel 5"),
    (b"\xef\xbb\xbf{\\rtf1 text}", RTF, "a byte order mark first"),
    (b"<!DOCTYPE html><title>x</title>", HTML, ""),
    (b"<!-- saved -->\n<?xml version='1.0'?>\n<html><p>x", HTML, "comments first"),
    (b"<p>one</p><div>two</div><p>three</p>", HTML, "a piece of a page"),
    (b"# Heading\n\ntext", MARKDOWN, ""),
    (b"Work plan\n\ntext", TEXT, ""),
    (b"BM is how this text begins, as bitmaps do", TEXT, "two letters make no picture"),
    ("План работы".encode("utf-16"), TEXT, "wide characters"),
]

REFUSED = [
    (b"", "empty", ""),
    (b" \r\n\0", "empty", "blanks only"),
    (PNG, "picture", "whatever its name"),
    (ole_with("EncryptedPackage"), "encrypted", "a locked new Office file is an OLE file"),
    (ole_with(), "unknown format", ""),
    (ole_with("WordDocument")[:700], "broken", "cut off"),
    (zip_with({"mimetype": ODT, "META-INF/manifest.xml": "<encryption-data/>"}), "encrypted", ""),
    (zip_with({"mimetype": "application/vnd.oasis.opendocument.graphics"}), "unknown format", ""),
    (zip_with({"a.txt": "x"}), "archive", ""),
    (office("wordprocessingml.document")[:-30], "broken", "cut off"),
    (b"\x1f\x8b\x08" + bytes(range(256)), "archive", ""),
    (b"\x7fELF" + bytes(range(256)) * 3, "unknown format", "a program"),
    (bytes(range(256)) * 9, "unknown format", "noise"),
    (b"<?xml version='1.0'?><feed/>", "unknown format", "XML that is no page"),
    (b"%!PS-Adobe-3.0\nshowpage", "unknown format", ""),
]


@pytest.mark.parametrize(("data", "kind", "why"), READ)
def test_read(data: bytes, kind: str, why: str) -> None:
    assert media_type_of(data, "paper.pdf") == kind, why


@pytest.mark.parametrize(("data", "reason", "why"), REFUSED)
def test_refused(data: bytes, reason: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        media_type_of(data, "paper.pdf")
    assert refused.value.reason == reason, why
    assert str(refused.value).startswith("paper.pdf ")
    assert str(refused.value).endswith(".")
    assert ": " in str(refused.value), "says what to do"


def test_a_bomb_is_not_unpacked() -> None:
    """The size that counts is the one it would expand to."""
    bomb = zip_with({"word/document.xml": "0" * 2_000_000}, compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 10_000
    with within(Bounds(expanded=1)), pytest.raises(Unreadable) as refused:
        media_type_of(bomb, "bomb.docx")
    assert (refused.value.reason, "--expanded" in str(refused.value)) == ("too large", True)
