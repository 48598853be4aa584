"""What was received is kept for good, by one writer at a time, whatever happens in between."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from db import archive as module
from db.archive import Archive, Locked, Missing, Quarantined
from db.ledger import Event


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive")


def test_a_received_file_is_kept_as_it_came(archive: Archive) -> None:
    received = archive.receive(b"words", "Paper.PDF", "/somewhere/Paper.PDF")
    path = archive.original(received.sha256)
    assert path.read_bytes() == b"words"
    assert path.relative_to(archive.originals).as_posix() == f"{received.sha256[:2]}/{received.sha256}.pdf"
    assert not path.stat().st_mode & 0o222
    assert archive.changed() == []


def test_the_same_bytes_are_kept_once_with_a_receipt_for_each_name(archive: Archive) -> None:
    first = archive.receive(b"words", "a.txt", "x")
    assert archive.receive(b"words", "a.txt", "elsewhere") == first
    archive.receive(b"words", "b.txt", "y")
    assert {sha: [one.name for one in names] for sha, names in archive.received().items()} == {
        first.sha256: ["a.txt", "b.txt"]
    }
    assert len(list(archive.originals.glob("*/*"))) == 1


def test_many_files_are_kept_at_once_as_they_are_one_by_one(archive: Archive) -> None:
    files = [(b"words", "b.txt", "x"), (b"more", "a.txt", "x"), (b"words", "a.md", "y"), (b"words", "b.txt", "z")]
    first, other, second, again = archive.receive_all(files)
    assert (first, first.sha256) == (again, second.sha256), "one receipt for each name, told each time"
    assert archive.received() == {first.sha256: (first, second), other.sha256: (other,)}
    assert archive.original(first.sha256).suffix == ".txt", "by the name that came first"
    assert archive.receive_all(files) == [first, other, second, again]


def test_what_has_a_receipt_is_there_also_where_somebody_presses_ctrl_c(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = archive.ledger.append

    def interrupted(*bodies: Event) -> None:
        append(*bodies)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(archive.ledger, "append", interrupted)
        with pytest.raises(KeyboardInterrupt):
            archive.receive(b"words", "a.txt", "x")
    archive.mend()
    [sha256] = archive.received()
    assert archive.original(sha256).read_bytes() == b"words"


@pytest.mark.parametrize(
    "name", ["../../escape", "a/b", "no-suffix", "x.ünïcode", "x.way-too-long-a-suffix", ".hidden", "a.p df"]
)
def test_a_name_cannot_lead_out_of_the_folder(archive: Archive, name: str) -> None:
    received = archive.receive(b"words", name, "x")
    assert archive.original(received.sha256).parent.parent == archive.originals


def test_an_original_that_was_changed_or_lost_is_named(archive: Archive) -> None:
    changed, lost = (archive.receive(data, f"{data.decode()}.txt", "x") for data in (b"changed", b"lost"))
    path = archive.original(changed.sha256)
    path.chmod(0o644)
    path.write_bytes(b"forged")
    archive.original(lost.sha256).unlink()
    assert [line.split()[1] for line in archive.changed()] == ["changed.txt", "lost.txt"]
    with pytest.raises(Missing):
        archive.original(lost.sha256)


def test_without_a_receipt_nothing_was_received(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(archive.ledger, "append", failing)
        with pytest.raises(OSError, match="power"):
            archive.receive(b"words", "a.txt", "x")
    assert archive.received() == {}
    assert [path for path in archive.originals.rglob("*") if path.is_file()] == []


def test_what_has_a_receipt_is_never_lost_and_keeps_its_name(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(OSError, match="power"):
            archive.receive(b"words", "a.txt", "x")
    assert archive.kept() == set(), "half a file is never an original"
    archive.mend()
    [(sha256, [received])] = archive.received().items()
    assert (archive.original(sha256).read_bytes(), received.name) == (b"words", "a.txt")


def test_what_a_killed_writer_left_is_cleared_away(archive: Archive) -> None:
    sha256 = archive.receive(b"words", "a.txt", "x").sha256
    beside = archive.original(sha256).parent
    left = [archive.folder / ".archive.db.1", archive.folder / ".public.db.1-journal", beside / f".{'0' * 64}.pdf.1"]
    for path in [*left, beside / ".hidden"]:
        path.touch()
    (beside / f"{hashlib.sha256(b'stray').hexdigest()}.txt").write_bytes(b"stray")
    (beside / f"{'1' * 64}.txt").write_bytes(b"not what its name says")
    archive.mend()
    assert [path for path in left if path.exists()] == []
    assert sorted(one.origin for came in archive.received().values() for one in came) == ["originals", "x"]
    archive.mend()
    assert len(archive.received()) == 2


@pytest.mark.parametrize(
    ("ends", "then", "told"),
    [
        (True, False, [False, False]),  # all is well
        (False, False, [True, True]),  # it is told until somebody mends
        (False, True, [True, False]),
    ],
)
def test_a_writer_learns_that_the_one_before_broke_off(
    archive: Archive, ends: bool, then: bool, told: list[bool]
) -> None:
    with contextlib.suppress(OSError), archive.writing("ingest"):
        None if ends else failing()
    heard = []
    for _ in told:
        with archive.writing("build", mending=then) as broken_off:
            heard.append(broken_off)
    assert heard == told


def failing(*_: object) -> None:
    raise OSError("power cut")


def test_a_second_writer_is_told_who_the_first_is(archive: Archive, tmp_path: Path) -> None:
    other = Archive.open(archive.folder)
    told = pytest.raises(Locked, match=rf"papers ingest \(process {os.getpid()} ")
    with archive.writing("ingest"), told, other.writing("build"):
        pass
    with other.writing("build"):
        pass


def test_a_dead_writer_does_not_lock_the_archive(archive: Archive) -> None:
    child = os.fork()
    if child == 0:
        lock = archive.writing("ingest")
        lock.__enter__()
        os._exit(1)
    os.waitpid(child, 0)
    with archive.writing("build"):
        pass


def test_quarantine_says_the_last_word_on_each_file(archive: Archive) -> None:
    bad = Quarantined("ab", "bad.pdf", "empty", "It is empty: ask for it again.")
    worse = Quarantined("cd", "worse.pdf", "unknown", "Nobody knows.")
    archive.set_aside(bad, worse)
    archive.set_aside(replace(bad, reason="locked"), worse)
    archive.set_aside(bad, released=["ef"])
    assert [(one.name, one.reason) for one in archive.quarantined()] == [("bad.pdf", "empty"), ("worse.pdf", "unknown")]
    archive.set_aside(released=[bad.sha256])
    assert [one.name for one in archive.quarantined()] == ["worse.pdf"]
    assert [event.name for _, event in archive.ledger.told("quarantined")] == [
        "bad.pdf",
        "worse.pdf",
        "bad.pdf",
        "bad.pdf",
    ]


def test_digests_are_of_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert module.digest_of(tmp_path / "empty").startswith("e3b0c44298fc1c14")
