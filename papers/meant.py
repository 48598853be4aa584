"""Which file an officer means who names it by the id or symbol of its paper, its own name, or its hash."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from db.archive import Archive
from db.standing import withdrawals
from papers.errors import NotFound

SHORTEST = 8  # digits of a hash that name a file
NAMED = 5  # of the files that may be meant
DOCUMENTS = """
SELECT DISTINCT f.sha256, d.id FROM files AS f JOIN documents AS d ON d.id = f.document_id
WHERE d.id = :asked OR d.symbol = :asked COLLATE NOCASE OR f.name = :asked
  OR (length(:asked) >= :shortest AND substr(f.sha256, 1, length(:asked)) = :asked)
"""


@dataclass(frozen=True, slots=True)
class Meant:
    """A received file; `document_id` is None where none of its papers is in the database."""

    sha256: str
    name: str
    document_id: str | None = None


def meant(archive: Archive, database: Database, asked: str) -> Meant:
    """The one file that is meant; raises NotFound where none is, or several are."""
    rows = database.execute(DOCUMENTS, {"asked": asked, "shortest": SHORTEST}).fetchall()
    found = dict(next(([row] for row in rows if row[1] == asked), rows)) or received(archive, asked)
    if len(found) > 1:
        names = " or ".join([document_id or sha256[:12] for sha256, document_id in sorted(found.items())][:NAMED])
        raise NotFound(f"{asked!r} may be one of {len(found)} files: say {names}.")
    for sha256, document_id in found.items():
        had = [one for one in withdrawals(archive.ledger).values() if one.document_id == asked and one.sha256 != sha256]
        if had and document_id == asked:
            raise NotFound(
                f"{asked!r} was the id of {had[-1].name}, which is withdrawn, and is now that of another file: "
                f"say {sha256[:12]} for this one, or {had[-1].sha256[:12]} for the other."
            )
        return Meant(sha256, archive.received_as(sha256)[0].name, document_id)
    raise NotFound(
        f"No file {asked!r} was received: `papers search WORDS` shows ids, `papers status` what was withdrawn."
    )


def received(archive: Archive, asked: str) -> dict[str, str | None]:
    """Files that are in no database, by sha256: those in quarantine, and those that were withdrawn."""
    gone: dict[str, str | None] = {
        one.sha256: None for one in withdrawals(archive.ledger).values() if one.document_id == asked
    }
    return gone or {
        one.sha256: None
        for one in archive.receipts()
        if one.name == asked or (len(asked) >= SHORTEST and one.sha256.startswith(asked))
    }
