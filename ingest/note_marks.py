"""The marks by which a text refers to its footnotes: what they say, and how they are cut out of written words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import regex

from ingest.document import Kind
from ingest.draft import Draft
from ingest.links import moved
from ingest.numerals import RAISED

LOWERED = {high: low for low, high in RAISED.items()}
HIGH = "".join(map(chr, LOWERED))
MARK = regex.compile(
    rf"\[\^(?P<named>[^\]\s]{{1,20}})\]|(?<=[^\s\d{HIGH}])\[(?P<bracketed>\d{{1,3}})\]"
    rf"|(?<!(?:^|[\d\s/(])[kcdm]?m)(?<=\S)(?P<raised>[{HIGH}]{{1,3}})|(?<=\S)(?P<sign>[*†‡]{{1,3}})(?=\W|$)"
)


def mark_of(marker: str) -> str:
    """A footnote's marker without what stands around it.

    >>> mark_of("[1]"), mark_of("²"), mark_of("(3)"), mark_of("**")
    ('1', '2', '3', '**')
    """
    return marker.translate(LOWERED).strip(" .:()[]/^")


def with_notes(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with the marks of the text's own footnotes cut out of their words and told apart."""
    known = {mark_of(draft.marker) for draft in drafts if draft.kind is Kind.FOOTNOTE and draft.marker}
    return (
        [noted(draft, known) if draft.kind is not Kind.FOOTNOTE else draft for draft in drafts] if known else [*drafts]
    )


def noted(draft: Draft, known: Collection[str]) -> Draft:
    notes: list[str] = []
    text = cut(draft.text, known, notes)
    cells = tuple(
        replace(cell, text=rest, links=moved(cell.links, cell.text, rest))
        for cell in draft.cells
        for rest in [cut(cell.text, known, notes)]
    )
    return replace(draft.reworded(text), cells=cells, notes=tuple(notes)) if notes else draft


def cut(text: str, known: Collection[str], notes: list[str]) -> str:
    """The text without the marks of known footnotes, which are added to `notes`."""

    def taken(found: regex.Match[str]) -> str:
        mark = mark_of(found[0])
        if mark not in known:
            return found[0]
        notes.append(mark)
        return ""

    return MARK.sub(taken, text)
