"""What tests of several packages share: an archive of the sample papers, made once a run."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples"
FIRST = "slow"  # tests with this mark begin first, so that the others run beside them


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{FIRST}: takes long, and so begins first")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker(FIRST) is None)


@pytest.fixture(autouse=True)
def _no_archive_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests never touch the archive that somebody works on."""
    monkeypatch.delenv("PAPERS_ARCHIVE", raising=False)


@pytest.fixture(scope="session")
def samples_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of all sample papers, for reading only; tests that run side by side share it."""
    beside = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp().parent if beside else tmp_path_factory.mktemp("shared")
    folder, done = base / "samples-archive", base / "samples-archive.done"
    with (base / "samples-archive.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make_archive(folder)
            done.touch()
    return folder


def make_archive(folder: Path) -> None:
    from papers.cli import main

    result = CliRunner().invoke(main, ["ingest", str(SAMPLES), "--archive", str(folder), "--debug"])
    assert result.exit_code == 0, result.output
