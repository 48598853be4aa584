"""papers show: what the archive knows of one paper."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from sqlite_utils import Database

from db.archive import Archive
from db.naming import document_of
from db.renaming import Former, former
from papers.commands.pictures import Pages, Wanted, draw
from papers.meant import paper_meant
from papers.options import Setting
from papers.options import command as made
from papers.queue import plain
from papers.terminal import safe

PAPER = "SELECT * FROM documents WHERE id = ?"
RELATIONS = """
SELECT relation, document_id = :id AS own, CASE document_id WHEN :id THEN other_document_id ELSE document_id END AS other,
  similarity, evidence FROM relations WHERE :id IN (document_id, other_document_id) ORDER BY relation DESC, 3
"""
SAID = {  # what a paper is to another, and the other way round
    "supersedes": ("supersedes", "superseded by"),
    "corrects": ("corrects", "corrected by"),
    "translation_of": ("translation of", "translated as"),
    "same_version": ("same version as", "same version as"),
    "same_text": ("same text as", "same text as"),
    "near_copy": ("worded like", "worded like"),
}
FILES = "SELECT * FROM files WHERE document_id = ? ORDER BY name"
OUTLINE = "SELECT seq, kind, level, marker, text, page FROM blocks WHERE document_id = ? ORDER BY seq"
VALUES = """
SELECT e."table", value, page, quote, e.method, e.confidence, status, f.machine FROM evidence AS e
LEFT JOIN review_fits AS f ON f.record = e.record_id AND f.document_id = e.document_id AND status = 'corrected'
WHERE e.document_id = ? AND e."table" {} 'identity_evidence' ORDER BY e."table", block_id, start
"""


@made(
    "show",
    """
papers show CCM/MSP/2022/1              by symbol, id, name of the file, or hash
papers show ccm-msp-2022-1-en --why     how its kind, date, … were known
papers show ccm-msp-2022-1-en --values  all values with their evidence
papers show ccm-msp-2022-1-en --text    all of its text
papers show ccm-msp-2022-1-en --layout --pages 1-3
                                        how its first pages were read, as pictures
""",
)
@click.argument("asked", metavar="ID")
@click.option("--why", is_flag=True, help="The evidence for its kind, date, meeting and so on.")
@click.option("--values", is_flag=True, help="Every value that was found in it.")
@click.option("--text", is_flag=True, help="Its text.")
@click.option(
    "--layout", is_flag=True, help="Pictures of its pages: boxes numbered in reading order, coloured by kind."
)
@click.option("--pages", type=Pages(), help="With --layout, only these: 3, 1-3, 2,5-7 or 4-.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("layout"),
    show_default="./layout",
    help="With --layout, the folder for the pictures: ID-p001.png and so on.",
)
@click.option(
    "--password", "passwords", multiple=True, metavar="TEXT", help="With --layout, try this on a locked file."
)
def command(
    setting: Setting,
    asked: str,
    why: bool,
    values: bool,
    text: bool,
    layout: bool,
    pages: list[range] | None,
    out: Path,
    passwords: tuple[str, ...],
) -> None:
    """Show one paper: what it is, and what was found in it."""
    if pages and not layout:
        raise click.UsageError("--pages goes with --layout.")
    with setting.opened() as (archive, database):
        paper = known(archive, database, asked)
        if layout:
            draw(setting, database, paper, Wanted(pages, out, passwords))
            return
        blocks = rows(database, OUTLINE, paper["id"])
        reasons = rows(database, VALUES.format("="), paper["id"])
        records = rows(database, VALUES.format("<>"), paper["id"])
    if setting.as_json:
        setting.answer(paper | {"why": reasons, "values": records, "blocks": blocks if text else headings(blocks)})
    elif text:
        setting.say("\n".join(map(line, blocks)))
    elif why or values:
        setting.console.print(evidence(reasons if why else records))
    else:
        identity(setting, paper)
        setting.say("\n".join(map(line, headings(blocks))))
        tally(setting, records)


def known(archive: Archive, database: Database, asked: str) -> dict[str, Any]:
    """The paper that is meant, with its files, the ids that it had before, and which others had its id before."""
    [paper] = rows(database, PAPER, paper_meant(archive, database, asked))
    paper["files"] = rows(database, FILES, paper["id"])
    own, gone = {file["sha256"] for file in paper["files"]}, former(archive.ledger)
    paper["former_ids"] = [asdict(one) for one in gone if one.sha256 in own and one.id != paper["id"]]
    paper["relations"] = rows(database, RELATIONS, paper["id"])
    others = [one for one in gone if one.sha256 not in own and one.id == paper["id"]]
    paper["others_before"] = [asdict(one) | other(archive, database, one) for one in others]
    return paper


def other(archive: Archive, database: Database, one: Former) -> dict[str, Any]:
    """The file that had an id before: its name, and the id that its paper has now, None where it is withdrawn."""
    return {"name": archive.first_name(one.sha256), "document_id": document_of(database, one.sha256)}


def rows(database: Database, sql: str, value: str) -> list[dict[str, Any]]:
    """What the database answers about one id, in place of the mark `?` or `:id`."""
    return list(database.query(sql, {"id": value} if ":id" in sql else [value]))


def headings(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block for block in blocks if block["kind"] == "heading"]


def line(block: dict[str, Any]) -> str:
    """A block as a line of text, set in by its level."""
    indent = "  " * ((block["level"] or 1) if block["kind"] in ("heading", "list_item") else 1)
    said = " ".join(part for part in (block["marker"], block["text"]) if part)
    return indent + (f"[bold]{safe(said)}[/bold]" if block["kind"] == "heading" else safe(said))


def identity(setting: Setting, paper: dict[str, Any]) -> None:
    table = Table(show_header=False, box=None)
    for name, value in paper.items():
        if value is not None and not isinstance(value, list):
            table.add_row(name, safe(value))
    for file in paper["files"]:
        table.add_row("file", f"{safe(file['name'])} ({file['size']:,} bytes, {safe(file['media_type'])})")
    for one in paper["relations"]:
        alike = f", {one['similarity']:.0%} of the wording" if one["similarity"] is not None else ""
        table.add_row(SAID[one["relation"]][not one["own"]], safe(f"{one['other']} ({one['evidence']}{alike})"))
    for one in paper["former_ids"]:
        table.add_row("former id", f"{safe(one['id'])} (until {one['until'][:10]})")
    setting.console.print(table)
    for one in paper["others_before"]:
        now = f"which is now {one['document_id']}" if one["document_id"] else "which is withdrawn"
        setting.say(f"Until {one['until'][:10]} this was the id of {safe(one['name'])}, {safe(now)}.")


def evidence(records: list[dict[str, Any]]) -> Table:
    table = Table("of", "value", "page", "words", "rule", "sure", "status")
    for one in records:
        of, value = one["table"].replace("_", " "), one["value"]
        if one["table"] == "identity_evidence":
            of, _, value = value.partition(": ")
        status = one["status"] + (f"; the rules say: {plain(one['machine'])}" if one["machine"] else "")
        cells = (of, value, one["page"], one["quote"], one["method"], f"{one['confidence']:.2f}", status)
        table.add_row(*map(safe, cells))
    return table


def tally(setting: Setting, records: list[dict[str, Any]]) -> None:
    counts: dict[str, int] = {}
    for one in records:
        counts[one["table"]] = counts.get(one["table"], 0) + 1
    said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()) or "no values"
    setting.console.print(
        f"Found in it: {said}.", "--values shows them with their evidence, --why how the rest is known."
    )
