"""What a worker of a cluster does with a file that is sent to it: no disk is shared, so bytes come and results go."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, LifoQueue, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from distributed import get_worker

from corpus.vocabulary import SHARED, load
from ingest.bounds import Bounds
from papers.cache import write
from papers.versions import version_of
from papers.work import WARM, Brought, Refused, Task, bring
from papers.workers import Lost, Workers

PROGRAM = ("ingest", "corpus", "extract", "papers")  # the packages that must be the same wherever a file is brought


class OtherVersion(ValueError):
    """The worker has another version of the program or of the vocabulary; the message names the worker."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A task for elsewhere: the file's bytes, what the cache holds of it by stage, and the version of the vocabulary.

    `vocabulary` is the files of the convention's folder by their paths in it, none where it comes with the program.
    """

    task: Task
    version: str
    data: bytes = field(repr=False)
    kept: Mapping[str, bytes] = field(repr=False)
    vocabulary: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of an errand, and what the cache is to keep of it by stage."""

    result: Brought | Refused | Lost
    made: Mapping[str, bytes] = field(repr=False)


class Crew:
    """A process beside a cluster's worker that brings one file after another, within bounds."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.tasks: SimpleQueue[Task] = SimpleQueue()
        self.results = Workers(bring, 1, bounds, WARM, quiet=True).map(iter(self.tasks.get, None))

    def bring(self, task: Task) -> Brought | Refused | Lost:
        self.tasks.put(task)
        return next(self.results)[1]

    def dismiss(self) -> None:
        self.results.close()


idle: LifoQueue[Crew] = LifoQueue()
unpacking = Lock()  # Dask's workers have threads


def program() -> str:
    """What must be the same on all machines, lest the same file give different papers."""
    return f"{version_of(*PROGRAM)}, Python {sys.version_info.major}.{sys.version_info.minor}"


def carry(errand: Errand) -> Carried:
    """Bring a file as it would be brought where it was received. Raises OtherVersion."""
    space = Path(get_worker().local_directory)  # which the cluster clears up, also after a crash
    vocabulary = vocabulary_in(errand, space)
    if load(vocabulary).version != errand.version:
        raise OtherVersion(get_worker().address)
    with TemporaryDirectory(dir=space) as folder:
        cache = replace(errand.task.cache, folder=Path(folder) / "cache")
        task = replace(errand.task, original=Path(folder) / "original", cache=cache, vocabulary=vocabulary)
        task.original.write_bytes(errand.data)
        cache.unpack(task.sha256, task.name, errand.kept)
        return Carried(brought(task), cache.packed(task.sha256, task.name))


def vocabulary_in(errand: Errand, space: Path) -> Path:
    """The folder of the convention on this machine; one that came with the errand stays for those that follow."""
    if not errand.vocabulary:
        return SHARED / errand.task.vocabulary.name
    folder = space / f"vocabulary-{errand.version}" / errand.task.vocabulary.name
    with unpacking:
        for name, data in errand.vocabulary.items():
            if not (folder / name).exists():
                write(folder / name, data)
    return folder


def brought(task: Task) -> Brought | Refused | Lost:
    """Have an idle crew bring a file, or a new one."""
    crew = crew_for(task.bounds)
    result = crew.bring(task)
    idle.put(crew)
    return result


def crew_for(bounds: Bounds) -> Crew:
    """A crew that works within these bounds; idle ones of other bounds are sent away."""
    while True:
        try:
            crew = idle.get_nowait()
        except Empty:
            allow_processes()
            return Crew(bounds)
        if crew.bounds == bounds:
            return crew
        crew.dismiss()


def dismiss() -> None:
    """Send all idle crews away."""
    while not idle.empty():
        idle.get().dismiss()


def allow_processes() -> None:
    """Let this process start others: Dask marks its workers as daemons, which may not. Ours end when their pipe does."""
    process: Any = multiprocessing.current_process()
    process._config["daemon"] = False
