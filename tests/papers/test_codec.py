"""What is kept comes back as it was, and damage is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.record import Action, ActionItem, Count, Extraction, MeetingDate, Paper, Participant, Place, Reason
from ingest.document import Block, Box, Cell, Document, Kind, Link, Page, Source
from papers.cache import Cache
from papers.codec import dump_document, dump_extraction, load_document, load_extraction

SOURCE = Source("ab" * 32, "Ordre du jour — été.pdf", "application/pdf", 12, "https://example.org/a.pdf")
PLACE = Place(1, 0, 7)
LINK = Link(0, 1, "https://example.org/b")
DOCUMENTS = {
    "no blocks": Document(SOURCE, (), (), "text 1"),
    "table with boxes": Document(
        SOURCE,
        (Page(1, 595.28, 841.89), Page(2, ocr=True)),
        (
            Block(0, Kind.HEADING, "الذخائر 集束弹药", level=1, page=1, box=Box(1.5, 2, 3, 4)),
            Block(
                1,
                Kind.TABLE,
                "a\tb",
                parent=0,
                cells=(Cell(0, 0, "a", header=True), Cell(0, 1, "b", start=2, links=(LINK,))),
                links=(Link(2, 3, LINK.target),),
                confidence=0.5,
            ),
        ),
        "pdf 2",
        "ar",
        "Title",
    ),
}
EXTRACTIONS = {
    "nothing": Extraction(Paper(), ()),
    "records of several tables, in their order": Extraction(
        Paper(
            "agenda",
            "CCM/MSP/2024/4",
            why=(Reason("kind", "agenda", "by title", 0.9, PLACE), Reason("date", "x", "y", 1.0)),
        ),
        (
            Count(PLACE, "number", 1.0, value=8.0, of=16.0, subject=None),
            Action(
                PLACE, "action", 0.8, "DAP", "5.1", None, "text", items=(ActionItem(PLACE, "item", 0.8, "a", "sub"),)
            ),
            Participant(PLACE, "list", 0.7, None, "observer", "Iceland"),
            MeetingDate(PLACE, "dates", 0.7, "12MSP", "2024-09-10", None, "Geneva"),
            Count(PLACE, "number", 1.0, value=0.0, of=None, subject="s"),
        ),
    ),
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_comes_back(document: Document) -> None:
    assert load_document(dump_document(document)) == document


@pytest.mark.parametrize("extraction", EXTRACTIONS.values(), ids=EXTRACTIONS)
def test_an_extraction_comes_back(extraction: Extraction) -> None:
    assert load_extraction(dump_extraction(extraction)) == extraction


def test_the_same_is_written_as_the_same_bytes() -> None:
    document = DOCUMENTS["table with boxes"]
    assert dump_document(document) == dump_document(load_document(dump_document(document)))


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b", b"no gzip at all", dump_document(DOCUMENTS["no blocks"])[:-9]])
def test_damage_is_as_if_nothing_was_kept(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path, "r1", "e1")
    cache.keep_document("ab", "a.pdf", DOCUMENTS["no blocks"])
    [kept] = [path for path in tmp_path.rglob("*") if path.is_file()]
    kept.write_bytes(damage)
    assert cache.document("ab", "a.pdf") is None


def test_another_version_begins_anew_and_prunes_the_old(tmp_path: Path) -> None:
    old, new = Cache(tmp_path, "r1", "e1"), Cache(tmp_path, "r1", "e2")
    old.keep_document("ab", "a.pdf", DOCUMENTS["no blocks"])
    old.keep_extraction("ab", "a.pdf", EXTRACTIONS["nothing"])
    assert new.document("ab", "a.pdf") == DOCUMENTS["no blocks"]
    assert new.extraction("ab", "a.pdf") is None
    new.prune()
    assert old.document("ab", "a.pdf") is not None
    assert old.extraction("ab", "a.pdf") is None


def test_the_name_counts(tmp_path: Path) -> None:
    """A paper's identity may rest on the name of its file."""
    cache = Cache(tmp_path, "r1", "e1")
    cache.keep_extraction("ab", "2024.pdf", EXTRACTIONS["nothing"])
    assert cache.extraction("ab", "2025.pdf") is None
