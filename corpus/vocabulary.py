"""Everything the archive knows of a convention before it reads a paper, loaded from YAML and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import regex

from corpus import checks
from corpus.alternatives import Alternatives, opening, spread
from corpus.files import by_id, content, entries, entry
from corpus.folder import CCM, SHARED, VocabularyError, version_in
from corpus.model import (
    Article,
    Convention,
    CoordinatorTerm,
    Cue,
    Entry,
    ExtensionFact,
    Group,
    Language,
    Meeting,
    MeetingName,
    Organisation,
    Own,
    Plan,
    Spelling,
    State,
    Words,
)
from corpus.pattern import expression, source, whole
from corpus.states import state_names_in, states_of
from corpus.words import folded, roman, table_of, words_of

__all__ = ["CCM", "SHARED", "Vocabulary", "VocabularyError", "load"]

TABLES = {"number": "numbers", "ordinal": "ordinals", "month": "all_months"}
Thing = TypeVar("Thing", bound=Entry)


@dataclass(frozen=True)
class Vocabulary:
    """The vocabulary of one convention. `version` is a digest of all it was loaded from."""

    convention: Convention
    conventions: Mapping[str, Convention]  # this one and those its papers cite
    articles: Mapping[int, Article]
    states: Mapping[str, State]
    organisations: Mapping[str, Organisation]
    groups: Mapping[str, Group]
    meetings: Mapping[str, Meeting]
    plans: Mapping[str, Plan]
    coordinator_terms: tuple[CoordinatorTerm, ...]
    extensions: tuple[ExtensionFact, ...]
    meeting_names: tuple[MeetingName, ...]
    cues: Mapping[str, Cue]
    words: Mapping[Language, Words]
    symbol: str  # pattern of this convention's document symbols
    version: str
    blockers: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)  # phrases that only seem to name a State
    compiled: dict[str, regex.Pattern[str]] = field(default_factory=dict, compare=False, repr=False)
    apart: dict[str, Alternatives] = field(default_factory=dict, compare=False, repr=False)
    unions: dict[str, Mapping[str, regex.Pattern[str]]] = field(default_factory=dict, compare=False, repr=False)
    families: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def cue(self, name: str) -> regex.Pattern[str]:
        """The expression that finds a cue in any language; a KeyError where the vocabulary has no such cue."""
        return self.once(name, lambda: source(self.cues[name].patterns, self.words))

    def holds(self, name: str, text: str) -> bool:
        """Whether a cue stands anywhere in a text."""
        return text in self.alternatives(name)

    def alternatives(self, name: str) -> Alternatives:
        """What a cue can be."""
        if name not in self.apart:
            self.apart[name] = Alternatives(self.one_by_one(name))
        return self.apart[name]

    def one_by_one(self, name: str, closed: bool = True) -> Iterator[tuple[str, str]]:
        """The expressions of a cue, each after how it opens: many times faster over a text than their union."""
        for language, patterns in self.cues[name].patterns.items():
            for pattern in patterns:
                yield from self.spelt_out(language, pattern, closed)

    def spelt_out(self, language: Language, pattern: str, closed: bool = True) -> Iterator[tuple[str, str]]:
        for one in spread(pattern):
            yield opening(one, language), whole([expression(one, self.words[language])], language, closed)

    def prefix(self, name: str) -> str:
        """A cue as the beginning of a longer expression: its source, which says nothing of what follows."""
        return source(self.cues[name].patterns, self.words, closed=False)

    def cues_of(self, prefix: str) -> Mapping[str, regex.Pattern[str]]:
        """The expressions of a family by the last part of their ids: "kind" gives those of kind.agenda, kind.minutes."""
        if prefix not in self.unions:
            self.unions[prefix] = {name: self.cue(f"{prefix}.{name}") for name in self.family(prefix)}
        return self.unions[prefix]

    def family(self, prefix: str) -> tuple[str, ...]:
        """The last parts of the ids of a family of cues."""
        if prefix not in self.families:
            start = f"{prefix}."
            self.families[prefix] = tuple(name.removeprefix(start) for name in self.cues if name.startswith(start))
        return self.families[prefix]

    def once(self, name: str, make: Callable[[], str]) -> regex.Pattern[str]:
        if name not in self.compiled:
            self.compiled[name] = regex.compile(make(), regex.IGNORECASE)
        return self.compiled[name]

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, int]]:
        return {name: table_of(self.words, table) for name, table in TABLES.items()}

    def number(self, text: str) -> int | None:
        """The value of a number in words or digits ("vingt-deux", "38", "1 200"), None where it is no number."""
        found = self.values["number"].get(folded(text))
        plain = re.sub(r"(?<=\d)[ \u00a0\u202f,.](?=\d{3}\b)", "", text.strip())
        return int(plain) if found is None and re.fullmatch(r"[0-9]{1,12}", plain) else found

    def ordinal(self, text: str) -> int | None:
        """The value of an ordinal in words, digits or Roman ("Treizième", "13th", "13.ª", "XIII"), else None."""
        found = self.values["ordinal"].get(folded(text))
        digits = re.match(r"(?:第\s*)?([0-9]{1,3})(?![0-9])", text.strip())
        if found is None and digits:
            return int(digits[1])
        return roman(re.sub(r"(?<=[IVXLC])(?:e|er|ère|ème|re)$", "", text.strip())) if found is None else found

    def month(self, text: str) -> int | None:
        """The number of a month by its name or abbreviation in any language, else None."""
        return self.values["month"].get(folded(text))


def load(folder: Path = CCM, shared: Path = SHARED) -> Vocabulary:
    """The vocabulary in a folder such as corpus/ccm, with the names, words and cues that all conventions share.

    VocabularyError names the file and the entry that is wrong.
    """
    return loaded(folder, shared)


@cache
def loaded(folder: Path, shared: Path) -> Vocabulary:
    """Once for each pair of folders, also where one call names them and another leaves them out."""
    own = entry(folder / "convention.yml", Own, content(folder / "convention.yml"))
    conventions = by_id(folder / "conventions.yml", Convention)
    if own.id not in conventions:
        raise VocabularyError(f"{folder.name}/convention.yml: {own.id}: conventions.yml has no such convention")
    known = state_names_in(shared / "names.yml")
    vocabulary = Vocabulary(
        convention=conventions[own.id],
        conventions=conventions,
        articles={one.number: one for one in entries(folder / "articles.yml", Article)},
        states=states_of(folder, known),
        organisations=by_id(folder / "organisations.yml", Organisation),
        groups=by_id(folder / "groups.yml", Group),
        meetings=by_id(folder / "meetings.yml", Meeting),
        plans=by_id(folder / "plans.yml", Plan),
        coordinator_terms=entries(folder / "coordinators.yml", CoordinatorTerm),
        extensions=entries(folder / "extensions.yml", ExtensionFact),
        meeting_names=entries(folder / "meeting_names.yml", MeetingName),
        cues=cues_of([*sorted(shared.glob("cues/*.yml")), *sorted(folder.glob("cues/*.yml"))]),
        words={words.language: words for words in map(words_in, sorted(shared.glob("words/*.yml")))},
        symbol=own.symbol,
        version=version_in(folder, shared),
        blockers=known.blockers,
    )
    checks.check_once(vocabulary, own, folder)
    return vocabulary


def words_in(path: Path) -> Words:
    return words_of(entry(path, Spelling, content(path)))


def cues_of(paths: Iterable[Path]) -> dict[str, Cue]:
    """The cues of all files by id; an id may come once in all of them."""
    table: dict[str, Cue] = {}
    for path in paths:
        for cue in entries(path, Cue):
            if table.setdefault(cue.id, cue) is not cue:
                raise VocabularyError(f"{path.parent.name}/{path.name}: {cue.id}: the cue is in another file too")
    return table
