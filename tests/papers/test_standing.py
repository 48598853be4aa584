"""papers withdraw and access: what an officer decides about a file holds at once, and after every build."""

from __future__ import annotations

import getpass
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from db.archive import Archive
from db.digest import digests
from db.schema import connect
from db.standing import settle, withdrawals
from tests.papers.conftest import PAPERS, SECRET, Papers


def access(folder: Path) -> dict[str, dict[str, str]]:
    """Name of file -> access, in each of the databases."""
    sql = "SELECT name, access FROM files JOIN documents ON documents.id = document_id"
    databases = ("archive.db", "public.db")
    return {name: dict(sqlite3.connect(folder / name).execute(sql).fetchall()) for name in databases}


def holding(folder: Path, word: str) -> list[str]:
    """The parts of the archive that hold a word as it stands, in its index or in what is read of it."""
    forms = [word.encode(), word.lower().encode(), word.encode("utf-16-le")]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.relative_to(folder).parts[0] for path in files if any(form in path.read_bytes() for form in forms)]


def content(folder: Path) -> dict[str, str]:
    return digests(connect(folder / "archive.db"))


def test_what_is_withdrawn_leaves_all_but_originals(folder: Path, papers: Papers) -> None:
    assert holding(folder, SECRET) == ["archive.db", "originals", "public.db"]
    cached = len(list((folder / "cache").rglob("*")))
    result = papers("withdraw", "agenda.txt", "--reason", "sent by mistake", "--actor", "registry")
    assert (result.exit_code, "agenda.txt" in result.output) == (0, True)
    assert holding(folder, SECRET) == ["originals"]
    assert len(list((folder / "cache").rglob("*"))) < cached
    (gone,) = withdrawals(Archive.open(folder).ledger).values()
    assert (gone.name, gone.actor, gone.reason) == ("agenda.txt", "registry", "sent by mistake")
    assert gone.document_id
    assert "agenda.txt" not in access(folder)["archive.db"]


@pytest.mark.parametrize(("said", "actor"), [("registry  desk", "registry desk"), ("", getpass.getuser())])
def test_who_received_a_file_is_written_down(
    folder: Path, papers: Papers, monkeypatch: pytest.MonkeyPatch, said: str, actor: str
) -> None:
    monkeypatch.setenv("PAPERS_ACTOR", said)
    (folder.parent / "late.txt").write_text("Late\n\nIt came late.\n")
    assert papers("ingest", folder.parent / "late.txt").exit_code == 0
    ledger = Archive.open(folder).ledger
    assert {event.actor for _, event in ledger.told("received") if event.name == "late.txt"} == {actor}


@pytest.mark.parametrize("name", ["agenda.txt", "statement.md"])  # the other has values that were confirmed
def test_it_stays_away_from_builds_and_runs_until_it_is_brought_back(
    folder: Path, papers: Papers, tmp_path: Path, name: str
) -> None:
    assert papers("review", "confirm", "--table", "mentions", "--yes", "--actor", "registry").exit_code == 0
    before = content(folder)
    papers("withdraw", name, "--reason", "sent by mistake", "--actor", "registry")
    without = content(folder)
    assert papers("build").exit_code == 0
    assert content(folder) == without != before
    (tmp_path / "again.txt").write_text(PAPERS[name])
    (refused,) = json.loads(papers("ingest", tmp_path / "again.txt", "--json").stdout)["refused"]
    assert refused["reason"] == "withdrawn"
    assert "by registry (sent by mistake): `papers withdraw --undo" in refused["message"]
    assert papers("ingest", tmp_path / "again.txt", "--strict").exit_code == 0, "it was not read, and need not be"
    assert "again.txt" not in [one.name for one in Archive.open(folder).quarantined()]
    (gone,) = withdrawals(Archive.open(folder).ledger).values()
    assert (
        f"{gone.name} is back, as the paper {gone.document_id}."
        in papers("withdraw", "--undo", gone.document_id).output
    )
    assert withdrawals(Archive.open(folder).ledger) == {}
    assert access(folder)["public.db"].keys() >= {name, "again.txt"}
    restored = content(folder)
    assert papers("build").exit_code == 0
    assert content(folder) == restored


