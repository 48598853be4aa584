"""Who presides: "opened by its President, Ambassador … of the United Kingdom", "elected … (Iraq) as President".

The name is the run of capitalised words after an honorific, near the word for the office; vice-presidents,
presidents-designate and former ones are others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import regex
from spacy.tokens import Span

from extract.opening import covered, lines
from extract.reading import Reading
from extract.record import Officer, Place
from extract.tables import cell_for
from ingest.document import Block, Kind

NAME = regex.compile(
    r"\s*(?:[,:]\s*)?(?P<name>\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:(?:de|del|la|van|der|von|bin|al|el|ben|da|dos|du|y)\s+){0,2}\p{Lu}[\p{L}\p{M}.'’-]*){1,5})"
)
COLON = regex.compile(r"[^\S\n\t]*(?::\s*|[\t|]\s*)")
END_OF_LINE = regex.compile(r"[\n\t]")
TO_HOLDER = regex.compile(r"[\s,(:–-]*(?:(?:the|le|la|les|el|los)\s|l['’])?(?:of\s|de\s)?", regex.IGNORECASE)
OTHER_REACH = 60  # characters from another office to its State
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
    "list_of_participants",
)
LOOK_BACK = 12  # blocks over a name in a list of participants in which its State stands
OWN_LINE = 0.5  # share of a line that the name of the State whose delegation follows fills


def officers(reading: Reading) -> Iterator[Officer]:
    """The president of the paper's meeting, once; a newsletter is for none, and speaks of the one to come."""
    of_meeting = reading.paper.meeting_id is not None or reading.paper.kind == "newsletter"
    if not reading.is_ours or reading.paper.kind not in KINDS or not of_meeting:
        return
    found = (one for block in reading.body if block.kind is not Kind.HEADING for one in named_in(reading, block))
    for one in islice(found, 1):
        yield replace(one, state_id=presiding(reading, reading.blocks[one.place.block]) or one.state_id)


def named_in(reading: Reading, block: Block) -> Iterator[Officer]:
    """The president that a block names: in a sentence, after a label, or in the cell beside one."""
    for line in lines(block):
        yield from labelled(reading, block, line)
    for sentence in reading.sentences(block):
        found = president(reading, block, sentence) or elected(reading, block, sentence)
        if found is not None:
            yield found


def labelled(reading: Reading, block: Block, line: Place) -> Iterator[Officer]:
    """The name after "President:", or in the cell after one that says but "President"."""
    label = reading.vocabulary.cue("officer.president").match(block.text, line.start, line.end)
    colon = COLON.match(block.text, label.end()) if label else None
    if colon is None:
        return
    end = END_OF_LINE.search(block.text, colon.end())
    rest = Place(block.seq, colon.end(), end.start() if end else len(block.text))
    name = name_after(reading, block, rest.start, rest.end)
    if name is not None and is_person(reading, name):
        yield officer(reading, name, "name after a label", state_near(reading, block, name.end, rest))


def elected(reading: Reading, block: Block, sentence: Place) -> Officer | None:
    """The name right after "elected", with the office after it: "elected by acclamation … of Croatia as President"."""
    verb = reading.vocabulary.cue("officer.elected").search(block.text, sentence.start, sentence.end)
    name = name_after(reading, block, verb.end(), sentence.end) if verb else None
    if name is None or not is_person(reading, name):
        return None
    office = reading.vocabulary.cue("officer.president").search(
        block.text, name.end, min(name.end + REACH, sentence.end)
    )
    other = reading.vocabulary.cue("officer.other").search(block.text, name.end, min(name.end + REACH, sentence.end))
    if office is None or (other is not None and other.start() <= office.start()):
        return None
    return officer(reading, name, "name of who was elected", state_near(reading, block, name.end, sentence))


def is_person(reading: Reading, name: Place) -> bool:
    """Whether capitalised words are no State's and no body's name: "elected Sri Lanka to preside"."""
    return not any(reading.spans_in(group, name) for group in ("states", "organisations", "meetings", "conventions"))


def officer(reading: Reading, name: Place, method: str, state: str | None) -> Officer:
    return Officer(name, method, 0.88, reading.paper.meeting_id, "president", reading.quote(name), state)


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
                return officer(reading, name, "name by an office", state)
        name = apposed(reading, block, office.end(), sentence) or presided(reading, block, office, sentence)
        if name is not None:
            return officer(reading, name, "name beside an office", state_near(reading, block, name.end, sentence))
    return None


def apposed(reading: Reading, block: Block, at: int, sentence: Place) -> Place | None:
    """The name between commas right after the office: "the President, Manuel González Sanz, Minister of …"."""
    comma = block.text.startswith(",", at)
    name = name_after(reading, block, at + 1, sentence.end) if comma else None
    closed = name is not None and block.text[name.end : name.end + 1] in (",", "(", ".")
    return name if name is not None and closed and is_person(reading, name) else None


def presided(reading: Reading, block: Block, office: regex.Match[str], sentence: Place) -> Place | None:
    """The name with which a sentence begins that ends in "presided": "Steffen Kongstad of Norway presided"."""
    ends = not block.text[office.end() : sentence.end].strip(" .")
    name = NAME.match(block.text, sentence.start, office.start()) if ends else None
    place = Place(block.seq, *name.span("name")) if name else None
    return place if place is not None and is_person(reading, place) else None


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
    """The State named right after a name, else the only one of the sentence; not that of another office."""
    base = reading.starts[block.seq]
    named = [span for span in reading.spans_in("states", sentence) if not is_of_other(reading, block, span)]
    after = [span for span in named if 0 <= span.start_char - base - at <= 60]
    if after:
        return after[0].kb_id_
    return named[0].kb_id_ if len({span.kb_id_ for span in named}) == 1 else None


def is_of_other(reading: Reading, block: Block, state: Span) -> bool:
    """Whether a State stands right after another office: "thanked the outgoing Presidency, Mexico"."""
    end = state.start_char - reading.starts[block.seq]
    others = list(reading.vocabulary.cue("officer.other").finditer(block.text, max(0, end - OTHER_REACH), end))
    return bool(others) and TO_HOLDER.fullmatch(block.text, others[-1].end(), end) is not None


def presiding(reading: Reading, block: Block) -> str | None:
    """The State whose delegation a participant heads, else the one that a list or a table labels as presiding."""
    if reading.paper.kind == "list_of_participants":
        over = reversed(reading.blocks[max(0, block.seq - LOOK_BACK) : block.seq])
        heads = (one for one in over if covered(reading, one, "states") >= OWN_LINE)
        return next((reading.spans_of("states", one)[0].kb_id_ for one in heads), None)
    label = reading.vocabulary.cue("officer.presidency")
    for one in reading.body:
        for cell in one.cells:
            right = cell_for(one, cell.row, cell.column + cell.column_span)
            if right is not None and label.fullmatch(cell.text.strip(" :")):
                states = reading.spans_in("states", Place.of_cell(one, right))
                return states[0].kb_id_ if states else None
        told = label.match(one.text)
        if told and one.text[told.end() :].lstrip()[:1] == ":" and (states := reading.spans_of("states", one)):
            return states[0].kb_id_
    return None
