"""Officers' decisions in the database that is there: applied at once, and told in the table `reviews`.

API: `settle(database, decisions)` brings a database up to date with the decisions that came since it was last settled, and
gives the ids of the documents it touched; `fill(database, decisions)` writes the table `reviews` afresh.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from db.anchor import Finder
from db.decisions import Decisions, Identity, identity
from db.identity import TABLE, stands
from db.judgement import Ground, judged, unjudged
from db.ledger import Entry, Review
from db.load import insert
from db.naming import SHORT_HASH
from db.reference import forget_unnamed, name_unknown
from db.rows import COLUMNS, Row

CONCERNED = """
SELECT document_id FROM files WHERE sha256 = :sha256 OR name = :name OR document_id = :id
OR (document_id LIKE :id || '-%' AND length(document_id) = length(:id) + :suffix)
UNION SELECT document_id FROM review_fits WHERE review_id IN (SELECT id FROM reviews WHERE record = :record)
"""
FITS = """
SELECT fits FROM review_fits WHERE review_id = ? ORDER BY document_id IS NOT ?, document_id LIMIT 1
"""


def settle(database: Database, decisions: Decisions) -> list[str]:
    """Apply decisions that the database has not heard of; running it again changes nothing."""
    heard = database.execute("SELECT coalesce(max(id), 0) FROM reviews").fetchone()[0]
    new = [review for entry, review in decisions.all if entry.id > heard]
    with database.atomic():
        touched = sorted({document for review in new for document in concerned(database, review)})
        for document_id in touched:
            apply(database, document_id, decisions)
        if new:
            forget_unnamed(database)
            fill(database, decisions)
    return touched


def concerned(database: Database, review: Review) -> Iterator[str]:
    """The documents that a decision may have a say on: that of its file, those of the same paper or name, and those where
    the one before it stood."""
    values = {"sha256": review.sha256, "name": review.name, "id": review.paper.get("id"), "suffix": SHORT_HASH + 1}
    values |= {"record": review.record}
    if review.sha256 is None:  # by an older program, which wrote down no more than the value's id
        found = found_value(database, review.record)
        yield from [str(found[1]["document_id"])] if found else []
    yield from (document for (document,) in database.execute(CONCERNED, values).fetchall())


def found_value(database: Database, record: str) -> tuple[str, Row] | None:
    """Table and row of a value, if there is one with this id."""
    for table in COLUMNS:
        for row in database.query(f'SELECT * FROM "{table}" WHERE id = ?', [record]):  # noqa: S608
            return table, row
    return None


def apply(database: Database, document_id: str, decisions: Decisions) -> None:
    """Make a document's values anew from what the machine found in it and all decisions, without reading it again."""
    known = identity_of(database, document_id)
    found = machine_rows(database, document_id)
    texts = database.execute("SELECT text FROM blocks WHERE document_id = ? ORDER BY seq", [document_id]).fetchall()
    ground = Ground(document_id, known.sha256, Finder([text for (text,) in texts]))
    rows, fits = judged(ground, found, decisions.of(known))
    for table in reversed([*COLUMNS, "review_fits"]):
        database.execute(f'DELETE FROM "{table}" WHERE document_id = ?', [document_id])  # noqa: S608
    for table, several in (*((table, rows.get(table, [])) for table in COLUMNS), ("review_fits", fits)):
        name_unknown(database, table, several)
        insert(database, table, several)


def identity_of(database: Database, document_id: str) -> Identity:
    [document] = database.query("SELECT * FROM documents WHERE id = ?", [document_id])
    return identity(document, list(database.query("SELECT * FROM files WHERE document_id = ?", [document_id])))


def machine_rows(database: Database, document_id: str) -> dict[str, list[Row]]:
    """What the machine found in a document, by table: its rows without what officers made of them."""
    fits = database.query("SELECT * FROM review_fits WHERE document_id = ? AND machine IS NOT NULL", [document_id])
    by_record = {(one["table"], one["record"]): one for one in fits}
    actions = {one["record"]: one["machine_id"] for one in by_record.values()}
    found: dict[str, list[Row]] = {}
    for table in COLUMNS:
        rows = database.query(f'SELECT * FROM "{table}" WHERE document_id = ? ORDER BY rowid', [document_id])  # noqa: S608
        own = [unjudged(row, by_record.get((table, row["id"]))) for row in rows]
        found[table] = [row for row in own if row is not None]
    for row in found["action_items"]:
        row["action_id"] = actions.get(row["action_id"], row["action_id"])
    return found


def fill(database: Database, decisions: Decisions) -> None:
    """Write the table `reviews` afresh: every decision, with the document that its file has now, and how it stands."""
    documents = dict(database.execute("SELECT sha256, document_id FROM files").fetchall())
    with database.atomic():
        database.execute("DELETE FROM reviews")
        insert(database, "reviews", (row(database, decisions, documents, *one) for one in decisions.all))


def row(database: Database, decisions: Decisions, documents: dict[str, str], entry: Entry, review: Review) -> Row:
    document_id = documents.get(review.sha256 or "")
    return {
        "id": entry.id,
        "table": review.table,
        "record": review.record,
        "document_id": document_id,
        "decision": review.decision,
        "value": review.value,
        "machine": review.machine,
        "words": review.place.quote if review.place and document_id else None,  # a paper that is not here is not quoted
        "fits": standing(database, decisions, entry, review, document_id),
        "actor": review.actor,
        "note": review.note,
        "at": entry.at,
    }


def standing(database: Database, decisions: Decisions, entry: Entry, review: Review, document_id: str | None) -> str:
    """How a decision stands: what `review_fits` says of its own document, else of another of the same paper."""
    if decisions.last[review.record][0].id != entry.id:
        return "superseded"
    if review.decision == "reopened":
        return "reopened"
    if review.table == TABLE:
        return stands(database, review, document_id)
    found = database.execute(FITS, [entry.id, document_id]).fetchone()
    return str(found[0]) if found else "no paper"
