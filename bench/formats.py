"""How fast files of each format are read, beside another reader of many formats.

python -m bench.formats [RUNS]    over the samples, the papers of the tests, and ../shared/real where it is there
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import (
    ROOT,
    RUNS,
    SAMPLES,
    beside,
    files_of,
    in_turns,
    keep,
    median_seconds,
    read_by_all,
    rounded,
    show,
)
from ingest import media_types
from ingest.errors import Unreadable
from ingest.sniff import media_type_of

NOT_HERE = ("PDF", "TEXT", "MARKDOWN")  # PDF has benches of its own; of plain text the other makes nothing
NAMES = {type_: name for name, type_ in vars(media_types).items() if name.isupper() and name not in NOT_HERE}
OWN, OTHER = "read", "markitdown"
COLUMNS = (
    "format",
    "files",
    f"{OWN} only",
    f"{OTHER} only",
    "both",
    f"{OWN} ms",
    f"{OTHER} ms",
    "times faster",
    "faster on",
)


def main(runs: int = RUNS) -> None:
    folders = (SAMPLES, ROOT / "tests" / "gold", beside("real"))
    by_format = formats(path for folder in folders if folder for path in files_of(folder))
    every = in_turns((OWN, OTHER), [path for paths in by_format.values() for path in paths], runs)
    results = {name: compared(paths, every) for name, paths in by_format.items()}
    show(
        "Each format: milliseconds a file that both read",
        COLUMNS,
        ((name, *one.values()) for name, one in results.items()),
    )
    keep("formats", {"runs": runs, "formats": results})


def formats(paths: Iterable[Path]) -> dict[str, list[Path]]:
    """Files by format, each content once; what is not a format that is read here is left out."""
    found: dict[str, dict[bytes, Path]] = defaultdict(dict)
    for path in paths:
        data = path.read_bytes()
        try:
            found[NAMES.get(media_type_of(data, path.name), "")].setdefault(data, path)
        except Unreadable:
            continue
    return {name: list(found[name].values()) for name in NAMES.values() if found[name]}


def compared(paths: Sequence[Path], every: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Files read by one only, and of those that both read the median milliseconds a file, and on how many we are faster."""
    names = {str(path) for path in paths}
    read = {program: names & done[0]["seconds"].keys() for program, done in every.items()}
    common = names & read_by_all(every)
    each = {program: {name: median_seconds(done, [name]) for name in common} for program, done in every.items()}
    own, other = (median_seconds(done, common) for done in every.values())
    return {
        "files": len(paths),
        "own_only": len(read[OWN] - read[OTHER]),
        "other_only": len(read[OTHER] - read[OWN]),
        "both": len(common),
        "own_ms": rounded(own and own * 1000 / len(common), 1),
        "other_ms": rounded(other and other * 1000 / len(common), 1),
        "ratio": rounded(own and other and other / own, 1),
        "own_faster": sum((each[OWN][name] or 0) < (each[OTHER][name] or 0) for name in common),
    }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
