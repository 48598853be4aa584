"""The sample papers that ship: what the press prints, marked as samples, with gold that their manuscripts bear out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from corpus.press.__main__ import SAMPLES, manuscripts, printed
from corpus.press.converted import rtf
from corpus.press.manuscript import NOTICES, Item, Manuscript, Paragraph, Table, plain, read, runs

PAPERS = {paper.file: paper for paper in manuscripts()}
GOLD = {path.stem: json.loads(path.read_text("utf-8")) for path in Path("tests/gold/samples").glob("*.json")}
FORMATS = {"pdf", "docx", "odt", "rtf", "html", "pptx", "xlsx", "txt"}


def content(data: bytes) -> object:
    """What a file holds, however it is compressed: members of a package, texts of pages, or its bytes."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    if data.startswith(b"%PDF"):
        return [(page.get_size(), page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(data)]
    return data


def metadata(data: bytes) -> str:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "".join(
                package.read(name).decode() for name in ("docProps/core.xml", "meta.xml") if name in package.namelist()
            )
    if data.startswith(b"%PDF"):
        return str(pypdfium2.PdfDocument(data).get_metadata_dict()["Subject"])
    return data.decode()


def gold_texts(gold: dict[str, Any]) -> Iterator[str]:
    """Every text that gold says is printed."""
    for name in ("objectives", "activities", "outputs", "implementers", "partners", "documents", "symbols_cited"):
        yield from gold.get(name, [])
    for name in ("counts", "counts_optional", "decisions", "decisions_optional"):
        yield from (one["quote"] for one in gold.get(name, []))
    yield from (text for quarter in gold.get("timeline", []) for text in (quarter["label"], *quarter["items"]))
    yield from (one["title"] for one in gold.get("agenda_items", []))
    yield from (one["title"] or one["embedded_under"] for one in gold.get("plan_table", []))
    yield from (one["text"] for one in gold.get("tasks", []))


def words(text: str) -> str:
    return re.sub(r"\W+", " ", plain(text)).casefold().strip()


def manuscript_words(paper: Manuscript) -> str:
    said = [cell for piece in paper.pieces if isinstance(piece, Table) for row in piece.rows for cell in row]
    said += [piece.text for piece in paper.pieces if hasattr(piece, "text")]
    head = paper.head.get("masthead", {})
    return " | ".join(map(words, [*said, *(str(line) for line in head.values())]))


def test_samples_are_many_and_small() -> None:
    assert len(PAPERS) >= 18
    assert {name.rpartition(".")[2] for name in PAPERS} >= FORMATS
    assert {paper.language for paper in PAPERS.values()} >= {"en", "fr", "es"}
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) < 2_000_000


def test_only_papers_are_in_the_folder() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(PAPERS)


@pytest.mark.parametrize("name", PAPERS)
def test_shipped_is_what_the_press_prints(name: str) -> None:
    """Why: a manuscript that was changed and not printed again would ship papers that gold does not fit."""
    assert content((SAMPLES / name).read_bytes()) == content(printed(PAPERS[name]))


@pytest.mark.parametrize("name", PAPERS)
def test_says_that_it_is_a_sample(name: str) -> None:
    notice = NOTICES[PAPERS[name].language]
    said = metadata((SAMPLES / name).read_bytes())
    assert notice in said or rtf(notice) in said or notice in " ".join(said.split())


def test_scan_has_no_text() -> None:
    scan = next(paper for paper in PAPERS.values() if paper.head.get("format") == "scan")
    assert all(not text for _, text in content((SAMPLES / scan.file).read_bytes()))  # type: ignore[attr-defined]


def test_every_sample_has_gold() -> None:
    assert {gold["file"] for gold in GOLD.values()} == set(PAPERS)


@pytest.mark.parametrize("name", GOLD)
def test_gold_is_what_the_manuscript_says(name: str) -> None:
    said = manuscript_words(PAPERS[GOLD[name]["file"]])
    assert [text for text in gold_texts(GOLD[name]) if words(text) not in said] == []


@pytest.mark.parametrize(
    ("line", "expected", "why"),
    [
        ("- Outreach", Item(0, "-", "Outreach"), "a bullet"),
        ("  (b) Organization of work", Item(1, "(b)", "Organization of work"), "a letter below a number"),
        ("12. The Meeting agreed", Item(0, "12.", "The Meeting agreed"), "a numbered paragraph"),
        ("2024 was a good year", Paragraph("2024 was a good year"), "a year is no marker"),
    ],
)
def test_pieces(tmp_path: Path, line: str, expected: object, why: str) -> None:
    path = tmp_path / "paper.md"
    path.write_text(f"---\nfile: paper.txt\n---\n{line}\n", "utf-8")
    assert read(path).pieces == (expected,), why


def test_runs_have_one_weight() -> None:
    assert list(runs("a **b** *c*")) == [("a ", ""), ("b", "b"), (" ", ""), ("c", "i")]


def test_every_text_has_gold() -> None:
    folder = Path("tests/gold/texts")
    named = [json.loads(path.read_text("utf-8"))["file"] for path in folder.glob("*.json")]
    assert sorted(named) == sorted(path.name for path in (folder / "papers").iterdir())
