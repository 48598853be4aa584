"""In which language a paper is, and which of its passages are in another one."""

from __future__ import annotations

import pytest

from ingest.document import Block, Kind, Source
from ingest.language import language_of, other_language
from ingest.structure import document_of

ENGLISH = "The States Parties agreed to meet again in Geneva and to report on their progress each year."
FRENCH = "Les États parties se sont réunis à Genève pour le suivi du plan et des mesures à prendre."
SPANISH = "Los Estados partes se reunieron en Ginebra para el seguimiento del plan y de las medidas."
RUSSIAN = "Государства-участники договорились встретиться снова в Женеве."
ARABIC = "اتفقت الدول الأطراف على الاجتماع مرة أخرى في جنيف."
CHINESE = "缔约国同意在日内瓦再次举行会议，并每年报告进展情况。"
SIX = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}


@pytest.mark.parametrize(("code", "text"), SIX.items())
def test_the_six_languages(code: str, text: str) -> None:
    assert language_of(text) == code
    assert other_language(text, code) is None
    assert all(other_language(text, main) == code for main in SIX if main != code)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Ecole de Guerre", "en"),  # a name
        ("Plan de travail 2021", "en"),  # too short to be sure
        ("12 / 34", "en"),
        ("CCM/MSP/2021/4", "zh"),
        (
            "M. de la Cruz, M. de la Fuente and Ms. de la Torre met for the first of the talks in the city of Lima.",
            "en",
        ),
    ],
)
def test_what_is_too_little_to_be_of_another_language(text: str, main: str) -> None:
    assert other_language(text, main) is None


def test_blocks_know_a_language_that_is_not_their_papers() -> None:
    pieces = [Block(0, Kind.PARAGRAPH, text) for text in (ENGLISH, ENGLISH, ENGLISH, FRENCH)]
    document = document_of(Source("ab", "a.txt", "text/plain", 1, "a.txt"), (), pieces, "test 1")
    assert document.language == "en"
    assert [block.language for block in document.blocks] == [None, None, None, "fr"]
