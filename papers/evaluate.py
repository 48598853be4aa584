"""How much of what people read in papers the archive has, and how much of what it has is wrong."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from papers.confidence import Trial
from papers.fields import FIELDS, Field, Found, found
from papers.gold import Gold, Wanted
from papers.matching import answers, fit, open_values, shared, wanted_values

Tally = Counter[str]
NEARLY = 0.95  # F1 from which a paper is nearly right
SAME_PLACE = 0.9  # share of words (IoU) from which a quote stands where the gold's does


@dataclass(frozen=True, slots=True)
class Miss:
    """A value that is wrong: `fault` is missed or false."""

    file: str
    field: str
    fault: str
    value: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a paper and its gold say of a field, side by side."""

    tally: Tally
    misses: list[Miss]
    trials: list[Trial]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores over all, by field, by file, and of the papers of a kind, format and language; what went wrong; the trials.

    Each score: gold, found, correct, precision, recall, f1 and `evidence`, the share of right values with a quote in the
    gold whose own quote is the same. Scores of several papers also say in how many everything is right (`all_right`),
    and in how many the F1 is at least 0.95 (`nearly_right`).
    """

    overall: dict[str, Any]
    fields: dict[str, dict[str, Any]]
    papers: dict[str, dict[str, Any]]
    groups: dict[str, dict[str, dict[str, Any]]]
    misses: list[Miss]
    trials: list[Trial]


def evaluate(connection: sqlite3.Connection, golds: list[Gold]) -> Evaluation:
    """Score an archive.db. A file that the archive does not have misses all its values."""
    fields: defaultdict[str, Tally] = defaultdict(Tally)
    papers: defaultdict[str, Tally] = defaultdict(Tally)
    misses: list[Miss] = []
    trials: list[Trial] = []
    for gold in golds:
        document = document_of(connection, gold["file"])
        for field in FIELDS:
            if any(key in gold for key in field.gold):
                compared = compare(field, gold, found(connection, field, document) if document else [])
                fields[field.name] += compared.tally
                papers[gold["file"]] += compared.tally
                misses += compared.misses
                trials += compared.trials
    return Evaluation(total(papers), scores(fields), scores(papers), groups(golds, papers), misses, trials)


def groups(golds: list[Gold], papers: dict[str, Tally]) -> dict[str, dict[str, dict[str, Any]]]:
    """Scores of the papers of each kind, format and language, as the gold has them."""
    by: dict[str, Callable[[Gold], str]] = {
        "kind": lambda gold: gold.get("kind") or "unknown",
        "format": lambda gold: PurePath(gold["file"]).suffix.lstrip(".").lower() or "none",
        "language": lambda gold: gold.get("language") or "unknown",
    }
    return {name: grouped(golds, papers, key) for name, key in by.items()}


def grouped(golds: list[Gold], papers: dict[str, Tally], key: Callable[[Gold], str]) -> dict[str, dict[str, Any]]:
    together: defaultdict[str, dict[str, Tally]] = defaultdict(dict)
    for gold in golds:
        together[key(gold)][gold["file"]] = papers[gold["file"]]
    return {name: total(together[name]) for name in sorted(together)}


def document_of(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT document_id FROM files WHERE name = ? ORDER BY document_id", [name]).fetchone()
    return row[0] if row else None


def compare(field: Field, gold: Gold, values: list[Found]) -> Compared:
    """One field of one paper."""
    wanted, tolerated = wanted_values(field, gold), open_values(field, gold)
    if field.scoped:
        named = {part for want in wanted for part in want.key[0] or ()}
        values = [value for value in values if value.key[0] in named]
    answered = answers(wanted, values)
    extra = [value for j, value in enumerate(values) if j not in answered.values()]
    false = [value for value in extra if not any(fit(want, value) for want in tolerated)]
    missed = [want for i, want in enumerate(wanted) if i not in answered]
    tally = Tally(gold=len(wanted), correct=len(answered), found=len(answered) + len(false))
    for i, j in answered.items():
        tally += placed(wanted[i], values[j])
    lines = [Miss(gold["file"], field.name, "missed", shown(want)) for want in missed]
    lines += [Miss(gold["file"], field.name, "false", shown(value)) for value in false]
    trials = [Trial(rule.name, rule.confidence, True) for j in answered.values() for rule in values[j].rules]
    return Compared(
        tally, lines, trials + [Trial(rule.name, rule.confidence, False) for one in false for rule in one.rules]
    )


def placed(want: Wanted, got: Found) -> Tally:
    """Whether the archive shows the words that the gold names as evidence."""
    if not want.quote or not got.quotes:
        return Tally()
    iou = max(shared(want.quote, quote)[0] for quote in got.quotes)
    return Tally(quoted=1, in_place=int(iou >= SAME_PLACE))


def shown(value: Wanted | Found) -> str:
    """A value for people: its key, and the words it goes with."""
    keys = [part if isinstance(part, str) else min(part) for part in value.key if part is not None]
    words = (
        (value.texts[0] if value.texts else value.quote)
        if isinstance(value, Wanted)
        else value.text or " ".join(value.quotes[:1])
    )
    return " · ".join([key for key in keys if key] + ([f"“{words}”"] if words else []))


def scores(tallies: dict[str, Tally]) -> dict[str, dict[str, Any]]:
    return {name: score(tally) for name, tally in tallies.items()}


def score(tally: Tally) -> dict[str, Any]:
    gold, got, correct = tally["gold"], tally["found"], tally["correct"]
    return {
        "gold": gold,
        "found": got,
        "correct": correct,
        "precision": share(correct, got),
        "recall": share(correct, gold),
        "f1": share(2 * correct, gold + got),
        "evidence": share(tally["in_place"], tally["quoted"]),
    }


def total(papers: dict[str, Tally]) -> dict[str, Any]:
    """Micro scores over all values, and the number of papers in which nothing is missed and nothing false."""
    right = sum(tally["gold"] == tally["correct"] == tally["found"] for tally in papers.values())
    f1s = [score(tally)["f1"] for tally in papers.values()]
    nearly = sum(f1 is None or f1 >= NEARLY for f1 in f1s)
    return {"papers": len(papers), "all_right": right, "nearly_right": nearly} | score(sum(papers.values(), Tally()))


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
