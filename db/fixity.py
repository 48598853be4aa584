"""Whether the originals and the ledger still are what was received and written down: the first half of `papers verify`.

API: `originals(archive, receipts, tell)` and `ledger(ledger, seal)` yield a `Fault` for each thing that is not as it was,
with what to do. `db.witness` asks the same of the databases.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from db.archive import Archive, digest_of
from db.ledger import Ledger
from db.loss import REMEDY, loss

ADOPTS = "restore ledger.db from the last backup, or `papers build` writes one, and its paper is internal until that is decided"
RESTORE_LEDGER = "restore ledger.db from the last backup in which it is whole"
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was: in which part of the archive, where there, what is wrong, and what to do.

    Where it is `harmless` nothing was lost or changed; the next run puts it in order.
    """

    part: str
    place: str
    problem: str
    remedy: str
    harmless: bool = False


def originals(archive: Archive, receipts: Collection[str], tell: Tell) -> Iterator[Fault]:
    """Every original against the hash in its name, and against the files of which the ledger has receipts."""
    paths = sorted(path for path in archive.originals.rglob("*") if not path.is_dir())
    drafts = [path for path in paths if path.name.startswith(".")]
    files = [path for path in paths if not path.name.startswith(".")]
    for path in drafts:
        problem, remedy = "was being written when a run was cut short", "`papers build` finishes or removes it"
        yield Fault("originals", inside(archive, path), problem, remedy, harmless=True)
    of_file = defaultdict[str, list[Path]](list)
    with ThreadPoolExecutor() as pool:
        for done, (path, digest) in enumerate(zip(files, pool.map(read, files), strict=True), 1):
            tell(done, len(files), path.name)
            of_file[path.name[:64]].append(path)
            yield from original(archive, path, digest, receipts)
    for sha256 in receipts:
        yield from received(archive, sha256, of_file.get(sha256, []))


def read(path: Path) -> str:
    """The SHA-256 of a file, or what keeps it from being read."""
    try:
        return digest_of(path)
    except OSError as error:
        return error.strerror or str(error)


def original(archive: Archive, path: Path, digest: str, receipts: Collection[str]) -> Iterator[Fault]:
    """What is wrong with one file in originals/."""
    place, sha256 = inside(archive, path), path.name[:64]
    if sha256 not in receipts and digest == sha256:
        yield Fault("originals", place, "has no receipt in the ledger", ADOPTS, harmless=True)
    elif sha256 not in receipts:
        yield Fault(
            "originals", place, "was never received", "move it elsewhere, and `papers ingest` it if it is a paper"
        )
    elif len(digest) != len(sha256):
        yield Fault("originals", place, f"cannot be read ({digest})", "mend the disk, or restore the file from backup")
    elif digest != sha256:
        yield Fault(
            "originals",
            place,
            f"is not what was received: its SHA-256 is {digest}",
            restore(archive, sha256, "remove what is there and "),
        )
    elif path.stat().st_mode & 0o222:
        yield Fault("originals", place, "may be written to", f"chmod a-w {path}")


def received(archive: Archive, sha256: str, paths: list[Path]) -> Iterator[Fault]:
    """What is wrong with the number of files that hold what was received."""
    if not paths:
        name = archive.first_name(sha256)
        yield Fault("originals", f"{sha256[:2]}/{sha256} ({name})", "is missing", restore(archive, sha256))
    for path in paths[1:]:
        yield Fault(
            "originals", inside(archive, path), f"is there twice, beside {paths[0].name}", "remove one of the two"
        )


def restore(archive: Archive, sha256: str, first: str = "") -> str:
    """What brings an original back; `first` is what has to be done before it is received again."""
    name = archive.first_name(sha256)
    return f"restore originals/{sha256[:2]}/{sha256}* from backup, or {first}`papers ingest` {name!r} again"


def inside(archive: Archive, path: Path) -> str:
    return os.fspath(path.relative_to(archive.originals))


def ledger(kept: Ledger, seal: str | None) -> Iterator[Fault]:
    """The pages of the ledger's file, its guards, its chain, and whether it holds the entry that had a seal."""
    try:
        (told,) = kept.connection.execute("PRAGMA integrity_check(1)").fetchone()
        if told != "ok":
            yield Fault("ledger.db", "its pages", f"are damaged ({told})", RESTORE_LEDGER)
        if missing := guards(Ledger.schema()) - guards(kept.connection):
            names = ", ".join(sorted(name for name, _ in missing))
            yield Fault("ledger.db", "its guards", f"were taken away or changed: {names}", RESTORE_LEDGER)
        if broken := kept.verify():
            gone = loss(kept)
            remedy = REMEDY if gone and gone.first == broken.id else RESTORE_LEDGER
            yield Fault("ledger.db", broken.place, broken.reason, remedy)
        for entry, event in kept.told("accepted"):
            problem = f"are lost, which {event.actor} put on record on {entry.at[:10]} ({event.note})"
            yield Fault("ledger.db", f"entries {event.detail}", problem, "nothing is to be done", harmless=True)
        if seal and kept.sealed(seal) is None:
            problem = "is of no entry: the ledger was cut off before it, or another was put in its place"
            yield Fault("ledger.db", f"the seal {seal}", problem, RESTORE_LEDGER)
    except sqlite3.DatabaseError as error:
        yield Fault("ledger.db", "its pages", f"cannot be read ({error})", RESTORE_LEDGER)


def guards(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """The triggers and tables of a ledger, by name, with the SQL that made them."""
    return set(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'index'"))
