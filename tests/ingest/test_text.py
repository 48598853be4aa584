"""Plain text: what the text itself tells of its structure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Kind, Source
from ingest.text import read_text
from tests.ingest.outline import expected, outline, outline_of

SOURCE = Source("0" * 64, "paper.txt", "text/plain", 0, "")

PAPERS = {
    "numbered sections stand under the title, quarters under the section of the timeline": (
        """
        Group on Transparency

        WORK PLAN 2031-2032

        Coordinators: Iraq and Malta

        1. Background

        Reports under article 7 are due each year by the end of April.

        2. Aims

        - More reports in time;
        - Better reports.

        3. Timeline

        Fourth Quarter of 2031

        - Letters to missions;

        First Quarter of 2032

        ➤ Helpdesk opens
        """,
        """
        h1 Group on Transparency
        h1 WORK PLAN 2031-2032
        p Coordinators: Iraq and Malta
        h2 1. Background
        p Reports under article 7 are due each year by the end of April.
        h2 2. Aims
        l1 - More reports in time;
        l1 - Better reports.
        h2 3. Timeline
        h3 Fourth Quarter of 2031
        l1 - Letters to missions;
        h3 First Quarter of 2032
        l1 ➤ Helpdesk opens
        """,
    ),
    "numbers that follow one another without text between them are a list": (
        """
        CCM/MSP/2031/1

        Provisional agenda

        1. Opening of the Meeting
        2. Election of officers
        3. Organization of work
        (a) Rules of procedure
        (b) Programme
        4. Closure
        """,
        """
        p CCM/MSP/2031/1
        h1 Provisional agenda
        l1 1. Opening of the Meeting
        l1 2. Election of officers
        l1 3. Organization of work
        l2 (a) Rules of procedure
        l2 (b) Programme
        l1 4. Closure
        """,
    ),
    "lines broken at a column become paragraphs again, hyphens at their ends go": (
        """
        Convention sur les armes à sous-munitions

        I. Contexte

        Le groupe poursuit les travaux engagés au titre de l'article 7 et s'ap-
        puie sur les rapports que les États parties ont remis l'an passé, ainsi
        que sur les échanges tenus entre les sessions avec la société civile.

        II. Suite

        1) Rappeler les délais aux États parties dont le rapport manque depuis
           plus de deux ans ;
        2) Publier un guide.
           a) en français ;
           b) en espagnol.
        """,
        """
        h1 Convention sur les armes à sous-munitions
        h2 I. Contexte
        p Le groupe poursuit les travaux engagés au titre de l'article 7 et s'appuie sur les rapports que les États parties \
ont remis l'an passé, ainsi que sur les échanges tenus entre les sessions avec la société civile.
        h2 II. Suite
        l1 1) Rappeler les délais aux États parties dont le rapport manque depuis plus de deux ans ;
        l1 2) Publier un guide.
        l2 a) en français ;
        l2 b) en espagnol.
        """,
    ),
    "words with a colon over lists are headings where the paper does so throughout": (
        """
        Plan de trabajo 2031

        Objetivos:

        * Alentar las adhesiones
        * Difundir las normas

        Actividades:

        * Reuniones bilaterales
        """,
        """
        h1 Plan de trabajo 2031
        h2 Objetivos:
        l1 * Alentar las adhesiones
        l1 * Difundir las normas
        h2 Actividades:
        l1 * Reuniones bilaterales
        """,
    ),
    "a sentence that leads to a list is no heading": (
        """
        Next steps

        The coordinators of the group:

        - will write to missions;
        - will meet in spring.
        """,
        """
        h1 Next steps
        p The coordinators of the group:
        l1 - will write to missions;
        l1 - will meet in spring.
        """,
    ),
    "a blank line within a sentence cuts no paragraph": (
        """
        Report

        The group welcomes all that has been done so far to carry out the plan that was adopted in Lausanne

        (LAP). It thanks those who took part.
        """,
        """
        h1 Report
        p The group welcomes all that has been done so far to carry out the plan that was adopted in Lausanne (LAP). It \
