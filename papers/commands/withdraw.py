"""papers withdraw: take out of the databases what was received by mistake."""

from __future__ import annotations

from contextlib import closing

import click

from db.archive import Archive
from db.schema import connect
from db.standing import Withdrawal, withdrawals
from papers.account import left_out
from papers.commands.progress import told
from papers.commands.summary import conclude, show_moved
from papers.errors import NotFound
from papers.meant import Meant, meant
from papers.options import Setting, actor_option
from papers.options import command as made
from papers.pipeline import restore, withdraw
from papers.report import Settings
from papers.terminal import safe


@made(
    "withdraw",
    """
papers withdraw budget.xlsx --reason "sent to us by mistake"    by the name of the file
papers withdraw ccm-msp-2022-1-en 3f9a0c21 --reason "a test"    by id and by hash, several at once
papers withdraw --undo budget.xlsx --reason "it was the right one"
papers status                                                   lists what is withdrawn
""",
)
@click.argument("asked", nargs=-1, required=True, metavar="ID|SHA256|NAME...")
@click.option("--reason", help="Why; needed unless with --undo.")
@click.option("--undo", is_flag=True, help="Bring back what was withdrawn.")
@actor_option
def command(setting: Setting, asked: tuple[str, ...], reason: str | None, undo: bool, actor: str) -> None:
    """Withdraw files that were received by mistake.

    Their papers leave archive.db, public.db, the site's search and the cache at once, and stay away when the databases
    are built again or the same bytes come again. The bytes stay in originals/, and the ledger says who withdrew them,
    when and why. A file that came under several names is withdrawn with all of them, by its id or hash.
    """
    reason = " ".join((reason or "").split()) or None
    with setting.opened() as (archive, database):
        archive.ledger.actor = actor
        gone = withdrawals(archive.ledger)
        named = [(one, meant(archive, database, one)) for one in asked]
        files = list(dict.fromkeys(file for _, file in named))
        if undo:
            standing = [one.name for one in files if one.sha256 not in gone]
            if standing:
                raise NotFound(f"{standing[0]!r} is not withdrawn, so there is nothing to undo.")
            database.close()
            with told(setting) as tell:
                report = restore(archive, files, reason, Settings(debug=setting.debug), tell)
            conclude(setting, report, strict=False)
            if not setting.as_json:
                show_restored(setting, archive, files)
            return
        if reason is None:
            raise click.UsageError('Say why, for those who come after: --reason "…".')
        for typed, file in named:
            check(archive, typed, file, gone.get(file.sha256), reason)
        moved = withdraw(archive, database, files, reason)
    if setting.as_json:
        setting.answer([{"sha256": one.sha256, "name": one.name, "document_id": one.document_id} for one in files])
    for one in files if not setting.as_json else ():
        show(setting, one)
    if not setting.as_json:
        show_moved(setting, moved)


def check(archive: Archive, asked: str, file: Meant, before: Withdrawal | None, reason: str) -> None:
    """Raises NotFound where a name is given that is one of several of a file, or the file is withdrawn for another reason."""
    if before is not None and before.reason != reason:
        raise NotFound(f"Nothing was written down, since {left_out(file.name, before).message}")
    names = list(dict.fromkeys(one.name for one in archive.received_as(file.sha256)))
    if asked in names and len(names) > 1 and before is None:
        whole = file.document_id or file.sha256[:12]
        others = " and ".join(repr(one) for one in names if one != asked)
        raise NotFound(
            f"{asked!r} is one of {len(names)} names of {'the paper' if file.document_id else 'the file'} {whole}, which "
            f"came as {others} too: `papers withdraw {whole}` withdraws it as a whole, with all its names."
        )


def show_restored(setting: Setting, archive: Archive, files: list[Meant]) -> None:
    """Say of each file that it is back, and as which paper."""
    with closing(connect(archive.database)) as database:
        for one in (meant(archive, database, file.sha256) for file in files):
            back = f"is back, as the paper {one.document_id}." if one.document_id else "is withdrawn no longer."
            setting.say(f"[bold]{safe(one.name)}[/bold] {safe(back)}")


def show(setting: Setting, file: Meant) -> None:
    paper = f", the paper {file.document_id}," if file.document_id else ""
    setting.say(
        f"[bold]{safe(file.name)}[/bold]{safe(paper)} is withdrawn. Its bytes stay in originals/; "
        f"`papers withdraw --undo {file.sha256[:12]}` brings it back."
    )
