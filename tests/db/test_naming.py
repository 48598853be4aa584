"""Ids read well, last, and tell works from versions."""

from __future__ import annotations

import pytest

from db.naming import document_slug, slug, work_id
from extract.record import Paper

SHA256 = "abcdef01" * 8
# a paper, the id of its document, the id of its work
NAMES = [
    (Paper("meeting_report", symbol="CCM/MSP/2024/4", language="en"), "ccm-msp-2024-4-en", "ccm-msp-2024-4"),
    # a revision is a version of what it revises, with an id of its own
    (Paper("agenda", symbol="CCM/MSP/2024/2/Rev.1", language="fr"), "ccm-msp-2024-2-rev-1-fr", "ccm-msp-2024-2"),
    (Paper("agenda", symbol="CCM/MSP/2013/3/Corr.1", language="en"), "ccm-msp-2013-3-corr-1-en", "ccm-msp-2013-3"),
    (Paper("agenda", symbol="CCM/MSP/2024/2*", language="en"), "ccm-msp-2024-2-en", "ccm-msp-2024-2"),
    # but an addendum says more, not the same
    (
        Paper("agenda", symbol="CCM/CONF/2020/8/Add.1", language="en"),
        "ccm-conf-2020-8-add-1-en",
        "ccm-conf-2020-8-add-1",
    ),
    # a draft has the symbol of what it will be
    (
        Paper("agenda", symbol="CCM/MSP/2024/2", language="en", version="draft"),
        "ccm-msp-2024-2-en-draft",
        "ccm-msp-2024-2",
    ),
    (
        Paper("work_plan", group_id="CLR", period_start="2024", period_end="2025", language="es", title="Plan"),
        "work-plan-clr-2024-2025-es",
        "work-plan-clr-2024-2025",
    ),
    (
        Paper("work_plan", group_id="VA", period_start="2023", period_end="2023"),
        "work-plan-va-2023",
        "work-plan-va-2023",
    ),
    (
        Paper("statement", title="Déclaration de l’Autriche", date="2024-09-10", language="fr"),
        "declaration-de-l-autriche-2024-09-10-fr",
        "declaration-de-l-autriche-2024-09-10",
    ),
    # the same words are said at every meeting
    (Paper("statement", title="Statement", meeting_id="9MSP"), "statement-9msp", "statement-9msp"),
    (Paper("newsletter", title="News of 2023", period_start="2023"), "news-of-2023", "news-of-2023"),
    # a title in another script gives no words for an address
    (
        Paper("statement", title="声明", language="zh", date="2024-09-10"),
        "statement-2024-09-10-abcdef01-zh",
        "statement-2024-09-10-abcdef01",
    ),
    (Paper(), "other-abcdef01", "other-abcdef01"),
]


@pytest.mark.parametrize(("paper", "document", "work"), NAMES)
def test_names(paper: Paper, document: str, work: str) -> None:
    assert document_slug(paper, paper.language, SHA256) == document
    assert work_id(paper, SHA256) == work


def test_a_long_title_is_cut_between_words() -> None:
    name = slug("word " * 100)
    assert len(name) <= 72
    assert name.endswith("word")
    assert 0 < len(slug("x" * 1000)) <= 72


def test_a_symbol_of_signs_only_is_no_name() -> None:
    assert work_id(Paper(symbol="///", title="A note"), SHA256) == "a-note"
