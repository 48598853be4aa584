"""Dates: "23 January 2026", "10–13 September 2024", "du 16 au 19 septembre 2025", "2025-09-16", "September 2026".

The wording is vocabulary. A range's first day takes month and year from its last where it has none of its own. A day
that no calendar has ("31 September") is no date, and neither are the month and year in it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, mark
from extract.recognise.starts import FirstWords, matches
from extract.tokens import text_of

YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DIGITS = regex.compile(r"\d+")
NUMERIC = regex.compile(r"\d+(?:[./-]\d|\s*年)")
REACH = 60  # characters around a year in which the rest of its date stands
DAY = r"\D|\d\d?(?!\d)|\d{4}\s*年"
FIRST = {  # how dates of a label begin, which is tried before its expression; at one place the first label is tried first
    "range": regex.compile(DAY),
    "undashed": regex.compile(r"\d\d?\D{0,4}\s\d"),
    "day": regex.compile(DAY),
    "numeric": regex.compile(r"\d+[./-]\d"),
    "month": regex.compile(r"\D|\d{4}\s*年"),
}
LABELS = (*FIRST,)


class Dates:
    """Marks `dates`: label "range" (id "2024-09-10/2024-09-13"), "day" ("2026-01-23") or "month" ("2026-09")."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.expressions = {label: vocabulary.cue(f"date.{label}") for label in LABELS}
        named = {name for words in vocabulary.words.values() for name in words.all_months}
        self.first = FirstWords(vocab, named | {"le"})

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "dates", self.find(doc))

    def find(self, doc: Doc) -> Iterator[Found]:
        end = 0
        for label, found in self.candidates(doc):
            if found.start() < end:
                continue
            key = self.key(label, found)
            if key:
                kind = "range" if "/" in key else "month" if label == "month" else "day"
                yield found.start(), found.end(), kind, key
            if key or label in ("day", "numeric"):
                end = found.end()

    def candidates(self, doc: Doc) -> list[tuple[str, regex.Match[str]]]:
        text, words = text_of(doc), self.first.starts(doc)
        found: list[tuple[str, regex.Match[str]]] = []
        for begin, end in around_years(text):
            here = words[bisect_left(words, begin) : bisect_left(words, end)]
            digits = (one.start() for one in DIGITS.finditer(text, begin, end) if is_led(text, one.start(), here))
            starts = sorted([*digits, *here])
            for label, first in FIRST.items():
                likely = (start for start in starts if first.match(text, start))
                found += [(label, one) for one in matches(self.expressions[label], text, likely, end)]
        return sorted(found, key=lambda pair: (pair[1].start(), LABELS.index(pair[0])))

    def key(self, label: str, found: regex.Match[str]) -> str:
        """The id of the date, empty where there is no such day."""
        said = {name: value for name, value in found.groupdict().items() if value}
        year, month = said.get("year2") or said["year"], self.month(said)
        if label == "month":
            return f"{int(year)}-{month:02}" if month else ""
        last = iso(year, self.month(said, "2") or month, said.get("day2") or said.get("day") or said.get("d", ""))
        return self.range(said, last) if "day2" in said and last else last

    def range(self, said: dict[str, str], last: str) -> str:
        """The id of the range up to `last`, empty where its days are not in order, or are listed with gaps."""
        year, month = said.get("year") or last[:4], self.month(said) or int(last[5:7])
        first = iso(year, month, said["day"])
        if first > last and "year" not in said and "month" in said:
            first = iso(str(int(year) - 1), month, said["day"])
        if not first or first >= last:
            return ""
        days = (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days
        return f"{first}/{last}" if "listed" not in said or days == named_between(said["listed"]) + 1 else ""

    def month(self, said: dict[str, str], which: str = "") -> int:
        if f"month{which}" in said:
            return self.vocabulary.month(said[f"month{which}"]) or 0
        return int(said.get("m" if "m" in said else "digits", 0)) if not which else 0


def is_led(text: str, start: int, words: list[int]) -> bool:
    """Whether digits can begin a date: a month is named soon after, or dots, dashes and the like follow."""
    after = bisect_left(words, start)
    return (after < len(words) and words[after] <= start + REACH) or NUMERIC.match(text, start) is not None


def around_years(text: str) -> Iterator[tuple[int, int]]:
    """The parts of the text that can hold a date: every date names a year, and most of a text is far from one."""
    begin, end = 0, 0
    for year in YEAR.finditer(text):
        if year.start() - REACH > end:
            yield begin, end
            begin = year.start() - REACH
        end = year.end() + REACH
    yield begin, end


def named_between(listed: str) -> int:
    """How many days are named between the first and the last: one in "10, 11 and 12"."""
    return len(DIGITS.findall(listed))


def iso(year: str, month: int, day: str) -> str:
    """The day as an ISO date, empty where the calendar has no such day."""
    digits = DIGITS.match(day)
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
