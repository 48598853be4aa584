"""Every ready-made question runs, names its parameters, and leads to the place in a paper."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from publish.site import metadata
from tests.publish.conftest import Get

QUESTIONS = metadata()["databases"]["papers"]["queries"]

# question, parameters, a cell that the fixture's papers must give, why
ANSWERS = [
    ("who_coordinated", {"state": "NOR"}, ("state", "Norway"), "by State"),
    ("who_coordinated", {"year": "2025", "group": "CLR"}, ("from_year", "2024"), "the plan's period is the term"),
    ("due_in_quarter", {"year": "2024", "quarter": "2"}, ("what", "Hold an informal meeting in Geneva"), "a timeline"),
    ("due_in_quarter", {"year": "2031"}, ("kind", "deadline"), "deadlines are due as well"),
    ("actions_over_three_plans", {}, ("change", -1), "from ten actions to nine"),
    ("actions_no_work_plan_cites", {"plan": "LAP"}, ("action", "21"), "18 to 20 are cited as a range"),
    ("who_cites", {"kind": "article", "target": "4"}, ("cited", "4"), "an article"),
    ("who_cites", {"target": "LAP-19"}, ("cited", "LAP-18 to LAP-20"), "an action within a range"),
    ("statements_with_counts", {"word": "ASKED"}, ("of", 10.0), "a word, whatever its case"),
    ("least_certain", {"below": "0.6"}, ("confidence", 0.5), "the quantity"),
    ("deadlines_ahead", {"after": "2031-01-01"}, ("deadline", "2031-03-01"), "a date in the future"),
    ("requests_for_more_time", {"state": "TCD"}, ("months_granted", "12"), "as the paper says"),
    ("decisions_of_a_meeting", {"meeting": "12MSP"}, ("verb", "decides"), "by meeting"),
    ("papers_of_a_meeting", {"meeting": "12MSP"}, ("symbol", "CCM/MSP/2024/WP.2"), "by meeting"),
    ("documents_listed", {"words": "lausanne"}, ("address", "https://example.org/?plan=LAP&page=<2>"), "by a word"),
    ("where_a_state_is_named", {"state": "NOR"}, ("state", "Norway"), "by State"),
    ("states_and_their_status", {"status": "state_party"}, ("state", "Chad"), "by status"),
    ("objectives_over_the_years", {"group": "CLR"}, ("section", "objective"), "objectives unless asked otherwise"),
    ("timeline_of_a_group", {"group": "CLR"}, ("time", "2024 Q2"), "in quarters"),
    ("partners_most_often_named", {}, ("who", "Geneva"), "counted over papers"),
    ("symbols_and_gaps", {}, ("numbers_missing", "1"), "WP.2 without WP.1"),
    ("papers_by_kind_and_language", {}, ("french", 1), "a plan in French"),
    ("quantities_stated", {"unit": "km2"}, ("value", 12.0), "an area"),
    ("meetings_and_presidents", {}, ("papers", 2), "papers for the meeting"),
    ("how_to_reach_the_secretariat", {}, ("value", "isu@example.org"), "a public contact"),
]  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_complete(name: str) -> None:
    question = QUESTIONS[name]
    assert question["title"].endswith("?")
    assert len(question["description_html"]) > 20
    assert question["hide_sql"] is True
    assert set(question["params"]) == set(re.findall(r"(?<!:):([a-z]+)", re.sub(r"'[^']*'", "", question["sql"])))
    assert all(
        entry["label"] and ("choices" in entry or "hint" in entry) for entry in question.get("inputs", {}).values()
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_runs_without_parameters_and_with_nonsense(name: str, get: Get) -> None:
    nonsense = urlencode(dict.fromkeys(QUESTIONS[name]["params"], "' OR 1 --"))
    for query in ("", nonsense):
        assert get(f"/papers/{name}?{query}").status_code == 200
        assert get(f"/papers/{name}.json?{query}&_shape=array").status_code == 200


@pytest.mark.parametrize(("name", "args", "cell", "why"), ANSWERS)
def test_a_question_is_answered(name: str, args: dict[str, str], cell: tuple[str, object], why: str, get: Get) -> None:
    rows = get(f"/papers/{name}.json?{urlencode(args)}&_shape=array").json()
    assert str(cell[1]) in [str(row[cell[0]]) for row in rows], why


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_row_leads_somewhere(name: str, get: Get) -> None:
    rows = get(f"/papers/{name}.json?_shape=array").json()
    for row in rows:
        if row["evidence"]:
            answer = get(row["evidence"])
            assert answer.status_code in (200, 302), row["evidence"]


def test_there_are_at_least_fifteen_and_six_on_the_front_page() -> None:
    assert len(QUESTIONS) >= 15
    assert len([question for question in QUESTIONS.values() if "example" in question]) == 6


def test_no_work_plan_cites_what_is_not_in_the_range(get: Get) -> None:
    rows = get("/papers/actions_no_work_plan_cites.json?plan=LAP&_shape=array").json()
    assert [row["action"] for row in rows] == ["21", "22"]
