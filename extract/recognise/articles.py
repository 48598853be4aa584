"""Articles of this convention that a paper cites: "article 4", "Articles 3, 4 and 5", "art. 7", "artículos 3 y 4".

An article of another treaty ("article 5 of the Mine Ban Convention") keeps that treaty's id: "APMBC-5".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.recognise.lists import NumberList, NumberRange
from extract.recognise.marks import Found, apart, mark
from extract.recognise.treaty import UNKNOWN, Treaty


class Articles:
    """Marks `articles`; `kb_id_` is "4", "3:5" for a range, "APMBC-5" for another treaty's, "?-5" for an unknown one's."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.list = NumberList(vocabulary, "article", r"\d{1,3}(?!\d)")
        self.known = set(vocabulary.articles)
        self.treaty = Treaty(vocabulary)

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "articles", apart(self.find(doc)))

    def find(self, doc: Doc) -> Iterator[Found]:
        for start, ranges in self.list.find(doc):
            treaty = self.treaty.around(doc, start, ranges[-1].end)
            for one in ranges:
                yield start if one is ranges[0] else one.start, one.end, "article", self.key(one, treaty)

    def key(self, one: NumberRange, treaty: str) -> str:
        last = f":{one.last}" if one.last and int(one.first) < int(one.last) else ""
        known = {int(one.first), int(one.last or one.first)} <= self.known
        prefix = f"{treaty}-" if treaty else "" if known else f"{UNKNOWN}-"
        return f"{prefix}{one.first}{last}"
