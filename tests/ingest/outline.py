"""A document as an outline that people can read and write: one line per block, "kind level marker text"."""

from __future__ import annotations

from itertools import groupby
from textwrap import dedent

from ingest.document import Block, Document, Kind
from ingest.read import read

SHORT = {
    Kind.HEADING: "h",
    Kind.PARAGRAPH: "p",
    Kind.LIST_ITEM: "l",
    Kind.CAPTION: "caption",
    Kind.FOOTNOTE: "note",
    Kind.PAGE_HEADER: "top",
    Kind.PAGE_FOOTER: "foot",
}


def outline(document: Document) -> str:
    """
    "h2 1. Objectives", "p Text", "l1 (a) Item"; a table is "t" with "¦" between cells and "/" between rows, and "*" before
    the cells that are headers.
    """
    return "\n".join(map(line_of, document.blocks))


def line_of(block: Block) -> str:
    if block.kind is Kind.TABLE:
        rows = groupby(block.cells, key=lambda cell: cell.row)
        return "t " + " / ".join(" ¦ ".join("*" * cell.header + cell.text for cell in row) for _, row in rows)
    return " ".join(filter(None, [f"{SHORT[block.kind]}{block.level or ''}", block.marker, block.text]))


def outline_of(text: str, name: str = "paper.txt") -> str:
    return outline(read(dedent(text).encode(), name))


def expected(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))
