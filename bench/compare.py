"""Pages a second and peak memory, for this program and another one, over the same files.

python -m bench.compare [RUNS]    prints a table for each folder, and writes bench/results/DATE.json
"""

from __future__ import annotations

import datetime as dt
import json
import platform
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measure import PROGRAMS, files
from ingest.errors import Unreadable
from ingest.read import read

ROOT = Path(__file__).parent.parent
FOLDERS = {
    "sample papers": ROOT / "corpus" / "samples",
    "papers of the United Nations": ROOT.parent / "shared" / "real" / "un",
}
CHARACTERS_A_PAGE = 3000  # where a format has no pages
RUNS = 3


def main(runs: int = RUNS) -> None:
    console = Console()
    results = {}
    for name, folder in FOLDERS.items():
        if not folder.is_dir():
            console.print(f"Skipped: {name}, which are not beside this checkout.")
            continue
        results[name] = compared(folder, runs)
        console.print(table(name, results[name]))
    path = ROOT / "bench" / "results" / f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H%M%S}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"machine": machine(), "runs": runs, "results": results}, indent=1), "utf-8")
    console.print(f"Medians of {runs} runs; all numbers are in {path.relative_to(ROOT)}.")


def compared(folder: Path, runs: int) -> dict[str, Any]:
    """By program: medians over the runs, which take turns, so that what else the machine does hits all alike."""
    pages = {path.name: pages_of(path) for path in files(folder)}
    every: dict[str, list[dict[str, Any]]] = {program: [] for program in PROGRAMS}
    for _ in range(runs):
        for program, done in every.items():
            done.append(once(program, folder))
    common = set.intersection(*({*one["seconds"]} for done in every.values() for one in done))
    return {program: summary(done, pages, common) for program, done in every.items()}


def once(program: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.measure", program, str(folder)]
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    result: dict[str, Any] = json.loads(printed)
    return result


def summary(done: list[dict[str, Any]], pages: dict[str, int], common: set[str]) -> dict[str, Any]:
    """`pages_a_second` is over the files that all programs read, so that nobody gains by giving up early."""
    seconds = statistics.median(sum(one["seconds"][name] for name in common) for one in done)
    return {
        "files": len(pages) - len(done[0]["failed"]),
        "failed": done[0]["failed"],
        "pages": sum(pages[name] for name in common),
        "pages_a_second": round(sum(pages[name] for name in common) / seconds, 1),
        "seconds_to_start": round(statistics.median(one["start"] for one in done), 2),
        "peak_mb": round(statistics.median(one["peak_mb"] for one in done)),
    }


def pages_of(path: Path) -> int:
    """The pages of a file, or what would be pages of it if it had any."""
    try:
        document = read(path.read_bytes(), path.name)
    except Unreadable:
        return 0
    return len(document.pages) or -(-sum(len(block.text) for block in document.blocks) // CHARACTERS_A_PAGE)


def table(name: str, programs: dict[str, Any]) -> Table:
    common = next(iter(programs.values()))["pages"]
    made = Table("program", title=f"{name}: {common} pages that all read")
    for column in ("files read", "pages/s", "start s", "peak MB"):
        made.add_column(column, justify="right")
    for program, one in programs.items():
        numbers = (one["files"], one["pages_a_second"], one["seconds_to_start"], one["peak_mb"])
        made.add_row(program, *map(str, numbers))
    return made


def machine() -> str:
    return f"{platform.processor() or platform.machine()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
