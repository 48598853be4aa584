"""A place is found again by its words: in the same text always, in another where enough of what was around it is there."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import anchor, judgement
from db.anchor import Finder, Spot

TEXTS = st.lists(st.text("aAé .,-\n\t(1)集束اأ\u0301", max_size=30), min_size=1, max_size=5)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_a_place_is_found_in_its_own_text(texts: list[str], data: st.DataObject) -> None:
    block = data.draw(st.integers(0, len(texts) - 1))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(texts[block]))] * 2)))
    finder = Finder(texts)
    told = finder.anchor(Spot(block, start, end))
    assert told.quote == texts[block][start:end]
    if told.quote:
        assert finder.places(told)[0].place == (block, start, end)


TEXT = "France and Mexico coordinate. France will report by 1 May 2024."
# words, which of their places is meant, another text, and what stands at the place that is found there (None: none is)
ELSEWHERE = [
    ("France", 0, ["Work plan", TEXT], "France and"),
    ("France", 1, ["Work plan", TEXT], "France will"),
    ("France", 1, ["Mexico and Austria coordinate; France will report by 1 May 2024."], "France will"),
    ("France", 0, ["France does not."], None),
    ("by 1 May 2024", 0, ["FRANCE WILL REPORT BY 1\u00a0MAY\n2024"], "BY 1"),  # case and blanks do not count
    ("by 1 May 2024", 0, ["France will report by 2 May 2024."], None),
    ("by 1 May 2024", 0, ["Nobody is here by 1 May 2024, they say"], None),
    (
        "France will report by 1 May 2024",
        0,
        ["They coordinate: France will report by 1 May 2024!"],
        "France will",
    ),  # long
    ("May", 0, ["report by 1", "May 2024"], "May 2024"),  # what was one block is two
]


@pytest.mark.parametrize(("words", "nth", "texts", "expected"), ELSEWHERE)
def test_a_place_is_found_in_another_text(words: str, nth: int, texts: list[str], expected: str | None) -> None:
    start = TEXT.index(words) if nth == 0 else TEXT.rindex(words)
    spots = Finder(texts).places(Finder([TEXT]).anchor(Spot(0, start, start + len(words))))
    found = [texts[one.block][one.start :] for one in spots]
    assert (found[0].startswith(expected) if expected and found else found) == (True if expected else [])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 3, 6), (0, 5, 9), True),
        ((0, 3, 6), (0, 6, 9), False),
        ((0, 3, 6), (1, 3, 6), False),
        ((0, 4, 4), (0, 3, 6), True),
    ],
)
def test_places_overlap(one: tuple[int, int, int], other: tuple[int, int, int], expected: bool) -> None:
    assert Spot(*one).overlaps(*other) is Spot(*other).overlaps(*one) is expected


@pytest.mark.parametrize("module", [anchor, judgement])
def test_examples_in_docstrings_are_true(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert (failed, tried > 0) == (0, True)
