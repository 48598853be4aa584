"""The same papers make the same databases: in any order, on any number of workers, at once or one after another."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.archive import Archive
from db.digest import digests
from db.schema import connect
from papers.cli import main
from tests.conftest import SAMPLES
from tests.papers.crash import papers_in

DATABASES = ("archive.db", "public.db")
TEXTS = {
    "agenda.txt": "Agenda\n\n1. Opening of the meeting\n2. Adoption of the agenda\n",
    "a copy.txt": "Agenda\n\n1. Opening of the meeting\n2. Adoption of the agenda\n",
    "z copy.txt": "Agenda\n\n1. Opening of the meeting\n2. Adoption of the agenda\n",
    "statement.md": "# Statement of France\n\n3 May 2024\n\nWe thank Austria.\n",
    "statement, again.md": "# Statement of France\n\n3 May 2024\n\nWe thank Austria and Chile.\n",
    "statement, once more.md": "# Statement of France\n\n3 May 2024\n\nWe thank Iraq and Chile.\n",
}
Made = Callable[..., Path]


def run(*arguments: object) -> None:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert result.exit_code == 0, result.output


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, "utf-8")
    return tmp_path / "in"


def received(archive: Path, paths: Iterable[Path]) -> Path:
    """An archive that received files in this order, and has done nothing with them yet."""
    opened = Archive.open(archive)
    for path in paths:
        opened.receive(path.read_bytes(), path.name, str(path))
    opened.close()
    return archive


def shuffled(paths: Iterable[Path], seed: int) -> list[Path]:
    listed = sorted(paths)
    random.Random(seed).shuffle(listed)
    return listed


def test_in_any_order(texts: Path, tmp_path: Path) -> None:
    """Copies of the same bytes, and papers that would have the same id, in particular."""
    made = []
    for seed in range(3):
        archive = received(tmp_path / f"archive {seed}", shuffled(texts.iterdir(), seed))
        run("build", "--archive", archive, "--workers", 1)
        made.append([papers_in(archive / name) for name in DATABASES])
    assert made == [made[0]] * len(made)


def test_the_samples_in_any_order_at_once_or_one_by_one(samples_archive: Path, tmp_path: Path) -> None:
    expected = [papers_in(samples_archive / name) for name in DATABASES]
    paths = [path for path in SAMPLES.iterdir() if path.is_file()]
    for seed in (1, 2):
        archive = received(tmp_path / f"at once {seed}", shuffled(paths, seed))
        shutil.copytree(samples_archive / "cache", archive / "cache", dirs_exist_ok=True)
        run("build", "--archive", archive)
        assert [papers_in(archive / name) for name in DATABASES] == expected
    archive = tmp_path / "one by one"
    shutil.copytree(samples_archive / "cache", archive / "cache")
    listed = shuffled(paths, 3)
    for some in (listed[:5], listed[3:12], listed):
        run("ingest", *some, "--archive", archive)
    assert [papers_in(archive / name) for name in DATABASES] == expected


def test_on_any_number_of_workers_and_from_nothing(texts: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    run("ingest", texts, "--archive", archive, "--workers", 2)
    before = [digests(connect(archive / name)) for name in DATABASES]
    for workers in (1, 3):
        for name in (*DATABASES, "cache"):
            shutil.rmtree(archive / name) if name == "cache" else (archive / name).unlink()
        run("build", "--archive", archive, "--workers", workers)
        assert [digests(connect(archive / name)) for name in DATABASES] == before
