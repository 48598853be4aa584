"""The way of a paper: received, read, extracted, loaded, published."""

from __future__ import annotations

import time
from collections.abc import Iterable

from db.archive import Archive
from db.public import publish_database
from papers.receive import found
from papers.report import Report, Settings
from papers.run import Run, Tell


def ingest(archive: Archive, places: Iterable[str], settings: Settings, tell: Tell) -> Report:
    """Receive files and bring them all the way; `tell` hears of progress as (done, of, what).

    Raises NothingToRead where a path does not exist, and `db.archive.Locked`.
    """
    started = time.monotonic()
    wanted = found(places)
    with archive.writing("ingest", mending=True) as broken_off:
        run = Run(archive, settings, tell, broken_off=broken_off)
        received = run.receive(wanted)
        if broken_off:
            archive.mend()
        if not run.is_current():
            run.rebuild()
        elif broken_off:
            run.add(archive.received())
        else:
            run.add(received)
        if broken_off or run.changed or not archive.public.exists():
            publish_database(archive.database, archive.public)
        run.compare()
    run.report.seconds = time.monotonic() - started
    return run.report


def build(archive: Archive, settings: Settings, tell: Tell) -> Report:
    """Make archive.db and public.db again from originals, vocabulary and ledger. Raises `db.archive.Locked`."""
    started = time.monotonic()
    with archive.writing("build", mending=True):
        run = Run(archive, settings, tell)
        archive.mend()
        run.rebuild()
        publish_database(archive.database, archive.public)
        run.compare()
    run.report.seconds = time.monotonic() - started
    return run.report
