"""Papers of one page that nobody wrote: as many as one likes, all different, as readers and rules would hand them over."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

from db.archive import Received
from db.load import Ready
from extract.record import (
    Citation,
    Contact,
    Count,
    Dated,
    Extraction,
    Mention,
    Paper,
    Place,
    Reason,
    Record,
    Task,
    WorkPlanItem,
)
from ingest.document import Block, Box, Cell, Document, Kind, Page, Source

STATES = (
    "FRA",
    "MEX",
    "AUT",
    "CHL",
    "PHL",
    "IRQ",
    "DEU",
    "ZMB",
    "LAO",
    "NOR",
    "PER",
    "BGR",
    "GBR",
    "NZL",
    "SWE",
    "CHE",
)
GROUPS = ("CLR", "VA", "UNI", "GSO", "ICA", "TRA", "NIM")
TEXT = """
clearance of areas known to hold remnants goes on and the coordinators invite States Parties to report progress by the next
meeting in line with the plan of action while victims and their families take part in all that concerns them stockpiles are
destroyed under supervision risk education reaches schools markets and farms surveys confirm hazardous land resources remain
scarce cooperation assistance transparency universalization legislation
"""
WORDS = TEXT.split()
PARAGRAPHS = 9
ROWS, COLUMNS = 5, 3  # of the table on each page


def papers(count: int, first: int = 0) -> Iterator[Ready]:
    """Papers `first` to `first + count`, one after the other; the same ones each time."""
    return (paper(number) for number in range(first, first + count))


def paper(number: int) -> Ready:
    chance = random.Random(number)
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    symbol, year = f"CCM/MSP/{2010 + number % 20}/WP.{number}", 2010 + number % 20
    texts = [symbol, f"Working paper {number} of {year}", *(sentence(chance, number) for _ in range(PARAGRAPHS))]
    blocks = [block(seq, text) for seq, text in enumerate(texts)]
    blocks.append(grid(chance, len(blocks)))
    source = Source(sha256, f"paper-{number}.pdf", "application/pdf", 90_000, f"/papers/paper-{number}.pdf")
    document = Document(source, (Page(1, 595.0, 842.0),), tuple(blocks), "pdf 1", "en")
    why = tuple(
        Reason(field, value, "masthead", 0.95, Place(0, 0, len(symbol)))
        for field, value in (("symbol", symbol), ("kind", "working_paper"), ("date", f"{year}-05-04"))
    )
    about = Paper(
        kind="working_paper",
        convention="CCM",
        symbol=symbol,
        title=texts[1],
        language="en",
        date=f"{year}-05-04",
        period_start=str(year),
        group_id=GROUPS[number % len(GROUPS)],
        access="public" if number % 10 else "internal",
        why=why,
    )
    received = Received(sha256, source.name, source.origin, source.size, "2026-01-01T00:00:00+00:00")
    return [received], document, Extraction(about, tuple(records(chance, blocks)))


def sentence(chance: random.Random, number: int) -> str:
    return f"{' '.join(chance.choices(WORDS, k=40)).capitalize()} ({number}, {chance.randrange(10**6)})."


def block(seq: int, text: str) -> Block:
    kind = Kind.HEADING if seq == 1 else Kind.PARAGRAPH
    return Block(
        seq, kind, text, page=1, box=Box(72, 60 + 50 * seq, 523, 100 + 50 * seq), parent=1 if seq > 1 else None
    )


def grid(chance: random.Random, seq: int) -> Block:
    cells, lines, start = [], [], 0
    for row in range(ROWS):
        texts = [" ".join(chance.choices(WORDS, k=4)) for _ in range(COLUMNS)]
        for column, text in enumerate(texts):
            box = Box(72 + 150 * column, 600 + 20 * row, 222 + 150 * column, 620 + 20 * row)
            cells.append(Cell(row, column, text, header=row == 0, page=1, box=box, start=start))
            start += len(text) + len(" | " if column < COLUMNS - 1 else "\n")
        lines.append(" | ".join(texts))
    return Block(seq, Kind.TABLE, "\n".join(lines), page=1, box=Box(72, 600, 523, 700), parent=1, cells=tuple(cells))


def records(chance: random.Random, blocks: list[Block]) -> Iterator[Record]:
    """Sixteen values, somewhere in the paragraphs."""
    for at, one in enumerate(blocks[2 : 2 + PARAGRAPHS]):
        start = chance.randrange(100)
        place = Place(one.seq, start, start + 20)
        yield Mention(place, "name", 0.9, "state", chance.choice(STATES))
        if at % 3 == 0:
            yield Citation(place, "citation", 0.9, "article", str(1 + chance.randrange(20)))
            yield WorkPlanItem(Place.of_block(one), "section", 0.8, "activity", str(at), one.text)
    yield Count(place, "sentence", 0.85, float(chance.randrange(200)), 112.0, "States Parties")
    yield Dated(place, "date", 0.9, "issue", "2020-05-04", "2020-05-04")
    yield Task(place, "mark", 0.7, "ISU", None, one.text)
    yield Contact(place, "pattern", 0.9, "website", f"https://example.org/{chance.randrange(10**6)}", "public")
