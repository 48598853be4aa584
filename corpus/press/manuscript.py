"""A manuscript: what a sample paper says, as Markdown with a head of YAML, before it has a format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

NOTICES = {
    "en": "Sample paper: made to show how this archive works; not an official document.",
    "fr": "Document d’exemple : établi pour montrer le fonctionnement de ces archives ; ce n’est pas un document officiel.",
    "es": "Documento de muestra: elaborado para mostrar cómo funciona este archivo; no es un documento oficial.",
}
MARKED = re.compile(r"(?P<indent> *)(?P<marker>-|\d{1,3}\.|[IVX]+\.|\([a-z]{1,3}\)) (?P<text>.+)")
CONTINUED = "^"  # the cell above goes on in this one


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A list item or numbered paragraph; `marker` is "-" or the number as printed."""

    depth: int
    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first being the header; a cell "^" belongs to the one above."""

    rows: tuple[tuple[str, ...], ...]

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Column, first and last row of each cell that goes on below."""
        for column in range(len(self.rows[0])):
            starts = [n for n, row in enumerate(self.rows) if row[column] != CONTINUED] + [len(self.rows)]
            yield from ((column, first, after - 1) for first, after in pairwise(starts) if after - first > 1)


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page, a slide or a sheet."""


Piece = Heading | Paragraph | Item | Table | Break


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A paper before it is printed. `head` is the YAML: file, layout, language, title, date and what the layout needs."""

    head: dict[str, Any]
    pieces: tuple[Piece, ...]

    @property
    def file(self) -> str:
        return str(self.head["file"])

    @property
    def title(self) -> str:
        return str(self.head["title"])

    @property
    def language(self) -> str:
        return str(self.head["language"])

    @property
    def date(self) -> dt.datetime:
        """When the paper was made, noon: goes to the metadata of the file."""
        return dt.datetime.combine(self.head["date"], dt.time(12), dt.UTC)

    @property
    def notice(self) -> str:
        """The sentence that tells readers that this is a sample, with what else they must know."""
        return " ".join([NOTICES[self.language], *filter(None, [self.head.get("also")])])

    def pages(self) -> Iterator[tuple[Piece, ...]]:
        """The pieces between breaks."""
        page: list[Piece] = []
        for piece in self.pieces:
            if isinstance(piece, Break):
                yield tuple(page)
                page = []
            else:
                page.append(piece)
        yield tuple(page)


def read(path: Path) -> Manuscript:
    """The manuscript in a file. Raises ValueError where it has no head."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    return Manuscript(yaml.safe_load(head), tuple(pieces(body)))


def pieces(body: str) -> Iterator[Piece]:
    """The pieces of a body; blank lines part paragraphs, every other line that is marked is a piece of its own."""
    for part in re.split(r"\n\s*\n", body.strip("\n")):
        lines = part.splitlines()
        if lines[0].startswith("|"):
            yield Table(tuple(cells(line) for line in lines))
            continue
        yield from map(piece, lines)


def piece(line: str) -> Piece:
    if line.strip() == "***":
        return Break()
    if found := re.match(r"(#+) (.+)", line):
        return Heading(len(found[1]), found[2])
    if found := MARKED.fullmatch(line):
        return Item(len(found["indent"]) // 2, found["marker"], found["text"])
    return Paragraph(line.strip())


def cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces of one weight: "", "b" or "i"."""
    for part in re.split(r"(\*\*.+?\*\*|\*.+?\*)", text):
        if part:
            style = "b" if part.startswith("**") else "i" if part.startswith("*") else ""
            yield part.strip("*") if style else part, style


def plain(text: str) -> str:
    return "".join(part for part, _ in runs(text))
