"""Sentences: a block's text cut at full stops, question marks and the breaks of table cells.

"Art. 4 was met. Three States reported." is two sentences; the stop of an abbreviation, an initial or a numbering ends
none.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, mark

STOP = regex.compile(
    r"""[.!?؟…][”"’»)\]]*(?=\s+[“"‘«(\[]?\s?[\p{Lu}\p{Lo}\p{N}¿¡])|[。！？]|\n(?=\s*(?:[\p{Lu}\p{N}\P{L}]))|\t|\n\n"""
)
BEFORE = regex.compile(r"[\p{L}\p{M}.]+$")


class Sentences:
    """Marks `sentences`."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.abbreviation = vocabulary.cue("abbreviation")

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "sentences", self.find(doc.text))

    def find(self, text: str) -> Iterator[Found]:
        start = 0
        for stop in STOP.finditer(text):
            if not self.goes_on(text, stop.start()):
                yield from trimmed(text, start, stop.end())
                start = stop.end()
        yield from trimmed(text, start, len(text))

    def goes_on(self, text: str, at: int) -> bool:
        """Whether the stop at `at` belongs to an abbreviation or to an initial."""
        if text[at] != ".":
            return False
        before = BEFORE.search(text, max(0, at - 20), at)
        word = before[0] if before else ""
        return bool(len(word) == 1 and word.isupper()) or bool(word and self.abbreviation.fullmatch(word))


def trimmed(text: str, start: int, end: int) -> Iterator[Found]:
    """The sentence without the blanks around it; nothing where only blanks are left."""
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if left < right:
        yield start + left, start + right, "sentence", ""
