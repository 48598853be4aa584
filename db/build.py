"""Making a file or a database beside the one in use, and putting it in its place in one step.

API: `replace(path, fill)` makes a database with the schema, calls `fill(database)` on it and moves it to `path`;
`alter(path, change)` does so with a copy of the one that is there;
`written(path, data)` does the same for bytes, `drafted(files)` and `put(drafts)` do it for many, in two steps;
`discard_drafts(path)` removes what crashes left. Whoever reads the old one goes on reading the old one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database

from db import schema

CACHE = 96_000  # kB: the ids of records are hashes, so rows go everywhere in an index; a run may hold two of these
FEW, AT_ONCE = 3, 8  # files that are synced one after the other; as many at once where there are more
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
        put({beside: path})
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
        put({beside: path})
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
    remove(path.with_name(path.name + suffix) for suffix in SIDECARS)


def discard(path: Path) -> None:
    remove(path.with_name(path.name + suffix) for suffix in ("", *SIDECARS))


def written(path: Path, data: bytes) -> None:
    """Write bytes to a path whole or not at all, on disk when this returns."""
    drafts = drafted({path: data})
    try:
        put(drafts)
    finally:
        remove(drafts)


def drafted(files: Mapping[Path, bytes]) -> dict[Path, Path]:
    """Write bytes beside their paths; gives the path of each draft. The drafts are whole and on disk when this returns, and
    gone where that fails."""
    drafts = {draft_of(path): path for path in files}
    try:
        for draft, path in drafts.items():
            draft.write_bytes(files[path])
        synced(*drafts)
        synced(*{path.parent for path in files})
    except BaseException:
        remove(drafts)
        raise
    return drafts


def put(drafts: Mapping[Path, Path]) -> None:
    """Move drafts to their places, each in one step, on disk when this returns."""
    for draft, path in drafts.items():
        os.replace(draft, path)
    synced(*{path.parent for path in drafts.values()})


def remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def draft_of(path: Path) -> Path:
    """Where this process makes what is to come to a path."""
    return path.with_name(f".{path.name}.{os.getpid()}")


def discard_drafts(path: Path) -> None:
    """Remove what writers that were killed left beside a path; only for who knows that nobody else writes there."""
    remove(path.parent.glob(f".{path.name}.*"))


def synced(*paths: Path) -> None:
    """Have the disk hold what was written to files or folders; several at a time, since most of it is waiting."""
    if len(paths) < FEW:
        for path in paths:
            sync(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # here: most runs write few files

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in threads.map(sync, paths):
            pass


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
