"""Dates as papers print them: days, ranges, months, and what only looks like one."""

from __future__ import annotations

import pytest

from corpus.vocabulary import Vocabulary
from extract.recognise.dates import LABELS, Dates, bounds
from extract.text import pipeline
from tests.extract.conftest import Spans

DATES = [
    # (text, language, ids, why)
    (
        "23 January 2026, 1 September, 2024, 2nd of May 2023",
        "en",
        ["2026-01-23", "2024-09-01", "2023-05-02"],
        "English",
    ),
    (
        "September 10, 2024; 10 Sept. 2024; 10September 2024",
        "en",
        ["2024-09-10"] * 3,
        "other orders, short, without a blank",
    ),
    ("le 4 septembre 2018, 1er mai 2024, 1 er mai 2024", "fr", ["2018-09-04", "2024-05-01", "2024-05-01"], "French"),
    ("16 de septiembre de 2025, 1.º de mayo del 2024", "es", ["2025-09-16", "2024-05-01"], "Spanish"),
    ("16 сентября 2025 года", "ru", ["2025-09-16"], "Russian"),
    ("10 أيلول/سبتمبر 2024", "ar", ["2024-09-10"], "both names of a month"),
    ("2024年9月10日, 2024 年 9 月 10 日", "zh", ["2024-09-10"] * 2, "Chinese"),
    ("2025-09-16, 16/09/2025, 16.9.2025", "en", ["2025-09-16"] * 3, "digits"),
    ("September 2026, Sept. 2026, août 2024", "en", ["2026-09", "2026-09", "2024-08"], "months"),
    ("2026年9月, septiembre de 2026", "zh", ["2026-09"] * 2, "months in other languages"),
    ("10 September\n2024", "en", [], "over the break of a cell; those of lines are blanks by now"),
]
RANGES = [
    ("10–13 September 2024", "en", "2024-09-10/2024-09-13", "one month"),
    ("10th - 13th of September 2024", "en", "2024-09-10/2024-09-13", "ordinals"),
    ("September 2-4, 2019", "en", "2019-09-02/2019-09-04", "the month first"),
    ("September 30 - October 2, 2024", "en", "2024-09-30/2024-10-02", "the month first, two months"),
    ("30 August to 2 September 2022", "en", "2022-08-30/2022-09-02", "two months"),
    ("1 July 2023 to 30 June 2024", "en", "2023-07-01/2024-06-30", "two years"),
    ("30 December - 3 January 2024", "en", "2023-12-30/2024-01-03", "the year before is not printed"),
    ("between 1 July 2023 and 30 June 2024", "en", "2023-07-01/2024-06-30", "between"),
    ("20 and 21 September 2021", "en", "2021-09-20/2021-09-21", "both days"),
    ("10, 11 and 12 September 2024", "en", "2024-09-10/2024-09-12", "all days"),
    ("Geneva, 7 11 September 2015", "en", "2015-09-07/2015-09-11", "a lost dash"),
    ("16 au 19 septembre 2025", "fr", "2025-09-16/2025-09-19", "French"),
    ("entre le 1er mai et le 30 juin 2024", "fr", "2024-05-01/2024-06-30", "French, between"),
    ("entre le 1er mai 2024 et le 2 juin 2024", "fr", "2024-05-01/2024-06-02", "French, between, each with its year"),
    ("30 de agosto al 2 de septiembre de 2022", "es", "2022-08-30/2022-09-02", "Spanish"),
    ("30 августа по 2 сентября 2022", "ru", "2022-08-30/2022-09-02", "Russian"),
    ("11-14 أيلول/سبتمبر 2023", "ar", "2023-09-11/2023-09-14", "Arabic"),
    ("11 إلى 14 أيلول/سبتمبر 2023", "ar", "2023-09-11/2023-09-14", "Arabic, with a word"),
    ("2024年9月10日至13日", "zh", "2024-09-10/2024-09-13", "Chinese"),
    ("2024年9月30日至10月2日", "zh", "2024-09-30/2024-10-02", "Chinese, two months"),
]
TRAPS = [
    ("31 February 2024, 29 February 2023, 45 March 2024", [], "no calendar has them, nor the months in them"),
    ("09/16/2025", [], "the sixteenth month"),
    ("GE.19-13879 (R) 210819 230819", [], "six digits"),
    ("v1.2.2024 and 2024-2025", [], "a version, two years"),
    ("item 7 11 September 2015", ["2015-09-11"], "the 7 is the item's"),
    ("1 and 20 May 2024", ["2024-05-20"], "two days far apart are no range"),
    ("10 September 2024 and 5 June 2025", ["2024-09-10", "2025-06-05"], "two dates"),
    ("Article 4 until 1 May 2030", ["2030-05-01"], "the 4 is the article's"),
]


@pytest.mark.parametrize(("text", "language", "ids", "why"), DATES)
def test_dates(spans: Spans, text: str, language: str, ids: list[str], why: str) -> None:
    assert [key for _, key in spans("dates", text, language)] == ids, why


@pytest.mark.parametrize(("text", "language", "key", "why"), RANGES)
def test_ranges(spans: Spans, text: str, language: str, key: str, why: str) -> None:
    assert [found for _, found in spans("dates", text, language)] == [key], why


@pytest.mark.parametrize(("text", "ids", "why"), TRAPS)
def test_traps(spans: Spans, text: str, ids: list[str], why: str) -> None:
    assert [key for _, key in spans("dates", text)] == ids, why


def test_far_apart(spans: Spans) -> None:
    """Dates are looked for near years only: one at each end of a long text."""
    text = f"10 May 2024 {'and so on ' * 50} 11 June 2025 {'and so on ' * 50}"
    assert [key for _, key in spans("dates", text)] == ["2024-05-10", "2025-06-11"]


@pytest.mark.parametrize("label", LABELS)
def test_every_pattern_is_tried_where_it_begins(vocabulary: Vocabulary, label: str) -> None:
    """Dates are looked for where they can begin; a pattern that began with another word would find nothing."""
    nlp, cue = pipeline(vocabulary), vocabulary.cue(f"date.{label}")
    for text in (text for examples in vocabulary.cues[f"date.{label}"].examples.values() for text in examples):
        tried = [found.span() for name, found in Dates(nlp.vocab, vocabulary).candidates(nlp(text)) if name == label]
        assert [found.span() for found in cue.finditer(text)] == tried, text


def test_bounds() -> None:
    assert bounds("2024-09-10") == ("2024-09-10", "2024-09-10")
