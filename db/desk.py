"""An officer's desk: from a value in the database, or words of a paper, to the decision that goes into the ledger.

API: `Desk(database, decisions)`; `decide(record, decision, …)`, `reopen(record, …)` and `add(document_id, table, …)` each
give the `Review` to append, `identify(document_id, …)` and `confine(record, …)` several; nothing is written. Raises
`Undecidable` or `db.values.Unfitting`, whose messages are sentences.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlite_utils import Database

from db.anchor import Anchor, Finder, Spot
from db.decisions import Decisions
from db.identity import FIELDS, TABLE, field_id, read
from db.judgement import place_of, told
from db.ledger import Decision, Review
from db.naming import record_id
from db.reviews import found_value, identity_of
from db.rows import OFFICER, Row
from db.values import checked, fitted, in_order, listed, own_columns, whole

SHOWN = 5  # places named where a quote stands at several
PAGE = """
SELECT coalesce(
  (SELECT page FROM cells WHERE block_id = :block AND text <> '' AND :start BETWEEN "start" AND "end" LIMIT 1),
  (SELECT page FROM block_parts WHERE block_id = :block AND "start" <= :start ORDER BY "start" DESC LIMIT 1),
  (SELECT page FROM blocks WHERE id = :block))
"""
DECIDED = """
SELECT DISTINCT r.record FROM reviews AS r LEFT JOIN review_fits AS f ON f.review_id = r.id
WHERE :record IN (r.record, f.record) ORDER BY r.id
"""


class Undecidable(ValueError):
    """A decision that cannot be taken; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, and why."""

    actor: str
    note: str | None = None


class Desk:
    """Makes decisions on values of a database; `decisions` are those that were taken before."""

    def __init__(self, database: Database, decisions: Decisions) -> None:
        self.database, self.decisions = database, decisions
        self.finder = lru_cache(maxsize=8)(self.words_of)
        self.identity = lru_cache(maxsize=64)(lambda document_id: identity_of(database, document_id))

    def decide(
        self, record: str, decision: Decision, signed: Signature, given: Mapping[str, str] | None = None
    ) -> Review:
        """Confirm, correct or reject a value; `given` holds the columns that are corrected, as they were typed."""
        table, row = self.value(record)
        fit = next(
            self.database.query("SELECT * FROM review_fits WHERE record = ? AND machine IS NOT NULL", [record]), None
        )
        shown = json.loads(told(table, row))
        machine = json.loads(str(fit["machine"])) if fit else None if row["method"] == OFFICER else shown
        right = shown | checked(self.database, table, given or {})
        in_order(right, given or {})
        if decision == "corrected" and right == shown:
            raise Undecidable(f"The value {record} says so already; `papers review confirm {record}` confirms it.")
        value = {column: one for column, one in right.items() if machine is None or machine.get(column) != one}
        place = self.anchor(str(row["document_id"]), Spot(*place_of(row)))
        review = self.review(record, decision, signed, str(row["document_id"]), table, place)
        return replace(review, machine=machine and as_json(machine), value=as_json(value) if value else None)

    def reopen(self, record: str, signed: Signature) -> Review:
        """Take the last decision on a value back, whatever became of the value."""
        last = self.decisions.last.get(record)
        found = found_value(self.database, record)
        if last is not None and last[1].decision == "reopened":
            raise Undecidable(f"The last decision on {record} was taken back already.")
        if found is not None and found[1]["status"] != "extracted":
            return self.decide(record, "reopened", signed)
        if last is None:
            raise Undecidable(f"Nobody decided on the value {record}; `papers review --reviewed` lists decisions.")
        return replace(last[1], decision="reopened", actor=signed.actor, note=signed.note)

    def confine(self, record: str, signed: Signature) -> list[Review]:
        """Let the decisions that a value has from another file, or has there, hold for the file on which they were taken only."""
        named = [str(one) for (one,) in self.database.execute(DECIDED, {"record": record})]
        last = [self.decisions.last[one][1] for one in named]
        wide = [one for one in last if one.decision != "reopened" and (one.name or one.paper)]
        if not wide:
            raise Undecidable(
                f"No decision on {record} holds for other files; `papers review --unfit` lists those to look at."
            )
        return [replace(one, name=None, paper={}, actor=signed.actor, note=signed.note) for one in wide]

    def add(
        self, document_id: str, table: str, given: Mapping[str, str], quote: str, page: int | None, signed: Signature
    ) -> Review:
        """Add a value that the machine did not find, at words that stand in the paper."""
        own_columns(table)
        value = whole(table, checked(self.database, table, given))
        in_order(value, given)
        spot = self.spot(document_id, quote.strip(), page)
        key = (self.identity(document_id).sha256, table, *spot.place, *value.values())
        if found_value(self.database, record_id(*key)):
            raise Undecidable(f"This value is there already; `papers review confirm {record_id(*key)}` confirms it.")
        place = self.anchor(document_id, spot)
        review = self.review(record_id(*key), "added", signed, document_id, table, place)
        return replace(review, value=as_json(value))

    def identify(self, document_id: str, given: Mapping[str, str], signed: Signature) -> list[Review]:
        """Say what a paper is; a field that is said to be what was read is confirmed."""
        if strange := next((one for one in given if one not in FIELDS), None):
            raise Undecidable(f"{strange!r} is not decided on for a paper; what may be corrected is {listed(FIELDS)}.")
        value = {
            field: fitted(self.database, "documents", field, " ".join(text.split())) for field, text in given.items()
        }
        [paper] = self.database.query("SELECT * FROM documents WHERE id = ?", [document_id])
        in_order(paper | value, value)
        return [self.field(document_id, field, one, signed) for field, one in value.items()]

    def field(self, document_id: str, field: str, value: object, signed: Signature) -> Review:
        before = read(self.database, document_id, field)
        record = field_id(self.identity(document_id).sha256, field)
        decision: Decision = "confirmed" if value == before else "corrected"
        review = self.review(record, decision, signed, document_id, TABLE, None)
        return replace(review, machine=as_json({field: before}), value=as_json({field: value}))

    def review(
        self, record: str, decision: Decision, signed: Signature, document_id: str, table: str, place: Anchor | None
    ) -> Review:
        paper = self.identity(document_id)
        name = min(paper.names)
        return Review(
            record, decision, signed.actor, note=signed.note, table=table, sha256=paper.sha256, name=name,
            received_at=paper.received_at, paper=paper.said, place=place,
        )  # fmt: skip

    def value(self, record: str) -> tuple[str, Row]:
        """Table and row of a value."""
        found = found_value(self.database, record)
        if found is not None:
            return found
        if record in self.decisions.last:
            raise Undecidable(
                f"The value {record} stands nowhere any more: add it where it stands now, and undo the decision on it."
            )
        raise Undecidable(f"There is no value {record!r}; `papers review` lists values with their ids.")

    def spot(self, document_id: str, quote: str, page: int | None) -> Spot:
        """The one place of a quote. Raises Undecidable where it stands nowhere, or at several places."""
        if not quote:
            raise Undecidable("A value needs the words that it stands on: give them with --quote.")
        finder = self.finder(document_id)
        spots = finder.places(Anchor(quote, "", "", 0, 0, 0))
        where = [(one, self.page(document_id, one)) for one in spots]
        fitting = [one for one, on in where if page is None or on == page]
        if not fitting:
            on = f"on page {page} of {document_id}" if page else f"in {document_id}"
            also = f"; they do on page {listed(sorted({str(number) for _, number in where}))}" if where else ""
            raise Undecidable(
                f"The words {quote!r} do not stand {on}{also}; `papers show {document_id} --text` shows its text."
            )
        if len(fitting) > 1:
            around = [finder.anchor(one) for one in fitting[:SHOWN]]
            places = "; ".join(f"“… {one.before} {one.quote} {one.after} …”" for one in around)
            raise Undecidable(
                f"These words stand at {len(fitting)} places: quote more of one of them, or give its --page: {places}"
            )
        return fitting[0]

    def anchor(self, document_id: str, spot: Spot) -> Anchor:
        return self.finder(document_id).anchor(spot, self.page(document_id, spot))

    def page(self, document_id: str, spot: Spot) -> int | None:
        """The page on which a place is, of formats that have pages."""
        [(page,)] = self.database.execute(
            PAGE, {"block": f"{document_id}_{spot.block}", "start": spot.start}
        ).fetchall()
        return int(page) if page is not None else None

    def words_of(self, document_id: str) -> Finder:
        texts = self.database.execute("SELECT text FROM blocks WHERE document_id = ? ORDER BY seq", [document_id])
        return Finder([text for (text,) in texts.fetchall()])


def as_json(value: Row) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
