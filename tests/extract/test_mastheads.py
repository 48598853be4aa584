"""What the head of a paper says: symbols, job number, dates, languages, meeting, agenda item, version, in six languages."""

from __future__ import annotations

from textwrap import dedent

import pytest

from corpus.vocabulary import Vocabulary
from extract.masthead import items_in
from extract.pipeline import extract
from extract.record import MeetingDate, Paper
from ingest.read import read
from tests.extract.conftest import Told

ENGLISH = """
    CCM/MSP/2023/6

    Distr.: Limited
    14 July 2023

    Original: English/French

    Eleventh Meeting of States Parties
    Geneva, 11–14 September 2023
    Item 9 (a) and (c) of the provisional agenda

    Universalization and stockpile destruction

    Working paper submitted by the coordinators

    GE.23-13579 (E) 180723 190723
    """
FRENCH = """
    CCM/CONF/2020/7

    Distr. générale
    3 novembre 2020
    Français
    Original : anglais

    Deuxième Conférence d’examen des États parties
    Lausanne, 23-27 novembre 2020
    Points 8 et 9 de l’ordre du jour provisoire

    Projet de rapport final

    GE.20-12468 (F) 031120
    """
SPANISH = """
    CCM/MSP/2019/9

    Distr. general
    12 de julio de 2019
    Español
    Original: inglés

    Novena Reunión de los Estados partes
    Ginebra, 2 a 4 de septiembre de 2019
    Tema 10 b) del programa provisional

    Informe sobre los progresos

    GE.19-11111 (S)
    """
RUSSIAN = """
    CCM/MSP/2022/5

    Distr.: General
    20 июня 2022
    Russian
    Язык оригинала: английский

    Десятое совещание государств-участников Конвенции по кассетным боеприпасам
    Женева, 30 августа – 2 сентября 2022 года
    Пункт 7 предварительной повестки дня

    Рабочий документ

    Франция и Ливан ссылаются на документ CCM/MSP/2021/4 и статью 4 Конвенции.

    GE.22-09753 (R)
    """
ARABIC = """
    CCM/MSP/2022/5

    Distr.: General
    20 حزيران/يونيه 2022
    Arabic
    الأصل: بالإنكليزية

    الاجتماع العاشر للدول الأطراف في اتفاقية الذخائر العنقودية
    جنيف، 30 آب/أغسطس - 2 أيلول/سبتمبر 2022
    البند 7 من جدول الأعمال المؤقت

    ورقة عمل

    تشير فرنسا ولبنان إلى الوثيقة CCM/MSP/2021/4 وإلى المادة 4 من الاتفاقية.

    GE.22-09751 (A)
    """
CHINESE = """
    CCM/MSP/2022/5

    Distr.: General
    2022年6月20日
    Chinese
    原文：英文

    《集束弹药公约》缔约国第十次会议
    2022年8月30日至9月2日，日内瓦
    临时议程项目7

    工作文件

    法国和黎巴嫩提到文件CCM/MSP/2021/4和《公约》第四条。

    GE.22-09752 (C)
    """
HEADS = [
    (ENGLISH, "CCM/MSP/2023/6", "GE.23-13579", "2023-07-14", "en", "en, fr", "11MSP", "9 (a), 9 (c)", "working_paper"),
    (FRENCH, "CCM/CONF/2020/7", "GE.20-12468", "2020-11-03", "fr", "en", "2RC", "8, 9", "meeting_report"),
    (SPANISH, "CCM/MSP/2019/9", "GE.19-11111", "2019-07-12", "es", "en", "9MSP", "10 (b)", "progress_report"),
    (RUSSIAN, "CCM/MSP/2022/5", "GE.22-09753", "2022-06-20", "ru", "en", "10MSP", "7", "working_paper"),
    (ARABIC, "CCM/MSP/2022/5", "GE.22-09751", "2022-06-20", "ar", "en", "10MSP", "7", "working_paper"),
    (CHINESE, "CCM/MSP/2022/5", "GE.22-09752", "2022-06-20", "zh", "en", "10MSP", "7", "working_paper"),
]
DAYS = [
    (ENGLISH, ("2023-09-11", "2023-09-14", "Geneva")),
    (FRENCH, ("2020-11-23", "2020-11-27", "Lausanne")),
    (SPANISH, ("2019-09-02", "2019-09-04", "Ginebra")),
    (RUSSIAN, ("2022-08-30", "2022-09-02", "Женева")),
    (ARABIC, ("2022-08-30", "2022-09-02", "جنيف")),
    (CHINESE, ("2022-08-30", "2022-09-02", "日内瓦")),
]
CITED = [(text, language) for text, language in zip((RUSSIAN, ARABIC, CHINESE), ("ru", "ar", "zh"), strict=True)]
RESOLUTION = """
    A/RES/79/28

    Distr.: General
    5 December 2024

    # Resolution adopted by the General Assembly on 2 December 2024

    ## 79/28. Help for towns that were shelled

    The General Assembly,

    Recalling all that it has said before,

    1. Takes note of the report of its Committee;

    2. Once again urges States to help, and notes that few have;

    3. Decides:

    (a) To come back to the matter;

    (b) To meet in the spring.

    50th plenary meeting
    """


