"""papers ingest says what a file is to those that were there before: the same bytes, or another version of a paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.papers.conftest import PAPERS, Papers
from tests.papers.test_renaming import ID, TEXT

STATEMENT = PAPERS["statement.md"]


def ingested(papers: Papers, folder: Path, **texts: str) -> tuple[dict[str, Any], str]:
    """What ingesting these files in one run reports; the names without their endings, which are .md."""
    desk = folder.parent / "desk"
    desk.mkdir(exist_ok=True)
    for old in desk.iterdir():
        old.unlink()
    for name, text in texts.items():
        (desk / f"{name}.md").write_text(text)
    result = papers("ingest", desk, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout), papers("ingest", desk).output


def counts(report: dict[str, Any]) -> tuple[int, ...]:
    return len(report["loaded"]), report["unchanged"], len(report["copies"])


# files that come in one run, and how they are counted: read, unchanged, copies
COUNTED: list[tuple[dict[str, str], tuple[int, int, int]]] = [
    ({"again": STATEMENT}, (0, 0, 1)),  # the same bytes under another name are not read anew
    ({"statement": STATEMENT}, (0, 1, 0)),
    ({"one": "Note\n\nA first.\n", "two": "Note\n\nA first.\n"}, (1, 0, 1)),  # twice in one run
    ({"one": "Note\n\nA first.\n", "two": STATEMENT}, (1, 0, 1)),
]


@pytest.mark.parametrize(("texts", "counted"), COUNTED)
def test_the_same_bytes_are_a_copy(
    folder: Path, papers: Papers, texts: dict[str, str], counted: tuple[int, ...]
) -> None:
    report, again = ingested(papers, folder, **texts)
    assert counts(report) == counted
    assert "same bytes" not in again, "these names are known now"


def test_a_copy_is_told_of_with_its_paper(folder: Path, papers: Papers) -> None:
    (folder.parent / "again.md").write_text(STATEMENT)
    said = papers("ingest", folder.parent / "again.md").output
    paper = json.loads(papers("show", "statement.md", "--json").output)["id"]
    assert f"again.md has the same bytes as statement.md, the paper {paper}: it is kept as a name of it." in said
    assert "0 read, 0 unchanged, 1 under new names" in papers("status").output


def test_a_corrected_file_is_a_version_and_its_decisions_are_accounted_for(folder: Path, papers: Papers) -> None:
    """Whichever of the two has the id then."""
    old = json.loads(papers("show", "statement.md", "--json").output)
    confirmed = papers("review", "confirm", "--document", "statement.md", "--table", "mentions", "--yes", "--json")
    assert len(json.loads(confirmed.output)) == 1
    thanks = ("text=to thank", "--quote", "We thank the coordinators")
    assert papers("review", "add", "statement.md", "tasks", *thanks).exit_code == 0
    report, again = ingested(papers, folder, statement=STATEMENT.replace("We thank", "We greet"))
    (version,) = report["versions"]
    assert {version["document_id"], version["other_document_id"]} == {*report["loaded"], *other(papers, old, report)}
    assert (version["hold"], version["unfit"]) == (1, 1)
    assert "version of" not in again


def other(papers: Papers, old: dict[str, Any], report: dict[str, Any]) -> list[str]:
    """The id that a paper has now."""
    return [json.loads(papers("show", old["files"][0]["sha256"], "--json").output)["id"]]


def test_people_read_what_a_version_is(folder: Path, papers: Papers) -> None:
    ingested(papers, folder, old=TEXT.format(1))
    assert papers("review", "add", ID, "tasks", "text=to begin", "--quote", "begins at 1").exit_code == 0
    assert papers("review", "add", ID, "tasks", "text=to meet", "--quote", "meeting begins").exit_code == 0
    (folder.parent / "new.md").write_text(TEXT.format(2))
    said = papers("ingest", folder.parent / "new.md").output
    assert "is a version of ccm-msp-2024-7-en" in said
    assert "; 1 decision holds, 1 fits no longer: papers review --unfit." in said
    (folder.parent / "rev.md").write_text(TEXT.format(3).replace("2024/7", "2024/7/Rev.1"))
    said = papers("ingest", folder.parent / "rev.md").output
    assert "ccm-msp-2024-7-rev-1-en is a version of ccm-msp-2024-7-en" in said
    assert ", which it supersedes." in said


def test_a_first_run_has_no_versions(folder: Path, papers: Papers) -> None:
    """Languages and files of one work that come together are told by `relations`."""
    report, _ = ingested(papers, folder, one=TEXT.format(1), two=TEXT.format(2))
    assert (len(report["loaded"]), report["versions"]) == (2, [])
    assert papers("build", "--json").exit_code == 0
