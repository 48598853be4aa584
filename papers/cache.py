"""Read documents and extractions on disk, by file and by the version of what made them."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from extract.record import Extraction
from ingest.document import Document
from papers.codec import dump_document, dump_extraction, load_document, load_extraction

T = TypeVar("T")
STAGES = ("read", "extracted")


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder `cache/`: one folder per stage and version, one file per received file and name.

    The name counts, since a reader takes it for a hint and a paper's identity may rest on it.
    """

    folder: Path
    reader: str
    extractor: str

    def document(self, sha256: str, name: str) -> Document | None:
        return self._get("read", sha256, name, load_document)

    def keep_document(self, sha256: str, name: str, document: Document) -> None:
        write(self.path("read", sha256, name), dump_document(document))

    def extraction(self, sha256: str, name: str) -> Extraction | None:
        return self._get("extracted", sha256, name, load_extraction)

    def keep_extraction(self, sha256: str, name: str, extraction: Extraction) -> None:
        write(self.path("extracted", sha256, name), dump_extraction(extraction))

    def holds(self, sha256: str, name: str) -> bool:
        """Whether both the document and the extraction of a file are kept, as far as names of files tell."""
        return all(self.path(stage, sha256, name).exists() for stage in STAGES)

    def packed(self, sha256: str, name: str) -> dict[str, bytes]:
        """What is kept of a file, by stage, as another cache can unpack it."""
        paths = {stage: self.path(stage, sha256, name) for stage in STAGES}
        return {stage: path.read_bytes() for stage, path in paths.items() if path.exists()}

    def unpack(self, sha256: str, name: str, packed: Mapping[str, bytes]) -> None:
        for stage in STAGES:
            if stage in packed:
                write(self.path(stage, sha256, name), packed[stage])

    def prune(self, *spared: Path) -> None:
        """Drop what other versions left: nothing will ask for it again."""
        for stage in STAGES:
            for folder in (self.folder / stage).glob("*"):
                if folder not in (self.stage(stage), *spared):
                    shutil.rmtree(folder, ignore_errors=True)

    def stage(self, stage: str) -> Path:
        """The folder of what this version makes in a stage."""
        return self.folder / stage / (self.extractor if stage == "extracted" else self.reader)

    def path(self, stage: str, sha256: str, name: str) -> Path:
        key = key_of(sha256, name)
        return self.stage(stage) / key[:2] / key

    def _get(self, stage: str, sha256: str, name: str, load: Callable[[bytes], T]) -> T | None:
        """What is kept; None where nothing is, or where it is damaged and must be made again."""
        try:
            return load(self.path(stage, sha256, name).read_bytes())
        except (OSError, ValueError, KeyError, TypeError, EOFError):
            return None


def forget(folder: Path, sha256: str, names: Iterable[str]) -> None:
    """Drop what any version made of a file under any of its names."""
    for key in (key_of(sha256, name) for name in names):
        for path in folder.glob(f"*/*/{key[:2]}/{key}"):
            path.unlink(missing_ok=True)


def key_of(sha256: str, name: str) -> str:
    return hashlib.sha256(f"{sha256}/{name}".encode()).hexdigest()


def write(path: Path, data: bytes) -> None:
    """The file is there whole or not at all, whatever happens meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    os.replace(draft, path)
