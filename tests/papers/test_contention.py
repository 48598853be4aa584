"""A full disk, a folder for reading only, a second writer, a clock that jumps: a sentence with a code, and nothing broken."""

from __future__ import annotations

import datetime as dt
import errno
import os
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db import build, ledger
from db.archive import Archive
from db.digest import digests
from db.ledger import Event
from db.schema import connect
from papers import executor
from papers.cli import main
from papers.work import Brought, Refused, Task, bring

TEXTS = {
    "agenda.txt": "Agenda\n\n1. Opening of the meeting\n2. Adoption of the agenda\n",
    "statement.md": "# Statement\n\nWe thank France and Austria for clearing 12 hectares.\n",
}
NOBODY = 65534
Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text)
    return tmp_path / "in"


@pytest.fixture
def papers(tmp_path: Path) -> Run:
    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [*map(str, arguments), "--archive", str(tmp_path / "archive")])

    return run


def ended(result: Result, code: int, words: str) -> None:
    """The command ended with that code and one sentence that says this, or two."""
    assert (result.exit_code, words in result.output) == (code, True), result.output
    assert "Traceback" not in result.output
    assert len(result.stderr.splitlines()) == 1


def is_whole(archive: Path, papers: Run) -> bool:
    """Whether the archive holds what came, and its database what would be built from nothing."""
    opened = Archive.open(archive)
    assert opened.ledger.verify() is None
    assert opened.changed() == []
    opened.close()
    before = digests(connect(archive / "archive.db"))
    assert papers("build").exit_code == 0
    return digests(connect(archive / "archive.db")) == before


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond that many bytes, as if the disk were full then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# the databases of this archive take about a megabyte, the ledger forty kilobytes
@pytest.mark.parametrize("size", [0, 30_000, 500_000])
def test_a_full_disk_ends_a_run_which_goes_on_when_there_is_room(
    papers: Run, folder: Path, tmp_path: Path, size: int
) -> None:
    with room_for(size):
        ended(papers("ingest", folder), 14, "make room")
    assert papers("ingest", folder).exit_code == 0
    assert is_whole(tmp_path / "archive", papers)
    before = (tmp_path / "archive" / "public.db").read_bytes()
    (folder / "more.txt").write_text("Minutes of the meeting of 3 May 2024.\n")
    with room_for(size):
        ended(papers("ingest", folder), 14, "make room")
    assert (tmp_path / "archive" / "public.db").read_bytes() == before, "readers see what they saw"
    assert papers("ingest", folder).exit_code == 0
    assert is_whole(tmp_path / "archive", papers)


def bring_onto_a_full_disk(task: Task) -> Brought | Refused:
    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    from papers import cache

    cache.write = full
    return bring(task)


def test_a_disk_that_is_full_for_a_worker_is_no_fault_of_its_file(
    papers: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(executor, "bring", bring_onto_a_full_disk)
        ended(papers("ingest", folder), 14, "make room")
    assert Archive.open(tmp_path / "archive").quarantined() == []
    assert papers("ingest", folder).exit_code == 0


def test_a_full_disk_is_no_fault_of_the_paper_that_is_loaded(
    papers: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("db.load.insert", full)
        ended(papers("ingest", folder), 14, "make room")
    assert Archive.open(tmp_path / "archive").quarantined() == []
    assert papers("ingest", folder).exit_code == 0


@contextmanager
def by_nobody() -> Iterator[None]:
    """As a user to whom nothing belongs, where tests are run by one who may do everything."""
    mighty = os.geteuid() == 0
    if mighty:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if mighty:
            os.seteuid(0)


@pytest.fixture
def for_reading(papers: Run, folder: Path, tmp_path: Path) -> Iterator[Path]:
    """The archive, which nobody may write to."""
    assert papers("ingest", folder).exit_code == 0
    (folder / "more.txt").write_text("Minutes of the meeting of 3 May 2024.\n")
    archive = tmp_path / "archive"
    paths = [archive, *archive.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for above in (tmp_path, *tmp_path.parents):
        if not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o055)
    for arguments in (["status"], ["search", "Austria"], ["show", "statement-en"]):
        papers(*arguments)  # what they import may be nobody's to read
    yield archive
    for path in paths:
        path.chmod(0o755)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ingest", "in"], 15, "look who owns it"),
        (["build"], 15, "look who owns it"),
        (["status"], 0, "2 from 2 files"),
        (["search", "Austria"], 0, "Austria"),
        (["show", "statement-en"], 0, "hectares"),
    ],
)
def test_a_folder_for_reading_only(
    for_reading: Path, papers: Run, folder: Path, arguments: list[str], code: int, words: str
) -> None:
    arguments = [str(folder) if one == "in" else one for one in arguments]
    before = {path: path.stat().st_mtime_ns for path in for_reading.rglob("*")}
    with by_nobody():
        result = papers(*arguments)
    if code:
        ended(result, code, words)
    else:
        assert result.exit_code == 0, result.output
    assert {path: path.stat().st_mtime_ns for path in for_reading.rglob("*")} == before


def test_a_place_where_no_archive_can_be_made(papers: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir(mode=0o555)
    with by_nobody():
        ended(papers("ingest", folder), 15, "look who owns it")


def test_a_second_writer_changes_nothing(papers: Run, folder: Path, tmp_path: Path) -> None:
    assert papers("ingest", folder).exit_code == 0
    archive = Archive.open(tmp_path / "archive")
    before = archive.ledger.length
    (folder / "more.txt").write_text("Minutes of the meeting of 3 May 2024.\n")
    with archive.writing("ingest"):
        for arguments in (["ingest", folder], ["build"]):
            ended(papers(*arguments), 6, f"papers ingest (process {os.getpid()} on ")
    assert archive.ledger.length == before


def test_a_clock_that_jumps_back(papers: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger keeps the order in which things happened, whatever the clock said."""

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime(1999, 1, 1, tzinfo=tz)

    assert papers("ingest", folder / "agenda.txt").exit_code == 0
    with monkeypatch.context() as patch:
        patch.setattr(ledger.dt, "datetime", Clock)
        assert papers("ingest", folder).exit_code == 0
        assert papers("access", "agenda.txt", "internal", "--actor", "officer").exit_code == 0
    archive = Archive.open(tmp_path / "archive")
    archive.ledger.append(Event("exported"))
    assert [came.name for [came] in archive.received().values()] == ["agenda.txt", "statement.md"]
    assert is_whole(tmp_path / "archive", papers)
    with closing(connect(archive.database)) as database:
        [(access,)] = database.execute(
            "SELECT access FROM documents JOIN files ON document_id = id WHERE name = 'agenda.txt'"
        )
    assert access == "internal"


def test_readers_never_see_a_database_that_is_being_built(
    papers: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert papers("ingest", folder).exit_code == 0
    archive = tmp_path / "archive"
    seen: list[int] = []
    making = build.build

    def watched(path: Path, fill: Callable[..., object]) -> None:
        def look(*arguments: object) -> object:
            done = fill(*arguments)
            for name in ("archive.db", "public.db"):
                with closing(sqlite3.connect(archive / name)) as database:
                    seen.extend(database.execute("SELECT count(*) FROM documents").fetchone())
            return done

        making(path, look)

    monkeypatch.setattr(build, "build", watched)
    assert papers("build").exit_code == 0
    assert set(seen) == {len(TEXTS)}
    assert len(seen) == 4
