"""A Dask cluster makes the database that one machine makes, also where workers die; and is refused where it would not."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.vocabulary import CCM
from db.archive import Archive
from db.digest import digests
from db.schema import connect
from papers import cluster
from papers.cli import main
from papers.cluster import Cluster
from papers.errand import Errand, carry, program
from papers.errors import NoCluster
from papers.pipeline import ingest
from papers.report import Settings
from tests.conftest import ROOT, SAMPLES
from tests.papers.storage import serving

pytestmark = pytest.mark.slow
BY_TIME_AND_PLACE = ("source", "received_at")  # columns that tell of where and when, not of papers


class Dask:
    """A scheduler and two workers, each a program of its own that shares nothing with this one but loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file, self.programs = folder, folder / "scheduler.json", dict[str, subprocess.Popen[bytes]]()
        self.start("scheduler", "scheduler", "--port", "0", "--no-dashboard")
        for name in ("one", "two"):
            self.start(name, "worker", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder / name))

    def start(self, name: str, *arguments: str) -> None:
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
        command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--scheduler-file", str(self.file)]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.programs[name] = subprocess.Popen(
                command, cwd=self.folder, env=variables, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """End a program and all that it has started, as when its machine goes down."""
        program = self.programs.pop(name)
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()

    @property
    def address(self) -> str:
        until = time.monotonic() + 60
        while not self.file.exists():
            assert time.monotonic() < until, (self.folder / "scheduler.log").read_text()
            time.sleep(0.05)
        return str(json.loads(self.file.read_text())["address"])


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    started = Dask(tmp_path_factory.mktemp("dask"))
    yield started
    for name in list(started.programs):
        started.kill(name)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    files = (path for path in SAMPLES.rglob("*") if path.is_file())
    with serving("samples", {f"2024/{path.relative_to(SAMPLES)}": path.read_bytes() for path in files}):
        yield "s3://samples/2024"


def content(folder: Path) -> dict[str, object]:
    """A digest for each table of an archive, of `files` all but where they came from, and when."""
    with closing(connect(folder / "archive.db")) as database:
        files = [{k: v for k, v in row.items() if k not in BY_TIME_AND_PLACE} for row in database["files"].rows]
        return {**digests(database), "files": sorted(files, key=lambda row: (row["sha256"], row["name"]))}


def test_a_cluster_makes_the_same_database_though_a_worker_dies(
    dask: Dask, bucket: str, samples_archive: Path, tmp_path: Path
) -> None:
    def tell(done: int, of: int, what: str) -> None:
        if done == 4 and not what.startswith("receiving"):
            dask.kill("one")

    for name, told in (("calm", lambda *_: None), ("killed", tell)):
        report = ingest(Archive.open(tmp_path / name), [bucket], Settings(cluster=dask.address), told)
        assert (len(report.loaded), report.refused) == (21, [])
        assert content(tmp_path / name) == content(samples_archive)
    with closing(connect(tmp_path / "calm" / "archive.db")) as database:
        sources = {row["source"] for row in database["files"].rows}
    assert all(source.startswith(f"{bucket}/") for source in sources)


def test_a_file_that_kills_workers_costs_only_itself(
    dask: Dask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fatal(errand: Errand) -> object:
        if errand.task.name == "fatal.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return carry(errand)

    own = Path(shutil.copytree(CCM, tmp_path / "own"))  # a vocabulary that no worker has
    with (own / "articles.yml").open("a") as articles:
        articles.write("# ours\n")
    names = ["fatal.txt", "a.txt", "b.txt", "c.txt"]
    for name in names:
        (tmp_path / name).write_text(f"Work plan {name}\n\nWe meet in May.")
    monkeypatch.setattr(cluster, "carry", fatal)
    report = ingest(
        Archive.open(tmp_path / "archive"),
        [str(tmp_path / name) for name in names],
        Settings(cluster=dask.address, convention=own),
        lambda *_: None,
    )
    assert [(one.name, one.reason) for one in report.refused] == [("fatal.txt", "killed")]
    assert len(report.loaded) == 3


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    result = run("ingest", SAMPLES, "--archive", tmp_path, "--dask", "tcp://127.0.0.1:9")
    assert (result.exit_code, result.output) == (
        NoCluster.exit_code,
        "Error: No Dask scheduler answers at tcp://127.0.0.1:9: start one with `dask scheduler`, or check the address.\n",
    )


class Machines:
    """A cluster in name: what its scheduler and its workers say of their program."""

    def __init__(self, scheduler: object, workers: dict[str, object]) -> None:
        self.scheduler, self.workers = scheduler, workers

    def run_on_scheduler(self, _: object) -> object:
        if isinstance(self.scheduler, Exception):
            raise self.scheduler
        return self.scheduler

    def wait_for_workers(self, _: int, timeout: float) -> None:
        if not self.workers:
            raise TimeoutError

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.workers, 2)

    def run(self, _: object, workers: list[str], on_error: str) -> dict[str, object]:
        return {name: self.workers[name] for name in workers}


@pytest.mark.parametrize(
    ("scheduler", "workers", "message"),
    [
        (program(), {}, "tcp://s has no workers"),
        ("1, Python 3.11", {"tcp://w": program()}, "tcp://s has another version"),
        (ModuleNotFoundError("papers"), {"tcp://w": program()}, "tcp://s has another version"),
        (program(), {"tcp://v": program(), "tcp://w": "1, Python 3.11"}, "tcp://w has another version"),
        (program(), {"tcp://w": ModuleNotFoundError("papers")}, "tcp://w has another version"),
    ],
)
def test_another_version_is_refused(scheduler: object, workers: dict[str, object], message: str) -> None:
    with pytest.raises(NoCluster, match=message):
        Cluster(Machines(scheduler, workers), "tcp://s").check()


def test_a_worker_that_left_meanwhile_is_no_other_version() -> None:
    joined = Cluster(Machines(program(), {"tcp://v": program(), "tcp://w": OSError("gone")}), "tcp://s")
    joined.check()
    assert joined.known == {"tcp://v"}
