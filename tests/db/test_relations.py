"""Versions of a work are linked, and papers worded alike are reported, whatever came first."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from sqlite_utils import Database

from corpus.vocabulary import load
from db import schema
from db.load import load_paper, load_reference, remove_paper
from db.relations import relate
from extract.record import Extraction, Paper
from extract.signature import signature
from extract.text import reading_of
from ingest.document import Document
from tests.db.conftest import made

SYMBOL = "CCM/MSP/2024/4"
Papers = Sequence[tuple[Document, Extraction]]
Relation = tuple[str, str, str]


def agenda(symbol: str | None = SYMBOL, language: str = "en", version: str | None = None, **known: str) -> Paper:
    return Paper("agenda", symbol=symbol, language=language, version=version, **known)


def related(database: Database) -> set[Relation]:
    relate(database)
    return {(row["document_id"], row["relation"], row["other_document_id"]) for row in database["relations"].rows}


def loaded(database: Database, papers: Papers) -> Database:
    for document, extraction in papers:
        load_paper(database, [], document, replace(extraction, signature=signature(reading_of(document, load()))))
    return database


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param([agenda()], set(), id="one paper alone"),
        pytest.param(
            [agenda(), agenda(SYMBOL + "/Rev.1"), agenda(SYMBOL + "/Rev.2")],
            {
                ("ccm-msp-2024-4-rev-1-en", "supersedes", "ccm-msp-2024-4-en"),
                ("ccm-msp-2024-4-rev-2-en", "supersedes", "ccm-msp-2024-4-rev-1-en"),
            },
            id="each revision supersedes the one before",
        ),
        pytest.param(
            [agenda(version="advance"), agenda()],
            {("ccm-msp-2024-4-en", "supersedes", "ccm-msp-2024-4-en-advance")},
            id="advance copy and final share a symbol and stay apart",
        ),
        pytest.param(
            [agenda(language="fr"), agenda(language="ru"), agenda()],
            {
                ("ccm-msp-2024-4-fr", "translation_of", "ccm-msp-2024-4-en"),
                ("ccm-msp-2024-4-ru", "translation_of", "ccm-msp-2024-4-en"),
            },
            id="English, where no paper says what it was written in",
        ),
        pytest.param(
            [agenda(language="fr", original_language="fr"), agenda(original_language="fr")],
            {("ccm-msp-2024-4-en", "translation_of", "ccm-msp-2024-4-fr")},
            id="the language that it was written in",
        ),
        pytest.param(
            [agenda(), agenda(language="fr"), agenda(SYMBOL + "/Rev.1", "fr"), agenda(SYMBOL + "/Rev.1", "es")],
            {
                ("ccm-msp-2024-4-fr", "translation_of", "ccm-msp-2024-4-en"),
                ("ccm-msp-2024-4-rev-1-fr", "translation_of", "ccm-msp-2024-4-rev-1-es"),
                ("ccm-msp-2024-4-rev-1-fr", "supersedes", "ccm-msp-2024-4-fr"),
                ("ccm-msp-2024-4-rev-1-es", "supersedes", "ccm-msp-2024-4-en"),
            },
            id="a revision supersedes in its own language, else in another",
        ),
        pytest.param(
            [agenda(), agenda(SYMBOL + "/Corr.1"), agenda(SYMBOL + "/Rev.1"), agenda(SYMBOL + "/Rev.1/Corr.1")],
            {
                ("ccm-msp-2024-4-corr-1-en", "corrects", "ccm-msp-2024-4-en"),
                ("ccm-msp-2024-4-rev-1-en", "supersedes", "ccm-msp-2024-4-en"),
                ("ccm-msp-2024-4-rev-1-corr-1-en", "corrects", "ccm-msp-2024-4-rev-1-en"),
            },
            id="a corrigendum corrects what its symbol names, and supersedes nothing",
        ),
        pytest.param(
            [agenda(SYMBOL + "/Rev.1/Corr.1"), agenda()], set(), id="what a corrigendum corrects may not be here"
        ),
        pytest.param(
            [agenda(SYMBOL + "*"), agenda(SYMBOL + "/Add.1")],
            set(),
            id="an addendum is no version of what it adds to",
        ),
        pytest.param(
            [
                Paper("work_plan", group_id="CLR", period_start="2024", language="en"),
                Paper("work_plan", group_id="CLR", period_start="2024", language="en", version="draft"),
                Paper("work_plan", group_id="CLR", period_start="2025", language="en"),
            ],
            {("work-plan-clr-2024-en", "supersedes", "work-plan-clr-2024-en-draft")},
            id="a work plan has no symbol, and next year's is another work",
        ),
    ],
)  # fmt: skip
def test_versions_are_linked(papers: list[Paper], expected: set[Relation], database: Database) -> None:
    files = [made(paper, [f"Text {number}"], name=f"{number}.pdf") for number, paper in enumerate(papers)]
    assert related(loaded(database, files)) == expected


def test_the_same_edition_in_another_file_is_linked(database: Database) -> None:
    files = [made(agenda(), ["One text"], name="a.pdf"), made(agenda(), ["Another text"], name="a.docx")]
    (relation,) = related(loaded(database, files))
    assert relation[1:] == ("same_version", "ccm-msp-2024-4-en")
    assert relation[0].startswith("ccm-msp-2024-4-en-")


def wording(seed: int, length: int = 300) -> list[str]:
    """A text of words drawn at random."""
    draw = random.Random(seed)
    return ["".join(draw.choices("abcdefghij", k=6)) for _ in range(length)]


def changed(words: Sequence[str], seed: int, share: float) -> list[str]:
    """The text with a share of its words, in one run, replaced by others."""
    end = round(len(words) * share)
    return [*wording(seed, end), *words[end:]]


def note(title: str, words: Sequence[str], *numbers: int) -> tuple[Document, Extraction]:
    texts = [" ".join(words), "In " + " and ".join(map(str, numbers))]
    return made(Paper("statement", title=title, language="en", date="2024-01-01"), texts, name=f"{title}.txt")


BASE = wording(1)
ALIKE = [
    # the other paper's words and numbers, the relation, and why
    (BASE, (2024, 2025), "same_text", "under another name"),
    (BASE, (2025, 2026), "near_copy", "next year's plan: the words of this one, other numbers"),
    ([*BASE[:-1], "eleven"], (2024, 2025), "near_copy", "a word for a number is another"),
    (changed(BASE, 2, 0.1), (2024, 2025), "near_copy", "a tenth of it new"),
    (changed(BASE, 3, 0.1), (2025, 2026), "near_copy", "a tenth of it new, and other numbers"),
    (changed(BASE, 4, 0.6), (2024, 2025), None, "most of it new"),
    (wording(5), (2024, 2025), None, "another paper"),
]


@pytest.mark.parametrize(("words", "numbers", "relation", "why"), ALIKE, ids=[why for *_, why in ALIKE])
def test_papers_worded_alike_are_reported(
    words: list[str], numbers: tuple[int, ...], relation: str | None, why: str, database: Database
) -> None:
    found = related(loaded(database, [note("Alpha", BASE, 2024, 2025), note("Beta", words, *numbers)]))
    assert found == ({("beta-2024-01-01-en", relation, "alpha-2024-01-01-en")} if relation else set())
    if relation == "near_copy" and numbers == (2025, 2026):
        (row,) = database["relations"].rows
        assert row["evidence"].endswith("numbers of this paper only: 2026; of the other only: 2024")
    if words[-1] == "eleven":
        (row,) = database["relations"].rows
        assert row["evidence"].endswith(f"words of this paper only: eleven; of the other only: {BASE[-1]}")


def test_versions_of_a_work_are_no_copies(database: Database) -> None:
    files = [made(agenda(SYMBOL + change), [" ".join(BASE)], name=f"{change}.pdf") for change in ("", "/Rev.1")]
    assert related(loaded(database, files)) == {("ccm-msp-2024-4-rev-1-en", "supersedes", "ccm-msp-2024-4-en")}


def crowd() -> Papers:
    """Several papers worded alike, some in several versions."""
    notes = [note(name, changed(BASE, seed, 0.04 * seed), 2020 + seed) for seed, name in enumerate("abcdefg")]
    papers = [agenda(), agenda(language="fr"), agenda(version="advance"), agenda(SYMBOL + "/Rev.1", "fr")]
    return [*notes, *(made(paper, [" ".join(BASE[:99])], name=f"{n}.pdf") for n, paper in enumerate(papers))]


def whole(database: Database) -> list[dict[str, object]]:
    relate(database)
    return sorted(database["relations"].rows, key=lambda row: str(row["id"]))


@pytest.fixture
def fresh(vocabulary: object) -> Iterator[Database]:
    made_now = schema.apply(schema.connect())
    load_reference(made_now, vocabulary)  # type: ignore[arg-type]
    yield made_now
    made_now.close()


def test_the_order_of_loading_does_not_matter(database: Database, fresh: Database) -> None:
    papers = crowd()
    expected = whole(loaded(database, papers))
    assert {row["relation"] for row in expected} == {"supersedes", "translation_of", "near_copy"}
    for lot in (papers[7:], papers[3:7], papers[:3]):  # in another order, and related after each lot
        relate(loaded(fresh, lot[::-1]))
    assert whole(fresh) == expected


def test_what_a_paper_was_to_others_goes_with_it(database: Database) -> None:
    papers = [made(agenda(SYMBOL + change), [change], name=f"{change}.pdf") for change in ("", "/Rev.1", "/Rev.2")]
    loaded(database, papers)
    assert len(related(database)) == 2
    remove_paper(database, papers[1][0].source.sha256)
    assert related(database) == {("ccm-msp-2024-4-rev-2-en", "supersedes", "ccm-msp-2024-4-en")}


def test_of_many_papers_worded_alike_not_every_pair_is_compared(database: Database) -> None:
    count = 60
    papers = [note(f"Form {number}", BASE, 1000 + number) for number in range(count)]
    found = related(loaded(database, papers))
    assert count - 1 <= len(found) < 10 * count
    assert {one for one, *_ in found} | {other for *_, other in found} == {
        f"form-{n}-2024-01-01-en" for n in range(count)
    }


@pytest.mark.parametrize("seed", range(6))
def test_what_comes_in_is_compared_and_what_was_there_is_not(database: Database, fresh: Database, seed: int) -> None:
    """Lot by lot as all at once: papers between alike and not, whose neighbours change with each lot."""
    draw = random.Random(seed)
    notes = [note(f"Note {n}", changed(BASE, n, draw.uniform(0, 0.6)), draw.randrange(9)) for n in range(36)]
    papers = [*notes, *crowd()[7:]]
    draw.shuffle(papers)
    expected = whole(loaded(database, papers))
    there = set[str]()
    for start in range(0, len(papers), 8):
        loaded(fresh, papers[start : start + 8])
        now = {str(row["id"]) for row in fresh["documents"].rows}
        relate(fresh, now - there)
        there = now
    assert sorted(fresh["relations"].rows, key=lambda row: str(row["id"])) == expected
    compared = []
    monkey = pytest.MonkeyPatch()
    monkey.setattr("db.copies.Texts.compared", lambda self, *names: compared.append(names))
    relate(fresh, set())
    monkey.undo()
    assert compared == [], "nothing new, nothing to compare"
