"""How a run of the pipeline works, and what it has to say in the end."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.archive import Archive
from db.build import written
from ingest.bounds import Bounds

WITHDRAWN = "withdrawn"  # the reason for which a file is left out that was received before, by mistake


def cores() -> int:
    """How many processes can run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run works: processes, bounds of each file, the convention's vocabulary (None: that of the archive, or CCM),
    whether libraries may print, passwords to try on locked files, which nobody writes down, and the address of the
    cluster to work on (None: this machine)."""

    workers: int = field(default_factory=cores)
    bounds: Bounds = field(default_factory=Bounds)
    convention: Path | None = None
    debug: bool = False
    passwords: tuple[str, ...] = field(default=(), repr=False)
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not brought in, and why; `sha256` is None where not even its bytes could be had."""

    name: str
    sha256: str | None
    reason: str
    message: str
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Two documents worded much alike, the later one first; `similarity` is from 0 to 1."""

    document_id: str
    relation: str
    other_document_id: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Moved:
    """A file's paper that has another id than it had."""

    name: str
    former_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A file whose bytes came under another name before; `document_id` is its paper, None where that is not in the
    database."""

    name: str
    sha256: str
    first_name: str
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """A paper that is new, and another file of the same paper or work in its language that was there before; how many
    decisions on that one hold for the new one too, and how many do not fit it."""

    document_id: str
    other_document_id: str
    relation: str | None
    hold: int = 0
    unfit: int = 0


@dataclass(slots=True)
class Report:
    """What a run did: ids of the documents that were loaded, files that were there already, and refusals.

    `copies` are files that came under a new name, `versions` what of the loaded is a version of something there before.

    `digests` has for each table a hash of its rows, `before` those of the last run that changed any; both are empty where
    nothing changed. `alike` are the near copies, in the archive, of what was loaded. `moved` are papers whose id is another
    one now, most often since a file came that has the better claim to it.
    """

    loaded: list[str] = field(default_factory=list)
    unchanged: int = 0
    copies: list[Copy] = field(default_factory=list)
    versions: list[Succession] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    seconds: float = 0.0
    digests: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)

    @property
    def quarantined(self) -> list[Refusal]:
        """What could not be read, without what is left out because an officer withdrew it."""
        return [one for one in self.refused if one.reason != WITHDRAWN]


def keep(archive: Archive, command: str, version: str, report: Report) -> None:
    """Remember when a run ended and what it did, for `papers status`; the ledger has what happened to each file."""
    told = {
        "command": command,
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "seconds": round(report.seconds, 1),
        "loaded": len(report.loaded),
        "unchanged": report.unchanged,
        "copies": len(report.copies),
        "refused": len(report.quarantined),
        "version": version,
    }
    written(archive.last_run, json.dumps(told).encode())


def kept(archive: Archive) -> dict[str, Any] | None:
    """What the last run said of itself, if it is known."""
    try:
        told: dict[str, Any] = json.loads(archive.last_run.read_bytes())
    except (OSError, ValueError):
        return None
    return told
