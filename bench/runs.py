"""How long whole runs take, as they pass: with one worker and with two, and once more when nothing has changed.

python -m bench.runs [FILES]. Run it on a machine with two cores that has nothing else to do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.report import ROOT, SAMPLES, files_of, keep, show

FILES = 5_000
LENGTHENED = (".pdf", ".docx", ".html", ".rtf", ".txt")
SHARE = 0.2  # of the files are read with one worker and with two
TEXT = """CCM/MSP/{year}/WP.{number}

Work plan {year} of the Working Group on Clearance

The coordinators are {one} and {other}. Of {count} States Parties, {part} have finished by 3 May {year}.

1. Opening of meeting {number}
2. Progress on Actions {part} to {count} of the Lausanne Action Plan
"""
STATES = ("France", "Mexico", "Austria", "Chile", "Iraq", "Germany", "Zambia", "Norway", "Peru", "Bulgaria", "Sweden")


def main(*counts: str) -> None:
    files = int(counts[0]) if counts else FILES
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        some, every = small(place / "some", round(files * SHARE)), small(place / "every", files)
        copies = samples(place / "samples")
        seconds = {
            "small files, 1 worker": ingested(some, place / "a1", 1),
            "small files, 2 workers": ingested(some, place / "a2", 2),
            "samples, 1 worker": ingested(copies, place / "s1", 1),
            "samples, 2 workers": ingested(copies, place / "s2", 2),
            "all small files": ingested(every, place / "a3", 2),
            "the same again": ingested(every, place / "a3", 2),
        }
    rates = {
        "small files": seconds["small files, 1 worker"] / seconds["small files, 2 workers"],
        "samples": seconds["samples, 1 worker"] / seconds["samples, 2 workers"],
        "again": seconds["the same again"] / seconds["all small files"],
    }
    show(
        f"Runs over {files:,} small files", ("run", "seconds"), [(name, f"{one:.1f}") for name, one in seconds.items()]
    )
    show("How much faster", ("of", "ratio"), [(name, f"{one:.3f}") for name, one in rates.items()])
    keep("runs", {"files": files, "seconds": seconds, "ratios": rates, "load": os.getloadavg()})


def small(folder: Path, files: int) -> Path:
    """A folder of small texts, all different."""
    folder.mkdir()
    for number in range(files):
        one, other = STATES[number % 11], STATES[(number // 11) % 11]
        numbers = {"year": 2010 + number % 20, "number": number, "count": 20 + number % 90, "part": 1 + number % 19}
        (folder / f"paper-{number}.txt").write_text(TEXT.format(one=one, other=other, **numbers), "utf-8")
    return folder


def samples(folder: Path, times: int = 6) -> Path:
    """The sample papers several times over: with a blank line more each time, where their format does not mind."""
    folder.mkdir()
    for turn in range(times):
        for path in files_of(SAMPLES):
            if turn == 0 or path.suffix in LENGTHENED:
                (folder / f"{turn}-{path.name}").write_bytes(path.read_bytes() + b"\n" * turn)
    return folder


def ingested(folder: Path, archive: Path, workers: int) -> float:
    """Seconds that `papers ingest` takes over a folder."""
    program = "from papers.cli import main; main()"
    arguments = ["ingest", str(folder), "--archive", str(archive), "--workers", str(workers)]
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
