"""The ledger: what happened to files, and what officers decided, append-only and chained by hashes.

API: `Ledger(path)`; `append(Event(...) | Review(...), …)` writes all or none and is on disk when it returns;
`events()`, `reviews()`, `entries()` read; `verify()` names the first place where the chain is broken, None if it holds;
`fill(database)` writes the tables `events` and `reviews` of an archive.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from sqlite_utils import Database

START = "0" * 64  # what stands for the hash of the entry before the first
SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
CREATE INDEX IF NOT EXISTS entries_of_file ON entries (json_extract(body, '$.sha256'));
CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE UPDATE ON entries
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entries_last BEFORE DELETE ON entries
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entries_follow BEFORE INSERT ON entries  -- a REPLACE fires no trigger for what it removes
  WHEN NEW.id <= (SELECT max(id) FROM entries) OR EXISTS (SELECT 1 FROM entries WHERE hash = NEW.hash)
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""
EventName = Literal["received", "read", "extracted", "loaded", "quarantined", "built", "exported"]
Decision = Literal["confirmed", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a file or to the archive; `version` is of the reader, extractor or vocabulary."""

    event: EventName
    sha256: str | None = None
    name: str | None = None
    origin: str | None = None
    size: int | None = None
    version: str | None = None
    actor: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What an officer decided about a value: `record` is its id, `value` (JSON of columns) what it should be."""

    record: str
    decision: Decision
    actor: str
    value: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger; `at` is UTC, to the second."""

    id: int
    at: str
    body: Event | Review


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry at which the chain does not hold, and what is wrong with it."""

    id: int
    reason: str


class Ledger:
    """A ledger on disk, made where there is none."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.executescript(SCHEMA)

    def close(self) -> None:
        self.connection.close()

    def append(self, *bodies: Event | Review) -> list[Entry]:
        """Write events and decisions, all or none; they are on disk when this returns."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            written = [self.write(body) for body in bodies]
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        return written

    def write(self, body: Event | Review) -> Entry:
        last = self.connection.execute("SELECT id, hash FROM entries ORDER BY id DESC LIMIT 1").fetchone()
        previous = last[1] if last else START
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        kind, text = type(body).__name__.lower(), json.dumps(asdict(body), ensure_ascii=False, sort_keys=True)
        number = (last[0] if last else 0) + 1
        row = (number, at, kind, text, previous, chained(number, at, kind, text, previous))
        self.connection.execute(
            "INSERT INTO entries (id, at, kind, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?)", row
        )
        return Entry(number, at, body)

    def entries(self, sha256: str | None = None) -> Iterator[Entry]:
        """All entries in their order, or those about one file."""
        kinds: dict[str, type[Event] | type[Review]] = {"event": Event, "review": Review}
        where, values = ("json_extract(body, '$.sha256') = ?", [sha256]) if sha256 else ("1", [])
        rows = self.connection.execute(f"SELECT id, at, kind, body FROM entries WHERE {where} ORDER BY id", values)  # noqa: S608
        for number, at, kind, body in rows.fetchall():
            yield Entry(number, at, kinds[kind](**json.loads(body)))

    def events(self, sha256: str | None = None) -> Iterator[tuple[Entry, Event]]:
        return ((entry, entry.body) for entry in self.entries(sha256) if isinstance(entry.body, Event))

    def reviews(self) -> Iterator[tuple[Entry, Review]]:
        return ((entry, entry.body) for entry in self.entries() if isinstance(entry.body, Review))

    def verify(self) -> Break | None:
        """The first entry that was changed, or before which one is missing; entries cut off at the end count too."""
        expected, previous = 1, START
        for number, at, kind, body, before, hash_ in self.connection.execute("SELECT * FROM entries ORDER BY id"):
            if number != expected:
                return Break(expected, f"entry {expected} is missing")
            if before != previous or hash_ != chained(number, at, kind, body, before):
                return Break(number, f"entry {number} of {at} is not what was written")
            expected, previous = number + 1, hash_
        written = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entries'").fetchone()
        if written and written[0] >= expected:
            return Break(expected, f"entries {expected} to {written[0]} are missing")
        return None

    def fill(self, database: Database) -> None:
        """Write the tables `events` and `reviews` afresh; an event belongs to the document that its file has now."""
        documents = dict(database.execute("SELECT sha256, document_id FROM files").fetchall())
        with database.atomic():
            database.execute("DELETE FROM events")
            database.execute("DELETE FROM reviews")
            database.conn.executemany(
                "INSERT INTO events (id, at, event, sha256, document_id, version, actor, detail) VALUES (?,?,?,?,?,?,?,?)",
                (
                    (
                        entry.id,
                        entry.at,
                        one.event,
                        one.sha256,
                        documents.get(one.sha256),
                        one.version,
                        one.actor,
                        one.detail,
                    )
                    for entry, one in self.events()
                ),
            )
            database.conn.executemany(
                "INSERT INTO reviews (id, record, decision, value, actor, note, at) VALUES (?,?,?,?,?,?,?)",
                (
                    (entry.id, one.record, one.decision, one.value, one.actor, one.note, entry.at)
                    for entry, one in self.reviews()
                ),
            )


def chained(number: int, at: str, kind: str, body: str, previous: str) -> str:
    """The hash of an entry: SHA-256 over what it says and the hash of the one before."""
    return hashlib.sha256(json.dumps([number, at, kind, body, previous]).encode()).hexdigest()
