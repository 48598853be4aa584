"""Whether entries are gone from the end of the ledger: asked before anything is written, since it costs next to nothing.

API: `loss(ledger, *databases)` gives the `Loss`, None where nothing is missing. How far the ledger once went is told by its own
count of entries, and by the databases, which are made from it. `db.testimony` goes on without what is gone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from db.ledger import Ledger

REMEDY = (
    "restore ledger.db from the last backup; where none has these entries, `papers verify --accept-loss --note WHY` goes on "
    "without them"
)
COUNT = "SELECT seq FROM sqlite_sequence WHERE name = 'entries'"


@dataclass(frozen=True, slots=True)
class Loss:
    """Entries `first` to `last` of the ledger, of which `witness` tells, and which are not there."""

    first: int
    last: int
    witness: str

    def __str__(self) -> str:
        gone = f"entry {self.first} is" if self.first == self.last else f"entries {self.first} to {self.last} are"
        return f"{gone} missing at its end, of which {self.witness} tells"


def loss(ledger: Ledger, *databases: Path) -> Loss | None:
    """What is missing at the end of a ledger, by the witness that remembers most."""
    told = [(number, "its own count") for (number,) in ledger.connection.execute(COUNT)]
    told += [(number, path.name) for path in databases for number in last_entries(path)]
    last, witness = max(told, key=lambda one: one[0], default=(0, ""))
    return Loss(ledger.length + 1, last, witness) if last > ledger.length else None


def last_entries(path: Path) -> Iterator[int]:
    """The numbers of the last event and the last decision that a database tells of; nothing where it cannot be read."""
    address = f"{path.resolve().as_uri()}?mode=rw"  # not to make one; one that a crash left half done is taken back
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(address, uri=True)) as database:
        for table in ("events", "reviews"):
            yield database.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608
