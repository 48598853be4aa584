"""Document symbols: "CCM/MSP/2024/4", "CCM/CONF/2020/WP.2", "A/RES/73/8", "CCM/MSP/2024/2/Rev.1".

Source of the pattern: the parts of a symbol in the UN Editorial Manual (body, session or year, series, number, change).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, mark
from extract.tokens import text_of

# classes of ASCII: a Chinese or Arabic word may stand right beside a symbol
SERIES = r"[A-Z]{1,6}(?:\.[0-9]{1,3})?"
CHANGE = r"(?:Add|Rev|Corr|Amend)"
PART = (
    rf"(?:{CHANGE}\.?\s?[0-9]{{1,2}}|[0-9]{{1,4}}|[A-Z]-[0-9]{{1,2}}"
    r"|[A-Z]{1,8}(?:\.[A-Z]{1,3})?(?:\.?\s?[0-9]{1,4})?)(?![A-Za-z0-9])"
)
BEFORE_NUMBER = regex.compile(rf"(?<={CHANGE})\.?\s?(?=[0-9])")
SYMBOL = regex.compile(rf"(?<![A-Za-z0-9/._]){SERIES}(?:\s?/\s?{PART}){{2,8}}(?!\s?/\s?[A-Za-z0-9]|\.[0-9])")
JOB_NUMBERS = (  # as one expression they take fifty times as long
    regex.compile(r"(?<![A-Za-z0-9])GE\.\s?[0-9]{2}-[0-9]{5}(?![0-9])"),  # GE.24-15879 of Geneva
    regex.compile(r"(?<![A-Za-z0-9./-])[0-9]{2}-[0-9]{5}(?=\s?\([ACEFRS]\))"),  # 18-16895 (E) of New York
)


class Symbols:
    """Marks `symbols` (`kb_id_` is the symbol without blanks and stars; label "own" where the series is this
    convention's, else "other") and `job_numbers`."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.own = regex.compile(vocabulary.symbol)

    def __call__(self, doc: Doc) -> Doc:
        mark(doc, "job_numbers", self.jobs(text_of(doc)))
        return mark(doc, "symbols", self.find(text_of(doc)))

    def jobs(self, text: str) -> Iterator[Found]:
        for found in heapq.merge(*(one.finditer(text) for one in JOB_NUMBERS), key=lambda one: one.start()):
            yield found.start(), found.end(), "job", normal(found[0])

    def find(self, text: str) -> Iterator[Found]:
        for found in SYMBOL.finditer(text):
            key = normal(found[0])
            if any(map(str.isdecimal, key)):
                yield found.start(), found.end(), "own" if self.own.match(key) else "other", key


def normal(symbol: str) -> str:
    """A symbol without blanks: "CCM/MSP/2013/Corr 1" is printed "CCM/MSP/2013/Corr.1".

    >>> normal("CCM/MSP/ 2024/4"), normal("CCM/MSP/2013/5/Corr 1")
    ('CCM/MSP/2024/4', 'CCM/MSP/2013/5/Corr.1')
    """
    return "".join(BEFORE_NUMBER.sub(".", symbol).split())
