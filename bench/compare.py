"""Pages a second and peak memory over whole papers, for this program and others.

python -m bench.compare [RUNS]    prints a table for each folder
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import RUNS, SAMPLES, beside, files_of, in_turns, keep, median_seconds, read_by_all, rounded, show
from ingest.errors import Unreadable
from ingest.read import read

PROGRAMS = ("read", "read and extract", "markitdown")
COLUMNS = ("program", "files read", "pages/s", "start s", "peak MB")
CHARACTERS_A_PAGE = 3000  # where a format has no pages


def main(runs: int = RUNS) -> None:
    folders = {"sample papers": SAMPLES, "papers of the United Nations": beside("real", "un")}
    results = {name: compared(files_of(folder), runs) for name, folder in folders.items() if folder}
    for name, one in results.items():
        show(f"{name}: {one['pages']} pages that all read", COLUMNS, map(tuple, map(dict.values, one["programs"])))
    keep("compare", {"runs": runs, "folders": results})


def compared(paths: Sequence[Path], runs: int) -> dict[str, Any]:
    every = in_turns(PROGRAMS, paths, runs)
    common = read_by_all(every)
    pages = sum(pages_of(Path(path)) for path in common)
    return {"pages": pages, "programs": [row(program, done, common, pages) for program, done in every.items()]}


def row(program: str, done: Sequence[Mapping[str, Any]], common: set[str], pages: int) -> dict[str, Any]:
    seconds = median_seconds(done, common)
    return {
        "program": program,
        "files": len(done[0]["seconds"]),
        "pages_a_second": rounded(seconds and pages / seconds, 1),
        "seconds_to_start": rounded(statistics.median(one["start"] for one in done), 2),
        "peak_mb": round(statistics.median(one["peak_mb"] for one in done)),
    }


def pages_of(path: Path) -> int:
    """The pages of a file, or what would be pages of it if it had any."""
    try:
        document = read(path.read_bytes(), path.name)
    except Unreadable:
        return 0
    return len(document.pages) or -(-sum(len(block.text) for block in document.blocks) // CHARACTERS_A_PAGE)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
