"""What there is to review: values that nobody has looked at, the least certain first, and decisions that no longer fit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.rows import COLUMNS, FOUND
from db.values import own_columns

AROUND = 160  # characters of a block shown on either side of a quote
UNFIT = ("nowhere", "no paper", "changed")  # how decisions stand that somebody has to look at
STANDS = {
    "exact": "stands",
    "moved": "stands, at words that are a little different now",
    "changed": "the machine says something else there now",
    "kept": "the machine no longer finds it; it stays by the officer's word",
    "gone": "the machine no longer finds it",
    "nowhere": "its words stand nowhere in the paper",
    "no paper": "its paper is not in the archive",
    "superseded": "a later decision holds",
    "reopened": "was taken back",
}
STATES = ("state_id", "entity_id", "entity")  # columns that say which State a value is about
FITTING = """
confidence < :below AND (:document IS NULL OR document_id = :document) AND (:rule IS NULL OR method = :rule)
AND (:state IS NULL OR {state} = :state)
"""
TOLD = """
SELECT e.record_id AS id, e."table", e.value, e.confidence, e.method AS rule, e.status, e.document_id, d.title, e.page, e.quote,
  e.block_id, e.start, e."end", b.text FROM evidence AS e
JOIN documents AS d ON d.id = e.document_id JOIN blocks AS b ON b.id = e.block_id WHERE e."table" = ? AND e.record_id = ?
"""
DECISIONS = """
SELECT r.id AS review_id, coalesce(f.record, r.record) AS id, r."table", r.decision, r.value, r.machine, r.words, r.actor, r.note,
  r.at, coalesce(f.document_id, r.document_id) AS document_id, CASE WHEN r.fits IN ('superseded', 'reopened') THEN r.fits
  ELSE coalesce(f.fits, r.fits) END AS fits, f.machine AS machine_now
FROM reviews AS r LEFT JOIN review_fits AS f ON f.review_id = r.id
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which values that nobody has looked at: of a document, of a table, by a rule, below a confidence, about a State."""

    document_id: str | None = None
    table: str | None = None
    rule: str | None = None
    below: float | None = None
    state_id: str | None = None

    @property
    def values(self) -> dict[str, object]:
        """What FILTERS asks for."""
        below = 2.0 if self.below is None else self.below  # nothing is that certain
        return {
            "document": self.document_id,
            "rule": self.rule,
            "below": below,
            "status": FOUND,
            "state": self.state_id,
        }

    @property
    def is_all(self) -> bool:
        return self == Wanted()


def chosen(database: Database, wanted: Wanted, limit: int | None = None) -> list[tuple[str, str]]:
    """Tables and ids of the values, the least certain first."""
    found: list[tuple[float, str, str]] = []
    for table in tables(wanted):
        sql = f'SELECT confidence, id FROM "{table}" WHERE {waits(table)} ORDER BY confidence, document_id, id LIMIT :limit'  # noqa: S608
        rows = database.execute(sql, wanted.values | {"limit": -1 if limit is None else limit}).fetchall()
        found += [(confidence, table, id_) for confidence, id_ in rows]
    return [(table, id_) for _, table, id_ in sorted(found, key=lambda one: one[0])[:limit]]


def in_order(database: Database, wanted: Wanted) -> list[str]:
    """The ids of all the values, those of a paper together, so that each paper is opened once."""
    sql = 'SELECT id FROM "{}" WHERE {} ORDER BY document_id, block_id, start'
    found = (database.execute(sql.format(table, waits(table)), wanted.values).fetchall() for table in tables(wanted))
    return [id_ for rows in found for (id_,) in rows]


def waiting(database: Database, wanted: Wanted) -> int:
    """How many values there are in all."""
    counts = (f'SELECT count(*) FROM "{table}" WHERE {waits(table)}' for table in tables(wanted))  # noqa: S608
    return sum(int(database.execute(sql, wanted.values).fetchone()[0]) for sql in counts)


def is_known(database: Database, wanted: Wanted) -> bool:
    """Whether there is any such value, looked at or not."""
    sql = 'SELECT 1 FROM "{}" WHERE {} LIMIT 1'
    return any(
        database.execute(sql.format(table, fitting(table)), wanted.values).fetchone() for table in tables(wanted)
    )


def fitting(table: str) -> str:
    """SQL that chooses the values of a table that are wanted, looked at or not."""
    return FITTING.format(state=next((column for column in STATES if column in own_columns(table)), "NULL"))


def waits(table: str) -> str:
    """SQL that chooses those that nobody has looked at."""
    return f"status = :status AND {fitting(table)}"


def tables(wanted: Wanted) -> Iterable[str]:
    """The tables to look in. Raises `db.values.Unfitting` where there is no such table."""
    if wanted.table is None:
        return COLUMNS
    own_columns(wanted.table)
    return [wanted.table]


def told(database: Database, values: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Values with where they stand: quote, the words of its block before and after it, page, paper."""
    for value in values:
        for row in database.query(TOLD, list(value)):
            text, start, end = row.pop("text"), row.pop("start"), row.pop("end")
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            row["before"] = ("… " if start > AROUND else "") + before
            row["after"] = after + (" …" if end + AROUND < len(text) else "")
            yield row


def decisions(database: Database, wanted: Wanted, *, unfit: bool = False) -> list[dict[str, Any]]:
    """Decisions, the latest first, each with how it stands in its paper, and in later files of the same paper."""
    rows = database.query(f"{DECISIONS} ORDER BY r.id DESC, f.document_id")
    return [
        row | {"stands": STANDS[row["fits"]]}
        for row in rows
        if (row["fits"] in UNFIT or not unfit)
        and wanted.document_id in (None, row["document_id"])
        and wanted.table in (None, row["table"])
        and (wanted.state_id is None or wanted.state_id in abouts(row))
    ]


def abouts(row: dict[str, Any]) -> list[object]:
    """The States that a decision is about: of the value as it was found, and as it was decided."""
    columns = json.loads(row["machine"] or "{}") | json.loads(row["value"] or "{}")
    return [columns.get(column) for column in STATES]


def history(database: Database, record: str) -> list[dict[str, Any]]:
    """The decisions on a value, the first one first."""
    rows = database.query(f"{DECISIONS} WHERE :record IN (r.record, f.record) ORDER BY r.id", {"record": record})
    return [row | {"stands": STANDS[row["fits"]]} for row in rows]


def plain(value: str | None) -> str:
    """Columns in JSON as people read them, those that are empty left out."""
    columns = json.loads(value) if value else {}
    return " · ".join(f"{column} {shown(one)}" for column, one in columns.items() if one is not None) or (
        "empty" if columns else ""
    )


def shown(value: object) -> object:
    """A value of a column as people read it: a whole number without its decimal point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
