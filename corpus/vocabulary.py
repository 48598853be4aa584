"""Everything the archive knows of a convention before it reads a paper, loaded from YAML and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import regex

from corpus.model import (
    Article,
    Convention,
    CoordinatorTerm,
    Cue,
    ExtensionFact,
    Group,
    Language,
    Meeting,
    MeetingName,
    Organisation,
    Plan,
    State,
    Words,
)
from corpus.pattern import expanded, union


class VocabularyError(ValueError):
    """A vocabulary that contradicts itself; the message names the file and the entry."""


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
    compiled: dict[str, regex.Pattern[str]] = field(default_factory=dict, compare=False, repr=False)

    def every_word(self, name: str) -> dict[str, int]:
        """Words of all languages for "number", "ordinal" or "month", with what they stand for."""
        tables = {"number": "numbers", "ordinal": "ordinals", "month": "all_months"}
        return {word: value for words in self.words.values() for word, value in getattr(words, tables[name]).items()}

    def cue(self, name: str) -> regex.Pattern[str]:
        """The expression that finds a cue in any language; a KeyError where the vocabulary has no such cue."""
        if name not in self.compiled:
            lists = {kind: self.every_word(kind) for kind in ("number", "ordinal", "month")}
            self.compiled[name] = union(
                expanded(pattern, lists) for patterns in self.cues[name].patterns.values() for pattern in patterns
            )
        return self.compiled[name]


@cache
def load(folder: Path) -> Vocabulary:
    """The vocabulary in a folder such as corpus/ccm, with the words and cues that all conventions share."""
    raise NotImplementedError
