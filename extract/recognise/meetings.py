"""Formal meetings of this convention: "Thirteenth Meeting of States Parties", "13MSP", "RevCon3", "3e Conférence d'examen".

The templates are vocabulary. A meeting "of the Mine Ban Convention", or one whose number this convention has not
reached, is somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.pattern import union, word
from corpus.vocabulary import Vocabulary
from extract.recognise.marks import Found, after_blanks, mark
from extract.recognise.names import convention_at

AHEAD = 2  # meetings that may be named before the vocabulary knows them


class Meetings:
    """Marks `meetings`; `kb_id_` is "13MSP" or "3RC"."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        bodies = {one.body for one in vocabulary.meetings.values()}
        self.templates = [(body, vocabulary.meeting_name(body)) for body in sorted(bodies)]
        names = {name: key for key, one in vocabulary.meetings.items() for _, name in one.all_names()}
        self.names = {name.casefold(): key for name, key in names.items()}
        self.named = union(word(name) for name in sorted(names, key=len, reverse=True))
        self.of = vocabulary.cue("of_treaty")
        self.last = {body: max(m.ordinal for m in vocabulary.meetings.values() if m.body == body) for body in bodies}

    def __call__(self, doc: Doc) -> Doc:
        found = sorted(self.find(doc), key=lambda one: (one[0], -one[1]))
        apart = [one for i, one in enumerate(found) if i == 0 or one[0] >= max(before[1] for before in found[:i])]
        return mark(doc, "meetings", apart)

    def find(self, doc: Doc) -> Iterator[Found]:
        text = doc.text
        for body, template in self.templates:
            for found in template.finditer(text):
                ordinal = self.ordinal(found)
                if ordinal and ordinal <= self.last[body] + AHEAD and not self.is_foreign(doc, found):
                    yield found.start(), found.end(), "meeting", f"{ordinal}{body}"
        for found in self.named.finditer(text):
            key = self.names.get(" ".join(found[0].casefold().replace("’", "'").split()))
            if key and not self.is_foreign(doc, found):
                yield found.start(), found.end(), "meeting", key.partition("-")[0]

    def ordinal(self, found: regex.Match[str]) -> int | None:
        groups = {name: value for name, value in found.groupdict().items() if value}
        if "ordinal" in groups:
            return self.vocabulary.ordinal(groups["ordinal"])
        if "number" in groups:
            return self.vocabulary.number(groups["number"])
        if "roman" in groups:
            return self.vocabulary.ordinal(groups["roman"])
        return int(groups["digits"]) if "digits" in groups else None

    def is_foreign(self, doc: Doc, found: regex.Match[str]) -> bool:
        """Whether the meeting is said to be another convention's."""
        joint = self.of.match(doc.text, after_blanks(doc.text, found.end()))
        named = convention_at(doc, joint.end()) if joint else None
        return named is not None and named != self.vocabulary.convention.id
