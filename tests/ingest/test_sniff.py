"""What a file is decides its content; a file that is not read gets one sentence with what to do."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from ingest import containers
from ingest.errors import Unreadable
from ingest.media_types import DOCX, EPUB, HTML, MARKDOWN, ODT, PDF, PPTX, RTF, TEXT, XLSX
from ingest.sniff import media_type_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
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


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 64


ODS = "application/vnd.oasis.opendocument.spreadsheet"

READ = [
    (b"%PDF-1.7\n", PDF, "as it should begin"),
    (b"HTTP junk\r\n" * 20 + b"%PDF-1.4\n", PDF, "junk before its mark"),
    (office("wordprocessingml.document"), DOCX, "by its list of contents, whatever its parts are called"),
    (office("presentationml.presentation"), PPTX, ""),
    (office("spreadsheetml.sheet"), XLSX, ""),
    (zip_with({"word/document.xml": "<x/>"}), DOCX, "without a list of contents"),
    (zip_with({"mimetype": ODT, "content.xml": ""}), ODT, ""),
    (zip_with({"mimetype": EPUB}), EPUB, ""),
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
    (stream("WordDocument"), "legacy office", ""),
    (stream("Workbook"), "legacy office", ""),
    (stream("EncryptedPackage"), "encrypted", "a locked new Office file is an OLE file"),
    (OLE, "unknown format", ""),
    (zip_with({"mimetype": ODT, "META-INF/manifest.xml": "<encryption-data/>"}), "encrypted", ""),
    (zip_with({"mimetype": ODS}), "unknown format", ""),
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


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size that counts is the one it would expand to."""
    monkeypatch.setattr(containers, "MAX_UNPACKED", 100_000)
    bomb = zip_with({"word/document.xml": "0" * 200_000}, compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 1000
    with pytest.raises(Unreadable) as refused:
        media_type_of(bomb, "bomb.docx")
    assert refused.value.reason == "too large"
