"""Processes that do one piece of work after another, each within bounds of time and memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from typing import Any, Generic, TypeVar

from ingest.bounds import MEGABYTE, Bounds

T = TypeVar("T")
R = TypeVar("R")
Context = ForkServerContext | SpawnContext
GRACE = 10.0  # seconds
STARTING = 120.0  # seconds after which a process that has not started is given up


@dataclass(frozen=True, slots=True)
class Lost:
    """A piece of work without a result; `reason` is timeout, memory or crash."""

    reason: str


@dataclass(frozen=True, slots=True)
class Started:
    """What a new process says first: the time it took to start is not its task's."""


class Workers(Generic[T, R]):
    """Runs `work` on tasks in `count` processes. A process that dies, hangs or swells costs its own task only.

    `work` is a function at the top of a module. The processes stay, so that its imports are paid once; `warm` names
    modules to import before the first task; `quiet` keeps what libraries print from the terminal. A process has up to
    `ahead` tasks at hand, so that it need not wait where whoever takes the results is busy with them.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        count: int,
        bounds: Bounds,
        warm: Iterable[str] = (),
        *,
        quiet: bool = False,
        ahead: int = 1,
    ) -> None:
        self.work, self.count, self.bounds, self.quiet, self.ahead = work, max(1, count), bounds, quiet, ahead
        self.context = starting(list(warm))

    def prepare(self) -> None:
        """Let the server that workers are forked from load what it needs, beside what is done meanwhile."""
        if isinstance(self.context, ForkServerContext):
            with unstopped():
                forkserver.ensure_running()

    def map(self, tasks: Iterable[T]) -> Generator[tuple[int, R | Lost], None, None]:
        """Results as they come, each with the position of its task; tasks are asked for only when a process has room."""
        waiting = enumerate(tasks)
        workers = [Worker[T, R](self.context, self.work, self.bounds, self.quiet) for _ in range(self.count)]
        try:
            while True:
                for depth in range(self.ahead):
                    for worker in workers:
                        if len(worker.tasks) <= depth and (task := next(waiting, None)):
                            worker.give(*task)
                busy = [worker for worker in workers if worker.tasks]
                if not busy:
                    return
                yield from (result for worker in ready(busy) if (result := worker.take()))
        finally:
            for worker in workers:
                worker.stop()


class Worker(Generic[T, R]):
    """One process, started with its first task and again after it was lost."""

    def __init__(self, context: Context, work: Callable[[T], R], bounds: Bounds, quiet: bool) -> None:
        self.context, self.work, self.bounds, self.quiet = context, work, bounds, quiet
        self.process: Any = None
        self.tasks: deque[tuple[int, T]] = deque()  # with their positions, the one at work first
        self.deadline = 0.0

    def give(self, position: int, task: T) -> None:
        self.tasks.append((position, task))
        if len(self.tasks) == 1:
            self.deadline = time.monotonic() + self.bounds.seconds
        if self.process is None:
            self._start()
            self.deadline = time.monotonic() + STARTING
        self._send(task)

    def _send(self, task: T) -> None:
        with contextlib.suppress(OSError):  # it died while idle: the next look at it says so
            self.pipe.send(task)

    def take(self) -> tuple[int, R | Lost] | None:
        """The result of the task at work; None while it is still at it."""
        result: R | Lost | Started
        if self.pipe.poll():
            try:
                result = self.pipe.recv()
            except (EOFError, OSError):
                result = Lost("crash")
        elif time.monotonic() < self.deadline:
            return None
        else:
            result = Lost("timeout")
        self.deadline = time.monotonic() + self.bounds.seconds
        if isinstance(result, Started):
            return None
        position, _ = self.tasks.popleft()
        if isinstance(result, Lost):
            self.stop()
            self._begin_again()
        return position, result

    def _begin_again(self) -> None:
        """Give what the lost process had at hand to a new one."""
        if self.tasks:
            self._start()
            self.deadline = time.monotonic() + STARTING
        for _, task in self.tasks:
            self._send(task)

    def stop(self) -> None:
        """End the process and the programs it has started, without asking."""
        if self.process is not None:
            if self.process.pid is not None:  # it was started, and not stopped by Ctrl-C on the way
                with contextlib.suppress(OSError, AttributeError):
                    os.killpg(self.process.pid, signal.SIGKILL)
                self.process.kill()
                self.process.join()
            self.pipe.close()
            self.process = None

    def _start(self) -> None:
        self.pipe: Connection
        self.pipe, theirs = self.context.Pipe()
        self.process = self.context.Process(
            target=serve, args=(theirs, self.work, self.bounds, self.quiet), daemon=True
        )
        with unstopped():
            self.process.start()
        theirs.close()


@contextlib.contextmanager
def unstopped() -> Generator[None]:
    """Programs started meanwhile hear nothing of Ctrl-C, which the terminal sends to all: who started them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its start would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ready(workers: list[Worker[T, R]]) -> list[Worker[T, R]]:
    """The workers, after one of them has something to say or has run out of time."""
    first = min(worker.deadline for worker in workers)
    wait([worker.pipe for worker in workers], max(0.0, first - time.monotonic()))
    return workers


def starting(warm: list[str]) -> Context:
    """How processes start: from a small server that has imported all it needs, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # there are as many workers as cores already
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(warm)
    return context


def serve(pipe: Connection, work: Callable[[Any], Any], bounds: Bounds, quiet: bool) -> None:
    """What a worker does until its pipe is closed."""
    if quiet:
        silence()
    with contextlib.suppress(OSError, AttributeError):
        os.setsid()  # so that stop() reaches the programs it starts, and Ctrl-C does not
    limit_memory(bounds.megabytes)
    with contextlib.suppress(EOFError, OSError):
        pipe.send(Started())
        while True:
            task = pipe.recv()
            end_within(bounds.seconds + GRACE)
            try:
                result = work(task)
            except MemoryError:
                result = Lost("memory")
            end_within(0)
            pipe.send(result)


def end_within(seconds: float) -> None:
    """End this process when the time is over, also within a library; 0 takes it back. Whoever gave the task does so
    sooner, unless it was killed: nobody else would end what hangs."""
    with contextlib.suppress(AttributeError):  # where the system has no such clock
        signal.setitimer(signal.ITIMER_REAL, seconds)


def silence() -> None:
    """Send what this process and the programs it starts print to nowhere, libraries in C included."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def limit_memory(megabytes: int) -> None:
    """Bound what this process and each program it starts may hold; where the system has no such bound, time has to do."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MEGABYTE,) * 2)
