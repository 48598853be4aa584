"""A paper lands whole or not at all, replaces itself, and has the same id whatever was loaded before it."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.vocabulary import Vocabulary
from db import schema
from db.archive import Received
from db.digest import digests
from db.load import load_paper, load_papers, load_reference, remove_paper
from db.rows import Misplaced
from extract.record import (
    Action,
    ActionItem,
    Coordinator,
    Count,
    Extraction,
    MeetingDate,
    Mention,
    Paper,
    Participant,
    Place,
    Reason,
)
from ingest.document import Block, Box, Cell, Document, Kind, Link, Part
from ingest.structure import with_table_text

Load = Callable[..., str]
MakePaper = Callable[..., tuple[Document, Extraction]]
WORK_PLAN = Paper("work_plan", period_start="2024", period_end="2025", group_id="CLR", language="en")


def rows(database: Database, sql: str, *values: object) -> list[tuple[object, ...]]:
    return [tuple(row) for row in database.execute(sql, list(values)).fetchall()]


def test_every_record_table_takes_a_record_with_its_place(database: Database, load: Load) -> None:
    text = "France and Mexico coordinate; eight of sixteen States reported."
    records = (
        Coordinator(Place(0, 0, 6), "rule", 0.9, "CLR", "FRA"),
        Count(Place(0, 30, 63), "rule", 0.8, 8, 16, "States", "4"),
        MeetingDate(Place(0, 0, 6), "rule", 0.8, "12MSP", "2024-09-10", None, "Geneva"),
        Participant(Place(0, 0, 6), "rule", 0.8, None, "state_party", "FRA"),
    )
    document_id = load(WORK_PLAN, [text], records)
    assert document_id == "work-plan-clr-2024-2025-en"
    found = rows(database, 'SELECT "table", document_id, value, quote, page FROM evidence ORDER BY 1')
    assert found == [
        ("coordinators", document_id, "CLR · FRA", "France", 1),
        ("counts", document_id, "8 of 16 States", "eight of sixteen States reported.", 1),
        ("meeting_dates", document_id, "12MSP · 2024-09-10 · Geneva", "France", 1),
        ("participants", document_id, "state_party · FRA", "France", 1),
    ]
    assert rows(database, "PRAGMA foreign_key_check") == []


def test_lettered_parts_point_at_their_action(database: Database, load: Load) -> None:
    items = (ActionItem(Place(0, 5, 8), "rule", 1.0, "a", "two"),)
    action = Action(Place(0, 0, 3), "rule", 1.0, "LAP", "1", "One", None, items=items)
    load(Paper("action_plan", title="A plan"), ["One: two"], [action])
    assert rows(database, "SELECT number, letter FROM action_items JOIN actions ON actions.id = action_id") == [
        ("1", "a")
    ]


def test_a_place_in_a_table_has_the_box_of_its_cell(database: Database, load: Load) -> None:
    cells = tuple(Cell(0, n, text, page=2, box=Box(n, 0, n + 1, 1)) for n, text in enumerate(["", "Austria", "France"]))
    table = with_table_text(Block(0, Kind.TABLE, "", page=1, box=Box(0, 0, 9, 9), cells=cells))
    start = table.text.index("France")
    load(Paper(title="A table"), [table], [Mention(Place(0, start, start + 6), "rule", 1.0, "state", "FRA")])
    assert rows(database, "SELECT quote, page, x0 FROM evidence") == [("France", 2, 2.0)]


def test_a_link_has_its_words_and_comes_once(database: Database, load: Load) -> None:
    link = Link(4, 8, "https://example.org/plan")
    cells = (Cell(0, 0, "See"), Cell(0, 1, "the plan", links=(link,)))
    load(
        Paper(title="Links"),
        [Block(0, Kind.PARAGRAPH, "The plan", links=(link, link)), Block(0, Kind.TABLE, "", cells=cells)],
    )
    assert rows(database, "SELECT quote, target FROM links ORDER BY start") == [("plan", link.target)] * 2


@pytest.mark.parametrize(("word", "page"), [("Austria", 1), ("France", 2), ("Chad", 3)])
def test_a_place_has_the_page_on_which_its_block_goes_on(database: Database, load: Load, word: str, page: int) -> None:
    text = "Austria and France and Chad"
    parts = tuple(Part(text.index(name), number, Box(number, 0, 9, 9)) for name, number in [("France", 2), ("Chad", 3)])
    block = Block(0, Kind.PARAGRAPH, text, page=1, box=Box(1, 0, 9, 9), parts=parts)
    start = text.index(word)
    load(Paper(title="Long"), [block], [Mention(Place(0, start, start + len(word)), "rule", 1.0, "state", "FRA")])
    assert rows(database, "SELECT quote, page, x0 FROM evidence") == [(word, page, float(page))]


def test_a_misplaced_value_leaves_no_trace_of_its_paper(database: Database, load: Load) -> None:
    """Why: half a paper would look like a whole one."""
    with pytest.raises(Misplaced, match="mentions"):
        load(WORK_PLAN, ["short"], [Mention(Place(0, 0, 99), "rule", 1.0, "state", "FRA")])
    assert rows(database, "SELECT count(*) FROM documents") == rows(database, "SELECT count(*) FROM blocks") == [(0,)]


def test_one_bad_paper_does_not_stop_the_others(database: Database, make_paper: MakePaper) -> None:
    bad = make_paper(Paper(title="Bad"), ["x"], [Mention(Place(7, 0, 1), "rule", 1.0, "state", "FRA")])
    good = make_paper(Paper(title="Good"), ["y"])
    loaded = list(load_papers(database, [((), *bad), ((), *good)]))
    assert [(one.document_id, one.error is None) for one in loaded] == [(None, False), ("good-en", True)]


def test_loading_again_replaces(database: Database, load: Load) -> None:
    for method in ("first", "second"):
        load(WORK_PLAN, ["France", "Mexico"], [Mention(Place(0, 0, 6), method, 1.0, "state", "FRA")])
    assert rows(database, "SELECT method FROM mentions") == [("second",)]
    assert rows(database, "SELECT count(*) FROM blocks_fts WHERE blocks_fts MATCH 'mexico'") == [(1,)]


def test_the_same_value_twice_in_one_place_is_one_value(database: Database, load: Load) -> None:
    load(WORK_PLAN, ["France"], [Mention(Place(0, 0, 6), f"rule {n}", n / 10, "state", "FRA") for n in (5, 9, 7)])
    assert rows(database, "SELECT method, confidence FROM mentions") == [("rule 9", 0.9)]


def test_one_file_under_two_names_is_one_document(database: Database, make_paper: MakePaper) -> None:
    document, extraction = make_paper(WORK_PLAN, ["text"])
    names = [
        Received(document.source.sha256, name, name, 4, "2026-01-01T00:00:00+00:00") for name in ("a.pdf", "b.pdf")
    ]
    document_id = load_paper(database, names, document, extraction)
    assert rows(database, "SELECT name, document_id FROM files") == [("a.pdf", document_id), ("b.pdf", document_id)]


def test_ids_that_only_papers_name_are_marked_and_go_with_them(
    database: Database, load: Load, make_paper: MakePaper
) -> None:
    paper = Paper(title="A statement", meeting_id="27MSP")
    load(paper, ["x"])
    found = rows(database, "SELECT id, source, confidence FROM meetings WHERE id = '27MSP'")
    assert found == [("27MSP", "named in papers", "low")]
    document, _ = make_paper(paper, ["x"])
    remove_paper(database, document.source.sha256)
    assert rows(database, "SELECT id FROM meetings WHERE id = '27MSP'") == []
    assert rows(database, "SELECT id FROM meetings WHERE id = '12MSP'") == [("12MSP",)]


def test_why_a_paper_is_what_it_is(database: Database, load: Load) -> None:
    why = (Reason("kind", "work_plan", "heading", 0.9, Place(0, 0, 9)), Reason("group_id", "CLR", "file name", 0.4))
    load(Paper("work_plan", title="T", why=why), ["WORK PLAN 2024"])
    assert rows(database, "SELECT field, value, quote, block_id FROM identity_evidence ORDER BY field") == [
        ("group_id", "CLR", None, None),
        ("kind", "work_plan", "WORK PLAN", "t-en_0"),
    ]


def test_the_order_of_loading_leaves_no_trace(vocabulary: Vocabulary, make_paper: MakePaper) -> None:
    """Why: three files claim one id, and a rebuild loads them in another order than they came."""
    papers = [
        make_paper(WORK_PLAN, [text], [Mention(Place(0, 0, 3), "r", 1.0, "state", "FRA")], name)
        for text, name in [("one two", "a"), ("one three", "b"), ("one four", "c")]
    ]
    seen = set()
    for order in permutations(papers):
        database = schema.apply(schema.connect())
        load_reference(database, vocabulary)
        for document, extraction in order:
            load_paper(database, (), document, extraction)
        remove_paper(database, order[0][0].source.sha256)
        load_paper(database, (), *order[0])
        seen.add(tuple(digests(database).items()))
        ids = {str(row[0]) for row in rows(database, "SELECT id FROM documents")}
        assert "work-plan-clr-2024-2025-en" in ids
        assert {str(row[0]).rpartition("_")[0] for row in rows(database, "SELECT id FROM blocks")} == ids
        assert rows(database, "PRAGMA foreign_key_check") == []
    assert len(seen) == 1


def test_a_left_id_goes_to_the_next_in_line(database: Database, make_paper: MakePaper) -> None:
    """Why: a better vocabulary may tell that a paper is something else than it was taken for."""
    papers = sorted((make_paper(WORK_PLAN, [text]) for text in "ab"), key=lambda one: one[0].source.sha256)
    for document, extraction in papers:
        load_paper(database, (), document, extraction)
    load_paper(database, (), papers[0][0], Extraction(Paper(title="A letter"), ()))
    assert {str(row[0]) for row in rows(database, "SELECT id FROM documents")} == {
        "work-plan-clr-2024-2025-en",
        "a-letter-en",
    }


def test_a_writer_killed_in_the_midst_leaves_whole_papers(
    tmp_path: Path, vocabulary: Vocabulary, make_paper: MakePaper
) -> None:
    """Why: a paper of which half is there would look like a short paper."""
    path = tmp_path / "archive.db"
    first, second = (make_paper(Paper(title=title), [title] * 50) for title in ("First", "Second"))
    database = schema.apply(schema.connect(path))
    load_reference(database, vocabulary)
    load_paper(database, (), *first)
    database.close()
    child = os.fork()
    if child == 0:
        unfinished = schema.connect(path)
        unfinished.execute("PRAGMA cache_size = 1")  # so that half of it is on disk
        with unfinished.atomic():
            load_paper(unfinished, (), *second)
            os._exit(1)
    os.waitpid(child, 0)
    database = schema.connect(path)
    assert rows(database, "SELECT id FROM documents") == [("first-en",)]
    assert rows(database, "SELECT count(*) FROM blocks") == [(50,)]
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
