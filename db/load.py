"""The loader: a paper lands in the database whole or not at all, and replaces what was known of the same file.

API: `load_reference(database, vocabulary)` first; then `load_paper(database, received, document, extraction)`
gives the id of the document; `load_papers(database, papers)` does the same for many, committed in lots; both apply the
`decisions` that they are given;
`remove_paper(database, sha256)` takes one out. One writer at a time: see `db.archive.Archive.writing`.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlite_utils import Database

from db import rows as made
from db.anchor import Finder
from db.archive import Received
from db.decisions import Decisions, identity
from db.identity import Stated, corrected, evidence, stated
from db.judgement import Ground, judged
from db.naming import claimed, document_of, document_slug, promote
from db.reference import forget_unnamed, load_reference, name_unknown
from db.rows import Row, insertion
from db.tables import TABLES
from db.words import indexed
from extract.record import Extraction
from ingest.document import Document

__all__ = ["Loaded", "load_paper", "load_papers", "load_reference", "remove_paper"]
LOT = 200  # papers in a transaction: what a crash may cost, against what a commit costs
NONE = Decisions()
REFUSED = (ValueError, OverflowError, sqlite3.DataError, sqlite3.IntegrityError)  # others are no fault of the paper
Ready = tuple[Sequence[Received], Document, Extraction]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a paper: its document's id, or the error for which nothing of it was loaded."""

    sha256: str
    document_id: str | None
    error: Exception | None = None


def load_papers(
    database: Database, papers: Iterable[Ready], lot: int = LOT, decisions: Decisions = NONE
) -> Iterator[Loaded]:
    """Load many papers; one that cannot be loaded leaves no trace and does not stop the others.

    Each lot is tried as a whole, since to be able to take back each paper by itself costs as much as a third of loading it.
    """
    remaining = iter(papers)
    while several := list(islice(remaining, lot)):
        try:
            with database.atomic():
                done = [Loaded(ready[1].source.sha256, land(database, *ready, decisions)) for ready in several]
        except REFUSED:
            with database.atomic():
                done = [tried(database, *ready, decisions) for ready in several]
        yield from done


def tried(
    database: Database, received: Sequence[Received], document: Document, extraction: Extraction, decisions: Decisions
) -> Loaded:
    sha256 = document.source.sha256
    try:
        return Loaded(sha256, load_paper(database, received, document, extraction, decisions))
    except REFUSED as error:
        return Loaded(sha256, None, error)


def load_paper(
    database: Database,
    received: Sequence[Received],
    document: Document,
    extraction: Extraction,
    decisions: Decisions = NONE,
) -> str:
    """Put a paper into the database in place of what was known of its file; gives the id of its document.

    `received` holds every receipt of the file's bytes, one for each name that they came under. Raises
    `db.rows.Misplaced` where a value's place is not in the document; the database is then as it was before.
    """
    with database.atomic():
        return land(database, received, document, extraction, decisions)


def land(
    database: Database, received: Sequence[Received], document: Document, extraction: Extraction, decisions: Decisions
) -> str:
    sha256 = document.source.sha256
    left = remove_paper(database, sha256, tidy=False)
    said = stated(decisions, sha256)
    extraction = replace(extraction, paper=corrected(extraction.paper, said))
    wanted = document_slug(extraction.paper, extraction.paper.language or document.language, sha256)
    document_id = claimed(database, wanted, sha256)
    for table, rows in paper_rows(document_id, received, document, extraction, decisions, said):
        name_unknown(database, table, rows)
        insert(database, table, rows)
    index(database, document_id)
    if left is not None:
        settle(database, left)
    return document_id


