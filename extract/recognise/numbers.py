"""Cardinal numbers in words or digits: "sixteen (16)", "thirty-eight", "vingt-deux", "112", "1 234".

Words count in the paper's own language only: French "six" is no English one, Spanish "once" is eleven. Part of a larger
number ("two million"), of a range ("10–13"), a fraction or a decimal is none; where the words in brackets say another
number than those before, neither counts.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.model import Words
from corpus.pattern import any_of
from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, apart, mark, text_of

LETTER = r"\p{Latin}\p{Cyrillic}\p{Arabic}\d"  # not Han, which stands next to a number without a blank
POINT = {"en": ""}  # what else may part thousands: in English the point is that of a decimal


class Numbers:
    """Marks `numbers`; `kb_id_` is the value in digits."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.magnitude, self.counted = vocabulary.prefix("magnitude"), vocabulary.prefix("classifier")
        self.duration = (
            f"(?:{vocabulary.prefix('duration.month')}|{vocabulary.prefix('duration.year')})"  # "a five-year"
        )
        self.made: dict[str, tuple[regex.Pattern[str], regex.Pattern[str]]] = {}

    def expressions(self, words: Words) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
        """Numbers in words and in digits, apart: as one expression they take four times as long."""
        one = any_of(words.numbers)
        spelt = rf"(?<![\w-])(?<!\w-\s)(?P<word>{one}(?:[\s-]+(?:{one}|{self.magnitude}))*)(?!\w|-(?!{self.duration}))"
        if words.language == "zh":
            spelt = rf"(?<![第\p{{N}}])(?P<word>{one})(?={self.counted})"
        parted = rf"\d{{1,3}}(?:[ ,\u00a0\u202f{POINT.get(words.language, '.')}]\d{{3}}){{1,4}}"
        before, after = rf"(?<![{LETTER}./,–-])", rf"(?![{LETTER}/]|[.,–-]\d|\s{self.magnitude})"
        digits = rf"{before}(?P<digits>{parted}{after}|\d{{1,12}}{after})"
        again = rf"(?:\s*\(\s*(?P<again>\d{{1,12}}|{one})\s*\))?"
        return regex.compile(spelt + again, regex.IGNORECASE), regex.compile(digits + again, regex.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "numbers", self.find(text_of(doc), doc.user_data.get("language")))

    def expressions_of(self, language: str | None) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
        """The expressions of a language, made when the first paper in it comes; that of English where it has no words."""
        words = next((one for one in self.vocabulary.words.values() if one.language == language), None)
        words = words or self.vocabulary.words["en"]
        if words.language not in self.made:
            self.made[words.language] = self.expressions(words)
        return self.made[words.language]

    def find(self, text: str, language: str | None) -> Iterator[Found]:
        for start, end, label, value in apart(self.candidates(text, language)):
            if value:
                yield start, end, label, value

    def candidates(self, text: str, language: str | None) -> Iterator[Found]:
        """Numbers in words and in digits; the id is empty where words and brackets say different numbers."""
        for label, expression in zip(("word", "digits"), self.expressions_of(language), strict=True):
            for found in expression.finditer(text):
                value = self.value(found[label])
                again = self.value(found["again"]) if found["again"] else value
                yield found.start(), found.end(), label, str(value) if value is not None and again == value else ""

    def value(self, said: str) -> int | None:
        return int(regex.sub(r"\D", "", said)) if said[0].isdecimal() else self.vocabulary.number(said)