thanks those who took part.
        """,
    ),
    'letters after bullets are markers where they follow one another; a word "a" is none': (
        """
        Action 9.1 - Report in time

        States parties will:

        - a Send their report each year.
        - b Use the guide.

        Action 9.2 - Help others

        - A helpdesk answers questions.
        """,
        """
        h1 Action 9.1 - Report in time
        p States parties will:
        l1 a Send their report each year.
        l1 b Use the guide.
        h1 Action 9.2 - Help others
        l1 - A helpdesk answers questions.
        """,
    ),
    "unnumbered sections hold numbered ones where these begin anew in them": (
        """
        Progress report

        Outreach

        1. Letters

        Twelve letters went out in the course of the year.

        2. Visits

        Two visits took place in the course of the year.

        Reporting

        1. Guide

        The guide was printed in three languages last May.

        2. Template

        The template is used by most of those that report.
        """,
        """
        h1 Progress report
        h2 Outreach
        h3 1. Letters
        p Twelve letters went out in the course of the year.
        h3 2. Visits
        p Two visits took place in the course of the year.
        h2 Reporting
        h3 1. Guide
        p The guide was printed in three languages last May.
        h3 2. Template
        p The template is used by most of those that report.
        """,
    ),
    "tabs before the numbers of paragraphs are indents, and their lists nest by their signs": (
        "I.\tOpening\n(Agenda item 1)\n\t1.\tThe session was opened by the Chair, who welcomed all delegations.\n"
        "\t2.\tThe agenda was adopted as follows:\n\t\t1.\tOpening.\n\t\t2.\tOther matters:\n\t\t\t(a)\tDates;\n"
        "\t\t\t(b)\tPlaces.\n\t3.\tNobody took the floor on that item.\nII.\tClosure\n\t4.\tThe Chair closed the session.\n",
        """
        h1 I. Opening (Agenda item 1)
        l1 1. The session was opened by the Chair, who welcomed all delegations.
        l1 2. The agenda was adopted as follows:
        l2 1. Opening.
        l2 2. Other matters:
        l3 (a) Dates;
        l3 (b) Places.
        l1 3. Nobody took the floor on that item.
        h1 II. Closure
        l1 4. The Chair closed the session.
        """,
    ),
    "a decision's title, and annexes, nest under its number": (
        """
        Decision 3/MSP.40
        Programme budget for the biennium that follows the Meeting of States Parties
        The Meeting,
        1. Adopts the budget as set out in the annex to this decision.
        Annex
        Budget by object of expenditure
        Staff costs make up most of the budget.
        Decision 4/MSP.40
        Dates
        The next Meeting is held in November.
        """,
        """
        h1 Decision 3/MSP.40
        h2 Programme budget for the biennium that follows the Meeting of States Parties
        p The Meeting,
        l1 1. Adopts the budget as set out in the annex to this decision.
        h2 Annex
        h3 Budget by object of expenditure
        p Staff costs make up most of the budget.
        h1 Decision 4/MSP.40
        h2 Dates
        p The next Meeting is held in November.
        """,
    ),
    "a table of contents makes no headings": (
        """
        Final report

        Contents

        I. Opening ............ 2
        II. Decisions and
            recommendations ... 5
        Annex ................. 9

        I. Opening

        The President opened the meeting on Monday morning.

        II. Decisions and recommendations

        The meeting adopted its report on Friday afternoon.
        """,
        """
        h1 Final report
        h2 Contents
        t I. ¦ Opening ¦ 2 / II. ¦ Decisions and recommendations ¦ 5 /  ¦ Annex ¦ 9
        h2 I. Opening
        p The President opened the meeting on Monday morning.
        h2 II. Decisions and recommendations
        p The meeting adopted its report on Friday afternoon.
        """,
    ),
    "addresses, dates, symbols and labels are no headings": (
        """
        Notice

        Geneva, 3 May 2031

        CCM/MSP/2031/9

        Tel. +41 22 000 00 00

        Submitted by the President

        The meeting takes place in the first week of September.
        """,
        """
        h1 Notice
        p Geneva, 3 May 2031
        p CCM/MSP/2031/9
        p Tel. +41 22 000 00 00
        p Submitted by the President
        p The meeting takes place in the first week of September.
        """,
    ),
    "a paragraph may begin with its first item": (
        """
        I. Introduction

        A. Mandate

        2. The mandate of the group is that which the last meeting of States has given to it.

        3. (a) The group has decided to meet twice a year and to report on it to the next meeting.

        (b) It has also decided to write to all States that have not replied to its letters.

        4. (a) The letters will be sent by the coordinators in the first weeks of the year.

        4. (b) Answers are expected before the end of the summer, and will be made public.

        II. Results

        5. There were none.
        """,
        """
        h1 I. Introduction
        h2 A. Mandate
        l1 2. The mandate of the group is that which the last meeting of States has given to it.
        l1 3. (a) The group has decided to meet twice a year and to report on it to the next meeting.
        l2 (b) It has also decided to write to all States that have not replied to its letters.
        l1 4. (a) The letters will be sent by the coordinators in the first weeks of the year.
        l1 4. (b) Answers are expected before the end of the summer, and will be made public.
        h1 II. Results
        l1 5. There were none.
        """,
    ),
    "a rule under the last line of a paragraph makes no heading": (
        """
        All States with contributions to pay are asked to do so without delay,
        in accordance with Article 14.
        ----------------------------------------------------------------------

        The rest was not decided.
        """,
        """
        p All States with contributions to pay are asked to do so without delay, in accordance with Article 14.
        p The rest was not decided.
        """,
    ),
    "a day may end the sentence of the line before": (
        """
        The Conference granted eighteen months, until
        1 September 2022.
        """,
        "p The Conference granted eighteen months, until 1 September 2022.",
    ),
    "notes stand below a rule, or carry raised numbers": (
        """
        Summary

        The figures are those of last year.¹

        ¹ As reported by June.
        _______________
        * Issued without formal editing.
        """,
        """
        h1 Summary
        p The figures are those of last year.
        note ¹ As reported by June.
        note * Issued without formal editing.
        """,
    ),
    "a number and its title on the next line make one caption": (
        """
        Costs

        Table 2
        Costs by year

        Costs went down in each of the past three years.
        """,
        """
        h1 Costs
        caption Table 2
        caption Costs by year
        p Costs went down in each of the past three years.
        """,
    ),
    "Chinese numbers; no blank where a Chinese line was broken": (
        """
        工作计划

        一、背景

        各缔约国承诺销毁其储存的所有集束弹药。

        二、时间表

        （一）举行会议；
        （二）提交报告。
        """,
        """
        h1 工作计划
        h2 一、 背景
        p 各缔约国承诺销毁其储存的所有集束弹药。
        h2 二、 时间表
        l1 （一） 举行会议；
        l1 （二） 提交报告。
        """,
    ),
    "Arabic numbers and letters": (
        """
        خطة العمل

        أولا- الأهداف

        • دعم تقديم التقارير؛

        ثانيا- الأنشطة

        (أ) عقد اجتماعات؛
        (ب) إعداد ورقة عمل.
        """,
        """
        h1 خطة العمل
        h2 أولا- الأهداف
        l1 • دعم تقديم التقارير؛
        h2 ثانيا- الأنشطة
        l1 (أ) عقد اجتماعات؛
        l1 (ب) إعداد ورقة عمل.
        """,
    ),
    "Russian letters count items": (
        """
        План работы

        1. Цели

        а) поддерживать отчетность;
        б) укреплять сотрудничество.

        2. Сроки

        — Совещание в марте;
        """,
        """
        h1 План работы
        h2 1. Цели
        l1 а) поддерживать отчетность;
        l1 б) укреплять сотрудничество.
        h2 2. Сроки
        l1 — Совещание в марте;
        """,
    ),
}


@pytest.mark.parametrize("why", PAPERS)
def test_structure(why: str) -> None:
    text, wanted = PAPERS[why]
    assert outline_of(text) == expected(wanted)


def test_form_feeds_part_pages() -> None:
    document = read_text(SOURCE, b"Title\n\nThe sentence goes\fon over the page.\n\nNext one.\fLast page.")
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert [(block.page, block.text) for block in document.blocks[1:]] == [
        (1, "The sentence goes on over the page."),
        (2, "Next one."),
        (3, "Last page."),
    ]


def test_numbers_of_many_lists_stay_apart() -> None:
    """A sub-list that begins at 1 again does not go on with the list it stands in."""
    text = "".join(
        f"{i}. Delegations took the floor on item {i} of the agenda:\n(a) First.\n(b) Second.\n" for i in range(1, 9)
    )
    levels = [block.level for block in read_text(SOURCE, text.encode()).blocks]
    assert levels == [1, 2, 2] * 8


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters() | st.sampled_from("\n\n\t |#-*1.():a•_[]`>"), max_size=300))
def test_any_text_becomes_a_document(text: str) -> None:
    document = read_text(SOURCE, text.encode("utf-8", "replace"))
    assert all(block.text.strip() or block.cells for block in document.blocks)
    assert [block.seq for block in document.blocks] == list(range(len(document.blocks)))
    assert all(block.kind is not Kind.HEADING or block.level for block in document.blocks)
    assert outline(document) is not None


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("one endless word", "a" * 300_000),
        ("one endless line", "word (and) more; " * 20_000),
        ("bullets only", "- x\n" * 8_000),
        ("ever deeper", "".join(" " * (i % 300) + "- x\n" for i in range(4_000))),
        ("broken Markdown", "# x\n" + "*a_b[c`" * 30_000),
        ("open comments", "# x\n" + "<!-- " * 30_000),
        ("blanks", " " * 300_000 + "x"),
        ("many cells", ("\t1" * 60 + "x\n") * 300),
    ],
)
def test_hostile_text_takes_bounded_time(why: str, text: str) -> None:
    """Runs twice as long on twice the text; the bound is generous since machines differ."""
    import time

    began = time.process_time()
    read_text(SOURCE, text.encode())
    assert time.process_time() - began < 20, why
