"""`python -m tests.first_reads PAPERS GOLD`: adds to extract/trials.json what each rule got right in papers new to it.

To be run once for a set of papers, by the rules as they were before anybody looked at what the set shows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from papers.confidence import tallied
from tests.gold_scores import ROOT, scored

TRIALS = ROOT / "extract" / "trials.json"


def main(papers: Path, gold: Path) -> None:
    counts = json.loads(TRIALS.read_text("utf-8"))
    found = [one for scans in (False, True) for one in scored(papers, gold, scans).trials]
    for rule, (right, seen) in tallied(found).items():
        before = counts.get(rule, [0, 0])
        counts[rule] = [before[0] + right, before[1] + seen]
    lines = (f" {json.dumps(rule)}: {json.dumps(counts[rule])}" for rule in sorted(counts))
    TRIALS.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
