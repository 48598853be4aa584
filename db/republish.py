"""The public database after decisions on values: only the papers that they touch are copied anew.

API: `publish_values(archive_db, public_db, documents, tables)`. Where a decision may change what is covered up, or who may be
named, the public database is built afresh, as it is where there is none.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from db import build
from db.public import copy, publish_database
from db.reference import forget_unnamed
from db.schema import connect, is_current
from db.tables import RECORD_TABLES, REFERENCE, TABLES

NAMING = {"contacts", "officers"}  # tables of which persons' rows are not public
TOUCHED = "document_id IN (SELECT id FROM temp.touched)"


def publish_values(archive_db: Path, public_db: Path, documents: Collection[str], tables: Collection[str]) -> None:
    """Bring the values of these documents in the public database up to date, after decisions on rows of these tables."""
    public = shown(public_db, documents)
    if public is None or (public and (NAMING & set(tables) or has_contacts(archive_db, public))):
        publish_database(archive_db, public_db)
    elif public:
        build.alter(public_db, lambda database: copy_values(database, archive_db, public))


def shown(public_db: Path, documents: Collection[str]) -> list[str] | None:
    """Which of the documents are public; None where there is no public database of this schema."""
    if not public_db.exists():
        return None
    with closing(connect(public_db)) as database:
        known = {one for (one,) in database.execute("SELECT id FROM documents")} if is_current(database) else None
    return None if known is None else [one for one in documents if one in known]


def has_contacts(archive_db: Path, documents: Collection[str]) -> bool:
    """Whether something is covered up in the text of these documents."""
    with closing(connect(archive_db)) as database:
        covered = {one for (one,) in database.execute("SELECT document_id FROM contacts WHERE access <> 'public'")}
    return bool(covered & set(documents))


def copy_values(database: Database, archive_db: Path, documents: Collection[str]) -> None:
    database.execute("ATTACH ? AS kept", [f"{archive_db.resolve().as_uri()}?mode=ro"])
    with database.atomic():
        database.execute("CREATE TEMP TABLE touched (id TEXT PRIMARY KEY)")
        database.conn.executemany("INSERT INTO touched VALUES (?)", [(one,) for one in documents])
        for described in REFERENCE:
            database.execute(f"INSERT OR IGNORE INTO main.{described.name} SELECT * FROM kept.{described.name}")  # noqa: S608
        for described in reversed(RECORD_TABLES):
            database.execute(f'DELETE FROM main."{described.name}" WHERE {TOUCHED}')  # noqa: S608
        for described in RECORD_TABLES:
            copy(database, described, TOUCHED)
        database.execute("DELETE FROM main.reviews")
        copy(database, TABLES["reviews"])
        forget_unnamed(database)
    database.execute("DETACH kept")
