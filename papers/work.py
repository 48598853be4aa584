"""What a worker does to one received file: read it, extract from it, and keep both in the cache."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from corpus.vocabulary import load
from extract.pipeline import extract
from ingest.document import Document
from ingest.errors import Unreadable
from ingest.read import read
from papers.cache import Cache

WARM = ("papers.work", "ingest.read", "extract.pipeline")


@dataclass(frozen=True, slots=True)
class Task:
    """A received file, and where what is made of it is kept; `vocabulary` is the folder of a convention."""

    original: Path
    sha256: str
    name: str
    origin: str
    cache: Cache
    vocabulary: Path


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that goes to quarantine: a short reason, one sentence, and a trace where the program itself is at fault."""

    reason: str
    message: str
    trace: str | None = None


def bring(task: Task) -> Refused | None:
    """Bring a file into the cache, read and extracted; what is there already is not made again."""
    try:
        document = read_once(task)
        if task.cache.extraction(task.sha256, task.name) is None:
            extraction = extract(document, load(task.vocabulary))
            task.cache.keep_extraction(task.sha256, task.name, extraction)
    except Unreadable as refusal:
        return Refused(refusal.reason, str(refusal))
    except MemoryError:
        raise
    except Exception:  # of any library: one file must not stop the others
        message = "The program failed on this file, which is a fault of its own; report it, with the file if you may."
        return Refused("fault", message, traceback.format_exc())
    return None


def read_once(task: Task) -> Document:
    """The document, from the cache where it is there; an Unreadable where the file cannot be read."""
    document = task.cache.document(task.sha256, task.name)
    if document is None:
        document = read(task.original.read_bytes(), task.name, task.origin)
        task.cache.keep_document(task.sha256, task.name, document)
    return document
