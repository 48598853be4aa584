"""Office files made in memory: a DOCX from its bare XML, so that a test shows all that it depends on."""

from __future__ import annotations

import hashlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from ingest.document import Block, Document, Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ROOTS = {"document": "document", "header1": "hdr", "header2": "hdr", "footer1": "ftr"}
KINDS = {"header1": "header", "header2": "header", "footer1": "footer"}


def source_of(data: bytes, name: str = "paper") -> Source:
    return Source(hashlib.sha256(data).hexdigest(), name, "", len(data), name)


def docx_of(body: str, main_type: str = MAIN, **parts: str) -> bytes:
    """A DOCX with this body and further parts (styles, numbering, footnotes, header1, settings …) by name.

    The relation of a part has the part's name as its id.
    """
    trees = {
        name: f"<w:{ROOTS.get(name, name)} {NAMES}>{inner}</w:{ROOTS.get(name, name)}>" for name, inner in parts.items()
    }
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{KINDS.get(name, name)}" Target="{name}.xml"/>' for name in parts
    )
    return zip_of(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
            **{f"word/{name}.xml": tree for name, tree in trees.items()},
        }
    )


def zip_of(members: dict[str, str]) -> bytes:
    with ZipFile(file := BytesIO(), "w", ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph with one run; `properties` and `run` are the XML of its own and its run's properties."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def shape_of(document: Document) -> list[tuple[str, int | None, str | None, str]]:
    """Kind, level, marker and text of every block."""
    return [row_of(block) for block in document.blocks]


def row_of(block: Block) -> tuple[str, int | None, str | None, str]:
    return block.kind.value, block.level, block.marker, block.text
