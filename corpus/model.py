"""The kinds of entry in a vocabulary. A key that is not named here fails on load."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["ar", "zh", "en", "fr", "ru", "es"]
Confidence = Literal["high", "medium", "low"]
Names = dict[Language, tuple[str, ...]]  # the first is the printed one, the others are aliases


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Strict):
    """Something that has a source, and is more or less sure."""

    source: str
    confidence: Confidence
    note: str | None = None


class Entry(Fact):
    """A thing with an id and names in several languages."""

    id: str
    names: Names

    @property
    def name(self) -> str:
        """The printed name, in English where there is one."""
        return (self.names.get("en") or next(iter(self.names.values())))[0]

    def all_names(self) -> tuple[tuple[Language, str], ...]:
        return tuple((language, name) for language, names in self.names.items() for name in names)


class Convention(Entry):
    """A treaty: CCM, APMBC, CRPD, CCW, … `series` are the first parts of the symbols of its bodies' papers."""

    series: tuple[str, ...] = ()


class Own(Strict):
    """What a folder says of its own convention: its id, and the pattern of its document symbols."""

    id: str
    symbol: str
    symbol_examples: tuple[str, ...]
    symbol_counter_examples: tuple[str, ...] = ()


class Article(Fact):
    """An article of this convention; `topic` is a theme of the groups and plans."""

    number: int
    titles: dict[Language, str]
    paragraphs: int
    topic: str | None = None


class State(Entry):
    """A State, by ISO 3166 alpha-3, and where it stands with this convention."""

    status: Literal["state_party", "signatory", "withdrawn", "not_party"]
    signed: dt.date | None = None
    deposited: dt.date | None = None
    mode: str | None = None
    entry_into_force: dt.date | None = None
    article_3_deadline: dt.date | None = None
    article_4_deadline: dt.date | None = None
    initial_report_due: dt.date | None = None
    withdrawal_effective: dt.date | None = None


class Absent(Fact):
    """States that have done nothing under the convention, as far as its source knows."""

    states: tuple[str, ...]


class StateFile(Strict):
    """The file of States: rows as `State` without names, whose source may be a key of `sources`."""

    sources: dict[str, str] = {}
    not_party: Absent | None = None
    states: tuple[dict[str, Any], ...] = ()


class Organisation(Entry):
    """A body that is no State: ISU, GICHD, ICRC, CMC, …"""

    kind: str


class Group(Entry):
    """A thematic working group: GSO, UNI, VA, CLR, RE, SD, ICA, TRA, NIM. Its names are those of its theme."""

    topic: str
    article: int | None = None


class Meeting(Entry):
    """A formal meeting. `names` holds names that no template makes ("Dubrovnik Review Conference")."""

    body: Literal["MSP", "RC"]
    ordinal: int
    part: int | None = None  # of a meeting that was held in parts
    place: str | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    president_state: str | None = None
    president: str | None = None
    symbol_prefix: str | None = None


class PlanSection(Strict):
    """A section of an action plan; `first` and `last` are the numbers of its actions."""

    number: str
    titles: dict[Language, str]
    topic: str
    count: int
    first: str
    last: str


class Plan(Entry):
    """An action plan; `dotted` where its actions are numbered 5.1, plain where 31."""

    adopted_at: str
    adopted: str
    period_start: int
    period_end: int
    total: int
    dotted: bool
    sections: tuple[PlanSection, ...]
    indicators: int | None = None


class CoordinatorTerm(Fact):
    """States known to have coordinated a group in a period, from outside the papers."""

    group: str
    period_start: int
    period_end: int
    states: tuple[str, ...]


class ExtensionFact(Fact):
    """A request for more time, as far as it is known from outside the papers."""

    state: str
    article: int
    request_number: int
    considered_at: str
    original_deadline: dt.date | None = None
    new_deadline: dt.date | None = None
    granted: str | None = None


class Cue(Strict):
    """A way of wording by which a rule knows something, per language: patterns, and examples that they match."""

    id: str
    patterns: dict[Language, tuple[str, ...]]
    examples: dict[Language, tuple[str, ...]]
    counter_examples: dict[Language, tuple[str, ...]] = {}


class Composition(Strict):
    """A rule by which words make longer ones: each of `first`, a joiner, each word valued between the `second` bounds."""

    first: dict[str, int]
    joiners: tuple[str, ...]
    second: tuple[int, int]


class Inflection(Strict):
    """Words that differ in their endings only."""

    stems: dict[str, int]
    endings: tuple[str, ...]


class Spelling(Strict):
    """The file of a language's small words; `ordinal_digits` are patterns such as 13th. Compositions apply in turn."""

    language: Language
    numbers: dict[str, int]
    number_compositions: tuple[Composition, ...] = ()
    ordinals: dict[str, int] = {}
    ordinal_inflections: tuple[Inflection, ...] = ()
    ordinal_compositions: tuple[Composition, ...] = ()
    ordinal_digits: tuple[str, ...]
    months: dict[str, int]
    months_short: dict[str, int]
    conjunctions: tuple[str, ...]
    range_words: tuple[str, ...]


class Words(Strict):
    """The small words of a language. Keys are as printed, in lower case."""

    language: Language
    numbers: dict[str, int]
    ordinals: dict[str, int]
    months: dict[str, int]
    months_short: dict[str, int]
    conjunctions: tuple[str, ...]  # "and"
    range_words: tuple[str, ...]  # "to", "through", "–"
    ordinal_digits: tuple[str, ...] = ()  # patterns of ordinals in digits: 13th, 13e, 13.ª

    @cached_property
    def all_months(self) -> dict[str, int]:
        return self.months_short | self.months


class StateNames(Strict):
    """How papers name States beyond what Babel and pycountry know. The first name of a language is the printed one.

    `refused` are names of those libraries that papers do not mean so; `blockers` phrases that hold the name of a State
    but name none (Northern Ireland, Gulf of Guinea).
    """

    added: dict[str, Names]
    refused: dict[Language, tuple[str, ...]]
    blockers: dict[Language, tuple[str, ...]]


class MeetingName(Strict):
    """How a language names a meeting of a body: templates with {ordinal}, {number}, {digits} or {roman}."""

    body: Literal["MSP", "RC"]
    patterns: dict[Language, tuple[str, ...]]
    examples: dict[Language, tuple[str, ...]]
