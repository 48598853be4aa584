"""What a change of the vocabulary can touch: papers that hold a name which changed; where that cannot be told, all.

API: `taken(vocabulary)` is what extraction takes from it, as plain data to be kept; `changed(before, now)` the names that
only one of two such has, None where more than names differs; `Touched(names)` tells whether they stand in a document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import BaseModel

from corpus.model import Convention, Group, Organisation, State
from corpus.vocabulary import Vocabulary
from extract.recognise.names import all_aliases
from extract.tokens import folded, words_of
from ingest.document import Document

NAMED = {"states": State, "organisations": Organisation, "conventions": Convention, "groups": Group}
FACTS = {"source", "confidence", "note"}  # of every entry: only the reference tables show them
UNUSED = ("coordinator_terms", "extensions")  # facts that no rule looks at
OWN = ("version", "blockers")  # what follows from the rest, and names of nothing; so do fields that compare nothing
BETWEEN = "\x1f"
form = cache(folded)
Taken = Mapping[str, Any]


def taken(vocabulary: Vocabulary) -> Taken:
    """`names`: kind, id and name of all that is found by its names alone (`extract.recognise.names`); `rest`: a digest of
    all else that rules may look at."""
    names = [[kind, key, name] for kind in NAMED for name, key in all_aliases(getattr(vocabulary, kind))]
    names += [["blockers", language, name] for language, phrases in vocabulary.blockers.items() for name in phrases]
    parts = (one.name for one in fields(vocabulary) if one.compare and one.name not in (*UNUSED, *OWN))
    rest = {name: plain(getattr(vocabulary, name)) for name in parts}
    rest["states"] = None  # extraction knows a State by its names alone
    return {"names": sorted(names), "rest": hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()}


def plain(value: object) -> object:
    """A part of a vocabulary as JSON has it; of what is found by its names, without these and without mere facts."""
    if isinstance(value, BaseModel):
        by_name = isinstance(value, tuple(NAMED.values()))
        return value.model_dump(mode="json", exclude=FACTS | {"names"} if by_name else FACTS)
    if isinstance(value, Mapping):
        return [[str(key), plain(one)] for key, one in value.items()]
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def changed(before: Taken, now: Taken) -> frozenset[str] | None:
    """The names that changed; None where a change is in something else, and may touch any paper."""
    if before["rest"] != now["rest"]:
        return None
    return frozenset(name for _, _, name in {*map(tuple, before["names"])} ^ {*map(tuple, now["names"])})


class Touched:
    """Tells whether any of the names may stand in a document: it sees at least what the recognisers see."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = {forms(name) for name in names}

    def __call__(self, document: Document) -> bool:
        hints = (document.source.name, document.title or "")
        text = "".join(map(forms, [*(block.text for block in document.blocks), *hints]))
        return any(name in text for name in self.names)


def forms(text: str) -> str:
    """The tokens of a text in the form by which names are looked up, blanks left out, each between two signs."""
    return "".join(f"{BETWEEN}{form(token)}{BETWEEN}" for token in words_of(text) if not token.isspace())
