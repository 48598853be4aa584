"""papers status: what is in the archive."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Table
from sqlite_utils import Database

from db.archive import Archive
from db.schema import TABLES, connect
from extract.record import RECORDS
from papers.options import Setting
from papers.options import command as made
from papers.terminal import safe

MEGABYTE = 1 << 20
PARTS = ("originals", "cache", "archive.db", "public.db", "ledger.db")
NONE = "none"
BY = ("kind", "language", "access", "group_id", "meeting_id")


@made("status", "papers status\npapers status --json | jq .quarantined")
def command(setting: Setting) -> None:
    """Say what is in the archive.

    Papers by kind and language, values, what is in quarantine, the disk that all takes, and the last run."""
    archive = setting.archive
    with closing(connect(archive.database)) as database:
        status = described(archive, database)
    if setting.as_json:
        setting.answer(status)
    else:
        show(setting, status)


def described(archive: Archive, database: Database) -> dict[str, Any]:
    """Counts, megabytes by part of the archive, files in quarantine, and the last event of each name."""
    return {
        "archive": str(archive.folder.resolve()),
        "documents": database.table("documents").count,
        "files": len(archive.received()),
        "by": {column: counts(database, column) for column in BY},
        "values": {kind.table: database.table(kind.table).count for kind in RECORDS if kind.table in TABLES},
        "quarantined": [asdict(one) for one in archive.quarantined()],
        "megabytes": {part: round(size(archive.folder / part) / MEGABYTE, 1) for part in PARTS},
        "last": {event.event: entry.at for entry, event in archive.ledger.events()},
    }


def counts(database: Database, column: str) -> dict[str, int]:
    sql = f"SELECT coalesce({column}, '{NONE}'), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
    return dict(database.execute(sql).fetchall())


def size(path: Path) -> int:
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())


def show(setting: Setting, status: dict[str, Any]) -> None:
    table = Table(show_header=False)
    table.add_row("archive", safe(status["archive"]))
    table.add_row("papers", f"{status['documents']} from {status['files']} files")
    for column, by in status["by"].items():
        if by.keys() != {NONE}:
            table.add_row(column.removesuffix("_id"), listed(by))
    table.add_row("values", listed({name: count for name, count in status["values"].items() if count}))
    table.add_row("megabytes", listed(status["megabytes"]))
    table.add_row("last (UTC)", "\n".join(f"{at[:16].replace('T', ' ')} {name}" for name, at in status["last"].items()))
    setting.console.print(table)
    for one in status["quarantined"]:
        setting.console.print(f"quarantined: [bold]{safe(one['name'])}[/bold]: {safe(one['message'])}", highlight=False)


def listed(values: dict[str, Any]) -> str:
    return ", ".join(f"{safe(name)} {value}" for name, value in values.items())
