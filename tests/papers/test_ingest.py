"""papers ingest and build: what comes in is kept, what cannot be read is set aside with a sentence, the rest goes on."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import socket
import sqlite3
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document as Word
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.vocabulary import CCM, loaded
from db.archive import Archive
from db.digest import digests
from db.schema import connect
from papers import executor, receive
from papers import run as running
from papers.cli import main
from papers.work import Brought, Refused, Task, bring

GOOD = {
    "agenda.txt": "Agenda\n\n1. Opening of the meeting\n2. Adoption of the agenda\n",
    "statement.md": "# Statement\n\nWe thank the coordinators.\n",
}
Run = Callable[..., Result]


@pytest.fixture
def papers(tmp_path: Path) -> Run:
    """Runs a command on an archive of this test's own."""

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [*map(str, arguments), "--archive", str(tmp_path / "archive")])

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in GOOD.items():
        (tmp_path / "in" / name).write_text(text)
    return tmp_path / "in"


def said(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


# files that cannot be read
def pdf(**options: Any) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, **options)
    for _ in range(3):
        canvas.drawString(100, 700, "Work plan of the coordinators")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def picture() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(made, "PNG")
    return made.getvalue()


def word() -> bytes:
    made = io.BytesIO()
    document = Word()
    document.add_paragraph("Work plan of the coordinators")
    document.save(made)
    return made.getvalue()


def docx_without_text_part() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as whole, zipfile.ZipFile(made, "w") as part:
        for name in whole.namelist():
            if name != "word/document.xml":
                part.writestr(name, whole.read(name))
    return made.getvalue()


BAD: dict[str, bytes] = {
    "empty.pdf": b"",
    "blank.txt": b" \n\n\t\n",
    "picture.pdf": picture(),  # named .pdf, and is none
    "truncated.pdf": pdf()[:700],
    "encrypted.pdf": pdf(encrypt=StandardEncryption("secret", "owner")),
    "truncated.docx": word()[:2000],
    "broken.docx": docx_without_text_part(),
    "noise.docx": os.urandom(4000),
    "unknown.xyz": b"\x00\x01\x02\x03" * 500,
    "archive.zip": b"PK\x05\x06" + b"\x00" * 18,  # archives are not opened
}


