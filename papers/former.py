"""Extractions by the same rules with another vocabulary: they stand where nothing that changed is in the document."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.vocabulary import Vocabulary
from extract.reach import Taken, Touched, changed, taken
from papers.cache import Cache, write

VOCABULARY = "vocabulary.json"  # beside extractions: what they took from theirs


@dataclass(frozen=True, slots=True)
class Former:
    """The folder of such extractions, and which documents the difference of the vocabularies may touch."""

    folder: Path
    touched: Touched


def formers(cache: Cache, vocabulary: Vocabulary) -> list[Former]:
    """What there is from before; writes down what extractions take from the vocabulary from now on."""
    now, own = taken(vocabulary), cache.stage("extracted")
    found = []
    for path in sorted(own.parent.glob(f"{own.name.rpartition('-')[0]}-*/{VOCABULARY}")):
        names = changed(before, now) if path.parent != own and (before := kept(path)) else None
        if names is not None:
            found.append(Former(path.parent, Touched(names)))
    write(own / VOCABULARY, json.dumps(now).encode())
    return found


def kept(path: Path) -> Taken | None:
    """What was written down of a vocabulary; None where it is damaged."""
    try:
        found: Taken = json.loads(path.read_bytes())
        return found if {"names", "rest"} <= found.keys() else None
    except (OSError, ValueError, AttributeError):
        return None


def take_over(cache: Cache, former: Iterable[Former], sha256: str, name: str) -> bool:
    """Whether a former extraction of a file stands; it is then the present one too."""
    here = cache.path("extracted", sha256, name)
    for one in former:
        there = one.folder / here.parent.name / here.name
        if there.exists() and (document := cache.document(sha256, name)) and not one.touched(document):
            here.parent.mkdir(parents=True, exist_ok=True)
            os.replace(there, here)
            return True
    return False
