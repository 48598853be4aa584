"""One run of one program over files, in a process of its own; prints what it took, and what it made, as JSON.

python -m bench.measure PROGRAM keep|drop    files are named on the standard input, one a line; keep: print the texts too
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import logging
import os
import re
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.markdown import markdown_of
from bench.programs import PROGRAMS, Work
from ingest.document import Document

KILOBYTE = 1024 if sys.platform != "darwin" else 1  # getrusage counts kilobytes on Linux, bytes on macOS
LONGEST = 1800  # seconds of one run
WARMING = 3  # files that are read first: what is loaded with them is part of starting


def measured(program: str, paths: Sequence[Path], *, texts: bool = False) -> dict[str, Any]:
    """`seconds` by path, `failed` paths with why, `texts` by path, seconds to `start` as they pass, `peak_mb`.

    Where the program itself fails, all its files do.
    """
    command = [sys.executable, "-m", "bench.measure", program, "keep" if texts else "drop"]
    named = "\n".join(map(str, paths))
    root = Path(__file__).parent.parent
    try:
        done = subprocess.run(
            command, input=named, cwd=root, check=True, capture_output=True, text=True, timeout=LONGEST
        )
        result: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        last = (getattr(error, "stderr", None) or str(error)).strip().splitlines()[-1:]
        return {
            "seconds": {},
            "failed": dict.fromkeys(map(str, paths), *last),
            "texts": {},
            "start": 0.0,
            "peak_mb": 0.0,
        }
    return result


def main(program: str, texts: str) -> None:
    logging.disable()
    warnings.simplefilter("ignore")
    paths = [Path(line) for line in sys.stdin.read().splitlines()]
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        work = PROGRAMS[program]()
        for path in paths[:WARMING]:
            with contextlib.suppress(Exception):
                work(path)
        start = time.perf_counter() - started
        for path in paths:  # what is loaded and compiled at the first paper of a kind, or in a language
            with contextlib.suppress(Exception):
                work(path)
        result = run(work, paths, texts == "keep")
    print(json.dumps({**result, "start": start, "peak_mb": peak() / (1 << 20)}))


def run(work: Work, paths: Sequence[Path], keep: bool) -> dict[str, Any]:
    """Seconds of work by path, without those of starting: the processor's, so that other work beside it does not count."""
    seconds, failed, texts = {}, {}, {}
    for path in paths:
        gc.collect()  # what the file before has left
        started = processor_seconds()
        try:
            made = work(path)
        except Exception as error:
            failed[str(path)] = str(error) or type(error).__name__
            continue
        seconds[str(path)] = processor_seconds() - started
        if keep:
            texts[str(path)] = markdown_of(made) if isinstance(made, Document) else str(made)
    return {"seconds": seconds, "failed": failed, "texts": texts}


def processor_seconds() -> float:
    """Seconds that this process and the programs it started have worked."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


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