def paper_of(text: str, vocabulary: Vocabulary) -> Paper:
    return extract(read(dedent(text).encode(), "paper.txt"), vocabulary).paper


@pytest.mark.parametrize(
    ("text", "symbol", "job", "date", "language", "original", "meeting", "item", "kind"),
    HEADS,
    ids=[row[4] for row in HEADS],
)
def test_heads(vocabulary: Vocabulary, text: str, symbol: str, job: str, date: str, language: str, original: str,
               meeting: str, item: str, kind: str) -> None:  # fmt: skip
    paper = paper_of(text, vocabulary)
    assert (paper.symbol, paper.job_number, paper.date, paper.language) == (symbol, job, date, language)
    assert (paper.original_language, paper.meeting_id, paper.agenda_item, paper.kind) == (original, meeting, item, kind)
    assert paper.convention == "CCM"


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_days_and_place_of_the_meeting(vocabulary: Vocabulary, text: str, days: tuple[str, str, str]) -> None:
    records = extract(read(dedent(text).encode(), "paper.txt"), vocabulary).records
    found = [(one.starts, one.ends, one.place_name) for one in records if isinstance(one, MeetingDate)]
    assert found == [days]


@pytest.mark.parametrize(("text", "language"), CITED)
def test_papers_in_other_scripts_cite(told: Told, text: str, language: str) -> None:
    cited = {(kind, target) for kind, target in told(text, "citations", "target_kind", "target", language=language)}
    assert {("document", "CCM/MSP/2021/4"), ("article", "4")} <= cited
    assert {key for (key,) in told(text, "mentions", "entity_id", language=language)} >= {"FRA", "LBN"}


@pytest.mark.parametrize(
    ("head", "symbols", "why"),
    [
        ("CCM/MSP/2024/4*", ("CCM/MSP/2024/4", None), "the star leads to a note"),
        ("A/71/438–CCM/MSP/2016/8", ("CCM/MSP/2016/8", "A/71/438"), "two bodies, on one line: this convention's first"),
        ("A/71/438\n\n    A/CONF.192/BMS/2016/1", ("A/71/438", "A/CONF.192/BMS/2016/1"), "two bodies, on two lines"),
        ("CCM/MSP/\n    2024/4", ("CCM/MSP/2024/4", None), "split over lines"),
        ("CCM/MSP/2024/4/Rev.1\n\n    CCM/MSP/2024/4", ("CCM/MSP/2024/4/Rev.1", None), "the paper it replaces"),
        ("See CCM/MSP/2024/4 and CCM/MSP/2024/5.", (None, None), "cited in a sentence"),
    ],
)
def test_symbols(vocabulary: Vocabulary, head: str, symbols: tuple[str | None, str | None], why: str) -> None:
    paper = paper_of(f"\n    {head}\n\n    Twelfth Meeting of States Parties\n\n    Working paper\n", vocabulary)
    assert (paper.symbol, paper.other_symbol) == symbols, why


@pytest.mark.parametrize(
    ("symbol", "text", "convention", "why"),
    [
        ("APLC/MSP.21/2023/9", "A report under the Convention on Cluster Munitions.", "APMBC", "its symbol says so"),
        (
            "A/HRC/43/12",
            f"# Report\n\n{' '.join(['What the CRPD says is known, and few read it.'] * 5)}",
            None,
            "of another body",
        ),
        ("A/RES/77/79", "# Implementation of the Convention on Cluster Munitions", "CCM", "named in the title"),
    ],
)
def test_conventions(vocabulary: Vocabulary, symbol: str, text: str, convention: str | None, why: str) -> None:
    assert paper_of(f"{symbol}\n\n{text}\n", vocabulary).convention == convention, why


def test_title_of_a_resolution(vocabulary: Vocabulary) -> None:
    paper = paper_of(RESOLUTION, vocabulary)
    assert (paper.title, paper.kind, paper.date) == ("Help for towns that were shelled", "decision", "2024-12-05")


def test_paragraphs_of_a_resolution(told: Told) -> None:
    assert told(RESOLUTION, "decisions", "paragraph", "verb", "meeting_id") == [
        ("1", "takes note", None),
        ("2", "urges", None),
        ("3 (a)", "decides", None),
        ("3 (b)", "decides", None),
    ]


def test_bodies_act_under_their_initials(told: Told) -> None:
    text = """
        FCCC/SBI/2030/2

        # Subsidiary Body for Implementation

        # Report of the Subsidiary Body for Implementation on its eightieth session, held in Bonn from 4 to 9 June 2030

        1. The SBI and the SBSTA welcomed the offer. They agreed to meet again.
        2. The SBI considered this item. It took note of two papers. Norway made a statement. It decided to leave.
        """
    found = told(text, "decisions", "paragraph", "verb")
    assert found == [("1", "welcomed"), ("1", "agreed"), ("2", "took note")], "Norway is not the SBI"
    assert told(text, "meeting_dates", "starts", "ends", "place_name") == [("2030-06-04", "2030-06-09", "Bonn")]


def test_the_doctest_of_items() -> None:
    assert items_in("8 (a) and (b), 9") == "8 (a), 8 (b), 9"
