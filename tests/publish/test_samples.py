"""The site over the sample papers: questions have answers, and every value is shown where it stands."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.publish.conftest import Get, getter

# question, parameters: must have an answer in the sample papers
ANSWERED = [
    ("who_coordinated", {"group": "CLR"}),
    ("who_coordinated", {"year": "2023"}),
    ("due_in_quarter", {"year": "2024", "quarter": "2"}),
    ("actions_over_three_plans", {}),
    ("actions_no_work_plan_cites", {"plan": "LAP"}),
    ("who_cites", {"kind": "article", "target": "4"}),
    ("who_cites", {"target": "LAP-19"}),
    ("statements_with_counts", {}),
    ("least_certain", {}),
    ("deadlines_ahead", {"after": "2000-01-01"}),
    ("requests_for_more_time", {}),
    ("decisions_of_a_meeting", {"meeting": "10MSP"}),
    ("papers_of_a_meeting", {"meeting": "10MSP"}),
    ("where_a_state_is_named", {"state": "IRQ"}),
    ("states_and_their_status", {"status": "state_party"}),
    ("objectives_over_the_years", {"group": "VA"}),
    ("timeline_of_a_group", {"group": "SD"}),
    ("partners_most_often_named", {}),
    ("symbols_and_gaps", {}),
    ("papers_by_kind_and_language", {}),
    ("quantities_stated", {}),
    ("meetings_and_presidents", {}),
]


@pytest.fixture(scope="module")
def samples(samples_archive: Path) -> Get:
    return getter(samples_archive / "public.db")


@pytest.mark.parametrize(("name", "args"), ANSWERED)
def test_a_question_has_an_answer(name: str, args: dict[str, str], samples: Get) -> None:
    assert samples(f"/papers/{name}.json?{urlencode(args)}&_shape=array").json()


def test_every_value_is_on_the_page_of_its_paper(samples: Get, samples_archive: Path) -> None:
    with sqlite3.connect(samples_archive / "public.db") as connection:
        papers = [row[0] for row in connection.execute("select id from documents")]
        values = connection.execute(
            "select document_id, \"table\" || '-' || record_id from evidence where block_id is not null"
        ).fetchall()
    connection.close()
    assert len(papers) >= 16
    for paper in papers:
        text = samples(f"/document/{paper}").text
        marked = {key for keys in re.findall(r'data-values="([^"]*)"', text) for key in keys.split()}
        assert {key for document, key in values if document == paper} == marked, paper


def test_samples_are_marked_as_such(samples: Get) -> None:
    text = samples("/search").text
    assert text.count('<article class="result">') == text.count('<span class="sample">sample</span>')
    assert "never cite them" in samples("/").text


@pytest.mark.parametrize("words", ["victim assistance", "asistencia", "Artículo 4", '"action plan"', "coordinat*"])
def test_search_finds_and_marks(words: str, samples: Get) -> None:
    assert "<mark>" in samples("/search?" + urlencode({"q": words})).text
