"""Document symbols: "CCM/MSP/2024/4", "CCM/CONF/2020/WP.2", "A/RES/73/8", "CCM/MSP/2024/2/Rev.1".

Source of the pattern: the parts of a symbol in the UN Editorial Manual (body, session or year, series, number, change).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, mark

SERIES = r"[A-Z]{1,6}(?:\.\d{1,3})?"
PART = r"(?:[A-Z]{1,8}(?:\.[A-Z]{1,3})?(?:\.?\s?\d{1,4}(?!\d))?|\d{1,4}|(?:Add|Rev|Corr|Amend)[. ]\s?\d{1,2})"
SYMBOL = regex.compile(rf"(?<![\w/.]){SERIES}(?:/\s?{PART})++(?![\w/]|\.\d)\*?")
JOB_NUMBER = regex.compile(r"(?<!\w)GE\.\s?\d{2}-\d{5}(?!\d)")


class Symbols:
    """Marks `symbols` (`kb_id_` is the symbol without blanks and stars; label "own" where the series is this
    convention's, else "other") and `job_numbers`."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.own = regex.compile(vocabulary.symbol)

    def __call__(self, doc: Doc) -> Doc:
        mark(
            doc,
            "job_numbers",
            ((m.start(), m.end(), "job", m[0].replace(" ", "")) for m in JOB_NUMBER.finditer(doc.text)),
        )
        return mark(doc, "symbols", self.find(doc.text))

    def find(self, text: str) -> Iterator[Found]:
        for found in SYMBOL.finditer(text):
            key = normal(found[0])
            if regex.search(r"\d", key) and key.count("/") >= 2:
                yield (
                    found.start(),
                    found.end() - found[0].endswith("*"),
                    "own" if self.own.match(key) else "other",
                    key,
                )


def normal(symbol: str) -> str:
    """A symbol without blanks: "CCM/MSP/2013/Corr 1" is printed "CCM/MSP/2013/Corr.1".

    >>> normal("CCM/MSP/ 2024/4*")
    'CCM/MSP/2024/4'
    """
    dotted = regex.sub(r"(?<=Add|Rev|Corr|Amend)\s+(?=\d)", ".", symbol)
    return regex.sub(r"[\s*]", "", dotted)
