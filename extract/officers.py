"""Who presides: "opened by its President, Ambassador … of the United Kingdom", "elected … (Iraq) as President".

The name is the run of capitalised words after an honorific, near the word for the office; vice-presidents,
presidents-designate and former ones are others.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.reading import Reading
from extract.record import Officer, Place
from ingest.document import Block, Kind

NAME = regex.compile(
    r"\s*(?:[,:]\s*)?(?P<name>\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:(?:de|del|la|van|der|von|bin|al|el|ben|da|dos|du|y)\s+){0,2}\p{Lu}[\p{L}\p{M}.'’-]*){1,5})"
)
REACH = 120  # characters between a person's name and the office
KINDS = (
    "meeting_report",
    "minutes",
    "web_page",
    "agenda",
    "programme_of_work",
    "newsletter",
    "decision",
    "progress_report",
)


def officers(reading: Reading) -> Iterator[Officer]:
    """The president of the paper's meeting, once."""
    if not reading.is_ours or reading.paper.kind not in KINDS or reading.paper.meeting_id is None:
        return
    for block in reading.body:
        if block.kind is not Kind.HEADING:
            for sentence in reading.sentences(block):
                found = president(reading, block, sentence)
                if found is not None:
                    yield found
                    return


def president(reading: Reading, block: Block, sentence: Place) -> Officer | None:
    cue = reading.vocabulary.cue
    others = [m.span() for m in cue("officer.other").finditer(block.text, sentence.start, sentence.end)]
    for office in cue("officer.president").finditer(block.text, sentence.start, sentence.end):
        if any(start <= office.start() < end for start, end in others):
            continue
        for title in cue("officer.honorific").finditer(block.text, sentence.start, sentence.end):
            name = name_after(reading, block, title.end(), sentence.end)
            if name is not None and abs(title.start() - office.start()) <= REACH:
                state = state_near(reading, block, name.end, sentence)
                return Officer(
                    name, "name by an office", 0.88, reading.paper.meeting_id, "president", reading.quote(name), state
                )
    return None


def name_after(reading: Reading, block: Block, at: int, end: int) -> Place | None:
    """The name that follows an honorific, further honorifics passed over."""
    further = reading.vocabulary.cue("officer.honorific").match(
        block.text, at + len(block.text[at:end]) - len(block.text[at:end].lstrip(" ."))
    )
    if further:
        return name_after(reading, block, further.end(), end)
    found = NAME.match(block.text, at, end)
    return Place(block.seq, *found.span("name")) if found else None


def state_near(reading: Reading, block: Block, at: int, sentence: Place) -> str | None:
    """The State named right after a name, else the only one of the sentence."""
    base = reading.starts[block.seq]
    named = reading.spans_in("states", sentence)
    after = [span for span in named if 0 <= span.start_char - base - at <= 60]
    if after:
        return after[0].kb_id_
    return named[0].kb_id_ if len({span.kb_id_ for span in named}) == 1 else None
