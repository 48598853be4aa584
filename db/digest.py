"""What a database holds, as one hash for each table: two builds from the same sources give the same.

API: `digests(database)` -> {table: hex}; `digest(database)` one hash over all of them.
"""

from __future__ import annotations

import hashlib
import json

from sqlite_utils import Database

from db.tables import TABLES

HISTORY = ("events", "former_ids")  # what happened, and when: it depends on what came first


def digests(database: Database) -> dict[str, str]:
    """A hash of the rows of each table of the schema, whatever order they were loaded in."""
    return {name: digest_of(database, name) for name in TABLES if name not in HISTORY}


def digest(database: Database) -> str:
    return hashlib.sha256(json.dumps(digests(database)).encode()).hexdigest()


def digest_of(database: Database, name: str) -> str:
    key = ", ".join(f'"{column}"' for column in TABLES[name].key)
    columns = ", ".join(f'"{column}"' for column in TABLES[name].columns)
    hashed, encode = hashlib.sha256(), json.JSONEncoder(ensure_ascii=False).encode
    for row in database.execute(f'SELECT {columns} FROM "{name}" ORDER BY {key}'):  # noqa: S608
        hashed.update(encode(row).encode() + b"\n")
    return hashed.hexdigest()
