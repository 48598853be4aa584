"""How right extraction is: no field of any set of gold falls below its floor, and the real papers are wholly right."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from papers.evaluate import Evaluation
from tests.gold_scores import FLOORS, SETS, f1_by_field, raised, scored

SHARED = Path(__file__).parent.parent.parent / "shared"
SCANS_F1 = 0.85  # recognised text differs from one engine to the other
IDENTITY = {
    *("kind", "symbol", "language", "date", "meeting", "group", "title", "period", "convention", "version"),
    *("job_number", "original_language", "agenda_item", "meeting_dates", "place"),
}  # fmt: skip


def papers_of(name: str) -> tuple[Path, Path]:
    """The folders of a set; the test is skipped where the papers are not here."""
    papers, gold = SETS[name]
    if not papers.is_dir():
        pytest.skip(f"the papers of the set {name!r} are not here")
    return papers, gold


@cache
def result_of(name: str) -> Evaluation:
    return scored(*papers_of(name))


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_no_field_falls_below_its_floor(name: str) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))[name]
    result = result_of(name)
    found = {"overall": result.overall["f1"]} | f1_by_field(result.fields)
    below = {field: (found.get(field), floor) for field, floor in floors.items() if found.get(field, 0.0) < floor}
    misses = [f"{one.file}: {one.field} {one.fault} {one.value}" for one in result.misses if one.field in below]
    assert not below, "\n".join([f"below the floor: {below}", *misses])


@pytest.mark.slow
def test_first_pages_of_other_bodies_are_read_right() -> None:
    result = result_of("un")
    scores = [score for name, score in result.fields.items() if name in IDENTITY]
    gold, got, correct = (sum(one[key] for one in scores) for key in ("gold", "found", "correct"))
    assert 2 * correct / (gold + got) >= 0.97
    assert (result.overall["found"] - result.overall["correct"]) / result.overall["papers"] <= 0.2, "false values"


@pytest.mark.slow
def test_scans_are_read_nearly_as_well() -> None:
    found = [scored(*SETS[name], scans=True).overall for name in SETS if name != "un"]
    gold, got, correct = (sum(one[key] for one in found) for key in ("gold", "found", "correct"))
    assert sum(one["papers"] for one in found) >= 3
    assert 2 * correct / (gold + got) >= SCANS_F1


def test_the_real_papers_of_the_convention_are_wholly_right() -> None:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real papers in ../shared are not here")
    result = scored(SHARED / "seeds", SHARED / "gold")
    assert result.misses == []
    assert result.overall["evidence"] >= 0.95


def test_a_floor_is_never_lowered_by_the_updater() -> None:
    assert raised({"kind": 0.9}, {"kind": 0.95, "title": 0.5}) == {"kind": 0.95, "title": 0.5}
    with pytest.raises(ValueError, match="would lower"):
        raised({"kind": 0.9}, {"kind": 0.8})
    with pytest.raises(ValueError, match="would lower"):
        raised({"kind": 0.9}, {})


@pytest.mark.parametrize("name", SETS)
def test_every_paper_has_gold_and_every_gold_a_paper(name: str) -> None:
    papers, gold = papers_of(name)
    named = {json.loads(path.read_text("utf-8"))["file"] for path in gold.glob("*.json")}
    assert named == {path.name for path in papers.iterdir() if path.is_file()}
