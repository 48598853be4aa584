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
from extract.tokens import text_of

STOP = regex.compile(
    r"""[.!?؟…][”"’»)\]]*(?=\s+[“"‘«(\[]?\s?[\p{Lu}\p{Lo}\p{N}¿¡])|[。！？]|\n(?!\s{0,9}(?!\p{Lu})\p{L})|\t|\n\n"""
)
BEFORE = regex.compile(r"[\p{L}\p{M}.]+$")
INITIALS = regex.compile(r"\p{Lu}(?:\.\p{Lu})*")
NUMBERING = regex.compile(r"[(\[]?(?:\d{1,3}|\p{L})(?:\.\d{1,3})*")
NUMBER = regex.compile(r"\W*\d")


class Sentences:
    """Marks `sentences`."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.abbreviation = vocabulary.cue("abbreviation")
        self.before_number = vocabulary.cue("abbreviation.number")

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "sentences", self.find(doc.user_data.get("printed", text_of(doc))))

    def find(self, text: str) -> Iterator[Found]:
        start = 0
        for stop in STOP.finditer(text):
            if not self.goes_on(text, start, stop):
                yield from trimmed(text, start, stop.end())
                start = stop.end()
        yield from trimmed(text, start, len(text))

    def goes_on(self, text: str, start: int, stop: regex.Match[str]) -> bool:
        """Whether the stop belongs to an abbreviation, to initials, or to the numbering of the sentence that begins."""
        at = stop.start()
        if text[at] != ".":
            return False
        if at - start < 12 and NUMBERING.fullmatch(text[start:at].strip()):
            return True
        before = BEFORE.search(text, max(start, at - 20), at)
        word = before[0] if before else ""
        numbered = self.before_number.fullmatch(word) and NUMBER.match(text, stop.end())
        return bool(INITIALS.fullmatch(word) or self.abbreviation.fullmatch(word) or numbered)


def trimmed(text: str, start: int, end: int) -> Iterator[Found]:
    """The sentence without the blanks around it; nothing where only blanks are left."""
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if left < right:
        yield start + left, start + right, "sentence", ""
