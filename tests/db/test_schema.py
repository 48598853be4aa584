"""The schema holds every table of the contract, its links hold, and databases are replaced in one step."""

from __future__ import annotations

import doctest
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.vocabulary import Vocabulary
from db import build, excerpt, naming, schema, tables, words
from db.digest import digest
from db.load import load_reference
from extract.record import RECORDS

SHARED = {"id", "document_id", "block_id", "start", "end", "quote", "method", "confidence", "status"}
# names that users of SQL go by: table and the columns that it has at least
CONTRACT = [
    ("documents", "id work_id convention kind symbol job_number title language version date period_start period_end"),
    ("documents", "meeting_id group_id access page_count"),
    ("files", "sha256 document_id name media_type size source reader received_at"),
    ("pages", "id document_id number width height ocr"),
    ("blocks", "id document_id seq kind level parent_id marker text page x0 top x1 bottom"),
    ("block_parts", "block_id start page x0 top x1 bottom"),
    ("cells", "block_id row column row_span column_span header text page x0 top x1 bottom start end"),
    ("links", "id document_id block_id start end quote target"),
    ("coordinators", "group_id state_id period_start period_end"),
    ("action_items", "action_id letter text"),
    ("counts", "value of subject article_id as_of period_start period_end"),
    ("meeting_dates", "meeting_id starts ends place"),
    ("dates", "role starts ends"),
    ("participants", "meeting_id class entity count"),
    ("submitters", "state_id organisation_id role"),
    ("contacts", "kind value access"),
    ("findings", "id rule severity message document_id block_id other_document_id other_block_id status"),
    ("comparisons", "old_document_id new_document_id section change old_block_id new_block_id similarity"),
    ("reviews", "record decision value actor note at"),
    ("evidence", "table record_id document_id value block_id page x0 top x1 bottom quote method confidence status"),
    *((kind.table, " ".join(sorted(SHARED))) for kind in RECORDS),
    *(
        (name, "id source confidence")
        for name in ["conventions", "articles", "states", "organisations", "groups", "meetings", "plans"]
    ),
]


@pytest.fixture
def empty() -> Database:
    return schema.apply(schema.connect())


@pytest.mark.parametrize(("table", "columns"), CONTRACT)
def test_the_contract_is_kept(empty: Database, table: str, columns: str) -> None:
    assert set(columns.split()) <= {column.name for column in empty[table].columns}


def test_every_link_points_at_a_table_and_is_indexed(empty: Database) -> None:
    for described in schema.TABLES.values():
        table = empty.table(described.name)
        assert {key.column: key.other_table for key in table.foreign_keys} == {
            column: tables.LINKS[column] for column in described.links
        }
        firsts = {index.columns[0] for index in table.indexes} | {described.key[0]}
        assert set(described.links) <= firsts


def test_links_hold(empty: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        empty.table("pages").insert({"id": "p", "document_id": "nobody", "number": 1, "ocr": 0})


def test_the_schema_is_applied_once_and_known_again(empty: Database) -> None:
    before = empty.schema
    schema.apply(empty)
    assert empty.schema == before
    assert schema.is_current(empty)
    assert not schema.is_current(Database(memory=True))


def test_a_column_more_makes_another_schema(monkeypatch: pytest.MonkeyPatch, empty: Database) -> None:
    """Why: a database of an older program must be built again, not filled on."""
    changed = dict(schema.TABLES) | {"more": tables.table("more", "id!")}
    monkeypatch.setattr(schema, "TABLES", changed)
    assert not schema.is_current(empty)


def test_reference_tables_are_the_same_however_often_they_are_loaded(
    database: Database, vocabulary: Vocabulary
) -> None:
    before = digest(database)
    load_reference(database, vocabulary)
    assert digest(database) == before
    meeting = database.execute("SELECT name, source FROM meetings ORDER BY id").fetchall()
    assert meeting == [("Twelfth Meeting", "made for tests"), ("2RC", "named in papers")]
    assert database.execute("SELECT article_id FROM groups").fetchone() == ("4",)


def test_a_digest_tells_one_value_from_another(database: Database) -> None:
    before = digest(database)
    database.execute("UPDATE states SET note = 'x' WHERE id = 'FRA'")
    assert digest(database) != before


def test_a_build_that_fails_leaves_the_old_database(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    build.replace(path, lambda database: None)
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        build.replace(path, lambda database: 1 / 0)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_build_whose_links_do_not_hold_is_refused(tmp_path: Path) -> None:
    def fill(database: Database) -> None:
        database.execute("PRAGMA foreign_keys = OFF")
        database.table("pages").insert({"id": "p", "document_id": "nobody", "number": 1, "ocr": 0})

    with pytest.raises(build.Broken, match="pages"):
        build.replace(tmp_path / "archive.db", fill)


def test_the_journal_of_the_old_database_is_not_played_into_the_new(tmp_path: Path) -> None:
    """Why: SQLite takes a journal left behind by a crash for that of whatever database has the name."""
    path = tmp_path / "archive.db"
    build.replace(path, lambda database: None)
    for suffix in build.SIDECARS:
        path.with_name(path.name + suffix).write_bytes(b"left behind")
    build.replace(
        path,
        lambda database: database.execute(
            "INSERT INTO states (id, name, source, confidence) VALUES ('A','A','x','low')"
        ),
    )
    assert [one.name for one in tmp_path.iterdir()] == ["archive.db"]
    assert schema.connect(path).table("states").count == 1


def test_who_reads_the_old_database_goes_on_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    build.replace(path, lambda database: None)
    reader = schema.connect(path)
    assert reader.table("states").count == 0
    build.replace(
        path,
        lambda database: database.execute(
            "INSERT INTO states (id, name, source, confidence) VALUES ('A','A','x','low')"
        ),
    )
    assert reader.table("states").count == 0


@pytest.mark.parametrize("module", [excerpt, naming, tables, words])
def test_examples_in_docstrings_are_true(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert (failed, tried > 0) == (0, True)
