"""Locked files are opened with a password that fits, and say so where none does."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.errors import Unreadable
from ingest.media_types import DOCX, PDF, XLSX
from ingest.read import read
from tests.ingest.ole_files import ole_with
from tests.ingest.test_sniff import zip_with

WORDS = "The Coordinators met in Geneva."
PASSWORD = "clé  à 4 mots"


def locked_pdf(password: str, strength: int) -> bytes:
    made = BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption(password, "owner", strength=strength))
    canvas.drawString(72, 700, WORDS)
    canvas.save()
    return made.getvalue()


def locked_office(plain: BytesIO, password: str) -> bytes:
    OOXMLFile(plain).encrypt(password, made := BytesIO())
    return made.getvalue()


def locked_docx(password: str) -> bytes:
    paper = docx.Document()
    paper.add_paragraph(WORDS)
    paper.save(made := BytesIO())
    return locked_office(made, password)


def locked_xlsx(password: str) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append([WORDS, 1])
    book.save(made := BytesIO())
    return locked_office(made, password)


LOCKED = [
    # (bytes, media type, why)
    (locked_pdf("four", 40), PDF, "RC4 of PDF 1.3"),
    (locked_pdf("four", 128), PDF, "RC4 of PDF 1.4"),
    (locked_docx("four"), DOCX, "agile encryption"),
    (locked_xlsx("four"), XLSX, ""),
]


def words(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks)


@pytest.mark.parametrize(("data", "media_type", "why"), LOCKED)
def test_a_password_that_fits_opens(data: bytes, media_type: str, why: str) -> None:
    document = read(data, "paper", passwords=("", "wrong", "four", "никогда"))
    assert WORDS in words(document), why
    assert document.source.media_type == media_type, "what it is, not what hides it"
    assert document.source.size == len(data), "the file is the one that came"


@pytest.mark.parametrize("passwords", [(), ("wrong",), ("Four", "five" * 2000, "\0")])
@pytest.mark.parametrize(("data", "media_type", "why"), LOCKED)
def test_without_it_the_sentence_names_the_option(
    data: bytes, media_type: str, why: str, passwords: tuple[str, ...]
) -> None:
    with pytest.raises(Unreadable, match=r"^paper .*--password.*\.$") as refused:
        read(data, "paper", passwords=passwords)
    assert refused.value.reason == "encrypted"


def test_signs_beyond_ascii_and_blanks_are_part_of_a_password() -> None:
    assert WORDS in words(read(locked_docx(PASSWORD), "paper", passwords=(PASSWORD,)))


def test_what_opens_without_a_password_needs_none() -> None:
    """A PDF that only an owner may change, and a workbook with the password that Excel knows by itself."""
    assert WORDS in words(read(locked_pdf("", 128), "paper"))
    assert WORDS in words(read(locked_xlsx("VelvetSweatshop"), "paper"))


@pytest.mark.parametrize(
    ("data", "reason", "why"),
    [
        (ole_with("EncryptedPackage", "EncryptionInfo"), "encrypted", "it does not say how it is locked"),
        (ole_with("EncryptedPackage"), "encrypted", ""),
        (locked_docx("four")[:8000], "broken", "cut off"),
        (locked_pdf("four", 128)[:600], "broken", "cut off"),
        (
            zip_with({"mimetype": "application/epub+zip", "META-INF/manifest.xml": "<encryption-data/>"}),
            "encrypted",
            "",
        ),
    ],
)
def test_what_no_password_opens(data: bytes, reason: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, "paper", passwords=("four",))
    assert refused.value.reason == reason, why
