"""ODT, RTF and EPUB, made here by pandoc itself or by hand."""

from __future__ import annotations

import subprocess
from typing import Any

import pypandoc
import pytest

from ingest import pandoc
from ingest.bounds import Bounds, within
from ingest.errors import Unreadable
from ingest.read import read
from tests.ingest.outline import expected, outline

TEXT = """---
title: Plan of the group
---

# Plan of the group

Text with a note[^1].

## 1. Aims

3. Third
4. Fourth

   a. Below it

[^1]: The note.

| State | Area |
|-------|------|
| One   | 12   |
"""

WANTED = """
h1 Plan of the group
p Text with a note.
h2 1. Aims
l1 3. Third
l1 4. Fourth
l2 a. Below it
t *State ¦ *Area / One ¦ 12
note 1 The note.
"""


def made(form: str, text: str = TEXT) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--from=markdown-auto_identifiers", f"--to={form}", "--output=-"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


def test_epub() -> None:
    document = read(made("epub"), "plan.epub")
    assert document.title == "Plan of the group"
    assert outline(document) == expected(WANTED)


def test_odt() -> None:
    """A title with a style of its own stands over the headings."""
    nested = WANTED.strip().replace("h2", "h3").replace("h1", "h2")
    assert outline(read(made("odt"), "plan.odt")) == expected("h1 Plan of the group\n" + nested)


def test_numbers_keep_what_stands_around_them() -> None:
    text = "Aims:\n\n1. One\n\n    (a) Two\n    (b) Three\n\nb) Four\nc) Five\n"
    assert outline(read(made("odt", text), "plan.odt")) == expected("""
        p Aims:
        l1 1. One
        l2 (a) Two
        l2 (b) Three
        l1 b) Four
        l1 c) Five
    """)


def test_rtf_with_bold_lines_for_headings() -> None:
    text = rb"""{\rtf1\ansi\ansicpg1252 {\b Plan de travail 2031}\par Coordonnateurs : Iraq et Malte\par {\b 1. Contexte}\par
    Le groupe se r\'e9unit \'e0 Gen\'e8ve.\par {\b 2. Calendrier}\par {\b Premier trimestre 2031}\par Lettres.\par}"""
    assert outline(read(text, "plan.rtf")) == expected("""
        h1 Plan de travail 2031
        p Coordonnateurs : Iraq et Malte
        h2 1. Contexte
        p Le groupe se réunit à Genève.
        h2 2. Calendrier
        h3 Premier trimestre 2031
        p Lettres.
    """)


def test_a_damaged_file() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"{\\rtf1 \\'zz {{{", "plan.rtf")
    assert refused.value.reason in ("broken", "no text")


def test_pandoc_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: list[str], **options: Any) -> None:
        assert "--sandbox" in command
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(pandoc.subprocess, "run", hang)
    with pytest.raises(Unreadable) as refused:
        read(b"{\\rtf1 text}", "plan.rtf")
    assert refused.value.reason == "too slow"


def test_a_document_that_becomes_too_large() -> None:
    with within(Bounds(expanded=0)), pytest.raises(Unreadable, match="--expanded") as refused:
        read(b"{\\rtf1 text}", "plan.rtf")
    assert refused.value.reason == "too large"


RTF = [
    # (the body, outline, why)
    (r"\pard\plain \s3 Aims\par\pard\plain Text.\par", "h1 Aims\np Text.", "a style with an outline level"),
    (r"\pard\plain\s4 Aims\par\pard\plain Text.\par", "h1 Aims\np Text.", "a style that is called a heading"),
    (
        r"Aims:\par{\listtext\pard\plain (a)\tab}\ilvl0\ls7 One\par{\pntext\f1\'b7\tab}Two\par",
        "p Aims:\nl1 (a) One\nl2 · Two",
        "numbers and bullets that the program printed",
    ),
    (r"Old {\deleted gone }text {\v hidden }is {\v0 shown}.\par", "p Old text is shown.", "deleted and hidden words"),
    (
        r"Plan\par Text{\super\chftn}{\*\footnote\chftn\pard\plain Note.}.\par",
        "h1 Plan\np Text.\nnote 1 Note.",
        "a note",
    ),
]


@pytest.mark.parametrize(("body", "wanted", "why"), RTF, ids=[why for *_, why in RTF])
def test_rtf(body: str, wanted: str, why: str) -> None:
    styles = r"{\stylesheet{\s3\sb240\outlinelevel0 Chapter;}{\s4\sbasedon0\snext0 heading 1;}}"
    assert outline(read(rf"{{\rtf1\ansi{styles}{body}}}".encode(), "plan.rtf")) == wanted, why
