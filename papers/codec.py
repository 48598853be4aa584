"""Documents and extractions as compressed JSON, so that work done once is not done again."""

from __future__ import annotations

import gzip
import json
from typing import Any

from pydantic import TypeAdapter

from extract.record import RECORDS, Extraction, Paper, Record
from ingest.document import Document

LEVEL = 1  # of compression: eight times smaller already, at a fraction of the time
DOCUMENT = TypeAdapter(Document)
PAPER = TypeAdapter(Paper)
BY_TABLE: dict[str, TypeAdapter[Any]] = {one.table: TypeAdapter(one) for one in RECORDS}


def dump_document(document: Document) -> bytes:
    """
    >>> from ingest.document import Source
    >>> empty = Document(Source("ab", "a.txt", "text/plain", 0, "a.txt"), (), (), "text 1")
    >>> load_document(dump_document(empty)) == empty
    True
    """
    return gzip.compress(DOCUMENT.dump_json(document, exclude_defaults=True), LEVEL, mtime=0)


def load_document(data: bytes) -> Document:
    """The document; a ValueError or OSError where the data is no such thing."""
    return DOCUMENT.validate_json(gzip.decompress(data))


def dump_extraction(extraction: Extraction) -> bytes:
    """A record goes by the name of its table, since one tuple holds records of all kinds."""
    plain = {
        "paper": PAPER.dump_python(extraction.paper, exclude_defaults=True),
        "signature": extraction.signature,
        "records": [[one.table, BY_TABLE[one.table].dump_python(one)] for one in extraction.records],
    }
    return gzip.compress(json.dumps(plain, ensure_ascii=False).encode(), LEVEL, mtime=0)


def load_extraction(data: bytes) -> Extraction:
    """The extraction; a ValueError, KeyError or OSError where the data is no such thing."""
    plain = json.loads(gzip.decompress(data))
    records: tuple[Record, ...] = tuple(BY_TABLE[table].validate_python(row) for table, row in plain["records"])
    return Extraction(PAPER.validate_python(plain["paper"]), records, plain["signature"])
