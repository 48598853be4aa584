"""Who submits a paper: "Submitted by Australia and Chile", "Note by the Secretariat", "Présenté par la Présidence".

The line stands in the opening, under the title.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.opening import opening
from extract.reading import Reading
from extract.record import Place, Submitter
from ingest.document import Block

ROLES = ("president", "coordinator", "secretariat")
SHORT_LINE = 40  # words


def submitters(reading: Reading) -> Iterator[Submitter]:
    """The States, organisations and offices that the opening names as submitting the paper, each once."""
    for block in opening(reading):
        named = list(named_in(reading, Place.of_block(block))) if is_submitted(reading, block) else []
        if named:
            yield from named
            return


def is_submitted(reading: Reading, block: Block) -> bool:
    """Whether a short line says who submits the paper."""
    label = reading.vocabulary.cue("submitter.label")
    short = len(block.text.split()) <= SHORT_LINE and reading.vocabulary.holds("submitter.label", block.text)
    found = label.search(block.text) if short else None
    return found is not None and begins(block, found.start())


def begins(block: Block, at: int) -> bool:
    """Whether a line or a sentence of the block begins at the label, or the label closes it, as Chinese has it."""
    before = block.text[:at].rstrip(" *([")
    return not before or before[-1] in "\n.;:|" or not block.text[at:].strip("提交的说明 。])")


def named_in(reading: Reading, place: Place) -> Iterator[Submitter]:
    """States, organisations and offices; a State in brackets after an office is its holder's."""
    for span in reading.spans_in("states", place):
        yield Submitter(reading.place_of(span), "line of submission", 0.92, span.kb_id_, None, None)
    for span in reading.spans_in("organisations", place):
        yield Submitter(reading.place_of(span), "line of submission", 0.92, None, span.kb_id_, None)
    text = reading.blocks[place.block].text
    for role in ROLES:
        found = reading.vocabulary.cue(f"submitter.{role}").search(text, place.start, place.end)
        if found:
            yield Submitter(Place(place.block, *found.span()), "line of submission", 0.9, None, None, role)
