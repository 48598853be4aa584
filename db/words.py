"""The words of a text as search knows them: the same for what is indexed and for what is asked.

Accents and case go; Arabic loses its vowel signs and its letters' variants; Chinese and Japanese, which part no words
by blanks, count each character as a word, so that a run of them is found as a phrase.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex

from ingest.signs import plain

ALONE = r"\p{Han}\p{Hiragana}\p{Katakana}"
WORD = regex.compile(rf"[{ALONE}]|[[\p{{L}}\p{{N}}]--[{ALONE}]][[\p{{L}}\p{{N}}\p{{M}}]--[{ALONE}]]*", regex.V1)
ARABIC = str.maketrans("ٱىیکة", "اييكه", "ـء")  # what Unicode takes for letters of their own


class Word(NamedTuple):
    """A word as it is indexed, and the characters `start` to `end` of the text that it stands for."""

    form: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order.

    >>> [word.form for word in words("L'État partie, أُستراليا")]
    ['l', 'etat', 'partie', 'استراليا']
    >>> [word.form for word in words("集束弹药")]
    ['集', '束', '弹', '药']
    """
    for found in WORD.finditer(text):
        form = folded(found[0])
        if form:
            yield Word(form, found.start(), found.end())


def folded(word: str) -> str:
    """A word without case, accents, vowel signs and variants of letters."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one)).translate(ARABIC)


def indexed(text: str) -> str:
    """A text as the index gets it: its words, parted by blanks; plain ASCII as it is, since SQLite parts it alike."""
    told = plain(text)
    return told if told.isascii() else " ".join(map(folded, WORD.findall(text)))
