"""A small public.db: a work plan of two pages with values, the same in French, a comparison of plans, a hostile text."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from sqlite_utils import Database

from db import schema
from db.load import load_paper
from db.reference import upsert
from db.relations import relate
from extract import record
from extract.record import Extraction, Paper, Place, Reason, Record
from ingest.document import Block, Cell, Document, Kind, Link, Page, Source
from ingest.structure import document_of
from publish.site import app

PLAN = [
    Block(0, Kind.HEADING, "Work plan on clearance 2024 to 2025", level=1, page=1),
    Block(0, Kind.PARAGRAPH, "Coordinators: Norway and Chad", page=1),
    Block(0, Kind.HEADING, "Objectives", level=2, marker="1.", page=1),
    Block(
        0, Kind.LIST_ITEM, "Support States in meeting their deadlines under Article 4", level=1, marker="(a)", page=1
    ),
    Block(0, Kind.PARAGRAPH, "Of ten States with obligations, six have asked for help.", page=2),
    Block(0, Kind.LIST_ITEM, "Hold an informal meeting in Geneva", level=1, marker="-", page=2),
    Block(0, Kind.PARAGRAPH, "Actions 18 to 20 of the Lausanne Action Plan guide this work.", page=2),
]
HOSTILE = [
    Block(0, Kind.HEADING, "<script>alert(1)</script> Report", level=1),
    Block(0, Kind.PARAGRAPH, "Chad <img src=x onerror=alert(2)> will clear 12 km2 by 1 March 2031 & more."),
]
TABLE = [
    Block(0, Kind.HEADING, "Plans side by side", level=1),
    Block(
        0,
        Kind.TABLE,
        "",
        cells=(
            Cell(0, 0, "Vientiane", header=True),
            Cell(0, 1, "Lausanne", header=True, links=(Link(0, 8, "https://example.org/?plan=LAP&page=<2>"),)),
            Cell(1, 0, "Clearance (10)"),
            Cell(1, 1, "Clearance (9)"),
        ),
    ),
]
HOSTILE_ID = "script-alert-1-script-report-2023-01-01-en"
KNOWN = {"source": "test", "confidence": "high"}
REFERENCE: dict[str, list[dict[str, object]]] = {
    "conventions": [{"id": "CCM", "name": "Convention on Cluster Munitions", **KNOWN}],
    "states": [
        {"id": "NOR", "name": "Norway", "status": "state_party", **KNOWN},
        {"id": "TCD", "name": "Chad", "status": "state_party", **KNOWN},
    ],
    "groups": [{"id": "CLR", "name": "Clearance and risk reduction", **KNOWN}],
    "articles": [{"id": "4", "name": "Clearance", "number": 4, **KNOWN}],
    "meetings": [{"id": "12MSP", "name": "Twelfth Meeting of States Parties", "starts": "2024-09-10", **KNOWN}],
    "plans": [
        {"id": "VAP", "name": "Vientiane Action Plan", "period_start": "2011", **KNOWN},
        {"id": "LAP", "name": "Lausanne Action Plan", "period_start": "2021", **KNOWN},
    ],
    "plan_sections": [
        {"id": "LAP-1", "plan_id": "LAP", "number": "1", "title": "Clearance", "first": "18", "last": "22", **KNOWN}
    ],
}


ALIKE = [  # as if the paper with the comparison were a corrigendum to the plan, and worded much like the report
    {
        "id": str(number),
        "document_id": "plans-side-by-side-en",
        "relation": relation,
        "other_document_id": other,
        "similarity": similarity,
        "evidence": "made for tests",
    }
    for number, (relation, other, similarity) in enumerate(
        [("corrects", "ccm-msp-2024-wp-2-en", None), ("near_copy", HOSTILE_ID, 0.934)]
    )
]


def paper_file(name: str, blocks: list[Block], pages: int = 0) -> Document:
    source = Source(hashlib.sha256(name.encode()).hexdigest(), name, "text/plain", 100, f"papers/{name}")
    return document_of(source, [Page(number, 595, 842) for number in range(1, pages + 1)], blocks, "test 1")


def at(document: Document, words: str) -> Place:
    """The first place of the words."""
    block = next(block for block in document.blocks if words in block.text)
    start = block.text.index(words)
    return Place(block.seq, start, start + len(words))


def work_plan(name: str, language: str) -> tuple[Document, Extraction]:
    document = paper_file(name, PLAN, pages=2)
    rule, sure = "test rule", 0.9

    def place(words: str) -> tuple[Place, str, float]:
        return at(document, words), rule, sure

    title = PLAN[0].text
    paper = Paper(
        kind="work_plan",
        symbol="CCM/MSP/2024/WP.2",
        title=title,
        language=language,
        date="2024-05-01",
        period_start="2024",
        period_end="2025",
        meeting_id="12MSP",
        group_id="CLR",
        access="public",
        why=(Reason("kind", "work_plan", "title", 0.95, at(document, "Work plan")),),
    )
    records: tuple[Record, ...] = (
        record.Coordinator(*place("Norway"), "CLR", "NOR"),
        record.Coordinator(*place("Chad"), "CLR", "TCD"),
        record.Mention(*place("Norway"), "state", "NOR"),
        record.WorkPlanItem(*place(PLAN[3].text), "objective", "(a)", PLAN[3].text),
        record.WorkPlanItem(*place("Hold an informal meeting in Geneva"), "partner", None, "Geneva"),
        record.Citation(*place("Article 4"), "article", "4"),
        record.Citation(*place("Actions 18 to 20"), "action", "LAP-18", "LAP-20"),
        record.Count(*place(PLAN[4].text), 6.0, 10.0, "States", "4"),
        record.TimelineItem(*place("Hold an informal meeting in Geneva"), 2024, 2, "2024-04-01", "2024-06-30", PLAN[5].text),
    )  # fmt: skip
    return document, Extraction(paper, records)


def report() -> tuple[Document, Extraction]:
    document = paper_file("hostile.html", HOSTILE)
    paper = Paper("meeting_report", title=HOSTILE[0].text, language="en", date="2023-01-01", access="public")
    records = (
        record.Quantity(at(document, "12 km2"), "test rule", 0.5, 12.0, "km2", "<b>land</b>"),
        record.Deadline(at(document, "1 March 2031"), "test rule", 0.7, "TCD", "4", "2031-03-01"),
        record.Decision(at(document, "will clear"), "test rule", 0.7, "12MSP", "3", "decides", "clear it"),
        record.ExtensionRequest(at(document, "Chad"), "test rule", 0.7, "TCD", "4", 24, 12, "2033-03-01"),
        record.Contact(at(document, "& more"), "test rule", 0.7, "email", "isu@example.org", "public"),
    )
    return document, Extraction(paper, records)


def comparison() -> tuple[Document, Extraction]:
    document = paper_file("plans.docx", TABLE)
    paper = Paper("action_plan", title="Plans side by side", language="en", access="public")
    ten, nine = at(document, "Clearance (10)"), at(document, "Clearance (9)")
    records = (
        record.ActionPlanSection(ten, "test rule", 1.0, "VAP", None, "Clearance", "clearance", 10, None),
        record.ActionPlanSection(nine, "test rule", 1.0, "LAP", None, "Clearance", "clearance", 9, None),
    )
    return document, Extraction(paper, records)


def fill(database: Database) -> None:
    for table, rows in REFERENCE.items():
        upsert(database, table, rows)
    for document, extraction in (work_plan("plan.pdf", "en"), work_plan("plan-fr.pdf", "fr"), report(), comparison()):
        load_paper(database, [], document, extraction)
    relate(database)
    database["relations"].insert_all(ALIKE)
    database.conn.commit()


@pytest.fixture(scope="session")
def public_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "public.db"
    database = schema.apply(schema.connect(path))
    fill(database)
    database.close()
    return path


Get = Callable[[str], httpx.Response]


def getter(public_db: Path) -> Get:
    """Asks a site for a path, and gives its answer."""
    site, loop = app(public_db), asyncio.new_event_loop()
    return lambda path: loop.run_until_complete(site.client.get(path))


@pytest.fixture(scope="session")
def get(public_db: Path) -> Get:
    return getter(public_db)
