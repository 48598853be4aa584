"""Texts in the encodings that files of six languages come in."""

from __future__ import annotations

import pytest

from ingest.encoding import is_text, text_of

FRENCH = "Coopération et assistance : l’État partie a présenté sa demande à Genève. " * 4
CHINESE = "各缔约国承诺销毁其储存的所有集束弹药，并提交年度报告。" * 4
RUSSIAN = "Государства-участники обязуются уничтожить запасы кассетных боеприпасов. " * 4


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "cp1252"),
        ("Coopération", "cp1252"),
        (CHINESE, "gb18030"),
        ("Annual report on transparency of the State party 年度报告 " * 4, "gb18030"),
        (CHINESE, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        ("plain", "ascii"),
    ],
)
def test_text_of(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding)) == text


def test_a_text_cut_within_a_character_is_utf8() -> None:
    assert text_of("Genève é".encode()[:-1]).startswith("Genève")


@pytest.mark.parametrize(
    ("data", "wanted"), [(b"words\n", True), (bytes(range(256)) * 9, False), ("ألف".encode("utf-16"), True)]
)
def test_is_text(data: bytes, wanted: bool) -> None:
    assert is_text(data) is wanted
