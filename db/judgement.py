"""What a paper's values are once officers' decisions are applied to what the machine found: always the same of the same.

API: `judged(ground, found, standing)` -> the rows of each table, and rows of `review_fits` that say how each decision
stands; `unjudged(row, fit)` is the way back. A decision meets the value that stands at its words: the same value, or one
like it, which has then changed. A value that the machine no longer finds stays as a row of its own where it was confirmed,
corrected or added.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from db.anchor import Finder, Spot, forms
from db.decisions import Standing
from db.naming import block_id, record_id
from db.rows import COLUMNS, FOUND, OFFICER, Row
from db.tables import TABLES

RELATED = 0.3  # share of columns that agree from which another value at a place is that place's value, changed
KEPT = ("confirmed", "corrected", "added")  # what stays a value also where the machine does not find it
STATUSES = (*KEPT, "rejected")
Fits = Literal["exact", "moved", "changed", "kept", "gone", "nowhere"]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Ground:
    """The document that decisions are applied to: its id, its file, its words."""

    document_id: str
    sha256: str
    finder: Finder


@dataclass(frozen=True, slots=True)
class Case:
    """A decision on a value of a table, where its words stand in this document, and what the value is to be."""

    standing: Standing
    table: str
    spots: Sequence[Spot]
    machine: Row | None
    value: Row

    @property
    def decision(self) -> str:
        return self.standing.review.decision

    @property
    def record(self) -> str:
        return self.standing.review.record

    def is_about(self, value: Row) -> bool:
        """Whether a value is what the machine or the officer said here."""
        return any(one is not None and likeness(self.table, one, value) == 1 for one in (self.machine, self.value))

    def agrees(self, row: Row) -> bool:
        """Whether a row says what the officer said, who said nothing else where an older program wrote it down."""
        return not self.value or likeness(self.table, self.value, row) == 1

    def speaks_of(self, row: Row) -> bool:
        """Whether a row has this value at this place."""
        return self.is_about(row) and any(one.overlaps(*place_of(row)) for one in self.spots)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of a case: the value as it stands now (None: there is none), and the machine's own (None: none)."""

    case: Case
    fits: Fits
    row: Row | None
    machine: Row | None


def judged(ground: Ground, found: Rows, standing: Sequence[Standing]) -> tuple[dict[str, list[Row]], list[Row]]:
    """Rows by table with the decisions applied, and a row of `review_fits` for each decision."""
    rows = {table: list(several) for table, several in found.items()}
    fits: list[Row] = []
    renamed: dict[object, object] = {}
    for table, several in tabled(standing, found).items():
        verdicts = Table(ground, table, found.get(table, ()), several).verdicts()
        gone = {one.machine["id"] for one in verdicts if one.machine}
        rows[table] = [row for row in rows.get(table, ()) if row["id"] not in gone]
        rows[table] += [one.row for one in verdicts if one.row]
        renamed |= {one.machine["id"]: one.row["id"] for one in verdicts if one.machine and one.row}
        fits += [fit_row(ground, one) for one in verdicts]
    actions = {row["id"] for row in rows.get("actions", ())}
    for row in rows.get("action_items", ()):
        action = renamed.get(row.get("action_id"), row.get("action_id"))
        row["action_id"] = action if action in actions else None
    return rows, fits


def tabled(standing: Iterable[Standing], found: Rows) -> dict[str, list[Standing]]:
    """Decisions by table, in its order; those of older programs by where their value is, if it is here."""
    tables = {row["id"]: table for table, rows in found.items() for row in rows}
    by_table = defaultdict[str, list[Standing]](list)
    for one in standing:
        table = one.review.table or tables.get(one.review.record)
        if table is not None and table in COLUMNS:
            by_table[table].append(one)
    return {table: by_table[table] for table in COLUMNS if table in by_table}


