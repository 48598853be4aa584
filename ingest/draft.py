"""A piece of a plain text before it is known whether it is a heading, an item or a paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.document import Block, Cell, Kind, Link
from ingest.links import moved


@dataclass(frozen=True, slots=True)
class Draft:
    """`sign` tells what marks a heading outright ("atx", "setext", "bold"), `rank` its number there; `gap` counts the blank
    lines before, `indent` columns. `kind` is None until it is known; `notes` are marks of footnotes, cut out of the text."""

    text: str
    marker: str | None = None
    kind: Kind | None = None
    level: int | None = None
    indent: int = 0
    gap: int = 0
    page: int | None = None
    cells: tuple[Cell, ...] = ()
    sign: str = ""
    rank: int = 0
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    def reworded(self, text: str) -> Draft:
        """The draft with what became of its text, links still at their words."""
        return replace(self, text=text, links=moved(self.links, self.text, text))

    def block(self) -> Block:
        return Block(
            seq=0,
            kind=self.kind or Kind.PARAGRAPH,
            text=self.text,
            level=self.level,
            marker=self.marker,
            page=self.page,
            cells=self.cells,
            notes=self.notes,
            links=self.links,
        )
