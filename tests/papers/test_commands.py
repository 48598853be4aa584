"""papers search, show, status and serve: what they say of an archive of the sample papers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from papers.cli import COMMANDS, main
from papers.terminal import marked, safe

ROOT = Path(__file__).parent.parent.parent
SAMPLE_COUNT = len([path for path in (ROOT / "corpus" / "samples").iterdir() if not path.name.startswith(".")])


def papers(archive: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--archive", str(archive)])
    assert result.exit_code == 0, result.output
    return result


def answer(archive: Path, *arguments: str) -> Any:
    return json.loads(papers(archive, *arguments, "--json").stdout)


def test_search_finds_passages_with_their_place(samples_archive: Path) -> None:
    found = answer(samples_archive, "search", "victim", "assistance", "--limit", "3")
    assert len(found["hits"]) == 3 <= found["count"]
    for hit in found["hits"]:
        assert "victim" in hit["excerpt"].casefold()
    printed = papers(samples_archive, "search", "victim", "assistance", "--limit", "3").output
    assert f"3 of {found['count']} passages." in printed
    assert found["hits"][0]["document_id"] in printed


def test_search_keeps_to_its_filters(samples_archive: Path) -> None:
    found = answer(samples_archive, "search", "convention*", "--language", "fr", "--limit", "50")
    assert {hit["language"] for hit in found["hits"]} == {"fr"}


def test_search_without_an_answer_says_so(samples_archive: Path) -> None:
    assert "No passage has these words." in papers(samples_archive, "search", "xylophone").output


@pytest.mark.parametrize("asked", ["Statement_New_Zealand_9MSP.txt", "{id}", "{sha256}"])
def test_show_finds_a_paper_by_any_of_its_names(samples_archive: Path, asked: str) -> None:
    known = answer(samples_archive, "show", "Statement_New_Zealand_9MSP.txt")
    sha256 = known["files"][0]["sha256"]
    assert answer(samples_archive, "show", asked.format(id=known["id"], sha256=sha256[:12]))["id"] == known["id"]


def test_show_tells_what_why_and_where(samples_archive: Path) -> None:
    name = "CLR_work_plan_2023-2024.docx"
    known = answer(samples_archive, "show", name)
    assert known["kind"] == "work_plan"
    assert {"kind", "group_id"} <= {reason["value"].partition(":")[0] for reason in known["why"]}
    assert all(value["quote"] for value in known["values"])
    assert known["id"] in papers(samples_archive, "show", name).output
    assert re.search(r"kind +│ work_plan", papers(samples_archive, "show", name, "--why").output)
    assert "coordinators" in papers(samples_archive, "show", name, "--values").output
    assert len(papers(samples_archive, "show", name, "--text").output) > 1000


def test_show_of_nothing_names_what_is_near(samples_archive: Path) -> None:
    result = CliRunner().invoke(main, ["show", "new-zealand", "--archive", str(samples_archive)])
    assert result.exit_code == 7
    assert "There is no paper or file 'new-zealand'" in result.output


def test_status_counts_what_is_there(samples_archive: Path) -> None:
    status = answer(samples_archive, "status")
    assert status["documents"] == status["files"] == SAMPLE_COUNT
    assert {"en", "fr", "es"} <= status["by"]["language"].keys()
    assert status["quarantined"] == []
    assert status["values"]["coordinators"] > 0
    assert f"{SAMPLE_COUNT} from {SAMPLE_COUNT} files" in papers(samples_archive, "status").output


def test_serve_passes_on_where_to(samples_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("papers.commands.serve.serve", lambda *arguments: asked.append(arguments))
    papers(samples_archive, "serve", "--port", "0")
    assert asked == [(samples_archive / "public.db", "127.0.0.1", 0)]


def test_serve_without_a_port_says_so(samples_archive: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--host", "no.such.host.invalid", "--archive", str(samples_archive)])
    assert (result.exit_code, "--host" in result.output) == (8, True)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches_with_examples(name: str) -> None:
    text = CliRunner().invoke(main, [name, "--help"]).output
    assert f"papers {name}" in text.partition("Examples:")[2]
    assert "PAPERS_ARCHIVE" in text


def test_without_arguments_there_is_help() -> None:
    text = CliRunner().invoke(main, []).output
    assert all(name in text for name in COMMANDS)
    assert CliRunner().invoke(main, ["--version"]).output.startswith("papers, version")
    assert CliRunner().invoke(main, ["frobnicate"]).exit_code == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a [bold] move", r"a \[bold] move"),  # brackets are no markup
        ("\x1b[31mred\x1b[0m\x07", "red"),  # nor are escapes commands
        ("safe\u202etxt.exe", "safetxt.exe"),  # nor may text run backwards
        (None, ""),
        (3, "3"),
    ],
)
def test_text_of_papers_is_no_command(text: object, shown: str) -> None:
    assert safe(text) == shown


def test_marks_become_highlights() -> None:
    assert marked("a \x02[b]\x03\n c") == r"a [bold reverse]\[b][/bold reverse] c"
