"""Documents as Markdown, and Markdown taken apart: headings, text, and tables as rows of cells."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lxml import html as markup

from ingest.document import Block, Document, Kind
from ingest.document import Cell as BlockCell

TABLE = re.compile(r"(<table\b.*?</table>)", re.IGNORECASE | re.DOTALL)
RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
PIPE = re.compile(r"(?<!\\)\|")
HEADING = re.compile(r"^#{1,6}\s+(.*)$")
LINE_MARK = re.compile(r"^\s*(?:[-*+•]\s+|>\s+)+")
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\([^()\s]*\)")
EMPHASIS = re.compile(r"(\*{1,3}|~~|__)(?=\S)(.+?)(?<=\S)\1")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~$-])")
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        return " ".join(cell.text for row in self.rows for cell in row if cell.text)


Part = Heading | Text | Table


def parts_of(markdown: str) -> Iterator[Part]:
    """Headings, runs of text and tables of a Markdown text, tables in HTML or between pipes."""
    for piece in TABLE.split(markdown):
        if TABLE.fullmatch(piece):
            yield html_table(piece)
        else:
            yield from parts_of_lines(piece.splitlines())


def parts_of_lines(lines: list[str]) -> Iterator[Part]:
    at = 0
    while at < len(lines):
        if "|" in lines[at] and at + 1 < len(lines) and "|" in lines[at + 1] and RULE.match(lines[at + 1]):
            end = next((one for one in range(at + 2, len(lines)) if "|" not in lines[one]), len(lines))
            yield Table(tuple(pipe_row(line) for line in (lines[at], *lines[at + 2 : end])))
            at = end
            continue
        if heading := HEADING.match(lines[at]):
            yield Heading(plain(heading[1]))
        elif text := plain(LINE_MARK.sub("", lines[at])):
            yield Text(text)
        at += 1


def html_table(text: str) -> Table:
    table = markup.fragment_fromstring(text)
    for line_break in table.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    return Table(tuple(tuple(map(html_cell, row.iterchildren("td", "th"))) for row in table.iter("tr")))


def html_cell(cell: markup.HtmlElement) -> Cell:
    return Cell(squeezed(cell.text_content()), span(cell.get("colspan")), span(cell.get("rowspan")))


def span(said: str | None) -> int:
    return int(said) if said and said.isdigit() else 1


def pipe_row(line: str) -> tuple[Cell, ...]:
    return tuple(Cell(plain(cell)) for cell in PIPE.split(line.strip().removeprefix("|").removesuffix("|")))


def plain(text: str) -> str:
    """Text without the signs of Markdown.

    >>> plain("**Work plan**, [2024](http://x.org)<br>5 \\\\* 3")
    'Work plan, 2024 5 * 3'
    """
    text = EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", LINK.sub(r"\1", IMAGE.sub("", text))))
    return squeezed(html.unescape(TAG.sub(" ", ESCAPED.sub(r"\1", text))))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def markdown_of(document: Document) -> str:
    """A document as Markdown with tables in HTML, since only these have spans."""
    return "\n\n".join(map(written, document.blocks))


def written(block: Block) -> str:
    if block.kind is Kind.TABLE:
        return html_of(block)
    text = html.escape(f"{block.marker} {block.text}" if block.marker else block.text, quote=False)
    if block.kind is Kind.HEADING:
        return f"{'#' * min(block.level or 1, 6)} {squeezed(text)}"
    return f"- {text}" if block.kind is Kind.LIST_ITEM else text


def html_of(table: Block) -> str:
    rows = groupby(sorted(table.cells, key=lambda one: (one.row, one.column)), lambda one: one.row)
    cells = ("".join(map(html_cell_of, row)) for _, row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def html_cell_of(cell: BlockCell) -> str:
    spans = ((name, n) for name, n in (("colspan", cell.column_span), ("rowspan", cell.row_span)) if n > 1)
    said = "".join(f' {name}="{n}"' for name, n in spans)
    return f"<td{said}>{html.escape(cell.text)}</td>"
