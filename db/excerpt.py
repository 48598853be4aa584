"""The words that somebody asks for, and where they stand in a text: marks, and excerpts around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from db.words import Word, words

OPEN, CLOSE = "\x02", "\x03"  # no text has them, so nobody can forge them and escaping does not touch them
ASKED = 40  # terms; what is beyond is left out
BEFORE, EXCERPT = 12, 45  # words of an excerpt before its first mark, and in all
TERM = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that are to stand together; the last one may be only a beginning."""

    forms: tuple[str, ...]
    open_ended: bool = False

    @property
    def expression(self) -> str:
        return f'"{" ".join(self.forms)}"' + "*" * self.open_ended

    def fits(self, run: Sequence[Word]) -> bool:
        *first, last = (word.form for word in run)
        return tuple(first) == self.forms[:-1] and (
            last.startswith(self.forms[-1]) if self.open_ended else last == self.forms[-1]
        )


def asked_for(text: str) -> list[Term]:
    """The terms of what a person typed: what stands in quotes, or between blanks.

    >>> [term.expression for term in asked_for('"action plan" CCM/MSP/2024/4 coordinat*')]
    ['"action plan"', '"ccm msp 2024 4"', '"coordinat"*']
    """
    found = []
    for quoted, bare in TERM.findall(text):
        forms = tuple(word.form for word in words(quoted or bare))
        if forms:
            found.append(Term(forms, open_ended=bare.endswith("*")))
    return list(dict.fromkeys(found))[:ASKED]


def spans_of(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where in the text the terms stand, in order and without overlap."""
    found = list(words(text))
    spans = [
        (found[i].start, found[i + len(term.forms) - 1].end)
        for term in terms
        for i in range(len(found) - len(term.forms) + 1)
        if term.fits(found[i : i + len(term.forms)])
    ]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def marked(text: str, asked: str) -> str:
    """The whole text with the words that were asked for between OPEN and CLOSE."""
    return with_marks(text, spans_of(text, asked_for(asked)), 0, len(text))


def with_marks(text: str, spans: Sequence[tuple[int, int]], first: int, last: int) -> str:
    """Characters `first` to `last` of a text with marks around the spans; marks that were in the text go."""
    parts, done = [], first
    for start, end in spans:
        if first <= start and end <= last:
            parts += [unmarked(text[done:start]), OPEN, unmarked(text[start:end]), CLOSE]
            done = end
    return "".join([*parts, unmarked(text[done:last])])


def unmarked(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def excerpt(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The part of a text around where most of the marked words stand together, cut between words."""
    bounds = [word[1:] for word in words(text)]
    if len(bounds) <= EXCERPT:
        return with_marks(text, spans, 0, len(text))
    starts = [start for start, _ in bounds]
    places = [starts.index(start) for start, _ in spans] or [0]
    best = max(places, key=lambda place: (sum(place <= other < place + EXCERPT - BEFORE for other in places), -place))
    first = max(0, min(best - BEFORE, len(bounds) - EXCERPT))
    last = min(first + EXCERPT, len(bounds)) - 1
    head, tail = "… " * (first > 0), " …" * (last < len(bounds) - 1)
    return (
        head + with_marks(text, spans, bounds[first][0] if first else 0, bounds[last][1] if tail else len(text)) + tail
    )
