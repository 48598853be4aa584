"""Delimited values: what is a table of them, and what only holds commas."""

from __future__ import annotations

import pytest

from tests.ingest.outline import outline_of

TEXTS = [
    # (text, outline, why)
    ("Symbol,Title\nA/1,Agenda\nA/2,Plan\n", "t *Symbol ¦ *Title / A/1 ¦ Agenda / A/2 ¦ Plan", "commas"),
    ("État;Année\r\nPérou;2031\r\n\r\nTchad;2032\r\n", "t *État ¦ *Année / Pérou ¦ 2031 / Tchad ¦ 2032", "semicolons"),
    ('"Peru, Chad",3\n"two\nlines",4\n', "t Peru, Chad ¦ 3 / two lines ¦ 4", "quoted commas and line ends"),
    (
        "Peru, the host, spoke.\n\nChad, a guest, replied.",
        "p Peru, the host, spoke.\np Chad, a guest, replied.",
        "prose",
    ),
    ("Visit Peru,\nvisit Chad,\nand rest.", "p Visit Peru, visit Chad, and rest.", "not as many in each line"),
    ('Peru,"open\nChad,2', 'h1 Peru,"open\np Chad,2', "a quotation without end"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TEXTS, ids=[why for *_, why in TEXTS])
def test_delimited(text: str, expected: str, why: str) -> None:
    assert outline_of(text) == expected, why
