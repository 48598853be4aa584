"""A signature tells how much of the wording two papers share, and numbers are no part of it."""

from __future__ import annotations

import base64
import random

import pytest

from corpus.vocabulary import load
from extract.likeness import SIZE, alike, numbers, shingles
from extract.signature import signature
from extract.text import reading_of
from ingest.document import Block, Document, Kind, Source


def signed(*texts: str, kind: Kind = Kind.PARAGRAPH) -> str | None:
    """The signature of a paper of these blocks."""
    blocks = tuple(Block(seq, kind, text) for seq, text in enumerate(texts))
    return signature(
        reading_of(Document(Source("ab", "a.txt", "text/plain", 0, "a.txt"), (), blocks, "text 1"), load())
    )


def text(seed: int, length: int = 400) -> str:
    draw = random.Random(seed)
    return " ".join("".join(draw.choices("abcdefghij", k=6)) for _ in range(length))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Work plan of 2023 and 2024", "WORK PLAN of 2024 and 2025!", 1.0),  # case, signs and numbers
        ("We meet in May", "We meet in June", 1 / 3),  # we-meet-in of three
        ("集束弹药公约", "集束弹药", 0.5),  # characters are words where no blanks part them
        ("One", "One", 0.0),  # too short to be told
    ],
)
def test_alike(one: str, other: str, expected: float) -> None:
    assert alike(shingles([one]), shingles([other])) == pytest.approx(expected)


def test_numbers_are_as_printed() -> None:
    assert numbers(["38 States by 2025", "١٢ دولة"]) == {"38", "2025", "١٢"}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 1.0])
def test_a_signature_estimates_what_is_shared(share: float) -> None:
    base, words = text(1).split(), text(2).split()
    other = " ".join([*base[: round(len(base) * share)], *words[round(len(base) * share) :]])
    first, second = (base64.b64decode(str(signed(one))) for one in (" ".join(base), other))
    same = sum(first[at : at + 4] == second[at : at + 4] for at in range(0, 4 * SIZE, 4)) / SIZE
    assert same == pytest.approx(alike(shingles([" ".join(base)]), shingles([other])), abs=0.17)


def test_what_says_little_has_no_signature() -> None:
    assert signed("Agenda of the meeting") is None
    assert signed(text(3), kind=Kind.PAGE_HEADER) is None


def test_a_signature_is_the_same_in_every_process() -> None:
    assert str(signed(text(4))).startswith("jXIkD+D2")
