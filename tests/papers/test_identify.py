"""papers review correct PAPER …: what an officer says a paper is; its id and its relations follow, now and after every build."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from db.digest import digests
from db.identity import CAREFUL
from db.schema import connect
from extract.identity import INTERNAL_KINDS
from papers.run import Run
from tests.papers.conftest import Papers
from tests.papers.test_standing import access
from tests.papers.test_verify import verified

PAPER = "statement.md"
SAID = ("symbol=CCM/MSP/2024/9", "title=Statement  of France", "date=2024-09-10", "meeting_id=12MSP")


def shown(papers: Papers, asked: str = PAPER) -> dict[str, Any]:
    result = papers("show", asked, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def correct(papers: Papers, *said: str) -> list[dict[str, Any]]:
    result = papers("review", "correct", PAPER, *said, "--note", "a misprint", "--actor", "registry", "--json")
    assert result.exit_code == 0, result.output
    decisions: list[dict[str, Any]] = json.loads(result.stdout)
    return decisions


def content(folder: Path) -> dict[str, str]:
    """Digests of all but the decisions themselves."""
    return {name: one for name, one in digests(connect(folder / "archive.db")).items() if name != "reviews"}


def test_what_an_officer_says_holds_until_it_is_taken_back(folder: Path, papers: Papers) -> None:
    before, old = content(folder), shown(papers)
    taken = correct(papers, *SAID)
    now = shown(papers)
    assert (now["id"], now["symbol"], now["title"]) == ("ccm-msp-2024-9-en", "CCM/MSP/2024/9", "Statement of France")
    assert shown(papers, old["id"])["id"] == now["id"], "by the id that it had"
    with sqlite3.connect(folder / "public.db") as public:
        assert public.execute("SELECT id, date FROM documents WHERE symbol IS NOT NULL").fetchall() == [
            (now["id"], "2024-09-10")
        ]
    after = content(folder)
    assert papers("build").exit_code == 0
    assert content(folder) == after != before
    assert "title Statement of France" in papers("review", "--reviewed").output
    assert "corrected by registry" in papers("review", taken[0]["id"]).output
    assert json.loads(papers("review", "--unfit", "--json").stdout) == []
    assert papers("review", "undo", *(one["id"] for one in taken)).exit_code == 0
    assert (content(folder), shown(papers)["id"]) == (before, old["id"])


def test_what_was_read_is_confirmed_by_naming_it(folder: Path, papers: Papers) -> None:
    [taken] = correct(papers, "kind=statement")
    assert taken["decision"] == "confirmed"
    statuses = {one["status"] for one in shown(papers)["why"] if one["value"] == "kind: statement"}
    assert statuses == {"confirmed"}


@pytest.mark.parametrize("said", ["kind=presentation", "symbol=CCM/MSP/2024/9"])
def test_a_paper_keeps_its_history(folder: Path, papers: Papers, said: str) -> None:
    """Also where its id stays, so that the ledger has nothing more to be told."""
    correct(papers, said)
    verified(papers, 0)
    with sqlite3.connect(folder / "archive.db") as database:
        events = database.execute("SELECT event FROM events WHERE document_id = ?", [shown(papers)["id"]]).fetchall()
    assert {("received",), ("loaded",)} <= set(events)


# kinds that a public statement is said to be, one after the other, and who may see it then
KINDS = [(["minutes"], "internal"), (["other", "statement"], "public"), (["agenda"], "public")]


@pytest.mark.parametrize(("kinds", "level"), KINDS)
def test_a_careful_kind_is_internal(folder: Path, papers: Papers, kinds: list[str], level: str) -> None:
    for kind in kinds:
        correct(papers, f"kind={kind}")
    assert access(folder)["archive.db"][PAPER] == level
    assert (PAPER in access(folder)["public.db"]) is (level == "public")
    correct(papers, "kind=statement")
    assert papers("review", "correct", "minutes.txt", "kind=statement").exit_code == 0
    assert access(folder)["archive.db"]["minutes.txt"] == "internal", "that is decided by itself"


# what is decided on minutes, one after the other, and who may see them then
OPENED = [
    (["kind=statement", "public"], "public"),
    (["kind=statement", "public", "undo"], "internal"),  # what was opened was a statement
    (["kind=statement", "public", "kind=minutes"], "internal"),
    (["kind=statement", "public", "kind=list_of_participants"], "internal"),
    (["kind=statement", "public", "undo", "names removed"], "public"),
    (["kind=statement", "names removed", "undo"], "public"),  # of a statement too an officer can say so
    (["names removed", "kind=statement", "undo"], "public"),
]


@pytest.mark.parametrize(("steps", "level"), OPENED)
def test_what_was_opened_as_another_kind_is_no_minutes(
    folder: Path, papers: Papers, steps: list[str], level: str
) -> None:
    opened, kind = ("access", "minutes.txt", "public"), ("review", "correct", "minutes.txt")
    field = ""
    for step in steps:
        if "=" in step:
            said = papers(*kind, step, "--json")
            field = json.loads(said.stdout)[0]["id"]
        elif step == "undo":
            said = papers("review", "undo", field)
        else:
            said = papers(*opened, *["--names-removed"] * (step == "names removed"))
        assert said.exit_code == 0, said.output
    for build in (False, True):
        assert not build or papers("build").exit_code == 0
        assert access(folder)["archive.db"]["minutes.txt"] == level
        assert ("minutes.txt" in access(folder)["public.db"]) is (level == "public")
    told = papers("access", "minutes.txt").output
    assert ("decide again with --names-removed" in told) is (level == "internal")
    assert ("internal: papers of the kind minutes" in told) is (level == "internal")


def test_who_may_see_a_paper_of_another_kind_is_said(papers: Papers) -> None:
    papers("review", "correct", "minutes.txt", "kind=statement")
    assert papers("access", "minutes.txt", "public").exit_code == 0
    said = papers("review", "correct", "minutes.txt", "kind=minutes").output
    assert "is internal (" in said
    assert "--names-removed" in said


def test_who_may_see_it_is_said_with_the_kind(papers: Papers) -> None:
    said = papers("review", "correct", PAPER, "kind=minutes").output
    assert "is internal (internal: papers of the kind minutes are internal)" in said, said
    [taken] = correct(papers, "kind=agenda")
    assert taken["access"] == "public"
    assert "is public (" in papers("review", "undo", taken["id"]).output
    assert "access" not in correct(papers, "date=2024-09-10")[0]


def test_an_officer_who_would_undo_a_paper_is_told_where_its_decisions_are(papers: Papers) -> None:
    [taken] = correct(papers, "kind=agenda")
    refused = papers("review", "undo", PAPER)
    asked = f"papers review --reviewed --document {shown(papers)['id']}"
    assert (refused.exit_code, f"`{asked}`" in refused.output) == (16, True), refused.output
    assert taken["id"] in papers(*asked.split()[1:]).output


def test_careful_kinds_are_those_of_the_rules() -> None:
    assert set(CAREFUL) == INTERNAL_KINDS


REFUSED = [
    ((PAPER, "colour=red"), 16, "'colour' is not decided on for a paper; what may be corrected is kind, symbol,"),
    ((PAPER, "kind=leaflet"), 16, "kind in documents is one of work_plan, "),
    ((PAPER, "kind="), 16, "cannot be empty; every paper has one"),
    ((PAPER, "date=10 September 2024"), 16, "is a date such as"),
    ((PAPER, "meeting_id=99MSP"), 16, "There is no meeting_id '99MSP'"),
    ((PAPER, "title= "), 16, "title in documents cannot be empty: give the words"),
    ((PAPER, "symbol=not a symbol !!"), 16, "symbol is a document symbol such as CCM/MSP/2024/4 or"),
    ((PAPER, "symbol=CCM/MSP/2024/9 of 2024"), 16, "symbol is a document symbol"),
    ((PAPER, "symbol=CCM/MSP/TWO"), 16, "symbol is a document symbol"),
    ((PAPER, "period_start=2025", "period_end=2019"), 16, "period_end 2019 is before period_start 2025: give both"),
    ((PAPER, "period_end=2019"), 16, "period_end 2019 is before period_start 2024"),  # which was read in it
    ((PAPER, "period_start=2025-03-02", "period_end=2025-03-01"), 16, "is before period_start 2025-03-02"),
    (("no-such", "date=2024-09-10"), 16, "There is no value 'no-such'"),
    (("empty.pdf", "date=2024-09-10"), 7, "is in quarantine"),
]


@pytest.mark.parametrize(("asked", "code", "said"), REFUSED)
def test_what_a_paper_cannot_be_is_refused(papers: Papers, asked: tuple[str, ...], code: int, said: str) -> None:
    result = papers("review", "correct", *asked)
    assert (result.exit_code, said in result.output) == (code, True), result.output


# what is said of a paper in turn, and what holds then
TAKEN = [
    (["period_start=2025-03-01", "period_end=2025"], ("period_start", "2025-03-01")),
    (["period_start=2025", "period_end=2025-03-01"], ("period_end", "2025-03-01")),
    (["symbol=CCM/MSP/2013/Corr 1"], ("symbol", "CCM/MSP/2013/Corr.1")),  # as the rules would read it
    (["symbol=A/RES/73/8"], ("symbol", "A/RES/73/8")),
    (["symbol="], ("symbol", None)),
]


@pytest.mark.parametrize(("said", "holds"), TAKEN)
def test_what_a_paper_may_be_is_taken(papers: Papers, said: list[str], holds: tuple[str, str | None]) -> None:
    correct(papers, *said)
    assert shown(papers)[holds[0]] == holds[1]


def test_what_is_read_otherwise_since_is_told(folder: Path, papers: Papers) -> None:
    correct(papers, "kind=agenda")
    with sqlite3.connect(folder / "archive.db") as database:  # a better rule
        database.execute("UPDATE identity_evidence SET value = 'newsletter' WHERE value = 'statement'")
    assert papers("review", "confirm", "--table", "mentions", "--yes").exit_code == 0
    assert [one["value"] for one in json.loads(papers("review", "--unfit", "--json").stdout)] == ['{"kind": "agenda"}']


def test_a_decision_that_was_cut_short_is_carried_out_by_the_next_run(
    folder: Path, papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Run, "add", lambda *_: 1 / 0)
        assert papers("review", "correct", PAPER, *SAID).exit_code == 1
    assert papers("review", "confirm", "--table", "mentions", "--yes").exit_code == 0  # which settles the database
    assert papers("ingest", folder.parent / "in").exit_code == 0
    assert shown(papers)["symbol"] == "CCM/MSP/2024/9"
