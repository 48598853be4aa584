"""What benches share: where papers lie, medians over runs that take turns, and results as a table and as JSON."""

from __future__ import annotations

import datetime as dt
import json
import platform
import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measure import measured

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples"
BESIDE = ROOT.parent / "shared"  # papers of others, which are not part of this project
RUNS = 3
CONSOLE = Console()


def in_turns(programs: Sequence[str], paths: Sequence[Path], runs: int) -> dict[str, list[dict[str, Any]]]:
    """By program its runs, which take turns, so that what else the machine does hits all alike."""
    every: dict[str, list[dict[str, Any]]] = {program: [] for program in programs}
    for _ in range(runs):
        for program, done in every.items():
            done.append(measured(program, paths))
    return every


def read_by_all(every: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[str]:
    """The files that each program read in each run, so that nobody gains by giving up early; a program that did not
    run at all does not count."""
    read = [{*one["seconds"]} for done in every.values() for one in done if one["seconds"]]
    return set.intersection(*read) if read else set()


def median_seconds(done: Iterable[Mapping[str, Any]], files: Iterable[str]) -> float | None:
    """The median over the runs of what the files took together; None where the program read none of them."""
    names = list(files)
    sums = [sum(one["seconds"][name] for name in names) for one in done if one["seconds"]]
    return statistics.median(sums) if sums and names else None


def beside(*parts: str) -> Path | None:
    """A folder of papers of others; None, and a word about it, where it is not there."""
    folder = BESIDE.joinpath(*parts)
    if folder.is_dir():
        return folder
    CONSOLE.print(f"Skipped: {'/'.join(parts)}, which is not beside this checkout.")
    return None


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    made = Table(columns[0], title=title)
    for column in columns[1:]:
        made.add_column(column, justify="right")
    for row in rows:
        made.add_row(*("–" if one is None else str(one) for one in row))
    CONSOLE.print(made)


def keep(name: str, results: Any) -> None:
    """Write the results to `bench/results/`, with the machine and the time."""
    now = dt.datetime.now(dt.UTC)
    path = ROOT / "bench" / "results" / f"{name}-{now:%Y-%m-%dT%H%M%S}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"machine": machine(), "at": f"{now:%Y-%m-%d}", "results": results}, indent=1), "utf-8")
    CONSOLE.print(f"All numbers are in {path.relative_to(ROOT)}.")


def machine() -> str:
    """The processor and the Python that the figures hold for."""
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    processor = found[1] if found else platform.processor() or platform.machine()
    return f"{processor}, Python {platform.python_version()}"


def rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
