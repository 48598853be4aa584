"""What has not changed is not done again, and what was done before is what would be done now."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from corpus.vocabulary import CCM, loaded
from db.archive import Archive
from db.digest import digests
from db.schema import connect
from papers import run as running
from papers.cli import main
from papers.versions import Versions

PAPERS = {
    "red_cross.txt": "Statement\n\nWe thank the Red Crystal and France for their work.\n",
    "france.txt": "Statement\n\nWe thank France and Austria for their work.\n",
    "nobody.txt": "Agenda\n\n1. Opening of the meeting\n2. Adoption of the agenda\n",
}
Ingest = Callable[[], None]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A vocabulary of this test's own."""
    return shutil.copytree(CCM, tmp_path / "own")


@pytest.fixture
def ingest(tmp_path: Path, own: Path) -> Ingest:
    (tmp_path / "in").mkdir()
    for name, text in PAPERS.items():
        (tmp_path / "in" / name).write_text(text)

    def run() -> None:
        loaded.cache_clear()  # a vocabulary stays as it is while a command runs
        arguments = ["ingest", tmp_path / "in", "--archive", tmp_path / "archive", "--convention", own, "--workers", 1]
        result = CliRunner().invoke(main, [*map(str, arguments), "--debug"])
        assert result.exit_code == 0, result.output

    return run


def alias(own: Path, file: str, key: str, *names: str) -> None:
    """Give an entry of a vocabulary more English names."""
    entries = yaml.safe_load((own / file).read_text("utf-8"))
    [entry] = [one for one in entries if one["id"] == key]
    entry["names"]["en"] = [*entry["names"].get("en", []), *names]
    (own / file).write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")


def done(archive: Path, event: str) -> list[str]:
    """Names of the files of which the ledger tells this, in its order."""
    opened = Archive.open(archive)
    try:
        return [str(one.name) for _, one in opened.ledger.told(event)]  # type: ignore[arg-type]
    finally:
        opened.close()


def test_a_changed_alias_is_looked_for_only_where_it_stands(ingest: Ingest, tmp_path: Path, own: Path) -> None:
    archive = tmp_path / "archive"
    ingest()
    assert sorted(done(archive, "extracted")) == sorted(PAPERS)
    assert mentioned(archive) == {"france.txt": 2, "red_cross.txt": 1}
    alias(own, "organisations.yml", "ICRC", "Red Crystal")
    ingest()
    assert done(archive, "extracted")[len(PAPERS) :] == ["red_cross.txt"]
    assert mentioned(archive) == {"france.txt": 2, "red_cross.txt": 2}
    shutil.copy(CCM / "organisations.yml", own)
    ingest()
    assert done(archive, "extracted")[len(PAPERS) + 1 :] == ["red_cross.txt"], "nor does a name stay that is no more"
    assert sorted(done(archive, "read")) == sorted(PAPERS)
    assert_same_from_nothing(archive, own)


def test_a_changed_fact_is_looked_for_nowhere(ingest: Ingest, tmp_path: Path, own: Path) -> None:
    archive = tmp_path / "archive"
    ingest()
    terms = yaml.safe_load((own / "coordinators.yml").read_text("utf-8"))
    (own / "coordinators.yml").write_text(yaml.safe_dump(terms[1:], allow_unicode=True), "utf-8")
    ingest()
    assert len(done(archive, "extracted")) == len(PAPERS)
    with sqlite3.connect(archive / "archive.db") as database:
        (count,) = database.execute("SELECT count(*) FROM coordinator_terms").fetchone()
    assert count == sum(len(term["states"]) for term in terms[1:]), "but the reference tables show it"


def test_a_change_that_may_touch_anything_touches_everything(ingest: Ingest, tmp_path: Path, own: Path) -> None:
    ingest()
    alias(own, "meetings.yml", "1RC", "Adriatic Conference")
    ingest()
    assert len(done(tmp_path / "archive", "extracted")) == 2 * len(PAPERS)


def test_a_changed_rule_extracts_again_and_reads_nothing(
    ingest: Ingest, tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest()
    versions = running.versions

    def other(vocabulary: str) -> Versions:
        now = versions(vocabulary)
        return Versions(now.reader, f"changed-{vocabulary}", f"changed-{vocabulary}")

    monkeypatch.setattr(running, "versions", other)
    ingest()
    archive = tmp_path / "archive"
    assert (len(done(archive, "read")), len(done(archive, "extracted"))) == (len(PAPERS), 2 * len(PAPERS))


def test_what_cannot_be_read_is_not_tried_again_by_the_same_reader(
    ingest: Ingest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, data in {"blank.txt": b" \n", "noise.xyz": bytes(range(256)) * 9}.items():
        (tmp_path / "in" / name).write_bytes(data)
    ingest()
    archive = Archive.open(tmp_path / "archive")
    before = archive.quarantined()
    assert [one.name for one in before] == ["blank.txt", "noise.xyz"]
    with monkeypatch.context() as patch:
        patch.setattr(
            running.Run, "in_turn", lambda run, tasks: pytest.fail(f"tried again: {tasks}") if tasks else iter(())
        )
        ingest()
    assert archive.quarantined() == before
    versions = running.versions
    with monkeypatch.context() as patch:
        patch.setattr(running, "versions", lambda vocabulary: replace(versions(vocabulary), reader="another"))
        ingest()
    assert [one.reader for one in archive.quarantined()] == ["another"] * 2, "but it is by another one"


def mentioned(archive: Path) -> dict[str, int]:
    """How many States and bodies each file names."""
    sql = "SELECT name, count(*) FROM mentions JOIN files USING (document_id) GROUP BY name"
    with sqlite3.connect(archive / "archive.db") as database:
        return dict(database.execute(sql).fetchall())


def assert_same_from_nothing(archive: Path, own: Path) -> None:
    before = digests(connect(archive / "archive.db"))
    for name in ("archive.db", "public.db", "cache"):
        shutil.rmtree(archive / name) if name == "cache" else (archive / name).unlink()
    built = CliRunner().invoke(main, ["build", "--archive", str(archive), "--convention", str(own), "--workers", "1"])
    assert built.exit_code == 0, built.output
    assert digests(connect(archive / "archive.db")) == before
