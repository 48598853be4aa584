"""The public database: what is public and nothing else, built afresh, so that no byte of the rest is in its file.

API: `publish_database(archive_db, public_db)`. Left out: documents that are not public with all that hangs on them, ids that
papers had while they were internal or that internal papers have or had, persons' contacts, links to mailboxes, officers who
do not preside, values that were rejected, who reviewed what and why, and the folders that files came from. What is a person's
contact is covered up in the text too; what is covered keeps its length, so places hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from sqlite_utils import Database

from db import build
from db.load import index
from db.reference import forget_unnamed
from db.tables import LINKS, RECORD_TABLES, TABLES, Table

COVER = "█"
SHORTEST = 5  # characters: anything shorter would be found in other words
REVIEWABLE = (*RECORD_TABLES, TABLES["identity_evidence"])
REVIEWED = " UNION ALL ".join(f'SELECT id FROM main."{one.name}"' for one in RECORD_TABLES)  # noqa: S608
INTERNAL_IDS = """
SELECT id FROM kept.documents WHERE access <> 'public' UNION
SELECT f.former_id FROM kept.former_ids AS f JOIN kept.documents AS d ON d.id = f.document_id WHERE d.access <> 'public'
"""  # that internal papers have, or ever had: their addresses lead nowhere

ONLY: Mapping[str, str] = MappingProxyType(
    {
        "documents": "access = 'public'",
        "signatures": "0",  # they serve to find relations, which are found by now
        "contacts": "access = 'public'",
        "links": "target NOT LIKE 'mailto:%'",  # a mailbox is most often a person's
        "officers": "(name IS NULL OR role LIKE 'president%')",
        "reviews": f"record IN ({REVIEWED}) AND fits NOT IN ('superseded', 'reopened')",
        "review_fits": "0",  # what the machine says instead
        "former_ids": f"public AND former_id NOT IN ({INTERNAL_IDS})",
        "events": "event IN ('received', 'loaded') AND document_id IS NOT NULL",
    }
)
BLANK: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("files", "source"): "CASE WHEN source LIKE 'http://%' OR source LIKE 'https://%' THEN source END",
        **{("reviews", column): "NULL" for column in ("machine", "words", "actor", "note")},
        ("events", "actor"): "NULL",
        ("events", "detail"): "NULL",
    }
)
CONTACTS = """
SELECT document_id, quote, value FROM kept.contacts
WHERE access IS NOT 'public' AND document_id IN (SELECT id FROM main.documents)
"""
ORDER: Mapping[str, str] = MappingProxyType(
    {"blocks": "(SELECT date FROM main.documents WHERE documents.id = document_id), document_id, seq"}  # newest last
)


def publish_database(archive_db: Path, public_db: Path) -> None:
    """Build the public database and put it in the place of the one there is; whoever reads that goes on reading it."""

    def fill(database: Database) -> None:
        database.execute("ATTACH ? AS kept", [f"{archive_db.resolve().as_uri()}?mode=ro"])
        with database.atomic():
            for described in TABLES.values():
                copy(database, described)
            cover_contacts(database)
            forget_unnamed(database)
        database.execute("DETACH kept")
        database.execute("PRAGMA journal_mode = OFF")  # of a whole file it would not fit into memory
        database.vacuum()  # what was covered or forgotten still stands in pages of the file
        database.execute("PRAGMA journal_mode = MEMORY")
        with database.atomic():
            for (document_id,) in database.execute("SELECT id FROM documents ORDER BY date, id").fetchall():
                index(database, document_id)

    build.replace(public_db, fill)


def copy(database: Database, described: Table, only: str = "1") -> None:
    """Copy the rows of a table that may be seen, without what may not be seen of them; `only` is SQL that chooses rows."""
    name = described.name
    columns = ", ".join(f'"{column}"' for column in described.columns)
    values = ", ".join(BLANK.get((name, column), f'"{column}"') for column in described.columns)
    owners = [column for column in described.columns if LINKS.get(column) == "documents"]
    seen = [f'coalesce("{column}" IN (SELECT id FROM main.documents), 1)' for column in owners]  # noqa: S608
    seen += ["block_id IN (SELECT id FROM main.blocks)"] * ("block_id" in described.required)
    seen += ["status <> 'rejected'"] * (described in REVIEWABLE)
    seen += ["coalesce(action_id IN (SELECT id FROM main.actions), 1)"] * ("action_id" in described.columns)
    where = " AND ".join([*seen, ONLY.get(name, "1"), only])
    order = ORDER.get(name, "rowid")
    select = f'SELECT {values} FROM kept."{name}" WHERE {where} ORDER BY {order}'  # noqa: S608
    database.execute(f'INSERT INTO main."{name}" ({columns}) {select}')


def cover_contacts(database: Database) -> None:
    """Cover persons' contacts wherever they stand in their own document."""
    rows = database.execute(CONTACTS).fetchall()
    found = {(document_id, text) for document_id, *texts in rows for text in texts if len(text) >= SHORTEST}
    for document_id, text in sorted(found, key=lambda one: -len(one[1])):
        for described in TABLES.values():
            cover(database, described, document_id, text)
    database.execute("DELETE FROM main.links WHERE instr(target, ?)", [COVER])  # they would lead nowhere
    for document_id in sorted({one for one, _ in found}):
        recut(database, document_id)


def cover(database: Database, described: Table, document_id: str, text: str) -> None:
    """Cover a text in all columns of a document's rows of a table, ids and what is cut from blocks aside."""
    owner = "id" if described.name == "documents" else "document_id"
    own = [one for one, type_ in described.columns.items() if type_ is str and one not in ("id", "quote", *LINKS)]
    if owner in described.columns and own:
        sets = ", ".join(f'"{column}" = replace("{column}", :text, :cover)' for column in own)
        values = {"text": text, "cover": COVER * len(text), "document": document_id}
        database.execute(f'UPDATE main."{described.name}" SET {sets} WHERE {owner} = :document', values)  # noqa: S608


def recut(database: Database, document_id: str) -> None:
    """Cut quotes and cells from the blocks anew, so that they say what the blocks say now."""
    cut = 'substr(b.text, "start" + 1, "end" - "start") FROM main.blocks AS b WHERE b.id = block_id'
    for described in TABLES.values():
        if "quote" in described.columns:
            sql = f'UPDATE main."{described.name}" SET quote = (SELECT {cut}) WHERE document_id = ?'  # noqa: S608
            database.execute(sql, [document_id])
    blocks = "SELECT id FROM main.blocks WHERE document_id = ?"
    database.execute(f"UPDATE main.cells SET text = (SELECT {cut}) WHERE block_id IN ({blocks})", [document_id])  # noqa: S608
