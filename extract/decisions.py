"""Decisions: the sentences of a report in which the meeting itself acts ("The Meeting decided …", "La Reunión acordó …").

What delegations said, and what earlier meetings decided, is told and not decided.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.paragraphs import Paragraphs
from extract.reading import Reading
from extract.record import Decision, Place
from ingest.document import Kind

KINDS = ("meeting_report", "decision")
BEFORE_ACTOR = 160  # characters: "At its second plenary meeting, on 11 September 2024, …"


def decisions(reading: Reading) -> Iterator[Decision]:
    """The decisions of a meeting's report, in order, each with the number of its paragraph."""
    if not reading.is_ours or reading.paper.kind not in KINDS:
        return
    paragraphs = Paragraphs(reading)
    for block in reading.body:
        number = paragraphs.of(block)
        if block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            for sentence in reading.sentences(block):
                verb = verb_of(reading, sentence)
                if verb:
                    text = " ".join(reading.quote(sentence).split())
                    meeting = reading.paper.meeting_id
                    yield Decision(sentence, "meeting acts", 0.92, meeting, number, verb, text)


def verb_of(reading: Reading, sentence: Place) -> str | None:
    """The verb by which the meeting acts in a sentence, None where it does not."""
    text = reading.quote(sentence)
    for actor in reading.vocabulary.cue("decision.actor").finditer(text, 0, BEFORE_ACTOR):
        if not opens_clause(text, actor.start()):
            continue
        at = actor.end()
        while (adverb := regex.compile(r"[\s,]*").match(text, at)) and (
            step := reading.vocabulary.cue("decision.adverb").match(text, adverb.end())
        ):
            at = step.end()
        verb = reading.vocabulary.cue("decision.verb").match(text, adverb.end() if adverb else at)
        if verb:
            return verb[0].casefold()
    return None


def opens_clause(text: str, at: int) -> bool:
    """Whether an actor stands first in its sentence, or after a comma."""
    before = text[:at].rstrip(' “"«')
    return not before or before[-1] in ",;:"
