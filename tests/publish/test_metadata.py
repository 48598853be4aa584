"""The metadata describes all that the schema has, and nothing that it has not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.site import metadata

TABLES = metadata()["databases"]["papers"]["tables"]


@pytest.fixture
def schema(public_db: Path) -> Iterator[dict[str, list[str]]]:
    """Tables and views that people see, with their columns; those of the index are hidden by Datasette."""
    connection = sqlite3.connect(public_db)
    names = connection.execute("select name from sqlite_master where type in ('table', 'view')").fetchall()
    seen = [name for (name,) in names if not name.startswith(("blocks_fts", "sqlite_"))]
    yield {name: [row[1] for row in connection.execute(f'pragma table_info("{name}")')] for name in seen}
    connection.close()


def test_every_table_and_column_is_described(schema: dict[str, list[str]]) -> None:
    assert sorted(TABLES) == sorted(schema)
    for name, columns in schema.items():
        assert sorted(TABLES[name]["columns"]) == sorted(columns), name
        assert all(TABLES[name]["columns"].values()), name
        assert TABLES[name]["title"], name
        assert TABLES[name]["description"], name


def test_what_tables_are_set_to_exists(schema: dict[str, list[str]]) -> None:
    for name, about in TABLES.items():
        named = [about.get("label_column"), about.get("sort"), about.get("sort_desc"), *about.get("facets", [])]
        assert {column for column in named if column} <= set(schema[name]), name


def test_the_archive_says_what_it_is() -> None:
    assert {"title", "description", "license", "license_url", "source", "source_url", "about"} <= set(metadata())
    assert not [key for key in metadata() if key.startswith("_")]
