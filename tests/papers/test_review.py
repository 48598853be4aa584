"""papers review: what an officer sees, types and is told; what is decided holds at once, in both databases."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from db.archive import Archive
from db.digest import digests
from db.schema import connect
from papers.cli import main

STATEMENT = "Statement_New_Zealand_9MSP.txt"
COUNTS = ("--document", STATEMENT, "--table", "counts")


class Desk:
    """An archive of one's own, and the commands of an officer on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: object, code: int = 0, typed: str | None = None) -> Result:
        said = [*map(str, arguments), "--archive", str(self.folder)]
        result = CliRunner().invoke(main, said, input=typed, env={"PAPERS_ACTOR": "records 2", "COLUMNS": "140"})
        assert result.exit_code == code, result.output
        return result

    def json(self, *arguments: object) -> Any:
        return json.loads(self.run(*arguments, "--json").stdout)

    def rows(self, sql: str, database: str = "archive.db") -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.folder / database)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def kept(samples_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """For looking, and for what is refused."""
    return Desk(samples_archive)


@pytest.fixture
def desk(samples_archive: Path, tmp_path: Path) -> Desk:
    shutil.copytree(samples_archive, tmp_path / "archive")
    return Desk(tmp_path / "archive")


def test_the_least_certain_values_come_first_in_the_words_around_them(kept: Desk) -> None:
    rows = kept.json("review", "--limit", 30)
    assert len(rows) == 30
    assert [row["confidence"] for row in rows] == sorted(row["confidence"] for row in rows)
    assert all(row["quote"] and row["status"] == "extracted" for row in rows)
    said = kept.run("review", "--limit", 3).output
    assert all(row["id"] in said for row in rows[:3])
    assert said.count("⟦") == 3
    assert "3 of " in said


@pytest.mark.parametrize(
    ("filters", "column", "expected"),
    [
        (("--table", "coordinators"), "table", {"coordinators"}),
        (("--document", STATEMENT), "document_id", {"statement-by-new-zealand-2019-09-03-en"}),
        (("--rule", "number standing for States"), "rule", {"number standing for States"}),
        (("--state", "Norvège", "--table", "mentions"), "value", {"state · NOR"}),
        (("--state", "nor", "--table", "counts"), "id", set()),
    ],
)
def test_filters_choose(kept: Desk, filters: tuple[str, ...], column: str, expected: set[Any]) -> None:
    assert {row[column] for row in kept.json("review", *filters)} == expected
    assert kept.run("review", *filters, "--ids").output.split() == [row["id"] for row in kept.json("review", *filters)]


def test_the_less_certain_are_chosen(kept: Desk) -> None:
    every = [row["confidence"] for row in kept.json("review", "--table", "counts", "--limit", 500)]
    middle = every[len(every) // 2]
    below = [row["confidence"] for row in kept.json("review", "--table", "counts", "--below", middle, "--limit", 500)]
    assert below == [one for one in every if one < middle] != []


def test_one_value_is_shown_in_full_by_the_beginning_of_its_id(kept: Desk) -> None:
    [row] = kept.json("review", "--table", "mentions", "--document", "CCM/MSP/2023/7", "--limit", 1)
    said = kept.run("review", row["id"][:10]).output
    assert row["id"] in said
    assert row["quote"].split()[0] in said
    assert f"papers show {row['document_id']} --layout --pages {row['page']}" in said
    assert kept.json("review", row["id"])["columns"]["entity_id"]


REFUSED = [
    (["review", "no-such-id"], 16, "There is no value 'no-such-id'"),
    (["review", "8"], 16, "'8' is too short to name a value: give at least 4 characters"),
    (["review", "abcdef0123456789"], 16, "There is no value"),
    (["review", "--table", "dead_lines"], 16, "There is no table 'dead_lines'"),
    (["review", "--document", "no such paper"], 7, "There is no paper"),
    (["review", "--state", "Norwgen"], 16, "There is no State 'Norwgen'; did you mean NOR (Norway)?"),
    (["review", "correct", "{id}", "quater=2"], 16, "There is no column 'quater' in counts; its columns are value, of"),
    (["review", "correct", "{id}", "value"], 2, "write COLUMN=VALUE"),
    (["review", "correct", "{id}", "value="], 16, "cannot be empty"),
    (["review", "correct", "{id}", "value=22"], 16, "says so already"),
    (["review", "correct", "{id}"], 2, "Missing argument"),
    (["review", "--unfit", "--rule", "label"], 2, "choose values that nobody has looked at"),
    (["review", "confirm"], 2, "Say which values to confirm"),
    (["review", "confirm", "--rule", "nosuch"], 16, "No value fits --rule 'nosuch'"),
    (
        ["review", "reject", "--table", "counts", "--below", "0", "--yes"],
        16,
        "No value fits --table 'counts', --below 0.0",
    ),
    (["review", "confirm", "--table", "mentions"], 2, "give --yes"),  # nobody is at a terminal
    (["review", "undo", "{id}"], 16, "Nobody decided"),
    (["review", "add", STATEMENT, "tasks", "text=x", "--quote", "no such words"], 16, "do not stand in"),
    (["review", "add", STATEMENT, "tasks", "text=x"], 2, "--quote"),
]


@pytest.mark.parametrize(("arguments", "code", "sentence"), REFUSED)
def test_what_does_not_fit_is_said_in_a_sentence(kept: Desk, arguments: list[str], code: int, sentence: str) -> None:
    [row] = kept.json("review", *COUNTS, "--limit", 1)
    result = kept.run(*(one.format(id=row["id"]) for one in arguments), code=code)
    assert sentence in " ".join(result.output.split())
    assert kept.rows("SELECT count(*) FROM reviews") == [(0,)]


def test_what_is_decided_holds_at_once_and_after_a_build(desk: Desk) -> None:
    right, wrong = desk.run("review", *COUNTS, "--ids").output.split()
    desk.run("review", "correct", right, "subject=States Parties", "--note", "secret-note")
    desk.run("review", "reject", wrong, "--actor", "secret-actor")
    desk.run("review", "add", STATEMENT, "tasks", "text=Send laws", "owner=", "--quote", "send us your laws")
    assert desk.rows("SELECT id, subject, status FROM counts WHERE method = 'officer'") == [
        (right, "States Parties", "corrected")
    ]
    public = desk.rows(f"SELECT id FROM counts WHERE id IN ('{right}', '{wrong}')", "public.db")
    assert public == [(right,)], "what was rejected is not public"
    assert desk.rows("SELECT quote FROM tasks WHERE status = 'added'", "public.db") == [("send us your laws",)]
    bytes_ = (desk.folder / "public.db").read_bytes()
    assert b"secret-note" not in bytes_
    assert b"secret-actor" not in bytes_
    assert [row["decision"] for row in desk.json("review", "--reviewed")] == ["added", "rejected", "corrected"]
    assert "corrected by records 2" in desk.run("review", right).output
    before = [digests(connect(desk.folder / name)) for name in ("archive.db", "public.db")]
    for name in ("archive.db", "public.db"):
        (desk.folder / name).unlink()
    desk.run("build")
    assert [digests(connect(desk.folder / name)) for name in ("archive.db", "public.db")] == before
    assert json.loads(desk.run("verify", "--json").stdout)


def test_many_are_decided_at_once_when_the_officer_agrees(desk: Desk) -> None:
    chosen = ("--document", STATEMENT, "--table", "mentions")
    assert "Confirm 3 values" in desk.run("review", "confirm", *chosen, code=1, typed="n\n").output
    assert desk.rows("SELECT count(*) FROM reviews") == [(0,)]
    desk.run("review", "confirm", *chosen, typed="y\n")
    assert desk.rows("SELECT decision, actor, count(*) FROM reviews") == [("confirmed", "records 2", 3)]
    assert "every such value was reviewed" in desk.run("review", *chosen).output
    assert "reviewed already" in desk.run("review", "confirm", *chosen).output
    ids = [record for (record,) in desk.rows("SELECT record FROM reviews")]
    assert "3 decisions written down" in desk.run("review", "undo", *ids).output
    assert len(desk.json("review", *chosen)) == 3
    desk.run("review", "reject", *chosen, "--yes")
    assert desk.rows("SELECT DISTINCT status FROM mentions WHERE document_id LIKE 'statement-by-new%'") == [
        ("rejected",)
    ]


def test_a_decision_that_a_run_wrote_down_and_did_not_apply_is_applied_by_the_next(desk: Desk, tmp_path: Path) -> None:
    """Why: the program may be killed between the ledger and the database."""
    [right, _] = desk.run("review", *COUNTS, "--ids").output.split()
    before = (desk.folder / "archive.db").read_bytes()
    desk.run("review", "reject", right)
    (desk.folder / "archive.db").write_bytes(before)
    (tmp_path / "more.txt").write_text("Statement of Norway. We thank France.")
    desk.run("ingest", tmp_path / "more.txt")
    assert desk.rows(f"SELECT status FROM counts WHERE id = '{right}'") == [("rejected",)]
    assert desk.rows(f"SELECT 1 FROM counts WHERE id = '{right}'", "public.db") == []


def test_a_corrected_file_and_what_no_longer_fits_are_told(desk: Desk, tmp_path: Path) -> None:
    first, second = desk.run("review", *COUNTS, "--ids").output.split()
    [date] = desk.run("review", "--document", STATEMENT, "--table", "dates", "--ids").output.split()
    desk.run("review", "confirm", first, second)
    desk.run("review", "reject", date)
    original = next(Archive.open(desk.folder).originals.glob("*/*.txt")).read_text("utf-8")
    corrected = original.replace("3 September 2019", "4 September 2019").replace("Let me close", "Allow me to close")
    (tmp_path / STATEMENT).write_text(corrected, "utf-8")
    desk.run("ingest", tmp_path / STATEMENT)
    assert desk.rows("SELECT count(*) FROM counts WHERE status = 'confirmed'") == [(4,)], "two in each of the files"
    [unfit] = desk.json("review", "--unfit")
    assert (unfit["decision"], unfit["fits"], unfit["stands"]) == (
        "rejected",
        "nowhere",
        "its words stand nowhere in the paper",
    )
    assert "1 of 1 decisions" in desk.run("review", "--unfit").output
    assert "papers review --unfit" in desk.run("status").output
    other = Desk(shutil.copytree(desk.folder, tmp_path / "other"))
    other.run("review", "seen", unfit["id"], "--note", "the date was wrong")
    assert other.json("review", "--unfit") == []
    other.run("build")
    assert other.json("review", "--unfit") == []
    desk.run("withdraw", "9d1474f71c53", "--reason", "it was corrected")
    assert {row["fits"] for row in desk.json("review", "--unfit")} == {"nowhere"}
    assert desk.rows("SELECT count(*) FROM counts WHERE status = 'confirmed'") == [(2,)]
    desk.run("build")
    assert {row["fits"] for row in desk.json("review", "--unfit")} == {"nowhere"}


def test_a_state_may_be_called_by_any_of_its_names(desk: Desk) -> None:
    [row] = desk.json("review", "--table", "mentions", "--limit", 1)
    [taken] = desk.json("review", "correct", row["id"], "entity_id=Norvège", "entity_kind=state")
    assert taken["value"] == "state · NOR"
    assert row["id"] in [one["id"] for one in desk.json("review", "--reviewed", "--state", "Noruega")]
    assert desk.json("review", "--reviewed", "--state", "Italia") == []
