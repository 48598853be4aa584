"""The way of a paper: received, read, extracted, loaded, published."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence

from sqlite_utils import Database

from db import renaming, reviews
from db.archive import Archive
from db.decisions import Decisions
from db.ledger import Event, Review
from db.public import publish_database
from db.relations import relate
from db.republish import publish_values
from db.standing import settle, withdrawals
from papers.account import moves
from papers.cache import forget
from papers.executor import executor
from papers.meant import Meant
from papers.receive import found
from papers.report import Moved, Report, Settings, keep
from papers.run import Run, Tell


def ingest(archive: Archive, places: Iterable[str], settings: Settings, tell: Tell) -> Report:
    """Receive files and bring them all the way; `tell` hears of progress as (done, of, what).

    Raises NothingToRead where a path does not exist, NoCluster, and `db.archive.Locked`.
    """
    started = time.monotonic()
    wanted = found(places)
    with executor(settings) as workers, archive.writing("ingest", mending=True) as broken_off:
        run = Run(archive, settings, workers, tell, broken_off=broken_off)
        bring_in(run, run.receive(wanted), broken_off)
        run.report.seconds = time.monotonic() - started
        keep(archive, "ingest", run.versions.database, run.report)
    return run.report


def bring_in(run: Run, received: Iterable[str], broken_off: bool) -> None:
    """Bring received files into both databases; all there are where a writer before did not end well."""
    if broken_off:
        mend(run.archive)
    if run.is_current():
        run.add(run.archive.received() if broken_off else received)
    else:
        run.rebuild()
    if broken_off or run.changed or not run.archive.public.exists():
        publish_database(run.archive.database, run.archive.public)
    run.compare()


def build(archive: Archive, settings: Settings, tell: Tell) -> Report:
    """Make archive.db and public.db again from originals, vocabulary and ledger. Raises NoCluster, and `db.archive.Locked`."""
    started = time.monotonic()
    with executor(settings) as workers, archive.writing("build", mending=True):
        run = Run(archive, settings, workers, tell)
        mend(archive)
        run.rebuild()
        publish_database(archive.database, archive.public)
        run.compare()
        run.report.seconds = time.monotonic() - started
        keep(archive, "build", run.versions.database, run.report)
    return run.report


def mend(archive: Archive) -> None:
    """Finish what a writer that was killed broke off, the withdrawal of files too."""
    archive.mend()
    for sha256 in withdrawals(archive.ledger):
        drop(archive, sha256)


def drop(archive: Archive, sha256: str) -> None:
    """Take a withdrawn file out of quarantine, and out of the cache whatever was made of it."""
    archive.set_aside(released=[sha256])
    forget(archive.cache, sha256, [receipt.name for receipt in archive.received_as(sha256)])


def withdraw(archive: Archive, database: Database, files: Sequence[Meant], reason: str) -> list[Moved]:
    """Take files out of both databases, the cache and quarantine; their bytes and the reason stay. Gives the papers that
    have another id now."""
    with archive.writing("withdraw"):
        gone = withdrawals(archive.ledger)
        fresh = [one for one in files if one.sha256 not in gone]
        archive.ledger.append(
            *(Event("withdrawn", one.sha256, one.name, document_id=one.document_id, note=reason) for one in fresh)
        )
        for one in files:
            drop(archive, one.sha256)
        return republish(archive, database)


def restore(archive: Archive, files: Sequence[Meant], reason: str | None, settings: Settings, tell: Tell) -> Report:
    """Bring files that were withdrawn back into the databases. Raises NoCluster, and `db.archive.Locked`."""
    with executor(settings) as workers, archive.writing("withdraw --undo", mending=True) as broken_off:
        archive.ledger.append(*(Event("restored", one.sha256, one.name, note=reason) for one in files))
        run = Run(archive, settings, workers, tell, broken_off=broken_off)
        bring_in(run, [one.sha256 for one in files], broken_off)
    return run.report


def decide_access(archive: Archive, database: Database, file: Meant, decided: str, note: str | None) -> None:
    """Write down who may see a paper (one of `db.standing.LEVELS`, or anything else: as its kind says), and hold to it."""
    with archive.writing("access"):
        archive.ledger.append(
            Event("access", file.sha256, file.name, detail=decided, document_id=file.document_id, note=note)
        )
        republish(archive, database)


def republish(archive: Archive, database: Database) -> list[Moved]:
    """Let both databases say what the ledger says of whole files; gives the papers that have another id now."""
    settle(database, archive.ledger)
    news = renaming.moved(database, archive.ledger, archive.public)
    archive.ledger.append(*news)
    relate(database)
    archive.ledger.fill(database)
    renaming.fill(database, archive.ledger)
    reviews.fill(database, Decisions(archive.ledger.reviews()))
    publish_database(archive.database, archive.public)
    return moves(archive, news)


def identify(archive: Archive, taken: Collection[Review], settings: Settings, tell: Tell) -> Report:
    """Write down what papers are, and bring these into both databases anew. Raises NoCluster, and `db.archive.Locked`."""
    with executor(settings) as workers, archive.writing("review", mending=True) as broken_off:
        archive.ledger.append(*taken)
        run = Run(archive, settings, workers, tell, broken_off=broken_off)
        bring_in(run, (), broken_off)
    return run.report


def review(archive: Archive, database: Database, taken: Collection[Review]) -> None:
    """Write decisions on values into the ledger, and bring them into the databases that are there."""
    with archive.writing("review") as broken_off:
        archive.ledger.append(*taken)
        touched = reviews.settle(database, Decisions(archive.ledger.reviews()))
        if broken_off:
            publish_database(archive.database, archive.public)
        else:
            publish_values(archive.database, archive.public, touched, {str(one.table) for one in taken})
