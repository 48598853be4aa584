"""One run of one program over the files of a folder, in a process of its own; prints what it took as JSON.

python -m bench.measure PROGRAM FOLDER    PROGRAM is one of PROGRAMS
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Work = Callable[[Path], object]
KILOBYTE = 1024 if sys.platform != "darwin" else 1  # getrusage counts kilobytes on Linux, bytes on macOS


def reader() -> Work:
    """Reads: blocks with page and box, sections, tables with cells."""
    from ingest.read import read

    return lambda path: read(path.read_bytes(), path.name, str(path))


def reader_and_extractor() -> Work:
    """Reads, and finds the values."""
    from corpus.vocabulary import load
    from extract.pipeline import extract
    from ingest.read import read

    vocabulary = load()
    return lambda path: extract(read(path.read_bytes(), path.name, str(path)), vocabulary)


def markitdown() -> Work:
    """Reads: Markdown without places."""
    from markitdown import MarkItDown

    program = MarkItDown()

    def work(path: Path) -> str:
        text: str = program.convert(path).text_content
        if not text.strip():
            raise ValueError("nothing was read")  # a scan, say
        return text

    return work


PROGRAMS: dict[str, Callable[[], Work]] = {
    "read": reader,
    "read and extract": reader_and_extractor,
    "markitdown": markitdown,
}


def measure(work: Work, paths: Iterable[Path]) -> dict[str, Any]:
    """Seconds of work by file, without those of starting, and the files that were not read."""
    seconds, failed = {}, []
    for path in paths:
        started = time.perf_counter()
        try:
            work(path)
            seconds[path.name] = time.perf_counter() - started
        except Exception:
            failed.append(path.name)
    return {"seconds": seconds, "failed": failed}


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def main(program: str, folder: str) -> None:
    logging.disable()
    warnings.simplefilter("ignore")
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        work = PROGRAMS[program]()
        paths = files(Path(folder))
        warm = next(path for path in paths if path.suffix in (".txt", ".docx", ".pdf"))
        with contextlib.suppress(Exception):
            work(warm)  # what is loaded with the first file is part of starting
        start = time.perf_counter() - started
        result = measure(work, paths)
    print(json.dumps({**result, "start": start, "peak_mb": peak() / (1 << 20)}))


def peak() -> float:
    """Bytes of the largest that this process, or a program that it started, has been."""
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(OSError):  # on Linux ru_maxrss begins with what the parent had
        own = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0])
    return max(own, started) * KILOBYTE


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main(*sys.argv[1:])
