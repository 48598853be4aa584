"""papers evaluate: the scores say what people would, and what the common measure of the project says."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from papers.cli import main
from papers.evaluate import evaluate
from papers.fields import FIELDS, Found
from papers.gold import Wanted, any_of, read_gold
from papers.matching import answers, fit

ROOT = Path(__file__).parent.parent.parent
SAMPLES_GOLD = ROOT / "tests" / "gold" / "samples"
SHARED = ROOT.parent / "shared"
FLOOR = 0.99  # of F1 and evidence, which no change may lower
SAME = 0.005  # how far two measures of the same may lie apart

SCHEMA = """
CREATE TABLE documents (id, kind, symbol, title, language, date, period_start, period_end, meeting_id, group_id, convention);
CREATE TABLE identity_evidence (document_id, field, method, confidence);
CREATE TABLE files (name, document_id);
CREATE TABLE citations (document_id, target_kind, target, target_to, quote, status, method AS ('rule'), confidence AS (0.9));
CREATE TABLE counts (document_id, value, "of", quote, status, method AS ('rule'), confidence AS (0.9));
CREATE TABLE timeline_items (document_id, year, quarter, text, quote, status, method AS ('rule'), confidence AS (0.9));
CREATE TABLE meeting_dates (document_id, meeting_id, starts, ends, quote, status, method AS ('rule'), confidence AS (0.9));
CREATE TABLE quantities (document_id, value, unit, quote, status, method AS ('rule'), confidence AS (0.9));
INSERT INTO documents VALUES ('d', 'agenda', 'CCM/MSP/2024/1', 'Agenda', 'en', '2024-05-01', '2024', NULL, '12MSP', NULL, 'CCM');
INSERT INTO files VALUES ('a.pdf', 'd');
INSERT INTO citations VALUES ('d', 'action', 'LAP-18', 'LAP-20', 'actions 18 to 20', NULL);
INSERT INTO citations VALUES ('d', 'action', 'LAP-5', NULL, 'action 5', 'rejected');
INSERT INTO citations VALUES ('d', 'article', '4', NULL, 'Article 4', NULL), ('d', 'article', '4', NULL, 'article 4', NULL);
INSERT INTO citations VALUES ('d', 'document', 'CCM/MSP/2024/1', NULL, 'CCM/MSP/2024/1', NULL);
INSERT INTO citations VALUES ('d', 'convention', 'CCM', NULL, 'the Convention', NULL);
INSERT INTO counts VALUES ('d', 10, NULL, 'Ten States Parties remain contaminated.', NULL);
INSERT INTO timeline_items VALUES ('d', 2025, 1, 'First meeting', 'First meeting', NULL);
INSERT INTO timeline_items VALUES ('d', 2025, 1, 'First meeting', 'First meeting', NULL);
INSERT INTO meeting_dates VALUES ('d', '12MSP', '2024-09-10', '2024-09-13', 'x', NULL);
INSERT INTO meeting_dates VALUES ('d', '13MSP', '2025-09-16', NULL, 'y', NULL);
INSERT INTO quantities VALUES ('d', 2.5, 'km2', '2.5 square kilometres', NULL), ('d', 100, 'USD', '$100', NULL);
"""


@pytest.fixture(scope="module")
def archive() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    return connection


@pytest.mark.parametrize(
    ("gold", "found", "correct"),
    [
        ({"kind": "agenda"}, 1, 1),
        ({"kind": "report", "kind_also": ["agenda"]}, 1, 1),  # another kind that people would accept
        ({"kind": "report"}, 1, 0),
        ({"symbol": "ccm/msp/2024/1"}, 1, 1),  # case is no difference
        ({"date": None}, 1, 0),  # the paper has none: a date is false
        ({"date": None, "date_optional": "2024-05-01"}, 0, 0),  # neither asked for nor wrong
        ({"title": "AGENDA."}, 1, 1),
        ({"period": [2024, 2024]}, 1, 1),  # a year alone is its own end
        ({"period": [2024, 2025]}, 1, 0),
        ({"actions": [{"plan": "LAP", "from": 18, "to": 20}]}, 3, 3),  # a range is opened; a rejected value is none
        ({"actions": [{"plan": "LAP", "from": 18, "to": 19}]}, 3, 2),
        ({"actions": [{"plan": "DAP", "from": 18, "to": 20}]}, 3, 0),
        ({"articles": [4]}, 1, 1),  # cited twice, counted once
        ({"symbols_cited": []}, 0, 0),  # its own symbol is no citation
        ({"conventions_cited": ["CCM"]}, 1, 1),  # what a paper cites counts, also where it is the treaty of the paper
        ({"counts": [{"value": 10, "of": None, "quote": "Ten States Parties remain contaminated."}]}, 1, 1),
        ({"counts": [{"value": 10, "of": None, "quote": "Ten donors pledged support."}]}, 1, 0),  # of another sentence
        ({"counts": [{"value": 10, "of": 12, "quote": "Ten States Parties remain contaminated."}]}, 1, 0),
        ({"timeline": [{"year": 2025, "quarter": 1, "items": ["- First meeting;"]}]}, 2, 1),  # said once, found twice
        ({"timeline": [{"year": 2025, "quarter": 2, "items": ["First meeting"]}]}, 2, 0),
        ({"meeting": "12MSP", "meeting_dates": ["2024-09-10", "2024-09-13"]}, 2, 2),  # other meetings are not looked at
        ({"next_meeting": {"code": "13MSP", "dates": ["2025-09-16", "2025-09-16"]}}, 1, 1),
        ({"areas": [{"value": 2500000, "unit": "m2"}]}, 1, 1),
        ({"money": [{"value": 100, "unit": "USD"}]}, 1, 1),
        ({"money": [{"value": 100, "unit": "EUR"}]}, 1, 0),
    ],
)
def test_what_is_found_and_what_is_right(
    archive: sqlite3.Connection, gold: dict[str, Any], found: int, correct: int
) -> None:
    overall = evaluate(archive, [{"file": "a.pdf", **gold}]).overall
    assert (overall["found"], overall["correct"]) == (found, correct)


def test_a_file_that_is_not_there_misses_everything(archive: sqlite3.Connection) -> None:
    evaluation = evaluate(archive, [{"file": "b.pdf", "kind": "agenda", "articles": [3, 4]}])
    assert (evaluation.overall["gold"], evaluation.overall["recall"], evaluation.overall["all_right"]) == (3, 0.0, 0)
    assert [(miss.fault, miss.value) for miss in evaluation.misses] == [
        ("missed", "agenda"),
        ("missed", "3"),
        ("missed", "4"),
    ]


def test_evidence_is_the_words_that_gold_quotes(archive: sqlite3.Connection) -> None:
    near = {"value": 10, "of": None, "quote": "Ten States Parties remain contaminated by cluster munitions."}
    exact = {"value": 10, "of": None, "quote": "Ten States Parties remain contaminated."}
    scores = [evaluate(archive, [{"file": "a.pdf", "counts": [one]}]).overall for one in (near, exact)]
    assert [score["correct"] for score in scores] == [1, 1]
    assert [score["evidence"] for score in scores] == [0.0, 1.0]


def test_scores_of_groups_of_papers(archive: sqlite3.Connection) -> None:
    right = {"file": "a.pdf", "kind": "agenda", "language": "en"}
    wrong = {"file": "b.docx", "kind": "agenda", "language": "fr"}
    groups = evaluate(archive, [right, wrong]).groups
    assert {name: (one["papers"], one["all_right"], one["nearly_right"]) for name, one in groups["format"].items()} == {
        "pdf": (1, 1, 1),
        "docx": (1, 0, 0),
    }
    assert groups["kind"]["agenda"]["papers"] == 2
    assert groups["language"]["fr"]["recall"] == 0.0


def test_every_value_is_a_trial_of_its_rule(archive: sqlite3.Connection) -> None:
    trials = evaluate(archive, [{"file": "a.pdf", "articles": [4], "money": [{"value": 1, "unit": "EUR"}]}]).trials
    assert [(one.rule, one.confidence, one.right) for one in trials] == [
        ("citations: rule", 0.9, True),  # both places where the article is named
        ("citations: rule", 0.9, True),
        ("quantities: rule", 0.9, False),
    ]


def test_the_best_pairs_are_made_first() -> None:
    """A value that is nearly right must not take the place of one that is right."""
    wanted = [Wanted((), ("Meeting of coordinators",)), Wanted((), ("Meetings of coordinators",))]
    found = [Found((), "Meetings of coordinators"), Found((), "Meeting of coordinators")]
    assert answers(wanted, found) == {0: 1, 1: 0}
    assert fit(Wanted((any_of("a", "b"), None)), Found(("b", "x"), None)) > 0
    assert fit(Wanted((any_of("a"),)), Found(("b",), None)) == 0


def test_each_field_names_columns_that_are_there() -> None:
    from db.schema import apply, connect
    from papers.fields import query

    database = apply(connect())
    for field in FIELDS:
        database.execute(query(field), ["nothing"])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.json", "{", "not JSON"),
        ("a.json", "{}", "No file"),
        ("_a.json", '{"file": "x"}', "No file"),
        (None, "", "no folder"),
    ],
)
def test_gold_that_cannot_be_used(tmp_path: Path, name: str | None, content: str, sentence: str) -> None:
    if name:
        (tmp_path / name).write_text(content)
    with pytest.raises(Exception, match=sentence):
        read_gold(tmp_path if name else tmp_path / "nowhere")


@pytest.mark.slow
def test_the_common_measure_says_the_same(samples_archive: Path) -> None:
    measure = SHARED / "score.py"
    if not measure.exists():
        pytest.skip("the common measure is not beside this checkout")
    command = [sys.executable, str(measure), str(samples_archive / "archive.db"), str(SAMPLES_GOLD), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)["overall"]
    ours = accuracy(samples_archive, SAMPLES_GOLD)["overall"]
    assert ours["f1"] == pytest.approx(theirs["micro_f1"], abs=SAME)
    assert ours["papers"] == theirs["papers"]


def accuracy(archive: Path, gold: Path) -> Any:
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--archive", str(archive), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.slow
def test_the_sample_papers_stay_right(samples_archive: Path) -> None:
    evaluation = accuracy(samples_archive, SAMPLES_GOLD)
    assert evaluation["overall"]["f1"] >= FLOOR, evaluation["misses"]
    assert evaluation["overall"]["evidence"] >= FLOOR


@pytest.mark.slow
def test_the_first_papers_stay_right(tmp_path: Path) -> None:
    """The papers from which the archive began: every one of them, in everything."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the first papers are not beside this checkout")
    result = CliRunner().invoke(main, ["ingest", str(SHARED / "seeds"), "--archive", str(tmp_path)])
    assert result.exit_code == 0, result.output
    evaluation = accuracy(tmp_path, SHARED / "gold")
    assert evaluation["overall"]["all_right"] == evaluation["overall"]["papers"] > 0, evaluation["misses"]
    assert all(scores["f1"] is None or scores["f1"] >= FLOOR for scores in evaluation["fields"].values())
    assert evaluation["overall"]["evidence"] >= FLOOR


def test_the_report_names_fields_papers_and_misses(samples_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text(json.dumps({"file": "nowhere.pdf", "kind": "agenda"}))
    result = CliRunner().invoke(main, ["evaluate", str(tmp_path), "--archive", str(samples_archive), "--misses", "5"])
    assert result.exit_code == 0, result.output
    assert "0 of 1 papers are right in everything, 0 nearly so" in result.output
    assert "nowhere.pdf  kind  missed  agenda" in result.output


@pytest.mark.parametrize(
    ("option", "shown"), [(["--by", "language"], "nearly right"), (["--trust"], "Expected calibration error")]
)
def test_scores_by_group_and_by_confidence(samples_archive: Path, option: list[str], shown: str) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(SAMPLES_GOLD), "--archive", str(samples_archive), *option])
    assert result.exit_code == 0, result.output
    assert shown in result.output
