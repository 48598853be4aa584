"""Where files are brought: in processes of this machine, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Protocol

from papers.errors import NoCluster
from papers.report import Settings
from papers.work import WARM, Brought, Refused, Task, bring
from papers.workers import Lost, Workers

AHEAD = 3  # files that a process has at hand, while others are loaded


class Executor(Protocol):
    """Brings files into the cache, many at a time; each costs no more than itself when it goes wrong."""

    def prepare(self) -> None:
        """Get ready beside what is done meanwhile: there will be tasks for sure."""

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Brought | Refused | Lost]]:
        """Results as they come, each with the position of its task; tasks are asked for only when one can run."""
        ...


@contextmanager
def executor(settings: Settings) -> Iterator[Executor]:
    """The executor that the settings ask for. Raises NoCluster where there is none at their address."""
    if settings.cluster is None:
        yield Workers(bring, settings.workers, settings.bounds, WARM, quiet=not settings.debug, ahead=AHEAD)
        return
    try:
        cluster = import_module("papers.cluster")
    except ModuleNotFoundError as error:
        raise NoCluster(
            f"Working on a cluster needs {error.name}: pip install 'convention-papers[cluster]'."
        ) from error
    with cluster.joined(settings.cluster, debug=settings.debug) as joined:
        yield joined
