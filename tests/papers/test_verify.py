"""papers verify: whatever is done to an archive behind its back is named, with what to do."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db.archive import Archive
from db.ledger import Event, Ledger
from tests.papers.conftest import PAPERS, Papers, run

OLD = Path(__file__).parent.parent / "db" / "old"  # what the first version of the ledger made
UNLOCK = "DROP TRIGGER entries_stay; DROP TRIGGER entries_last; DROP TRIGGER entries_follow;"


def original(folder: Path, name: str) -> Path:
    archive = Archive.open(folder)
    return next(archive.original(one.sha256) for one in archive.receipts() if one.name == name)


def in_database(name: str, sql: str) -> Callable[[Path], None]:
    """Something done to one of the databases with SQL."""

    def do(folder: Path) -> None:
        with sqlite3.connect(folder / name) as connection:
            connection.executescript(sql)

    return do


def in_ledger(sql: str) -> Callable[[Path], None]:
    """Something done to the ledger by somebody who takes its guards away and puts them back."""
    guards = "".join(f"{one};" for _, one in Ledger.schema().execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))  # fmt: skip
    return in_database("ledger.db", f"{UNLOCK} {sql}; {guards}")


def rewrite(folder: Path) -> None:
    path = original(folder, "agenda.txt")
    path.chmod(0o644)
    path.write_text("forged")
    path.chmod(0o444)


def recompose(folder: Path) -> None:
    """Put another ledger in the place of the one there is, whole in itself, without the last file."""
    old = list(Archive.open(folder).ledger.events())
    (folder / "ledger.db").unlink()
    Ledger(folder / "ledger.db").append(*(event for _, event in old if event.name != "statement.md"))


def cut_wholly(folder: Path) -> None:
    """Cut the end off, and what tells how long the ledger was."""
    in_ledger("DELETE FROM entries WHERE id > 6; UPDATE sqlite_sequence SET seq = 6")(folder)


def damage(name: str) -> Callable[[Path], None]:
    """Overwrite a page in the middle of a file."""

    def do(folder: Path) -> None:
        data = bytearray((folder / name).read_bytes())
        middle = len(data) // 2 // 4096 * 4096
        data[middle : middle + 4096] = b"\xff" * 4096
        (folder / name).write_bytes(data)

    return do


# what is done to an archive; the part and place of the first fault that must be named, and what is to be done about it
FAULTS: list[tuple[Callable[[Path], object], str, str, str]] = [
    (rewrite, "originals", ".txt", "restore originals/"),
    (lambda folder: original(folder, "agenda.txt").unlink(), "originals", "(agenda.txt)", "`papers ingest` 'agenda.txt' again"),
    (lambda folder: original(folder, "agenda.txt").chmod(0o644), "originals", ".txt", "chmod a-w"),
    (lambda folder: (folder / "originals" / "notes.txt").write_text("x"), "originals", "notes.txt", "move it elsewhere"),
    (lambda folder: shutil.copy(original(folder, "agenda.txt"), f"{original(folder, 'agenda.txt')}x"), "originals", ".txt", "remove one"),
    (in_ledger("UPDATE entries SET at = '2001-01-01' WHERE id = 2"), "ledger.db", "entry 2", "restore ledger.db"),
    (in_ledger("UPDATE entries SET body = '{}' WHERE id = 3"), "ledger.db", "entry 3", "restore ledger.db"),
    (in_ledger("DELETE FROM entries WHERE id = 3"), "ledger.db", "entry 3", "restore ledger.db"),
    (in_ledger("DELETE FROM entries WHERE id > 6"), "ledger.db", "entry 7", "restore ledger.db"),
    (in_database("ledger.db", UNLOCK), "ledger.db", "guards", "restore ledger.db"),
    (damage("ledger.db"), "ledger.db", "", "restore ledger.db"),
    (cut_wholly, "archive.db", "entry 7", "restore ledger.db"),
    (recompose, "archive.db", "entry ", "restore ledger.db"),
    (in_database("archive.db", "UPDATE events SET at = '2001' WHERE id = 2"), "archive.db", "entry 2", "papers build"),
    (in_database("archive.db", "DELETE FROM events WHERE id = 2"), "archive.db", "entry 2", "papers build"),
    (in_database("archive.db", "DELETE FROM documents WHERE kind = 'minutes'"), "archive.db", "a row of", "papers build"),
    (in_database("archive.db", "PRAGMA foreign_keys = ON; UPDATE events SET document_id = NULL; DELETE FROM documents WHERE kind = 'minutes'"), "archive.db", "minutes.txt", "papers build"),
    (in_database("archive.db", "UPDATE documents SET access = 'internal'"), "public.db", "agenda", "papers build"),
    (in_database("public.db", "UPDATE events SET at = '2001'"), "public.db", "entry 1", "papers build"),
    (damage("archive.db"), "archive.db", "its pages", "papers build"),
    (damage("public.db"), "public.db", "its pages", "papers build"),
    (lambda folder: (folder / "quarantine.jsonl").write_text("?"), "quarantine.jsonl", "the file", "papers build"),
    (lambda folder: (folder / "quarantine.jsonl").unlink(), "archive.db", "empty.pdf", "papers build"),
]  # fmt: skip


def test_a_sound_database_is_not_blamed_for_another(folder: Path, papers: Papers) -> None:
    damage("archive.db")(folder)
    assert {fault["part"] for fault in verified(papers, 11)["faults"]} == {"archive.db"}


def verified(papers: Papers, code: int, *arguments: str) -> dict[str, Any]:
    result = papers("verify", "--json", *arguments)
    assert result.exit_code == code, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.mark.parametrize(("done", "part", "place", "remedy"), FAULTS)
def test_what_was_changed_is_named_with_what_to_do(
    folder: Path, papers: Papers, done: Callable[[Path], object], part: str, place: str, remedy: str
) -> None:
    assert verified(papers, 0)["faults"] == []
    done(folder)
    fault = verified(papers, 11)["faults"][0]
    assert (fault["part"], place in fault["place"], remedy in fault["remedy"]) == (part, True, True), fault


REMARKS: list[tuple[Callable[[Path], object], str]] = [
    (lambda folder: (folder / "archive.db").unlink(), "papers build"),
    (lambda folder: (folder / "public.db").unlink(), "papers build"),
    (in_database("archive.db", "PRAGMA user_version = 1"), "papers build"),
    (lambda folder: (folder / ".unfinished").touch(), "papers build"),
    (lambda folder: Archive.open(folder).ledger.append(Event("exported")), "papers build"),
    (lambda folder: (folder / "originals" / ".draft").touch(), "papers build"),
]


@pytest.mark.parametrize(("done", "remedy"), REMARKS)
def test_what_the_next_run_puts_in_order_is_no_fault(
    folder: Path, papers: Papers, done: Callable[[Path], object], remedy: str
) -> None:
    assert verified(papers, 0)["remarks"] == []
    done(folder)
    assert remedy in verified(papers, 0)["remarks"][0]["remedy"]


def test_a_copy_of_originals_and_ledger_is_whole(folder: Path, papers: Papers, tmp_path: Path) -> None:
    """Also one on a medium that cannot be written to."""
    seal = verified(papers, 0)["seal"]
    shutil.copytree(folder / "originals", tmp_path / "copy" / "originals")
    shutil.copy(folder / "ledger.db", tmp_path / "copy")
    before = sorted(path.name for path in tmp_path.joinpath("copy").iterdir())
    answer = verified(papers, 0, "--archive", str(tmp_path / "copy"))
    assert answer["seal"] == verified(papers, 0)["seal"] == seal
    assert answer["originals"] == len(PAPERS)
    assert before == ["ledger.db", "originals"]


def test_a_seal_holds_as_long_as_its_entry_is_there(folder: Path, papers: Papers) -> None:
    seal = verified(papers, 0)["seal"]
    papers("withdraw", "agenda.txt", "--reason", "a mistake")
    verified(papers, 0, "--seal", seal[:12])
    later = verified(papers, 0)["seal"]
    cut_wholly(folder)
    for part in (seal, later):
        assert "seal" in verified(papers, 11, "--seal", part)["faults"][0]["place"]
    assert papers("verify", "--seal", "%").exit_code == 2


@pytest.mark.parametrize("left", [None, b"", b"no database at all, though long enough to be looked at" * 20])
def test_an_archive_without_its_ledger_is_refused(folder: Path, papers: Papers, left: bytes | None) -> None:
    (folder / "ledger.db").unlink()
    if left is not None:
        (folder / "ledger.db").write_bytes(left)
    for command in ("verify", "status", "build"):
        result = papers(command)
        assert (result.exit_code, "restore it from the last backup" in result.output) == (11, True), result.output
    assert left is not None or not (folder / "ledger.db").exists()


def test_people_read_what_is_wrong_and_where_the_seal_is(folder: Path, papers: Papers) -> None:
    assert Archive.open(folder).ledger.seal in papers("verify").output
    rewrite(folder)
    result = papers("verify")
    assert result.exit_code == 11
    assert "fault originals: " in result.output
    assert "or remove what is there and `papers ingest` 'agenda.txt' again" in result.output
    original(folder, "agenda.txt").unlink()
    assert "from backup, or `papers ingest` 'agenda.txt' again" in papers("verify").output, "there is nothing to remove"


def test_an_archive_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its ledger is migrated, its databases are made, its decisions hold."""
    folder = Path(shutil.copytree(OLD, tmp_path / "archive"))
    for path in folder.glob("originals/*/*"):
        path.chmod(0o444)  # which a checkout does not keep
    papers = partial(run, folder)
    assert papers("build").exit_code == 0
    assert (verified(papers, 0)["faults"], verified(papers, 0)["remarks"]) == ([], [])
    with sqlite3.connect(folder / "archive.db") as database:
        assert database.execute("SELECT name FROM files ORDER BY 1").fetchall() == [("agenda.txt",), ("statement.md",)]
        assert database.execute("SELECT decision, actor, note FROM reviews").fetchall() == [
            ("confirmed", "officer", "seen on paper")
        ]


def test_an_archive_of_a_newer_version_is_refused(folder: Path, papers: Papers) -> None:
    with sqlite3.connect(folder / "ledger.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    for command in ("verify", "status", "build"):
        result = papers(command)
        assert (result.exit_code, "newer version" in result.output) == (10, True)
