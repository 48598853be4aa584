"""Texts under different names that are much alike: found by their signatures, judged by their words and numbers.

Signatures (`extract.signature`) come with the papers. Those that agree in a band of it are sorted side by side, and only
neighbours are compared, so that the work grows with the number of papers and not with that of their pairs. What was found
between two papers before is not worked out again.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Callable, Iterator, Sequence, Set

import numpy as np
import numpy.typing as npt
from sqlite_utils import Database

from db.rows import Row
from extract.likeness import PRIME, RUNNING, SIZE, alike, numbers, shingles

ROWS = 3  # numbers of a band: of two papers that share half their wording, some band agrees in 98 of 100 cases
NEIGHBOURS = 2  # with which a paper is compared in each band
MOST = 3  # earlier papers that a paper is said to be alike
LEAST = 0.5  # of the wording, to be called a near copy
MARGIN = 0.1  # by which a signature may be wrong
SHOWN = 6  # numbers of either paper that the evidence names
STEP = 50_000  # pairs of signatures compared at once
SPREAD = np.uint64(PRIME)
Signatures = npt.NDArray[np.uint32]  # a row a paper
Pairs = npt.NDArray[np.int64]  # two columns: rows of signatures, the lower first


def near_copies(
    database: Database,
    wanted: Callable[[str, str], bool],
    fresh: Set[str] | None = None,
    several: Set[str] = frozenset(),
) -> Iterator[Row]:
    """A row of `relations` for every pair of papers whose wording is much alike, the later paper first; of the pairs that
    are `wanted`, told by their ids.

    Pairs that were likely before the `fresh` papers came were judged then; so they are not judged again, unless one is of
    `several` versions, which may not have been wanted then.
    """
    ids, drawn = list[str](), bytearray()
    for document_id, minhash in database.execute(
        "SELECT document_id, minhash FROM signatures JOIN documents ON id = document_id ORDER BY date, document_id"
    ):
        ids.append(document_id)
        drawn += base64.b64decode(minhash)
    signatures = np.frombuffer(drawn, "<u4").reshape(-1, SIZE)
    known = {
        (row["document_id"], row["other_document_id"]): row
        for row in database["relations"].rows_where("similarity IS NOT NULL")
    }
    judged = set() if fresh is None else pairs_of(ids, signatures, fresh)
    texts = Texts(database)
    for earlier, later in likely(signatures):
        names = (ids[later], ids[earlier])
        if not wanted(*names):
            continue
        row = known.get(names)
        if row is None and (names not in judged or not several.isdisjoint(names)):
            row = texts.compared(*names)
        if row is not None:
            yield row


def pairs_of(ids: Sequence[str], signatures: Signatures, fresh: Set[str]) -> set[tuple[str, str]]:
    """The likely pairs, the later paper first, as they were without some papers."""
    old = [number for number, document_id in enumerate(ids) if document_id not in fresh]
    return {(ids[old[later]], ids[old[earlier]]) for earlier, later in likely(signatures[old])}


def likely(signatures: Signatures) -> list[tuple[int, int]]:
    """Pairs of papers whose signatures are alike: of every paper with those earlier ones that it is most alike."""
    pairs = candidates(signatures)
    parts = (pairs[start : start + STEP] for start in range(0, len(pairs), STEP))
    shared = [(signatures[part[:, 0]] == signatures[part[:, 1]]).sum(axis=1) for part in parts]
    estimates = np.concatenate([np.empty(0, np.int64), *shared])
    enough = estimates >= (LEAST - MARGIN) * SIZE
    pairs, estimates = pairs[enough], estimates[enough]
    order = np.lexsort((pairs[:, 0], -estimates, pairs[:, 1]))
    later = pairs[order, 1]
    best = order[later != np.concatenate([np.full(MOST, -1), later])[: len(later)]]
    return [(int(one), int(other)) for one, other in pairs[np.sort(best)]]


def candidates(signatures: Signatures) -> Pairs:
    """Pairs that agree in a band, each once: of many that do, those that stand together when sorted by the band after it."""
    count = len(signatures)
    bands = mixed(signatures)
    codes = [np.empty(0, np.int64)]
    for number, band in enumerate(bands):
        order = np.lexsort((bands[(number + 1) % len(bands)], band))
        for step in range(1, min(NEIGHBOURS, count - 1) + 1):
            one, other = order[:-step], order[step:]
            agree = band[one] == band[other]
            low, high = np.minimum(one, other)[agree], np.maximum(one, other)[agree]
            codes.append(low * count + high)
    return np.stack(np.divmod(np.unique(np.concatenate(codes)), max(count, 1)), axis=1)


def mixed(signatures: Signatures) -> list[npt.NDArray[np.uint64]]:
    """The bands, each as one number a paper."""
    columns = (signatures[:, first : first + ROWS].T.astype(np.uint64) for first in range(0, SIZE, ROWS))
    start = np.zeros(len(signatures), np.uint64)
    return [functools.reduce(lambda sofar, column: (sofar ^ column) * SPREAD, band, start) for band in columns]


class Texts:
    """The wordings of papers, read from the database when two are to be compared."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.of = functools.lru_cache(maxsize=256)(self.read)

    def read(self, document_id: str) -> tuple[set[str], set[str]]:
        """The shingles and the numbers of a paper."""
        sql = "SELECT text FROM blocks WHERE document_id = ? AND kind NOT IN (?, ?) ORDER BY seq"
        texts = [text for (text,) in self.database.execute(sql, [document_id, *RUNNING])]
        return shingles(texts), numbers(texts)

    def compared(self, later: str, earlier: str) -> Row | None:
        """How two papers are related by their wording; None where they are not."""
        (words, figures), (other_words, other_figures) = self.of(later), self.of(earlier)
        similarity = alike(words, other_words)
        if similarity < LEAST:
            return None
        same = words == other_words and figures == other_figures
        said, other_said = ({word for shingle in one for word in shingle.split()} for one in (words, other_words))
        apart = told("numbers", figures, other_figures) or told("words", said, other_said)
        return {
            "document_id": later,
            "relation": "same_text" if same else "near_copy",
            "other_document_id": earlier,
            "similarity": round(similarity, 3),
            "evidence": "the same words and numbers" if same else apart or "the same words, in another order",
        }


def told(what: str, own: set[str], other: set[str]) -> str:
    """What sets two texts apart whose wording is alike: the numbers, or else the words, that only one of them has."""
    if own == other:
        return ""
    here, there = listed(own - other), listed(other - own)
    return f"much the same words; {what} of this paper only: {here}; of the other only: {there}"


def listed(figures: set[str]) -> str:
    shown = sorted(figures, key=lambda one: (-len(one), one))[:SHOWN]
    return ", ".join([*shown, *["…"] * (len(figures) > SHOWN)]) or "none"
