"""Scores of papers against gold, made in this process: what the floors in tests/gold/floors.json are held against.

`python -m tests.gold_scores` raises the floors to what is measured; it refuses to lower one.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.vocabulary import load
from db import schema
from db.load import load_paper, load_reference
from extract.pipeline import extract
from ingest.read import read
from papers.evaluate import Evaluation, evaluate
from papers.gold import read_gold

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.json"
SETS = {
    "samples": (ROOT / "corpus" / "samples", GOLD / "samples"),
    "texts": (GOLD / "texts" / "papers", GOLD / "texts"),
    "strangers": (GOLD / "strangers" / "papers", GOLD / "strangers"),
    "visitors": (GOLD / "visitors" / "papers", GOLD / "visitors"),
    "newcomers": (GOLD / "newcomers" / "papers", GOLD / "newcomers"),
    "latecomers": (GOLD / "latecomers" / "papers", GOLD / "latecomers"),
    "guests": (GOLD / "guests" / "papers", GOLD / "guests"),
    "callers": (GOLD / "callers" / "papers", GOLD / "callers"),
    "arrivals": (GOLD / "arrivals" / "papers", GOLD / "arrivals"),
    "un": (ROOT.parent / "shared" / "real" / "un", GOLD / "un"),  # papers of other bodies, which are not kept here
}


def scored(papers: Path, gold: Path, scans: bool = False) -> Evaluation:
    """The papers of a folder against their gold; scans, which OCR reads a little differently everywhere, apart."""
    vocabulary = load()
    database = Database(sqlite3.connect(":memory:"))
    schema.apply(database)
    load_reference(database, vocabulary)
    wanted = []
    for one in read_gold(gold):
        path = papers / one["file"]
        document = read(path.read_bytes(), path.name, str(path))
        if any(page.ocr for page in document.pages) is scans:
            load_paper(database, (), document, extract(document, vocabulary))
            wanted.append(one)
    return evaluate(database.conn, wanted)


def measured(name: str) -> dict[str, float]:
    """F1 by field and over all of a set."""
    result = scored(*SETS[name])
    return {"overall": result.overall["f1"]} | f1_by_field(result.fields)


def f1_by_field(fields: dict[str, dict[str, Any]]) -> dict[str, float]:
    return {name: score["f1"] for name, score in sorted(fields.items()) if score["f1"] is not None}


def raised(old: dict[str, float], new: dict[str, float]) -> dict[str, float]:
    """The floors that both allow; a ValueError that names what would be lowered."""
    lower = {name: (floor, new.get(name)) for name, floor in old.items() if new.get(name, 0.0) < floor}
    if lower:
        raise ValueError(f"would lower {lower}: mend the rule, or lower the floor by hand and say why")
    return new


def main() -> int:
    old = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    try:
        here = [name for name, (papers, _) in SETS.items() if papers.is_dir()]
        new = old | {name: raised(old.get(name, {}), measured(name)) for name in here}
    except ValueError as error:
        print(f"Floors stay: {error}", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps(new, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