class Table:
    """The decisions on one table of a document, against what the machine found for it."""

    def __init__(self, ground: Ground, table: str, found: Sequence[Row], standing: Sequence[Standing]) -> None:
        self.ground, self.table = ground, table
        self.cases = [case_of(ground, table, one) for one in standing]
        self.free = {str(row["id"]): row for row in found}
        self.ids = set(self.free)
        self.rows: list[Row] = []
        self.by_block = defaultdict[int, list[Row]](list)
        for row in found:
            self.by_block[place_of(row)[0]].append(row)

    def verdicts(self) -> list[Verdict]:
        """Own decisions are heard first: those on other files of the paper have a say on what these leave open."""
        own = [one for one in self.cases if not one.standing.carried]
        carried = [one for one in self.cases if one.standing.carried]
        return [*self.heard(own), *self.heard(carried, own)]

    def heard(self, cases: Sequence[Case], before: Sequence[Case] = ()) -> list[Verdict]:
        met = self.met(cases)
        verdicts = [self.verdict(case, row) for case in cases if (row := met.get(case.standing.entry.id))]
        for case in cases:
            if case.standing.entry.id not in met and not self.is_settled(case, before):
                verdicts.append(self.alone(case))
        return verdicts

    def met(self, cases: Iterable[Case]) -> dict[int, Row]:
        """The row that each case meets, by the number of its entry: the best pairs first, each row once."""
        pairs = [(score, case, row) for case in cases for row in self.near(case) if (score := meeting(case, row))]
        pairs.sort(key=lambda pair: (pair[0], -pair[1].standing.entry.id, str(pair[2]["id"])), reverse=True)
        met: dict[int, Row] = {}
        for _, case, row in pairs:
            if case.standing.entry.id not in met and str(row["id"]) in self.free:
                met[case.standing.entry.id] = self.free.pop(str(row["id"]))
        return met

    def near(self, case: Case) -> Iterator[Row]:
        """Found values that a case may meet and that no other has met: those of its blocks, and the one with its id."""
        rows = {str(row["id"]): row for block in {one.block for one in case.spots} for row in self.by_block[block]}
        return (self.free[id_] for id_ in {**rows, case.record: None} if id_ in self.free)

    def is_settled(self, case: Case, before: Sequence[Case]) -> bool:
        """Whether a decision on another file has no more to say: one on this file speaks of its value."""
        here = self.carried_id(case)
        if any(one.record == here for one in before):
            return True
        about = [one for one in before if one.is_about(case.value) or (case.machine and one.is_about(case.machine))]
        return any(one.overlaps(*spot.place) for other in about for one in other.spots for spot in case.spots)

    def verdict(self, case: Case, row: Row) -> Verdict:
        """What becomes of a value that the machine found."""
        same = row["id"] == case.record or case.is_about(row)
        unmoved = row["id"] == case.record or forms(str(row["quote"])) == forms(quote_of(case))
        fits: Fits = ("exact" if unmoved else "moved") if same else "changed"
        changed: Row = {"status": case.decision} if case.decision in STATUSES else {}
        if case.decision == "added":
            changed = {"status": "confirmed"}  # the machine finds now what the officer found
        elif case.decision == "corrected" or (case.decision == "confirmed" and not case.agrees(row)):
            changed |= self.own(case) | {"method": OFFICER, "confidence": 1.0}
        return Verdict(case, fits, self.kept(row | changed | {"id": self.named(case, str(row["id"]))}), row)

    def alone(self, case: Case) -> Verdict:
        """What becomes of a decision on a value that the machine does not find."""
        whole = all(case.value.get(column) is not None for column in required(self.table))
        if not case.spots or (case.decision in KEPT and not whole):
            return Verdict(case, "nowhere", None, None)
        if case.decision not in KEPT:
            return Verdict(case, "gone", None, None)
        if any(case.speaks_of(row) for row in (*self.rows, *self.free.values())):
            return Verdict(case, "exact", None, None)
        fits: Fits = "exact" if case.machine is None else "kept"
        return Verdict(case, fits, self.kept(self.made(case, case.spots[0])), None)

    def kept(self, row: Row) -> Row:
        self.rows.append(row)
        return row

    def made(self, case: Case, spot: Spot) -> Row:
        """A row for a value that only an officer vouches for."""
        return {
            "id": self.named(case, self.carried_id(case)),
            "document_id": self.ground.document_id,
            "block_id": block_id(self.ground.document_id, spot.block),
            "start": spot.start,
            "end": spot.end,
            "quote": self.ground.finder.texts[spot.block][spot.start : spot.end],
            "method": OFFICER,
            "confidence": 1.0,
            "status": case.decision,
            **case.value,
        }

    def carried_id(self, case: Case) -> str:
        """The id that a value has here where only a decision on another file vouches for it."""
        return record_id(self.ground.sha256, self.table, case.record)

    def own(self, case: Case) -> Row:
        return {column: case.value[column] for column in COLUMNS[self.table].values() if column in case.value}

    def named(self, case: Case, otherwise: str) -> str:
        """The id of a value: the one it had when it was decided on, unless another value has that."""
        if case.standing.carried or (case.record in self.ids and case.record != otherwise):
            return otherwise
        self.ids.add(case.record)
        return case.record


