"""Decisions: the sentences of a report in which the meeting itself acts ("The Meeting decided …", "La Reunión acordó …").

What delegations said, and what earlier meetings decided, is told and not decided.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.paragraphs import Paragraphs
from extract.reading import Reading
from extract.recognise.marks import after_blanks
from extract.record import Decision, Place
from ingest.document import Kind

KINDS = ("meeting_report", "decision", "minutes")
BEFORE_ACTOR = 160  # characters: "At its second plenary meeting, on 11 September 2024, …"


def decisions(reading: Reading) -> Iterator[Decision]:
    """The decisions of a meeting's report, in order, each with the number of its paragraph."""
    if not reading.is_ours or reading.paper.kind not in KINDS:
        return
    paragraphs = Paragraphs(reading)
    open_list: tuple[str, str | None] | None = None
    for block in reading.body:
        number = paragraphs.of(block)
        if block.kind is Kind.LIST_ITEM and open_list and is_under(number, open_list[1]):
            yield decision(
                reading, Place(block.seq, 0, len(block.text)), "item of what the meeting does", number, open_list[0]
            )
            continue
        open_list = None
        if block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            for sentence in reading.sentences(block):
                verb = verb_of(reading, sentence)
                if verb and reading.quote(sentence).rstrip().endswith(":"):
                    open_list = (verb, number) if reading.vocabulary.cue("decision.strong").fullmatch(verb) else None
                elif verb:
                    yield decision(reading, sentence, "meeting acts", number, verb)


def is_under(number: str | None, head: str | None) -> bool:
    """Whether an item belongs to the paragraph that leads to it, and is not the next one of the report."""
    return head is None or number is None or number == head or number.startswith((f"{head} ", f"{head}."))


def decision(reading: Reading, place: Place, method: str, number: str | None, verb: str) -> Decision:
    text = " ".join(reading.quote(place).split())
    return Decision(place, method, 0.92, reading.paper.meeting_id, number, verb, text)


def verb_of(reading: Reading, sentence: Place) -> str | None:
    """The verb by which the meeting acts in a sentence, None where it does not."""
    text = reading.quote(sentence)
    for actor in reading.vocabulary.cue("decision.actor").finditer(text, 0, BEFORE_ACTOR):
        if not opens_clause(text, actor.start()):
            continue
        verb = verb_at(reading, text, actor.end()) or second_verb(reading, text, actor.end())
        if verb:
            return verb
    return None


def verb_at(reading: Reading, text: str, at: int) -> str | None:
    """The verb of acting at a place, adverbs and commas before it passed over."""
    cue = reading.vocabulary.cue
    while True:
        begin = after_blanks(text, at)
        adverb = cue("decision.adverb").match(text, begin)
        if adverb is None:
            break
        at = adverb.end()
    verb = cue("decision.verb").match(text, begin)
    return verb[0].casefold() if verb else None


def second_verb(reading: Reading, text: str, at: int) -> str | None:
    """The verb after "and", where the first is none of acting: "The Meeting assessed the request … and decided to …"."""
    ands = {one for words in reading.vocabulary.words.values() for one in words.conjunctions}
    for joint in regex.finditer(r"(?<!\w)(?:" + "|".join(map(regex.escape, ands)) + r")\s+", text, pos=at):
        strong = reading.vocabulary.cue("decision.strong").match(text, joint.end())
        if strong:
            return strong[0].casefold()
    return None


def opens_clause(text: str, at: int) -> bool:
    """Whether an actor stands first in its sentence, or after a comma."""
    before = text[:at].rstrip(' “"«')
    return not before or before[-1] in ",;:"
