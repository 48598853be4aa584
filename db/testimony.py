"""How an archive goes on that has lost entries of its ledger: the loss is put on record, and what archive.db still tells of it.

API: `accept(archive, lost, note)` writes down that entries are gone, then once more, as far as archive.db has them, the
receipts and decisions that were among them; gives what it wrote, and the decisions that cannot be made again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from sqlite_utils import Database

from db.anchor import Spot
from db.archive import Archive
from db.decisions import Decisions
from db.desk import Desk, Signature
from db.identity import TABLE
from db.judgement import place_of
from db.ledger import Event, Review
from db.loss import Loss
from db.reviews import found_value
from db.schema import connect, is_current

OUTDATED = "PRAGMA user_version = 0"  # what no schema has, so that the database is made again before anybody reads it
DECIDED = "SELECT * FROM events WHERE id BETWEEN ? AND ? AND event IN ('access', 'withdrawn', 'restored') ORDER BY id"
REVIEWED = "SELECT * FROM reviews WHERE id BETWEEN ? AND ? AND fits <> 'superseded' ORDER BY id"
FILES = "SELECT sha256, name, source, size FROM files ORDER BY received_at, name"


@dataclass(slots=True)
class Testimony:
    """What archive.db tells of entries that are lost: what can be written down again, and decisions that cannot."""

    again: list[Event | Review] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)


def accept(archive: Archive, lost: Loss, note: str) -> Testimony:
    """Put a loss on record, with what is known of it; archive.db is to be built again. Only under the lock."""
    told = Testimony()
    with suppress(sqlite3.DatabaseError), closing(connect(archive.database)) as database:
        if is_current(database):
            told = testimony(archive, database, lost)
            database.execute(OUTDATED)
    accepted = Event("accepted", detail=f"{lost.first}-{lost.last}", note=note)
    archive.ledger.append(accepted, *told.again, after=lost.last)
    return told


def testimony(archive: Archive, database: Database, lost: Loss) -> Testimony:
    bounds, told = (lost.first, lost.last), Testimony()
    told.again += receipts(archive, database)
    for row in list(database.query(DECIDED, bounds)):
        names = archive.received_as(row["sha256"])
        name = names[0].name if names else None
        event = Event(row["event"], row["sha256"], name, actor=row["actor"], detail=row["detail"], note=source(row))
        told.again.append(event)
    desk = Desk(database, Decisions(archive.ledger.reviews()))
    for row in list(database.query(REVIEWED, bounds)):
        if review := decision(desk, row):
            told.again.append(review)
        else:
            told.beyond.append(f"{row['decision']} {row['record']} by {row['actor']} on {row['at'][:10]}")
    return told


def receipts(archive: Archive, database: Database) -> Iterator[Event]:
    """Receipts of originals that are there, under the names that the ledger no longer has."""
    known = {(sha256, one.name) for sha256, several in archive.received().items() for one in several}
    for sha256, name, origin, size in database.execute(FILES).fetchall():
        if (sha256, name) not in known and archive.find(sha256):
            yield Event("received", sha256, name, origin, size)


def decision(desk: Desk, row: dict[str, Any]) -> Review | None:
    """A decision on a value, as archive.db has both; None where the value is no longer there."""
    signed = Signature(row["actor"], source(row))
    before, found = desk.decisions.last.get(row["record"]), found_value(desk.database, row["record"])
    if row["table"] == TABLE and row["document_id"]:
        review = desk.review(row["record"], row["decision"], signed, row["document_id"], TABLE, None)
    elif found is not None:
        document_id = str(found[1]["document_id"])
        place = desk.anchor(document_id, Spot(*place_of(found[1])))
        review = desk.review(row["record"], row["decision"], signed, document_id, found[0], place)
    elif before is not None:
        review = replace(before[1], decision=row["decision"], actor=signed.actor, note=signed.note)
    else:
        return None
    return replace(review, value=row["value"], machine=row["machine"])


def source(row: dict[str, Any]) -> str:
    """The note of a decision that is written down again: what it said, and where it is from."""
    return "; ".join(filter(None, (row.get("note"), f"entry {row['id']} of {row['at']}, as archive.db told it")))
