"""Decisions of officers outlive rebuilds, better and worse rules, other readings and corrected files; none is dropped.

Every step is done twice: in the database that is there, and by building it from nothing. Both must come out the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from sqlite_utils import Database

from corpus.vocabulary import Vocabulary
from db import reviews, schema
from db.archive import Received
from db.decisions import Decisions
from db.desk import Desk, Signature, Undecidable
from db.digest import digests
from db.ledger import Ledger, Review
from db.load import load_paper, load_reference, remove_paper
from db.values import Unfitting
from extract.record import Action, ActionItem, Count, Deadline, Extraction, Mention, Paper, Place, Record
from ingest.document import Document

MakePaper = Callable[..., tuple[Document, Extraction]]
AGENDA = Paper("statement", symbol="CCM/MSP/2024/4", language="en", access="public")
TEXT = "Peru is to destroy its stockpile by 1 May 2024, as France and Mexico say; France has asked twice."
OTHER = "The Meeting took note of this report."


def at(words: str, text: str = TEXT, block: int = 0, nth: int = 0) -> Place:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Place(block, start, start + len(words))


def due(day: str, words: str = "by 1 May 2024", state: str = "FRA", **place: object) -> Deadline:
    return Deadline(at(words, **place), "rule", 0.8, state, None, day)  # type: ignore[arg-type]


def named(state: str, words: str, **place: object) -> Mention:
    return Mention(at(words, **place), "rule", 0.9, "state", state)  # type: ignore[arg-type]


@dataclass
class Desktop:
    """A ledger, the papers that were received, and a database that is brought up to date step by step."""

    ledger: Ledger
    vocabulary: Vocabulary
    papers: dict[str, tuple[Document, Extraction]] = field(default_factory=dict)
    received: dict[str, str] = field(default_factory=dict)
    database: Database = field(init=False)
    empty: Database = field(init=False)

    def __post_init__(self) -> None:
        self.empty = schema.apply(schema.connect())
        load_reference(self.empty, self.vocabulary)
        self.database = self.built()

    @property
    def decisions(self) -> Decisions:
        return Decisions(self.ledger.reviews())

    def put(self, document: Document, extraction: Extraction) -> None:
        """Receive a paper, or read one anew."""
        sha256 = document.source.sha256
        self.received.setdefault(sha256, f"2026-01-{len(self.received) + 1:02}T00:00:00+00:00")
        self.papers[sha256] = (document, extraction)
        self.load(self.database, sha256)
        reviews.fill(self.database, self.decisions)
        self.check()

    def load(self, database: Database, sha256: str) -> None:
        document, extraction = self.papers[sha256]
        receipt = Received(sha256, document.source.name, "desk", 1, self.received[sha256])
        load_paper(database, [receipt], document, extraction, self.decisions)

    def withdraw(self, document: Document) -> None:
        del self.papers[document.source.sha256]
        remove_paper(self.database, document.source.sha256)
        reviews.fill(self.database, self.decisions)
        self.check()

    def take(self, *taken: Review) -> None:
        self.ledger.append(*taken)
        reviews.settle(self.database, self.decisions)
        self.check()

    def decide(self, decision: str, record: str, by: str = "ann", **given: str) -> None:
        desk = Desk(self.database, self.decisions)
        if decision == "reopened":
            self.take(desk.reopen(record, Signature(by)))
        else:
            self.take(desk.decide(record, decision, Signature(by), given))  # type: ignore[arg-type]

    def add(self, table: str, quote: str, **given: str) -> None:
        document = self.rows("SELECT id FROM documents ORDER BY id")[0][0]
        self.take(Desk(self.database, self.decisions).add(str(document), table, given, quote, None, Signature("ann")))

    def built(self) -> Database:
        """The database, made from nothing."""
        database = schema.connect()
        self.empty.conn.commit()
        self.empty.conn.backup(database.conn)
        for sha256 in sorted(self.papers):
            self.load(database, sha256)
        reviews.fill(database, self.decisions)
        return database

    def check(self) -> None:
        """That the database says what one that is built anew says, that it holds together, and that applying is idempotent."""
        expected = digests(self.built())
        assert digests(self.database) == expected
        for (document,) in self.rows("SELECT id FROM documents"):
            reviews.apply(self.database, str(document), self.decisions)
        assert digests(self.database) == expected
        assert self.rows("PRAGMA foreign_key_check") == []

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in self.database.execute(sql).fetchall()]

    def ids(self, table: str) -> list[str]:
        return [
            str(id_) for (id_,) in self.rows(f'SELECT id FROM "{table}" ORDER BY document_id, block_id, start, rowid')
        ]

    def fits(self) -> list[object]:
        return [fits for (fits,) in self.rows("SELECT fits FROM reviews ORDER BY id")]


@pytest.fixture
def desk(tmp_path: Path, vocabulary: Vocabulary) -> Desktop:
    return Desktop(Ledger(tmp_path / "ledger.db"), vocabulary)


STANDS = [due("2024-05-01")]
# a decision on the deadline 2024-05-01, what the rule finds later, what the archive then shows, and how the decision stands
LATER: list[tuple[str, str, list[Record], list[tuple[str, str, str]], str]] = [
    ("the same again", "confirmed", STANDS, [("2024-05-01", "confirmed", "rule")], "exact"),
    ("the same again", "corrected", STANDS, [("2024-05-09", "corrected", "officer")], "exact"),
    ("the same again", "rejected", STANDS, [("2024-05-01", "rejected", "rule")], "exact"),
    ("the same again", "reopened", STANDS, [("2024-05-01", "extracted", "rule")], "reopened"),
    # a better rule takes more words, or fewer
    (
        "more words",
        "confirmed",
        [due("2024-05-01", "its stockpile by 1 May 2024")],
        [("2024-05-01", "confirmed", "rule")],
        "moved",
    ),
    ("fewer words", "corrected", [due("2024-05-01", "1 May 2024")], [("2024-05-09", "corrected", "officer")], "moved"),
    ("fewer words", "rejected", [due("2024-05-01", "1 May 2024")], [("2024-05-01", "rejected", "rule")], "moved"),
    # a worse rule finds nothing: what an officer vouches for stays
    ("nothing", "confirmed", [], [("2024-05-01", "confirmed", "officer")], "kept"),
    ("nothing", "corrected", [], [("2024-05-09", "corrected", "officer")], "kept"),
    ("nothing", "rejected", [], [], "gone"),
    ("nothing", "reopened", [], [], "reopened"),
    # another value in the same words: the officer's stands, but what was rejected was another value
    ("another value", "confirmed", [due("2024-01-05")], [("2024-05-01", "confirmed", "officer")], "changed"),
    ("another value", "corrected", [due("2024-01-05")], [("2024-05-09", "corrected", "officer")], "changed"),
    ("another value", "rejected", [due("2024-01-05")], [("2024-01-05", "extracted", "rule")], "gone"),
    # the rule learnt what the officer knew
    ("the right value", "corrected", [due("2024-05-09")], [("2024-05-09", "corrected", "officer")], "exact"),
    # something else elsewhere is something else
    (
        "a value elsewhere",
        "confirmed",
        [due("2024-05-01", "has asked twice")],
        [("2024-05-01", "confirmed", "officer"), ("2024-05-01", "extracted", "rule")],
        "kept",
    ),
]


@pytest.mark.parametrize(("why", "decision", "later", "expected", "fits"), LATER)
def test_a_decision_outlives_other_rules(
    desk: Desktop,
    make_paper: MakePaper,
    why: str,
    decision: str,
    later: list[Record],
    expected: list[tuple[str, str, str]],
    fits: str,
) -> None:
    desk.put(*make_paper(AGENDA, [TEXT], STANDS))
    [record] = desk.ids("deadlines")
    if decision == "reopened":
        desk.decide("rejected", record)
    desk.decide(decision, record, **({"date": "2024-05-09"} if decision == "corrected" else {}))
    desk.put(*make_paper(AGENDA, [TEXT], later))
    assert desk.rows("SELECT date, status, method FROM deadlines ORDER BY start, rowid") == expected
    assert desk.fits()[-1] == fits
    if expected and expected[0][1] != "extracted":
        assert record in desk.ids("deadlines"), "a value that was decided on keeps its id"
    desk.put(*make_paper(AGENDA, [TEXT], STANDS))
    assert len(desk.ids("deadlines")) == 1, "and it is one value again when the rule is as it was"


# texts in which the same words stand elsewhere: how the blocks are now, and whether the value is still known by them
READINGS = [
    ([OTHER, TEXT], "exact"),  # a paragraph more before it
    (["Peru is to destroy its stockpile", TEXT.partition("stockpile ")[2]], "exact"),  # cut in another place
    ([TEXT.replace("1 May", "1 May\n"), OTHER], "exact"),  # a line that ends within the words
    ([OTHER + " " + TEXT], "exact"),  # two paragraphs in one
    ([TEXT.replace("by 1 May 2024", "by 2 June 2024")], "nowhere"),  # other words
    ([OTHER, "Nobody stays by 1 May 2024 in Lausanne."], "nowhere"),  # the same words, and nothing of what was around
]


@pytest.mark.parametrize(("texts", "fits"), READINGS)
@pytest.mark.parametrize("symbol", [AGENDA.symbol, None])
def test_a_corrected_file_has_the_decisions_of_the_first(
    desk: Desktop, make_paper: MakePaper, texts: Sequence[str], fits: str, symbol: str | None
) -> None:
    """By its symbol, though its name is another; or by its name, though the title may have been mended."""
    first, then = (AGENDA, AGENDA) if symbol else (Paper(title="A plan"), Paper(title="A better plan"))
    desk.put(*make_paper(first, [TEXT], STANDS, name="plan.pdf"))
    desk.decide("corrected", desk.ids("deadlines")[0], date="2024-05-09")
    document, extraction = make_paper(then, texts, name="corrected.pdf" if symbol else "plan.pdf")
    desk.put(document, extraction)
    carried = desk.rows(
        f"SELECT date, status FROM deadlines WHERE document_id IN (SELECT document_id FROM files WHERE sha256 = '{document.source.sha256}')"
    )
    assert carried == ([("2024-05-09", "corrected")] if fits == "exact" else [])
    assert desk.fits() == ["exact"], "in its own file it stands as it stood"
    told = desk.rows("SELECT fits FROM review_fits ORDER BY document_id LIKE '%-________', fits")
    assert sorted(told) == sorted([("exact",), ("kept" if fits == "exact" else "nowhere",)])


@pytest.mark.parametrize(
    "other",
    [
        Paper("statement", symbol="CCM/MSP/2024/5", language="en"),  # another paper
        Paper("statement", symbol="CCM/MSP/2024/4", language="fr"),  # in another language
        Paper("statement", symbol="CCM/MSP/2024/4/Rev.1", language="en"),  # a revision says something else
        Paper("statement", symbol="CCM/MSP/2024/4", language="en", version="draft"),
    ],
)
def test_another_paper_has_not(desk: Desktop, make_paper: MakePaper, other: Paper) -> None:
    desk.put(*make_paper(AGENDA, [TEXT], STANDS, name="same.pdf"))
    desk.decide("rejected", desk.ids("deadlines")[0])
    desk.put(*make_paper(other, [TEXT, OTHER], STANDS, name="same.pdf"))
    assert sorted(desk.rows("SELECT status FROM deadlines")) == [("extracted",), ("rejected",)]


def test_decisions_do_not_go_back_to_the_file_that_was_corrected(desk: Desktop, make_paper: MakePaper) -> None:
    desk.put(*make_paper(AGENDA, [TEXT, OTHER], STANDS))
    document, extraction = make_paper(AGENDA, [TEXT], STANDS)
    desk.put(document, extraction)
    [record] = desk.rows(
        f"SELECT d.id FROM deadlines d JOIN files f USING (document_id) WHERE sha256 = '{document.source.sha256}'"
    )
    desk.decide("rejected", str(record[0]))
    assert sorted(desk.rows("SELECT status FROM deadlines")) == [("extracted",), ("rejected",)]


def test_what_is_decided_on_the_corrected_file_goes_before_what_was_carried_to_it(
    desk: Desktop, make_paper: MakePaper
) -> None:
    desk.put(*make_paper(AGENDA, [TEXT], STANDS))
    [first] = desk.ids("deadlines")
    desk.decide("rejected", first)
    desk.put(*make_paper(AGENDA, [TEXT, OTHER], STANDS))
    [second] = set(desk.ids("deadlines")) - {first}
    assert desk.rows("SELECT status FROM deadlines") == [("rejected",), ("rejected",)]
    desk.decide("confirmed", second)
    assert sorted(desk.rows("SELECT status FROM deadlines")) == [("confirmed",), ("rejected",)]
    desk.decide("reopened", second)
    assert sorted(desk.rows("SELECT status FROM deadlines")) == [("extracted",), ("rejected",)]


@pytest.mark.parametrize("texts", [[OTHER], [TEXT, OTHER]])
def test_a_decision_that_was_looked_at_holds_for_its_own_file(
    desk: Desktop, make_paper: MakePaper, texts: list[str]
) -> None:
    """Whether its words stand nowhere in the corrected file, or the value is there; and the files may be loaded anew."""
    desk.put(*make_paper(AGENDA, [TEXT], STANDS))
    [record] = desk.ids("deadlines")
    desk.decide("corrected", record, date="2024-05-09")
    corrected = make_paper(AGENDA, texts, STANDS if TEXT in texts else [])
    desk.put(*corrected)
    assert len(desk.rows("SELECT * FROM review_fits")) == 2
    desk.take(*Desk(desk.database, desk.decisions).confine(record, Signature("ann", "seen")))
    assert desk.rows("SELECT fits FROM review_fits") == [("exact",)]
    assert desk.rows("SELECT date FROM deadlines WHERE status = 'corrected'") == [("2024-05-09",)]
    desk.put(*corrected)
    with pytest.raises(Undecidable, match="No decision on"):
        Desk(desk.database, desk.decisions).confine(record, Signature("ann"))


def test_a_withdrawn_file_takes_its_decisions_along_and_brings_them_back(desk: Desktop, make_paper: MakePaper) -> None:
    paper = make_paper(AGENDA, [TEXT], STANDS)
    desk.put(*paper)
    desk.decide("rejected", desk.ids("deadlines")[0])
    desk.withdraw(paper[0])
    assert desk.fits() == ["no paper"]
    desk.put(*make_paper(AGENDA, [TEXT, OTHER], STANDS))
    assert (desk.rows("SELECT status FROM deadlines"), desk.fits()) == ([("rejected",)], ["exact"]), (
        "in the corrected one"
    )
    desk.put(*paper)
    assert desk.rows("SELECT status FROM deadlines") == [("rejected",)] * 2


def test_of_the_same_words_twice_in_a_block_the_right_ones_are_meant(desk: Desktop, make_paper: MakePaper) -> None:
    def both(text: str, block: int = 0) -> list[Record]:
        return [named("FRA", "France", text=text, block=block, nth=n) for n in (0, 1)]

    desk.put(*make_paper(AGENDA, [TEXT], both(TEXT)))
    desk.decide("rejected", desk.ids("mentions")[1])
    for texts in ([OTHER, TEXT], [TEXT.replace("Peru", "The Republic of Peru")]):
        block = len(texts) - 1
        desk.put(*make_paper(AGENDA, texts, both(texts[block], block)))
    assert desk.rows("SELECT status FROM mentions ORDER BY document_id, start") == [("extracted",), ("rejected",)] * 3
    desk.put(*make_paper(AGENDA, [TEXT], both(TEXT)[:1]))
    assert [status for (status,) in desk.rows("SELECT status FROM mentions")].count("rejected") == 2, (
        "and not the other one"
    )


def test_of_several_values_in_one_place_the_right_one_is_meant(desk: Desktop, make_paper: MakePaper) -> None:
    place = at(TEXT)
    counts = [
        Count(place, "rule", 0.9, n, None, subject) for n, subject in ((1, "States"), (2, "requests"), (3, "areas"))
    ]
    desk.put(*make_paper(AGENDA, [TEXT], counts))
    desk.decide("corrected", desk.ids("counts")[1], value="22")
    for found in (counts[::-1], counts[1:], [counts[0], counts[2]]):
        desk.put(*make_paper(AGENDA, [TEXT], found))
        status = dict(desk.rows("SELECT value, status FROM counts"))
        assert status[22] == "corrected"
        assert 2 not in status
        assert len(status) == len({1, 3} & {one.value for one in found}) + 1


def test_the_last_of_several_decisions_holds(desk: Desktop, make_paper: MakePaper) -> None:
    desk.put(*make_paper(AGENDA, [TEXT], STANDS))
    [record] = desk.ids("deadlines")
    desk.decide("rejected", record, by="ann")
    desk.decide("corrected", record, by="bob", date="2024-05-09")
    desk.decide("corrected", record, by="ann", state_id="MEX")
    desk.decide("confirmed", record, by="bob")
    assert desk.rows("SELECT id, date, state_id, status FROM deadlines") == [(record, "2024-05-09", "MEX", "confirmed")]
    assert desk.fits() == ["superseded"] * 3 + ["exact"]
    [told] = desk.rows("SELECT machine FROM review_fits")
    assert json.loads(str(told[0]))["date"] == "2024-05-01", "what the machine says stays visible"
    desk.decide("reopened", record)
    assert desk.rows("SELECT date, status, method, confidence FROM deadlines") == [
        ("2024-05-01", "extracted", "rule", 0.8)
    ]
    with pytest.raises(Undecidable, match="taken back already"):
        desk.decide("reopened", record)


def test_a_value_that_no_rule_found_is_added_at_its_words(desk: Desktop, make_paper: MakePaper) -> None:
    desk.put(*make_paper(AGENDA, [OTHER, TEXT], []))
    desk.add("deadlines", "stockpile by 1 May 2024", state_id="FRA", date="2024-05-01")
    added = ("2024-05-01", "stockpile by 1 May 2024", "added", "officer", 1.0)
    assert desk.rows("SELECT date, quote, status, method, confidence FROM deadlines") == [added]
    assert desk.fits() == ["exact"]
    desk.put(*make_paper(AGENDA, [OTHER, TEXT], [due("2024-05-01", block=1)]))
    assert desk.rows("SELECT date, status, method FROM deadlines") == [("2024-05-01", "confirmed", "rule")], "one value"
    desk.put(*make_paper(AGENDA, [OTHER, TEXT], [due("2025-01-01", block=1)]))
    assert len(desk.ids("deadlines")) == 2, "what the rule says beside it is another value"
    [record] = [str(one) for (one,) in desk.rows("SELECT id FROM deadlines WHERE method = 'officer'")]
    desk.decide("rejected", record)
    assert desk.rows("SELECT date FROM deadlines") == [("2025-01-01",)]


REFUSED: list[tuple[str, dict[str, str], str, str]] = [
    ("deadlines", {"state_id": "FRA", "date": "2024-05-01"}, "by 2 May", "do not stand in"),
    ("deadlines", {"state_id": "FRA", "date": "2024-05-01"}, "France", "at 2 places"),
    ("deadlines", {"state_id": "FRA", "date": "2024-05-01"}, " ", "needs the words"),
    ("deadlines", {"state_id": "FRA"}, "by 1 May", "needs date"),
    ("deadlines", {"state_id": "Francia", "date": "2024-05-01"}, "by 1 May", r"did you mean FRA \(France\)"),
    ("deadlines", {"state_id": "FRA", "date": "1 May 2024"}, "by 1 May", "is a date such as"),
    ("deadlines", {"state_id": "FRA", "date": "20240501"}, "by 1 May", "is a date such as"),
    ("deadlines", {"state": "FRA"}, "by 1 May", "its columns are state_id, article_id, date"),
    ("dead lines", {"state_id": "FRA"}, "by 1 May", "there are coordinators, work_plan_items"),
    ("counts", {"value": "many"}, "by 1 May", "is a number"),
    ("timeline_items", {"year": "2024", "quarter": "5", "text": "x"}, "by 1 May", "one of 1, 2, 3, 4"),
    ("timeline_items", {"year": "2024.5", "text": "x"}, "by 1 May", "a whole number"),
    ("mentions", {"entity_kind": "state", "entity_id": "XYZ"}, "by 1 May", "no entity_id 'XYZ'"),
]


@pytest.mark.parametrize(("table", "given", "quote", "sentence"), REFUSED)
def test_what_does_not_fit_is_refused_with_a_sentence(
    desk: Desktop, make_paper: MakePaper, table: str, given: dict[str, str], quote: str, sentence: str
) -> None:
    desk.put(*make_paper(AGENDA, [TEXT], STANDS))
    with pytest.raises((Undecidable, Unfitting), match=sentence):
        desk.add(table, quote, **given)
    assert desk.fits() == []


def test_the_parts_of_an_action_follow_it(desk: Desktop, make_paper: MakePaper) -> None:
    """Why: their rows point at the action's, whose id is another when its words were."""

    def action(words: str) -> Action:
        items = (ActionItem(at("Mexico"), "rule", 0.9, "a", "Mexico"),)
        return Action(at(words), "rule", 0.9, "LAP", "1", None, words, items=items)

    desk.put(*make_paper(AGENDA, [TEXT], [action("Peru is to destroy")]))
    [record] = desk.ids("actions")
    desk.decide("confirmed", record)
    desk.put(*make_paper(AGENDA, [TEXT], [action("Peru is to destroy its stockpile")]))
    assert desk.rows("SELECT action_id, status FROM action_items") == [(record, "extracted")]
    desk.decide("corrected", desk.ids("action_items")[0], letter="b")
    desk.put(*make_paper(AGENDA, [TEXT], []))
    assert desk.rows("SELECT letter, action_id FROM action_items") == [("b", None)]


