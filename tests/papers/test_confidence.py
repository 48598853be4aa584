"""Whether confidence is earned: values in steps, the error of calibration, and what papers evaluate shows of it."""

from __future__ import annotations

import pytest

from papers.confidence import Bin, Trial, bins, calibration_error, tallied

SURE = [Trial("a", 0.9, True)] * 9 + [Trial("a", 0.9, False)]
BOLD = [Trial("b", 0.95, False)] * 2
HALF = [Trial("c", 0.5, True), Trial("c", 0.5, False)]


@pytest.mark.parametrize(
    ("trials", "error", "why"),
    [
        (SURE, 0.0, "nine in ten of those said to be right nine times in ten are right"),
        (BOLD, 0.95, "surely right, and all wrong"),
        (HALF + BOLD, 0.475, "a mean over the values"),
        ([Trial("d", 1.0, True)], 0.0, "full confidence has a step too"),
    ],
)
def test_calibration_error(trials: list[Trial], error: float, why: str) -> None:
    assert calibration_error(trials) == pytest.approx(error), why


def test_nothing_tried_has_no_error() -> None:
    assert calibration_error([]) is None


def test_steps_and_rules() -> None:
    assert bins([*HALF, Trial("c", 0.55, True)]) == [Bin(3, pytest.approx(1.55 / 3), pytest.approx(2 / 3))]
    assert tallied(SURE + HALF) == {"a": (9, 10), "c": (1, 2)}
