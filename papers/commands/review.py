"""papers review: look at values, and decide: confirm, correct, reject, add, undo."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import click

from db.desk import Signature, Undecidable
from papers.commands.review_list import filtered, listing, one, resolved
from papers.commands.review_taken import decide, decide_several, paper_named
from papers.meant import paper_meant
from papers.options import Command, Setting, actor_option
from papers.options import command as made

HELP = ("-h", "--help")


class Verbs(click.Group):
    """`papers review` alone lists, `papers review ID` shows one value; the other verbs are commands of their own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in HELP):
            args = ["list" if not args or args[0].startswith("-") else "show", *args]
        return super().parse_args(ctx, args)


@click.group(
    "review",
    cls=Verbs,
    epilog="""\b
Examples:
  papers review                                     the least certain values, in the words around them
  papers review 1f3a9c0e2b4d5a67                    one in full
  papers review confirm 1f3a9c0e2b4d5a67
  papers review correct 1f3a9c0e2b4d5a67 quarter=2 --note "the heading says so"
  papers review correct CCM/MSP/2022/1 date=2022-05-20   what a paper is
  papers review --help, papers review correct --help""",
)
def command() -> None:
    """Look at values, and decide on them.

    `papers review` lists values that nobody has looked at, the least certain first; its filters are those of
    `papers review list --help`. `papers review ID` shows one in full.

    A decision is tied to the words in the paper: it outlives every rebuild, better rules, and a corrected file of the
    same paper. Nothing is ever removed: the last decision on a value holds. Every verb takes --archive DIR (or the
    variable PAPERS_ARCHIVE) and --json.
    """


note_option = click.option("--note", metavar="TEXT", help="Why; it is kept in the ledger, and never published.")


def signed(function: Command) -> Command:
    """Give a command --actor and --note; it gets them as `by`."""

    @functools.wraps(function)
    def run(setting: Setting, *arguments: Any, actor: str, note: str | None, **options: Any) -> None:
        function(setting, *arguments, by=Signature(actor, note), **options)

    return note_option(actor_option(run))


def several(function: Command) -> Command:
    """Give a command ids, or filters that choose values, and --yes."""
    decorated = click.option("--yes", is_flag=True, help="Do not ask before deciding on all that the filters choose.")(
        function
    )
    return click.argument("ids", nargs=-1, metavar="[ID...]")(filtered(decorated))


@made(
    "confirm",
    """
papers review confirm 1f3a9c0e2b4d5a67 99ab01c2d3e4f567 --actor archive
papers review confirm --document CCM/MSP/2022/1 --table agenda_items
""",
)
@several
@signed
def confirm(setting: Setting, ids: tuple[str, ...], yes: bool, by: Signature, **filters: Any) -> None:
    """Say that values are right: these, or all that filters choose and nobody has looked at."""
    decide_several(setting, "confirm", ids, yes, filters, lambda desk, record: desk.decide(record, "confirmed", by))


@made(
    "reject",
    """
papers review reject 1f3a9c0e2b4d5a67 --note "a heading, not a task"
papers review reject --rule "count of a list" --table counts
""",
)
@several
@signed
def reject(setting: Setting, ids: tuple[str, ...], yes: bool, by: Signature, **filters: Any) -> None:
    """Say that values are none: they leave the public database, and stay in the archive with this status."""
    decide_several(setting, "reject", ids, yes, filters, lambda desk, record: desk.decide(record, "rejected", by))


@made(
    "correct",
    """
papers review correct 1f3a9c0e2b4d5a67 quarter=2 starts=2025-04-01 ends=2025-06-30
papers review correct 1f3a9c0e2b4d5a67 article_id= --note "no article is named"
papers review correct CCM/MSP/2022/1 date=2022-05-20 title="Provisional agenda"    what a paper is
""",
)
@click.argument("asked", metavar="ID|DOCUMENT")
@click.argument("columns", nargs=-1, required=True, metavar="COLUMN=VALUE...")
@signed
def correct(setting: Setting, asked: str, columns: tuple[str, ...], by: Signature) -> None:
    """Say what a value should be. Columns that are not named stay; COLUMN= empties one.

    With the id, symbol, file's name or hash of a paper, say what the paper is: its kind, symbol, title, date, version, period,
    meeting or group. Its id, and what it is to other papers, follow at once.
    """
    given = pairs(columns)
    with setting.opened() as (archive, database):
        paper = paper_named(archive, database, asked)
    if paper is not None:
        decide(setting, lambda desk: desk.identify(paper, given, by))
    else:
        decide(setting, lambda desk: [desk.decide(resolved(desk.database, asked), "corrected", by, given)])


@made(
    "add",
    """
papers review add CCM/MSP/2022/1 deadlines state_id=PER article_id=3 date=2024-04-01 --quote "by 1 April 2024"
papers review add minutes.docx tasks owner="The ISU" text="Circulate the draft" --quote "will circulate" --page 2
""",
)
@click.argument("document", metavar="DOCUMENT")
@click.argument("table", metavar="TABLE")
@click.argument("columns", nargs=-1, required=True, metavar="COLUMN=VALUE...")
@click.option("--quote", required=True, metavar="WORDS", help="The words of the paper that say so.")
@click.option("--page", type=click.IntRange(1), help="The page, where these words stand on several.")
@signed
def add(
    setting: Setting, document: str, table: str, columns: tuple[str, ...], quote: str, page: int | None, by: Signature
) -> None:
    """Add a value that no rule found, at words that stand in the paper."""
    given = pairs(columns)

    with setting.opened() as (archive, database):
        paper = paper_meant(archive, database, document)
    decide(setting, lambda desk: [desk.add(paper, table, given, quote, page, by)])


@made("undo", "papers review undo 1f3a9c0e2b4d5a67 --note 'mistaken'")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@signed
def undo(setting: Setting, ids: tuple[str, ...], by: Signature) -> None:
    """Take back what was decided on values: what the machine says holds again, and all stays in the ledger."""
    with setting.opened() as (archive, database):
        for asked in ids:
            if paper := paper_named(archive, database, asked):
                raise Undecidable(
                    f"{asked!r} is a paper, and what is taken back is a decision: "
                    f"`papers review --reviewed --document {paper}` lists those on it, each with its id."
                )
    decide(setting, lambda desk: [desk.reopen(resolved(desk.database, id_), by) for id_ in ids])


@made("seen", "papers review seen 1f3a9c0e2b4d5a67 --note 'the corrected file no longer says so'")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@signed
def seen(setting: Setting, ids: tuple[str, ...], by: Signature) -> None:
    """Say that a decision holds for the file on which it was taken, and for no corrected file of the paper.

    For those that `papers review --unfit` lists since a corrected file came that does not say the same.
    """
    decide(setting, lambda desk: [one for id_ in ids for one in desk.confine(resolved(desk.database, id_), by)])


def pairs(columns: Iterable[str]) -> dict[str, str]:
    """Columns with what is to be in them, of what was typed."""
    for typed in columns:
        if "=" not in typed:
            raise click.UsageError(f"{typed!r} says no column: write COLUMN=VALUE, such as quarter=2.")
    return {column.strip(): value for column, _, value in (typed.partition("=") for typed in columns)}


for verb in (listing, one, confirm, correct, reject, add, undo, seen):
    command.add_command(verb)
