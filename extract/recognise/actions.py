"""Actions of an action plan that a paper cites: "Action 29", "actions 31–37", "mesures 31 à 37", "Action 5.3"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.recognise.lists import NumberList
from extract.recognise.marks import Found, apart, mark


class Actions:
    """Marks `actions`; `kb_id_` is "29" or, for a range, "31:37"; whose plan it is, the extractor decides."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.list = NumberList(vocabulary, "action", r"(?:\d{1,2}\.\d{1,2}|\d{1,2})(?![.,]?\d)")

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "actions", apart(self.find(doc)))

    def find(self, doc: Doc) -> Iterator[Found]:
        for begin, ranges in self.list.find(doc):
            for one in ranges:
                start = begin if one is ranges[0] else one.start
                last = f":{one.last}" if one.last and one.last != one.first else ""
                yield start, one.end, "action", f"{one.first}{last}"
