"""A ledger that lost its end: nothing is written or published before it is restored, or the loss is put on record."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.archive import Archive
from db.ledger import Event
from db.standing import access_decisions, withdrawals
from tests.papers.conftest import Papers
from tests.papers.test_standing import access
from tests.papers.test_verify import cut_wholly, damage, in_ledger, verified

WRITERS = [
    ("ingest", "in"),
    ("build",),
    ("withdraw", "statement.md", "--reason", "x"),
    ("access", "statement.md", "internal"),
    ("review", "add", "statement.md", "tasks", "text=to thank", "--quote", "We thank"),
    ("serve",),
]


def older_backup(folder: Path) -> None:
    shutil.copy(folder.parent / "backup.db", folder / "ledger.db")


def removed(folder: Path) -> None:
    (folder / "ledger.db").unlink()


@pytest.fixture
def decided(folder: Path, papers: Papers) -> Path:
    """An archive of which an officer decided on whole files and on a value, and the ledger as it was before that."""
    shutil.copy(folder / "ledger.db", folder.parent / "backup.db")
    by = ("--actor", "registry")
    assert papers("access", "statement.md", "internal", "--note", "embargoed", *by).exit_code == 0
    assert papers("withdraw", "agenda.txt", "--reason", "a mistake", *by).exit_code == 0
    assert papers("review", "confirm", "--table", "mentions", "--yes", *by).exit_code == 0
    assert papers("review", "correct", "minutes.txt", "date=2024-03-10", *by).exit_code == 0
    return folder


def state(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("ledger.db", "archive.db", "public.db")}


# how the end of the ledger is lost
LOST: list[Callable[[Path], object]] = [
    cut_wholly,  # by hand, so that only the databases tell
    in_ledger("DELETE FROM entries WHERE id > 6"),
    older_backup,
]


@pytest.mark.parametrize("lose", LOST)
def test_nothing_is_written_where_the_ledger_lost_its_end(
    decided: Path, papers: Papers, monkeypatch: pytest.MonkeyPatch, lose: Callable[[Path], object]
) -> None:
    monkeypatch.chdir(decided.parent)
    monkeypatch.setattr("papers.commands.serve.serve", lambda *_: pytest.fail("it was served"))
    lose(decided)
    before = state(decided)
    for command in WRITERS:
        result = papers(*command)
        assert (result.exit_code, "missing at its end" in result.output) == (11, True), result.output
        assert "restore ledger.db from the last backup" in result.output
        assert "papers verify --accept-loss --note WHY" in result.output
    assert state(decided) == before
    assert not (decided / ".unfinished").exists()


# what names a paper that the backup does not know
NAMING = [
    ("show", "late.md"),
    ("access", "late.md"),
    ("withdraw", "late.md", "--reason", "x"),
    ("review", "--document", "late.md"),
    ("show", "CCM/TEST/1"),  # one of two
]


@pytest.mark.parametrize("asked", NAMING)
def test_a_paper_of_which_the_ledger_does_not_tell_is_said_to_be_one(
    folder: Path, papers: Papers, asked: tuple[str, ...]
) -> None:
    shutil.copy(folder / "ledger.db", folder.parent / "backup.db")
    (folder.parent / "late.md").write_text("# Statement of Mexico\n\nWe thank everybody for their work.\n")
    assert papers("ingest", folder.parent / "late.md").exit_code == 0
    with sqlite3.connect(folder / "archive.db") as database:
        database.execute("UPDATE documents SET symbol = 'CCM/TEST/1' WHERE kind = 'statement'")
    older_backup(folder)
    result = papers(*asked)
    assert (result.exit_code, "ledger does not tell of" in result.output) == (11, True), result.output
    assert "--accept-loss" in result.output


@pytest.mark.parametrize("left", ["archive.db", "public.db"])
def test_one_database_is_enough_to_tell(folder: Path, papers: Papers, left: str) -> None:
    cut_wholly(folder)
    for name in {"archive.db", "public.db"} - {left}:
        (folder / name).unlink()
    assert papers("build").exit_code == 11
    (folder / left).unlink()
    assert papers("build").exit_code == 0, "nothing tells any more"


def test_a_backup_that_has_all_of_it_is_enough(decided: Path, papers: Papers) -> None:
    whole = (decided / "ledger.db").read_bytes()
    older_backup(decided)
    assert any("missing at its end" in one for one in json.loads(papers("status", "--json").stdout)["to_do"])
    (decided / "ledger.db").write_bytes(whole)
    assert papers("build").exit_code == 0
    assert verified(papers, 0)["remarks"] == []


def test_a_damaged_database_tells_nothing_and_is_made_again(folder: Path, papers: Papers) -> None:
    damage("archive.db")(folder)
    assert papers("build").exit_code == 0


@pytest.mark.parametrize("lose", [older_backup, removed, cut_wholly])
def test_what_was_decided_outlives_an_accepted_loss(
    decided: Path, papers: Papers, lose: Callable[[Path], object]
) -> None:
    """The loss is on record for good, and what archive.db told of holds on."""
    before, held = access(decided), reviewed(decided)
    lose(decided)
    accepted = papers("verify", "--accept-loss", "--note", "the disk failed", "--actor", "chief")
    assert (accepted.exit_code, "`papers build`" in accepted.output) == (0, True), accepted.output
    assert papers("search", "clearance").exit_code == 12, "before the databases are made again"
    assert papers("build").exit_code == 0
    assert access(decided) == before
    assert reviewed(decided) == held
    archive = Archive.open(decided)
    assert archive.ledger.verify() is None
    assert [(one.actor, one.note) for _, one in archive.ledger.told("accepted")] == [("chief", "the disk failed")]
    assert [one.actor for one in withdrawals(archive.ledger).values()] == ["registry"]
    assert list(access_decisions(archive.ledger).values()) == ["internal"]
    answer = verified(papers, 0)
    assert answer["faults"] == []
    assert "which chief put on record" in answer["remarks"][0]["problem"]
    assert "none missing but those above" in papers("verify").output
    assert papers("ingest", decided.parent / "in").exit_code == 0


def reviewed(folder: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "archive.db") as database:
        return database.execute("SELECT record, decision, fits, actor FROM reviews ORDER BY record").fetchall()


def test_a_loss_is_accepted_where_there_is_one_and_why_is_said(decided: Path, papers: Papers) -> None:
    assert "Nothing is missing" in papers("verify", "--accept-loss", "--note", "why").output
    older_backup(decided)
    assert papers("verify", "--accept-loss").exit_code == 2
    in_ledger("DELETE FROM entries WHERE id = 2")(decided)
    refused = papers("verify", "--accept-loss", "--note", "why")
    assert (refused.exit_code, "entry 2 is missing" in refused.output) == (11, True)


def test_a_gap_is_a_break_unless_it_is_that_of_the_record(decided: Path, papers: Papers) -> None:
    older_backup(decided)
    assert papers("verify", "--accept-loss", "--note", "why", "--json").exit_code == 0
    ledger = Archive.open(decided).ledger
    in_ledger("DELETE FROM entries WHERE id = 3")(decided)
    broken = ledger.verify()
    assert broken is not None
    ledger.append(Event("exported"), after=999)
    assert ledger.verify() == broken


def test_what_nobody_told_of_is_internal_until_it_is_decided_on(folder: Path, papers: Papers) -> None:
    """An original without a receipt came after the backup of the ledger: it may have been withdrawn since, or internal."""
    shutil.copy(folder / "ledger.db", folder.parent / "backup.db")
    (folder.parent / "late.md").write_text("# Statement of Mexico\n\nWe thank everybody for their work.\n")
    assert papers("ingest", folder.parent / "late.md").exit_code == 0
    assert access(folder)["public.db"]["late.md"] == "public"
    older_backup(folder)
    for name in ("archive.db", "public.db"):
        (folder / name).unlink()
    assert papers("build").exit_code == 0
    (late,) = [name for name, level in access(folder)["archive.db"].items() if len(name) > 64]
    assert late not in access(folder)["public.db"]
    assert "no receipt" in papers("access", late).output
    assert papers("access", late, "public").exit_code == 0
    assert access(folder)["public.db"][late] == "public"
    assert papers("access", late, "by-kind").exit_code == 0
    assert papers("ingest", folder.parent / "late.md").exit_code == 0
    assert access(folder)["public.db"]["late.md"] == "public", "it came again, and is received like any other"
