"""The texts in boxes that float over a sheet; charts only show again what its cells say."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from ingest.charts import A
from ingest.document import Block, Kind
from ingest.docx_text import tidy
from ingest.markers import marker_of
from ingest.office import PARSER

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def drawn_blocks(package: ZipFile, sheet: str) -> Iterator[Block]:
    """The texts over the sheet of that part, in the order of the file."""
    for drawing in _drawings(package, sheet):
        for body in _tree(package, drawing).iter(f"{DRAWN}txBody"):
            yield from _paragraphs(body)


def _paragraphs(body: _Element) -> Iterator[Block]:
    for paragraph in body.iterfind(f"{A}p"):
        whole = tidy("".join(text.text or "" for text in paragraph.iter(f"{A}t")))
        marker, text = marker_of(whole)
        if text:
            kind, level = (Kind.PARAGRAPH, None) if marker is None else (Kind.LIST_ITEM, 1)
            yield Block(0, kind, text if marker else whole, level=level, marker=marker)


def _drawings(package: ZipFile, sheet: str) -> Iterator[str]:
    """The parts that the sheet's part names as its drawings."""
    folder, name = posixpath.split(sheet.lstrip("/"))
    relations = f"{folder}/_rels/{name}.rels"
    for one in _tree(package, relations) if relations in package.NameToInfo else ():
        part = posixpath.normpath(posixpath.join("/", folder, str(one.get("Target")))).lstrip("/")
        if str(one.get("Type")).endswith("/drawing") and part in package.NameToInfo:
            yield part


def _tree(package: ZipFile, part: str) -> _Element:
    return etree.fromstring(package.read(part), PARSER)
