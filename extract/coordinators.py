"""Coordinators: the States that a paper names as coordinating its working group.

They come from where the paper names them, the first of: a label ("Coordinators: Italy and France", also as a cell of a
table or as a heading over a list), a list or table of all groups with their coordinators, "Italy and France coordinate the
work on clearance", "The coordinators Italy and France" in a section that is no background. "Norway, former coordinator" is
a mention.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from spacy.tokens import Span

from extract.opening import opening
from extract.reading import Reading
from extract.record import Coordinator, Place, once
from extract.submitters import is_submitted
from extract.tables import cell_for, columns, rows
from ingest.document import Block, Cell, Kind

TERM = regex.compile(r"\s*\(\s*(?:(?P<first>20\d\d)\s*[-–—/]\s*)?(?P<last>20\d\d|\d\d)\s*\)")
OF_A_MEETING = ("meeting_report", "decision", "minutes")
SHORT_LABEL = 6  # words: a longer line speaks of coordinators, and is no label
LABEL_LENGTH = 90  # characters before the colon of a label
LINK = 80  # characters from a State to the theme that it is appointed for
THEME_REACH = 40  # characters from the label in which its theme begins
BETWEEN = regex.compile(
    r"(?:[\s,;:/&()*·•\-–—]|\d|l['’]"
    r"|\b(?:and|the|with|of|from|for|is|are|will be|et|la|le|les|est|sont|pour|seront|y|e|el|los|es|son|para|serán)\b)*+",
    regex.IGNORECASE,
)


def coordinators(reading: Reading) -> Iterator[Coordinator]:
    """The coordinators, from the first kind of place that names any."""
    if reading.is_ours:
        of_a_meeting = reading.paper.kind in OF_A_MEETING
        first = [appointed_or_listed] if of_a_meeting else []
        for rule in (*first, submitting, labelled, in_table, by_group, by_verb, in_sentence):
            found = list(rule(reading))
            if found:
                yield from once(found, lambda one: (one.group_id, one.state_id))
                return


def submitting(reading: Reading) -> Iterator[Coordinator]:
    """ "Submitted by the Coordinators on clearance, Italy and France", "Submitted by Zambia, Coordinator on …"."""
    office = reading.vocabulary.cue("submitter.coordinator")
    for block in opening(reading):
        if is_submitted(reading, block) and (told := office.search(block.text)):
            named = list(before(reading, Place(block.seq, 0, told.start())))
            yield from named or after_theme(reading, Place(block.seq, told.end(), len(block.text)), "submits the paper")


def after_theme(reading: Reading, place: Place, method: str) -> Iterator[Coordinator]:
    """The States after a label, over the theme that stands between: "Coordinators on clearance, Italy and Norway"."""
    base = reading.starts[place.block]
    groups = reading.spans_in("groups", place)
    themed = bool(groups) and groups[0].start_char - base - place.start <= THEME_REACH
    begin, group = (groups[0].end_char - base, groups[0].kb_id_) if themed else (place.start, None)
    yield from states_run(reading, Place(place.block, begin, place.end), method, 0.85, group)


def labelled(reading: Reading) -> Iterator[Coordinator]:
    """ "Coordinators: Italy and France"; a heading or label "Coordinators" over the States; the same in two cells."""
    label = reading.vocabulary.cue("coordinator.label")
    for block in reading.holding("coordinator.label"):
        if block.kind is Kind.TABLE:
            continue
        head, colon, rest = block.text.partition(":")
        if not colon:
            head, rest = block.text, ""
        group = group_of(reading, Place(block.seq, 0, len(head)))
        longest = 2 * LABEL_LENGTH if block.kind is Kind.HEADING else LABEL_LENGTH
        if len(head) > longest or not label.search(head) or is_former(reading, head):
            continue
        if rest.strip():
            begin = len(block.text) - len(rest)
            yield from states_run(reading, Place(block.seq, begin, len(block.text)), "label", 0.98, group)
        elif block.kind is Kind.HEADING or colon:
            yield from below(reading, block, group, names_only=len(head.split()) > SHORT_LABEL)


def group_of(reading: Reading, place: Place) -> str | None:
    """The theme that a place names; none where it names several."""
    named = {span.kb_id_ for span in reading.spans_in("groups", place)}
    return named.pop() if len(named) == 1 else None


def below(reading: Reading, block: Block, group: str | None, names_only: bool) -> Iterator[Coordinator]:
    """The States named right under a label that stands alone; under a longer line, only where nothing else is said."""
    for one in reading.blocks[block.seq + 1 : block.seq + 8]:
        found = list(states_run(reading, Place.of_block(one), "label above", 0.95, group))
        rest = one.text[found[-1].place.end :] if found else one.text
        if one.kind is Kind.HEADING or not found or (names_only and BETWEEN.fullmatch(rest.strip(".")) is None):
            return
        yield from found


def states_run(
    reading: Reading, place: Place, method: str, confidence: float, group: str | None = None
) -> Iterator[Coordinator]:
    """The States that open a place one after the other, with nothing but "and", commas and terms between them."""
    base = reading.starts[place.block]
    text = reading.text
    at = base + place.start
    for span in reading.spans_in("states", place):
        if BETWEEN.fullmatch(text[at : span.start_char]) is None:
            return
        yield coordinator(reading, span, method, confidence, group)
        term = TERM.match(text, span.end_char)
        at = term.end() if term else span.end_char


def coordinator(reading: Reading, span: Span, method: str, confidence: float, group: str | None = None) -> Coordinator:
    term = TERM.match(reading.text, span.end_char)
    first, last = (term["first"], term["last"]) if term else (reading.paper.period_start, reading.paper.period_end)
    if last and len(last) == 2:
        last = f"20{last}"
    return Coordinator(
        reading.place_of(span), method, confidence, group or reading.paper.group_id, span.kb_id_, first, last
    )


def is_former(reading: Reading, text: str) -> bool:
    return reading.vocabulary.cue("coordinator.former").search(text) is not None


def in_table(reading: Reading) -> Iterator[Coordinator]:
    """A table with a column or a row for coordinators, with or without one for the groups."""
    label = reading.vocabulary.cue("coordinator.label")
    for block in reading.body:
        if block.kind is not Kind.TABLE:
            continue
        for cell in block.cells:
            if label.match(cell.text.strip()) and len(cell.text) <= LABEL_LENGTH and not is_former(reading, cell.text):
                yield from beside(reading, block, cell)


def beside(reading: Reading, block: Block, label: Cell) -> Iterator[Coordinator]:
    """The States right of a label cell, or, where it heads a column, below it."""
    told = reading.vocabulary.cue("coordinator.label").match(
        block.text, label.start + len(label.text) - len(label.text.lstrip())
    )
    within = list(states_run(reading, Place(block.seq, told.end(), label.end), "label in a cell", 0.95)) if told else []
    if within:
        yield from within
        return
    right = cell_for(block, label.row, label.column + label.column_span)
    if right is not None and states_in(reading, block, right):
        yield from states_run(reading, Place.of_cell(block, right), "label cell", 0.96)
        return
    across = columns(block)
    for row in rows(block)[label.row + label.row_span :]:
        cell = cell_for(block, row, label.column)
        if cell is not None and cell.row == row:
            group = next((g for c in across if (g := group_in(reading, block, cell_for(block, row, c)))), None)
            yield from states_run(reading, Place.of_cell(block, cell), "column of coordinators", 0.95, group)


def states_in(reading: Reading, block: Block, cell: Cell) -> list[Span]:
    return reading.spans_in("states", Place.of_cell(block, cell))


def group_in(reading: Reading, block: Block, cell: Cell | None) -> str | None:
    if cell is None:
        return None
    return next((s.kb_id_ for s in reading.spans_in("groups", Place.of_cell(block, cell))), None)


def by_group(reading: Reading) -> Iterator[Coordinator]:
    """A list of groups with their coordinators, under words that say so: "Clearance: Italy and France"."""
    label = reading.vocabulary.cue("coordinator.label")
    open_list = False
    for block in reading.body:
        if block.kind is Kind.TABLE and is_told(reading, block):
            yield from rows_of_groups(reading, block)
        if block.kind is Kind.TABLE or not block.text:
            continue
        groups, states = reading.spans_of("groups", block), reading.spans_of("states", block)
        listed = bool(groups and states and groups[0].start_char < states[0].start_char and len(block.text) < 250)
        open_list = listed and (open_list or is_told(reading, block) or label.search(block.text) is not None)
        if open_list and not is_former(reading, block.text):
            start = states[0].start_char - reading.starts[block.seq]
            yield from states_run(
                reading, Place(block.seq, start, len(block.text)), "list of groups", 0.93, groups[0].kb_id_
            )


def rows_of_groups(reading: Reading, block: Block) -> Iterator[Coordinator]:
    """The States of each row that names a group in one cell and States in another."""
    across = columns(block)
    for row in rows(block):
        cells = [cell for c in across if (cell := cell_for(block, row, c)) is not None]
        group = next((g for cell in cells if (g := group_in(reading, block, cell))), None)
        named = next((cell for cell in cells if states_in(reading, block, cell)), None)
        if group and named is not None:
            yield from states_run(reading, Place.of_cell(block, named), "row of a group", 0.92, group)


def is_told(reading: Reading, block: Block) -> bool:
    """Whether the headings over a block, or the block before it, speak of coordinators."""
    told = [*reading.headings_of(block), *reading.blocks[max(0, block.seq - 1) : block.seq]]
    return any(reading.vocabulary.cue("coordinator.label").search(one.text) for one in told)


def by_verb(reading: Reading) -> Iterator[Coordinator]:
    """ "Italy and France coordinate the work on clearance, Austria that on victim assistance": States before themes."""
    verb = reading.vocabulary.cue("coordinator.verb")
    for block in reading.holding("coordinator.verb"):
        for sentence in reading.sentences(block):
            found = verb.search(block.text, sentence.start, sentence.end)
            if found and list(before(reading, Place(block.seq, sentence.start, found.start()))):
                yield from before_themes(reading, sentence, "coordinates a theme", 0.88)


def in_sentence(reading: Reading) -> Iterator[Coordinator]:
    """ "The coordinators Italy and France:", "coordinated by Guyana and Sweden", "Italy and France, Co-coordinators"."""
    label = reading.vocabulary.cue("coordinator.label")
    background = reading.vocabulary.cue("section.background")
    for block in reading.holding("coordinator.label"):
        if block.kind is Kind.TABLE or any(background.search(one.text) for one in reading.headings_of(block)):
            continue
        for found in label.finditer(block.text):
            sentence = reading.sentence(Place(block.seq, found.start(), found.end()))
            if not is_former(reading, reading.quote(sentence)):
                yield from after_theme(reading, Place(block.seq, found.end(), sentence.end), "sentence")
                yield from before(reading, Place(block.seq, sentence.start, found.start()))
                yield from of_itself(reading, Place(block.seq, sentence.start, found.end()), found)


def of_itself(reading: Reading, place: Place, label: regex.Match[str]) -> Iterator[Coordinator]:
    """The States that a sentence begins with and says to act as coordinators: "Slovenia …, in its capacity as …"."""
    states = reading.spans_in("states", place)
    if states and reading.vocabulary.cue("coordinator.capacity").match(label.string, label.start()):
        begin = states[0].start_char - reading.starts[place.block]
        yield from states_run(reading, Place(place.block, begin, place.end), "says so of itself", 0.85)


def before(reading: Reading, place: Place) -> Iterator[Coordinator]:
    """The States that stand right before the label, with nothing but "and", commas and terms between them and it."""
    base, text = reading.starts[place.block], reading.text
    at, run = base + place.end, list[Span]()
    for span in reversed(reading.spans_in("states", place)):
        if BETWEEN.fullmatch(TERM.sub("", text[span.end_char : at])) is None:
            break
        run.insert(0, span)
        at = span.start_char
    yield from (coordinator(reading, span, "sentence", 0.85) for span in run)


def appointed_or_listed(reading: Reading) -> Iterator[Coordinator]:
    """Those appointed in sentences, and those in lists or tables of groups: a report may name some here, some there."""
    yield from appointed(reading)
    listed = (Kind.LIST_ITEM, Kind.TABLE)
    yield from (one for one in by_group(reading) if reading.blocks[one.place.block].kind in listed)


def appointed(reading: Reading) -> Iterator[Coordinator]:
    """ "appointed Italy and Norway as coordinators on clearance, and Austria on victim assistance": States before themes;
    or each theme before its States, where the list is laid out so."""
    label = reading.vocabulary.cue("coordinator.label")
    for block in reading.body:
        told = label.search(block.text) or (block.kind is Kind.LIST_ITEM and is_told(reading, block))
        for sentence in reading.sentences(block) if told and block.kind is not Kind.TABLE else ():
            if not is_former(reading, reading.quote(sentence)):
                themed = before_themes(reading, sentence, "appointed for a theme", 0.9, LINK)
                yield from after_themes(reading, sentence) or themed


def before_themes(
    reading: Reading, place: Place, method: str, confidence: float, reach: int | None = None
) -> Iterator[Coordinator]:
    """The States of a place, each with the theme that is named after it, within `reach` characters where that is given."""
    pending: list[Span] = []
    spans = [*reading.spans_in("states", place), *reading.spans_in("groups", place)]
    for span in sorted(spans, key=lambda one: one.start_char):
        if span.label_ == "states":
            pending.append(span)
            continue
        if pending and (reach is None or span.start_char - pending[-1].end_char <= reach):
            yield from (coordinator(reading, one, method, confidence, span.kb_id_) for one in pending)
        pending = []


def after_themes(reading: Reading, place: Place) -> list[Coordinator]:
    """The States of a place that gives each theme before its States: "universalization, Norway and Ecuador; victim
    assistance, Mexico"; none where fewer than two themes stand so."""
    groups, states = reading.spans_in("groups", place), reading.spans_in("states", place)
    if len(groups) < 2 or not states or states[0].start_char < groups[0].start_char:
        return []
    ends = [*(one.start_char for one in groups[1:]), reading.starts[place.block] + place.end]
    found = [
        list(states_run(reading, reading.place(one.end_char, end), "appointed after its theme", 0.9, one.kb_id_))
        for one, end in zip(groups, ends, strict=True)
    ]
    return [one for run in found for one in run] if sum(map(bool, found)) > 1 else []
