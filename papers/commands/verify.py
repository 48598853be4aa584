"""papers verify: whether the archive still is what was received, decided and written down."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

import click
from rich.table import Table

from db.archive import Archive
from db.fixity import Fault, ledger, originals
from db.ledger import Ledger
from db.witness import witnesses
from papers.commands.progress import told
from papers.errors import Damaged, NoArchive
from papers.options import Setting
from papers.options import command as made
from papers.run import Tell
from papers.terminal import safe

SEAL = re.compile(r"[0-9a-f]{12,64}")


def seal_of(context: click.Context, parameter: click.Parameter, seal: str | None) -> str | None:
    if seal is None or SEAL.fullmatch(seal):
        return seal
    raise click.BadParameter(
        "a seal is the 64 hex digits that `papers verify` shows, or the first twelve of them or more."
    )


@made(
    "verify",
    """
papers verify                      every week, and before and after the archive is moved
papers verify --seal 3f9a0c21b7d4  is all still there that was there when this seal was written down?
papers verify --json | jq .faults
""",
)
@click.option("--seal", callback=seal_of, metavar="HASH", help="A seal that this command once showed.")
def command(setting: Setting, seal: str | None) -> None:
    """Verify that nothing was lost or changed.

    Every original against its SHA-256; the ledger's chain from end to end; what the databases tell of the ledger; and that
    each file that was received is in a database, in quarantine, or withdrawn. What is wrong is named, with what to do, and
    the exit code is 11. Nothing is written.
    """
    if not (setting.folder / "originals").is_dir():
        raise NoArchive(f"There is no archive in {str(setting.folder)!r}: name another with --archive.")
    archive = Archive.open(setting.folder)
    with told(setting) as tell:
        faults = list(examined(archive, seal, tell))
    answer = {
        "originals": len(archive.kept()),
        **ending(archive.ledger),
        "faults": [asdict(one) for one in faults if not one.harmless],
        "remarks": [asdict(one) for one in faults if one.harmless],
    }
    if setting.as_json:
        setting.answer(answer)
    else:
        show(setting, answer, faults)
    if answer["faults"]:
        raise Damaged("The archive is damaged; what is wrong, and what to do, is listed above.")


def ending(kept: Ledger) -> dict[str, Any]:
    """How many entries the ledger has and what seals them, as far as it can be read."""
    try:
        return {"entries": kept.length, "seal": kept.seal}
    except sqlite3.DatabaseError:
        return {"entries": None, "seal": None}


def examined(archive: Archive, seal: str | None, tell: Tell) -> Iterable[Fault]:
    """What is not as it was, in all parts; a ledger at fault still tells what it can."""
    yield from ledger(archive.ledger, seal)
    receipts: Collection[str] = ()
    try:
        receipts = archive.received().keys()
        yield from witnesses(archive)
    except (sqlite3.DatabaseError, ValueError, TypeError, KeyError) as error:
        problem = f"cannot be read ({error}), so that nothing can be held against it"
        yield Fault("ledger.db", "its entries", problem, "restore ledger.db from the last backup")
    yield from originals(archive, receipts, tell)


def show(setting: Setting, answer: dict[str, Any], faults: list[Fault]) -> None:
    for one in faults:
        mark = "[yellow]note[/yellow]" if one.harmless else "[bold red]fault[/bold red]"
        said = f"{mark} {safe(one.part)}: [bold]{safe(one.place)}[/bold] {safe(one.problem)}: {safe(one.remedy)}."
        setting.say(said)
    if not answer["faults"]:
        table = Table(show_header=False)
        table.add_row("originals", f"{answer['originals']:,} files, each as it was received")
        table.add_row("ledger", f"{answer['entries']:,} entries, each as it was written, none missing")
        table.add_row("seal", answer["seal"])
        setting.console.print(table)
        setting.console.print(
            "Write the seal down elsewhere: `papers verify --seal HASH` tells later whether the ledger still holds all of this."
        )
