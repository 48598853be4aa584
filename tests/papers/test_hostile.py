"""Files that are made to do harm: each is read or refused in a sentence, soon, within memory, and nothing is fetched."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ingest.errors import Unreadable
from ingest.media_types import ODT
from ingest.read import read
from papers.workers import Bounds, Lost, Workers
from tests.ingest.office_files import docx_of, p
from tests.ingest.test_sniff import zip_with

SECRET = "hush, hush"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CONTENT = (
    '{declared}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Plan {entity}</text:p>'
    "</office:text></office:body></office:document-content>"
)
PAGES = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1."""
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
    return bytes(made) + tail % (size, table, size, len(made))


def stream(keys: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(content), content)


def page(size: int, contents: bytes, resources: bytes = b"") -> list[bytes]:
    head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<<%s>>>>"
    return [*PAGES, head % (size, size, resources), contents]


def zeros(count: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(count >> 20)) + packer.flush()


def picture_pdf(side: int) -> bytes:
    keys = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode"
    picture = stream(keys % (side, side), zeros(side * side // 8))
    return pdf_of(*page(600, stream(b"", b"q 600 0 0 600 0 0 cm /I Do Q"), b"/XObject<</I 5 0 R>>"), picture)


def forms_pdf(depth: int) -> bytes:
    """Forms that draw the next twice: 2 to the power of `depth` drawings."""
    again = b"/F Do /F Do"
    forms = [
        stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>" % (5 + number), again)
        for number in range(1, depth)
    ]
    last = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 1 1 re f")
    return pdf_of(*page(600, stream(b"", again), b"/XObject<</F 5 0 R>>"), *forms, last)


def odt(declared: str, entity: str) -> bytes:
    return zip_with({"mimetype": ODT, "content.xml": CONTENT.format(declared=declared, entity=entity)})


def docx_with(old: str, new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(docx_of(p("Plan")))) as good:
        parts = {name: good.read(name).decode() for name in good.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)
    return zip_with(parts, compression=zipfile.ZIP_DEFLATED)


def lying_docx() -> bytes:
    """A container whose list says that its last part is small."""
    made = bytearray(
        zip_with({"a.xml": "<x/>", "word/document.xml": "0" * 30_000_000}, compression=zipfile.ZIP_DEFLATED)
    )
    struct.pack_into("<I", made, made.rfind(b"PK\x01\x02") + 24, 100)
    struct.pack_into("<I", made, made.rfind(b"PK\x03\x04") + 22, 100)
    return bytes(made)


def overlapping_docx() -> bytes:
    """A container whose parts are all the same bytes."""
    made = zip_with({"word/document.xml": "0" * 1_000_000}, compression=zipfile.ZIP_DEFLATED)
    start, end = made.rfind(b"PK\x01\x02"), made.rfind(b"PK\x05\x06")
    listed = made[start:end] * 1000
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(listed), start, 0)
    return made[:start] + listed + tail


def sheet_with(rows: str) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Item", "Amount"])
    book.worksheets[0].append(["Plan", 1])
    book.save(plain := BytesIO())
    with zipfile.ZipFile(plain) as good:
        parts = {name: good.read(name).decode() for name in good.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace("</sheetData>", rows)
    return zip_with(parts, compression=zipfile.ZIP_DEFLATED)


EMPTY_ROWS = "".join(f'<row r="{row}" customFormat="1" ht="15"><c r="A{row}"/></row>' for row in range(10, 30_000))
FAR = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/>'

HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    # what: (the file, how it may end: "read", or the reason of a refusal)
    "entities in DOCX": (lambda: docx_with("<w:document", f"{BOMB}]><w:document"), {"hostile"}),
    "entities in ODT": (lambda: odt(f"{BOMB}]>", "&i;"), {"broken", "read"}),
    "entities in HTML": (lambda: f"{BOMB}]><html><body><p>Plan &i;".encode(), {"read"}),
    "a file in DOCX": (
        lambda: docx_with("<w:document", '<!DOCTYPE x [<!ENTITY s SYSTEM "{secret}">]><w:document'),
        {"hostile"},
    ),
    "a file in ODT": (lambda: odt('<!DOCTYPE x [<!ENTITY s SYSTEM "{secret}">]>', "&s;"), {"broken", "read"}),
    "a file in HTML": (lambda: b'<!DOCTYPE html [<!ENTITY s SYSTEM "{secret}">]><html><p>Plan &s;', {"read"}),
    "a bomb": (lambda: docx_with("Plan", "0" * 200_000_000), {"too large"}),
    "a bomb that lies": (lying_docx, {"broken"}),
    "parts over each other": (overlapping_docx, {"too large", "broken"}),
    "bombs in an archive": (lambda: zip_with({f"{at}.zip": "x" for at in range(9)}), {"archive"}),
    "too many parts": (lambda: zip_with({f"{at}.xml": "" for at in range(20_001)}), {"too large"}),
    "pages in a circle": (
        lambda: pdf_of(PAGES[0], b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R]/Count 5>>"),
        {"no text", "broken"},
    ),
    "two billion pages": (
        lambda: pdf_of(PAGES[0], b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<</Type/Page/Parent 2 0 R>>"),
        {"page count", "no text", "broken"},
    ),
    "a page of miles": (lambda: pdf_of(*page(60_000_000, stream(b"", b"0 0 9 9 re f"))), {"no text"}),
    "a picture of 60,000 dots a side": (lambda: picture_pdf(60_000), {"no text", "crash", "timeout"}),
    "a page of gigabytes": (
        lambda: pdf_of(*page(600, stream(b"/Filter/FlateDecode", zeros(1 << 30)))),
        {"crash", "memory", "timeout", "no text"},
    ),
    "forms within forms": (lambda: forms_pdf(26), {"crash", "memory", "timeout", "no text"}),
    "depth in HTML": (lambda: b"<html><body>" + b"<div>" * 100_000 + b"Plan", {"too large"}),
    "depth in RTF": (lambda: b"{\\rtf1 " + b"{" * 100_000 + b"Plan" + b"}" * 100_000, {"read", "broken", "too large"}),
    "a wide table": (lambda: b"<html><table>" + b"<tr><td colspan=1000000 rowspan=1000000>Plan<td>b" * 300, {"read"}),
    "one line": (lambda: b"Plan " * 400_000, {"read"}),
    "one word": (lambda: b"Plan" * 500_000, {"read"}),
    "rows of nothing": (lambda: sheet_with(f"{EMPTY_ROWS}</sheetData>"), {"read"}),
    "a cell far away": (lambda: sheet_with(FAR + "</mergeCells>"), {"read"}),
    "text called PDF": (lambda: b"Plan of the group", {"read"}),
}


def outcome_of(path: str) -> tuple[str, str]:
    """What a worker makes of a file: "read" and its text, or the reason and the sentence of a refusal."""
    try:
        document = read(Path(path).read_bytes(), "paper.pdf")
    except Unreadable as refused:
        return refused.reason, str(refused)
    return "read", "\n".join(block.text for block in document.blocks)


@pytest.mark.slow
def test_hostile_files_end_within_their_bounds(tmp_path: Path) -> None:
    """In workers as they are in use, but smaller; each ends as it may, and the next is none the worse."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for at, (make, _) in enumerate(HOSTILE.values()):
        (tmp_path / str(at)).write_bytes(make().replace(b"{secret}", secret.as_uri().encode()))
    bounds = Bounds(seconds=25, megabytes=1024)
    tasks = [str(tmp_path / str(at)) for at in range(len(HOSTILE))]
    results = dict(Workers(outcome_of, 2, bounds, ("ingest.read",), quiet=True).map(tasks))
    ends = {name: results[at] for at, name in enumerate(HOSTILE)}
    reasons = {name: end.reason if isinstance(end, Lost) else end[0] for name, end in ends.items()}
    assert {name: reasons[name] for name, (_, may) in HOSTILE.items() if reasons[name] not in may} == {}
    for name, end in ends.items():
        if not isinstance(end, Lost):
            assert SECRET not in end[1], name
            assert end[0] == "read" or end[1].endswith("."), name
            assert end[0] != "read" or "Plan" in end[1], name
