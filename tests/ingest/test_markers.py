"""Markers: what papers print before an item, in their languages."""

from __future__ import annotations

import pytest

from ingest.markers import Number, is_bullet, letter_of, marker_of, readings_of
from ingest.numerals import roman

MARKED = [
    ("1. Opening", "1.", "Opening"),
    ("22 (b) Takes note", "22 (b)", "Takes note"),
    ("22. (b) Takes note", "22. (b)", "Takes note"),
    ("3.1 Scope", "3.1", "Scope"),
    ("2.Objectives", "2.", "Objectives"),
    ("IV.\tFinances", "IV.", "Finances"),
    ("(iii) third", "(iii)", "third"),
    ("c) tercero", "c)", "tercero"),
    ("1.- Antecedentes", "1.-", "Antecedentes"),
    ("1° Rappel", "1°", "Rappel"),
    ("2 – Contexte", "2 –", "Contexte"),
    ("三、目标", "三、", "目标"),
    ("（二）加强", "（二）", "加强"),
    ("ثانيا- الأنشطة", "ثانيا-", "الأنشطة"),
    ("б) второй", "б)", "второй"),
    ("➤Glued bullet", "➤", "Glued bullet"),
    ("- » Two bullets", "»", "Two bullets"),
    ("• (a) Number after a bullet", "(a)", "Number after a bullet"),
    ("o Outer", "o", "Outer"),
]
UNMARKED = [
    ("3.5 million people", "an amount"),
    ("2024 was a good year", "a year"),
    ("3 - 5 December", "a range of days"),
    ("(LAP). Moreover", "words in brackets"),
    ("(Agenda item 3)", "words in brackets"),
    ("U.S. policy", "an abbreviation"),
    ("-5 degrees", "a minus"),
    ("15.03.2024 in Geneva", "a date"),
]


@pytest.mark.parametrize(("line", "marker", "rest"), MARKED)
def test_marked(line: str, marker: str, rest: str) -> None:
    assert marker_of(line) == (marker, rest)


@pytest.mark.parametrize(("line", "why"), UNMARKED)
def test_unmarked(line: str, why: str) -> None:
    assert marker_of(line) == (None, line), why


@pytest.mark.parametrize(
    ("marker", "readings"),
    [
        ("4.", (Number("decimal.", 4),)),
        ("(i)", (Number("(roman)", 1), Number("(alpha)", 9))),
        ("XIV.", (Number("ROMAN.", 14),)),
        ("C.", (Number("ALPHA.", 3),)),
        ("2.3", (Number("decimal2", 3),)),
        ("十二、", (Number("chinese、", 12),)),
        ("—", ()),
    ],
)
def test_readings(marker: str, readings: tuple[Number, ...]) -> None:
    assert readings_of(marker)[: len(readings) or None] == readings


def test_every_roman_number_is_read_as_it_is_written() -> None:
    assert all(Number("(roman)", value) in readings_of(f"({roman(value)})") for value in range(1, 40))


def test_letters_and_bullets() -> None:
    assert letter_of("b Share what is known") == ("b", "Share what is known")
    assert letter_of("b2b trade") is None
    assert is_bullet("•")
    assert not is_bullet("a)")
