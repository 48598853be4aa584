"""papers status: how the archive is, and what is to be done."""

from __future__ import annotations

from typing import Any

from rich.table import Table

from db.archive import Archive
from papers.condition import NONE, condition
from papers.errors import NoArchive
from papers.options import Setting
from papers.options import command as made
from papers.terminal import safe


@made(
    "status",
    """
papers status                            on Monday morning
papers status --json | jq .quarantined   for programs
papers status --json | jq -e '.to_do == []'
""",
)
def command(setting: Setting) -> None:
    """Say how the archive is, and what is to be done.

    Papers by kind, language and access; the last run; whether the databases are current; values that nobody has reviewed,
    by table; what is in quarantine or withdrawn, and why; the disk that each part takes.
    """
    if not (setting.folder / "originals").is_dir():
        raise NoArchive(
            f"There is no archive in {str(setting.folder)!r}: make one with `papers ingest FOLDER`, or name another "
            "with --archive."
        )
    found = condition(Archive.open(setting.folder))
    if setting.as_json:
        setting.answer(found)
    else:
        show(setting, found)


def show(setting: Setting, found: dict[str, Any]) -> None:
    table = Table(show_header=False)
    table.add_row("archive", safe(found["archive"]))
    if "documents" in found:
        table.add_row("papers", f"{found['documents']:,} from {found['files']:,} files")
        for column, by in found["by"].items():
            if by.keys() != {NONE}:
                table.add_row(column.removesuffix("_id"), listed(by))
        if found["relations"]:
            table.add_row("related", listed(found["relations"]).replace("_", " "))
        if found["decided_access"]:
            table.add_row("", f"access of {found['decided_access']} decided by an officer")
    else:
        table.add_row("received", f"{found['files']:,} files")
    table.add_row("databases", listed(found["databases"]))
    table.add_row("megabytes", listed(found["megabytes"]))
    table.add_row("version", safe(found["version"]))
    table.add_row("last run", run(found["last_run"]))
    table.add_row("last (UTC)", "\n".join(f"{moment(at)} {name}" for name, at in found["last"].items()))
    setting.console.print(table)
    unreviewed(setting, found)
    for one in found["withdrawn"]:
        said = f"withdrawn: [bold]{safe(one['name'])}[/bold] on {one['at'][:10]} by {safe(one['actor'])}: {safe(one['reason'])}"
        setting.say(said)
    for one in found["quarantined"]:
        since = f"since {one['at'][:10]}, " if one["at"] else ""
        said = f"quarantined: [bold]{safe(one['name'])}[/bold] ({since}{safe(one['reason'])}): {safe(one['message'])}"
        setting.say(said)
    for said in found["to_do"]:
        setting.say(f"[bold]To do:[/bold] {safe(said)}")
    if not found["to_do"]:
        setting.console.print("Nothing is to be done.")


def unreviewed(setting: Setting, found: dict[str, Any]) -> None:
    """Values that nobody has looked at, by table, those of the least sure first."""
    tables = sorted(found.get("unreviewed", {}).items(), key=lambda item: (item[1]["lowest"], item[0]))
    if not tables:
        return
    table = Table("values", "all", "unreviewed", "lowest confidence")
    for name, one in tables:
        table.add_row(name, f"{one['values']:,}", f"{one['unreviewed']:,}", f"{one['lowest']:.2f}")
    setting.console.print(table)
    for one in found["least_sure"]:
        place = safe(one["document_id"]) + (f", page {one['page']}" if one["page"] else "")
        said = f"{one['confidence']:.2f} {one['table']}: [bold]{safe(one['value'])}[/bold] ({place})"
        setting.console.print(said, highlight=False)


def run(last: dict[str, Any] | None) -> str:
    """The last run in words, as far as it is known."""
    if last is None:
        return "unknown"
    counted = f"{last['loaded']} read, {last['unchanged']} unchanged, {last.get('copies', 0)} under new names"
    took = f"{counted}, {last['refused']} set aside in {last['seconds']} s"
    return f"{moment(last['at'])} UTC, papers {last['command']}: {took}"


def moment(at: str) -> str:
    return at[:16].replace("T", " ")


def listed(values: dict[str, Any]) -> str:
    return ", ".join(f"{safe(name)} {value}" for name, value in values.items())
