"""Which decisions of officers concern a paper: those on its own file, and those on files that it is a correction of.

API: `Decisions(ledger.reviews())`; `of(identity)` gives the last decision on each value, own ones first; `identity(row,
files)` tells who a document is from its rows in `documents` and `files`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.ledger import Entry, Review
from db.naming import document_slug
from db.rows import Row
from extract.record import Paper

NAMING = ("kind", "symbol", "version", "title", "date", "period_start", "period_end", "meeting_id", "group_id")
SAID = ("kind", "symbol", "language", "version", "group_id", "meeting_id", "period_start")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a document is: its file's hash, names and first receipt (UTC), and by `said` what the paper says it is.

    `said["id"]` is the id that the paper's document has by right: symbol, language and version, or what stands for them.
    """

    sha256: str
    names: frozenset[str]
    received_at: str | None
    said: Mapping[str, str]

    def corrects(self, other: Review) -> bool:
        """Whether this file came after that of a decision and is the same paper.

        It is where both have the same id by right, or the same name and nothing that they say of themselves differs.
        """
        if (self.received_at or "") < (other.received_at or ""):
            return False
        said, own = other.paper, self.said
        alike = all(said[one] == own[one] for one in SAID if one in said and one in own)
        same_name = other.name in self.names and alike and said.get("version") == own.get("version")
        return same_name or said.get("id") == own["id"]


def identity(document: Row, files: Sequence[Row]) -> Identity:
    sha256 = str(files[0]["sha256"])
    said = {name: str(document[name]) for name in (*NAMING, "language") if document[name] is not None}
    paper = Paper(**{name: said.get(name) for name in NAMING} | {"kind": said["kind"]})  # type: ignore[arg-type]
    own = {"id": document_slug(paper, said.get("language"), sha256)} | {one: said[one] for one in SAID if one in said}
    came = min((str(one["received_at"]) for one in files if one["received_at"]), default=None)
    return Identity(sha256, frozenset(str(one["name"]) for one in files), came, own)


@dataclass(frozen=True, slots=True)
class Standing:
    """The last decision on a value, and whether it was made on another file of the same paper."""

    entry: Entry
    review: Review
    carried: bool = False


class Decisions:
    """All decisions of a ledger; `last` holds the one that stands, by the value's id."""

    def __init__(self, reviews: Iterable[tuple[Entry, Review]] = ()) -> None:
        self.all = list(reviews)
        self.last = {review.record: (entry, review) for entry, review in self.all}
        self.by = defaultdict[tuple[str, str | None], list[tuple[Entry, Review]]](list)
        for entry, review in self.last.values():
            for key in (("file", review.sha256), ("paper", review.paper.get("id")), ("name", review.name)):
                self.by[key].append((entry, review))

    def own(self, sha256: str) -> list[Standing]:
        """The decisions on one file."""
        return [Standing(*one) for one in self.by.get(("file", sha256), ())]

    def of(self, paper: Identity) -> list[Standing]:
        """What stands for a paper: own decisions in their order, then those on other files, the latest first.

        Decisions of older programs, which do not say of which file they are, are among the own.
        """
        own = [Standing(*one) for one in (*self.by["file", paper.sha256], *self.by["file", None])]
        others = {
            entry.id: Standing(entry, review, carried=True)
            for key in (("paper", paper.said["id"]), *(("name", name) for name in paper.names))
            for entry, review in self.by[key]
            if review.sha256 not in (None, paper.sha256) and review.decision != "reopened" and paper.corrects(review)
        }
        return sorted(own, key=lambda one: one.entry.id) + sorted(others.values(), key=lambda one: -one.entry.id)
