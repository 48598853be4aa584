"""How papers hang together: versions of one work, and texts that are much alike; derived from what a database holds.

API: `relate(database)` makes the table `relations` anew, the same whatever was loaded first. A revision supersedes what it
revises, and a finished paper its draft; a corrigendum corrects; a translation is linked to the language that the paper was
written in. Papers that share half of their wording or more are near copies: reported, never merged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from sqlite_utils import Database

from db.copies import near_copies
from db.load import insert
from db.naming import record_id
from db.rows import Row

STATES = {"draft": 0, "advance": 1}  # in the order in which they come; all others are finished
CHANGE = re.compile(r"[/ ](Rev|Corr)[. ]?(\d*)", re.IGNORECASE)
HUB = "en"  # the language that translations hang on where the archive lacks the one that the paper was written in
VERSIONS = """
SELECT id, work_id, symbol, language, original_language, version FROM documents
WHERE work_id IN (SELECT work_id FROM documents GROUP BY work_id HAVING count(*) > 1) ORDER BY work_id, id
"""


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """Which of a work's editions a document is: its revision, how often it was reissued (asterisks of the symbol), its
    state, and the corrigendum that it is to that edition, 0 if none."""

    revision: int = 0
    reissue: int = 0
    state: int = len(STATES)
    corrigendum: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """A document of a work that has several."""

    id: str
    symbol: str | None
    language: str | None
    original: str | None
    edition: Edition


def relate(database: Database, fresh: Set[str] | None = None) -> None:
    """Make the table of relations say what the documents of the database say.

    `fresh` are the documents that came in since it was last made, where none has left or got another id since then: what
    the others are to one another need not be looked at again. None: anything may have changed.
    """
    works = works_of(database)
    versions = [row for documents in works.values() for row in version_rows(documents)]
    of_several = {one.id for documents in works.values() for one in documents}  # a new version may part two of them
    linked = {pair(row) for row in versions}
    of_work = {one.id: work for work, documents in works.items() for one in documents if one.symbol}

    def apart(one: str, other: str) -> bool:
        """Whether nothing links two documents yet, so that it is worth telling that they are much alike."""
        return tuple(sorted((one, other))) not in linked and of_work.get(one, one) != of_work.get(other, other)

    copies = near_copies(database, apart, fresh, of_several)
    rows = [{**row, "id": record_id("relations", *pair(row), row["relation"])} for row in (*versions, *copies)]
    with database.atomic():
        database.execute("DELETE FROM relations")
        insert(database, "relations", rows)


def works_of(database: Database) -> dict[str, list[Version]]:
    """The works that have several documents, each with its documents by id."""
    works = defaultdict[str, list[Version]](list)
    for id_, work, symbol, language, original, version in database.execute(VERSIONS):
        first = (original or "").partition(",")[0]
        works[work].append(Version(id_, symbol, language, first, edition(symbol, version)))
    return works


def pair(row: Row) -> tuple[str, str]:
    """The two documents of a relation, the lower id first."""
    one, other = sorted((str(row["document_id"]), str(row["other_document_id"])))
    return one, other


def version_rows(documents: Sequence[Version]) -> Iterator[Row]:
    """The relations within a work."""
    firsts = first_of_each(documents)
    yield from duplicates(documents, firsts)
    yield from translations(firsts)
    for one in firsts.values():
        yield from corrections(one, firsts) if one.edition.corrigendum else successions(one, firsts)


def edition(symbol: str | None, version: str | None) -> Edition:
    """The edition by the symbol, else by the word that the paper has for it.

    >>> edition("CCM/MSP/2024/4/Rev.2/Corr.1", "corrigendum")
    Edition(revision=2, reissue=0, state=2, corrigendum=1)
    >>> edition("CCM/MSP/2024/4*", "advance")
    Edition(revision=0, reissue=1, state=1, corrigendum=0)
    """
    changes = {kind.lower(): int(number or 1) for kind, number in CHANGE.findall(symbol or "")}
    if not changes and version in ("revision", "corrigendum"):
        changes = {"revision": {"rev": 1}, "corrigendum": {"corr": 1}}[version]
    reissue = len(symbol or "") - len((symbol or "").rstrip("*"))
    return Edition(changes.get("rev", 0), reissue, STATES.get(version or "", len(STATES)), changes.get("corr", 0))


Firsts = dict[tuple[str, Edition], Version]


def first_of_each(documents: Iterable[Version]) -> Firsts:
    """The document that stands for each language and edition: that of the lowest id."""
    firsts: Firsts = {}
    for one in documents:
        firsts.setdefault((one.language or "", one.edition), one)
    return firsts


def duplicates(documents: Iterable[Version], firsts: Firsts) -> Iterator[Row]:
    """Documents of one symbol, language and edition: the same paper in another file, maybe in another format."""
    for one in documents:
        first = firsts[one.language or "", one.edition]
        if one is not first and one.symbol:
            yield row(one, "same_version", first, f"both are {one.symbol} in the same language and state")


def translations(firsts: Firsts) -> Iterator[Row]:
    """Every language of an edition hangs on the one it was written in, as far as the archive has that."""
    for one in firsts.values():
        beside = {language: other for (language, at), other in firsts.items() if at == one.edition and language}
        hub = next(
            (beside[language] for language in (one.original, HUB, min(beside, default="")) if language in beside), one
        )
        if one.language and hub is not one:
            yield row(one, "translation_of", hub, f"the same edition in {one.language} and {hub.language}")


def successions(one: Version, firsts: Firsts) -> Iterator[Row]:
    """What a revision or a finished paper supersedes: the last edition before it in its language, else that of another;
    the states of one edition are told apart within a language only."""
    before = [other for other in firsts.values() if not other.edition.corrigendum and other.edition < one.edition]
    own = [other for other in before if other.language == one.language]
    others = [other for other in before if revised(other) < revised(one)]
    if last := max(own, key=lambda other: other.edition, default=None) or nearest(one, others):
        yield row(one, "supersedes", last, f"{said(one)} after {said(last)}")


def corrections(one: Version, firsts: Firsts) -> Iterator[Row]:
    """What a corrigendum corrects: the edition that its symbol names, in its language or else in another."""
    wrong = [
        other
        for other in firsts.values()
        if not other.edition.corrigendum and other.edition.revision == one.edition.revision
    ]
    own = [other for other in wrong if other.language == one.language]
    if last := nearest(one, own or wrong):
        yield row(one, "corrects", last, f"{said(one)} to {said(last)}")


def nearest(one: Version, others: list[Version]) -> Version | None:
    """The last edition; of its languages the one that the paper was written in, else English, else the first."""
    order = [one.original, HUB]
    return max(
        others,
        key=lambda other: (
            other.edition,
            other.language in order[:1],
            other.language in order,
            [-ord(letter) for letter in other.id],
        ),
        default=None,
    )


def revised(one: Version) -> tuple[int, int]:
    return one.edition.revision, one.edition.reissue


def said(one: Version) -> str:
    """What an edition is called."""
    state = next((name for name, order in STATES.items() if order == one.edition.state), None)
    return " ".join(part for part in (state, one.symbol or one.id) if part)


def row(one: Version, relation: str, other: Version, evidence: str) -> Row:
    return {"document_id": one.id, "relation": relation, "other_document_id": other.id, "evidence": evidence}
