"""What officers say a paper is: fields of its identity, decided for one file, in place of what was read in it.

API: `stated(decisions, sha256)` gives the last decision on each field of a file; `corrected(paper, stated)` the paper as it is
by these; `evidence(rows, …)` the rows of `identity_evidence` with them; `unheard(database, decisions)` the files that are to
be loaded again for their sake. Ids, works and relations follow, since they are made of what a paper is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from db.decisions import NAMING, Decisions
from db.ledger import Decision, Review
from db.naming import record_id
from db.rows import OFFICER, Row
from extract.record import Paper, Reason

TABLE = "identity_evidence"
FIELDS = NAMING  # what may be decided; who may see a paper is decided by itself
CAREFUL = ("minutes", "list_of_participants", "other")  # kinds that are internal, also where an officer names the kind


@dataclass(frozen=True, slots=True)
class Stated:
    """What holds for a field of a paper, by an officer's word; None where it is to be empty."""

    field: str
    value: str | None
    decision: Decision


def field_id(sha256: str, field: str) -> str:
    """The id of what officers say of a field of a file."""
    return record_id(sha256, TABLE, field, OFFICER)


def stated(decisions: Decisions, sha256: str) -> dict[str, Stated]:
    """What officers say of a file, by field."""
    reviews = [one.review for one in decisions.own(sha256) if one.review.table == TABLE]
    said = [(field, value, one.decision) for one in reviews for field, value in json.loads(one.value or "{}").items()]
    return {field: Stated(field, value, decision) for field, value, decision in said if decision != "reopened"}


def corrected(paper: Paper, said: Mapping[str, Stated]) -> Paper:
    """The paper as officers say it is. One of a careful kind is internal; none becomes public by its kind."""
    if not said:
        return paper
    changed = replace(paper, **{one.field: one.value for one in said.values()})  # type: ignore[arg-type]
    if "kind" not in said or changed.kind not in CAREFUL or changed.access != "public":
        return changed
    reason = Reason("access", "internal", f"papers of the kind {changed.kind} are internal", 1.0)
    return replace(changed, access="internal", why=(*(one for one in paper.why if one.field != "access"), reason))


def evidence(document_id: str, sha256: str, rows: Iterable[Row], said: Mapping[str, Stated]) -> list[Row]:
    """The evidence for a paper's identity: what was read, as far as it still counts, and what officers say."""
    read = [row | status(row, said.get(str(row["field"]))) for row in rows]
    return read + [
        {
            "id": field_id(sha256, one.field),
            "document_id": document_id,
            "field": one.field,
            "value": one.value,
            "method": OFFICER,
            "confidence": 1.0,
            "status": one.decision,
        }
        for one in said.values()
    ]


def status(row: Row, said: Stated | None) -> Row:
    """What becomes of a reason for which a field was read so."""
    return {} if said is None else {"status": "confirmed" if row["value"] == said.value else "rejected"}


def read(database: Database, document_id: str, field: str) -> str | None:
    """What the rules read of a field, whatever officers say."""
    sql = f"SELECT value FROM {TABLE} WHERE document_id = ? AND field = ? AND method <> ? ORDER BY confidence DESC LIMIT 1"  # noqa: S608
    found = database.execute(sql, [document_id, field, OFFICER]).fetchone()
    return found and str(found[0])


def stands(database: Database, review: Review, document_id: str | None) -> str:
    """How a decision on a field stands: whether its paper is here, and whether the same is read there as when it was taken."""
    if document_id is None:
        return "no paper"
    before: dict[str, str | None] = json.loads(review.machine or "{}")
    return "exact" if all(read(database, document_id, one) == value for one, value in before.items()) else "changed"


def unheard(database: Database, decisions: Decisions, *, all_: bool = False) -> set[str]:
    """The files on whose identity decisions came since the database was last settled, or at any time."""
    heard = 0 if all_ else database.execute("SELECT coalesce(max(id), 0) FROM reviews").fetchone()[0]
    return {one.sha256 for entry, one in decisions.all if one.table == TABLE and one.sha256 and entry.id > heard}
