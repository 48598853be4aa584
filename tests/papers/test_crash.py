"""Whatever moment `papers` is killed at: run again, it has lost nothing. PAPERS_CRASH=200 tries that many moments."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.papers.crash import ROOT

POINTS = os.environ.get("PAPERS_CRASH", "8")  # one for each command


@pytest.mark.slow
def test_a_killed_command_loses_nothing() -> None:
    """In a process of its own, which forks: the points and the seed of those that failed are in what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.papers.crash", POINTS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{POINTS} points, seed " in done.stdout
    assert " 0 wrong" in done.stdout
