"""The account that a run gives: events for the ledger, and sentences for what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from sqlite_utils import Database

from db.archive import Archive
from db.ledger import Event
from db.standing import Withdrawal
from ingest.bounds import Bounds
from papers.report import WITHDRAWN, Alike, Moved, Refusal
from papers.versions import Versions
from papers.work import Brought, Refused, Task


def alike(database: Database, loaded: Set[str]) -> Iterator[Alike]:
    """The near copies among papers, one of which was loaded now."""
    columns = "document_id, relation, other_document_id, similarity"
    sql = f"SELECT {columns} FROM relations WHERE similarity IS NOT NULL ORDER BY 4 DESC, 1, 3"  # noqa: S608
    for one, relation, other, similarity in database.execute(sql):
        if one in loaded or other in loaded:
            yield Alike(one, relation, other, similarity)


def moves(archive: Archive, events: Iterable[Event]) -> list[Moved]:
    """The papers that have another id than they had, of events that say so."""
    return [
        Moved(archive.first_name(one.sha256), one.detail, one.document_id)
        for one in events
        if one.event == "renamed" and one.sha256 and one.detail and one.document_id
    ]


def events_of(task: Task, brought: Brought, reader: str, made: Versions) -> Iterator[Event]:
    if brought.read:
        yield Event("read", task.sha256, task.name, version=f"{reader} {made.reader}")
    if brought.extracted:
        yield Event("extracted", task.sha256, task.name, version=made.extractor)


def left_out(name: str, gone: Withdrawal) -> Refusal:
    """What to say of a file that was withdrawn and has come again."""
    message = (
        f"{name} was withdrawn on {gone.at[:10]} by {gone.actor} ({gone.reason}): "
        f"`papers withdraw --undo {gone.sha256[:12]}` brings it back."
    )
    return Refusal(name, gone.sha256, WITHDRAWN, message)


def lost(reason: str, bounds: Bounds) -> Refused:
    """What to say of a file on which a worker was lost."""
    sentences = {
        "timeout": f"Reading it took longer than {bounds.seconds:g} seconds: split it, or allow more with --timeout.",
        "memory": f"Reading it takes more than {bounds.megabytes} MB: split it, or allow more with --memory.",
        "crash": "A library broke down over this file, maybe for want of memory: open it in its program and save it again, "
        "or allow more with --memory.",
        "killed": "Workers of the cluster went down with this file again and again: look at their logs, then give it again, "
        "without --dask if need be.",
    }
    return Refused(reason, sentences[reason])
