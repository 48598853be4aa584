"""Which values of the archive answer which values of the gold."""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz.fuzz import ratio

from papers.fields import Field, Found
from papers.gold import Gold, Wanted, normal, told

ALIKE = 90.0  # per cent of characters from which two texts are the same
SAME_SENTENCE = 0.6  # share of the shorter quote's words from which two quotes are of one sentence


def answers(wanted: list[Wanted], found: list[Found]) -> dict[int, int]:
    """Positions of the wanted values with those of the found ones that answer them: the best pairs first, each once."""
    pairs = [(fit(want, got), i, j) for i, want in enumerate(wanted) for j, got in enumerate(found)]
    answered: dict[int, int] = {}
    for likeness, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likeness and i not in answered and j not in answered.values():
            answered[i] = j
    return answered


def fit(want: Wanted, got: Found) -> float:
    """How well a value of the archive answers one of the gold; 0 when it does not."""
    if not all(part is None or said in part for part, said in zip(want.key, got.key, strict=True)):
        return 0.0
    exact = sum(part is not None for part in want.key) / 1000
    if want.texts:
        alike = max(
            (ratio(normal(a), normal(b)) for a in want.texts for b in (got.text or "", *got.quotes)), default=0.0
        )
        return alike / 100 + exact if alike >= ALIKE else 0.0
    if want.quote:
        quoted = [shared(want.quote, quote) for quote in got.quotes]
        return max((iou + exact for iou, part in quoted if part >= SAME_SENTENCE), default=0.0)
    return 1.0 + exact


def shared(one: str, other: str) -> tuple[float, float]:
    """Words that two quotes share: over the words of both (IoU), and over those of the shorter one.

    >>> shared("Ten States Parties remain", "ten States")
    (0.5, 1.0)
    """
    left, right = (Counter(re.findall(r"\w+", normal(quote))) for quote in (one, other))
    both = (left & right).total()
    return both / max(1, (left | right).total()), both / max(1, min(left.total(), right.total()))


def wanted_values(field: Field, gold: Gold) -> list[Wanted]:
    values = [value for key, teller in field.gold.items() for value in told(gold, key, teller)]
    return values if field.repeats else list({(value.key, value.texts): value for value in values}.values())


def open_values(field: Field, gold: Gold) -> list[Wanted]:
    """Values that the archive may have or not."""
    keys = [(f"{key}_optional", teller) for key, teller in field.gold.items()]
    keys += [(key, next(iter(field.gold.values()))) for key in field.also]
    return [value for key, teller in keys for value in told(gold, key, teller)]
