"""Document -> Paper and Records: the recognisers mark the text, the identity is decided, the extractors read records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from corpus.vocabulary import Vocabulary
from extract.action_plan import actions
from extract.agenda import agenda_items
from extract.citations import citations
from extract.confidence import earned
from extract.contacts import contacts
from extract.coordinators import coordinators
from extract.counts import counts
from extract.dates import dates
from extract.decisions import decisions
from extract.extensions import extension_requests
from extract.identity import identify
from extract.mandates import mandates
from extract.meeting_dates import meeting_dates
from extract.mentions import mentions
from extract.obligations import deadlines
from extract.officers import officers
from extract.participants import participants
from extract.plan_table import action_plan_sections
from extract.quantities import quantities
from extract.reading import Reading
from extract.record import Extraction, Reason, Record
from extract.signature import signature
from extract.submitters import submitters
from extract.tasks import tasks
from extract.text import reading_of
from extract.timeline import timeline_items
from extract.work_plan import work_plan_items
from ingest.document import Document

Found = TypeVar("Found", Record, Reason)
EXTRACTORS: dict[str, Callable[[Reading], Iterable[Record]]] = {
    "coordinators": coordinators,
    "work_plan_items": work_plan_items,
    "timeline_items": timeline_items,
    "action_plan_sections": action_plan_sections,
    "actions": actions,
    "counts": counts,
    "citations": citations,
    "mentions": mentions,
    "decisions": decisions,
    "agenda_items": agenda_items,
    "deadlines": deadlines,
    "extension_requests": extension_requests,
    "quantities": quantities,
    "meeting_dates": meeting_dates,
    "dates": dates,
    "officers": officers,
    "participants": participants,
    "submitters": submitters,
    "tasks": tasks,
    "mandates": mandates,
    "contacts": contacts,
}


def extract(document: Document, vocabulary: Vocabulary) -> Extraction:
    """All that the vocabulary lets be found in a document, with the confidence that its rule has earned.

    A value without words at its place (a number beside an empty table) has no evidence, and is none.
    """
    reading = reading_of(document, vocabulary)
    reading.paper = identify(reading)
    found = (record for extractor in EXTRACTORS.values() for record in extractor(reading))
    records = [record for record in found if reading.quote(record.place).strip()]
    why = tuple(weighed(document, reason, reason.field) for reason in reading.paper.why)
    sure = tuple(weighed(document, record, record.table) for record in records)
    return Extraction(replace(reading.paper, why=why), sure, signature(reading))


def weighed(document: Document, found: Found, what: str) -> Found:
    """A record or a reason with the confidence of its rule, times that of the block's text, which OCR lowers."""
    sure = document.blocks[found.place.block].confidence if found.place else 1.0
    confidence = round(earned(f"{what}: {found.method}", found.confidence) * sure, 3)
    return found if confidence == found.confidence else replace(found, confidence=confidence)
