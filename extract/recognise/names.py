"""Names of States, organisations, conventions, action plans and themes, in any language of the vocabulary.

"Bosnia and Herzegovina" is one State, the longest name wins, "Northern Ireland" is none, "turkey" is a bird, "UK" and
other short names count in capitals only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from corpus.model import Entry
from corpus.vocabulary import Vocabulary
from extract.recognise.marks import mark, outside
from extract.tokens import Tokens, folded

NO_NAME = "-"
PARTICLES = ("و", "ب", "ل", "وب", "ول")  # and, in, to: Arabic writes them onto the word


class Names:
    """Marks the group `name` wherever one of the aliases stands; `kb_id_` is the id that the alias leads to."""

    name: str
    capitals = True

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self.matcher = PhraseMatcher(vocab, attr="NORM")
        cut = Tokens(vocab)
        spelt: dict[str, bool] = {}
        for alias, key in self.aliases(vocabulary):
            self.matcher.add(key, [cut(alias)])
            spelt[folded(alias)] = spelt.get(folded(alias), True) and alias.isupper()
        self.abbreviations = {alias for alias, only_capitals in spelt.items() if only_capitals}

    def aliases(self, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        found = filter_spans(self.matcher(doc, as_spans=True))
        kept = (span for span in found if span.label_ != NO_NAME and self.is_name(span))
        named = ((span.start_char, span.end_char, self.name, span.label_) for span in kept)
        return mark(doc, self.name, outside(doc.spans["symbols"], named))

    def is_name(self, span: Span) -> bool:
        """Whether the words are written as a name is: with a capital, an abbreviation in capitals only."""
        text: str = span.text
        if folded(text) in self.abbreviations:
            return not any(letter.islower() for letter in text)
        return not self.capitals or text != text.lower() or text == text.upper()


def all_aliases(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """Every name of every entry with its id; Arabic ones also with the particles that are written onto them."""
    for key, entry in entries.items():
        for language, name in entry.all_names():
            yield name, key
            if language == "ar":
                yield from ((particle + name, key) for particle in PARTICLES)
                if name.startswith("ال"):
                    yield from ((f"{particle}لل{name[2:]}", key) for particle in ("", "و"))


class States(Names):
    """Marks `states`, by ISO 3166 alpha-3."""

    name = "states"

    def aliases(self, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
        yield from all_aliases(vocabulary.states)
        yield from ((phrase, NO_NAME) for phrases in vocabulary.blockers.values() for phrase in phrases)


class Organisations(Names):
    """Marks `organisations`."""

    name = "organisations"

    def aliases(self, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
        return all_aliases(vocabulary.organisations)


class Conventions(Names):
    """Marks `conventions`: this one and those that its papers cite."""

    name = "conventions"

    def aliases(self, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
        return all_aliases(vocabulary.conventions)


class Plans(Names):
    """Marks `plans`."""

    name = "plans"

    def aliases(self, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
        return all_aliases(vocabulary.plans)


class Groups(Names):
    """Marks `groups`: the themes of the working groups, which papers also write small."""

    name = "groups"
    capitals = False

    def aliases(self, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
        return all_aliases(vocabulary.groups)
