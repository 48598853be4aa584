"""Values as officers type them, held against the schema: columns, numbers, dates and ids that there are.

API: `checked(database, table, given)` gives the columns with their values; an `Unfitting` where one does not fit, whose
message is a sentence that helps.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from sqlite_utils import Database

from db.rows import COLUMNS, Row
from db.tables import LINKS, TABLES

DAYS = ("date", "due", "starts", "ends", "new_deadline")
TIMES = ("as_of", "period_start", "period_end")  # a day, or a year where the paper says no more
YEAR = re.compile(r"\d{4}")
SPANS = (("period_start", "period_end"), ("starts", "ends"))
KINDS = (  # of papers
    "work_plan",
    "action_plan",
    "meeting_report",
    "agenda",
    "programme_of_work",
    "decision",
    "extension_request",
    "analysis",
    "transparency_report",
    "working_paper",
    "progress_report",
    "minutes",
    "statement",
    "presentation",
    "web_page",
    "newsletter",
    "list_of_participants",
    "budget",
    "other",
)
CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("work_plan_items", "section"): ("objective", "activity", "output", "implementer", "partner"),
        ("timeline_items", "quarter"): ("1", "2", "3", "4"),
        ("citations", "target_kind"): ("article", "action", "meeting", "document", "plan", "convention"),
        ("mentions", "entity_kind"): ("state", "organisation"),
        ("dates", "role"): ("issue", "adoption", "meeting", "reporting_window"),
        ("participants", "class"): ("state_party", "signatory", "observer", "organisation"),
        ("contacts", "kind"): ("phone", "fax", "email", "website", "address"),
        ("contacts", "access"): ("public", "internal"),
        ("documents", "kind"): KINDS,
        ("documents", "version"): ("draft", "advance", "final", "revision", "corrigendum", "addendum"),
    }
)
ALIKE = 75  # per cent of signs from which a name is like another
ENTITIES = ("states", "organisations")  # what `entity_id` of a mention is one of


class Unfitting(ValueError):
    """A value, column or table that the schema does not have; the message says what it has."""


def own_columns(table: str) -> dict[str, type]:
    """The columns of a record table that say what the value is. Raises Unfitting where there is no such table."""
    if table not in COLUMNS:
        raise Unfitting(f"There is no table {table!r} of values; there are {listed(COLUMNS)}.")
    return {column: TABLES[table].columns[column] for column in COLUMNS[table].values()}


def checked(database: Database, table: str, given: Mapping[str, str]) -> Row:
    """Columns of a table with values as the schema keeps them; an empty text empties a column."""
    own = own_columns(table)
    for column in given:
        if column not in own:
            raise Unfitting(f"There is no column {column!r} in {table}; its columns are {listed(own)}.")
    return {column: fitted(database, table, column, text.strip()) for column, text in given.items()}


def whole(table: str, value: Row) -> Row:
    """A value with all columns of its table. Raises Unfitting where one is missing that is never empty."""
    own = own_columns(table)
    missing = [column for column in own if column in TABLES[table].required and value.get(column) is None]
    if missing:
        raise Unfitting(f"A value in {table} needs {listed(missing)}; its columns are {listed(own)}.")
    return {column: value.get(column) for column in own}


def in_order(value: Row, given: Iterable[str]) -> None:
    """Raises Unfitting where a time ends before it starts, and one of the two is among the given columns."""
    for first, last in SPANS:
        start, end = str(value.get(first) or ""), str(value.get(last) or "")
        if (
            start and end and {first, last} & set(given) and start[: len(end)] > end
        ):  # the end may be a year, to its end
            raise Unfitting(f"{last} {end} is before {first} {start}: give both of them as they are to be.")


def fitted(database: Database, table: str, column: str, text: str) -> object:
    if not text:
        if (table, column) == ("documents", "title"):
            raise Unfitting("title in documents cannot be empty: give the words by which the paper is to be listed.")
        if column in TABLES[table].required:
            other = "every paper has one" if table == "documents" else "to say that there is no such value, reject it"
            raise Unfitting(f"{column} in {table} cannot be empty; {other}.")
        return None
    choices = CHOICES.get((table, column))
    if choices and text not in choices:
        raise Unfitting(f"{column} in {table} is one of {listed(choices)}, and {text!r} is not.")
    if column in LINKS or column == "entity_id":
        text = known(database, (LINKS[column],) if column in LINKS else ENTITIES, column, text)
    type_ = TABLES[table].columns[column]
    return text_of(column, text) if type_ is str else number(column, text, type_)


def number(column: str, text: str, type_: type) -> object:
    try:
        return type_(text.replace(",", "").replace(" ", ""))
    except ValueError:
        kind = "a whole number, such as 12" if type_ is int else "a number, such as 12 or 0.5"
        raise Unfitting(f"{column} is {kind}, and {text!r} is not.") from None


def text_of(column: str, text: str) -> str:
    if column in DAYS or (column in TIMES and not YEAR.fullmatch(text)):
        try:
            if dt.date.fromisoformat(text).isoformat() != text:
                raise ValueError
        except ValueError:
            such = "2025-09-01" if column in DAYS else "2025-09-01, or a year"
            raise Unfitting(f"{column} is a date such as {such}, and {text!r} is not.") from None
    return symbol(text) if column == "symbol" else text


def symbol(text: str) -> str:
    """A document symbol as it is printed, without blanks."""
    from extract.recognise.symbols import SYMBOL, normal  # here: it loads spaCy

    if SYMBOL.fullmatch(text) and any(map(str.isdecimal, text)):
        return normal(text)
    such = "CCM/MSP/2024/4 or CCM/MSP/2024/2/Rev.1: capitals and numbers between strokes"
    raise Unfitting(f"symbol is a document symbol such as {such}, and {text!r} is not.")


def known(database: Database, tables: Iterable[str], column: str, text: str) -> str:
    """The id of the row of these tables that has this id, or this name in any language. Raises Unfitting where there is none,
    naming those whose name is near, or where there are several."""
    names = {id_: several for table in tables for id_, several in names_in(database, table)}
    same = [id_ for id_, several in names.items() if text.casefold() in map(str.casefold, several)]
    if text in names or len(same) == 1:
        return text if text in names else same[0]
    from rapidfuzz.process import extract as nearest  # here: it is for those who mistyped

    every = {(id_, name): name for id_, several in names.items() for name in several}
    found = nearest(text, every, processor=str.casefold, score_cutoff=ALIKE, limit=3)
    near = dict.fromkeys([*same, *(id_ for _, _, (id_, _) in found)])
    shown = " or ".join(f"{id_} ({names[id_][1]})" for id_ in near)
    hint = f"did you mean {shown}?" if near else f"the table {' and '.join(tables)} has those that are known."
    raise Unfitting(f"There is no {column} {text!r}; {hint}")


def names_in(database: Database, table: str) -> Iterator[tuple[str, list[str]]]:
    """Every id of a table of reference, with what the row is called: its id, its name, and its names in all languages."""
    others = "names" if "names" in TABLES[table].columns else "NULL"
    for id_, name, told in database.execute(f"SELECT id, name, {others} FROM {table}").fetchall():  # noqa: S608
        languages = json.loads(told or "{}")
        yield id_, list(dict.fromkeys([id_, name, *(one for several in languages.values() for one in several)]))


def listed(names: Iterable[str]) -> str:
    return ", ".join(names)
