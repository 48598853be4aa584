"""What becomes of odd, broken, hostile and huge files, in the bounded workers that `papers ingest` uses.

python -m bench.torture    needs ../shared/real/torture
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium

from bench.measure import peak
from bench.report import beside, files_of, keep, show
from corpus.vocabulary import CCM
from ingest.sniff import PDF_START, PDF_WITHIN
from papers.cache import Cache
from papers.report import Settings
from papers.work import WARM, Refused, Task, bring
from papers.workers import Lost, Workers


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a file: the outcome, seconds, and how large its worker has been, in megabytes."""

    outcome: str
    seconds: float
    megabytes: float = 0.0


def main() -> None:
    folder = beside("real", "torture")
    if folder is None:
        return
    paths = files_of(folder)
    started = time.monotonic()
    done = outcomes(paths)
    seconds = time.monotonic() - started
    holding = with_text([path for path in paths if is_pdf(path)])
    read = [path for path in holding if done[path].outcome == "read"]
    slowest = max(done, key=lambda path: done[path].seconds)
    counts = Counter(one.outcome for one in done.values())
    show(f"{len(paths)} files in {seconds:.0f} s", ("outcome", "files"), counts.most_common())
    found = {
        "files": len(paths),
        "outcomes": dict(counts),
        "seconds": round(seconds),
        "median_seconds": round(median(one.seconds for one in done.values()), 2),
        "slowest_seconds": round(done[slowest].seconds, 1),
        "peak_mb": round(max(one.megabytes for one in done.values())),
        "pdf_with_text": len(holding),
        "pdf_with_text_read": len(read),
        "pdf_share": round(len(read) / max(1, len(holding)), 3),
        "pdf_not_read": {str(path.relative_to(folder)): done[path].outcome for path in holding if path not in read},
    }
    told = {
        "PDFs that PDFium opens and finds letters in": len(holding),
        "read of these": f"{len(read)} ({len(read) / max(1, len(holding)):.1%})",
        "seconds a file, median": found["median_seconds"],
        "seconds of the slowest": f"{found['slowest_seconds']} ({slowest.name})",
        "megabytes of the largest worker": found["peak_mb"],
    }
    show("Bounds", ("", ""), told.items())
    keep("torture", found)


def outcomes(paths: Sequence[Path]) -> dict[Path, Tried]:
    """What becomes of each file on its whole way: read, extracted from, kept in a cache."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder), "read", "extracted")
        tasks = [
            Task(path, sha256(path.read_bytes()).hexdigest(), path.name, str(path), cache, settings.convention or CCM)
            for path in paths
        ]
        workers = Workers(tried, settings.workers, settings.bounds, WARM, quiet=True)
        results = dict(workers.map(tasks))
    return {path: unless_lost(results[at], settings.bounds.seconds) for at, path in enumerate(paths)}


def tried(task: Task) -> Tried:
    """Runs in a worker."""
    started = time.monotonic()
    result = bring(task)
    outcome = f"refused: {result.reason}" if isinstance(result, Refused) else "read"
    return Tried(outcome, time.monotonic() - started, peak() / (1 << 20))


def unless_lost(result: Tried | Lost, allowed: float) -> Tried:
    if isinstance(result, Lost):
        return Tried(f"lost: {result.reason}", allowed if result.reason == "timeout" else 0.0)
    return result


def is_pdf(path: Path) -> bool:
    return PDF_START.search(path.read_bytes()[:PDF_WITHIN]) is not None


def with_text(paths: Sequence[Path]) -> list[Path]:
    """PDFs that PDFium opens without a password and finds letters in."""
    settings = Settings()
    found = dict(Workers(holds_text, settings.workers, settings.bounds, quiet=True).map(paths))
    return [path for at, path in enumerate(paths) if found[at] is True]


def holds_text(path: Path) -> bool:
    """Runs in a worker."""
    try:
        with pdfium.PdfDocument(path) as pdf:
            return any(page.get_textpage().get_text_bounded().strip() for page in pdf)
    except pdfium.PdfiumError:
        return False


if __name__ == "__main__":
    main()
