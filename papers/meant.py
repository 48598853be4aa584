"""Which file or paper somebody means who names it by id, symbol, name of the file, or hash: one, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from db.archive import Archive
from db.naming import document_of
from db.renaming import former
from db.standing import withdrawals
from papers.account import left_out
from papers.errors import NoPaper, NotFound
from papers.terminal import harmless

SHORTEST = 8  # digits of a hash that name a file
NAMED = 5  # of the files that may be meant
DOCUMENTS = """
SELECT DISTINCT f.sha256, d.id FROM files AS f JOIN documents AS d ON d.id = f.document_id
WHERE d.id = :asked OR d.symbol = :asked COLLATE NOCASE OR f.name = :asked
  OR (length(:asked) >= :shortest AND substr(f.sha256, 1, length(:asked)) = :asked)
ORDER BY d.id
"""
LIKE = "SELECT id FROM documents WHERE id LIKE '%' || ? || '%' ORDER BY id LIMIT ?"


@dataclass(frozen=True, slots=True)
class Meant:
    """A received file; `document_id` is None where its paper is not in the database."""

    sha256: str
    name: str
    document_id: str | None = None


def meant(archive: Archive, database: Database, asked: str) -> Meant:
    """The one file that is meant; raises NotFound where none is, or several are."""
    rows = database.execute(DOCUMENTS, {"asked": asked, "shortest": SHORTEST}).fetchall()
    found = dict([row for row in rows if row[1] == asked] or rows) or aside(archive, database, asked)
    if len(found) > 1:
        several = [described(archive, *one) for one in found.items()]
        said = " or ".join([*several[:NAMED], *["another"] * (len(several) > NAMED)])
        raise NotFound(f"{asked!r} may be one of {len(found)} papers: say {said}.")
    for sha256, document_id in found.items():
        had = [one for one in withdrawals(archive.ledger).values() if one.document_id == asked and one.sha256 != sha256]
        if had and document_id == asked:
            raise NotFound(
                f"{asked!r} was the id of {had[-1].name}, which is withdrawn, and is now that of another file: "
                f"say {sha256[:12]} for this one, or {had[-1].sha256[:12]} for the other."
            )
        return Meant(sha256, archive.first_name(sha256), document_id)
    near = [one for (one,) in database.execute(LIKE, [asked, NAMED])]
    hint = (
        f"did you mean {' or '.join(near)}?" if near else "`papers search WORDS` shows ids, `papers status` the rest."
    )
    raise NoPaper(f"There is no paper or file {asked!r}: {hint}")


def paper_meant(archive: Archive, database: Database, asked: str) -> str:
    """The id of the one paper that is meant; raises NotFound, with the reason where its file is in no database."""
    file = meant(archive, database, asked)
    if file.document_id is not None:
        return file.document_id
    if gone := withdrawals(archive.ledger).get(file.sha256):
        raise NotFound(left_out(file.name, gone).message)
    for one in archive.quarantined():
        if one.sha256 == file.sha256:
            raise NotFound(f"{one.name!r} is in quarantine {harmless(f'({one.reason}): {one.message}')}")
    raise NotFound(f"{file.name!r} was received, and is in no database: `papers build` brings it in.")


def aside(archive: Archive, database: Database, asked: str) -> Mapping[str, str | None]:
    """Files by sha256 that had this id once, each with the id that it has now; else those in no database."""
    files = dict.fromkeys(one.sha256 for one in former(archive.ledger) if one.id == asked) or dict.fromkeys(
        one.sha256
        for one in archive.receipts()
        if one.name == asked or (len(asked) >= SHORTEST and one.sha256.startswith(asked))
    )
    return {sha256: document_of(database, sha256) for sha256 in files}


def described(archive: Archive, sha256: str, document_id: str | None) -> str:
    """A file by what tells it apart: the id of its paper, else digits of its hash; and its name."""
    return f"{document_id or sha256[:12]} ({archive.first_name(sha256)})"
