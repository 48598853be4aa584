"""How well the structure of PDF pages is found, and how fast, beside other readers: pages whose truth is known.

python -m bench.structure [RUNS]    needs ../shared/pdf-structure, whose README tells the measures
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import fmean
from typing import Any

from bench import measures
from bench.measure import measured
from bench.report import CONSOLE, RUNS, beside, in_turns, keep, median_seconds, read_by_all, rounded, show

MEASURES = ("nid", "teds", "mhs")
PROGRAMS = ("read", "liteparse", "pdfplumber", "markitdown")
COLUMNS = ("program", "overall", "NID", "TEDS", "MHS", "ICDAR TEDS", "false", "failed", "ms/page", "× read")


def main(runs: int = RUNS) -> None:
    folder = beside("pdf-structure")
    if folder is None:
        return
    pages, competition = (sorted((folder / name / "pdf").glob("*.pdf")) for name in ("pages", "tables"))
    every = in_turns(PROGRAMS, [*pages, *competition], runs)
    common = read_by_all(every)
    results = {}
    for program, done in every.items():
        CONSOLE.print(f"Comparing what {program} made …")
        texts = measured(program, [*pages, *competition], texts=True)["texts"]
        seconds = median_seconds(done, common)
        time = {"ms_a_page": rounded(seconds and seconds * 1000 / len(common), 1), "failed": done[0]["failed"]}
        results[program] = scores(pages, competition, texts) | time
    show(f"{len(pages)} pages, and {len(competition)} of the ICDAR 2013 table competition", COLUMNS, rows(results))
    keep("structure", {"runs": runs, "pages": len(pages) + len(competition), "timed": len(common), "programs": results})


def scores(pages: Sequence[Path], competition: Sequence[Path], texts: dict[str, str]) -> dict[str, Any]:
    """Means over the pages for which a measure says something; a page that was not read is an empty one."""
    with ProcessPoolExecutor(initializer=os.nice, initargs=(5,)) as processes:
        order, tables, headings, false = zip(
            *processes.map(compared, ((path, texts.get(str(path), "")) for path in (*pages, *competition))), strict=True
        )
    found = {name: mean(values[: len(pages)]) for name, values in zip(MEASURES, (order, tables, headings), strict=True)}
    return {
        "overall": mean(found.values()),
        **found,
        "icdar_teds": mean(tables[len(pages) :]),
        "pages_with_false_tables": sum(map(bool, false)),
    }


def compared(page: tuple[Path, str]) -> tuple[float, float | None, float | None, int]:
    truth, made = truth_of(page[0]), page[1]
    return (
        measures.reading_order(truth, made),
        measures.tables(truth, made),
        measures.headings(truth, made),
        measures.false_tables(truth, made),
    )


def truth_of(path: Path) -> str:
    return (path.parent.parent / "truth" / f"{path.stem}.md").read_text("utf-8")


def mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(fmean(known), 3) if known else None


def rows(results: dict[str, Any]) -> Iterable[tuple[object, ...]]:
    own = results["read"]["ms_a_page"]
    for program, one in results.items():
        found = (one[key] for key in ("overall", "nid", "teds", "mhs", "icdar_teds", "pages_with_false_tables"))
        time = one["ms_a_page"]
        yield program, *found, len(one["failed"]), time, rounded(time and own and time / own, 2)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
