"""What the results of a stage depend on, as one short digest: its source, and the libraries it stands on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

DISTRIBUTION = "convention-papers"
LENGTH = 16


@cache
def version_of(*packages: str) -> str:
    """Digest of all Python and JSON files of the packages and of the pinned requirements of the distribution.

    A version number set by hand would be forgotten; a stale result in an archive of evidence is worse than work redone.
    """
    digest = hashlib.sha256("\n".join(pinned()).encode())
    for path in sorted(path for package in packages for path in sources(package)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:LENGTH]


@dataclass(frozen=True, slots=True)
class Versions:
    """What documents, extractions and databases depend on: each holds all that comes before it."""

    reader: str
    extractor: str
    database: str


def versions(vocabulary: str) -> Versions:
    """The versions of this program with a vocabulary of that version."""
    return Versions(
        version_of("ingest"),
        f"{version_of('ingest', 'corpus', 'extract')}-{vocabulary}",
        f"{version_of('ingest', 'corpus', 'extract', 'db')}-{vocabulary}",
    )


def sources(package: str) -> Iterable[Path]:
    return (path for path in folder_of(package).rglob("*.*") if path.suffix in (".py", ".json"))


def folder_of(package: str) -> Path:
    """The folder of an installed package."""
    return Path(str(import_module(package).__file__)).parent


def pinned() -> list[str]:
    try:
        return [line for line in requires(DISTRIBUTION) or [] if "extra ==" not in line]
    except PackageNotFoundError:  # run from a checkout that was never installed
        return []


def program_version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0 (not installed)"
