"""Making a file or a database beside the one in use, and putting it in its place in one step.

API: `replace(path, fill)` makes a database with the schema, calls `fill(database)` on it and moves it to `path`;
`alter(path, change)` does so with a copy of the one that is there;
`written(path, data)` does the same for bytes, `drafted(path, data)` and `put(draft, path)` do it in two steps;
`discard_drafts(path)` removes what crashes left. Whoever reads the old one goes on reading the old one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database

from db import schema

CACHE = 128_000  # kB: the ids of records are hashes, so rows go everywhere in an index; a run may hold two of these
SIDECARS = ("-journal", "-wal", "-shm")


class Broken(ValueError):
    """A database that was built and whose foreign keys do not hold; the message names the first that does not."""


def replace(path: Path, fill: Callable[[Database], object]) -> None:
    """Build a database beside `path` and put it there when it is whole; on an error `path` stays as it was."""
    beside = draft_of(path)
    discard(beside)
    try:
        build(beside, fill)
        retire(path)
        put(beside, path)
    finally:
        discard(beside)


def alter(path: Path, change: Callable[[Database], object]) -> None:
    """Change a copy of a database and put it in its place; what is deleted in it is overwritten."""
    beside = draft_of(path)
    discard(beside)
    try:
        retire(path)
        shutil.copyfile(path, beside)
        with closing(schema.connect(beside)) as database:
            for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "secure_delete = ON"):
                database.execute(f"PRAGMA {pragma}")
            change(database)
            database.conn.commit()
        synced(beside)
        put(beside, path)
    finally:
        discard(beside)


def build(path: Path, fill: Callable[[Database], object]) -> None:
    """Make a new database at `path`, checked and on disk when this returns."""
    database = schema.connect(path)
    try:
        database.execute("PRAGMA journal_mode = MEMORY")  # a crash leaves a file beside, which nobody reads
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA cache_size = -{CACHE}")
        fill(schema.apply(database))
        database.conn.commit()
        check(database)
        database.execute("ANALYZE")
    finally:
        database.close()
    synced(path)


def check(database: Database) -> None:
    """Raises `Broken` where a foreign key points nowhere."""
    found = database.execute("PRAGMA foreign_key_check").fetchone()
    if found is not None:
        raise Broken(f"A row of {found[0]} points to a row of {found[2]} that does not exist; report this as a bug.")


def retire(path: Path) -> None:
    """Let the old database take in what its journal holds: a journal left behind would be played into the new one."""
    if path.exists():
        with suppress(sqlite3.Error):
            old = sqlite3.connect(path)
            old.execute("SELECT count(*) FROM sqlite_master")  # reading takes back what a crash left half done
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.close()
    for suffix in SIDECARS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def discard(path: Path) -> None:
    for suffix in ("", *SIDECARS):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def written(path: Path, data: bytes) -> None:
    """Write bytes to a path whole or not at all, on disk when this returns."""
    draft = drafted(path, data)
    try:
        put(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def drafted(path: Path, data: bytes) -> Path:
    """Write bytes beside a path; the draft is whole and on disk when this returns, and gone where that fails."""
    draft = draft_of(path)
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        synced(path.parent)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def put(draft: Path, path: Path) -> None:
    """Move a draft to its place in one step, on disk when this returns."""
    os.replace(draft, path)
    synced(path.parent)


def draft_of(path: Path) -> Path:
    """Where this process makes what is to come to a path."""
    return path.with_name(f".{path.name}.{os.getpid()}")


def discard_drafts(path: Path) -> None:
    """Remove what writers that were killed left beside a path; only for who knows that nobody else writes there."""
    for draft in path.parent.glob(f".{path.name}.*"):
        draft.unlink(missing_ok=True)


def synced(path: Path) -> None:
    """Have the disk hold what was written to a file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
