"""The ledger only grows, and tells where somebody made it say something else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.decisions import Decisions
from db.ledger import Event, Ledger, Review
from db.reviews import fill

UNLOCK = "DROP TRIGGER entries_stay; DROP TRIGGER entries_last;"
# what is done to a ledger of five entries behind its back, and the entry at which that shows
TAMPERING = [
    ("UPDATE entries SET body = replace(body, 'c.pdf', 'x.pdf') WHERE id = 3", 3),
    ("UPDATE entries SET at = '2001-01-01T00:00:00+00:00' WHERE id = 2", 2),
    ("UPDATE entries SET hash = 'f' WHERE id = 5", 5),
    ("DELETE FROM entries WHERE id = 1", 1),
    ("DELETE FROM entries WHERE id = 3", 3),
    ("DELETE FROM entries WHERE id >= 4", 4),  # the end cut off
    ("UPDATE entries SET kind = 'review' WHERE id = 4", 4),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "ledger.db")
    made.append(*(Event("received", letter * 64, f"{letter}.pdf") for letter in "abcd"))
    made.append(Review("0123", "confirmed", "officer", note="seen"))
    return made


def test_what_was_written_is_read(ledger: Ledger) -> None:
    assert [event.name for _, event in ledger.events()] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert [event.name for _, event in ledger.events("b" * 64)] == ["b.pdf"]
    assert [(entry.id, review.decision) for entry, review in ledger.reviews()] == [(5, "confirmed")]
    assert ledger.verify() is None


@pytest.mark.parametrize(
    "sql", ["UPDATE entries SET at = ''", "DELETE FROM entries", "REPLACE INTO entries SELECT * FROM entries"]
)
def test_nothing_is_changed_or_removed(ledger: Ledger, sql: str) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        ledger.connection.execute(sql)
    assert ledger.verify() is None


@pytest.mark.parametrize(("sql", "place"), TAMPERING)
def test_the_first_broken_place_is_named(ledger: Ledger, sql: str, place: int) -> None:
    ledger.connection.executescript(UNLOCK)
    ledger.connection.execute(sql)
    broken = ledger.verify()
    assert broken is not None
    assert broken.id == place
    assert broken.place.split()[:2] == ["entry", str(place)]
    assert not broken.reason.startswith("entr"), "the place is said once"


def test_entries_are_written_all_or_none(ledger: Ledger) -> None:
    with pytest.raises(TypeError):
        ledger.append(Event("built"), object())  # type: ignore[arg-type]
    assert len(list(ledger.entries())) == 5


def test_two_writers_make_one_chain(ledger: Ledger, tmp_path: Path) -> None:
    other = Ledger(tmp_path / "ledger.db")
    for n in range(3):
        (ledger, other)[n % 2].append(Event("built"))
    assert ledger.verify() is other.verify() is None


def test_its_tables_are_filled_afresh(ledger: Ledger, database: Database) -> None:
    for _ in range(2):
        ledger.fill(database)
        fill(database, Decisions(ledger.reviews()))
        assert (database.table("events").count, database.table("reviews").count) == (4, 1)
