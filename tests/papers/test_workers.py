"""Workers bring results, and lose no more than the task that broke them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from multiprocessing import Pipe, forkserver

import pytest

from papers import workers
from papers.workers import Bounds, Lost, Workers


def act(task: str) -> str:
    """Work that goes wrong on demand."""
    match task:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(0)
        case "hang":
            time.sleep(60)
        case "swell":
            return str(len([bytearray(50 << 20) for _ in range(40)]))
        case "spawn":  # the worker waits for a program that never ends
            subprocess.run(["sleep", "60"], check=False)
    return task.upper()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("die", "crash"),  # killed, as by the system when memory is short
        ("leave", "crash"),  # a library that ends the process
        ("hang", "timeout"),
        ("spawn", "timeout"),
        ("swell", "memory"),
    ],
)
@pytest.mark.parametrize("ahead", [1, 3])
def test_a_lost_task_costs_only_itself(bad: str, reason: str, ahead: int) -> None:
    tasks = ["one", bad, "two", "three"]
    seconds = 3 if reason == "timeout" else 60  # swelling takes a while on a busy machine
    results = dict(Workers(act, 1, Bounds(seconds=seconds, megabytes=400), ahead=ahead).map(tasks))
    assert results == {0: "ONE", 1: Lost(reason), 2: "TWO", 3: "THREE"}


def test_programs_of_a_lost_worker_end_with_it() -> None:
    started = time.monotonic()
    assert dict(Workers(act, 2, Bounds(seconds=0.5)).map(["spawn", "a"])) == {0: Lost("timeout"), 1: "A"}
    assert time.monotonic() - started < 10


def test_a_worker_ends_what_hangs_also_when_whoever_gave_it_was_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "GRACE", 0.1)
    ours, theirs = Pipe()
    child = os.fork()
    if child == 0:
        ours.close()
        workers.serve(theirs, act, Bounds(seconds=0.1), False)
        os._exit(0)
    ours.send("hang")
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGALRM


def test_tasks_run_side_by_side() -> None:
    assert sorted(Workers(act, 2, Bounds()).map("abcdef")) == list(enumerate("ABCDEF"))


def test_no_task_no_process() -> None:
    assert list(Workers(act, 4, Bounds()).map([])) == []


def test_what_workers_need_is_loaded_before_there_is_work() -> None:
    prepared = Workers(act, 1, Bounds())
    prepared.prepare()
    assert forkserver._forkserver._forkserver_pid is not None, "the server is started, though nothing was given to do"
    assert dict(prepared.map(["a"])) == {0: "A"}
