"""papers access: decide who may see a paper."""

from __future__ import annotations

from typing import Any

import click
from sqlite_utils import Database

from db.standing import CLEARED, PERSONAL
from papers.errors import NotFound
from papers.meant import meant
from papers.options import Setting, actor_option
from papers.options import command as made
from papers.pipeline import decide_access
from papers.terminal import safe

DECIDED = """
SELECT d.id, d.kind, d.access, i.value, i.method FROM documents AS d
LEFT JOIN identity_evidence AS i ON i.document_id = d.id AND i.field = 'access'
WHERE d.work_id = (SELECT work_id FROM documents WHERE id = ?) ORDER BY d.id <> ?, d.id, i.method LIKE 'officer%'
"""


@made(
    "access",
    """
papers access ccm-msp-2022-1-en                                          who may see it, and why
papers access ccm-msp-2022-1-en internal --note "embargoed until May"
papers access ccm-msp-2022-1-en by-kind --note "the embargo is over"     take the decision back
papers access minutes-2024.pdf public --names-removed --note "cleared by the bureau"
""",
)
@click.argument("asked", metavar="ID|SHA256|NAME")
@click.argument("level", type=click.Choice(("public", "internal", "by-kind")), required=False)
@click.option("--note", help="Why.")
@click.option("--names-removed", is_flag=True, help="The file names no person: needed to make minutes public.")
@actor_option
def command(setting: Setting, asked: str, level: str | None, note: str | None, names_removed: bool, actor: str) -> None:
    """Decide whether a paper is public or internal.

    By its kind, minutes, lists of participants and papers of no clear kind are internal, and so is what calls itself
    confidential. A decision holds at once in archive.db and public.db, and outlives every build. That a paper is internal
    holds for its other languages and versions too, unless these have a decision of their own.
    """
    with setting.opened() as (archive, database):
        archive.ledger.actor = actor
        file = meant(archive, database, asked)
        if file.document_id is None:
            raise NotFound(f"{file.name!r} is in no database, so nobody can see it: it is withdrawn, or in quarantine.")
        kind = database.execute("SELECT kind FROM documents WHERE id = ?", [file.document_id]).fetchone()[0]
        if level == "public" and kind in PERSONAL and not names_removed:
            raise click.UsageError(
                f"{file.document_id} is of the kind {kind}, and names of persons in it are not for the public: "
                "ingest a copy without them, and say --names-removed."
            )
        if level is not None:
            decided = CLEARED if level == "public" and names_removed else level
            decide_access(archive, database, file, decided, note)
        versions = described(database, file.document_id)
    if setting.as_json:
        setting.answer(versions)
    else:
        show(setting, versions)


def described(database: Database, document_id: str) -> list[dict[str, Any]]:
    """The access of a paper and of its other versions, each with the reasons; the last of them holds."""
    found = dict[str, dict[str, Any]]()
    for one, kind, access, value, method in database.execute(DECIDED, [document_id, document_id]).fetchall():
        paper = found.setdefault(one, {"id": one, "kind": kind, "access": access, "why": []})
        paper["why"] += [{"access": value, "method": method}] if method else []
    return list(found.values())


def show(setting: Setting, versions: list[dict[str, Any]]) -> None:
    for paper in versions:
        said = ((one, one["access"] if one["access"] == paper["access"] else "overruled") for one in paper["why"])
        why = "; ".join(f"{how}: {one['method']}" for one, how in said)
        setting.say(f"[bold]{safe(paper['id'])}[/bold] is {paper['access']} ({safe(why)})")
