"""ODT, RTF and EPUB, made here by pandoc itself or by hand."""

from __future__ import annotations

import subprocess
from typing import Any

import pypandoc
import pytest

from ingest import pandoc
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


def made(form: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--from=markdown-auto_identifiers", f"--to={form}", "--output=-"]
    return subprocess.run(command, input=TEXT.encode(), capture_output=True, check=True).stdout


def test_epub() -> None:
    document = read(made("epub"), "plan.epub")
    assert document.title == "Plan of the group"
    assert outline(document) == expected(WANTED)


def test_odt() -> None:
    """A title with a style of its own stands over the headings."""
    nested = WANTED.strip().replace("h2", "h3").replace("h1", "h2")
    assert outline(read(made("odt"), "plan.odt")) == expected("h1 Plan of the group\n" + nested)


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


def test_a_document_that_becomes_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "MOST_HTML", 10)
    with pytest.raises(Unreadable) as refused:
        read(b"{\\rtf1 text}", "plan.rtf")
    assert refused.value.reason == "too large"
