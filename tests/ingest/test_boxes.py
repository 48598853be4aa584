"""Boxes are true: what pdfplumber finds in a box is the text of the block or cell; bench/boxes.py says what that means."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.boxes import Check, checks, likeness, sample, share
from bench.report import BESIDE, SAMPLES

BLOCKS, CELLS = 0.98, 0.97  # the shares of boxes that must hold their text
SETS = {  # folder -> how many of its pages, chosen by chance, are looked at
    SAMPLES: 100,
    BESIDE / "real" / "un": 6,
    BESIDE / "pdf-structure" / "pages" / "pdf": 10,
    BESIDE / "pdf-structure" / "tables" / "pdf": 10,
}


@pytest.mark.slow
@pytest.mark.parametrize("folder", SETS, ids=lambda folder: "/".join(folder.parts[-2:]))
def test_boxes_hold_their_text(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not beside this checkout")
    found = [one for path, pages in sample(folder.glob("*.pdf"), SETS[folder]) for one in checks(path, pages)]
    assert len(found) > 50
    assert share(one for one in found if one.part != "cell") >= BLOCKS, worst(found)
    assert share(one for one in found if one.part == "cell") >= CELLS, worst(found)


def worst(found: list[Check]) -> str:
    return "\n".join(map(repr, sorted((one for one in found if not one.holds), key=lambda one: one.alike)[:10]))


@pytest.mark.parametrize(
    ("said", "seen", "ordered", "alike"),
    [
        ("• Co-operate", "(cid:127) cooper-\nate", True, True),  # bullets, hyphens, blanks and case are the font's
        ("oﬃce", "office", True, True),
        ("22 States", "2 States", True, False),  # a digit is not
        ("Chad Iraq", "Iraq\nChad", True, False),
        ("Chad Iraq", "Iraq\nChad", False, True),
        ("", "1", True, False),
        ("", "", True, True),
    ],
)
def test_what_counts_as_the_same_text(said: str, seen: str, ordered: bool, alike: bool) -> None:
    assert (likeness(said, seen, ordered) == 1) is alike


def test_the_sample_is_the_same_every_time() -> None:
    papers = [*SAMPLES.glob("*.pdf")]
    assert sample(papers, 5) == sample(reversed(papers), 5) != sample(papers, 5, seed=2)
    assert sum(len(pages) for _, pages in sample(papers, 5)) == 5
