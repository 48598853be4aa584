"""How an archive is: what is in it, what became of the last run, what waits for people, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.folder import CCM, SHARED, version_in
from db.archive import Archive
from db.loss import REMEDY
from db.rows import FOUND, OFFICER
from db.schema import connect, is_current
from db.standing import withdrawals
from db.tables import RECORD_TABLES
from papers.queue import Wanted, chosen, decisions, told
from papers.report import kept
from papers.run import version_of
from papers.versions import program_version, versions

MEGABYTE = 1 << 20
PARTS = ("originals", "cache", "ledger.db", "archive.db", "public.db")
NONE = "none"
BY = ("kind", "language", "access", "group_id", "meeting_id")
LEAST_SURE = 5  # values that are shown for a start
CURRENT, MISSING = "current", "missing"


def condition(archive: Archive) -> dict[str, Any]:
    """All that `papers status` tells; what only the databases know is left out where they are missing or outdated."""
    found: dict[str, Any] = {
        "archive": str(archive.folder.resolve()),
        "version": program_version(),
        "files": len(archive.received()),
        "databases": {path.name: currency(archive, path) for path in (archive.database, archive.public)},
        "quarantined": quarantined(archive),
        "withdrawn": [asdict(one) for one in withdrawals(archive.ledger).values()],
        "megabytes": {part: round(size(archive.folder / part) / MEGABYTE, 1) for part in PARTS},
        "unfinished": archive.unfinished.exists(),
        "writer": archive.writer,
        "lost": str(archive.loss or "") or None,
        "last_run": kept(archive),
        "last": last(archive),
    }
    if found["databases"][archive.database.name] not in (MISSING, "of another schema"):
        with closing(connect(archive.database)) as database:
            found |= counted(database)
    return found | {"to_do": list(to_do(found))}


def quarantined(archive: Archive) -> list[dict[str, Any]]:
    """What is in quarantine, and since when."""
    since = {event.sha256: entry.at for entry, event in archive.ledger.told("quarantined")}
    return [asdict(one) | {"at": since.get(one.sha256)} for one in archive.quarantined()]


def counted(database: Database) -> dict[str, Any]:
    """Papers by kind, language and so on; values, how many of them nobody has reviewed, and the least sure of those."""
    tables = {one.name: reviewed(database, one.name) for one in RECORD_TABLES}
    decided = "SELECT count(*) FROM identity_evidence WHERE field = 'access' AND method = ?"
    return {
        "documents": database.table("documents").count,
        "by": {column: counts(database, column) for column in BY},
        "relations": dict(
            database.execute("SELECT relation, count(*) FROM relations GROUP BY 1 ORDER BY 1").fetchall()
        ),
        "decided_access": database.execute(decided, [OFFICER]).fetchone()[0],
        "values": {name: one["values"] for name, one in tables.items()},
        "unreviewed": {name: one for name, one in tables.items() if one["unreviewed"]},
        "least_sure": list(told(database, chosen(database, Wanted(), LEAST_SURE))),
        "unfit": len(decisions(database, Wanted(), unfit=True)),
    }


def counts(database: Database, column: str) -> dict[str, int]:
    sql = f"SELECT coalesce({column}, '{NONE}'), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
    return dict(database.execute(sql).fetchall())


def reviewed(database: Database, table: str) -> dict[str, Any]:
    sql = f"""SELECT count(*) AS "values", count(*) FILTER (WHERE status = :found) AS unreviewed,
      min(confidence) FILTER (WHERE status = :found) AS lowest FROM "{table}" """  # noqa: S608
    return next(database.query(sql, {"found": FOUND}))


def currency(archive: Archive, path: Path) -> str:
    """Whether a database is what this version of the program and the vocabulary would make."""
    if not path.exists():
        return MISSING
    with closing(connect(path)) as database:
        if not is_current(database):
            return "of another schema"
        if path == archive.public:
            return CURRENT
        built = archive.ledger.last("built")
        convention = SHARED / ((built and built.detail) or CCM.name)
        wanted = versions(version_in(convention)).database
        return CURRENT if version_of(database) == wanted else "made by another version of the program or vocabulary"


def last(archive: Archive) -> dict[str, str]:
    """When something of each kind last happened (UTC)."""
    sql = "SELECT coalesce(json_extract(body, '$.event'), 'reviewed'), at, max(id) FROM entries GROUP BY 1 ORDER BY 3"
    return {name: at for name, at, _ in archive.ledger.connection.execute(sql).fetchall()}


def size(path: Path) -> int:
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())


def to_do(found: dict[str, Any]) -> Iterator[str]:
    """What waits for an officer, the most pressing first."""
    if found["lost"]:
        yield f"Of the ledger, {found['lost']}, and nothing is written before that is mended: {REMEDY}."
    if found["unfinished"]:
        last = "`papers build` puts everything in order."
        writer = f"{found['writer']} is writing: wait until it is done. If it was cut short: {last}"
        yield writer if found["writer"] else f"A command was cut short: {last}"
    for name, state in found["databases"].items():
        if state != CURRENT:
            yield f"{name} is {state}: `papers build` makes it again."
    if number := len(found["quarantined"]):
        yield f"{number} {'file' if number == 1 else 'files'} in quarantine: what to do with each is said above."
    if unfit := found.get("unfit"):
        yield f"{unfit:,} decisions that no longer fit, or whose values have changed: `papers review --unfit` lists them."
    if unreviewed := sum(one["unreviewed"] for one in found.get("unreviewed", {}).values()):
        yield f"{unreviewed:,} values that nobody has reviewed: `papers review` lists them, the least certain first."
