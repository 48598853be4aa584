"""Extraction holds against any text and any document: no crash, places that lie in their blocks, time in proportion."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.vocabulary import Vocabulary
from extract.pipeline import extract
from extract.record import Extraction, Place
from extract.text import reading_of
from ingest.document import Block, Cell, Document, Kind, Source
from ingest.structure import document_of
from tests.extract.conftest import tabled

SOURCE = Source("0" * 64, "any.txt", "text/plain", 1, "here")
LONGER = 8  # times
MAY_TAKE = 3 * LONGER  # times as long for a text so many times longer: far from the square of it
NOTHING = 0.15  # seconds below which a clock tells nothing

WORDS = [
    "Article 4", "articles 3, 4 and", "Action 31", "12MSP", "Twelfth Meeting of States Parties", "of the", "Mine Ban Convention",
    "10–13 September 2024", "2024", "31 February 2024", "Bosnia and Herzegovina", "Of sixteen (16) States parties", "eight have",
    "CCM/MSP/2024/4", "Coordinators:", "Work plan", "Objectives", "Activities", "Q1 2025", "decided to", "The Meeting", "agenda",
    "Lausanne Action Plan", "(embedded under 5)", "12.5 square kilometres", "EUR 1,200", "by 1 March 2025", "a@b.example",
    "+41 22 000 00 00", "GE.24-12345 (E)", "Victim assistance", "États parties", "Plan de trabajo", "第四条", "المادة 4",
    "статья 5", "-", "–", "(a)", "1.", "\t", "\n", "\n\n", "|", ":", "“", "\u200b", "\u0000", "\ud7ff", "ﬀ", "İ", "²", "١٢", "𝟙",
]  # fmt: skip
TEXT = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
    st.text(max_size=60),
)
CELL = st.builds(
    Cell,
    row=st.integers(0, 4),
    column=st.integers(0, 4),
    text=TEXT,
    row_span=st.integers(1, 3),
    column_span=st.integers(1, 3),
    header=st.booleans(),
)
BLOCK = st.builds(
    Block,
    seq=st.just(0),
    kind=st.sampled_from(Kind),
    text=TEXT,
    level=st.none() | st.integers(0, 9),
    marker=st.none() | st.sampled_from(["1.", "(a)", "-", "2.1", "IV.", "•", ""]) | st.text(max_size=5),
    page=st.none() | st.integers(1, 3),
    cells=st.lists(CELL, max_size=8).map(tuple),
    confidence=st.sampled_from([1.0, 0.5, 0.0]),
)
LANGUAGE = st.none() | st.sampled_from(["en", "fr", "es", "ru", "ar", "zh", "de", ""])


@pytest.fixture(scope="module", autouse=True)
def _warm(vocabulary: Vocabulary) -> None:
    """Patterns that are compiled with the first paper count neither as slow nor as more than proportionate."""
    for language in ("en", "fr", "es"):
        extract(of_text("Work plan. Article 4 was met in 2024.", language), vocabulary)


def of_text(text: str, language: str | None = "en") -> Document:
    document = document_of(SOURCE, (), [Block(0, Kind.PARAGRAPH, text)], "test 1")
    return replace(document, language=language)


def check(extraction: Extraction, document: Document) -> None:
    """All places lie in their blocks, and hold words."""
    for reason in extraction.paper.why:
        assert 0 <= reason.confidence <= 1, reason
        if reason.place is not None:
            check_place(reason.place, document)
    for record in extraction.records:
        assert 0 <= record.confidence <= 1, record
        check_place(record.place, document)


def check_place(place: Place, document: Document) -> None:
    text = document.blocks[place.block].text
    assert 0 <= place.start < place.end <= len(text), place
    assert text[place.start : place.end].strip(), place


@given(text=TEXT, language=LANGUAGE)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_text(vocabulary: Vocabulary, text: str, language: str | None) -> None:
    document = of_text(text, language)
    check(extract(document, vocabulary), document)


@given(pieces=st.lists(BLOCK, max_size=14), language=LANGUAGE)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_document(vocabulary: Vocabulary, pieces: list[Block], language: str | None) -> None:
    document = replace(document_of(SOURCE, (), pieces, "test 1"), language=language)
    check(extract(document, vocabulary), document)


@given(pieces=st.lists(BLOCK, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_the_text_keeps_its_places(vocabulary: Vocabulary, pieces: list[Block]) -> None:
    """A block's text stands in the text of all at its start, but for the breaks of its lines."""
    document = document_of(SOURCE, (), pieces, "test 1")
    reading = reading_of(document, vocabulary)
    assert reading.text == reading.doc.text
    for block, start in zip(document.blocks, reading.starts, strict=True):
        assert reading.text[start : start + len(block.text)].replace("\n", " ") == block.text.replace("\n", " ")


