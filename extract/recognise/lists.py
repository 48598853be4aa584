"""Numbers that follow a word: "actions 18 to 30", "articles 3, 4 et 5", "art. 7", "acciones 31 a 37"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from corpus.pattern import word
from corpus.vocabulary import Vocabulary

LETTERS = r"(?:\s?\((?:\d{1,2}|[a-z]{1,4})\))*"  # "4 (1) (a)": the parts of an article are left aside
NUMBERED = r",?\s*(?:numbered|numérotée?s|numerad[oa]s)\s*(?:from\s+|de\s+)?"
TIME_WORDS = ("until", "till", "up to", "jusqu", "hasta")  # "article 4 until 1 May" is no range of articles
COUNTED = r"\s*(?:%|per cent|pour cent|por ciento|\p{L}*\s?(?:States|États|Etats|Estados|countries|pays|países))"


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A number, or the range up to `last`, and where it stands in the text."""

    first: str
    last: str | None
    start: int
    end: int


class NumberList:
    """Finds runs of numbers after a cue; `number` is the pattern of one number."""

    def __init__(self, vocabulary: Vocabulary, cue: str, number: str) -> None:
        to = {one for words in vocabulary.words.values() for one in words.range_words if not one.startswith(TIME_WORDS)}
        ranges = "|".join({word(one) for one in to} | {"[-‐‑–—]"})
        ands = "|".join({word(one) for words in vocabulary.words.values() for one in words.conjunctions})
        label = vocabulary.prefix(cue) + r"(?!\p{L})"
        one = rf"{number}{LETTERS}(?:\s*(?:{ranges})\s*{number}{LETTERS})?"
        more = rf"(?:\s*(?:,\s*(?:{ands})|,|/|{ands})\s*(?:{label}\s*)?{one}(?!{COUNTED}))"
        self.run = regex.compile(
            rf"{label}\s*(?:n[°os.]+\s*|{NUMBERED}|\((?=\d\d?\.\d))?(?P<run>{one}{more}*)(?![\d%])", regex.IGNORECASE
        )
        self.range = regex.compile(
            rf"(?P<first>{number}){LETTERS}(?:\s*(?:{ranges})\s*(?P<last>{number}))?", regex.IGNORECASE
        )

    def find(self, text: str) -> Iterator[tuple[regex.Match[str], list[NumberRange]]]:
        """Each run of numbers with its ranges, in the order of the text."""
        for found in self.run.finditer(text):
            ranges = self.range.finditer(text, found.start("run"), found.end("run"))
            yield found, [NumberRange(one["first"], one["last"], one.start(), one.end()) for one in ranges]
