"""Where sentences end: not at abbreviations, initials, decimals and numbers of paragraphs."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Spans

ONE = [
    "Art. 4 was met by ten States.",
    "The deadline under art. 4 ended in 2.5 years.",
    "Mr. J. Smith and Ms. A. B. Jones spoke for H.E. Mr. Brown of the U.K. Mission.",
    "See No. 5, paras. 6 and 7, and p. 8 for that.",
    "It went to States, e.g. Iraq, i.e. Chad.",
    "12. The Meeting took note.",
    "a. The Meeting took note.",
    "CCM/MSP/2024/4/Rev.1 was adopted.",
    "M. Dupont et Mme. Durand ont parlé.",
    "El Sr. Pérez habló del art. 4.",
    "Ст. 4 выполнена.",
    "a line that goes on\nin the next one",
]
SEVERAL = [
    # (text, sentences, why)
    ("Art. 4 was met. Three States reported.", ["Art. 4 was met.", "Three States reported."], "a stop before a capital"),
    ("In 2024. 12 States came.", ["In 2024.", "12 States came."], "a stop before a number"),
    ("The answer is no. Then they left.", ["The answer is no.", "Then they left."], "no is no number here"),
    ("He said “Yes.” Then he left. (He came back.)", ["He said “Yes.”", "Then he left.", "(He came back.)"], "quotes, brackets"),
    ("Is it? Yes! So… Good.", ["Is it?", "Yes!", "So…", "Good."], "other stops"),
    ("¿Cuándo? ¡Ahora!", ["¿Cuándo?", "¡Ahora!"], "Spanish ones"),
    ("第四条。第二句！", ["第四条。", "第二句！"], "Chinese ones"),
    ("انتهى الاجتماع. بدأ آخر؟ نعم", ["انتهى الاجتماع.", "بدأ آخر؟", "نعم"], "Arabic ones"),
    ("1. First. 2. Second.", ["1. First.", "2. Second."], "numbers go with what follows"),
    ("A\tB\nC\tD", ["A", "B", "C", "D"], "cells"),
    ("  One.   Two.  ", ["One.", "Two."], "without the blanks around"),
    (" \n\t ", [], "nothing but blanks"),
]  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_one(spans: Spans, text: str) -> None:
    assert [words for words, _ in spans("sentences", text)] == [text]


@pytest.mark.parametrize(("text", "sentences", "why"), SEVERAL)
def test_several(spans: Spans, text: str, sentences: list[str], why: str) -> None:
    assert [words for words, _ in spans("sentences", text)] == sentences, why
