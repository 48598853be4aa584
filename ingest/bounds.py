"""What the reading of one file may take, known to every reader without being handed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may take; the defaults fit a laptop.

    `seconds` of wall clock, `megabytes` of memory in each process that works on it, and `expanded`: megabytes that a
    packed file may grow by when it is unpacked.
    """

    seconds: float = 300
    megabytes: int = 2048
    expanded: int = 128

    @property
    def expanded_bytes(self) -> int:
        return self.expanded * MEGABYTE


CURRENT: ContextVar[Bounds] = ContextVar("bounds", default=Bounds())  # noqa: B039 - frozen, so it can be shared


def bounds() -> Bounds:
    """The bounds within which a file is read now."""
    return CURRENT.get()


@contextmanager
def within(given: Bounds) -> Iterator[None]:
    """Read within these bounds."""
    token = CURRENT.set(given)
    try:
        yield
    finally:
        CURRENT.reset(token)
