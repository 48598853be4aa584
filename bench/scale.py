"""How loading grows: thousand, ten thousand, a hundred thousand papers of one page; python -m bench.scale [COUNT…]

Every size is a process of its own. What is loaded is loaded a second time as bare rows: `executemany` into the same tables
with the same indexes, and nothing else. Seconds are the processor's.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bench.measure import peak
from bench.plot import Panel, plotted
from bench.report import ROOT, keep, show
from bench.synthetic import papers
from corpus.vocabulary import load
from db import schema
from db.build import CACHE, build
from db.digest import digests
from db.load import Ready, load_papers, load_reference, paper_rows
from db.naming import document_slug
from db.public import publish_database
from db.rows import insertion
from db.tables import TABLES

SIZES = (1_000, 10_000, 100_000)
LOT = 20
PICTURE = ROOT / "docs" / "img" / "scale.svg"
STEPS = ("load", "check", "publish", "digest")


def main(*counts: str) -> None:
    sizes = [int(count) for count in counts] or list(SIZES)
    results = [json.loads(subprocess.check_output(measuring(size), cwd=ROOT)) for size in sizes]
    columns = ["papers", *(f"{step}, s" for step in STEPS), "rows/s", "of bare", "kB a page", "peak MB"]
    show("One-page papers", columns, map(row, results))
    keep("scale", results)
    if not counts:
        PICTURE.write_text(picture(results), "utf-8")


def measuring(size: int) -> list[str]:
    return [sys.executable, "-m", "bench.scale", "measure", str(size)]


def row(one: dict[str, Any]) -> list[object]:
    steps = [round(one["seconds"][step], 1) for step in STEPS]
    figures = [round(one["rows_a_second"]), round(one["of_bare"], 2), round(one["bytes_a_page"] / 1000, 1)]
    return [f"{one['papers']:,}", *steps, *figures, round(one["peak_mb"])]


def measure(size: int) -> dict[str, Any]:
    """What it takes to load and publish that many papers; `of_bare` is the rate beside that of bare rows."""
    seconds = defaultdict[str, float](float)
    with tempfile.TemporaryDirectory() as folder:
        archive_db, public_db = Path(folder) / "archive.db", Path(folder) / "public.db"

        def fill(database: Database) -> None:
            load_reference(database, load())
            with timed(seconds, "load"):
                for _ in load_papers(database, apart(papers(size), seconds), LOT):
                    pass

        with timed(seconds, "check"):
            build(archive_db, fill)
        with timed(seconds, "publish"):
            publish_database(archive_db, public_db)
        with timed(seconds, "digest"), closing(schema.connect(archive_db)) as database:
            digests(database)
        at_most, taken = peak(), archive_db.stat().st_size
        rows, bare = bare_rows(Path(folder) / "bare.db", size)
    seconds["check"] -= seconds["load"]  # it was timed around that, and both around the making of papers
    seconds["load"] -= seconds["papers"]
    return {
        "papers": size,
        "seconds": seconds,
        "rows_a_second": rows / seconds["load"],
        "of_bare": bare / seconds["load"],
        "bytes_a_page": taken / size,
        "peak_mb": at_most / (1 << 20),
    }


@contextmanager
def timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    started = time.process_time()
    yield
    seconds[step] += time.process_time() - started


def apart(made: Iterable[Ready], seconds: dict[str, float]) -> Iterator[Ready]:
    """The papers, with the time that it took to make them up, which is not the loader's."""
    remaining = iter(made)
    while True:
        with timed(seconds, "papers"):
            one = next(remaining, None)
        if one is None:
            return
        yield one


def bare_rows(path: Path, size: int) -> tuple[int, float]:
    """How many rows the papers are, and the seconds in which SQLite takes them as they are, search index included."""
    database = schema.connect(path)
    for pragma in ("foreign_keys = OFF", "journal_mode = MEMORY", "synchronous = OFF", f"cache_size = -{CACHE}"):
        database.execute(f"PRAGMA {pragma}")
    load_reference(schema.apply(database), load())
    database.conn.commit()
    seconds, count = {"rows": 0.0}, 0
    remaining = papers(size)
    while lot := list(islice(remaining, LOT)):  # itertools.batched came with Python 3.12
        by_table = rows_of(lot)
        count += sum(map(len, by_table.values()))
        with timed(seconds, "rows"):
            for table, rows in by_table.items():
                database.conn.executemany(insertion(table), rows)
            index = "INSERT INTO blocks_fts (rowid, text) SELECT rowid, text FROM blocks WHERE rowid > ?"
            database.conn.execute(index, [indexed_so_far(database)])
            database.conn.commit()
    database.close()
    return count, seconds["rows"]


def indexed_so_far(database: Database) -> int:
    return int(database.execute("SELECT coalesce(max(id), 0) FROM blocks_fts_docsize").fetchone()[0])


def rows_of(lot: Iterable[Ready]) -> dict[str, list[tuple[object, ...]]]:
    by_table = defaultdict[str, list[tuple[object, ...]]](list)
    for received, document, extraction in lot:
        name = document_slug(extraction.paper, "en", document.source.sha256)
        for table, rows in paper_rows(name, received, document, extraction):
            by_table[table] += [tuple(one.get(column) for column in TABLES[table].columns) for one in rows]
    return by_table


def picture(results: list[dict[str, Any]]) -> str:
    """Milliseconds a paper by step, and memory, over the number of papers: what grows with the archive rises."""
    sizes = [one["papers"] for one in results]
    each = {step: [1000 * one["seconds"][step] / one["papers"] for one in results] for step in STEPS}
    memory = {"peak": [one["peak_mb"] for one in results]}
    return plotted(sizes, [Panel("milliseconds a paper", each), Panel("megabytes of memory", memory)], "papers")


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        main(*sys.argv[1:])
