"""A Dask cluster as executor: files travel with their tasks, and what is made of them comes back to the one writer.

A worker that dies costs nothing, since the cluster gives its files to others; a file that several die of is given up.
A cluster does what it is told and sees what it is given, so it has to be one's own, on a network that can be trusted.
"""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import dask
from distributed import CancelledError, Client, KilledWorker
from distributed.comm.core import CommClosedError

from corpus.vocabulary import SHARED, load
from ingest.bounds import MEGABYTE
from papers.errand import Carried, Errand, OtherVersion, carry, dismiss, program
from papers.errors import NoCluster
from papers.work import Brought, Refused, Task
from papers.workers import Lost

PATIENCE = 10.0  # seconds for the scheduler to answer
DESERTED = 60.0  # seconds without any worker after which a run ends
AHEAD = 2  # files under way for each thread of the cluster: one at work, one at hand
FREIGHT = 256 * MEGABYTE  # of files under way; one that is larger travels alone
GONE = (CancelledError, CommClosedError)  # what a client says that has lost its scheduler
KILLED = Lost("killed")
Outcome = tuple[int, Brought | Refused | Lost]


@contextmanager
def joined(address: str, *, debug: bool = False) -> Iterator[Cluster]:
    """The cluster whose scheduler is at the address. Raises NoCluster, also where its program is another version."""
    logging.getLogger("distributed").setLevel(logging.WARNING if debug else logging.CRITICAL)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": f"{FREIGHT}B"})
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError, ImportError) as error:
        raise NoCluster(
            f"No Dask scheduler answers at {address}: start one with `dask scheduler`, or check the address."
        ) from error
    with client:
        cluster = Cluster(client, address)
        cluster.check()
        yield cluster
        client.run(dismiss, on_error="ignore")


@dataclass(frozen=True, slots=True)
class Flight:
    """A file that is under way, with the bytes that it takes; `alone` where it is suspected of killing workers."""

    position: int
    task: Task
    size: int
    alone: bool = False


class Cluster:
    """An executor: the workers of a cluster, as far as they have this very program."""

    def __init__(self, client: Any, address: str) -> None:
        self.client, self.address = client, address
        self.known: set[str] = set()  # workers whose program is this one

    def check(self) -> None:
        """Raises NoCluster where the scheduler has another program than this, or no worker."""
        try:
            compare({self.address: self.client.run_on_scheduler(program)})
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise NoCluster(
                f"The scheduler at {self.address} has no workers: start some with `dask worker {self.address}`."
            ) from error
        except (ImportError, AttributeError) as error:
            raise NoCluster(other_version(self.address)) from error
        self.threads()

    def threads(self) -> int:
        """How many files the cluster can bring at once; workers that joined meanwhile are looked at first."""
        try:
            found: dict[str, int] = self.client.nthreads()
            if new := found.keys() - self.known:
                programs = self.client.run(program, workers=list(new), on_error="return")
                answers = {where: one for where, one in programs.items() if not isinstance(one, OSError)}  # it left
                compare(answers)
                self.known |= answers.keys()
        except (*GONE, OSError, ValueError) as error:
            raise NoCluster(lost_sight(self.address)) from error
        return sum(found.values())

    def prepare(self) -> None:
        """A cluster is ready."""

    def map(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Results as they come, each with the position of its task; a file's bytes are read when they can travel."""
        traffic = Traffic(self)
        for position, task in enumerate(tasks):
            try:
                errand = errand_of(task)
            except OSError as error:
                yield position, Refused("missing", f"The original of {task.name} cannot be read ({error.strerror}).")
                continue
            while not traffic.has_room(len(errand.data)):
                yield from traffic.land()
            traffic.send(Flight(position, task, len(errand.data)), errand)
        while not traffic.is_over:
            yield from traffic.land()


class Traffic:
    """Files under way to a cluster and back: no more of them than its workers can hold."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.flying: dict[Any, Flight] = {}
        self.landed: Queue[Any] = Queue()
        self.suspects: deque[Flight] = deque()  # that have to fly again, and alone

    @property
    def is_over(self) -> bool:
        return not self.flying and not self.suspects

    def has_room(self, size: int) -> bool:
        """Whether a file of so many bytes may travel now."""
        under_way = sum(flight.size for flight in self.flying.values())
        room = len(self.flying) < self.cluster.threads() * AHEAD and under_way + size <= FREIGHT
        return self.is_over or (room and not self.suspects)

    def send(self, flight: Flight, errand: Errand) -> None:
        future = self.cluster.client.submit(carry, errand, pure=False)
        self.flying[future] = flight
        future.add_done_callback(self.landed.put)

    def land(self) -> Iterator[Outcome]:
        """The next result, kept in the cache. None where workers died, and the cluster says of which files: all that
        the dead had are suspect, and one is to blame."""
        if not self.flying:
            suspect = self.suspects.popleft()
            self.send(suspect, errand_of(suspect.task))
        future = self.next_landed()
        flight = self.flying.pop(future)
        result = self.result(flight.task, future)
        if result == KILLED and not flight.alone:
            self.suspects.append(replace(flight, alone=True))
        else:
            yield flight.position, result

    def next_landed(self) -> Any:
        """The next future that is done. Raises NoCluster where none can be any more."""
        while True:
            try:
                return self.landed.get(timeout=DESERTED)
            except Empty:
                if not self.cluster.threads():
                    raise NoCluster(lost_sight(self.cluster.address)) from None

    def result(self, task: Task, future: Any) -> Brought | Refused | Lost:
        try:
            carried: Carried = future.result()
        except KilledWorker:
            return KILLED
        except OtherVersion as error:
            raise NoCluster(other_version(str(error))) from error
        except GONE as error:
            raise NoCluster(lost_sight(self.cluster.address)) from error
        except Exception:  # of a machine that is full or broken: one file must not stop the others
            message = f"The cluster could not work on {task.name}: look at its workers' logs, then give it again."
            return Refused("fault", message, traceback.format_exc())
        task.cache.unpack(task.sha256, task.name, carried.made)
        return carried.result


def errand_of(task: Task) -> Errand:
    """The task with all that it takes elsewhere; an OSError where the original cannot be read."""
    version, kept = load(task.vocabulary).version, task.cache.packed(task.sha256, task.name)
    return Errand(task, version, task.original.read_bytes(), kept, files_of(task.vocabulary))


@cache
def files_of(vocabulary: Path) -> dict[str, bytes]:
    """The files of a convention by their paths in its folder; none where every copy of the program has them."""
    if vocabulary.parent == SHARED:
        return {}
    return {str(path.relative_to(vocabulary)): path.read_bytes() for path in sorted(vocabulary.rglob("*.yml"))}


def compare(programs: Mapping[str, object]) -> None:
    """Raises NoCluster where what a machine says of its program, by its address, is not what this one says."""
    for where, other in programs.items():
        if other != program():
            raise NoCluster(other_version(where))


def other_version(where: str) -> str:
    return f"{where} has another version of this program, of its vocabulary or of Python: install the same on all machines."


def lost_sight(address: str) -> str:
    return (
        f"The cluster at {address} is gone. What was received is safe: "
        "the same command goes on from here, on a cluster or without."
    )
