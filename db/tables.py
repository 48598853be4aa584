"""Every table of the archive, as data: columns, keys, links and indexes; record tables follow the records' own fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import get_args, get_type_hints

from extract.record import RECORDS, Record

SHARED = "id! document_id! block_id! start:int! end:int! quote! method! confidence:float! status!"
BOX = "page:int x0:float top:float x1:float bottom:float"
KNOWN = "source! confidence! note"  # what every fact from outside the papers carries
TYPES: Mapping[str, type] = MappingProxyType({"": str, "int": int, "float": float})

# which table the id in a column belongs to
LINKS: Mapping[str, str] = MappingProxyType(
    {
        "convention": "conventions",
        "convention_id": "conventions",
        "article_id": "articles",
        "state_id": "states",
        "president_state_id": "states",
        "organisation_id": "organisations",
        "group_id": "groups",
        "meeting_id": "meetings",
        "plan_id": "plans",
        "document_id": "documents",
        "other_document_id": "documents",
        "old_document_id": "documents",
        "new_document_id": "documents",
        "block_id": "blocks",
        "parent_id": "blocks",
        "other_block_id": "blocks",
        "old_block_id": "blocks",
        "new_block_id": "blocks",
        "action_id": "actions",
    }
)
OWNERS = ("documents", "blocks", "actions")  # rows that hang on these go and are renamed with them


@dataclass(frozen=True, slots=True)
class Table:
    """A table: columns with their types, its key, the columns that are never null, and further indexes."""

    name: str
    columns: Mapping[str, type]
    required: tuple[str, ...]
    key: tuple[str, ...] = ("id",)
    further: tuple[tuple[str, ...], ...] = ()

    @property
    def links(self) -> tuple[str, ...]:
        """The columns that hold an id of a row of another table."""
        return tuple(column for column in self.columns if column in LINKS)

    @property
    def indexes(self) -> tuple[tuple[str, ...], ...]:
        """Its further indexes, and one for each link that neither these nor the key begin with."""
        covered = {self.key[0], *(columns[0] for columns in self.further)}
        return (*self.further, *((column,) for column in self.links if column not in covered))


def table(name: str, spec: str, key: str = "id", *indexes: str) -> Table:
    """A table from words such as "id! size:int": "!" is for a column that is never null.

    >>> table("pages", "id! number:int!").columns["number"]
    <class 'int'>
    """
    words = [word.rstrip("!").partition(":") for word in spec.split()]
    required = tuple(name for (name, _, _), word in zip(words, spec.split(), strict=True) if word.endswith("!"))
    columns = {column: TYPES[kind] for column, _, kind in words}
    return Table(name, columns, required, tuple(key.split()), tuple(tuple(one.split()) for one in indexes))


REFERENCE = (
    table("conventions", f"id! name! names {KNOWN}"),
    table("articles", f"id! convention_id number:int name! paragraphs:int topic {KNOWN}"),
    table(
        "states",
        "id! name! status signed deposited mode entry_into_force article_3_deadline article_4_deadline "
        f"initial_report_due withdrawal_effective names {KNOWN}",
    ),
    table("organisations", f"id! name! kind names {KNOWN}"),
    table("groups", f"id! name! topic article_id names {KNOWN}"),
    table(
        "meetings",
        f"id! name! body ordinal:int place starts ends president_state_id president symbol_prefix names {KNOWN}",
    ),
    table(
        "plans",
        f"id! name! meeting_id adopted period_start period_end total:int dotted:int indicators:int names {KNOWN}",
    ),
    table("plan_sections", f"id! plan_id! number title topic action_count:int first last {KNOWN}"),
    table("coordinator_terms", f"id! group_id! state_id! period_start period_end {KNOWN}"),
    table(
        "extension_facts",
        f"id! state_id! article_id request_number:int meeting_id original_deadline new_deadline granted {KNOWN}",
    ),
)
PAPERS = (
    table(
        "documents",
        "id! work_id! convention kind! symbol other_symbol job_number title language original_language version date "
        "period_start period_end meeting_id agenda_item group_id access! page_count:int",
        "id",
        "work_id",
        "symbol",
        "kind",
        "access",
    ),
    table(
        "files",
        "sha256! document_id! name! media_type size:int source reader received_at",
        "sha256 name",  # the same bytes may have come under several names: one document, a row for each name
        "name",
    ),
    table("pages", "id! document_id! number:int! width:float height:float ocr:int!"),
    table(
        "blocks",
        f"id! document_id! seq:int! kind! level:int parent_id marker text! language {BOX}",
        "id",
        "document_id seq",
    ),
    table("block_parts", f"block_id! start:int! {BOX}", "block_id start"),
    table(
        "cells",
        f"block_id! row:int! column:int! row_span:int column_span:int header:int text! {BOX} start:int! end:int!",
        "block_id start",  # no two cells begin at the same character; broken tables do repeat rows and columns
    ),
    table("signatures", "document_id! minhash!", "document_id"),
    table("links", "id! document_id! block_id! start:int! end:int! quote! target!"),
    table(
        "identity_evidence",
        "id! document_id! field! value method! confidence:float! block_id start:int end:int quote status!",
    ),
)
ABOUT = (
    table(
        "relations",
        "id! document_id! relation! other_document_id! similarity:float evidence!",
        "id",
        "document_id",
    ),
    table(
        "findings",
        "id! rule! severity! message! document_id block_id other_document_id other_block_id status!",
        "id",
        "rule",
    ),
    table(
        "comparisons",
        "id! old_document_id! new_document_id! section change! old_block_id new_block_id similarity:float",
    ),
    table(
        "reviews",
        "id:int! table record! document_id decision! value machine words fits! actor note at!",
        "id",
        "record",
    ),
    table(
        "review_fits",
        "review_id:int! document_id! table! record! fits! machine machine_id method confidence:float",
        "review_id document_id",
        "record",
    ),
    table("events", "id:int! at! event! sha256 document_id version actor detail", "id", "event"),
    table("former_ids", "id:int! former_id! document_id! since until! public:int!", "id", "former_id"),
)


def own_columns(kind: type[Record]) -> dict[str, tuple[str, type, bool]]:
    """Columns that a kind of record adds: name of the field -> (column, type, whether it may be null)."""
    hints = get_type_hints(kind)
    found = {}
    for field in fields(kind):
        options = get_args(hints[field.name]) or (hints[field.name],)
        if field.name not in Record.__slots__ and options[0] in TYPES.values():
            found[field.name] = (field.metadata.get("column", field.name), options[0], type(None) in options)
    return found


def record_table(kind: type[Record]) -> Table:
    """The table of a kind of record, with the columns that all share and its own."""
    own = own_columns(kind).values()
    shared = table(kind.table, SHARED)
    added = {"action_id": str} if kind.table == "action_items" else {}
    columns = {**shared.columns, **added, **{column: type_ for column, type_, _ in own}}
    return Table(kind.table, columns, shared.required + tuple(column for column, _, null in own if not null))


RECORD_TABLES = tuple(record_table(kind) for kind in RECORDS)
TABLES: Mapping[str, Table] = MappingProxyType({one.name: one for one in (*REFERENCE, *PAPERS, *RECORD_TABLES, *ABOUT)})