@pytest.fixture(scope="module")
def bad_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The archive and the report of a run over all bad files, with two good ones among them."""
    place = tmp_path_factory.mktemp("bad")
    (place / "in").mkdir()
    for name, data in {**BAD, **{name: text.encode() for name, text in GOOD.items()}}.items():
        (place / "in" / name).write_bytes(data)
    arguments = ["ingest", str(place / "in"), "--archive", str(place / "archive"), "--json"]
    return place / "archive", said(CliRunner().invoke(main, arguments))


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_set_aside(bad_run: tuple[Path, Any], name: str) -> None:
    archive, report = bad_run
    [refused] = [one for one in report["refused"] if one["name"] == name]
    assert refused["reason"] != "fault", refused["trace"]
    assert is_a_sentence(refused["message"])
    opened = Archive.open(archive)
    assert opened.original(refused["sha256"]).read_bytes() == BAD[name], "nothing that was received is lost"
    assert name in [one.name for one in opened.quarantined()]


def test_the_rest_goes_on(bad_run: tuple[Path, Any]) -> None:
    _, report = bad_run
    assert (len(report["loaded"]), len(report["refused"])) == (len(GOOD), len(BAD))


def is_a_sentence(text: str) -> bool:
    return text.rstrip(".").count(". ") == 0 and text.isprintable() and "Traceback" not in text and 20 < len(text) < 200


def test_a_run_with_quarantined_files_ends_well_and_says_so(papers: Run, folder: Path) -> None:
    (folder / "empty.pdf").write_bytes(b"")
    result = papers("ingest", folder)
    assert result.exit_code == 0
    assert "empty.pdf" in result.output
    counted = [line.split("│")[1:5] for line in result.output.splitlines() if "│" in line][-1]
    assert [int(cell) for cell in counted] == [2, 0, 0, 1]
    strict = papers("ingest", folder, "--strict")
    assert strict.exit_code == 5
    assert "1 file could not be read" in strict.output


def test_a_mended_file_leaves_quarantine_by_its_new_bytes(papers: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "plan.docx").write_bytes(word()[:2000])
    papers("ingest", folder)
    (folder / "plan.docx").write_bytes(word())
    assert said(papers("ingest", folder, "--json"))["refused"] == []


# faults of the program and of the machine
def bring_or_break(task: Task) -> Brought | Refused:
    """What a worker does, but for names that say what goes wrong."""
    match task.name.partition(".")[0]:
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hangs":
            time.sleep(60)
        case "swells":
            raise MemoryError
    return bring(task)


@pytest.mark.parametrize(("name", "reason"), [("killed", "crash"), ("hangs", "timeout"), ("swells", "memory")])
def test_a_worker_that_is_lost_costs_one_file(
    papers: Run, folder: Path, name: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executor, "bring", bring_or_break)
    (folder / f"{name}.txt").write_text("A paper that breaks the program.")
    report = said(papers("ingest", folder, "--json", "--workers", 1, "--timeout", 4))
    assert [(one["name"], one["reason"]) for one in report["refused"]] == [(f"{name}.txt", reason)]
    assert is_a_sentence(report["refused"][0]["message"])
    assert len(report["loaded"]) == len(GOOD)
    monkeypatch.undo()
    again = said(papers("ingest", folder, "--json"))
    assert (len(again["loaded"]), again["unchanged"], again["refused"]) == (1, 2, []), "it is tried again, and read"


def test_a_fault_in_the_program_is_one_file_and_one_sentence(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("papers.work.brought", lambda task: 1 / 0)
    refused = bring(Task(folder / "agenda.txt", "ab", "agenda.txt", "", None, tmp_path))  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    assert refused.reason == "fault"
    assert "ZeroDivisionError" in str(refused.trace)


def test_a_file_that_may_not_be_opened_stops_nothing(
    papers: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bytes_of = receive.bytes_of

    def denied(path: str) -> bytes:
        if Path(path).name == "agenda.txt":
            raise PermissionError(13, "Permission denied")
        return bytes_of(path)

    monkeypatch.setattr(receive, "bytes_of", denied)
    report = said(papers("ingest", folder, "--json"))
    assert [(one["name"], one["reason"]) for one in report["refused"]] == [("agenda.txt", "unreachable")]
    assert len(report["loaded"]) == 1


def test_every_thing_in_a_folder_is_accounted_for(papers: Run, folder: Path, tmp_path: Path) -> None:
    """Names that are none of text, and what is no file: nothing waits, nothing is lost without a word."""
    (folder / "-rf --strict.txt").write_text("Minutes of the first meeting.")
    (folder / "two\nlines.txt").write_text("Minutes of the second meeting.")
    Path(os.fsdecode(os.fsencode(folder) + b"/na\xefve.txt")).write_text("Minutes of the third meeting.")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "nowhere.pdf").symlink_to(folder / "gone.pdf")
    (folder / "circle.pdf").symlink_to(folder / "circle.pdf")
    (folder / "loop").symlink_to(folder)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(folder / "socket.pdf"))
    report = said(papers("ingest", folder, "--json"))
    listening.close()
    assert len(report["loaded"]) == len(GOOD) + 3
    assert {one["name"]: one["reason"] for one in report["refused"]} == dict.fromkeys(
        ["circle.pdf", "nowhere.pdf", "pipe.pdf", "socket.pdf"], "unreachable"
    )
    assert all(is_a_sentence(one["message"]) for one in report["refused"])
    with sqlite3.connect(tmp_path / "archive" / "archive.db") as database:
        names = {name for (name,) in database.execute("SELECT name FROM files")}
    assert names == {*GOOD, "-rf --strict.txt", "two\nlines.txt", "na\ufffdve.txt"}
    shown = papers("ingest", folder).output
    assert "pipe.pdf: It is no file" in shown


def test_a_device_is_not_read(papers: Run) -> None:
    report = said(papers("ingest", "/dev/zero", "--json"))
    assert [(one["name"], one["reason"]) for one in report["refused"]] == [("zero", "unreachable")]


def test_a_locked_file_is_opened_with_its_password_which_nobody_keeps(
    papers: Run, folder: Path, tmp_path: Path
) -> None:
    (folder / "locked.pdf").write_bytes(pdf(encrypt=StandardEncryption("quetzal", "owner")))
    [refused] = said(papers("ingest", folder, "--json"))["refused"]
    assert (refused["reason"], "--password" in refused["message"]) == ("encrypted", True)
    words = tmp_path / "words.txt"
    words.write_text("another one\nquetzal\n")
    for given in (["--password", "wrong", "--password", "quetzal"], ["--password-file", words]):
        report = said(papers("ingest", folder, "--json", "--debug", *given))
        assert report["refused"] == []
    kept = [path for path in (tmp_path / "archive").rglob("*") if path.is_file() and path.suffix != ".pdf"]
    assert [path for path in kept if b"quetzal" in path.read_bytes() or "quetzal" in path.name] == []
    assert Archive.open(tmp_path / "archive").quarantined() == []
    assert said(papers("build", "--json"))["refused"] == [], "what was read is in the cache"
    shutil.rmtree(tmp_path / "archive" / "cache")
    assert [one["reason"] for one in said(papers("build", "--json"))["refused"]] == ["encrypted"]
    assert said(papers("build", "--json", "--password", "quetzal"))["refused"] == []


@pytest.mark.parametrize("command", ["ingest", "build"])
def test_bounds_can_be_changed(papers: Run, folder: Path, command: str) -> None:
    with zipfile.ZipFile(folder / "grows.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        with zipfile.ZipFile(io.BytesIO(word())) as whole:
            for name in whole.namelist():
                packed.writestr(name, whole.read(name))
        packed.writestr("word/more.xml", b"<x>" + b" " * 3_000_000 + b"</x>")
    told = said(papers("ingest", folder, "--json", "--expanded", 2))["refused"]
    assert [(one["reason"], "--expanded" in one["message"]) for one in told] == [("too large", True)]
    arguments = [folder] if command == "ingest" else []
    assert said(papers(command, *arguments, "--json", "--expanded", 4))["refused"] == []


# what has not changed is not done again
def test_a_second_run_does_nothing(papers: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = said(papers("ingest", folder, "--json"))
    assert (len(first["loaded"]), first["unchanged"]) == (2, 0)
    monkeypatch.setattr(executor, "bring", bring_or_break)
    monkeypatch.setattr("papers.pipeline.publish_database", lambda *paths: pytest.fail("nothing is new to the public"))
    second = said(papers("ingest", folder, "--json"))
    assert (second["loaded"], second["unchanged"], second["refused"]) == ([], 2, [])


def test_the_same_bytes_under_another_name_are_one_document(papers: Run, folder: Path, tmp_path: Path) -> None:
    papers("ingest", folder)
    (folder / "copy.txt").write_text(GOOD["agenda.txt"])
    report = said(papers("ingest", folder, "--json"))
    assert (report["loaded"], [one["name"] for one in report["copies"]]) == ([], ["copy.txt"])
    with sqlite3.connect(tmp_path / "archive" / "archive.db") as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (2,)
        names = database.execute("SELECT name FROM files ORDER BY name").fetchall()
    assert names == [("agenda.txt",), ("copy.txt",), ("statement.md",)]


def test_another_version_of_the_program_makes_everything_again(
    papers: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers("ingest", folder)
    monkeypatch.setattr(running, "versions", lambda vocabulary: running.Versions("r", "e", "d"))
    assert len(said(papers("ingest", folder / "agenda.txt", "--json"))["loaded"]) == 2


@pytest.mark.parametrize("lost", [["archive.db"], ["archive.db", "public.db", "cache"], ["public.db"]])
def test_what_is_derived_can_be_deleted(papers: Run, folder: Path, tmp_path: Path, lost: list[str]) -> None:
    papers("ingest", folder)
    archive = tmp_path / "archive"
    before = digests(connect(archive / "archive.db"))
    for name in lost:
        shutil.rmtree(archive / name) if name == "cache" else (archive / name).unlink()
    result = papers("build")
    assert result.exit_code == 0, result.output
    assert digests(connect(archive / "archive.db")) == before
    assert (archive / "public.db").exists()


def test_a_build_tells_what_every_table_holds_and_whether_that_has_changed(
    papers: Run, folder: Path, tmp_path: Path
) -> None:
    papers("ingest", folder / "agenda.txt")
    copy = shutil.copytree(tmp_path / "archive", tmp_path / "copy")
    for name in ("archive.db", "public.db", "cache"):
        shutil.rmtree(copy / name) if name == "cache" else (copy / name).unlink()
    built = CliRunner().invoke(main, ["build", "--archive", str(copy)])
    assert "Every table is as it was." in built.output, "the ledger remembers, also where nothing else was kept"
    papers("ingest", folder / "statement.md")
    report = said(papers("build", "--json"))
    assert report["digests"] == report["before"] == digests(connect(tmp_path / "archive" / "archive.db"))
    with sqlite3.connect(tmp_path / "archive" / "archive.db") as database:
        database.execute("UPDATE documents SET title = 'Another'")
    assert digests(connect(tmp_path / "archive" / "archive.db")) != report["digests"]
    (folder / "more.txt").write_text("Agenda of another meeting.")
    more = said(papers("ingest", folder, "--json"))
    changed = {name for name, digest in more["digests"].items() if more["before"][name] != digest}
    assert {"documents", "files", "blocks"} <= changed
    assert not changed & {"states", "meetings", "coordinators"}
    assert said(papers("ingest", folder, "--json"))["digests"] == {}, "nothing is counted where nothing changed"


def test_in_two_runs_or_in_one_the_database_is_the_same(papers: Run, folder: Path, tmp_path: Path) -> None:
    papers("ingest", folder / "statement.md")
    papers("ingest", folder / "agenda.txt")
    before = digests(connect(tmp_path / "archive" / "archive.db"))
    papers("build")
    assert digests(connect(tmp_path / "archive" / "archive.db")) == before


def test_an_original_that_is_gone_costs_one_file(papers: Run, folder: Path, tmp_path: Path) -> None:
    papers("ingest", folder)
    [original] = (tmp_path / "archive" / "originals").rglob("*.md")
    original.unlink()
    report = said(papers("build", "--json"))
    assert [(one["name"], one["reason"]) for one in report["refused"]] == [("statement.md", "missing")]
    assert len(report["loaded"]) == 1
    assert said(papers("ingest", folder, "--json"))["refused"] == [], "received again, it is whole again"


def test_an_archive_keeps_to_its_convention(papers: Run, folder: Path, tmp_path: Path) -> None:
    own = shutil.copytree(CCM, tmp_path / "own")
    papers("ingest", folder, "--convention", own)
    assert len(said(papers("ingest", folder, "--json"))["loaded"]) == 0, "the same vocabulary as before"
    (own / "convention.yml").write_text("id: [", "utf-8")
    loaded.cache_clear()
    broken = papers("ingest", folder)
    assert (broken.exit_code, "convention.yml" in broken.output) == (9, True), broken.output
    assert papers("ingest", folder, "--convention", "nowhere").exit_code == 2


# errors before any work
@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["ingest", "nowhere"], 4, "no file or folder 'nowhere'"),
        (["ingest"], 2, "Missing argument"),
        (["build"], 3, "papers ingest FOLDER"),
        (["status"], 3, "papers ingest FOLDER"),
        (["search", "words"], 3, "papers ingest FOLDER"),
        (["show", "id"], 3, "papers ingest FOLDER"),
        (["serve"], 3, "papers ingest FOLDER"),
        (["evaluate", "gold"], 3, "papers ingest FOLDER"),
    ],
)
def test_an_error_is_a_sentence_with_a_code(papers: Run, arguments: list[str], code: int, sentence: str) -> None:
    result = papers(*arguments)
    assert (result.exit_code, sentence in result.output) == (code, True), result.output
    assert "Traceback" not in result.output


def test_only_one_writes(papers: Run, folder: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive").writing("ingest"):
        result = papers("ingest", folder)
    assert result.exit_code == 6
    assert "is writing to" in result.output


def test_a_fault_shows_its_trace_only_with_debug(papers: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("papers.commands.ingest.ingest", fail)
    plain = papers("ingest", folder)
    assert plain.exit_code == 1
    assert "ZeroDivisionError: a fault" in plain.output
    assert "--debug" in plain.output
    assert isinstance(papers("ingest", folder, "--debug").exception, ZeroDivisionError)


def test_stopping_loses_nothing(papers: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("papers.run.Run.rebuild", stop)
    stopped = papers("ingest", folder)
    assert stopped.exit_code == 130
    assert "goes on from here" in stopped.output
    monkeypatch.undo()
    assert len(said(papers("build", "--json"))["loaded"]) == 2


def test_an_original_that_a_crash_left_without_receipt_is_taken_up(papers: Run, folder: Path, tmp_path: Path) -> None:
    assert papers("ingest", folder / "agenda.txt").exit_code == 0
    stray = (folder / "statement.md").read_bytes()
    name = hashlib.sha256(stray).hexdigest()
    place = tmp_path / "archive" / "originals" / name[:2]
    place.mkdir(exist_ok=True)
    (place / f"{name}.md").write_bytes(stray)
    assert len(said(papers("build", "--json"))["loaded"]) == 2
