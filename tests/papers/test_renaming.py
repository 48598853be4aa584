"""An id that goes to another file: on record, told where it happens, and found again, whatever was built anew."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from db.archive import Archive
from db.renaming import former
from tests.papers.conftest import Papers, run
from tests.publish.conftest import getter

ID = "ccm-msp-2024-7-en"  # what all of these papers claim
TEXT = "CCM/MSP/2024/7\n\nProgramme of work\n\nThe meeting begins at {} o'clock.\n"


def texts() -> Iterator[str]:
    """Versions of a paper, each with a better claim to the id than the one before: a lower hash."""
    last = "f" * 64
    for number in count():
        text = TEXT.format(number)
        digest = hashlib.sha256(text.encode()).hexdigest()
        if digest < last:
            last = digest
            yield text


def came(folder: Path, *names: str) -> list[str]:
    """Ingest versions one after the other, each by itself; gives the files' sha256."""
    shas = []
    for name, text in zip(names, texts(), strict=False):
        path = folder.parent / name
        path.write_text(text)
        assert run(folder, "ingest", path).exit_code == 0
        shas.append(hashlib.sha256(text.encode()).hexdigest())
    return shas


def shown(papers: Papers, asked: str) -> dict[str, Any]:
    result = papers("show", asked, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def former_ids(folder: Path) -> list[tuple[str, str]]:
    sql = "SELECT former_id, document_id FROM former_ids ORDER BY id"
    with sqlite3.connect(folder / "public.db") as database:
        return database.execute(sql).fetchall()


def test_an_id_that_goes_to_another_file_is_told_and_kept(folder: Path, papers: Papers) -> None:
    (first,) = came(folder, "old.txt")
    path = folder.parent / "new.txt"
    path.write_text(list(zip("ab", texts(), strict=False))[1][1])
    said = papers("ingest", path).output
    now = f"{ID}-{first[:8]}"
    assert f"{ID} is now {now} (old.txt)" in said
    events = [one for _, one in Archive.open(folder).ledger.told("renamed")]
    assert [(one.sha256, one.document_id, one.detail) for one in events] == [(first, now, ID)]
    assert [one["id"] for one in shown(papers, now)["former_ids"]] == [ID]
    (before,) = shown(papers, ID)["others_before"]
    assert (before["sha256"], before["document_id"]) == (first, now)
    said = papers("show", ID).output
    assert "this was the id of old.txt, which is now " + now in said
    assert papers("build").exit_code == 0
    assert former_ids(folder) == [(ID, now)], "a build makes no history"
    assert "is now" not in papers("ingest", path).output


def test_a_lost_id_leads_to_the_paper_that_had_it(folder: Path, papers: Papers) -> None:
    """The first file becomes ID-hash when the second comes, and ID again when that is withdrawn."""
    first, second = came(folder, "old.txt", "new.txt")
    said = papers("withdraw", "new.txt", "--reason", "a mistake").output
    lost = f"{ID}-{first[:8]}"
    assert f"{lost} is now {ID} (old.txt)" in said
    assert shown(papers, lost)["id"] == ID
    assert "which is withdrawn" in papers("show", ID).output
    assert papers("access", lost, "public").exit_code == 0, "it is nobody else's"
    assert "was withdrawn on" in papers("show", second[:12]).output
    get = getter(folder / "public.db")
    answer = get(f"/document/{lost}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/document/{ID}")
    assert get("/document/no-such").status_code == 404
    before = former_ids(folder)
    for name in ("archive.db", "public.db"):
        (folder / name).unlink()
    assert papers("build").exit_code == 0
    assert former_ids(folder) == before


def test_an_id_that_several_had_is_said_to_be_that(
    folder: Path, papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(folder, "old.txt", "new.txt")
    with monkeypatch.context() as patch:  # a better rule, by which these are told apart
        patch.setattr("db.load.document_slug", lambda paper, language, sha256: f"apart-{sha256[:3]}")
        assert papers("build").exit_code == 0
        refused = papers("show", ID)
        assert (refused.exit_code, f"{ID!r} may be one of 2 papers: say apart-" in refused.output) == (7, True)
        answer = getter(folder / "public.db")(f"/document/{ID}")
        assert (answer.status_code, answer.text.count('href="/document/apart-')) == (300, 2)
    assert papers("build").exit_code == 0
    page = getter(folder / "public.db")(f"/document/{ID}")
    assert (page.status_code, "this was the address of" in page.text) == (200, True)


def named(papers: Papers, file: str, symbol: str) -> str:
    """Correct a paper's symbol; gives the id that it has then."""
    assert papers("review", "correct", file, f"symbol={symbol}").exit_code == 0
    return str(shown(papers, file)["id"])


def seen(papers: Papers, file: str, level: str) -> None:
    assert papers("access", file, level).exit_code == 0


def test_an_id_that_a_paper_had_while_internal_is_not_told(folder: Path, papers: Papers) -> None:
    old = shown(papers, "statement.md")["id"]
    first = named(papers, "statement.md", "CCM/MSP/2024/91")
    seen(papers, "statement.md", "internal")
    second = named(papers, "statement.md", "CCM/MSP/2024/92")
    third = named(papers, "statement.md", "CCM/MSP/2024/93")
    seen(papers, "statement.md", "public")
    for build in (False, True):
        assert not build or papers("build").exit_code == 0
        get = getter(folder / "public.db")
        answers = {one: get(f"/document/{one}").status_code for one in (old, first, second, third)}
        assert answers == {old: 302, first: 404, second: 404, third: 200}, "of the first nothing tells for sure"
        assert former_ids(folder) == [(old, third)]
        assert second.encode() not in (folder / "public.db").read_bytes()


@pytest.mark.parametrize("end", ["internal", "renamed", "withdrawn"])
def test_the_address_of_an_internal_paper_leads_to_no_other(folder: Path, papers: Papers, end: str) -> None:
    """By a slip the public statement got the symbol that the agenda, which is internal, has or had."""
    slip = named(papers, "statement.md", "CCM/MSP/2024/91")
    now = named(papers, "statement.md", "CCM/MSP/2024/92")
    assert (slip, now) in former_ids(folder), "as long as nobody else has it"
    seen(papers, "agenda.txt", "internal")
    assert named(papers, "agenda.txt", "CCM/MSP/2024/91") == slip
    if end == "renamed":
        named(papers, "agenda.txt", "CCM/MSP/2024/94")
    if end == "withdrawn":
        assert papers("withdraw", "agenda.txt", "--reason", "a mistake").exit_code == 0
    for build in (False, True):
        assert not build or papers("build").exit_code == 0
        get = getter(folder / "public.db")
        assert [get(f"/document/{one}").status_code for one in (slip, now)] == [404, 200]
        assert slip not in [one for one, _ in former_ids(folder)]


def test_a_ledger_that_does_not_know_ids_is_told_them(folder: Path, papers: Papers) -> None:
    """Those of older programs say that a file was loaded, and not under which id."""
    archive = Archive.open(folder)
    archive.ledger.connection.executescript("DROP TRIGGER entries_stay")
    archive.ledger.connection.execute("UPDATE entries SET body = json_remove(body, '$.document_id')")
    assert papers("build").exit_code == 0
    assert former(archive.ledger) == []
    loaded = [one.document_id for _, one in archive.ledger.told("loaded")]
    assert len([one for one in loaded if one]) == len([one for one in loaded if one is None]) == 3
