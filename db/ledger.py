"""The ledger: what happened to files, and what officers decided, append-only and chained by hashes.

API: `Ledger(path)` opens a ledger, brings an older one up to date, and refuses a `Newer`; `append(Event(...) | Review(...),
…)` writes all or none and is on disk when it returns; `events()`, `reviews()`, `entries()`, `told(*names)` read;
`verify()` names the first place where the chain is broken, None if it holds; `seal` is the hash that ends it;
`fill(database)` writes the table `events` of an archive; `db.reviews` writes what was decided.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from sqlite_utils import Database

from db.anchor import Anchor

START = "0" * 64  # what stands for the hash of the entry before the first
ENTRIES = """
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
OF_EVENT = "CREATE INDEX IF NOT EXISTS entries_of_event ON entries (json_extract(body, '$.event'));"
OF_KIND = "CREATE INDEX IF NOT EXISTS entries_of_kind ON entries (kind);"  # and decisions have places since then
GAPS = ""  # nothing but a number: an accepted loss leaves a gap, which older programs take for a break
MIGRATIONS = (
    ENTRIES,
    OF_EVENT,
    OF_KIND,
    GAPS,
)  # what each version of the schema added; each may be run twice, and removes nothing
VERSION = len(MIGRATIONS)  # also goes up when entries gain fields, since older programs cannot read these
EventName = Literal[
    "received",
    "read",
    "extracted",
    "loaded",
    "renamed",  # `document_id` is what the paper of the file is called from now on, `detail` what it was called before;
    # `note` is "public" where the public knew it by that
    "quarantined",
    "built",
    "digested",
    "exported",
    "withdrawn",
    "restored",
    "access",
    "accepted",  # that entries are lost: `detail` says which, such as "7-10"
]
Decision = Literal["confirmed", "corrected", "rejected", "added", "reopened"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a file or to the archive; `version` is of the reader, extractor or vocabulary.

    `document_id` is the id that the file's document had then; `note` is what the actor wanted to say of it.
    """

    event: EventName
    sha256: str | None = None
    name: str | None = None
    origin: str | None = None
    size: int | None = None
    version: str | None = None
    actor: str | None = None
    detail: str | None = None
    document_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What an officer decided about a value, tied to its place in a paper; the last decision on a record holds.

    `record` is the value's id, which it keeps from its first decision on; `value` is JSON of the columns whose values are
    the officer's, `machine` JSON of those that the machine found (None: it found nothing). `paper` is what the paper
    says of itself, by which a corrected file of it is known. Ledgers of older programs have only the first five.
    """

    record: str
    decision: Decision
    actor: str
    value: str | None = None
    note: str | None = None
    table: str | None = None
    machine: str | None = None
    sha256: str | None = None
    name: str | None = None
    received_at: str | None = None
    paper: Mapping[str, str] = field(default_factory=dict)
    place: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger; `at` is UTC, to the second."""

    id: int
    at: str
    body: Event | Review


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry at which the chain does not hold: its number, what it is, and what is wrong with it."""

    id: int
    place: str
    reason: str


class Newer(ValueError):
    """A ledger that a newer version of the program wrote; the message says what to do."""


class Lost(ValueError):
    """There is no ledger where there was one, or what is there is none; the message says what to do."""


class Ledger:
    """A ledger on disk, made where there is none; `actor` is who does what is written from now on."""

    def __init__(self, path: Path) -> None:
        self.actor: str | None = None
        self.connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            self.connection.execute("PRAGMA synchronous = FULL")
            self.migrate(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            self.close()
            raise Lost(f"{path} is no ledger any more ({error}): restore it from the last backup.") from error

    @staticmethod
    def schema() -> sqlite3.Connection:
        """An empty ledger in memory, to compare with."""
        connection = sqlite3.connect(":memory:")
        connection.executescript("\n".join(MIGRATIONS))
        return connection

    def migrate(self, path: Path) -> None:
        """Bring the schema up to date, wholly or not at all; what is written already stays as it is."""
        found = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if found > VERSION:
            self.close()
            raise Newer(
                f"{path} was written by a newer version of the program (ledger {found}, this one knows {VERSION}): "
                "install that version, or a later one."
            )
        if found < VERSION:
            self.run(*MIGRATIONS[found:], f"PRAGMA user_version = {VERSION};")

    def run(self, *scripts: str) -> None:
        try:
            self.connection.executescript("\n".join(("BEGIN IMMEDIATE;", *scripts, "COMMIT;")))
        except sqlite3.Error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        self.connection.close()

    def append(self, *bodies: Event | Review, after: int = 0) -> list[Entry]:
        """Write events and decisions, all or none; they are on disk when this returns. No number up to `after` is given."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            written = [self.write(body, after) for body in bodies]
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        return written

    def write(self, body: Event | Review, after: int) -> Entry:
        last = self.connection.execute("SELECT id, hash FROM entries ORDER BY id DESC LIMIT 1").fetchone()
        previous = last[1] if last else START
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        if isinstance(body, Event) and body.actor is None:
            body = replace(body, actor=self.actor)
        kind, text = type(body).__name__.lower(), json.dumps(asdict(body), ensure_ascii=False, sort_keys=True)
        number = max(last[0] if last else 0, after) + 1
        row = (number, at, kind, text, previous, chained(number, at, kind, text, previous))
        self.connection.execute(
            "INSERT INTO entries (id, at, kind, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?)", row
        )
        return Entry(number, at, body)

    def entries(self, sha256: str | None = None) -> Iterator[Entry]:
        """All entries in their order, or those about one file."""
        return self.where("json_extract(body, '$.sha256') = ?", sha256) if sha256 else self.where("1")

    def told(self, *names: EventName, after: int = 0) -> Iterator[tuple[Entry, Event]]:
        """The events of these names after an entry, in their order; of a long ledger this reads no more than those."""
        listed = ", ".join("?" * len(names))
        found = self.where(f"json_extract(body, '$.event') IN ({listed}) AND id > ?", *names, after)
        return ((entry, entry.body) for entry in found if isinstance(entry.body, Event))

    def where(self, condition: str, *values: str | int) -> Iterator[Entry]:
        sql = f"SELECT id, at, kind, body FROM entries WHERE {condition} ORDER BY id"  # noqa: S608
        for number, at, kind, body in self.connection.execute(sql, values):
            yield Entry(number, at, body_of(kind, json.loads(body)))

    def events(self, sha256: str | None = None) -> Iterator[tuple[Entry, Event]]:
        return ((entry, entry.body) for entry in self.entries(sha256) if isinstance(entry.body, Event))

    def reviews(self) -> Iterator[tuple[Entry, Review]]:
        return ((entry, entry.body) for entry in self.where("kind = 'review'") if isinstance(entry.body, Review))

    def last(self, name: EventName) -> Event | None:
        """The last event of a name."""
        sql = "SELECT max(id) FROM entries WHERE json_extract(body, '$.event') = ?"
        (number,) = self.connection.execute(sql, [name]).fetchone()
        return next((one.body for one in self.where("id = ?", number) if isinstance(one.body, Event)), None)

    @property
    def length(self) -> int:
        """The number of the last entry."""
        return int(self.connection.execute("SELECT coalesce(max(id), 0) FROM entries").fetchone()[0])

    @property
    def seal(self) -> str:
        """The hash of the last entry, which stands for all: who has written it down can tell whether they are still here."""
        last = self.connection.execute("SELECT hash FROM entries ORDER BY id DESC LIMIT 1").fetchone()
        return str(last[0]) if last else START

    def sealed(self, seal: str) -> int | None:
        """The number of the entry that had this seal, or that one of its beginnings tells; None where there is none."""
        found = self.connection.execute("SELECT id FROM entries WHERE hash LIKE ? || '%'", [seal]).fetchone()
        return int(found[0]) if found else None

    def verify(self) -> Break | None:
        """The first entry that was changed, or before which one is missing; entries cut off at the end count too."""
        expected, previous, last = 1, START, "the beginning"
        for number, at, kind, body, before, hash_ in self.connection.execute("SELECT * FROM entries ORDER BY id"):
            if number != expected and not accepted(body, expected, number - 1):
                return Break(expected, f"entry {expected}", f"is missing, after {last}")
            here = f"entry {number} ({told_as(kind, body)}, {at})"
            if hash_ != chained(number, at, kind, body, before):
                return Break(number, here, "is not what was written")
            if before != previous:
                return Break(number, here, f"does not follow {last}: one of them, or all before, were replaced")
            expected, previous, last = number + 1, hash_, here
        written = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entries'").fetchone()
        if written and written[0] >= expected:
            return Break(
                expected,
                f"entry {expected}",
                f"is missing, and all up to entry {written[0]}: the end was cut off, after {last}",
            )
        return None

    def fill(self, database: Database) -> None:
        """Write the table `events` afresh; an event belongs to the document that its file has now."""
        documents = dict(database.execute("SELECT sha256, document_id FROM files").fetchall())
        with database.atomic():
            database.execute("DELETE FROM events")
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


def body_of(kind: str, told: dict[str, Any]) -> Event | Review:
    """The event or decision that the JSON of an entry tells of."""
    if kind == "event":
        return Event(**told)
    place = told.pop("place", None)
    return Review(**told, place=Anchor(**place) if place else None)


def accepted(body: str, first: int, last: int) -> bool:
    """Whether an entry says that those before it, of these numbers, are lost, and that somebody went on without them."""
    try:
        one = json.loads(body)
        return (one.get("event"), one.get("detail")) == ("accepted", f"{first}-{last}")
    except (TypeError, ValueError, AttributeError):
        return False


def told_as(kind: str, body: str) -> str:
    """An entry in words, whatever was made of it."""
    try:
        one = json.loads(body)
        said = [one.get(name) for name in ("event", "decision", "name", "record")]
    except (TypeError, ValueError, AttributeError):
        said = ["illegible", kind]
    return " ".join(str(part) for part in said if part)


def chained(number: int, at: str, kind: str, body: str, previous: str) -> str:
    """The hash of an entry: SHA-256 over what it says and the hash of the one before."""
    told = json.dumps([number, at, kind, body, previous], default=repr)  # what somebody put there may be of any type
    return hashlib.sha256(told.encode()).hexdigest()
