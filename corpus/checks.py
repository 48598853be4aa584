"""What a vocabulary must hold to: no alias of two things, no pattern without an example, no example without a pattern."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from corpus.folder import VocabularyError
from corpus.model import Cue, Entry, Language, MeetingName, Own, Words
from corpus.pattern import expression, whole
from corpus.words import folded, table_of

if TYPE_CHECKING:
    from corpus.vocabulary import Vocabulary

NAMESPACES = (("states", "organisations"), ("groups",), ("plans",), ("conventions",), ("meetings",))


def check_once(vocabulary: Vocabulary, own: Own, folder: Path) -> None:
    """Check a vocabulary unless this version of it has passed before on this machine: it takes half of the loading."""
    passed = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "convention-papers"
    mark = passed / f"vocabulary-{vocabulary.version}"
    if mark.exists():
        return
    check(vocabulary, own, folder)
    with suppress(OSError):  # a machine that lets nothing be written there checks each time
        passed.mkdir(parents=True, exist_ok=True)
        mark.touch()


def check(vocabulary: Vocabulary, own: Own, folder: Path) -> None:
    """Raise a VocabularyError for the first thing that is wrong."""
    for files in NAMESPACES:
        check_names({file: getattr(vocabulary, file).values() for file in files}, folder)
    check_words(vocabulary.words)
    for cue in vocabulary.cues.values():
        check_examples(f"cues: {cue.id}", cue, vocabulary.words)
    for name in vocabulary.meeting_names:
        check_examples(f"{folder.name}/meeting_names.yml: {name.body}", name, vocabulary.words)
    check_symbol(own, folder)
    check_references(vocabulary, folder)


def check_names(things: Mapping[str, Iterable[Entry]], folder: Path) -> None:
    """No name, whatever its case, may lead to two things."""
    taken: dict[str, str] = {}
    for file, entries in things.items():
        for entry in entries:
            for _, name in entry.all_names():
                if taken.setdefault(" ".join(name.casefold().split()), entry.id) != entry.id:
                    other = taken[" ".join(name.casefold().split())]
                    raise VocabularyError(f"{folder.name}/{file}.yml: {entry.id}: {name!r} leads to {other} too")


def check_words(words: Mapping[Language, Words]) -> None:
    for table in ("numbers", "ordinals", "all_months"):
        try:
            table_of(words, table)
        except ValueError as error:
            raise VocabularyError(f"words/*.yml: {table}: {error}") from error


def check_examples(where: str, cue: Cue | MeetingName, words: Mapping[Language, Words]) -> None:
    """Every pattern has an example that it matches, every example a pattern, and no counter-example any."""
    against = cue.counter_examples if isinstance(cue, Cue) else {}
    for language in {**cue.patterns, **cue.examples, **against}:
        patterns = cue.patterns.get(language, ())
        examples, others = cue.examples.get(language, ()), against.get(language, ())
        tried = [(pattern, trial(where, pattern, language, words, (*examples, *others))) for pattern in patterns]
        for pattern, expr in tried:
            if not any(expr.search(example) for example in examples):
                raise VocabularyError(f"{where}: {language}: no example for the pattern {pattern!r}")
        for example in examples:
            if not any(expr.search(example) for _, expr in tried):
                raise VocabularyError(f"{where}: {language}: no pattern matches the example {example!r}")
        for other in others:
            if found := [pattern for pattern, expr in tried if expr.search(other)]:
                raise VocabularyError(f"{where}: {language}: {found[0]!r} matches the counter-example {other!r}")


def trial(
    where: str, pattern: str, language: Language, words: Mapping[Language, Words], texts: Iterable[str]
) -> regex.Pattern[str]:
    """The pattern compiled with only those words that the texts hold: no others could match, and it is far quicker."""
    held = " ".join(map(folded, texts))
    try:
        return regex.compile(whole([expression(pattern, words[language], held)], language), regex.IGNORECASE)
    except (regex.error, KeyError) as error:
        raise VocabularyError(f"{where}: {language}: the pattern {pattern!r} does not compile: {error}") from error


def check_symbol(own: Own, folder: Path) -> None:
    where = f"{folder.name}/convention.yml: symbol"
    try:
        symbol = regex.compile(own.symbol)
    except regex.error as error:
        raise VocabularyError(f"{where}: does not compile: {error}") from error
    for example in own.symbol_examples:
        if not symbol.fullmatch(example):
            raise VocabularyError(f"{where}: does not match the example {example!r}")
    for other in own.symbol_counter_examples:
        if symbol.fullmatch(other):
            raise VocabularyError(f"{where}: matches the counter-example {other!r}")


def check_references(vocabulary: Vocabulary, folder: Path) -> None:
    """Every id that an entry points to is there."""
    pointers = [
        *(("meetings", one.id, one.president_state, vocabulary.states) for one in vocabulary.meetings.values()),
        *(("plans", one.id, one.adopted_at, vocabulary.meetings) for one in vocabulary.plans.values()),
        *(("coordinators", one.group, one.group, vocabulary.groups) for one in vocabulary.coordinator_terms),
        *(
            ("coordinators", one.group, s, vocabulary.states)
            for one in vocabulary.coordinator_terms
            for s in one.states
        ),
        *(("extensions", one.state, one.state, vocabulary.states) for one in vocabulary.extensions),
        *(("extensions", one.state, one.considered_at, vocabulary.meetings) for one in vocabulary.extensions),
    ]
    for file, name, target, known in pointers:
        if target is not None and target not in known:
            raise VocabularyError(f"{folder.name}/{file}.yml: {name}: there is no {target}")
