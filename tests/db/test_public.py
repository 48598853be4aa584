"""The public database holds what is public, and not a byte of the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.vocabulary import Vocabulary
from db import build, schema
from db.archive import Received
from db.decisions import Decisions
from db.ledger import Event, Ledger, Review
from db.load import load_paper, load_reference
from db.public import publish_database
from db.reviews import settle
from db.search import search
from extract.record import Contact, Extraction, Mention, Officer, Paper, Place, Task
from ingest.document import Block, Cell, Document, Kind, Link
from ingest.structure import with_table_text

MakePaper = Callable[..., tuple[Document, Extraction]]
PHONE, MAIL = "+41 79 555 01 23", "someone.real@example.org"
TEXT = f"Call {PHONE} or write to {MAIL}, says the President Jane Roe; the clerk John Doe agrees."
SECRETS = [
    "Xanadu",
    "xanadu",
    "99MSP",
    PHONE,
    "555 01 23",
    MAIL,
    "/home/officer",
    "officer-7",
    "because I say",
    "Zembla",
]


def place(words: str) -> Place:
    start = TEXT.index(words)
    return Place(0, start, start + len(words))


@pytest.fixture
def public(tmp_path: Path, vocabulary: Vocabulary, make_paper: MakePaper) -> Database:
    links = (Link(0, 4, "https://example.org/desk"), Link(0, 4, "mailto:desk@example.org"))
    links += (Link(0, 4, f"https://example.org/?to={MAIL}"),)
    cells = (Cell(0, 0, "Desk", links=links), Cell(0, 1, MAIL))
    table = with_table_text(Block(0, Kind.TABLE, "", cells=cells))
    records = (
        Contact(place(PHONE), "rule", 0.9, "phone", PHONE.replace(" ", "")),
        Contact(place(MAIL), "rule", 0.9, "email", MAIL),
        Contact(place("Call"), "rule", 0.9, "website", "https://example.org", "public"),
        Officer(place("Jane Roe"), "rule", 0.9, "12MSP", "president", "Jane Roe", "FRA"),
        Officer(place("John Doe"), "rule", 0.9, "12MSP", "clerk", "John Doe", None),
        Task(place(f"write to {MAIL}"), "rule", 0.9, None, None, f"write to {MAIL}"),
        Mention(Place(0, 10, 15), "rule", 0.9, "state", "FRA"),
    )
    open_paper = make_paper(Paper("statement", title="Open", access="public"), [TEXT, table], records)
    secret = Paper("minutes", title="Xanadu minutes", meeting_id="99MSP", access="internal")
    closed = make_paper(secret, ["Xanadu is the secret."], [Mention(Place(0, 0, 6), "Zembla", 1.0, "state", "FRA")])
    ledger = Ledger(tmp_path / "ledger.db")

    def fill(database: Database) -> None:
        load_reference(database, vocabulary)
        for n, paper in enumerate((open_paper, closed)):
            sha256 = paper[0].source.sha256
            receipt = Received(sha256, f"{n}.pdf", f"/home/officer/{n}.pdf", 1, "2026-01-01T00:00:00+00:00")
            load_paper(database, [receipt], *paper)
            ledger.append(Event("received", sha256, actor="officer-7", origin="/home/officer"))
            found = database.execute("SELECT id FROM mentions WHERE document_id LIKE 'open%' LIMIT 1").fetchone()
            ledger.append(Review(found[0], "confirmed", "officer-7", note="because I say"))
        ledger.fill(database)
        settle(database, Decisions(ledger.reviews()))
        finding = {"rule": "r", "severity": "low", "message": "Xanadu differs", "status": "open"}
        documents = {"document_id": "open-en", "other_document_id": "xanadu-minutes-99msp-en"}
        database.table("findings").insert({"id": "f", **finding, **documents})

    build.replace(tmp_path / "archive.db", fill)
    publish_database(tmp_path / "archive.db", tmp_path / "public.db")
    return schema.connect(tmp_path / "public.db")


def test_no_byte_of_what_is_not_public_is_in_the_file(public: Database, tmp_path: Path) -> None:
    for name, expected in (("archive.db", SECRETS[:1]), ("public.db", [])):
        data = (tmp_path / name).read_bytes()
        assert [secret for secret in SECRETS if secret.encode() in data][: len(expected) or None] == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive.db", "ledger.db", "public.db"]


def test_what_is_public_is_whole(public: Database) -> None:
    expected = {"documents": 1, "blocks": 2, "cells": 2, "files": 1, "contacts": 1, "officers": 1, "mentions": 1}
    expected |= {"events": 1, "reviews": 1, "findings": 0}
    assert {table: public.table(table).count for table in expected} == expected
    assert public.execute("PRAGMA foreign_key_check").fetchall() == []
    assert public.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert schema.is_current(public)
    assert public["states"].count == 3


def test_links_to_mailboxes_and_with_covered_words_are_left_out(public: Database) -> None:
    assert [*public.query("SELECT quote, target FROM links")] == [
        {"quote": "Desk", "target": "https://example.org/desk"}
    ]


def test_every_quote_is_still_what_stands_there(public: Database) -> None:
    rows = public.execute(
        'SELECT e.quote, substr(b.text, e."start" + 1, e."end" - e."start") FROM evidence e JOIN blocks b ON b.id = e.block_id'
    ).fetchall()
    assert len(rows) == 4
    assert all(quote == cut for quote, cut in rows)


def test_search_finds_public_passages_only(public: Database) -> None:
    assert search(public.conn, "xanadu").count == search(public.conn, "555").count == 0
    assert [hit.document_id for hit in search(public.conn, "president")] == ["open-en"]


def test_a_failure_leaves_the_old_one(public: Database, tmp_path: Path) -> None:
    before = (tmp_path / "public.db").read_bytes()
    with pytest.raises(Exception, match="unable to open"):
        publish_database(tmp_path / "no such.db", tmp_path / "public.db")
    assert (tmp_path / "public.db").read_bytes() == before
    assert not (tmp_path / "no such.db").exists()
