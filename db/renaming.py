"""Ids of papers that went from one file to another, or away: told to the ledger when it happens, and found again from it.

API: `moved(database, ledger)` gives the events that the ledger has yet to be told, of files that are in the database for
the first time and of those whose paper has another id than it had; `former(ledger)` yields every id that a file's paper had
once and has no more; `fill(database, ledger)` writes the table `former_ids`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from db.ledger import Event, Ledger
from db.load import insert

TOLD = """
SELECT json_extract(body, '$.sha256'), json_extract(body, '$.document_id'), max(id) FROM entries
WHERE json_extract(body, '$.event') IN ('loaded', 'renamed') GROUP BY 1
"""
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


def moved(database: Database, ledger: Ledger, version: str | None = None) -> list[Event]:
    """What the ledger has not been told yet. Ledgers of older programs do not say which id a file's paper had."""
    told = {sha256: document_id for sha256, document_id, _ in ledger.connection.execute(TOLD)}
    events = []
    for sha256, document_id in database.execute(HELD).fetchall():
        if (before := told.get(sha256)) is None:
            events.append(Event("loaded", sha256, version=version, document_id=document_id))
        elif before != document_id:
            events.append(Event("renamed", sha256, document_id=document_id, detail=before))
    return events


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
            yield Former(entry.id, lost, sha256, since, entry.at, withdrawn=event.event == "withdrawn")
        if event.event in ("loaded", "renamed", "restored"):
            since = entry.at


def fill(database: Database, ledger: Ledger) -> None:
    """Write the table `former_ids` afresh, of the files that are in the database."""
    papers = dict(database.execute(HELD).fetchall())
    rows = (
        {
            "id": one.number,
            "former_id": one.id,
            "document_id": papers[one.sha256],
            "since": one.since,
            "until": one.until,
        }
        for one in former(ledger)
        if one.sha256 in papers and not one.withdrawn
    )
    with database.atomic():
        database.execute("DELETE FROM former_ids")
        insert(database, "former_ids", rows)