def test_a_decision_of_an_older_program_holds_for_the_value_with_its_id(desk: Desktop, make_paper: MakePaper) -> None:
    desk.put(*make_paper(AGENDA, [TEXT], STANDS))
    [record] = desk.ids("deadlines")
    desk.take(
        Review(record, "corrected", "ann", '{"date": "2024-05-09", "no such column": 1}'),
        Review("f" * 16, "rejected", "ann"),
    )
    assert desk.rows("SELECT date, status FROM deadlines") == [("2024-05-09", "corrected")]
    assert desk.fits() == ["exact", "no paper"]


@pytest.mark.parametrize("seed", range(5))
def test_any_decisions_on_any_readings_come_out_the_same_at_once_and_from_nothing(
    desk: Desktop, make_paper: MakePaper, seed: int
) -> None:
    """Why: what an officer sees after a decision must be what is there after the next build; `check` compares."""
    random = Random(seed)
    words = ["by 1 May 2024", "1 May 2024", "its stockpile by 1 May", "France", "Mexico", "asked twice", "Peru is"]

    def found() -> list[Record]:
        return [
            due(f"2024-05-0{random.randint(1, 3)}", random.choice(words), text=TEXT)
            for _ in range(random.randint(0, 4))
        ]

    for _ in range(16):
        ids = desk.ids("deadlines") if desk.papers else []
        step = random.random()
        if not ids or step < 0.3:
            texts = random.choice([[TEXT], [TEXT, OTHER]])
            desk.put(*make_paper(AGENDA, texts, found()))
        elif step < 0.9:
            try:
                decision = random.choice(["confirmed", "corrected", "rejected", "reopened"])
                given = {"date": f"2024-05-0{random.randint(1, 4)}"} if decision == "corrected" else {}
                desk.decide(decision, random.choice(ids), **given)
            except Undecidable:
                continue
        else:
            try:
                desk.add("deadlines", random.choice(words[4:]), state_id="MEX", date=f"2024-05-0{random.randint(1, 3)}")
            except Undecidable:
                continue
    told = {str(one) for (one,) in desk.rows("SELECT DISTINCT fits FROM reviews")}
    assert len(desk.fits()) == len(list(desk.ledger.reviews())), f"none is dropped, with seed {seed}: {told}"
