"""Pages answer and hold what they should; what papers say never becomes markup."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from db import schema
from db.load import load_paper
from db.reference import upsert
from db.relations import relate
from tests.publish.conftest import REFERENCE, Get, getter, work_plan

PLAN = "ccm-msp-2024-wp-2-en"

# name of the file, language, date
VERSIONS = [
    ("plan.pdf", "en", "2024-05-01"),
    ("plan.docx", "en", "2024-05-01"),
    ("plan-rev.pdf", "en", "2024-06-01"),
    ("plan-fr.pdf", "fr", "2024-05-01"),
]

# path, what it must hold, why
HOLDS = [
    ("/", "Work plan on clearance", "the newest papers"),
    ("/", "Who coordinated what, and when?", "questions"),
    ("/", 'action="/search"', "a search box"),
    ("/search", "4 papers", "without words all papers"),
    ("/search?year=2025", "2 papers", "the period is 2024 to 2025"),
    ("/search?q=informal+meeting", "<mark>informal</mark>", "hits are marked"),
    ("/search?q=informal+meeting", f"/document/{PLAN}?block=5#b5", "and lead to their place"),
    ("/search?q=informal&language=fr", "French", "a filter"),
    ("/search?q=informal&group=SD", "Search without the filters", "a filter too many"),
    ("/search?q=zebra", "Nothing was found", "tips where nothing is found"),
    ("/search?q=%22", "Nothing was found", "a lone quotation mark is no error"),
    ("/search?q=article&page=999", "Nothing was found", "a page beyond the last"),
    (f"/document/{PLAN}", 'id="b3"', "blocks have anchors"),
    (f"/document/{PLAN}", 'id="p2"', "pages have anchors"),
    (f"/document/{PLAN}", '<span class="marker">(a)</span>', "markers are printed"),
    (f"/document/{PLAN}", 'class="v v-citations"', "values are marked"),
    (f"/document/{PLAN}", ">objective</a>", "values that are a whole block are labels"),
    (f"/document/{PLAN}", "French version", "the same work in another language"),
    (f"/document/{PLAN}", "Clearance and risk reduction", "whose group it is"),
    (f"/document/{PLAN}", 'Corrected by <a href="/document/plans-side-by-side-en">', "what became of it"),
    ("/document/plans-side-by-side-en", f'This paper corrects <a href="/document/{PLAN}">', "what it is to others"),
    ("/document/plans-side-by-side-en", "<small>93 % of the wording</small>", "near copies, and how near"),
    (f"/document/{PLAN}?block=junk", 'id="b0"', "a number that is none"),
    (
        "/document/plans-side-by-side-en",
        '<a href="https://example.org/?plan=LAP&amp;page=&lt;2&gt;" rel="nofollow noopener noreferrer">Lausanne</a>',
        "the paper's own links lead on, escaped",
    ),
    ("/document/plans-side-by-side-en", '<th rowspan="1" colspan="1">Vientiane</th>', "tables are tables"),
    ("/document/plans-side-by-side-en", ">Clearance (10)</a>", "and their values are marked"),
    ("/papers", "Ready-made questions", "the list of questions and tables"),
    ("/papers", "Known beforehand", "tables in chapters"),
    ("/papers/who_coordinated", '<option value="NOR">Norway</option>', "choices of a question"),
    ("/papers/counts", "/value/counts/", "a quote in a table leads to its place"),
    ("/papers/counts/", "", "a slash too many"),
    ("/papers/links", "/value/links/", "and so do the words of a link"),
    ("/papers/documents", f"/document/{PLAN}", "a title leads to the paper"),
    (f"/papers/documents/{PLAN}", "Read this paper", "the row of a paper"),
    ("/papers?sql=select+1+as+one", "<td", "own SQL"),
    ("/papers/blocks?_search=informal", "informal", "Datasette's own search"),
    ("/about", "How to read this archive", "help"),
]


@pytest.mark.parametrize(("path", "text", "why"), HOLDS)
def test_a_page_holds(path: str, text: str, why: str, get: Get) -> None:
    answer = get(path)
    answer = get(answer.headers["location"]) if answer.status_code == 302 else answer
    assert answer.status_code == 200
    assert text in answer.text, why


def test_versions_are_told_apart(tmp_path: Path) -> None:
    """Why: "English version · English version" tells nobody which to open."""
    database = schema.apply(schema.connect(tmp_path / "public.db"))
    for table, rows in REFERENCE.items():
        upsert(database, table, rows)
    for name, language, date in VERSIONS:
        document, extraction = work_plan(name, language)
        paper = replace(extraction.paper, symbol=f"CCM/MSP/2024/WP.2{'/Rev.1' * ('rev' in name)}", date=date)
        load_paper(database, [], document, replace(extraction, paper=paper))
    relate(database)
    database.conn.commit()
    database.close()
    text = getter(tmp_path / "public.db")(f"/document/{PLAN}").text
    assert re.findall(r">([^<]* version(?: \([^<]*\))?)</a>", text) == [
        "English version (the same version in another file: plan.docx)",
        "English version (CCM/MSP/2024/WP.2/Rev.1)",
        "French version",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/document/nothing",
        "/value/counts/nothing",
        "/value/sqlite_master/1",
        "/value/files/1",
        "/static/nothing",
    ],
)
def test_what_is_not_there_is_said_so(path: str, get: Get) -> None:
    assert get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=script",
        "/search?q=%3Cscript%3Ealert(1)",
        "/search?q=onerror&kind=%3Cscript%3Ealert(1)",
        "/document/script-alert-1-script-report-2023-01-01-en",
        "/papers/documents",
        "/papers/blocks",
        "/papers/quantities_stated",
        "/papers/where_a_state_is_named?state=%3Cscript%3Ealert(1)",
        "/papers?sql=select+'%3Cscript%3Ealert(1)%3C/script%3E'+as+paper,+'/value/x%22%3E%3Cscript%3Ealert(1)'+as+evidence",
        "/nothing/%3Cscript%3Ealert(1)",
    ],
)
def test_hostile_text_stays_text(path: str, get: Get) -> None:
    answer = get(path)
    assert answer.status_code in (200, 302, 404)
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_a_value_leads_to_its_place(get: Get) -> None:
    (count, *_) = get("/papers/counts.json?_shape=array&document_id=" + PLAN).json()
    answer = get(f"/value/counts/{count['id']}")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/document/{PLAN}?value=counts-{count['id']}&block=4#b4"
    assert "whole v-counts hit" in get(answer.headers["location"]).text


def test_newest_papers_are_a_feed(get: Get) -> None:
    root = ElementTree.fromstring(get("/feed.atom").text)
    names = {"a": "http://www.w3.org/2005/Atom"}
    titles = [entry.findtext("a:title", namespaces=names) for entry in root.findall("a:entry", names)]
    assert "<script>alert(1)</script> Report" in titles
    assert len(titles) == 4


def test_what_is_due_is_a_calendar(get: Get) -> None:
    text = get("/calendar.ics").text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert (
        "DTSTART;VALUE=DATE:20240401\r\nDTEND;VALUE=DATE:20240701\r\nSUMMARY:Hold an informal meeting in Geneva"
        in unfolded
    )
    assert "SUMMARY:Deadline of Chad under Article 4" in unfolded
