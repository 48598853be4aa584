"""Values that commas or semicolons part, one record a line (RFC 4180), as spreadsheets and databases write them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

import regex

from ingest.document import Block, Kind
from ingest.errors import Unreadable
from ingest.text_tables import NUMERIC, cells_of

DELIMITERS = ",;"
FEWEST_RECORDS = 2
MAX_CELLS = 400_000
AS_PROSE = 0.5  # share of delimiters with a blank after them from which the text is prose
LONGEST_LINE = 20_000


def delimited_rows(text: str) -> list[list[str]] | None:
    """The records of a text that consists of nothing else: as many fields in each; None for any other text.

    >>> delimited_rows('Symbol,Title\\nA/1,"Agenda, revised"\\n')
    [['Symbol', 'Title'], ['A/1', 'Agenda, revised']]
    >>> delimited_rows("Peru, the President, spoke.\\nChad, the host, replied.")
    """
    first = text.lstrip().partition("\n")[0]
    if not first or len(first) > LONGEST_LINE:
        return None
    delimiter = max(DELIMITERS, key=first.count)
    rows = list(_records(text, delimiter)) if first.count(delimiter) else []
    even = len(rows) >= FEWEST_RECORDS and len({len(row) for row in rows}) == 1
    return rows if even and not _is_prose(text, delimiter) else None


def delimited_block(rows: list[list[str]]) -> Block:
    """The records as a table; the first one names the fields where it is full of different words."""
    head = rows[0]
    named = all(head) and len(set(head)) == len(head) and not any(NUMERIC.match(cell) for cell in head)
    return Block(0, Kind.TABLE, "", cells=cells_of(rows, named))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Records up to the first that has more or fewer fields than the one above it; blank lines are none."""
    fields = room = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            room += len(row)
            if room > MAX_CELLS:
                raise Unreadable("too large", f"The file has over {MAX_CELLS} cells: split it into smaller ones.")
            if row:
                yield [" ".join(cell.split()) for cell in row]
            if row and fields and len(row) != fields:
                return
            fields = len(row) or fields
    except csv.Error:
        yield []


def _is_prose(text: str, delimiter: str) -> bool:
    """Whether blanks follow the delimiters, as after the commas of sentences."""
    found = len(regex.findall(rf"{delimiter}(?=\S)", text)), len(regex.findall(rf"{delimiter}(?= )", text))
    return found[1] >= AS_PROSE * sum(found)
