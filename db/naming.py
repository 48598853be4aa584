"""Names that last: ids of documents, works, blocks and records, the same whatever was loaded before them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from sqlite_utils import Database

from extract.record import Paper

ONE_A_PERIOD = ("work_plan",)  # a group has one of these in a period, whatever its title says
UNFINISHED = ("draft", "advance")  # versions that the symbol does not tell apart
REVISION = re.compile(r"(?:[/ ](?:Rev|Corr)[. ]?\d*)+\*?$|\*+$", re.IGNORECASE)
LONGEST = 72  # characters of a slug
SHORT_HASH = 8


def slug(*parts: str | None) -> str:
    """The parts as one word of an address, cut between words.

    >>> slug("work_plan", "CLR", "2024", None, "2025")
    'work-plan-clr-2024-2025'
    """
    text = unicodedata.normalize("NFKD", " ".join(part for part in parts if part))
    words = re.findall(r"[a-z0-9]+", "".join(one for one in text if not unicodedata.combining(one)).lower())
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST]


def work_id(paper: Paper, sha256: str) -> str:
    """The work that a paper is a version of: same symbol, same work; revisions and corrigenda are of what they change."""
    return slug(REVISION.sub("", paper.symbol or "")) or described(paper, sha256)


def document_slug(paper: Paper, language: str | None, sha256: str) -> str:
    """The id that a paper's document has if no other document has a better claim to it."""
    name = slug(paper.symbol) or described(paper, sha256)
    version = paper.version if paper.version in UNFINISHED else None
    return "-".join(part for part in (name, language, version) if part)


def described(paper: Paper, sha256: str) -> str:
    """A name from what a paper is and is about, for papers without a symbol; those that say neither are each their own."""
    if paper.kind in ONE_A_PERIOD and paper.group_id and paper.period_start:
        return slug(paper.kind, paper.group_id, *period(paper))
    if title := slug(paper.title):
        when = slug(paper.date or paper.meeting_id or paper.period_start)
        return title if when in title.split("-") else slug(title, when)
    return slug(paper.kind, paper.date, sha256[:SHORT_HASH])


def period(paper: Paper) -> tuple[str | None, ...]:
    return (
        (paper.period_start,)
        if paper.period_end in (None, paper.period_start)
        else (paper.period_start, paper.period_end)
    )


def claimed(database: Database, wanted: str, sha256: str) -> str:
    """The id for a file's document: of several documents of one slug the lowest sha256 has it, the others add theirs.

    A document that loses its claim to the new one is renamed, so that the order of loading does not matter.
    """
    rows = database.execute(
        "SELECT DISTINCT documents.id, sha256 FROM documents JOIN files ON document_id = documents.id WHERE documents.id = ?",
        [wanted],
    ).fetchall()
    for holder, other in rows:
        if other == sha256:
            return wanted
        if other < sha256:
            return suffixed(wanted, sha256)
        rename(database, holder, suffixed(wanted, other))
    return wanted


def suffixed(wanted: str, sha256: str) -> str:
    return f"{wanted}-{sha256[:SHORT_HASH]}"


def promote(database: Database, left: str) -> None:
    """Give an id that a document has left to the next that claims it, if there is one."""
    found = re.fullmatch(rf"(.+)-[0-9a-f]{{{SHORT_HASH}}}", left)
    if found is None and not exists(database, left):
        rows = database.execute(
            "SELECT documents.id FROM documents JOIN files ON document_id = documents.id"
            " WHERE documents.id = ? || '-' || substr(sha256, 1, ?) ORDER BY sha256 LIMIT 1",
            [left, SHORT_HASH],
        ).fetchall()
        for (heir,) in rows:
            rename(database, heir, left)


def document_of(database: Database, sha256: str) -> str | None:
    """The id of the document of a file, None where it is not in the database."""
    found = database.execute("SELECT document_id FROM files WHERE sha256 = ? LIMIT 1", [sha256]).fetchone()
    return found and str(found[0])


def exists(database: Database, document_id: str) -> bool:
    return database.execute("SELECT 1 FROM documents WHERE id = ?", [document_id]).fetchone() is not None


def rename(database: Database, old: str, new: str) -> None:
    """Give a document another id; all that hangs on it follows through its foreign keys."""
    database.execute("UPDATE documents SET id = ? WHERE id = ?", [new, old])
    for table in ("pages", "blocks"):
        database.execute(f"UPDATE {table} SET id = ? || substr(id, ?) WHERE document_id = ?", [new, len(old) + 1, new])  # noqa: S608


def block_id(document_id: str, seq: int) -> str:
    return f"{document_id}_{seq}"


def page_id(document_id: str, number: int) -> str:
    return f"{document_id}_p{number}"


def record_id(*parts: object) -> str:
    """A hash of where a value stands and what it is: 16 hex digits, the same in every build."""
    return hashlib.sha256("\x1f".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:16]
