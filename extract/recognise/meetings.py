"""Formal meetings of this convention: "Thirteenth Meeting of States Parties", "13MSP", "RevCon3", "3e Conférence d'examen".

The templates are vocabulary. A meeting "of the Mine Ban Convention", or one whose number this convention has not
reached, is somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.alternatives import Alternatives
from corpus.pattern import any_of, expression, whole
from corpus.vocabulary import Vocabulary
from corpus.words import folded
from extract.recognise.marks import Found, apart, mark
from extract.recognise.starts import FirstWords, matches, occurrences
from extract.recognise.treaty import Treaty
from extract.tokens import text_of

AHEAD = 2  # meetings that may be named before the vocabulary knows them
BEFORE = 90  # characters in which the ordinals of "the Ninth, Tenth and Eleventh Meetings" stand
LEAD = regex.compile(r"\{(?:ordinal|roman)\} ")
GROUPS = ("ordinal", "number", "roman", "digits")


@dataclass(frozen=True)
class Template:
    """An expression for the meetings of a body. What follows the ordinal, one of the `rests`, is rare and tells where to
    look: ordinals stand all over a text, and trying each takes ten times longer."""

    body: str
    source: str
    rests: Alternatives | None

    @cached_property
    def whole(self) -> regex.Pattern[str]:
        return regex.compile(self.source, regex.IGNORECASE)

    def find(self, doc: Doc) -> Iterator[regex.Match[str]]:
        text = text_of(doc)
        if self.rests is None:
            yield from self.whole.finditer(text)
            return
        for rest in occurrences(doc, self.rests):
            begin = max(0, rest.start() - BEFORE)
            yield from (one for one in self.whole.finditer(text, begin, rest.end()) if one.end() == rest.end())


class Meetings:
    """Marks `meetings`; `kb_id_` is "13MSP" or "3RC"."""

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.templates = list(templates(vocabulary))
        names = {name: key for key, one in vocabulary.meetings.items() for _, name in one.all_names()}
        self.names = {folded(name): key.partition("-")[0] for name, key in names.items()}
        self.first = FirstWords(vocab, names)
        self.named = regex.compile(rf"(?<!\w){any_of(names)}(?!\w)", regex.IGNORECASE)
        self.sooner = regex.compile(rf"{vocabulary.prefix('ordinal.sooner')}$", regex.IGNORECASE)
        self.treaty = Treaty(vocabulary)
        meetings = vocabulary.meetings.values()
        self.last: dict[str, int] = {
            one.body: max(m.ordinal for m in meetings if m.body == one.body) for one in meetings
        }

    def __call__(self, doc: Doc) -> Doc:
        return mark(doc, "meetings", apart(self.find(doc)))

    def find(self, doc: Doc) -> Iterator[Found]:
        text = text_of(doc)
        for template in self.templates:
            for found in template.find(doc):
                if not self.treaty.around(doc, *found.span()):
                    yield from self.numbered(text, template.body, found)
        for found in matches(self.named, text, self.first.starts(doc)):
            key = self.names.get(folded(found[0]))
            if key and not self.treaty.around(doc, *found.span()):
                yield found.start(), found.end(), "meeting", key

    def numbered(self, text: str, body: str, found: regex.Match[str]) -> Iterator[Found]:
        """The meeting of a template, and those whose ordinals alone stand before: "the Ninth and Tenth Meetings"."""
        ordinal, end = self.ordinal(found), found.end()
        while ordinal and ordinal <= self.last[body] + AHEAD:
            yield found.start(), end, "meeting", f"{ordinal}{body}"
            sooner = self.sooner.search(text, max(0, found.start() - BEFORE), found.start())
            if sooner is None:
                return
            found, end = sooner, sooner.end("ordinal")
            ordinal = self.ordinal(found)

    def ordinal(self, found: regex.Match[str]) -> int | None:
        """The number in the first of the groups that a match has."""
        said = found.groupdict()
        group = next((name for name in GROUPS if said.get(name)), "")
        if group == "digits":
            return int(said[group])
        return (
            (self.vocabulary.number if group == "number" else self.vocabulary.ordinal)(said[group]) if group else None
        )


def templates(vocabulary: Vocabulary) -> Iterator[Template]:
    """The expressions of each body, one for each pattern: found one by one they take a third of the time of their union."""
    for name in vocabulary.meeting_names:
        for language, patterns in name.patterns.items():
            for pattern in patterns:
                lead = LEAD.match(pattern)
                rests = lead and Alternatives(vocabulary.spelt_out(language, pattern[lead.end() :]))
                source = whole([expression(pattern, vocabulary.words[language])], language)
                yield Template(name.body, source, rests)
