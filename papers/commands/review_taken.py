"""papers review: how decisions are taken: on what, whether the officer agrees, written down, and told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import closing
from typing import Any

import click
from sqlite_utils import Database

from db.archive import Archive
from db.decisions import Decisions
from db.desk import Desk, Undecidable
from db.identity import TABLE
from db.ledger import Review
from db.naming import document_of
from db.schema import connect
from papers.commands.access import described
from papers.commands.access import show as show_access
from papers.commands.progress import told as progress
from papers.commands.review_list import resolved, wanted_of
from papers.commands.summary import counted, show_moved
from papers.errors import NoPaper
from papers.meant import paper_meant
from papers.options import Setting
from papers.pipeline import identify, review
from papers.queue import in_order, is_known, plain, told
from papers.report import Moved, Settings
from papers.terminal import safe


def paper_named(archive: Archive, database: Database, asked: str) -> str | None:
    """The paper that is meant, None where it is a value, or neither. Raises NotFound where it may be one of several papers."""
    try:
        resolved(database, asked)
    except Undecidable:
        try:
            return paper_meant(archive, database, asked)
        except NoPaper:
            return None
    return None


def decide_several(
    setting: Setting,
    verb: str,
    ids: tuple[str, ...],
    yes: bool,
    filters: dict[str, Any],
    make: Callable[[Desk, str], Review],
) -> None:
    """Decide on the values with these ids, or on all that the filters choose, once the officer has agreed to how many."""
    with setting.opened() as (archive, database):
        records = [resolved(database, id_) for id_ in ids]
        if not ids:
            records = agreed(archive, database, verb, yes, filters)
    decide(setting, lambda desk: [make(desk, record) for record in dict.fromkeys(records)])


def agreed(archive: Archive, database: Database, verb: str, yes: bool, filters: dict[str, Any]) -> list[str]:
    wanted = wanted_of(archive, database, **filters)
    if wanted.is_all:
        raise click.UsageError(f"Say which values to {verb}: their ids, or --document, --table, --rule, --below.")
    records = in_order(database, wanted)
    if not records and not is_known(database, wanted):
        asked = ", ".join(f"--{name} {value!r}" for name, value in filters.items() if value is not None)
        raise Undecidable(f"No value fits {asked}: `papers review` lists values, each with its table, rule and paper.")
    if records and not yes:
        ask(f"{verb.capitalize()} {counted(len(records), 'value')} that nobody has looked at?")
    return records


def ask(question: str) -> None:
    """Go on where the officer agrees. Raises UsageError where nobody is there to answer."""
    try:
        agrees = click.confirm(question, err=True)
    except click.Abort:
        if sys.stdin.isatty():  # Ctrl-C
            raise
        click.echo(err=True)
        raise click.UsageError("Nobody answered: give --yes to decide without being asked.") from None
    if not agrees:
        raise click.Abort


def decide(setting: Setting, make: Callable[[Desk], list[Review]]) -> None:
    """Make decisions, write them down, bring them into the databases, and say what stands now."""
    moved: list[Moved] = []
    with setting.opened() as (archive, database):
        taken = make(Desk(database, Decisions(archive.ledger.reviews())))
        if any(one.table == TABLE for one in taken):
            moved = identified(setting, archive, taken)
        elif taken:
            review(archive, database, taken)
        with closing(connect(archive.database)) as after:  # it may have been made anew
            now = {row["id"]: row for each in taken for row in told(after, [(str(each.table), each.record)])}
            seen = {each.record: one for each in taken if is_of_kind(each) for one in seen_by(after, each)}
    if setting.as_json:
        levels = {record: {"id": record, "access": one["access"]} for record, one in seen.items()}
        rows = (now.get(each.record) or levels.get(each.record) or {"id": each.record} for each in taken)
        setting.answer([{"decision": each.decision, **row} for each, row in zip(taken, rows, strict=True)])
    else:
        say(setting, taken, now)
        show_moved(setting, moved)
        show_access(setting, list(seen.values()))


def is_of_kind(taken: Review) -> bool:
    """Whether a decision is on the kind of a paper, by which it may be internal."""
    return taken.table == TABLE and "kind" in json.loads(taken.value or "{}")


def seen_by(database: Database, taken: Review) -> list[dict[str, Any]]:
    """Who may see the paper of a decision, and why."""
    paper = document_of(database, taken.sha256) if taken.sha256 else None
    return described(database, paper)[:1] if paper else []


def identified(setting: Setting, archive: Archive, taken: list[Review]) -> list[Moved]:
    """Decide what papers are; they are loaded anew, and those that have another id now are told."""
    with progress(setting) as tell:
        return identify(archive, taken, Settings(debug=setting.debug), tell).moved


def say(setting: Setting, taken: list[Review], now: dict[str, dict[str, Any]]) -> None:
    for each in taken:
        value = now[each.record]["value"] if each.record in now else plain(each.value or each.machine)
        line = f"{each.decision} {each.record} {safe(each.table)}: {safe(value)}"
        setting.say(line)
    if not taken:
        setting.console.print("Every such value was reviewed already: nothing was written down.")
    elif len(taken) > 1:
        setting.console.print(f"{counted(len(taken), 'decision')} written down.")
