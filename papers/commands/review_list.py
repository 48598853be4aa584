"""papers review: what there is to look at, one value in full, and decisions that no longer fit."""

from __future__ import annotations

from typing import Any

import click
from rich.table import Table
from sqlite_utils import Database

from db.archive import Archive
from db.desk import Undecidable
from db.excerpt import CLOSE, OPEN
from db.identity import TABLE as IDENTITY
from db.reviews import found_value
from db.rows import COLUMNS
from db.values import known
from papers.meant import paper_meant
from papers.options import Command, Setting
from papers.options import command as made
from papers.queue import Wanted, chosen, decisions, history, plain, shown, told, waiting
from papers.terminal import MARKS, safe

SHORTEST = 4  # characters of an id by which a value may be named
FILTERS = (
    click.option(
        "--document", metavar="ID", help="Only values of this paper: its id, symbol, name of the file or hash."
    ),
    click.option("--table", metavar="TABLE", help="Only values of this kind: coordinators, counts, deadlines, …"),
    click.option(
        "--state", metavar="NAME", help="Only values about this State: its name in any language, or its code."
    ),
    click.option("--rule", metavar="NAME", help="Only values that this rule found."),
    click.option(
        "--below", type=click.FloatRange(0, 1), metavar="P", help="Only values less certain than this, such as 0.8."
    ),
)


def filtered(function: Command) -> Command:
    """Give a command the options that choose values; it gets them by their names."""
    for option in reversed(FILTERS):
        function = option(function)
    return function


def wanted_of(
    archive: Archive,
    database: Database,
    document: str | None,
    table: str | None,
    state: str | None,
    rule: str | None,
    below: float | None,
) -> Wanted:
    paper = paper_meant(archive, database, document) if document else None
    about = known(database, ("states",), "State", state) if state else None
    return Wanted(paper, table, rule, below, about)


@made(
    "list",
    """
papers review                                    the twenty least certain values
papers review --document CCM/MSP/2022/1          of one paper
papers review --table deadlines --below 0.9      of one kind, less certain than that
papers review --state Italie                     about a State, in any language's name
papers review --unfit                            decisions that no longer fit, and values that changed since
papers review --table counts --ids | xargs papers review confirm
""",
)
@filtered
@click.option("--reviewed", is_flag=True, help="Decisions instead, the latest first.")
@click.option(
    "--unfit", is_flag=True, help="Decisions that no longer fit their paper, or whose value has changed since."
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="So many.")
@click.option("--ids", is_flag=True, help="Only the ids, one a line, for other programs.")
def listing(setting: Setting, reviewed: bool, unfit: bool, limit: int, ids: bool, **filters: Any) -> None:
    """List values that nobody has looked at, the least certain first, in the words around them."""
    with setting.opened() as (archive, database):
        wanted = wanted_of(archive, database, **filters)
        if reviewed or unfit:
            if wanted.rule is not None or wanted.below is not None:
                raise click.UsageError("--rule and --below choose values that nobody has looked at, and no decisions.")
            rows, count = decisions(database, wanted, unfit=unfit), None
        else:
            rows, count = list(told(database, chosen(database, wanted, limit))), waiting(database, wanted)
    if ids:
        click.echo("".join(f"{row['id']}\n" for row in rows[:limit]), nl=False)
    elif setting.as_json:
        setting.answer(rows[:limit])
    elif count is None:
        show_decisions(setting, rows[:limit], len(rows))
    else:
        show_values(setting, rows, count)


def show_values(setting: Setting, rows: list[dict[str, Any]], count: int) -> None:
    for row in rows:
        head = f"[bold]{row['id']}[/bold]  {safe(row['table'])}  {row['confidence']:.2f}  {safe(row['rule'])}"
        setting.say(head)
        setting.say(f"  [bold]{safe(row['value'])}[/bold]")
        setting.say(f"  {context(row)}")
        setting.say(f"  [dim]{where(row)}[/dim]\n")
    if not count:
        setting.console.print(
            "Nobody has to look at anything here: there is no such value, or every such value was reviewed."
        )
    else:
        setting.console.print(
            f"{len(rows)} of {count:,} values that nobody has looked at. `papers review ID` shows one in full, "
            "`papers review confirm ID…` confirms.",
            highlight=False,
        )


def context(row: dict[str, Any]) -> str:
    """The quote, marked, in the words around it, on one line; with marks that can be read also where there is no colour."""
    before, quote, after = (safe(" ".join(str(row[part]).split())) for part in ("before", "quote", "after"))
    return " ".join(part for part in (before, f"{MARKS[OPEN]}⟦{quote}⟧{MARKS[CLOSE]}", after) if part)


