"""Confidence that is earned: what a rule says of itself, drawn towards how often it was right in papers that were new to it.

`trials.json` holds, for each rule, how many of its values were right and how many there were when papers were read for the
first time, before any rule was mended by them; `python -m tests.first_reads` adds to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

TRIALS = files("extract") / "trials.json"
STATED = 20  # values that what a rule says of itself counts for


@cache
def trials() -> Mapping[str, tuple[int, int]]:
    """By rule ("title: first heading"), its values that were right, and all of them."""
    return {rule: (right, seen) for rule, (right, seen) in json.loads(TRIALS.read_bytes()).items()}


def earned(rule: str, stated: float) -> float:
    """The confidence (0 to 1) of a value that a rule found; of an untried rule, what it states.

    >>> earned("title: a rule that nobody tried", 0.8)
    0.8
    """
    right, seen = trials().get(rule, (0, 0))
    return round((right + STATED * stated) / (seen + STATED), 3)
