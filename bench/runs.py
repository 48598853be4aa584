"""How long whole runs take, as they pass: with one worker and with two, and once more when nothing has changed.

python -m bench.runs [FILES]. Run it on a machine with two cores that has nothing else to do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench.measure import KILOBYTE
from bench.report import ROOT, RUNS, SAMPLES, beside, files_of, keep, show

FILES = 5_000
LENGTHENED = (".pdf", ".docx", ".html", ".rtf", ".txt")
SHARE = 0.2  # of the small files are read with one worker and with two
TIMES = 8  # that each paper is read under another name
# packages that are here for other benches: sqlite-utils would load pandas, which nobody has who only runs `papers`
PROGRAM = "import sys; sys.modules['pandas'] = None; from papers.cli import main; main()"
TEXT = """CCM/MSP/{year}/WP.{number}

Work plan {year} of the Working Group on Clearance

The coordinators are {one} and {other}. Of {count} States Parties, {part} have finished by 3 May {year}.

1. Opening of meeting {number}
2. Progress on Actions {part} to {count} of the Lausanne Action Plan
"""
STATES = ("France", "Mexico", "Austria", "Chile", "Iraq", "Germany", "Zambia", "Norway", "Peru", "Bulgaria", "Sweden")


@dataclass(frozen=True, slots=True)
class Took:
    """What a run took: seconds as they passed, the processor's of the main process alone, and its peak of memory."""

    seconds: float
    main_seconds: float
    peak_mb: float


def main(*counts: str) -> None:
    files = int(counts[0]) if counts else FILES
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        some, every = small(place / "some", round(files * SHARE)), small(place / "every", files)
        copied = papers(place / "papers", [SAMPLES, *filter(None, [beside("real", "un")])])
        took = {
            **in_turns("small files", some, place),
            **in_turns("papers", copied, place),
            "all small files": ingested(every, place / "all", 2),
            "the same again": ingested(every, place / "all", 2),
        }
    ratios = {
        name: took[f"{name}, 1 worker"].seconds / took[f"{name}, 2 workers"].seconds
        for name in ("small files", "papers")
    }
    ratios["again"] = took["the same again"].seconds / took["all small files"].seconds
    rows = [(name, *(f"{one:.1f}" for one in asdict(run).values())) for name, run in took.items()]
    show(f"Runs over {files:,} small files", ("run", "seconds", "of the main process", "its peak MB"), rows)
    show("How much faster", ("of", "ratio"), [(name, f"{one:.3f}") for name, one in ratios.items()])
    runs = {name: asdict(run) for name, run in took.items()}
    keep("runs", {"files": files, "runs": runs, "ratios": ratios, "load": os.getloadavg()})


def in_turns(name: str, folder: Path, place: Path) -> dict[str, Took]:
    """Median runs over a folder, with one worker and with two by turns."""
    done: dict[str, list[Took]] = {f"{name}, 1 worker": [], f"{name}, 2 workers": []}
    for turn in range(RUNS):
        for workers, (label, runs) in enumerate(done.items(), 1):
            runs.append(ingested(folder, place / f"{label} {turn}", workers))
    return {label: middle(runs) for label, runs in done.items()}


def middle(runs: Sequence[Took]) -> Took:
    return Took(*(median(values) for values in zip(*(asdict(run).values() for run in runs), strict=True)))


def small(folder: Path, files: int) -> Path:
    """A folder of small texts, all different."""
    folder.mkdir()
    for number in range(files):
        one, other = STATES[number % 11], STATES[(number // 11) % 11]
        numbers = {"year": 2010 + number % 20, "number": number, "count": 20 + number % 90, "part": 1 + number % 19}
        (folder / f"paper-{number}.txt").write_text(TEXT.format(one=one, other=other, **numbers), "utf-8")
    return folder


def papers(folder: Path, sources: Iterable[Path]) -> Path:
    """Papers several times over: with a blank line more each time, where their format does not mind."""
    folder.mkdir()
    for path in (path for source in sources for path in files_of(source)):
        for turn in range(TIMES if path.suffix in LENGTHENED else 1):
            (folder / f"{turn}-{path.name}").write_bytes(path.read_bytes() + b"\n" * turn)
    return folder


def ingested(folder: Path, archive: Path, workers: int) -> Took:
    """What `papers ingest` takes over a folder."""
    arguments = ["ingest", str(folder), "--archive", str(archive), "--workers", str(workers)]
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"papers ingest {folder} failed; run it by itself to see why")
    return Took(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE / (1 << 20))


if __name__ == "__main__":
    main(*sys.argv[1:])