def test_no_value_without_words(vocabulary: Vocabulary) -> None:
    """A numbered piece that is an empty table makes no item of the agenda."""
    empty = Block(0, Kind.HEADING, "", marker="1.", cells=(Cell(0, 0, ""), Cell(0, 1, " ")))
    document = document_of(SOURCE, (), [Block(0, Kind.HEADING, "Agenda of the 12MSP"), empty, empty, empty], "test 1")
    check(extract(document, vocabulary), document)


HOSTILE = [
    # (what is repeated, how often in the shorter text, what stands before, why)
    ("1, ", 4000, "articles ", "a list without an end"),
    ("1 and ", 3000, "actions ", "joined without an end"),
    ("article 4 ", 1500, "", "articles, each with words around it that may name a treaty"),
    ("the Convention on Cluster Munitions ", 500, "", "names, each of which every article is compared with"),
    ("(", 6000, "article 4 ", "brackets that never close"),
    ("a ", 12000, "", "short words"),
    ("1", 12000, "", "one long number"),
    ("1 234 ", 4000, "", "groups of digits"),
    (" ", 12000, "article", "blanks before a number that never comes"),
    ("of the ", 5000, "article 4 ", "joints"),
    ("12 ", 6000, "", "numbers that may be days"),
    ("10 September 2024 ", 800, "", "dates"),
    ("Twelfth and ", 1500, "", "ordinals whose noun never comes"),
    ("twenty ", 3000, "", "number words"),
    ("A/", 6000, "", "parts of a symbol"),
    ("CCM/MSP/2024/", 1200, "", "symbols within symbols"),
    (". ", 8000, "", "stops"),
    ("A. ", 5000, "", "initials"),
    ("\n", 9000, "x", "breaks"),
    ("\t", 9000, "x", "cells"),
    ("États parties ", 1200, "Sur ", "subjects without a number"),
    ("16 States Parties ", 900, "Of ", "counts"),
    ("Q1 2025 ", 1500, "", "quarters"),
    ("x@", 6000, "", "beginnings of addresses"),
    ("EUR 1,000,000 ", 1000, "", "sums"),
    ("é", 9000, "", "letters with accents"),
    ("第", 9000, "", "Chinese beginnings of ordinals"),
]


@pytest.mark.parametrize(("piece", "times", "before", "why"), HOSTILE)
def test_time_in_proportion(vocabulary: Vocabulary, piece: str, times: int, before: str, why: str) -> None:
    assert in_proportion(lambda number: seconds(vocabulary, before + piece * number), times), why


@pytest.mark.parametrize(
    ("piece", "kind"), [("Coordinators: Iraq and Chad", Kind.LIST_ITEM), ("1. Opening of the Meeting", Kind.HEADING)]
)
def test_many_blocks_in_proportion(vocabulary: Vocabulary, piece: str, kind: Kind) -> None:
    def taken(number: int) -> float:
        blocks = [Block(0, kind, f"{piece} {i} by 1 March 2025", level=1, marker="(a)") for i in range(number)]
        document = replace(document_of(SOURCE, (), blocks, "test 1"), language="en")
        began = time.process_time()
        extract(document, vocabulary)
        return time.process_time() - began

    assert in_proportion(taken, 250)


TABLES = [
    ("Work plan on clearance 2021-2022", ["Timeline", "Activity", "Partners"], ["Q1 2021", "A visit", "ISU"]),
    (
        "Status of the Convention on Cluster Munitions",
        ["State", "Article", "Deadline", "km2"],
        ["Chad", "4", "1 May 2025", "1.5"],
    ),
    ("Agenda of the 12MSP", ["Item", "Title"], ["1", "Opening"]),
    ("Minutes of the Coordination Committee", ["Action", "Responsible", "Deadline"], ["Send it", "ISU", "1 May 2024"]),
    (
        "Coordinators of the working groups of the Convention",
        ["Theme", "Coordinators"],
        ["Clearance", "Italy and Chad"],
    ),
    ("Comparison of the action plans", ["Theme", "Vientiane", "Dubrovnik"], ["Clearance", "10", "8"]),
]


@pytest.mark.parametrize(("title", "head", "row"), TABLES)
def test_long_tables_in_proportion(vocabulary: Vocabulary, title: str, head: list[str], row: list[str]) -> None:
    def taken(number: int) -> float:
        document = replace(tabled(title, [head, *([row] * number)]), language="en")
        began = time.process_time()
        assert extract(document, vocabulary).records
        return time.process_time() - began

    assert in_proportion(taken, 100)


def in_proportion(taken: Callable[[int], float], size: int) -> bool:
    """Whether more text takes so much more time and no more, at one of three attempts: a machine may be busy."""
    return any(taken(size * LONGER) < max(NOTHING, taken(size)) * MAY_TAKE for _ in range(3))


def seconds(vocabulary: Vocabulary, text: str) -> float:
    document = of_text(text)
    began = time.process_time()
    extract(document, vocabulary)
    return time.process_time() - began
