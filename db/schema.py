"""The migrations that make every table of the archive, its search index and the view of all evidence.

API: `connect(path)` opens a database that holds its foreign keys; `apply(database)` makes what is missing;
`is_current(database)` tells whether it was made by this schema; `TABLES` describes every table by name.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations
from sqlite_utils.db import ForeignKey

from db.evidence import evidence_sql
from db.tables import ABOUT, LINKS, OWNERS, PAPERS, RECORD_TABLES, REFERENCE, TABLES, Table

__all__ = ["RECORD_TABLES", "REFERENCE", "TABLES", "Table", "apply", "connect", "is_current"]
PATIENCE = 30.0  # seconds to wait for another's transaction
EVIDENCE = evidence_sql([*RECORD_TABLES, TABLES["identity_evidence"]])
migrations = Migrations("convention_papers")


def create(database: Database, described: Table) -> None:
    """Make a table with its foreign keys and its indexes."""
    made = database.table(described.name)
    made.create(
        dict(described.columns),
        pk=described.key if len(described.key) > 1 else described.key[0],
        foreign_keys=[foreign_key(described.name, column) for column in described.links],
        not_null=described.required,
        strict=True,
    )
    for columns in described.indexes:
        made.create_index(columns, index_name="_".join(("idx", described.name, *columns)), unique="seq" in columns)


def foreign_key(name: str, column: str) -> ForeignKey:
    other = LINKS[column]
    action = "CASCADE" if other in OWNERS else "NO ACTION"
    return ForeignKey(name, column, other, "id", on_delete=action, on_update=action)


@migrations()
def reference(database: Database) -> None:
    for described in REFERENCE:
        create(database, described)


@migrations()
def papers(database: Database) -> None:
    for described in PAPERS:
        create(database, described)


@migrations()
def records(database: Database) -> None:
    for described in RECORD_TABLES:
        create(database, described)


@migrations()
def about(database: Database) -> None:
    for described in ABOUT:
        create(database, described)


@migrations()
def search(database: Database) -> None:
    """What is indexed are the words that `db.words` makes of a text, never the text as it stands."""
    database.execute(
        "CREATE VIRTUAL TABLE blocks_fts USING fts5(text, content='blocks', tokenize='unicode61 remove_diacritics 2')"
    )


@migrations()
def evidence(database: Database) -> None:
    database.create_view("evidence", EVIDENCE)


def apply(database: Database) -> Database:
    """Make the tables that are missing, and sign the database as made by this schema."""
    migrations.apply(database)
    database.execute(f"PRAGMA user_version = {signature()}")
    return database


def signature() -> int:
    """A number below 2^31 that changes whenever the tables do."""
    tables = [(one.name, *one.columns.items(), one.required, one.key, one.indexes) for one in TABLES.values()]
    described = repr((tables, EVIDENCE))
    return int(hashlib.sha256(described.encode()).hexdigest()[:7], 16)


def is_current(database: Database) -> bool:
    """Whether the database was made by this schema; where not, it is to be built again."""
    return bool(database.execute("PRAGMA user_version").fetchone()[0] == signature())


def connect(path: str | Path = ":memory:") -> Database:
    """Open a database whose foreign keys hold; it is made where there is none."""
    connection = sqlite3.connect(str(path), timeout=PATIENCE, uri=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -64000")  # kB
    return Database(connection, execute_plugins=False)
