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
from db.ledger import Event, Ledger, Review
from db.testimony import Testimony, accept
from db.witness import witnesses
from papers.commands.progress import told
from papers.errors import Damaged, NoArchive
from papers.options import Setting, actor_option
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
papers verify --accept-loss --note "no backup of last week"   go on without entries that are gone from the ledger
""",
)
@click.option("--seal", callback=seal_of, metavar="HASH", help="A seal that this command once showed.")
@click.option("--accept-loss", is_flag=True, help="Go on without entries at the ledger's end that no backup has.")
@click.option("--note", metavar="TEXT", help="With --accept-loss, how it came about; it is kept in the ledger.")
@actor_option
def command(setting: Setting, seal: str | None, accept_loss: bool, note: str | None, actor: str) -> None:
    """Verify that nothing was lost or changed.

    Every original against its SHA-256; the ledger's chain from end to end; what the databases tell of the ledger; and that
    each file that was received is in a database, in quarantine, or withdrawn. What is wrong is named, with what to do, and
    the exit code is 11. Nothing is written, except with --accept-loss.

    Where entries are gone from the end of the ledger, every command that writes refuses to. Restore ledger.db from the last
    backup. If no backup has them, --accept-loss puts the loss on record, and what archive.db still tells of the decisions
    and receipts that are lost; `papers build` then makes the databases of that.
    """
    if not (setting.folder / "originals").is_dir():
        raise NoArchive(f"There is no archive in {str(setting.folder)!r}: name another with --archive.")
    if accept_loss:
        accept_what_is_lost(setting, note, actor)
        return
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


def accept_what_is_lost(setting: Setting, note: str | None, actor: str) -> None:
    """Put on record that entries are lost, and say what was written down again and what has to be decided anew."""
    note = " ".join((note or "").split())
    if not note:
        raise click.UsageError('Say how the entries were lost, for those who come after: --note "…".')
    archive = Archive(setting.folder)
    archive.ledger.actor = actor
    with archive.writing("verify --accept-loss", accepting=True):
        lost, broken = archive.loss, archive.ledger.verify()
        if lost is None:
            raise click.UsageError("Nothing is missing at the end of the ledger, so there is no loss to accept.")
        if broken is not None and broken.id < lost.first:
            raise Damaged(f"Of the ledger, {broken.place} {broken.reason}: restore ledger.db from the last backup.")
        told = accept(archive, lost, note)
    if setting.as_json:
        setting.answer(asdict(lost) | {"again": [asdict(one) for one in told.again], "beyond": told.beyond})
    else:
        setting.say(f"It is on record that of the ledger, {lost}.")
        show_testimony(setting, told)


def show_testimony(setting: Setting, told: Testimony) -> None:
    for one in told.again:
        setting.say(f"written down again: {safe(in_words(one))}")
    for said in told.beyond:
        setting.say(f"[bold]lost, to be decided anew[/bold]: {safe(said)}")
    if not told.again and not told.beyond:
        setting.say("archive.db tells of no decision or receipt among them.")
    setting.say("Now make the databases of what the ledger holds: `papers build`.")


def in_words(one: Event | Review) -> str:
    if isinstance(one, Review):
        return f"{one.decision} {one.table} {one.record} by {one.actor}"
    said = (one.event, one.detail, one.name or (one.sha256 or "")[:12], f"by {one.actor}" if one.actor else "")
    return " ".join(part for part in said if part)


def ending(kept: Ledger) -> dict[str, Any]:
    """How many entries the ledger has and what seals them, as far as it can be read."""
    try:
        (count,) = kept.connection.execute("SELECT count(*) FROM entries").fetchone()
        return {"entries": count, "seal": kept.seal}
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
        known = any(one["part"] == "ledger.db" for one in answer["remarks"])  # what is missing was put on record
        missing = "none missing but those above" if known else "none missing"
        table.add_row("ledger", f"{answer['entries']:,} entries, each as it was written, {missing}")
        table.add_row("seal", answer["seal"])
        setting.console.print(table)
        setting.console.print(
            "Write the seal down elsewhere: `papers verify --seal HASH` tells later whether the ledger still holds all of this."
        )
