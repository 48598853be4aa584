"""Where an expression is tried: at what can begin it, which costs a tenth of trying every place of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.tokens import TOKEN, Tokens


class FirstWords:
    """The words with which some phrases begin."""

    def __init__(self, vocab: Vocab, phrases: Iterable[str]) -> None:
        cut = Tokens(vocab)
        self.matcher = PhraseMatcher(vocab, attr="NORM")
        self.matcher.add("first", [cut(one) for one in {TOKEN.findall(phrase)[0] for phrase in phrases}])

    def starts(self, doc: Doc) -> list[int]:
        """The offsets of the tokens with which one of the phrases may begin."""
        return sorted(doc[start].idx for _, start, _ in self.matcher(doc))


def matches(
    expression: regex.Pattern[str], text: str, starts: Iterable[int], end: int | None = None
) -> Iterator[regex.Match[str]]:
    """The matches that begin at one of the places, which are in order; none lies over the one before."""
    free = 0
    for start in starts:
        if start >= free and (found := expression.match(text, start, end)):
            yield found
            free = max(found.end(), start + 1)
