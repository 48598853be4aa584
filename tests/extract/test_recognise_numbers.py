"""Cardinal numbers in words of the paper's language, and in digits."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Spans

NUMBERS = [
    # (text, language, values, why)
    ("sixteen (16) States, 3 (three) of them", "en", ["16", "3"], "words and digits say it twice"),
    ("sixteen (17) States", "en", [], "which of the two?"),
    ("thirty-eight and thirty eight, Twenty-\ntwo", "en", ["38", "38", "22"], "hyphens and blanks"),
    ("one hundred and twelve", "en", ["112"], "a hundred and more"),
    ("two million, three thousand, 5 million, five hundred", "en", [], "part of a larger number"),
    ("two-thirds, 3/4, 12.5, 10–13 and 10-13", "en", [], "fractions, decimals, ranges"),
    ("112, 1 234 and 1,234,567", "en", ["112", "1234", "1234567"], "groups of digits"),
    ("A4, B52, 3RC, no.5, 10th", "en", [], "part of a word"),
    ("12, 13 and 14", "en", ["12", "13", "14"], "a list"),
    ("1.234", "en", [], "a decimal in English"),
    ("1.234", "es", ["1234"], "thousands in Spanish"),
    ("six and dix and once", "en", ["6"], "words of other languages"),
    ("vingt-deux, quatre-vingt-onze, soixante et onze, cent douze", "fr", ["22", "91", "71", "112"], "French"),
    ("deux cents États", "fr", [], "French hundreds are not known, so no wrong value"),
    ("once, treinta y un, ciento doce, tres (3)", "es", ["11", "31", "112", "3"], "Spanish"),
    ("тридцать восемь государств", "ru", ["38"], "Russian"),
    ("ثلاثة عشر ١٢", "ar", ["13", "12"], "Arabic, digits of its own"),
    ("三十八个缔约国, 38个国家, 进一步, 第三次", "zh", ["38", "38"], "Chinese counts with a word after the number"),
    ("sixteen", "de", ["16"], "a language without words here is read as English"),
    ("sixteen", None, ["16"], "so is one that is not known"),
    ("9" * 40, "en", [], "no number anybody counts to"),
]


@pytest.mark.parametrize(("text", "language", "values", "why"), NUMBERS)
def test_numbers(spans: Spans, text: str, language: str | None, values: list[str], why: str) -> None:
    assert [key for _, key in spans("numbers", text, language)] == values, why
