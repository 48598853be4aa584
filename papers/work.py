"""What a worker does to one received file: read it, extract from it, and keep both in the cache."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from pathlib import Path

from ingest.bounds import Bounds, within
from ingest.document import Document
from ingest.errors import Unreadable
from papers.cache import Cache
from papers.machine import is_without_room

NO_ROOM = "disk full"  # what is no fault of the file, nor of the program
WARM = ("papers.warm", "papers.work")  # what is imported before the first worker starts


@dataclass(frozen=True, slots=True)
class Task:
    """A received file, and where what is made of it is kept; `vocabulary` is the folder of a convention.

    `passwords` are tried where the file is locked; they are in no cache, ledger or trace.
    """

    original: Path
    sha256: str
    name: str
    origin: str
    cache: Cache
    vocabulary: Path
    bounds: Bounds = field(default_factory=Bounds)
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Brought:
    """A file whose document and extraction are in the cache now; what of it was not there before."""

    read: bool
    extracted: bool


KEPT = Brought(read=False, extracted=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that goes to quarantine: a short reason, one sentence, and a trace where the program itself is at fault."""

    reason: str
    message: str
    trace: str | None = None


def bring(task: Task) -> Brought | Refused:
    """Bring a file into the cache, read and extracted; what is there already is not made again."""
    try:
        return brought(task)
    except Unreadable as refusal:
        return Refused(refusal.reason, str(refusal))
    except MemoryError:
        raise
    except Exception as error:  # of any library: one file must not stop the others
        if is_without_room(error):
            return Refused(NO_ROOM, f"The disk was full when {task.name} was read.")
        message = f"The program failed on {task.name}, which is its own fault: report it, with the file if you may."
        return Refused("fault", message, traceback.format_exc())


def brought(task: Task) -> Brought:
    kept = task.cache.document(task.sha256, task.name)
    document = kept or read_anew(task)
    extracting = kept is None or task.cache.extraction(task.sha256, task.name) is None
    if extracting:
        from corpus.vocabulary import load  # here, since whoever only hands out work has no use for what it loads
        from extract.pipeline import extract

        task.cache.keep_extraction(task.sha256, task.name, extract(document, load(task.vocabulary)))
    return Brought(kept is None, extracting)


def read_anew(task: Task) -> Document:
    """The document of the original; an Unreadable where it cannot be read."""
    from ingest.read import read

    with within(task.bounds):
        document = read(task.original.read_bytes(), task.name, task.origin, task.passwords)
    task.cache.keep_document(task.sha256, task.name, document)
    return document
