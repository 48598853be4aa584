"""What officers decided about whole files: withdrawn or not, public or internal; from the ledger into the database.

API: `withdrawals(ledger)` and `access_decisions(ledger)` give the last decision on each file by its sha256;
`settle(database, ledger)` makes a database say the same, whatever it said before. A file that was withdrawn is not in the
database. A paper has the access that was decided for its file, but one of a kind that names persons is public only where
that decision said that the names are removed, whatever its kind was then; one that nobody decided on is internal where
another language or version of the same work was made internal, or where its file was found without a receipt, so that
decisions on it may be lost; and otherwise what its reading found.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sqlite_utils import Database

from db.archive import ADOPTED
from db.ledger import Ledger
from db.load import insert, remove_paper
from db.naming import record_id
from db.rows import OFFICER

Level = Literal["public", "internal"]
CLEARED = "public, names removed"  # older programs do not know it, and keep such a paper internal
LEVELS: Mapping[str, Level] = MappingProxyType({"public": "public", CLEARED: "public", "internal": "internal"})
PERSONAL = ("minutes", "list_of_participants")  # kinds of papers that name persons
UNCLEARED = "officer said public, but not that names are removed: decide again with --names-removed"
BESIDE = "officer, of another version"
UNTOLD = "no receipt: what was decided on it may be lost"
GIVEN = (OFFICER, UNCLEARED, BESIDE, UNTOLD)
DECIDED = f"field = 'access' AND method IN {GIVEN}"
ADOPTED_ONLY = """
SELECT json_extract(body, '$.sha256') FROM entries WHERE json_extract(body, '$.event') = 'received'
GROUP BY 1 HAVING min(json_extract(body, '$.origin') = ?)
"""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A file that is not to be in the databases: who said so when and why, and the id that its paper had."""

    sha256: str
    name: str
    at: str
    actor: str
    reason: str
    document_id: str | None = None


def withdrawals(ledger: Ledger) -> dict[str, Withdrawal]:
    """The files that are withdrawn now, by sha256."""
    found = dict[str, Withdrawal]()
    for entry, event in ledger.told("withdrawn", "restored"):
        sha256 = event.sha256 or ""
        if event.event == "restored":
            found.pop(sha256, None)
        else:
            said = (event.name or sha256[:12], entry.at, event.actor or "somebody", event.note or "no reason given")
            found[sha256] = Withdrawal(sha256, *said, event.document_id)
    return found


def access_decisions(ledger: Ledger) -> dict[str, str]:
    """What was decided on the access to a file, one of `LEVELS`, by sha256; without decisions that were taken back."""
    said = {event.sha256: event.detail for _, event in ledger.told("access")}
    return {sha256: told for sha256, told in said.items() if sha256 and told and told in LEVELS}


def settle(database: Database, ledger: Ledger) -> bool:
    """Make a database say what was decided; gives whether it said anything else."""
    gone = [sha256 for sha256 in withdrawals(ledger) if forget(database, sha256)]
    adopted = untold(ledger)
    if not adopted and not any(ledger.told("access")):
        return bool(gone)
    before = seen(database)
    with database.atomic():
        settle_access(database, access_decisions(ledger), adopted)
    return bool(gone) or seen(database) != before


def untold(ledger: Ledger) -> set[str]:
    """Files that were found among the originals, and of which no receipt ever told: their ledger is lost."""
    return {sha256 for (sha256,) in ledger.connection.execute(ADOPTED_ONLY, [ADOPTED])}


def seen(database: Database) -> list[tuple[str, str]]:
    return database.execute("SELECT id, access FROM documents ORDER BY id").fetchall()


def forget(database: Database, sha256: str) -> bool:
    """Take a file's paper out, of the pages of the database and of its index too; gives whether there was one."""
    database.execute("PRAGMA secure_delete = ON")
    with database.atomic():
        left = remove_paper(database, sha256)
        if left is not None:
            database.execute("INSERT INTO blocks_fts (blocks_fts) VALUES ('optimize')")
    return left is not None


def settle_access(database: Database, decisions: Mapping[str, str], adopted: Set[str]) -> None:
    take_back(database)
    files = dict(database.execute("SELECT document_id, sha256 FROM files").fetchall())
    kinds = dict(database.execute("SELECT id, kind FROM documents").fetchall())
    decided = {one: decisions[sha256] for one, sha256 in files.items() if sha256 in decisions}
    given = {one: opened(said, kinds[one]) for one, said in decided.items()}
    for one, said in decided.items():
        for other in versions_beside(database, one) if said == "internal" else []:
            given.setdefault(other, ("internal", BESIDE))
    for one, sha256 in files.items():
        if sha256 in adopted:
            given.setdefault(one, ("internal", UNTOLD))
    for one, (level, method) in given.items():
        give(database, one, files[one], level, method)


def opened(said: str, kind: str) -> tuple[Level, str]:
    """The access that a decision gives a paper of a kind, and by what right; it may have been of another kind then."""
    uncleared = said == "public" and kind in PERSONAL
    return ("internal", UNCLEARED) if uncleared else (LEVELS[said], OFFICER)


def take_back(database: Database) -> None:
    """Give all papers the access that their reading found; the careful side where it found none."""
    read = f"SELECT value FROM identity_evidence WHERE document_id = documents.id AND field = 'access' AND method NOT IN {GIVEN}"  # noqa: S608
    given = f"SELECT document_id FROM identity_evidence WHERE {DECIDED}"  # noqa: S608
    sql = f"UPDATE documents SET access = coalesce(({read}), 'internal') WHERE id IN ({given})"  # noqa: S608
    database.execute(sql)
    database.execute(f"DELETE FROM identity_evidence WHERE {DECIDED}")  # noqa: S608


def give(database: Database, document_id: str, sha256: str, level: Level, method: str) -> None:
    """Set the access of a paper, with the decision as its evidence."""
    database.execute("UPDATE documents SET access = ? WHERE id = ?", [level, document_id])
    row = {"id": record_id(sha256, "identity_evidence", "access", level, method), "document_id": document_id}
    decided = {"field": "access", "value": level, "method": method, "confidence": 1.0, "status": "confirmed"}
    insert(database, "identity_evidence", [{**row, **decided}])


def versions_beside(database: Database, document_id: str) -> list[str]:
    """The other languages and versions of a document's work."""
    sql = "SELECT id FROM documents WHERE work_id = (SELECT work_id FROM documents WHERE id = :id) AND id <> :id"
    return [str(one) for (one,) in database.execute(sql, {"id": document_id})]
