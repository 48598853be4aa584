"""Tokens: runs of letters, runs of digits and single signs, each with a form by which names are looked up."""

from __future__ import annotations

import unicodedata
from functools import cache

import regex
import snowballstemmer
from spacy.tokens import Doc
from spacy.vocab import Vocab

TOKEN = regex.compile(r"\p{Han}|[[\p{L}\p{M}]--\p{Han}]++|\p{N}++|\s++|.", regex.DOTALL | regex.VERSION1)
CYRILLIC = regex.compile(r"\p{Cyrillic}{4,}")
SAME_SIGN = {0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"}


@cache
def russian() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("russian")


def folded(text: str) -> str:
    """A word without case and accents, with one kind of apostrophe and hyphen; Russian words without their endings.

    >>> folded("Côte"), folded("Франции")
    ('cote', 'франц')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = bare.casefold().translate(SAME_SIGN)
    return str(russian().stemWord(plain)) if CYRILLIC.fullmatch(plain) else plain


class Tokens:
    """Cuts a text into tokens, so that every span of words begins and ends at the edge of one."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for token in TOKEN.findall(text):
            if token[0] == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                token = token[1:]
            if token:
                words.append(token)
                spaces.append(False)
        return Doc(
            self.vocab, words=words, spaces=spaces, user_data={"text": text}
        )  # Doc.text is joined anew each time
