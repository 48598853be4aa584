"""Where an expression is tried: at what can begin it, which costs a tenth of trying every place of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.alternatives import ANY, UNPARTED, Alternatives
from extract.tokens import folded, text_of, tokens_of, words_of


class FirstWords:
    """The words with which some phrases begin."""

    def __init__(self, vocab: Vocab, phrases: Iterable[str]) -> None:
        first = {folded(words_of(phrase)[0]) for phrase in phrases}
        self.forms = {vocab.strings.add(one) for one in first}

    def starts(self, doc: Doc) -> list[int]:
        """The offsets of the tokens with which one of the phrases may begin."""
        tokens = tokens_of(doc)
        return tokens.offsets([word for form in tokens.by_form.keys() & self.forms for word in tokens.by_form[form]])


def occurrences(doc: Doc, alternatives: Alternatives) -> Iterator[regex.Match[str]]:
    """What any of the alternatives finds, each for itself, in no order."""
    text, tokens = text_of(doc), tokens_of(doc)
    for letters in alternatives.sources.keys() & tokens.by_letters.keys():
        starts = tokens.offsets(tokens.by_letters[letters])
        yield from (found for one in alternatives.beginning(letters) for found in matches(one, text, starts))
    for letters in alternatives.sources.keys() & (ANY, UNPARTED):
        if letters == ANY or tokens.has_unparted:
            yield from (found for one in alternatives.beginning(letters) for found in one.finditer(text))


def matches(
    expression: regex.Pattern[str], text: str, starts: Iterable[int], end: int | None = None
) -> Iterator[regex.Match[str]]:
    """The matches that begin at one of the places, which are in order; none lies over the one before."""
    free = 0
    for start in starts:
        if start >= free and (found := expression.match(text, start, end)):
            yield found
            free = max(found.end(), start + 1)
