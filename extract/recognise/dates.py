"""Dates: "23 January 2026", "10–13 September 2024", "du 16 au 19 septembre 2025", "2025-09-16", "September 2026".

The wording is vocabulary. A range's first day takes month and year from its last where it has none of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, mark

LABELS = ("date.range", "date.day", "date.numeric", "date.month")


class Dates:
    """Marks `dates`: label "range" (id "2024-09-10/2024-09-13"), "day" ("2026-01-23") or "month" ("2026-09")."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        either = "|".join(f"(?P<as_{label.removeprefix('date.')}>{vocabulary.cue(label).pattern})" for label in LABELS)
        self.expression = regex.compile(either, regex.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "dates", self.find(doc.text))

    def find(self, text: str) -> Iterator[Found]:
        at = 0
        while found := self.expression.search(text, at):
            label = next(one for one in LABELS if found[f"as_{one.removeprefix('date.')}"])
            key = self.key(label, found)
            if key:
                kind = "range" if "/" in key else "month" if label == "date.month" else "day"
                yield found.start(), found.end(), kind, key
            at = found.end() if key else found.start() + 1  # "Article 4 until 1 May 2030" is no range, but has a day

    def key(self, label: str, found: regex.Match[str]) -> str:
        """The id of the date, empty where there is no such day."""
        said = {name: value for name, value in found.groupdict().items() if value}
        year, month = said.get("year2") or said["year"], self.month(said)
        if label == "date.month":
            return f"{year}-{month:02}" if month else ""
        last = iso(year, self.month(said, "2") or month, said.get("day2") or said.get("day") or said.get("d", ""))
        if label != "date.range" or not last:
            return last
        first = iso(said.get("year") or year, month or self.month(said, "2"), said["day"])
        if first > last:
            first = iso(str(int(year) - 1), month, said["day"])
        return f"{first}/{last}" if first and first < last else ""

    def month(self, said: dict[str, str], which: str = "") -> int:
        if f"month{which}" in said:
            return self.vocabulary.month(said[f"month{which}"]) or 0
        return int(said.get("m" if "m" in said else "digits", 0)) if not which else 0


def iso(year: str, month: int, day: str) -> str:
    """The day as an ISO date, empty where the calendar has no such day."""
    digits = regex.match(r"\d+", day)
    try:
        return dt.date(int(year), month, int(digits[0]) if digits else 0).isoformat()
    except ValueError:
        return ""


def bounds(key: str) -> tuple[str, str]:
    """First and last day of a date's id.

    >>> bounds("2024-09-10/2024-09-13")
    ('2024-09-10', '2024-09-13')
    """
    first, _, last = key.partition("/")
    return first, last or first
