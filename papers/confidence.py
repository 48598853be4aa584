"""How far confidence can be trusted: of the values that are said to be right nine times in ten, are nine in ten right?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """A value that gold could tell right or wrong: the rule that found it, the confidence that it came with."""

    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Values of like confidence: how many, their mean confidence, the share that is right."""

    values: int
    confidence: float
    right: float


def bins(trials: Iterable[Trial]) -> list[Bin]:
    """The values in ten bins of equal width; empty bins are left out."""
    held: defaultdict[int, list[Trial]] = defaultdict(list)
    for trial in trials:
        held[min(BINS - 1, int(trial.confidence * BINS))].append(trial)
    return [
        Bin(len(many), sum(one.confidence for one in many) / len(many), sum(one.right for one in many) / len(many))
        for _, many in sorted(held.items())
    ]


def calibration_error(trials: Iterable[Trial]) -> float | None:
    """Expected calibration error: how far, on average over the values, confidence and share of right ones lie apart.

    Source: Guo et al., On Calibration of Modern Neural Networks, 2017.

    >>> calibration_error([Trial("a", 0.75, True), Trial("a", 0.75, False)])
    0.25
    """
    made = bins(trials)
    count = sum(one.values for one in made)
    return sum(one.values * abs(one.confidence - one.right) for one in made) / count if count else None


def tallied(trials: Iterable[Trial]) -> dict[str, tuple[int, int]]:
    """By rule, how many of its values were right, and how many there were."""
    counts: defaultdict[str, list[bool]] = defaultdict(list)
    for trial in trials:
        counts[trial.rule].append(trial.right)
    return {rule: (sum(right), len(right)) for rule, right in sorted(counts.items())}
