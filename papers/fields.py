"""The fields by which accuracy is measured: where the gold has each, and where the archive."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from papers import gold as told
from papers.gold import Teller, named, opened, plain


@dataclass(frozen=True, slots=True)
class Field:
    """A measured field: `columns` are SQL over a row `r` of `table` and must be equal, `text` must be alike.

    `gold` names the keys of the gold, each with what tells its values; `also` further keys of which the archive may hold
    values. `ranges`: the last two columns are the ends of a range. `repeats`: a value counts as often as it is there.
    `scoped`: values whose first column the gold does not name at all are not looked at.
    """

    name: str
    table: str
    columns: str
    gold: dict[str, Teller]
    text: str = "NULL"
    where: str = "1"
    ranges: bool = False
    repeats: bool = False
    scoped: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule that found a value ("counts: number and noun"), and how far it says that the value is to be trusted."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the archive, with the words that it quotes and the rules that found it: of all, where equal values are one."""

    key: tuple[str, ...]
    text: str | None
    quotes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


OWN = "(SELECT {} FROM documents d WHERE d.id = r.document_id)"
YEAR = "substr({}, 1, 4)"
FIRST_WORD = "substr({0}, 1, instr({0} || ' ', ' ') - 1)"
AREA = "r.value * CASE r.unit WHEN 'km2' THEN 1e6 WHEN 'ha' THEN 1e4 ELSE 1 END"
PARENT = "(SELECT a.{} FROM actions a WHERE a.id = r.action_id)"
LISTED = {  # sections of work plans
    "objectives": "objective",
    "activities": "activity",
    "outputs": "output",
    "implementers": "implementer",
    "partners": "partner",
}


def of_document(name: str, column: str, teller: Teller) -> Field:
    return Field(name, "documents", f"r.{column}", {name: teller})


def cited(name: str, kind: str, where: str = "1") -> Field:
    return Field(name, "citations", "r.target", {name: named("symbol")}, where=f"r.target_kind = '{kind}' AND {where}")


def ranged(name: str, kind: str, teller: Teller, where: str = "TRUE") -> Field:
    kinds = f"r.target_kind = '{kind}' AND {where}"
    return Field(name, "citations", "r.target, r.target_to", {name: teller}, where=kinds, ranges=True)


FIELDS = (
    of_document("kind", "kind", told.kinds),
    of_document("symbol", "symbol", named("symbol")),
    of_document("language", "language", named("language")),
    of_document("date", "date", named("date")),
    of_document("meeting", "meeting_id", named("meeting")),
    of_document("group", "group_id", named("group")),
    *(
        of_document(name, name, named(name))
        for name in ("convention", "version", "job_number", "original_language", "agenda_item", "other_symbol")
    ),
    Field("title", "documents", "", {"title": told.titles}, text="r.title"),
    Field(
        "period",
        "documents",
        f"{YEAR.format('r.period_start')}, {YEAR.format('coalesce(r.period_end, r.period_start)')}",
        {"period": told.period},
    ),
    Field(
        "coordinators",
        "coordinators",
        f"r.state_id, coalesce(r.group_id, {OWN.format('group_id')})",
        {"coordinators": told.coordinators, "coordinators_appointed": told.appointed},
    ),
    Field("timeline", "timeline_items", "r.year, r.quarter", {"timeline": told.timeline}, text="r.text", repeats=True),
    *(
        Field(
            name, "work_plan_items", "", {name: named(text="text")}, "r.text", f"r.section = '{section}'", repeats=True
        )
        for name, section in LISTED.items()
    ),
    ranged("articles", "article", named("article"), where="r.target NOT GLOB '*-*'"),  # "CRPD-26" is another treaty's
    ranged("actions", "action", told.action_range),
    cited("meetings_cited", "meeting"),
    cited("symbols_cited", "document", f"r.target IS NOT {OWN.format('symbol')}"),
    replace(cited("documents", "document", f"r.target IS NOT {OWN.format('symbol')}"), also=("symbols_cited",)),
    cited("conventions_cited", "convention"),
    Field(
        "states_mentioned",
        "mentions",
        "r.entity_id",
        {"states_mentioned": named("state")},
        where="r.entity_kind = 'state'",
    ),
    Field("counts", "counts", "r.value, r.of", {"counts": named("value", "of")}, repeats=True),
    Field(
        "decisions",
        "decisions",
        f"r.paragraph, {FIRST_WORD.format('r.verb')}",
        {"decisions": told.decisions},
        text="r.text",
        repeats=True,
    ),
    Field("agenda_items", "agenda_items", "r.number", {"agenda_items": told.agenda}, text="r.title", repeats=True),
    Field(
        "plan_table",
        "action_plan_sections",
        "r.plan_id, coalesce(r.action_count, ''), iif(r.embedded_under IS NULL, '', 'inside')",
        {"plan_table": told.plan_table},
        text="coalesce(r.embedded_under, r.title)",
        repeats=True,
    ),
    Field(
        "plan_actions",
        "actions",
        "r.plan_id, r.number",
        {"plan_actions": named("plan", "number", text="title")},
        text="r.title",
        repeats=True,
    ),
    Field(
        "action_items",
        "action_items",
        f"{PARENT.format('plan_id')}, {PARENT.format('number')}, r.letter",
        {"plan_actions": told.action_items},
        repeats=True,
    ),
    Field(
        "deadlines", "deadlines", "r.state_id, r.article_id, r.date", {"deadlines": named("state", "article", "date")}
    ),
    Field(
        "extension_months",
        "extension_requests",
        "r.state_id, r.requested_months",
        {"months_requested": told.months},
        where="r.requested_months IS NOT NULL",
    ),
    Field("areas", "quantities", AREA, {"areas": told.areas}, where="r.unit IN ('m2', 'km2', 'ha')"),
    Field(
        "money",
        "quantities",
        "r.value, r.unit",
        {"money": named("value", "unit")},
        where="r.unit GLOB '[A-Z][A-Z][A-Z]'",
    ),
    Field("tasks", "tasks", "r.due", {"tasks": told.tasks}, text="r.text", repeats=True),
    Field(
        "president",
        "officers",
        "r.state_id",
        {"president": named("state", text="name")},
        "r.name",
        "r.role = 'president'",
    ),
    Field(
        "meeting_dates",
        "meeting_dates",
        "r.meeting_id, r.starts, coalesce(r.ends, r.starts)",
        {"meeting_dates": told.own_dates, "next_meeting": told.next_dates},
        scoped=True,
    ),
    Field(
        "place",
        "meeting_dates",
        "",
        {"place": named(text="place")},
        "r.place",
        f"r.meeting_id IS {OWN.format('meeting_id')}",
    ),
)


