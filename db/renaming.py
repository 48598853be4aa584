"""Ids of papers that went from one file to another, or away: told to the ledger when it happens, and found again from it.

API: `moved(database, ledger, public_db)` gives the events that the ledger has yet to be told, of files that are in the
database for the first time and of those whose paper has another id than it had; `former(ledger)` yields every id that a
file's paper had once and has no more; `fill(database, ledger)` writes the table `former_ids`. Which papers were public by an
id that they lose, only the public database from before can tell; where it does not, the id counts as internal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from db.ledger import Event, Ledger
from db.load import insert
from db.schema import connect

TOLD = """
SELECT json_extract(body, '$.sha256'), json_extract(body, '$.document_id'), max(id) FROM entries
WHERE json_extract(body, '$.event') IN ('loaded', 'renamed') GROUP BY 1
"""
PUBLIC = "public"  # the note of an event by which a paper lost an id that the public knew
HELD = "SELECT DISTINCT sha256, document_id FROM files"


@dataclass(frozen=True, slots=True)
class Former:
    """An id that the paper of a file had (UTC), by the number of the entry that ended it; it may be another's now."""

    number: int
    id: str
    sha256: str
    since: str | None
    until: str
    withdrawn: bool = False
    public: bool = False  # whether it is on record that the public knew the paper by it


def moved(database: Database, ledger: Ledger, public_db: Path, version: str | None = None) -> list[Event]:
    """What the ledger has not been told yet. Ledgers of older programs do not say which id a file's paper had.

    To be asked before `public_db` is built again.
    """
    told = {sha256: document_id for sha256, document_id, _ in ledger.connection.execute(TOLD)}
    events, known = list[Event](), None
    for sha256, document_id in database.execute(HELD).fetchall():
        if (before := told.get(sha256)) is None:
            events.append(Event("loaded", sha256, version=version, document_id=document_id))
        elif before != document_id:
            known = published(public_db) if known is None else known
            note = PUBLIC if (sha256, before) in known else None
            events.append(Event("renamed", sha256, document_id=document_id, detail=before, note=note))
    return events


def published(public_db: Path) -> set[tuple[str, str]]:
    """Files that are public, with the ids of their papers; none where the database is missing or damaged."""
    if not public_db.exists():
        return set()
    try:
        with closing(connect(public_db)) as database:
            return set(database.execute(HELD).fetchall())
    except sqlite3.Error:
        return set()


def former(ledger: Ledger) -> list[Former]:
    """Every id that a file's paper had and lost, in the order in which that happened."""
    files = {event.sha256 for _, event in ledger.told("renamed", "withdrawn") if event.sha256}
    return sorted((one for sha256 in files for one in former_of(ledger, sha256)), key=lambda one: one.number)


def former_of(ledger: Ledger, sha256: str) -> Iterator[Former]:
    """The ids that one file's paper had and lost."""
    since: str | None = None
    for entry, event in ledger.events(sha256):
        lost = event.detail if event.event == "renamed" else event.document_id
        if event.event in ("renamed", "withdrawn") and lost:
            withdrawn = event.event == "withdrawn"
            public = not withdrawn and event.note == PUBLIC
            yield Former(entry.id, lost, sha256, since, entry.at, withdrawn, public)
        if event.event in ("loaded", "renamed", "restored"):
            since = entry.at


def fill(database: Database, ledger: Ledger) -> None:
    """Write the table `former_ids` afresh, of the files that are in the database.

    An id that a file had that is no longer there leads nobody on: the paper may have been internal.
    """
    papers, all_ = dict(database.execute(HELD).fetchall()), former(ledger)
    last = ((document_id, sha256) for sha256, document_id, _ in ledger.connection.execute(TOLD))
    gone = {id_ for id_, sha256 in (*((one.id, one.sha256) for one in all_), *last) if sha256 not in papers}
    rows = (
        {
            "id": one.number,
            "former_id": one.id,
            "document_id": papers[one.sha256],
            "since": one.since,
            "until": one.until,
            "public": int(one.public and one.id not in gone),
        }
        for one in all_
        if one.sha256 in papers and not one.withdrawn
    )
    with database.atomic():
        database.execute("DELETE FROM former_ids")
        insert(database, "former_ids", rows)
