"""What new files are to those that were there before: versions of the same paper, for which decisions on it may hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from sqlite_utils import Database

from db.naming import document_of
from papers.queue import UNFIT
from papers.report import Copy, Succession

WORKS = """
SELECT d.work_id, d.language, d.id FROM documents AS d
WHERE d.work_id IN (SELECT work_id FROM documents GROUP BY work_id HAVING count(*) > 1) ORDER BY d.id
"""
CARRIED = """
SELECT f.document_id, r.document_id, f.fits, count(*) FROM review_fits AS f JOIN reviews AS r ON r.id = f.review_id
WHERE f.document_id <> r.document_id GROUP BY 1, 2, 3
"""
RELATED = "SELECT document_id, other_document_id, relation FROM relations WHERE similarity IS NULL"
FRESH = "SELECT sha256, document_id FROM files"
Pair = tuple[str, str]


def copies_of(database: Database, copies: Iterable[Copy]) -> list[Copy]:
    """Copies with the ids of their papers."""
    return [replace(one, document_id=document_of(database, one.sha256)) for one in copies]


def successions(database: Database, new: Set[str]) -> Iterator[Succession]:
    """For each paper of a file that is `new` (by sha256) the one that it is a version of, where that was there before: the one
    whose decisions hold for it, or else that which it supersedes, corrects or is the same as, or else another of its work."""
    carried, related = decided(database), relations(database)
    for document_id, others in beside(database, new, carried):
        one = max(others, key=lambda other: (carried[document_id, other].total(), (document_id, other) in related))
        fits = carried[document_id, one]
        unfit = sum(fits[how] for how in UNFIT)
        yield Succession(document_id, one, related.get((document_id, one)), fits.total() - unfit, unfit)


def beside(database: Database, new: Set[str], carried: dict[Pair, Counter[str]]) -> Iterator[tuple[str, list[str]]]:
    """New papers, each with the older ones of its work and language, and those whose decisions concern it."""
    papers = {document_id for sha256, document_id in database.execute(FRESH) if sha256 in new}
    works = defaultdict[Pair, list[str]](list)
    for work_id, language, document_id in database.execute(WORKS):
        works[work_id, language].append(document_id)
    found = defaultdict[str, list[str]](list)  # in the order of ids
    for several in works.values():
        for one in papers.intersection(several):
            found[one] += [other for other in several if other not in papers]
    for one, other in carried:
        found[one] += [other] * (one in papers and other not in papers)
    return ((one, others) for one, others in sorted(found.items()) if others)


def decided(database: Database) -> dict[Pair, Counter[str]]:
    """How decisions on one paper stand in another, by the two: the paper in which they stand first."""
    found = defaultdict[Pair, Counter[str]](Counter)
    for document_id, other, fits, count in database.execute(CARRIED):
        found[document_id, other][fits] += count
    return found


def relations(database: Database) -> dict[Pair, str]:
    """What papers of a work are to one another."""
    return {(one, other): relation for one, other, relation in database.execute(RELATED)}
