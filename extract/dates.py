"""The dates of a paper by their role: its issue, its adoption, its meeting, and the time on which it reports.

"Adopted at the final plenary meeting on 21 September 2023"; "during the period from 1 July 2024 to 30 June 2025".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from spacy.tokens import Span

from extract.meeting_dates import meeting_dates
from extract.reading import Reading
from extract.recognise.dates import bounds
from extract.record import Dated, Place, once
from ingest.document import Kind

NEAR = 60  # characters between the words for a role and their date
WINDOW = 31  # days: what is shorter is no time to report on
ROLES = {"adoption": "day", "reporting_window": "range"}


def dates(reading: Reading) -> Iterator[Dated]:
    """The dates that have a role, each once."""
    yield from once([*of_identity(reading), *in_sentences(reading)], lambda one: (one.role, one.starts, one.ends))


def of_identity(reading: Reading) -> Iterator[Dated]:
    for reason in reading.paper.why:
        if reason.field == "date" and reason.place:
            yield Dated(reason.place, reason.method, reason.confidence, "issue", reason.value, reason.value)
    for one in meeting_dates(reading):
        if one.meeting_id == reading.paper.meeting_id:
            yield Dated(one.place, one.method, one.confidence, "meeting", one.starts, one.ends or one.starts)


def in_sentences(reading: Reading) -> Iterator[Dated]:
    cues = {role: reading.vocabulary.cue(f"date.of.{role}") for role in ROLES}
    for block in reading.body:
        if block.kind is Kind.TABLE:
            continue
        for span in reading.spans_of("dates", block):
            at = span.start_char - reading.starts[block.seq]
            sentence = reading.sentence(Place(block.seq, at, at))
            for role, label in ROLES.items():
                led = cues[role].search(block.text, max(sentence.start, at - NEAR), at)
                if span.label_ == label and led and (role == "adoption" or days(span) > WINDOW):
                    yield Dated(reading.place_of(span), f"words for {role}", 0.87, role, *bounds(span.kb_id_))


def days(span: Span) -> int:
    first, last = map(dt.date.fromisoformat, bounds(span.kb_id_))
    return (last - first).days
