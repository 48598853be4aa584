"""Requests for more time: which State, under which article, for how many months.

"Chad requests an extension of 18 months", "cinq ans", "a two-year extension"; what was granted counts before what was
asked for. A statement counts only what its own State asks for.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.obligations import article_of, subject
from extract.reading import Reading
from extract.record import ExtensionRequest, Place
from extract.tables import cell_for
from ingest.document import Block

MOST_MONTHS = 120
BLANKS = regex.compile(r"[\s-]*")


def extension_requests(reading: Reading) -> Iterator[ExtensionRequest]:
    """What a State asks for in its request, or in the analysis of it, and what was granted, by State and article."""
    if not reading.is_ours or reading.paper.kind not in ("extension_request", "analysis", "decision", "statement"):
        return
    found = [one for block in reading.body for one in time_asked(reading, block)]
    if reading.paper.kind == "statement":  # in which others' requests are spoken of too
        found = [one for one in found if is_own(reading, one[1])]
    request, granted = (reading.vocabulary.cue(name) for name in ("extension.request", "extension.granted"))
    found.sort(key=lambda one: (granted.search(one[2]) is not None, request.search(one[2]) is None))
    for block, place, _, months in found[:1]:
        state = subject(reading) or next((s.kb_id_ for s in reading.spans_of("states", block)), None)
        if state is not None:
            article = article_of(reading, block, place)
            yield ExtensionRequest(place, "time asked for", 0.9, state, article, months)


def is_own(reading: Reading, place: Place) -> bool:
    """Whether the State that speaks asks, in the sentence of a place, for itself, and names no other."""
    sentence = reading.sentence(place)
    text, named = reading.quote(sentence), {span.kb_id_ for span in reading.spans_in("states", sentence)}
    cue = reading.vocabulary.cue
    asks = cue("extension.own").search(text) or (named and cue("extension.request").search(text))
    return bool(asks) and cue("extension").search(text) is not None and named <= {subject(reading)}


def time_asked(reading: Reading, block: Block) -> Iterator[tuple[Block, Place, str, int]]:
    """The times that a block gives with words for an extension, in a sentence or in a row so labelled."""
    for sentence in reading.sentences(block):
        cell = block.cell_at(sentence.start)
        label = cell_for(block, cell.row, 0) if cell else None
        told = reading.quote(sentence) if label is None else f"{label.text} {reading.quote(sentence)}"
        if any(reading.vocabulary.cue(name).search(told) for name in ("extension", "extension.request")):
            months = months_in(reading, sentence)
            if months is not None:
                yield block, months[0], told, months[1]


def past_blanks(text: str, at: int) -> int:
    blanks = BLANKS.match(text, at)
    return blanks.end() if blanks else at


def months_in(reading: Reading, sentence: Place) -> tuple[Place, int] | None:
    """The time that a sentence gives, in months, and where: "18 months", "cinq ans", "five additional years"."""
    text, base = reading.blocks[sentence.block].text, reading.starts[sentence.block]
    for span in reading.spans_in("numbers", sentence):
        at = span.end_char - base
        rest = past_blanks(text, at)
        if more := reading.vocabulary.cue("duration.more").match(text, rest, sentence.end):
            rest = past_blanks(text, more.end())
        for unit, factor in (("duration.month", 1), ("duration.year", 12)):
            word = reading.vocabulary.cue(unit).match(text, rest, sentence.end)
            months = int(span.kb_id_) * factor
            if word and 0 < months <= MOST_MONTHS:
                return Place(sentence.block, span.start_char - base, word.end()), months
    return None