@pytest.mark.parametrize("name", ["agenda.txt", "Kopie von agenda.txt"])
def test_one_of_several_names_does_not_withdraw_the_others(folder: Path, papers: Papers, name: str) -> None:
    (folder.parent / "Kopie von agenda.txt").write_text(PAPERS["agenda.txt"])
    assert papers("ingest", folder.parent / "Kopie von agenda.txt").exit_code == 0
    paper = json.loads(papers("show", name, "--json").stdout)["id"]
    refused = papers("withdraw", name, "--reason", "a copy")
    assert (refused.exit_code, f"is one of 2 names of the paper {paper}" in refused.output) == (7, True), refused.output
    assert withdrawals(Archive.open(folder).ledger) == {}
    assert papers("withdraw", paper, "--reason", "a mistake").exit_code == 0
    assert access(folder)["archive.db"].keys().isdisjoint({"agenda.txt", "Kopie von agenda.txt"})
    assert papers("withdraw", "--undo", name).exit_code == 0


def test_what_is_withdrawn_keeps_its_reason(folder: Path, papers: Papers) -> None:
    assert papers("withdraw", "agenda.txt", "--reason", "a mistake", "--actor", "registry").exit_code == 0
    refused = papers("withdraw", "agenda.txt", "minutes.txt", "--reason", "a test")
    assert (refused.exit_code, "by registry (a mistake): `papers withdraw --undo" in refused.output) == (7, True)
    assert "Nothing was written down" in refused.output
    assert papers("withdraw", "agenda.txt", "--reason", "a mistake").exit_code == 0, "what was cut short is done again"
    (gone,) = withdrawals(Archive.open(folder).ledger).values()
    assert (gone.name, gone.reason) == ("agenda.txt", "a mistake")


def test_a_quarantined_file_can_be_withdrawn(folder: Path, papers: Papers) -> None:
    assert papers("withdraw", "empty.pdf", "--reason", "nothing in it").exit_code == 0
    assert Archive.open(folder).quarantined() == []
    assert json.loads(papers("build", "--json").stdout)["refused"] == []


