"""Cardinal numbers in words or digits: "sixteen (16)", "thirty-eight", "vingt-deux", "112", "1 234".

Words count in the paper's own language only: French "six" is no English one, Spanish "once" is eleven.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.pattern import word
from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, mark

DIGITS = r"(?<![\w./,-])\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?![\w/]|[.,]\d)|(?<![\w./,-])\d+(?![\w/]|[.,]\d)"


class Numbers:
    """Marks `numbers`; `kb_id_` is the value in digits."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.expressions: dict[str, regex.Pattern[str]] = {
            language: self.expression(words.numbers) for language, words in vocabulary.words.items()
        }

    def expression(self, numbers: dict[str, int]) -> regex.Pattern[str]:
        words = "|".join(word(one) for one in sorted(numbers, key=len, reverse=True))
        spelt = rf"(?<![\w-])(?P<word>{words})(?![\w-])"
        return regex.compile(rf"{spelt}(?:\s*\(\s*(?P<again>\d+)\s*\))?|(?P<digits>{DIGITS})", regex.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "numbers", self.find(doc.text, doc.user_data.get("language")))

    def find(self, text: str, language: str | None) -> Iterator[Found]:
        expression = self.expressions.get(language or "en") or self.expressions["en"]
        for found in expression.finditer(text):
            value = (
                self.vocabulary.number(found["word"]) if found["word"] else int(regex.sub(r"\D", "", found["digits"]))
            )
            if value is not None and found["again"] in (None, str(value)):
                yield found.start(), found.end(), "word" if found["word"] else "digits", str(value)
