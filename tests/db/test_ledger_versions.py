"""A ledger of an older version is brought up to date, with every entry as it was; one of a newer version is refused."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from db.archive import Archive
from db.ledger import VERSION, Event, Ledger, Newer

OLD = (
    Path(__file__).parent / "old"
)  # the ledger and originals of an archive, as the first version of the ledger made them


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OLD, tmp_path / "archive"))


def entries(folder: Path) -> list[tuple[object, ...]]:
    return sqlite3.connect(folder / "ledger.db").execute("SELECT * FROM entries ORDER BY id").fetchall()


def version(folder: Path) -> int:
    return int(sqlite3.connect(folder / "ledger.db").execute("PRAGMA user_version").fetchone()[0])


def test_an_old_ledger_is_migrated_and_says_the_same(old: Path) -> None:
    before = entries(old)
    assert (version(old), len(before)) == (0, 12)
    archive = Archive.open(old)
    assert (version(old), entries(old), archive.ledger.verify()) == (VERSION, before, None)
    assert [one.name for names in archive.received().values() for one in names] == [
        *("agenda.txt", "empty.pdf", "statement.md")
    ]
    assert [(entry.id, review.note) for entry, review in archive.ledger.reviews()] == [(12, "seen on paper")]
    archive.ledger.append(Event("withdrawn", "a" * 64, note="of the new version"))
    assert archive.ledger.verify() is None


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (old / "ledger.db").read_bytes()
    monkeypatch.setattr("db.ledger.MIGRATIONS", ("CREATE TABLE extra (id);", "CREATE TABLE extra (id);"))
    with pytest.raises(sqlite3.Error, match="extra"):
        Ledger(old / "ledger.db")
    assert (old / "ledger.db").read_bytes() == before


def test_a_ledger_of_this_version_is_not_written_to(old: Path) -> None:
    Ledger(old / "ledger.db").close()
    before = (old / "ledger.db").read_bytes()
    (old / "ledger.db").chmod(0o444)
    ledger = Ledger(old / "ledger.db")
    assert ledger.verify() is None
    ledger.close()
    assert (old / "ledger.db").read_bytes() == before


def test_a_ledger_of_a_newer_version_is_refused(old: Path) -> None:
    sqlite3.connect(old / "ledger.db").execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (old / "ledger.db").read_bytes()
    with pytest.raises(Newer, match=r"newer version of the program .*: install that version"):
        Archive.open(old)
    assert (old / "ledger.db").read_bytes() == before
