"""Files that broke other readers, in real workers: nothing passes its bounds, and every file is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.bounds import Bounds
from ingest.ocr import Recogniser
from papers.workers import Lost, Workers
from tests.papers.test_hostile import outcome_of

FOLDER = Path(__file__).parents[3] / "shared" / "real" / "torture"
SMALL = 60_000  # bytes: small files break as well as large ones, and sooner
EVERY = 4  # of these


def outcome_without_pictures(path: str) -> tuple[str, str]:
    """In the worker: recognition takes up to a minute a page."""
    Recogniser.completed = lambda _, page, sheet: sheet  # type: ignore[method-assign]
    return outcome_of(path)


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER.exists(), reason="no files that are known to be difficult beside the checkout")
def test_difficult_files_are_read_or_refused() -> None:
    small = sorted(path for path in FOLDER.rglob("*.*") if path.is_file() and path.stat().st_size < SMALL)
    files = [str(path) for path in small if path.suffix not in (".doc", ".ppt")][::EVERY]
    results = dict(Workers(outcome_without_pictures, 2, Bounds(seconds=60), ("ingest.read",), quiet=True).map(files))
    assert len(results) == len(files) > 30
    assert [files[at] for at, end in results.items() if isinstance(end, Lost)] == []
    refused = {files[at]: end for at, end in results.items() if not isinstance(end, Lost) and end[0] != "read"}
    assert {end[1] for end in refused.values() if not end[1].endswith(".")} == set()
    assert len(refused) < len(files) / 3, refused