def where(row: dict[str, Any]) -> str:
    page = f", page {row['page']}" if row["page"] else ""
    return safe(f"{row['document_id']}{page}")


def show_decisions(setting: Setting, rows: list[dict[str, Any]], count: int) -> None:
    for row in rows:
        head = f"[bold]{row['id']}[/bold]  {safe(row['table'])}  {row['decision']} by {safe(row['actor'])} on {row['at'][:10]}"
        setting.say(head)
        setting.say(f"  {safe(said(row))}")
        if row["words"]:  # of a paper that is withdrawn there are none
            setting.say(f"  “{safe(' '.join(row['words'].split()))}”")
        now = f": {safe(plain(row['machine_now']))}" if row["fits"] == "changed" else ""
        paper = f"[dim]{safe(row['document_id'])}[/dim] " if row["document_id"] else ""
        setting.say(f"  {paper}{row['stands']}{now}\n")
    setting.console.print(f"{len(rows)} of {count} decisions." if count else "There are no such decisions.")


def said(row: dict[str, Any]) -> str:
    """What a decision is on: the machine's value, and the officer's where that is another."""
    parts = [plain(row["machine"]), plain(row["value"])]
    return " → ".join(dict.fromkeys(part for part in parts if part)) + (f" ({row['note']})" if row["note"] else "")


@made("show", "papers review 1f3a9c0e2b4d5a67    by id, or by its first characters, where no other has them")
@click.argument("asked", metavar="ID")
def one(setting: Setting, asked: str) -> None:
    """Show one value in full: its columns, the words around it, where to see it, and what was decided on it."""
    with setting.opened() as (_, database):
        record = resolved(database, asked)
        value = found_value(database, record)
        rows = list(told(database, [(value[0], record)])) if value else []
        past = history(database, record)
        files = {row["media_type"] for row in database.query(FILES, [rows[0]["document_id"]])} if rows else set()
    if setting.as_json:
        own = {column: value[1][column] for column in COLUMNS[value[0]].values()} if value else None
        setting.answer({**(rows[0] if rows else {"id": record}), "columns": own, "decisions": past})
        return
    for row in rows:
        show_value(setting, row, value[1] if value else {}, "application/pdf" in files)
    if not rows and not any(each["table"] == IDENTITY for each in past):
        setting.console.print(
            f"The value [bold]{record}[/bold] stands nowhere in the archive any more.", highlight=False
        )
    if past:
        setting.console.print("Decided:")
        show_decisions(setting, past, len(past))


FILES = "SELECT media_type FROM files WHERE document_id = ?"


def show_value(setting: Setting, row: dict[str, Any], value: dict[str, Any], has_pages: bool) -> None:
    table = Table(show_header=False, box=None)
    for name in ("id", "table", "status", "confidence", "rule"):
        table.add_row(name, safe(row[name]))
    for column in COLUMNS[row["table"]].values():
        table.add_row(
            column, f"[bold]{safe(shown(value[column]))}[/bold]" if value[column] is not None else "[dim]empty[/dim]"
        )
    table.add_row("paper", f"{safe(row['title'])} ({where(row)})")
    setting.console.print(table)
    setting.say(f"\n{context(row)}\n")
    if has_pages and row["page"]:
        see = f"papers show {row['document_id']} --layout --pages {row['page']}"
        setting.say(f"See its page: `{safe(see)}`")


def resolved(database: Database, asked: str) -> str:
    """The id of a value, of that or of its first characters. Raises Undecidable where there is none, or several."""
    tables = [(f'"{table}"', "id") for table in COLUMNS] + [("reviews", "record")]
    several = " UNION ".join(f"SELECT {key} FROM {table} WHERE {key} GLOB :asked || '*'" for table, key in tables)  # noqa: S608
    hexadecimal = len(asked) >= SHORTEST and all(sign in "0123456789abcdef" for sign in asked.casefold())
    ids = [id_ for (id_,) in database.execute(several, {"asked": asked.casefold()})] if hexadecimal else []
    if len(ids) == 1:
        return str(ids[0])
    if len(asked) < SHORTEST:
        raise Undecidable(f"{asked!r} is too short to name a value: give at least {SHORTEST} characters of its id.")
    if ids:
        raise Undecidable(f"{len(ids)} values have ids that begin with {asked!r}: give more of the one you mean.")
    raise Undecidable(
        f"There is no value {asked!r}: `papers review` lists values with their ids, `papers review --help` what can be done."
    )
