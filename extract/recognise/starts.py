"""Where an expression is tried: at the words that can begin it, which costs a tenth of trying every place of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex
from spacy.attrs import IDX, NORM
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.tokens import TOKEN, folded

TOKENS = "tokens"  # of a Doc's user data: offset and form of each token


class FirstWords:
    """The words with which some phrases begin."""

    def __init__(self, vocab: Vocab, phrases: Iterable[str]) -> None:
        first = {found[0] for one in phrases if (found := TOKEN.match(one))}
        self.forms = {vocab.strings.add(folded(one)) for one in first}

    def starts(self, doc: Doc) -> list[int]:
        """The offsets of the tokens with which one of the phrases may begin."""
        if TOKENS not in doc.user_data:
            doc.user_data[TOKENS] = doc.to_array([IDX, NORM]).tolist()
        return [offset for offset, form in doc.user_data[TOKENS] if form in self.forms]


def matches(
    expression: regex.Pattern[str], text: str, starts: Iterable[int], end: int | None = None
) -> Iterator[regex.Match[str]]:
    """The matches that begin at one of the places, which are in order; none lies over the one before."""
    free = 0
    for start in starts:
        if start >= free and (found := expression.match(text, start, end)):
            yield found
            free = max(found.end(), start + 1)
