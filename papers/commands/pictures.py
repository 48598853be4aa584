"""papers show --layout: the pages of a paper as pictures, with what the reader saw drawn over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
from sqlite_utils import Database

from ingest.document import Box, Kind
from ingest.errors import Unreadable
from ingest.media_types import PDF
from ingest.pdf import opened, page_of
from ingest.unlock import unlocked
from papers.errors import NotFound, NothingToRead
from papers.layout import Mark, picture_of
from papers.options import Setting
from papers.terminal import safe

BLOCKS = """
SELECT b.id, b.seq, b.kind, b.level, above.seq AS section, at.x0, at.top, at.x1, at.bottom
FROM blocks AS b LEFT JOIN blocks AS above ON above.id = b.parent_id JOIN (
  SELECT id AS block_id, 0 AS "start", page, x0, top, x1, bottom FROM blocks WHERE document_id = :document
  UNION ALL SELECT p.* FROM block_parts AS p JOIN blocks AS b ON b.id = p.block_id WHERE b.document_id = :document
) AS at ON at.block_id = b.id
WHERE at.page = :page AND at.x0 IS NOT NULL ORDER BY b.seq, at."start"
"""
CELLS = """
SELECT c.block_id, c.x0, c.top, c.x1, c.bottom FROM cells AS c JOIN blocks AS b ON b.id = c.block_id
WHERE b.document_id = :document AND c.page = :page AND c.x0 IS NOT NULL
"""
RANGE = re.compile(r"(?P<single>\d+)|(?P<first>\d+)-(?P<last>\d*)")
SEVERAL = 10**9  # as a last page: as many as there are


class Pages(click.ParamType[list[range]]):
    """Pages as people write them: "3", "1-3", "2,5-7", "4-" for all from the fourth on.

    >>> [7 in one for one in Pages().convert("3,5-", None, None)]
    [False, True]
    """

    name = "pages"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[range]:
        ranges = []
        for part in str(value).split(","):
            named = RANGE.fullmatch(part.strip())
            if named is None:
                self.fail(f"{value!r} names no pages: write 3, 1-3, 2,5-7 or 4-.", param, ctx)
            first, last = named["single"] or named["first"], named["single"] or named["last"] or SEVERAL
            ranges.append(range(int(first), int(last) + 1))
        return ranges


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that was drawn: where its picture is, and how many blocks and cells are marked on it."""

    page: int
    path: str
    blocks: int
    cells: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages to draw (None: all), the folder for the pictures, and what may unlock the file."""

    pages: list[range] | None
    out: Path
    passwords: tuple[str, ...] = ()


def draw(setting: Setting, database: Database, paper: dict[str, Any], wanted: Wanted) -> None:
    """Write a picture for each of the pages, and say where it is."""
    pictures = []
    for one in drawn(setting, database, paper, wanted):
        pictures.append(one)
        if not setting.as_json:
            cells = f", {one.cells} cells" if one.cells else ""
            setting.say(f"{safe(one.path)}  {one.blocks} blocks{cells}")
    if setting.as_json:
        setting.answer({"id": paper["id"], "pictures": [asdict(one) for one in pictures]})


def drawn(setting: Setting, database: Database, paper: dict[str, Any], wanted: Wanted) -> Iterator[Picture]:
    file = paper["files"][0]
    if file["media_type"] != PDF:
        raise NothingToRead(f"{file['name']} is no PDF, so it has no pages to draw; --text shows how it was read.")
    try:
        data = unlocked(setting.archive.original(file["sha256"]).read_bytes(), file["name"], wanted.passwords)
        with opened(data) as pdf:
            numbers = chosen(wanted.pages, len(pdf), file["name"])
            wanted.out.mkdir(parents=True, exist_ok=True)
            for number in numbers:
                marks = marks_of(database, paper["id"], number)
                path = wanted.out / f"{paper['id']}-p{number:03}.png"
                title = f"{paper['id']}, page {number} of {len(pdf)}"
                picture_of(page_of(pdf, number - 1), marks, title).save(path)
                yield Picture(number, str(path), len(marks), sum(len(mark.cells) for mark in marks))
    except Unreadable as error:
        raise NothingToRead(str(error)) from error


def chosen(pages: Iterable[range] | None, count: int, name: str) -> list[int]:
    """The numbers of the pages that were asked for, from 1. Raises NotFound where the paper has none of them."""
    found = [number for number in range(1, count + 1) if pages is None or any(number in one for one in pages)]
    if not found:
        raise NotFound(f"{name} has no such page: its pages are 1 to {count}.")
    return found


def marks_of(database: Database, document_id: str, page: int) -> list[Mark]:
    """What the reader saw on a page, in reading order."""
    where = {"document": document_id, "page": page}
    cells: dict[str, list[Box]] = {}
    for block_id, *box in database.execute(CELLS, where):
        cells.setdefault(block_id, []).append(Box(*box))
    return [
        Mark(seq, Kind(kind), Box(*box), level, section, tuple(cells.get(block_id, ())))
        for block_id, seq, kind, level, section, *box in database.execute(BLOCKS, where)
    ]
