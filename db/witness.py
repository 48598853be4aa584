"""Whether ledger, databases and quarantine tell the same story: the second half of `papers verify`.

API: `witnesses(archive)` yields a `Fault` for each place where they differ. The databases are made from the ledger, so that
they also bear witness to what it said: of entries that were cut off its end, or of another ledger in its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

from db.archive import Archive
from db.fixity import RESTORE_LEDGER, Fault
from db.loss import REMEDY
from db.public import COVER
from db.schema import connect, is_current
from db.standing import withdrawals

BUILD = "`papers build` makes it again"
# what a row has of the entry of the ledger that it was made from
TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "events": ("event", "sha256", "version", "actor", "detail"),
        "reviews": ("record", "decision", "value", "actor", "note"),
    }
)
SAME = f"""(r."{{0}}" IS NULL OR instr(r."{{0}}", '{COVER}') OR r."{{0}}" = json_extract(l.body, '$.{{0}}'))"""  # or kept back
BEHIND = "digested"  # is written down when both databases are done


def witnesses(archive: Archive) -> Iterator[Fault]:
    """Where databases and quarantine contradict the ledger or one another."""
    if archive.unfinished.exists():
        problem = "somebody is writing to the archive, or was cut short"
        yield Fault("archive", archive.unfinished.name, problem, "wait, or run `papers build`; then verify again", True)
    for path in (archive.database, archive.public):
        if not path.exists():
            yield Fault(path.name, "the file", "is not there", BUILD, harmless=True)
            continue
        try:
            with closing(connect(f"{path.resolve().as_uri()}?mode=ro")) as database:
                if not is_current(database):
                    yield Fault(path.name, "its schema", "is of another version of the program", BUILD, harmless=True)
                    continue
                database.execute("ATTACH ? AS kept", [f"{(archive.folder / 'ledger.db').resolve().as_uri()}?mode=ro"])
                yield from whole(path, database.conn)
                for table in TOLD:
                    yield from told_otherwise(archive, path, database.conn, table)
                yield from standing(archive, path, database.conn)
                if path == archive.database:
                    yield from accounted(archive, database.conn)
        except sqlite3.DatabaseError as error:
            yield Fault(path.name, "its pages", f"cannot be read ({error})", f"remove it; {BUILD}")


def sound(path: Path) -> bool:
    """Whether a database can be read: what is held against one that cannot is not to blame for it."""
    try:
        with closing(connect(f"{path.resolve().as_uri()}?mode=ro")) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def whole(path: Path, database: sqlite3.Connection) -> Iterator[Fault]:
    (told,) = database.execute("PRAGMA main.quick_check(1)").fetchone()
    if told != "ok":
        yield Fault(path.name, "its pages", f"are damaged ({told})", f"remove it; {BUILD}")
    elif loose := database.execute("PRAGMA main.foreign_key_check").fetchone():
        yield Fault(path.name, f"a row of {loose[0]}", f"belongs to a row of {loose[2]} that is gone", BUILD)


def told_otherwise(archive: Archive, path: Path, database: sqlite3.Connection, table: str) -> Iterator[Fault]:
    """The first row of a database that the ledger does not have so, and the first entry that it does not have."""
    kind = table.removesuffix("s")
    same = " AND ".join(SAME.format(name) for name in TOLD[table])
    unknown = f"""SELECT min(r.id) FROM main.{table} AS r
      LEFT JOIN kept.entries AS l ON l.id = r.id AND l.kind = '{kind}' AND l.at = r.at AND {same} WHERE l.id IS NULL"""  # noqa: S608
    (number,) = database.execute(unknown).fetchone()
    if number is not None and number > archive.ledger.length:
        problem = (
            f"is told of here, and the ledger ends with entry {archive.ledger.length}: it was cut off, or replaced"
        )
        yield Fault(path.name, f"entry {number}", problem, REMEDY)
    elif number is not None:
        problem = "says something else here than in the ledger: one of the two was changed, or the ledger replaced"
        remedy = f"where the seal of the ledger is known to be right, {BUILD}; else {RESTORE_LEDGER}"
        yield Fault(path.name, f"entry {number}", problem, remedy)
    if path == archive.database:
        yield from behind(path, database, table, kind)


def behind(path: Path, database: sqlite3.Connection, table: str, kind: str) -> Iterator[Fault]:
    """The first entry that archive.db does not tell of: it was taken out there, or has yet to come in."""
    missing = f"""SELECT min(id) FROM kept.entries
      WHERE kind = ? AND id NOT IN (SELECT id FROM main.{table}) AND json_extract(body, '$.event') IS NOT ?"""  # noqa: S608
    (number,) = database.execute(missing, [kind, BEHIND]).fetchone()
    if number is not None:
        later = database.execute(f"SELECT 1 FROM main.{table} WHERE id > ?", [number]).fetchone()  # noqa: S608
        yield Fault(path.name, f"entry {number}", "of the ledger is not told of here", BUILD, harmless=later is None)


def standing(archive: Archive, path: Path, database: sqlite3.Connection) -> Iterator[Fault]:
    """Files that are in a database although they were withdrawn, and papers that the public is not to see."""
    files = {sha256 for (sha256,) in database.execute("SELECT DISTINCT sha256 FROM main.files")}
    for gone in withdrawals(archive.ledger).values():
        if gone.sha256 in files:
            yield Fault(path.name, gone.name, f"is still here, and was withdrawn on {gone.at[:10]}", BUILD)
    if path == archive.public and sound(archive.database):
        database.execute("ATTACH ? AS whole", [f"{archive.database.resolve().as_uri()}?mode=ro"])
        sql = "SELECT id FROM main.documents WHERE id NOT IN (SELECT id FROM whole.documents WHERE access = 'public')"
        for (document_id,) in database.execute(sql):
            yield Fault(path.name, document_id, "is here, and is not public", BUILD)


def accounted(archive: Archive, database: sqlite3.Connection) -> Iterator[Fault]:
    """Each file that was received is in archive.db, in quarantine, or withdrawn; and what is in quarantine was received."""
    receipts, files = archive.received(), {sha256 for (sha256,) in database.execute("SELECT sha256 FROM main.files")}
    try:
        aside = {one.sha256: one.name for one in archive.quarantined()}
    except (ValueError, TypeError) as error:
        yield Fault("quarantine.jsonl", "the file", f"cannot be read ({error})", f"remove it; {BUILD}")
        return
    for sha256 in receipts.keys() - files - aside.keys() - withdrawals(archive.ledger).keys():
        problem = "was received, and is neither in archive.db nor in quarantine"
        yield Fault("archive.db", f"{sha256[:12]} {receipts[sha256][0].name}", problem, "`papers build` brings it in")
    for sha256, name in aside.items():
        if sha256 not in receipts:
            yield Fault("quarantine.jsonl", name, "is listed, and was never received", BUILD)
        elif sha256 in files:
            yield Fault("quarantine.jsonl", name, "is listed, and is in archive.db too", BUILD)
    for sha256 in files - receipts.keys():
        yield Fault("archive.db", sha256[:12], "is here, and was never received", RESTORE_LEDGER)
