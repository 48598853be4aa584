"""Cardinal numbers in words or digits: "sixteen (16)", "thirty-eight", "vingt-deux", "112", "1 234".

Words count in the paper's own language only: French "six" is no English one, Spanish "once" is eleven. Part of a larger
number ("two million"), of a range ("10–13"), a fraction or a decimal is none; where the words in brackets say another
number than those before, neither counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.model import Words
from corpus.pattern import any_of
from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, apart, mark
from extract.recognise.starts import FirstWords, matches
from extract.tokens import is_number, text_of, tokens_of

AGAIN = regex.compile(r"\s*\(\s*([^\s()][^()]{0,40}?)\s*\)")  # what stands in brackets right behind
LETTER = r"\p{Latin}\p{Cyrillic}\p{Arabic}\d"  # not Han, which stands next to a number without a blank
POINT = {"en": ""}  # what else may part thousands: in English the point is that of a decimal


@dataclass(frozen=True, slots=True)
class Expressions:
    """Those for the numbers of a language, in words (which begin with one of the `first`) and in digits."""

    first: FirstWords
    words: regex.Pattern[str]
    digits: regex.Pattern[str]


class Numbers:
    """Marks `numbers`; `kb_id_` is the value in digits."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.magnitude, self.counted = vocabulary.prefix("magnitude"), vocabulary.prefix("classifier")
        self.duration = (
            f"(?:{vocabulary.prefix('duration.month')}|{vocabulary.prefix('duration.year')})"  # "a five-year"
        )
        self.vocab = vocab
        self.made: dict[str, Expressions] = {}

    def expressions(self, words: Words) -> Expressions:
        one = any_of(words.numbers)
        spelt = rf"(?<![\w-])(?<!\w-\s)(?P<word>{one}(?:[\s-]+(?:{one}|{self.magnitude}))*)(?!\w|-(?!{self.duration}))"
        if words.language == "zh":
            spelt = rf"(?<![第\p{{N}}])(?P<word>{one})(?={self.counted})"
        parted = rf"\d{{1,3}}(?:[ ,\u00a0\u202f{POINT.get(words.language, '.')}]\d{{3}}){{1,4}}"
        before, after = rf"(?<![{LETTER}./,–-])", rf"(?![{LETTER}/]|[.,–-]\d|\s{self.magnitude})"
        digits = rf"{before}(?P<digits>{parted}{after}|\d{{1,12}}{after})"
        return Expressions(
            FirstWords(self.vocab, words.numbers),
            regex.compile(spelt, regex.IGNORECASE),
            regex.compile(digits, regex.IGNORECASE),
        )

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "numbers", self.find(doc))

    def expressions_of(self, language: str | None) -> Expressions:
        """The expressions of a language, made when the first paper in it comes; that of English where it has no words."""
        words = next((one for one in self.vocabulary.words.values() if one.language == language), None)
        words = words or self.vocabulary.words["en"]
        if words.language not in self.made:
            self.made[words.language] = self.expressions(words)
        return self.made[words.language]

    def find(self, doc: Doc) -> Iterator[Found]:
        for start, end, label, value in apart(self.candidates(doc)):
            if value:
                yield start, end, label, value

    def candidates(self, doc: Doc) -> Iterator[Found]:
        """Numbers in words and in digits; the id is empty where words and brackets say different numbers."""
        text, by = text_of(doc), self.expressions_of(doc.user_data.get("language"))
        tokens = tokens_of(doc)
        digits = [number for number, word in enumerate(tokens.words) if is_number(word)]
        for label, expression, starts in (
            ("word", by.words, by.first.starts(doc)),
            ("digits", by.digits, tokens.offsets(digits)),
        ):
            for found in matches(expression, text, starts):
                value, again = self.value(found[label]), AGAIN.match(text, found.end())
                said = self.value(again[1]) if again else None
                end = again.end() if again and said is not None else found.end()
                yield found.start(), end, label, str(value) if value is not None and said in (None, value) else ""

    def value(self, said: str) -> int | None:
        return int("".join(filter(str.isdecimal, said))) if said[0].isdecimal() else self.vocabulary.number(said)