def found(connection: sqlite3.Connection, field: Field, document: str) -> list[Found]:
    """The values of a field that the archive has for a document."""
    values = [value for row in connection.execute(query(field), [document]) for value in values_of(field, row)]
    return values if field.repeats else merged(values)


def query(field: Field) -> str:
    """Columns of the key, the text, then what the record quotes and its rule; rejected records are none."""
    own = field.table == "documents"
    owner, status = ("r.id", "1") if own else ("r.document_id", "r.status IS NOT 'rejected'")
    reason = "(SELECT e.{} FROM identity_evidence e WHERE e.document_id = r.id AND e.field = '{}')"
    about = [reason.format(name, identity(field)) if own else f"r.{name}" for name in ("method", "confidence")]
    columns = ", ".join(part for part in (field.columns, field.text, "NULL" if own else "r.quote", *about) if part)
    return f'SELECT {columns} FROM "{field.table}" r WHERE {owner} = ? AND {status} AND ({field.where})'  # noqa: S608


def identity(field: Field) -> str:
    """The field of a paper's identity that a measured field looks at."""
    return {"meeting": "meeting_id", "group": "group_id", "period": "period_start"}.get(field.name, field.name)


def values_of(field: Field, row: tuple[object, ...]) -> Iterator[Found]:
    *columns, text, quote, method, confidence = row
    rule = f"{identity(field) if field.table == 'documents' else field.table}: {method}"
    rules = (Rule(rule, float(str(confidence))),) if method else ()
    said = Found(tuple(map(plain, columns)), str(text) if text else None, (str(quote),) if quote else (), rules)
    if field.ranges:
        plans, numbers = zip(*(parted(column) for column in columns), strict=True)
        keys = [(number,) if field.name == "articles" else (plans[0], number) for number in opened(*numbers)]
        yield from (replace(said, key=key) for key in keys)
    elif said.text or any(said.key):
        yield said


def parted(target: object) -> tuple[str, str]:
    """A cited id as plan and number.

    >>> parted("LAP-31"), parted("DAP-5.3"), parted(4), parted(None)
    (('lap', '31'), ('dap', '5.3'), ('', '4'), ('', ''))
    """
    number = re.search(r"\d[\d.]*$", str(target or ""))
    return plain(str(target or "")[: number.start() if number else None]), number[0] if number else ""


def merged(values: list[Found]) -> list[Found]:
    """Equal values as one, with the quotes of all."""
    together: dict[object, Found] = {}
    for value in values:
        same = (value.key, value.text)
        one = together.get(same)
        together[same] = (
            replace(value, quotes=one.quotes + value.quotes, rules=one.rules + value.rules) if one else value
        )
    return list(together.values())
