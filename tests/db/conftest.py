"""A small vocabulary, and papers made by hand, for the tests of the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import pytest
from sqlite_utils import Database

from corpus.model import Convention, CoordinatorTerm, Group, Meeting, Plan, PlanSection, State, Words
from corpus.vocabulary import Vocabulary
from db import schema
from db.load import load_paper, load_reference
from extract.record import Extraction, Paper, Record
from ingest.document import Block, Document, Kind, Page, Source
from ingest.structure import sectioned

SOURCE = {"source": "made for tests", "confidence": "high"}
MakePaper = Callable[..., tuple[Document, Extraction]]
Load = Callable[..., str]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    states = {
        code: State(id=code, names={"en": (name,)}, status="state_party", **SOURCE)
        for code, name in [("FRA", "France"), ("MEX", "Mexico"), ("AUT", "Austria")]
    }
    section = PlanSection(number="IV", titles={"en": "Clearing"}, topic="clearance", count=13, first="18", last="30")
    return Vocabulary(
        convention=Convention(id="CCM", names={"en": ("Convention on Cluster Munitions",)}, **SOURCE),
        conventions={"CRPD": Convention(id="CRPD", names={"en": ("Disability Convention",)}, **SOURCE)},
        articles={},
        states=states,
        organisations={},
        groups={"CLR": Group(id="CLR", names={"en": ("Clearance",)}, topic="clearance", article=4, **SOURCE)},
        meetings={
            "12MSP": Meeting(
                id="12MSP", names={"en": ("Twelfth Meeting",)}, body="MSP", ordinal=12, president_state="AUT", **SOURCE
            )
        },
        plans={
            "LAP": Plan(
                id="LAP",
                names={"en": ("Lausanne Action Plan",)},
                adopted_at="2RC",
                adopted="2021-09-21",
                period_start=2021,
                period_end=2026,
                total=50,
                dotted=False,
                sections=(section,),
                **SOURCE,
            )
        },
        coordinator_terms=(
            CoordinatorTerm(group="CLR", period_start=2024, period_end=2025, states=("FRA", "MEX"), **SOURCE),
        ),
        extensions=(),
        meeting_names=(),
        cues={},
        words={
            "en": Words(
                language="en",
                numbers={},
                ordinals={"twelfth": 12},
                months={},
                months_short={},
                conjunctions=(),
                range_words=(),
            )
        },
        symbol="CCM/.*",
        version="test",
    )


@pytest.fixture
def database(vocabulary: Vocabulary) -> Database:
    made = schema.apply(schema.connect())
    load_reference(made, vocabulary)
    return made


def made(
    paper: Paper, texts: Sequence[str | Block] = (), records: Sequence[Record] = (), name: str = "paper.pdf"
) -> tuple[Document, Extraction]:
    """A document with these texts as its blocks, its bytes being its name and texts."""
    blocks = sectioned(one if isinstance(one, Block) else Block(0, Kind.PARAGRAPH, one, page=1) for one in texts)
    sha256 = hashlib.sha256(repr((name, texts)).encode()).hexdigest()
    source = Source(sha256, name, "application/pdf", 10, f"/somewhere/{name}")
    document = Document(source, (Page(1, 595.0, 842.0),), blocks, "handmade 1", "en")
    return document, Extraction(paper, tuple(records))


@pytest.fixture
def make_paper() -> MakePaper:
    return made


@pytest.fixture
def load(database: Database) -> Load:
    def loaded(*arguments: object, **options: object) -> str:
        document, extraction = made(*arguments, **options)  # type: ignore[arg-type]
        return load_paper(database, [], document, extraction)

    return loaded