def paper_rows(
    document_id: str,
    received: Sequence[Received],
    document: Document,
    extraction: Extraction,
    decisions: Decisions,
    said: Mapping[str, Stated],
) -> Iterator[tuple[str, list[Row]]]:
    """All rows of a paper, table by table, those that others point at first."""
    paper, files = (
        made.document_row(document_id, document, extraction.paper),
        file_rows(document_id, received, document),
    )
    yield "documents", [paper]
    yield "files", files
    yield "pages", list(made.page_rows(document_id, document))
    yield "blocks", list(made.block_rows(document_id, document))
    yield "block_parts", list(made.part_rows(document_id, document))
    yield "cells", list(made.cell_rows(document_id, document))
    yield "links", list(made.link_rows(document_id, document))
    yield "signatures", [{"document_id": document_id, "minhash": one} for one in [extraction.signature] if one]
    reasons = surest(made.identity_rows(document_id, document, extraction.paper.why))
    yield "identity_evidence", evidence(document_id, document.source.sha256, reasons, said)
    by_table = defaultdict[str, list[Row]](list)
    for table, row in made.record_rows(document_id, document, extraction):
        by_table[table].append(row)
    found: dict[str, list[Row]] = {table: surest(rows) for table, rows in by_table.items()}
    if standing := decisions.of(identity(paper, files)):
        ground = Ground(document_id, document.source.sha256, Finder([block.text for block in document.blocks]))
        found, fits = judged(ground, found, standing)
        found["review_fits"] = fits
    yield from ((table, found[table]) for table in TABLES if table in found)


def file_rows(document_id: str, received: Sequence[Received], document: Document) -> list[Row]:
    """A row for each name that the file came under, with the first time that it did."""
    source = document.source
    names: list[tuple[str, str, str | None]] = [(one.name, one.origin, one.at) for one in received]
    fixed = {"sha256": source.sha256, "document_id": document_id, "media_type": source.media_type}
    rows = dict[str, Row]()
    for name, origin, at in names or [(source.name, source.origin, None)]:
        row = {**fixed, "name": name, "source": origin, "received_at": at}
        rows.setdefault(name, row | {"size": source.size, "reader": document.reader})
    return list(rows.values())


def surest(rows: Iterable[Row]) -> list[Row]:
    """Rows without repeats: the same value in the same place is one value, as sure as the surest rule that found it."""
    found = dict[object, Row]()
    for row in rows:
        other = found.get(row["id"])
        if other is None or float(str(other["confidence"])) < float(str(row["confidence"])):
            found[row["id"]] = row
    return list(found.values())


def insert(database: Database, table: str, rows: Iterable[Row]) -> None:
    columns = tuple(TABLES[table].columns)
    database.conn.executemany(insertion(table), [tuple(map(row.get, columns)) for row in rows])


def index(database: Database, document_id: str) -> None:
    """Let search find a document's blocks."""
    found = database.execute("SELECT rowid, text FROM blocks WHERE document_id = ? ORDER BY seq", [document_id])
    rows = [(rowid, indexed(text)) for rowid, text in found.fetchall()]
    database.conn.executemany("INSERT INTO blocks_fts (rowid, text) VALUES (?, ?)", rows)


def remove_paper(database: Database, sha256: str, *, tidy: bool = True) -> str | None:
    """Take the document of a file out of the database with all that hangs on it; gives its id, None if there is none."""
    document_id = document_of(database, sha256)
    if document_id is None:
        return None
    with database.atomic():
        blocks = database.execute("SELECT rowid, text FROM blocks WHERE document_id = ?", [document_id]).fetchall()
        forgotten = [(rowid, indexed(text)) for rowid, text in blocks]
        database.conn.executemany("INSERT INTO blocks_fts (blocks_fts, rowid, text) VALUES ('delete', ?, ?)", forgotten)
        database.execute("DELETE FROM documents WHERE id = ?", [document_id])
        if tidy:
            settle(database, document_id)
    return str(document_id)


def settle(database: Database, left: str) -> None:
    """After a document left its id: the next one in line gets it, and what only that document named goes."""
    promote(database, left)
    forget_unnamed(database)
