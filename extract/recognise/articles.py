"""Articles of this convention that a paper cites: "article 4", "Articles 3, 4 and 5", "art. 7", "artículos 3 y 4".

An article of another treaty ("article 5 of the Mine Ban Convention") keeps that treaty's id: "APMBC-5".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.vocabulary import Vocabulary
from extract.recognise.lists import NumberList, NumberRange
from extract.recognise.marks import Found, after_blanks, mark
from extract.recognise.names import convention_at

REACH = 80  # characters in which the name of an unknown treaty must end


class Articles:
    """Marks `articles`; `kb_id_` is "4", "3:5" for a range, "APMBC-5" for another treaty's, "?-5" for an unknown one's."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.list = NumberList(vocabulary, "article", r"\d{1,3}")
        self.own = vocabulary.convention.id
        self.known = set(vocabulary.articles)
        self.of = vocabulary.cue("of_treaty")
        self.other = vocabulary.cue("other_treaty")

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "articles", self.find(doc))

    def find(self, doc: Doc) -> Iterator[Found]:
        for run, ranges in self.list.find(doc.text):
            treaty = self.treaty(doc, run.end())
            for one in ranges:
                yield run.start() if one is ranges[0] else one.start, one.end, "article", self.key(one, treaty)

    def key(self, one: NumberRange, treaty: str) -> str:
        last = f":{one.last}" if one.last and int(one.first) < int(one.last) else ""
        known = {int(one.first), int(one.last or one.first)} <= self.known
        prefix = f"{treaty}-" if treaty else "" if known else "?-"
        return f"{prefix}{one.first}{last}"

    def treaty(self, doc: Doc, end: int) -> str:
        """Id of the other treaty that the words after an article's number name, empty for this convention."""
        joint = self.of.match(doc.text, after_blanks(doc.text, end))
        if joint is None:
            return ""
        named = convention_at(doc, joint.end())
        if named is not None:
            return "" if named == self.own else named
        begin = after_blanks(doc.text, joint.end())
        return "?" if self.other.match(doc.text, begin, begin + REACH) else ""
