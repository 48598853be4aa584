"""Search finds what people mean in six scripts, marks it, and takes any words for words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from db import schema
from db.search import CLOSE, OPEN, Found, asked_for, marked, search
from extract.record import Paper
from ingest.document import Block, Box, Cell, Kind, Part
from ingest.structure import with_table_text

Load = Callable[..., str]
TEXTS = (
    "France and Mexico coordinate the working group on clearance.",
    "Le groupe de travail sur l'assistance aux victimes se réunit à Genève.",
    "La Declaración de los Estados partes sobre la destrucción de existencias",
    "各缔约国重申销毁集束弹药的承诺。",
    "تقرير عن تطهير الأراضي الملوّثة بالذخائر العنقودية",
    "Государства-участники представили отчёт",
    "See document CCM/MSP/2024/4, paragraph 12.",
    "NEAR the end, the group rested; group work (see a* and b:c) AND OR NOT.",
)
# what is asked, the number of the text that is to be found, and what is marked in it
FINDS = [
    ("mexico", 0, ["Mexico"]),
    ("CLEARANCE group", 0, ["group", "clearance"]),
    ("geneve", 1, ["Genève"]),  # without accents
    ("assistance victimes", 1, ["assistance", "victimes"]),
    ("l’assistance", 1, ["l'assistance"]),  # another apostrophe
    ("destruccion", 2, ["destrucción"]),
    ("集束弹药", 3, ["集束弹药"]),  # a run of Chinese is a phrase
    ("الاراضي", 4, ["الأراضي"]),  # alef without its hamza
    ("ملوثة", None, []),  # but a word is a whole word
    ("الملوثة", 4, ["الملوّثة"]),  # without the vowel sign
    ("отчет", 5, ["отчёт"]),
    ("CCM/MSP/2024/4", 6, ["CCM/MSP/2024/4"]),
    ('"msp 2024"', 6, ["MSP/2024"]),
    ('"2024 msp"', None, []),  # the order of a phrase counts
    ("clear*", 0, ["clearance"]),
    ("clear", None, []),
]


@pytest.fixture
def filled(database: Database, load: Load) -> Database:
    load(Paper("other", title="Texts", language="en"), TEXTS)
    return database


@pytest.mark.parametrize(("asked", "number", "marks"), FINDS)
def test_what_is_asked_finds_what_is_meant(filled: Database, asked: str, number: int | None, marks: list[str]) -> None:
    found = search(filled.conn, asked)
    assert [hit.block_id for hit in found] == ([] if number is None else [f"texts-en_{number}"])
    for hit in found:
        assert [part.partition(CLOSE)[0] for part in hit.excerpt.split(OPEN)[1:]] == marks
        assert TEXTS[number or 0][hit.start : hit.end] == marks[0]


ODD = ["", "  ", '"', '""', "(", "AND", "NOT a", "a NEAR b", "^x", "x:y", "-", "*", "a OR", "{}", "\x00", "';"]


@pytest.mark.parametrize("asked", ODD)
def test_no_words_are_an_error(filled: Database, asked: str) -> None:
    assert search(filled.conn, asked).count >= 0


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_no_text_at_all_is_an_error(asked: str) -> None:
    assert search(EMPTY.conn, asked) == Found((), 0)
    assert marked(asked, asked).replace(OPEN, "").replace(CLOSE, "") == asked.replace(OPEN, "").replace(CLOSE, "")


EMPTY = schema.apply(schema.connect())


def test_words_of_the_query_language_are_words(filled: Database) -> None:
    assert search(filled.conn, "AND OR NOT NEAR").hits[0].block_id == "texts-en_7"


def test_some_of_the_words_where_no_passage_holds_all(filled: Database) -> None:
    found = search(filled.conn, "mexico victimes")
    assert found.loose
    assert {hit.block_id for hit in found} == {"texts-en_0", "texts-en_1"}


def test_filters_and_pages(filled: Database, load: Load) -> None:
    load(Paper("statement", title="Another", language="fr", group_id="CLR"), ["A group."])
    assert (
        search(filled.conn, "group", kind="statement", language="fr", group_id="CLR").hits[0].document_id
        == "another-fr"
    )
    assert search(filled.conn, "group", document_id="another-fr").count == 1
    everything = search(filled.conn, "group")
    assert everything.count == 3
    pages = [search(filled.conn, "group", limit=1, offset=n) for n in range(4)]
    assert [hit.block_id for page in pages for hit in page] == [hit.block_id for hit in everything]


def test_only_the_newest_matches_are_ranked_and_the_answer_says_so(filled: Database) -> None:
    found = search(filled.conn, "group", ranked=1)
    assert (found.capped, found.count, [hit.block_id for hit in found]) == (True, 1, ["texts-en_7"])


def test_a_long_passage_is_cut_around_its_words(database: Database, load: Load) -> None:
    load(Paper(title="Long"), ["word " * 500 + "the needle lies here " + "word " * 500])
    (hit,) = search(database.conn, "needle")
    assert f"the {OPEN}needle{CLOSE} lies" in hit.excerpt
    assert hit.excerpt.startswith("… ")
    assert hit.excerpt.endswith(" …")
    assert len(hit.excerpt) < 300


def test_a_hit_in_a_table_has_the_box_of_its_cell(database: Database, load: Load) -> None:
    cells = tuple(Cell(0, n, text, page=3, box=Box(n, 0, n + 1, 1)) for n, text in enumerate(["State", "Deadline"]))
    load(Paper(title="Table"), [with_table_text(Block(0, Kind.TABLE, "", page=1, box=Box(0, 0, 9, 9), cells=cells))])
    (hit,) = search(database.conn, "deadline")
    assert (hit.page, hit.box) == (3, (1.0, 0.0, 2.0, 1.0))


def test_a_hit_has_the_page_on_which_its_block_goes_on(database: Database, load: Load) -> None:
    part = Part(7, 2, Box(5, 0, 9, 1))
    load(Paper(title="Long"), [Block(0, Kind.PARAGRAPH, "before behind", page=1, box=Box(0, 0, 9, 9), parts=(part,))])
    assert [hit.page for word in ("before", "behind") for hit in search(database.conn, word)] == [1, 2]


def test_a_vacuum_does_not_lose_the_way_to_the_passages(filled: Database, load: Load) -> None:
    """Why: the index knows rows by their number, and SQLite promises numbers only to tables with a number as key."""
    load(Paper(title="Gone"), ["gone"])
    filled.execute("DELETE FROM documents WHERE id = 'gone-en'")
    load(Paper(title="Last"), ["last words"])
    filled.vacuum()
    assert [hit.block_id for hit in search(filled.conn, "last words")] == ["last-en_0"]


def test_a_text_cannot_forge_marks() -> None:
    assert marked(f"a{OPEN}b{CLOSE} c", "c") == f"ab {OPEN}c{CLOSE}"


def test_repeated_and_countless_terms_are_few() -> None:
    assert len(asked_for("a " * 1000 + " ".join(map(str, range(1000))))) == 40
