"""Where vocabularies lie, and which version they have: what can be told of one without loading it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

SHARED = Path(__file__).parent
CCM = SHARED / "ccm"


class VocabularyError(ValueError):
    """A vocabulary that contradicts itself; the message names the file and the entry."""


def version_in(folder: Path, shared: Path = SHARED) -> str:
    """The version that the vocabulary in a folder would have."""
    return digest(sources(folder, shared), libraries())


def sources(folder: Path, shared: Path) -> list[Path]:
    """All that a vocabulary is made from: its YAML, and the code that makes patterns and names of it; in the same order
    wherever the folders are."""
    patterns = ("*.yml", "words/*.yml", "cues/*.yml")
    common = [path for one in patterns for path in shared.glob(one)]
    return [*sorted(SHARED.glob("*.py")), *sorted(common), *sorted(folder.rglob("*.yml"))]


def libraries() -> str:
    """The versions of what names and patterns come from; they count into a vocabulary's version."""
    return ", ".join(f"{name} {version(name)}" for name in ("Babel", "pycountry", "regex"))


def digest(paths: Iterable[Path], *also: str) -> str:
    """Sixteen hexadecimal digits that change with any name or byte of the files, or with what else is given."""
    total = hashlib.sha256("\0".join(also).encode())
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]
