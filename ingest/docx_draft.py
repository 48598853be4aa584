"""A paragraph or table of a DOCX before it is decided what it is: its text, its marker and how it looks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.document import Cell, Kind, Link
from ingest.docx_text import Note, Run
from ingest.links import moved


@dataclass(frozen=True, slots=True)
class Draft:
    """`rank` is what a style says of a heading (0 title, from 1 headings); `family` is one for the items of a list;
    `indent` is in twentieths of a point, `tabs_before` counts tabs that the text began with; `kind` and `level` are None
    until they are known; `notes` are those that the text refers to."""

    text: str
    marker: str | None = None
    family: str | None = None
    bullet: bool = False
    indent: int = 0
    rank: int | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    caps: bool = False
    centred: bool = False
    tabs_before: int = 0
    kind: Kind | None = None
    level: int | None = None
    cells: tuple[Cell, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()

    def reworded(self, text: str) -> Draft:
        """The draft with what became of its text, links still at their words."""
        return replace(self, text=text, links=moved(self.links, self.text, text))

    @property
    def emphasised(self) -> bool:
        return self.bold or self.caps or self.underlined


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What is true of all the words of a paragraph; `size` is that of most of its characters."""

    bold: bool
    italic: bool
    underlined: bool
    caps: bool
    size: float


def emphasis_of(runs: tuple[Run, ...]) -> Emphasis:
    """How the runs that hold words look together."""
    worded = [run for run in runs if any(character.isalnum() for character in run.text)]
    if not worded:
        return Emphasis(False, False, False, False, 0.0)
    sizes: dict[float, int] = {}
    for run in worded:
        sizes[run.look.size or 0.0] = sizes.get(run.look.size or 0.0, 0) + len(run.text)
    letters = [character for run in worded for character in run.text if character.isalpha()]
    return Emphasis(
        bold=all(run.look.bold for run in worded),
        italic=all(run.look.italic for run in worded),
        underlined=all(run.look.underlined for run in worded),
        caps=len(letters) > 3 and (all(one.isupper() for one in letters) or all(run.look.caps for run in worded)),
        size=max(sizes, key=lambda size: sizes[size]),
    )
