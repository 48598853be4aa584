"""Symbols of documents, however they are printed, and job numbers."""

from __future__ import annotations

import pytest

from extract.recognise.symbols import normal
from tests.extract.conftest import Spans

SYMBOLS = [
    # (text, symbols, why)
    ("see CCM/MSP/2024/4.", ["CCM/MSP/2024/4"], "the full stop is the sentence's"),
    ("(CCM/CONF/2020/WP.2)", ["CCM/CONF/2020/WP.2"], "a series with a number of its own"),
    ("CCM/MSP/2012/PM/WP.1", ["CCM/MSP/2012/PM/WP.1"], "a preparatory meeting's"),
    ("CCM/MSP/2025/2/Add.1.", ["CCM/MSP/2025/2/Add.1"], "an addendum at the end of a sentence"),
    ("CCM/MSP/2024/2/Rev.1 and CCM/CONF/2021/6/Add.1/Rev.2", ["CCM/MSP/2024/2/Rev.1", "CCM/CONF/2021/6/Add.1/Rev.2"], "changes"),
    ("CCM/MSP/2013/5/Corr 1", ["CCM/MSP/2013/5/Corr.1"], "the lost point"),
    ("CCM/MSP/2013/Corr 1", ["CCM/MSP/2013/Corr.1"], "a corrigendum without a number before it"),
    ("CCM/MSP/2024/4*", ["CCM/MSP/2024/4"], "the star is a note's"),
    ("CCM/MSP/\n2024/6", ["CCM/MSP/2024/6"], "broken after a slash"),
    ("CCM/MSP/ 2024/ 6", ["CCM/MSP/2024/6"], "blanks after slashes"),
    ("CCM/MSP/2022/12-CCM/MSP/2022/13", ["CCM/MSP/2022/12", "CCM/MSP/2022/13"], "two with a dash"),
    ("A/71/438–A/CONF.192/BMS/2016/1", ["A/71/438", "A/CONF.192/BMS/2016/1"], "a paper with two symbols"),
    ("S/RES/1325 (2000), A/HRC/S-12/1, CCW/P.V/CONF/2019/5", ["S/RES/1325", "A/HRC/S-12/1", "CCW/P.V/CONF/2019/5"], "others"),
    ("和CCM/MSP/2024/6)。", ["CCM/MSP/2024/6"], "no blank in Chinese"),
    ("الوثيقة CCM/MSP/2024/6،", ["CCM/MSP/2024/6"], "in Arabic"),
    ("and/or 24/7 N/A he/she 2023/2024 A/C w/o HIV/AIDS TCP/IP", [], "slashes of other kinds"),
    ("https://example.org/CCM/MSP/2024/4.pdf", [], "part of an address"),
    ("CCM/MSP", [], "no number"),
    ("10/09/2024", [], "a date"),
]  # fmt: skip
JOBS = [
    ("GE.24-12345 (E)", ["GE.24-12345"], "with the language"),
    ("GE.19-13879(R)  210819  230819", ["GE.19-13879"], "the six digits are other things"),
    ("GE. 24-12345", ["GE.24-12345"], "a blank"),
    ("MGE.24-12345, GE.24-123456", [], "other numbers"),
]


@pytest.mark.parametrize(("text", "symbols", "why"), SYMBOLS)
def test_symbols(spans: Spans, text: str, symbols: list[str], why: str) -> None:
    assert [key for _, key in spans("symbols", text)] == symbols, why


@pytest.mark.parametrize(("text", "numbers", "why"), JOBS)
def test_job_numbers(spans: Spans, text: str, numbers: list[str], why: str) -> None:
    assert [key for _, key in spans("job_numbers", text)] == numbers, why


def test_words_of_a_symbol(spans: Spans) -> None:
    assert spans("symbols", "CCM/MSP/2024/4*")[0][0] == "CCM/MSP/2024/4", "the star is not part of the evidence"


def test_normal() -> None:
    assert normal("CCM/MSP/2013/5/Corr. 1") == "CCM/MSP/2013/5/Corr.1"
