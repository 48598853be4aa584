"""Formal meetings of the convention, in words, digits and abbreviations, and those of others."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Spans

MEETINGS = [
    # (text, language, ids, why)
    ("the Twelfth Meeting of the States Parties", "en", ["12MSP"], "in words"),
    ("TWELFTH MEETING OF STATES PARTIES", "en", ["12MSP"], "capitals"),
    ("12MSP, 12 MSP, MSP12, MSP-12, tenth MSP, 9MSP/2RC", "en", ["12MSP"] * 4 + ["10MSP", "9MSP", "2RC"], "abbreviations"),
    ("RevCon3, the Second Review Conference, 1RC", "en", ["3RC", "2RC", "1RC"], "review conferences"),
    ("the Dubrovnik Review Conference", "en", ["1RC"], "by its place"),
    ("the Ninth, Tenth and Eleventh Meetings of States Parties", "en", ["9MSP", "10MSP", "11MSP"], "several at once"),
    ("la 12e Assemblée des États parties ; la neuvième Réunion des États parties", "fr", ["12MSP", "9MSP"], "both words"),
    ("la 12e Assemblée, la 1re Conférence d’examen", "fr", ["12MSP", "1RC"], "Assemblée alone"),
    ("la douzième Assemblée générale", "fr", [], "another assembly"),
    ("1ª Conferencia de Examen, 12.ª Reunión de los Estados Partes", "es", ["1RC", "12MSP"], "ordinals in digits"),
    ("XI Reunión de los Estados Partes", "es", ["11MSP"], "Roman"),
    ("десятого Совещания государств-участников", "ru", ["10MSP"], "a case"),
    ("الاجتماع الثاني عشر للدول الأطراف", "ar", ["12MSP"], "Arabic"),
    ("第十二次缔约国会议、第二次审议大会", "zh", ["12MSP", "2RC"], "Chinese"),
    ("20MSP, the 73rd Meeting of States Parties", "en", [], "this convention has not got so far"),
    ("13MSPs, CCM/MSP/2024/1", "en", [], "part of something else"),
    ("12MSP of the Mine Ban Convention", "en", [], "another convention's"),
    ("Fifth Review Conference of the States Parties to the Anti-Personnel Mine Ban Convention", "en", [], "farther away"),
    ("the Mine Ban Convention's Third Review Conference", "en", [], "named before it"),
    ("3e Conférence d’examen de la Convention d’Ottawa", "fr", [], "in French"),
    ("the Mine Ban Convention has spoken of peers since its Third Review Conference", "en", [], "its own one"),
    ("la Convention d’Ottawa, dont la première Conférence d’examen", "fr", [], "its own, in French"),
    ("The Mine Ban Convention is older. Since its Third Review Conference, ours", "en", ["3RC"], "a new sentence"),
    ("the Tenth Meeting of States Parties to the Convention on Cluster Munitions", "en", ["10MSP"], "this one's"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "ids", "why"), MEETINGS)
def test_meetings(spans: Spans, text: str, language: str, ids: list[str], why: str) -> None:
    assert [key for _, key in spans("meetings", text, language)] == ids, why
