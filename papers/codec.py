"""Documents and extractions as compressed JSON, so that work done once is not done again."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from extract.record import RECORDS, Extraction, Paper, Record
from ingest.document import Document

if TYPE_CHECKING:
    from pydantic import TypeAdapter

LEVEL = 1  # of compression: eight times smaller already, at a fraction of the time
KINDS: dict[str, Any] = {one.table: one for one in RECORDS}


@cache
def plan(kind: Any) -> TypeAdapter[Any]:
    """How pydantic writes and reads a kind of dataclass; it is loaded when there is one."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def dump_document(document: Document) -> bytes:
    """
    >>> from ingest.document import Source
    >>> empty = Document(Source("ab", "a.txt", "text/plain", 0, "a.txt"), (), (), "text 1")
    >>> load_document(dump_document(empty)) == empty
    True
    """
    return gzip.compress(plan(Document).dump_json(document, exclude_defaults=True), LEVEL, mtime=0)


def load_document(data: bytes) -> Document:
    """The document; a ValueError or OSError where the data is no such thing."""
    document: Document = plan(Document).validate_json(gzip.decompress(data))
    return document


def dump_extraction(extraction: Extraction) -> bytes:
    """A record goes by the name of its table, since one tuple holds records of all kinds."""
    plain = {
        "paper": plan(Paper).dump_python(extraction.paper, exclude_defaults=True),
        "signature": extraction.signature,
        "records": [[one.table, plan(KINDS[one.table]).dump_python(one)] for one in extraction.records],
    }
    return gzip.compress(json.dumps(plain, ensure_ascii=False).encode(), LEVEL, mtime=0)


def load_extraction(data: bytes) -> Extraction:
    """The extraction; a ValueError, KeyError or OSError where the data is no such thing."""
    plain = json.loads(gzip.decompress(data))
    records: tuple[Record, ...] = tuple(plan(KINDS[table]).validate_python(row) for table, row in plain["records"])
    return Extraction(plan(Paper).validate_python(plain["paper"]), records, plain["signature"])
