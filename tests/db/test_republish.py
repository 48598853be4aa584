"""After decisions on values the public database is what it would be if it were made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.vocabulary import Vocabulary
from db import build, republish, reviews, schema
from db.decisions import Decisions
from db.desk import Desk, Signature
from db.digest import digests
from db.ledger import Ledger
from db.load import load_paper, load_reference
from db.public import publish_database
from extract.record import Action, ActionItem, Contact, Extraction, Mention, Paper, Place, Record, Task
from ingest.document import Document

MakePaper = Callable[..., tuple[Document, Extraction]]
TEXT = "France will write to Mexico; call +41 79 555 01 23."
PHONE = Contact(Place(0, 34, 50), "rule", 0.9, "phone", "+41 79 555 01 23")
PLAIN: tuple[Record, ...] = (
    Mention(Place(0, 0, 6), "rule", 0.9, "state", "FRA"),
    Task(Place(0, 7, 27), "rule", 0.9, "quetzal", None, "write to Mexico"),
    Action(
        Place(0, 0, 27),
        "rule",
        0.9,
        "LAP",
        "1",
        None,
        None,
        items=(ActionItem(Place(0, 7, 12), "rule", 0.9, "a", "x"),),
    ),
)
ANN = Signature("ann", "because I say")
# which paper is decided on, the table, the decision, and whether all is to be built afresh
CASES = [
    ("open", "mentions", "rejected", {}, False),
    ("open", "tasks", "rejected", {}, False),
    ("open", "tasks", "corrected", {"owner": "The ISU"}, False),
    ("open", "actions", "rejected", {}, False),
    ("open", "actions", "confirmed", {}, False),
    ("closed", "tasks", "rejected", {}, False),
    ("telling", "tasks", "rejected", {}, True),  # what is covered up in it would stand there openly
    ("telling", "contacts", "corrected", {"access": "public"}, True),
]


@pytest.fixture
def folder(tmp_path: Path, vocabulary: Vocabulary, make_paper: MakePaper) -> Path:
    def put(database: Database, title: str, access: str, records: Sequence[Record]) -> None:
        load_paper(database, (), *make_paper(Paper("statement", title=title, access=access), [TEXT], records, title))

    def fill(database: Database) -> None:
        load_reference(database, vocabulary)
        put(database, "Open", "public", PLAIN)
        put(database, "Closed", "internal", PLAIN)
        put(database, "Telling", "public", (*PLAIN, PHONE))

    build.replace(tmp_path / "archive.db", fill)
    publish_database(tmp_path / "archive.db", tmp_path / "public.db")
    return tmp_path


@pytest.mark.parametrize(("paper", "table", "decision", "given", "whole"), CASES)
def test_it_is_what_it_would_be_if_made_anew(
    folder: Path,
    paper: str,
    table: str,
    decision: str,
    given: dict[str, str],
    whole: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    afresh = []
    monkeypatch.setattr(republish, "publish_database", lambda *paths: afresh.append(paths) or publish_database(*paths))
    ledger, database = Ledger(folder / "ledger.db"), schema.connect(folder / "archive.db")
    (record,) = database.execute(f"SELECT id FROM {table} WHERE document_id = ?", [f"{paper}-en"]).fetchone()
    for step in (decision, "reopened"):
        desk = Desk(database, Decisions(ledger.reviews()))
        ledger.append(
            desk.reopen(record, ANN) if step == "reopened" else desk.decide(record, decision, ANN, given)  # type: ignore[arg-type]
        )
        touched = reviews.settle(database, Decisions(ledger.reviews()))
        assert touched == [f"{paper}-en"]
        republish.publish_values(folder / "archive.db", folder / "public.db", touched, {table})
        publish_database(folder / "archive.db", folder / "anew.db")
        assert digests(schema.connect(folder / "public.db")) == digests(schema.connect(folder / "anew.db")), step
        assert schema.connect(folder / "public.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if step == "rejected" and table == "tasks" and paper == "open":
            owners = (folder / "public.db").read_bytes().count(b"quetzal")
            assert owners == (folder / "anew.db").read_bytes().count(b"quetzal"), "nothing of it is left in the file"
    assert bool(afresh) is whole
    assert b"because I say" not in (folder / "public.db").read_bytes()


def test_where_there_is_none_it_is_made(folder: Path) -> None:
    (folder / "public.db").unlink()
    republish.publish_values(folder / "archive.db", folder / "public.db", [], [])
    assert schema.connect(folder / "public.db").table("documents").count == 2


def test_a_change_that_fails_leaves_the_old_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "public.db").read_bytes()
    monkeypatch.setattr(republish, "copy", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        republish.publish_values(folder / "archive.db", folder / "public.db", ["open-en"], ["tasks"])
    assert (folder / "public.db").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["archive.db", "public.db"]
