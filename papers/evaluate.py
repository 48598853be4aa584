"""How much of what people read in papers the archive has, and how much of what it has is wrong."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from papers.fields import FIELDS, Field, Found, found
from papers.gold import Gold, Wanted
from papers.matching import answers, fit, open_values, shared, wanted_values

Tally = Counter[str]
SAME_PLACE = 0.9  # share of words (IoU) from which a quote stands where the gold's does


@dataclass(frozen=True, slots=True)
class Miss:
    """A value that is wrong: `fault` is missed or false."""

    file: str
    field: str
    fault: str
    value: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores over all, by field and by file, and what went wrong. Each score: gold, found, correct, precision, recall, f1
    and `evidence`, the share of right values with a quote in the gold whose own quote is the same."""

    overall: dict[str, Any]
    fields: dict[str, dict[str, Any]]
    papers: dict[str, dict[str, Any]]
    misses: list[Miss]


def evaluate(connection: sqlite3.Connection, golds: list[Gold]) -> Evaluation:
    """Score an archive.db. A file that the archive does not have misses all its values."""
    fields: defaultdict[str, Tally] = defaultdict(Tally)
    papers: defaultdict[str, Tally] = defaultdict(Tally)
    misses: list[Miss] = []
    for gold in golds:
        document = document_of(connection, gold["file"])
        for field in FIELDS:
            if any(key in gold for key in field.gold):
                tally, wrong = compare(field, gold, found(connection, field, document) if document else [])
                fields[field.name] += tally
                papers[gold["file"]] += tally
                misses += wrong
    return Evaluation(total(papers), scores(fields), scores(papers), misses)


def document_of(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT document_id FROM files WHERE name = ? ORDER BY document_id", [name]).fetchone()
    return row[0] if row else None


def compare(field: Field, gold: Gold, values: list[Found]) -> tuple[Tally, list[Miss]]:
    """Counts of one field of one paper, and its wrong values."""
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
    return tally, lines + [Miss(gold["file"], field.name, "false", shown(value)) for value in false]


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
    return {"papers": len(papers), "all_right": right} | score(sum(papers.values(), Tally()))


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