def test_a_decision_that_a_crash_cut_short_is_carried_out_by_the_next_run(
    folder: Path, papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("papers.pipeline.publish_database", lambda *_: 1 / 0)
        assert papers("withdraw", "agenda.txt", "--reason", "a mistake").exit_code == 1
    assert SECRET in (folder / "public.db").read_bytes().decode(errors="ignore")
    assert papers("ingest", folder.parent / "in").exit_code == 0
    assert holding(folder, SECRET) == ["originals"]


# (what is asked, exit code, what the answer says)
REFUSED = [
    (("withdraw", "agenda.txt"), 2, "--reason"),
    (("withdraw", "no such", "--reason", "x"), 7, "There is no paper or file 'no such'"),
    (("withdraw", "--undo", "agenda.txt"), 7, "not withdrawn"),
    (("withdraw", "CCM/TEST/1", "--reason", "x"), 7, "may be one of 2 papers: say "),
    (("show", "CCM/TEST/1"), 7, "may be one of 2 papers: say "),
    (("review", "--document", "CCM/TEST/1"), 7, "may be one of 2 papers: say "),
    (("withdraw", "agenda.txt", "--reason", "x", "--actor", " "), 2, "--actor"),
    (("access", "no such", "public"), 7, "no paper or file"),
    (("show", "empty.pdf"), 7, "'empty.pdf' is in quarantine (empty): "),
    (("show", "--json", "no such"), 7, "There is no paper"),
    (("access", "empty.pdf", "public"), 7, "in no database"),
    (("access", "minutes.txt", "public"), 2, "--names-removed"),
    (("access", "minutes.txt", "secret"), 2, "'secret'"),
]


@pytest.mark.parametrize(("asked", "code", "said"), REFUSED)
def test_what_cannot_be_meant_is_refused(
    folder: Path, papers: Papers, asked: tuple[str, ...], code: int, said: str
) -> None:
    with connect(folder / "archive.db").conn as connection:
        connection.execute("UPDATE documents SET symbol = 'CCM/TEST/1' WHERE kind <> 'minutes'")
    before = len(list(Archive.open(folder).ledger.entries()))
    result = papers(*asked)
    assert (result.exit_code, said in result.output) == (code, True), result.output
    assert len(list(Archive.open(folder).ledger.entries())) == before


def decided(papers: Papers, *arguments: str) -> list[dict[str, Any]]:
    result = papers("access", *arguments, "--json")
    assert result.exit_code == 0, result.output
    versions: list[dict[str, Any]] = json.loads(result.stdout)
    return versions


# decisions one after the other on a paper, and the access that holds then; None: it is in no public database
DECISIONS = [
    ("statement.md", [], "public"),
    ("statement.md", ["internal"], "internal"),
    ("statement.md", ["internal", "public"], "public"),
    ("statement.md", ["internal", "public", "internal"], "internal"),
    ("statement.md", ["internal", "by-kind"], "public"),
    ("minutes.txt", [], "internal"),
    ("minutes.txt", ["public"], "public"),
    ("minutes.txt", ["public", "by-kind"], "internal"),
]


@pytest.mark.parametrize(("name", "levels", "holds"), DECISIONS)
def test_the_last_decision_on_access_holds(
    folder: Path, papers: Papers, name: str, levels: list[str], holds: str
) -> None:
    for level in levels:
        decided(papers, name, level, "--names-removed", "--note", "decided", "--actor", "registry")
    for build in (False, True):
        assert not build or papers("build").exit_code == 0
        found = access(folder)
        assert found["archive.db"][name] == holds
        assert (name in found["public.db"]) is (holds == "public")
    assert decided(papers, name)[0]["access"] == holds


def test_an_internal_paper_takes_its_other_versions_with_it(folder: Path, papers: Papers) -> None:
    archive, database = Archive.open(folder), connect(folder / "archive.db")
    with database.conn:
        database.execute("UPDATE documents SET work_id = 'one' WHERE kind <> 'minutes'")
    decided(papers, "statement.md", "internal")
    assert access(folder) == {
        "archive.db": {"agenda.txt": "internal", "statement.md": "internal", "minutes.txt": "internal"},
        "public.db": {},
    }
    before = digests(database)
    settle(database, archive.ledger)
    assert digests(database) == before
    decided(papers, "agenda.txt", "public")
    assert access(folder)["public.db"] == {"agenda.txt": "public"}
    decided(papers, "statement.md", "by-kind")
    assert access(folder)["public.db"] == {"agenda.txt": "public", "statement.md": "public"}


def test_an_id_that_went_to_another_file_names_none(folder: Path, papers: Papers) -> None:
    """The same line twice withdraws one paper, and not the next one that gets its id."""
    for number in (1, 2):
        path = folder.parent / f"version {number}.txt"
        path.write_text(f"CCM/MSP/2024/7\n\nProgramme of work\n\nThe meeting begins at {number} o'clock.\n")
        assert papers("ingest", path).exit_code == 0
    hits = json.loads(papers("search", "clock", "--json").output)["hits"]
    shared = min((one["document_id"] for one in hits), key=len)
    first = papers("withdraw", shared, "--reason", "the wrong one")
    again = papers("withdraw", shared, "--reason", "the wrong one")
    assert (first.exit_code, again.exit_code, len(withdrawals(Archive.open(folder).ledger))) == (0, 7, 1)
    assert "was the id of version" in again.output


def test_a_damaged_database_is_made_again(folder: Path, papers: Papers) -> None:
    """A command says so in a sentence, and the one that it names mends it."""
    path = folder / "archive.db"
    path.write_bytes(path.read_bytes()[:20_000])
    damaged = papers("search", "meeting")
    assert (damaged.exit_code, "papers build" in damaged.output) == (11, True)
    assert papers("build").exit_code == 0
    assert papers("search", "meeting").exit_code == 0


def test_a_paper_is_shown_with_what_it_is_to_others(folder: Path, papers: Papers) -> None:
    for name, symbol in (("first.txt", "CCM/MSP/2024/7"), ("second.txt", "CCM/MSP/2024/7/Rev.1")):
        (folder.parent / name).write_text(f"{symbol}\n\nProgramme of work\n\nThe meeting begins at nine.\n")
        assert papers("ingest", folder.parent / name).exit_code == 0
    assert "superseded by  ccm-msp-2024-7-rev-1-en (CCM/MSP/2024/7/Rev.1 after" in papers("show", "first.txt").output
    assert "supersedes" in papers("show", "second.txt").output


def test_a_decision_on_a_paper_that_is_withdrawn_quotes_nothing(folder: Path, papers: Papers) -> None:
    assert papers("review", "confirm", "--table", "mentions", "--yes").exit_code == 0
    assert "“France”" in papers("review", "--reviewed").output
    papers("withdraw", "statement.md", "--reason", "a mistake")
    said = papers("review", "--reviewed").output
    assert ("“" in said, "its paper is not in the archive" in said) == (False, True)
