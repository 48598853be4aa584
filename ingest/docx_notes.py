"""Foot- and endnotes of a DOCX, in the order in which the text refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from ingest.document import Block, Kind
from ingest.docx_body import Body
from ingest.docx_names import W, number_of, value_of
from ingest.docx_tables import words_of
from ingest.docx_text import Note
from ingest.numerals import numeral

Markers = dict[tuple[str, str], str]  # by kind and id of the note

USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """The notes of one document; `parts` are its footnotes and endnotes by kind, `settings` say how they are numbered."""

    def __init__(self, parts: dict[str, _Element | None], settings: Sequence[_Element | None]) -> None:
        self._bodies = {
            (kind, str(one.get(f"{W}id"))): one
            for kind, root in parts.items()
            if root is not None
            for one in root.iterfind(f"{W}{kind}")
            if one.get(f"{W}type") in (None, "normal")
        }
        self._formats = {kind: _format(kind, settings) for kind in parts}
        self._starts = {kind: _start(kind, settings) for kind in parts}

    def markers(self, references: Sequence[Note]) -> Markers:
        """The mark that is printed in the text for each note that it refers to, in their order."""
        counts = dict(self._starts)
        markers: Markers = {}
        for note in references:
            key = (note.kind, note.id)
            if key not in markers and key in self._bodies:
                markers[key] = note.mark or numeral(counts[note.kind], self._formats[note.kind])
                counts[note.kind] += note.mark is None
        return markers

    def blocks(self, references: Sequence[Note], body: Body) -> Iterator[Block]:
        """A block for each note that the text refers to, once."""
        own = {(note.kind, note.id): note.mark for note in references if note.mark}
        for key, marker in self.markers(references).items():
            words = words_of(list(body.drafts(self._bodies[key])))
            text, links = words.tidied(words.text.removeprefix(own.get(key, "")).strip())
            yield Block(seq=0, kind=Kind.FOOTNOTE, text=text, marker=marker, links=links)


def _settings(kind: str, roots: Sequence[_Element | None], name: str) -> str | None:
    found = (value_of(root.find(f"{W}{kind}Pr"), name) for root in roots if root is not None)
    return next((value for value in found if value), None)


def _format(kind: str, roots: Sequence[_Element | None]) -> str:
    return _settings(kind, roots, "numFmt") or USUAL[kind]


def _start(kind: str, roots: Sequence[_Element | None]) -> int:
    return number_of(_settings(kind, roots, "numStart"), 1) or 1
