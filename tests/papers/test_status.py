"""papers status: what an officer wants to know on Monday morning, whatever state the archive is in."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.archive import Archive
from tests.papers.conftest import PAPERS, Papers


def status(papers: Papers, *arguments: str) -> dict[str, Any]:
    result = papers("status", "--json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_it_counts_what_is_there_and_what_waits(folder: Path, papers: Papers) -> None:
    found = status(papers)
    assert (found["documents"], found["files"]) == (3, len(PAPERS))
    assert found["by"]["access"] == {"public": 2, "internal": 1}
    assert found["databases"] == {"archive.db": "current", "public.db": "current"}
    (aside,) = found["quarantined"]
    assert (aside["name"], aside["reason"], bool(aside["at"])) == ("empty.pdf", "empty", True)
    run = found["last_run"]
    assert (run["command"], run["loaded"], run["unchanged"], run["refused"]) == ("ingest", 3, 0, 1)
    assert run["seconds"] > 0
    assert run["version"]
    assert {"received", "read", "extracted", "loaded", "built", "quarantined"} <= found["last"].keys()
    assert sum(one["unreviewed"] for one in found["unreviewed"].values()) == sum(found["values"].values()) > 0
    sure = [one["confidence"] for one in found["least_sure"]]
    assert sure == sorted(sure)
    assert sure[0] == min(one["lowest"] for one in found["unreviewed"].values())
    assert [said.partition(":")[0] for said in found["to_do"]] == [
        "1 file in quarantine",
        f"{sum(found['values'].values())} values that nobody has reviewed",
    ]


def test_it_tells_of_decisions(folder: Path, papers: Papers) -> None:
    papers("withdraw", "agenda.txt", "--reason", "sent by mistake", "--actor", "registry")
    papers("access", "statement.md", "internal")
    found = status(papers)
    assert [(one["name"], one["actor"], one["reason"]) for one in found["withdrawn"]] == [
        ("agenda.txt", "registry", "sent by mistake")
    ]
    assert found["decided_access"] == 1
    said = papers("status").output
    for words in (
        "withdrawn: agenda.txt",
        "by registry: sent by mistake",
        "quarantined: empty.pdf",
        "access of 1 decided",
    ):
        assert words in said


# what happened to the archive, and what is to be done first
STATES: list[tuple[Callable[[Path], object], str]] = [
    (lambda folder: (folder / ".unfinished").touch(), "A command was cut short: `papers build`"),
    (lambda folder: (folder / "archive.db").unlink(), "archive.db is missing: `papers build`"),
    (lambda folder: (folder / "public.db").unlink(), "public.db is missing: `papers build`"),
    (lambda folder: shutil.copy(folder / "archive.db", folder / "public.db"), "1 file in quarantine"),
    (lambda folder: sqlite3.connect(folder / "archive.db").execute("PRAGMA user_version = 1"), "archive.db is of another"),
    (
        lambda folder: sqlite3.connect(folder / "archive.db", isolation_level=None).execute("UPDATE events SET version = 1"),
        "archive.db is made by another version",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("done", "first"), STATES)
def test_what_is_to_be_done_comes_from_the_state(
    folder: Path, papers: Papers, done: Callable[[Path], object], first: str
) -> None:
    done(folder)
    assert first in status(papers)["to_do"][0]
    assert first in papers("status").output
    assert papers("build").exit_code == 0
    assert len(status(papers)["to_do"]) == 2


def test_the_command_that_is_running_is_named(folder: Path, papers: Papers) -> None:
    with Archive.open(folder).writing("ingest"):
        assert status(papers)["to_do"][0].startswith("papers ingest (process ")
        assert "is writing: wait until it is done." in papers("status").output
    assert status(papers)["writer"] is None


@pytest.mark.parametrize(
    "command", [("search", "agenda"), ("show", "agenda.txt"), ("withdraw", "agenda.txt", "--reason", "x")]
)
def test_databases_of_another_version_are_told_of(folder: Path, papers: Papers, command: tuple[str, ...]) -> None:
    with sqlite3.connect(folder / "archive.db") as connection:
        connection.executescript("DROP VIEW evidence; PRAGMA user_version = 1")
    result = papers(*command)
    assert (result.exit_code, "papers build" in result.output) == (12, True), result.output