def case_of(ground: Ground, table: str, standing: Standing) -> Case:
    review = standing.review
    machine = None if review.machine is None else json.loads(review.machine)
    value = (machine or {}) | json.loads(review.value or "{}")
    spots = ground.finder.places(review.place) if review.place else []
    return Case(standing, table, spots, machine, typed(table, value))


def meeting(case: Case, row: Row) -> tuple[float, ...] | None:
    """How well a decision and a found value go together, for comparing; None where they do not."""
    if row["id"] == case.record:
        return (2.0,)
    near = next((n for n, spot in enumerate(case.spots) if spot.overlaps(*place_of(row))), None)
    if near is None:
        return None
    wanted = [case.value] if case.decision == "added" else [one for one in (case.machine, case.value) if one]
    alike = max(likeness(case.table, one, row) for one in wanted)
    if alike < (RELATED if case.decision in ("confirmed", "corrected") else 1):
        return None
    spot = case.spots[near]
    return (alike == 1, -near, spot.place == place_of(row), alike)


def likeness(table: str, one: Row, other: Row) -> float:
    """The share of columns in which two values agree, of those that either has; case, blanks and signs do not count.

    >>> likeness("deadlines", {"state_id": "FRA", "date": "2025-01-01"}, {"state_id": "FRA", "date": "2026-01-01"})
    0.5
    """
    columns = [one_ for one_ in COLUMNS[table].values() if one.get(one_) is not None or other.get(one_) is not None]
    return sum(agreement(one.get(column), other.get(column)) for column in columns) / len(columns) if columns else 1.0


def agreement(one: object, other: object) -> float:
    if isinstance(one, str) and isinstance(other, str):
        from rapidfuzz.fuzz import ratio  # here: few runs have decisions to apply

        left, right = (forms(text) or [text] for text in (one, other))
        several = min(len(left), len(right)) > 1 and not one[:4].isdigit()  # of two dates, most signs are the same
        return 1.0 if left == right else ratio(" ".join(left), " ".join(right)) / 101 if several else 0.0
    return float(one == other)


def place_of(row: Row) -> tuple[int, int, int]:
    """Block, start and end of a row."""
    return int(str(row["block_id"]).rpartition("_")[2]), int(str(row["start"])), int(str(row["end"]))


def quote_of(case: Case) -> str:
    place = case.standing.review.place
    return place.quote if place else ""


def typed(table: str, value: Row) -> Row:
    """A value with the columns that the table has now, each as it keeps them; what it cannot keep is left out."""
    columns, needed = TABLES[table].columns, required(table)
    kept: Row = {}
    for column, one in value.items():
        with suppress(KeyError, TypeError, ValueError):
            type_ = columns[column]
            if one is not None or column not in needed:
                kept[column] = None if one is None else type_(one)
    return kept


def required(table: str) -> set[str]:
    """The columns of a table's own that are never null."""
    return set(TABLES[table].required) & set(COLUMNS[table].values())


def told(table: str, row: Row) -> str:
    """A row's own columns as JSON."""
    own = typed(table, {column: row.get(column) for column in COLUMNS[table].values()})
    return json.dumps(own, ensure_ascii=False, sort_keys=True)


def fit_row(ground: Ground, verdict: Verdict) -> Row:
    """How a decision stands in a document, with all that it changed of the machine's own row."""
    machine, case = verdict.machine, verdict.case
    fit: Row = {
        "review_id": case.standing.entry.id,
        "document_id": ground.document_id,
        "table": case.table,
        "record": verdict.row["id"] if verdict.row else case.record,
        "fits": verdict.fits,
    }
    if machine is not None:
        fit |= {"machine": told(case.table, machine), "machine_id": machine["id"]}
        fit |= {"method": machine["method"], "confidence": machine["confidence"]}
    return fit


def unjudged(row: Row, fit: Row | None) -> Row | None:
    """The machine's own row, of a row as it stands and how a decision on it does; None where the machine has none."""
    if fit is not None:
        own = {"id": fit["machine_id"], "method": fit["method"], "confidence": fit["confidence"], "status": FOUND}
        return {**row, **own, **json.loads(str(fit["machine"]))}
    return None if row["method"] == OFFICER else row
