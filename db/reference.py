"""The reference tables: what the vocabulary knows, and ids that papers name and the vocabulary does not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from sqlite_utils import Database

from db.rows import Row, insertion
from db.tables import LINKS, REFERENCE, TABLES

if TYPE_CHECKING:  # most runs load no vocabulary
    from corpus.model import Entry, Fact
    from corpus.vocabulary import Vocabulary

UNKNOWN = "named in papers"  # the source of a row that only papers vouch for


def load_reference(database: Database, vocabulary: Vocabulary) -> None:
    """Write all that the vocabulary knows into the reference tables; rows that are there are brought up to date."""
    with database.atomic():
        for table, rows in reference_rows(vocabulary):
            name_unknown(database, table, rows)
            upsert(database, table, rows)


def upsert(database: Database, table: str, rows: Iterable[Row]) -> None:
    """Insert rows, or bring those with the same id up to date, without touching what hangs on them."""
    names = list(TABLES[table].columns)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    sql = f"{insertion(table)} ON CONFLICT (id) DO UPDATE SET {updates}"
    database.conn.executemany(sql, ([row.get(name) for name in names] for row in rows))


def reference_rows(vocabulary: Vocabulary) -> Iterator[tuple[str, list[Row]]]:
    """Every reference table with its rows, those that others point at first."""
    yield "conventions", [entry(one) for one in {**vocabulary.conventions, "": vocabulary.convention}.values()]
    yield "articles", list(articles(vocabulary))
    yield "states", [entry(one) for one in vocabulary.states.values()]
    yield "organisations", [entry(one) for one in vocabulary.organisations.values()]
    yield "groups", [entry(one) | {"article_id": text(one.article)} for one in vocabulary.groups.values()]
    yield "meetings", [entry(one) | {"president_state_id": one.president_state} for one in vocabulary.meetings.values()]
    yield "plans", [entry(one) | {"meeting_id": one.adopted_at} for one in vocabulary.plans.values()]
    yield "plan_sections", list(plan_sections(vocabulary))
    yield "coordinator_terms", list(coordinator_terms(vocabulary))
    yield "extension_facts", list(extension_facts(vocabulary))


def fact(one: Fact) -> Row:
    """The fields of a fact that are plain values, as a row; dates are ISO."""
    return {name: text(value) if not isinstance(value, int | str) else value for name, value in one if plain(value)}


def plain(value: object) -> bool:
    return not isinstance(value, dict | tuple)


def text(value: object) -> str | None:
    return None if value is None else str(value)


def entry(one: Entry) -> Row:
    name = one.name if one.names else one.id
    return fact(one) | {"name": name, "names": json.dumps(one.names, ensure_ascii=False)}


def articles(vocabulary: Vocabulary) -> Iterator[Row]:
    for number, one in vocabulary.articles.items():
        title = one.titles.get("en") or next(iter(one.titles.values()), str(number))
        yield fact(one) | {"id": str(number), "convention_id": vocabulary.convention.id, "name": title}


def plan_sections(vocabulary: Vocabulary) -> Iterator[Row]:
    for plan in vocabulary.plans.values():
        for section in plan.sections:
            yield {
                "id": f"{plan.id}-{section.number}",
                "plan_id": plan.id,
                "number": section.number,
                "title": section.titles.get("en") or next(iter(section.titles.values()), None),
                "topic": section.topic,
                "action_count": section.count,
                "first": section.first,
                "last": section.last,
                **known(plan),
            }


def coordinator_terms(vocabulary: Vocabulary) -> Iterator[Row]:
    for term in vocabulary.coordinator_terms:
        for state in term.states:
            yield {
                "id": f"{term.group}-{term.period_start}-{term.period_end}-{state}",
                "group_id": term.group,
                "state_id": state,
                "period_start": str(term.period_start),
                "period_end": str(term.period_end),
                **known(term),
            }


def extension_facts(vocabulary: Vocabulary) -> Iterator[Row]:
    for one in vocabulary.extensions:
        yield fact(one) | {
            "id": f"{one.state}-{one.article}-{one.request_number}",
            "state_id": one.state,
            "article_id": str(one.article),
            "meeting_id": one.considered_at,
        }


def known(one: Fact) -> Row:
    return {"source": one.source, "confidence": one.confidence, "note": one.note}


def name_unknown(database: Database, table: str, rows: Iterable[Row]) -> None:
    """Make reference rows, marked as such, for ids in these rows that the vocabulary does not know."""
    rows = list(rows)
    for column in named_by(table):
        for value in sorted({str(row[column]) for row in rows if row.get(column) is not None}):
            database.conn.execute(
                f"INSERT OR IGNORE INTO {LINKS[column]} (id, name, source, confidence) VALUES (?, ?, ?, 'low')",  # noqa: S608
                [value, value, UNKNOWN],
            )


@cache
def named_by(table: str) -> tuple[str, ...]:
    """The columns of a table that hold ids of reference rows."""
    return tuple(column for column in TABLES[table].links if LINKS[column] in REFERENCE_NAMES)


def forget_unnamed(database: Database) -> None:
    """Drop reference rows that only papers vouched for and no paper names any more."""
    for target in ("meetings", "groups", "plans", "articles", "states", "organisations", "conventions"):
        users = [(one.name, column) for one in TABLES.values() for column in one.links if LINKS[column] == target]
        unused = " AND ".join(f"{target}.id NOT IN ({used(*user)})" for user in users)
        database.execute(f"DELETE FROM {target} WHERE source = ? AND {unused}", [UNKNOWN])  # noqa: S608


def used(table: str, column: str) -> str:
    """SQL for the id of the reference row at hand where a table uses it, and for none where not."""
    return f'SELECT "{column}" FROM "{table}" WHERE "{column}" = {LINKS[column]}.id'  # noqa: S608


REFERENCE_NAMES = frozenset(one.name for one in REFERENCE)
