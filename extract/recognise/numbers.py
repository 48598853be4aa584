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
from extract.recognise.marks import Found, mark, text_of

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
        self.expressions: dict[str, regex.Pattern[str]] = {}

    def expression(self, words: Words) -> regex.Pattern[str]:
        one = any_of(words.numbers)
        spelt = rf"(?<![\w-])(?<!\w-\s)(?P<word>{one}(?:[\s-]+(?:{one}|{self.magnitude}))*)(?!\w|-(?!{self.duration}))"
        if words.language == "zh":
            spelt = rf"(?<![第\p{{N}}])(?P<word>{one})(?={self.counted})"
        parted = rf"\d{{1,3}}(?:[ ,\u00a0\u202f{POINT.get(words.language, '.')}]\d{{3}}){{1,4}}"
        before, after = rf"(?<![{LETTER}./,–-])", rf"(?![{LETTER}/]|[.,–-]\d|\s{self.magnitude})"
        digits = rf"{before}(?P<digits>{parted}{after}|\d{{1,12}}{after})"
        again = rf"(?:\s*\(\s*(?P<again>\d{{1,12}}|{one})\s*\))?"
        return regex.compile(rf"(?:{spelt}|{digits}){again}", regex.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "numbers", self.find(text_of(doc), doc.user_data.get("language")))

    def expression_of(self, language: str | None) -> regex.Pattern[str]:
        """The expression of a language, made when the first paper in it comes; that of English where it has no words."""
        words = next((one for one in self.vocabulary.words.values() if one.language == language), None)
        words = words or self.vocabulary.words["en"]
        if words.language not in self.expressions:
            self.expressions[words.language] = self.expression(words)
        return self.expressions[words.language]

    def find(self, text: str, language: str | None) -> Iterator[Found]:
        for found in self.expression_of(language).finditer(text):
            value = self.value(found["word"] or found["digits"])
            if value is not None and (found["again"] is None or self.value(found["again"]) == value):
                yield found.start(), found.end(), "word" if found["word"] else "digits", str(value)

    def value(self, said: str) -> int | None:
        return int(regex.sub(r"\D", "", said)) if said[0].isdecimal() else self.vocabulary.number(said)
