"""The view `evidence`: every value of every paper as one row, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

SHARED = {"id", "document_id", "block_id", "start", "end", "quote", "method", "confidence", "status", "action_id"}
BOX = ("page", "x0", "top", "x1", "bottom")
NEARER = """
  LEFT JOIN cells AS c ON c.block_id = r.block_id AND c.text <> '' AND r."start" BETWEEN c."start" AND c."end"
  LEFT JOIN block_parts AS p ON p.block_id = r.block_id AND p."start" =
    (SELECT max("start") FROM block_parts WHERE block_id = r.block_id AND "start" <= r."start")"""
BOXED = 'CASE WHEN c."start" IS NOT NULL THEN c."{0}" WHEN p."start" IS NOT NULL THEN p."{0}" ELSE b."{0}" END AS "{0}"'

# how a value reads where its columns in a row would not: SQL over the columns of the table
READINGS: Mapping[str, str] = MappingProxyType(
    {
        "counts": "{value} || coalesce(' of ' || {of}, '') || coalesce(' ' || {subject}, '')",
        "quantities": "{value} || ' ' || {unit} || coalesce(' ' || {subject}, '')",
        "citations": "{target_kind} || ' ' || {target} || coalesce(' to ' || {target_to}, '')",
        "timeline_items": "coalesce('Q' || {quarter} || ' ', '') || {year} || ': ' || {text}",
        "identity_evidence": "{field} || ': ' || coalesce({value}, '')",
    }
)


class Described(Protocol):
    """A table of the schema, as far as the view needs to know it."""

    @property
    def name(self) -> str: ...

    @property
    def columns(self) -> Mapping[str, type]: ...


def evidence_sql(tables: Iterable[Described]) -> str:
    """The SELECT of the view; a place has the page and box of its cell in a table, else of the part of its block."""
    return "\nUNION ALL\n".join(one_table(described) for described in tables)


def one_table(described: Described) -> str:
    box = ", ".join(BOXED.format(name) for name in BOX)
    return (
        f"SELECT '{described.name}' AS \"table\", r.id AS record_id, r.document_id, {reading(described)} AS value,\n"
        f'  r.block_id, {box}, r."start", r."end", r.quote, r.method, r.confidence, r.status\n'
        f'FROM "{described.name}" AS r LEFT JOIN blocks AS b ON b.id = r.block_id{NEARER}'
    )


def reading(described: Described) -> str:
    """SQL for the value as a person reads it: by default the columns that are not null, parted by dots."""
    own = {name: shown(name, type_) for name, type_ in described.columns.items() if name not in SHARED}
    if described.name in READINGS:
        return READINGS[described.name].format_map(own)
    joined = " || ".join(f"coalesce(' · ' || {value}, '')" for value in own.values())
    return f"substr({joined}, 4)"


def shown(name: str, type_: type) -> str:
    """A column, a whole number without its decimal point."""
    column = f'r."{name}"'
    whole = f"CAST({column} AS INTEGER)"
    return f"CASE WHEN {column} = {whole} THEN {whole} ELSE {column} END" if type_ is float else column
