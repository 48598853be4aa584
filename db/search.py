"""Full-text search: the passages that hold the words, best first, with the words marked.

API: `search(connection, asked, limit=20, offset=0, …filters)` gives `Found`, which iterates over its `Hit`s. All words must
be in a passage; "quotes" hold words together, `word*` stands for all words that begin so. Nothing that is asked is ever an
error of syntax. `marked(text, asked)` marks words in any text. Marks are the control characters OPEN and CLOSE: escape the
text first, then turn them into elements.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.excerpt import CLOSE, OPEN, Term, asked_for, excerpt, marked, spans_of

__all__ = ["CLOSE", "OPEN", "Found", "Hit", "asked_for", "marked", "search"]
RANKED = 20_000  # of more matches only the newest are ranked: ranking takes time in proportion to them

RANKING = """
SELECT b.id, b.document_id, b.kind, b.text, b.page, b.x0, b.top, b.x1, b.bottom,
  d.title, d.symbol, d.kind, d.language, d.date,
  rank * CASE b.kind WHEN 'heading' THEN 1.2 WHEN 'page_header' THEN 0.5 WHEN 'page_footer' THEN 0.3 ELSE 1 END AS score
FROM (SELECT rowid AS found, bm25(blocks_fts) AS rank FROM blocks_fts WHERE blocks_fts MATCH :match AND rowid > :beyond)
JOIN blocks AS b ON b.rowid = found JOIN documents AS d ON d.id = b.document_id
WHERE {conditions}
ORDER BY score, b.rowid DESC LIMIT :limit OFFSET :offset
"""
COUNTING = """
SELECT count(*) FROM (SELECT rowid AS found FROM blocks_fts WHERE blocks_fts MATCH :match AND rowid > :beyond)
JOIN blocks AS b ON b.rowid = found JOIN documents AS d ON d.id = b.document_id WHERE {conditions}
"""
BEYOND = "SELECT rowid FROM blocks_fts WHERE blocks_fts MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
IN_YEAR = (
    "CAST(:year AS TEXT) BETWEEN substr(coalesce(d.period_start, d.date), 1, 4)"
    " AND substr(coalesce(d.period_end, d.period_start, d.date), 1, 4)"
)
PLACE = """
SELECT page, x0, top, x1, bottom FROM cells WHERE block_id = :block AND text <> '' AND :start BETWEEN "start" AND "end"
UNION ALL SELECT * FROM (
  SELECT page, x0, top, x1, bottom FROM block_parts WHERE block_id = :block AND "start" <= :start
  ORDER BY "start" DESC LIMIT 1
) LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    `excerpt` is a part of its text with the words between OPEN and CLOSE; `start` and `end` are where the first of them
    stands in the block's text. Page and box (x0, top, x1, bottom, in points) are those of the cell, or of the part of the
    block, that holds it.
    """

    block_id: str
    document_id: str
    block_kind: str
    title: str | None
    symbol: str | None
    kind: str
    language: str | None
    date: str | None
    page: int | None
    box: tuple[float, float, float, float] | None
    start: int
    end: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits. `count` is of all; `capped` where there are more than were ranked; `loose` where no passage held
    all the words, and the hits hold some of them."""

    hits: tuple[Hit, ...]
    count: int
    capped: bool = False
    loose: bool = False

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


def search(
    connection: sqlite3.Connection,
    asked: str,
    limit: int = 20,
    offset: int = 0,
    *,
    kind: str | None = None,
    language: str | None = None,
    group_id: str | None = None,
    year: str | None = None,
    meeting_id: str | None = None,
    document_id: str | None = None,
    ranked: int = RANKED,
) -> Found:
    """Passages that hold all the words, or some of them where none holds all; filters are on their documents."""
    terms = asked_for(asked)
    filters = {"kind": kind, "language": language, "group_id": group_id, "meeting_id": meeting_id, "id": document_id}
    given = {f"d_{name}": value for name, value in filters.items() if value}
    conditions = " AND ".join(f"d.{name[2:]} = :{name}" for name in given) or "1"
    if year:
        given, conditions = {**given, "year": year}, f"{conditions} AND {IN_YEAR}"
    for loose, joint in ((False, " "), (True, " OR ")):
        match = joint.join(term.expression for term in terms)
        if not terms or (loose and len(terms) == 1):
            break
        beyond = connection.execute(BEYOND, [match, ranked]).fetchone()
        values = {"match": match, "beyond": beyond[0] if beyond else 0, **given}
        count = connection.execute(COUNTING.format(conditions=conditions), values).fetchone()[0]
        if count:
            page = {**values, "limit": max(0, limit), "offset": max(0, offset)}
            rows = connection.execute(RANKING.format(conditions=conditions), page).fetchall()
            hits = tuple(hit(connection, tuple(row), terms) for row in rows)
            return Found(hits, count, capped=beyond is not None, loose=loose)
    return Found((), 0)


def hit(connection: sqlite3.Connection, row: Sequence[object], terms: Sequence[Term]) -> Hit:
    block_id, document_id, block_kind, text, page, x0, top, x1, bottom, title, symbol, kind, language, date, _ = row
    spans = spans_of(str(text), terms)
    start, end = spans[0] if spans else (0, 0)
    nearer = connection.execute(PLACE, {"block": block_id, "start": start}).fetchone()
    page, x0, top, x1, bottom = nearer or (page, x0, top, x1, bottom)
    box = None if x0 is None else (x0, top, x1, bottom)
    known = (block_id, document_id, block_kind, title, symbol, kind, language, date, page, box, start, end)
    return Hit(*known, excerpt=excerpt(str(text), spans))  # type: ignore[arg-type]
