"""Agendas: numbered items with their sub-items ("8 (a)"), from lists, headings or tables.

In an annotated agenda the items come twice, listed and explained: the list counts. A report gives the agenda that the
meeting adopted after words such as "the following agenda:". A programme of work has them in a column beside the times.
Minutes have them as their numbered headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

import regex

from extract.paragraphs import Paragraphs
from extract.reading import APART, Reading
from extract.record import AgendaItem, Place
from extract.tables import cell_for, columns, rows, says
from ingest.document import Block, Kind

LONGEST = 60  # words: more of them are no item
ITEM = (Kind.LIST_ITEM, Kind.PARAGRAPH, Kind.HEADING)
ITEM_NUMBER = regex.compile(  # "8", "8 (a)", "8 a)", "(b)" of the item above
    r"(?P<number>\d{1,2})?[.)]?\s*(?:\(?(?P<letter>[a-z])\))?"
)
FIRST_PART = regex.compile(r"[\s;:,.]+\(?a\)\s+(?=\S)")  # "7. Review of the status (a) Universalization"
SECOND = regex.compile(r"\(?b[.)]")
HEAD_NUMBER = regex.compile(r"\d{1,2}[.)]?")
ROMAN = regex.compile(r"[IVX]{1,5}[.)]?")


def agenda_items(reading: Reading) -> Iterator[AgendaItem]:
    """The items, each number once, in order."""
    if reading.is_ours and reading.paper.kind == "agenda":
        yield from listed(reading, list(reading.body))
    elif reading.is_ours and reading.paper.kind == "programme_of_work":
        yield from listed(reading, [block for block in reading.body if block.kind is Kind.TABLE])
    elif reading.is_ours and reading.paper.kind == "meeting_report":
        yield from listed(reading, adopted(reading))
    elif reading.is_ours and reading.paper.kind == "minutes":
        yield from listed(reading, numbered_headings(reading))


def numbered_headings(reading: Reading) -> list[Block]:
    """The headings of a paper that are numbered, on the first's level; none where it is alone. "To do" is no item."""
    headed = [one for one in reading.body if one.kind is Kind.HEADING and HEAD_NUMBER.fullmatch(one.marker or "")]
    same = [one for one in headed if one.level == headed[0].level]
    to_do = reading.vocabulary.cue("task.heading")
    return [one for one in same if to_do.fullmatch(one.text.strip(" :")) is None] if len(same) > 1 else []


def adopted(reading: Reading) -> list[Block]:
    """The list items that follow the words by which a report introduces the agenda, or the heading of its annex."""
    intro, named = reading.vocabulary.cue("agenda.intro"), reading.vocabulary.cue("kind.agenda")
    for block in reading.body:
        introduces = block.text.rstrip().endswith(":") and intro.search(block.text)
        if introduces or (block.kind is Kind.HEADING and named.match(block.text)):
            rest = [one for one in reading.blocks[block.seq + 1 :] if one.kind not in APART]
            if items := list(takewhile(lambda one: one.kind is Kind.LIST_ITEM, rest)):
                return items
    return []


def listed(reading: Reading, blocks: list[Block]) -> Iterator[AgendaItem]:
    paragraphs, seen = Paragraphs(reading), set[str]()
    annotation = reading.vocabulary.cue("agenda.annotation")
    for block in blocks:
        if block.kind is Kind.HEADING and seen and annotation.search(block.text):
            return
        if block.kind is Kind.TABLE:
            found = list(in_table(reading, block))
        else:
            whole = item(reading, paragraphs, block) or labelled(reading, block)
            found = list(with_first_part(reading, block, whole)) if whole else []
        for one in found:
            if one.number and one.number not in seen:
                seen.add(one.number)
                yield one


def item(reading: Reading, paragraphs: Paragraphs, block: Block) -> AgendaItem | None:
    if block.kind is Kind.HEADING and reading.vocabulary.cue("kind.agenda").fullmatch(block.text.strip()):
        return None
    roman = ROMAN.fullmatch(block.marker or "")
    number = (block.marker or "").rstrip(".)") if roman else paragraphs.of(block)
    if roman:
        paragraphs.number = number
    if not block.marker or number is None or block.kind not in ITEM or len(block.text.split()) > LONGEST:
        return None
    text = " ".join(block.text.split()).rstrip(" ;:.")
    return AgendaItem(Place.of_block(block), "numbered item", 0.93, reading.paper.meeting_id, number, text)


def with_first_part(reading: Reading, block: Block, whole: AgendaItem) -> Iterator[AgendaItem]:
    """An item; where its first part stands in the same block, before a block "(b)", cut into the two."""
    place, after = whole.place, reading.blocks[block.seq + 1 : block.seq + 2]
    leads = any(SECOND.fullmatch(one.marker or "") for one in after)
    cut = FIRST_PART.search(block.text, place.start, place.end) if leads else None
    if cut is None or "(" in (whole.number or "("):
        yield whole
        return
    for number, start, end in ((whole.number, place.start, cut.start()), (f"{whole.number} (a)", cut.end(), place.end)):
        here = Place(block.seq, start, end)
        text = " ".join(reading.quote(here).split()).rstrip(" ;:.")
        yield replace(whole, place=here, number=number, title=text)


def labelled(reading: Reading, block: Block) -> AgendaItem | None:
    """The item of a line "Item 3 (a). Opening", or of a line "Item 3" with its title in the next block."""
    label = reading.vocabulary.cue("agenda.item").match(block.text)
    if label is None or block.marker or block.kind not in ITEM:
        return None
    rest = block.text[label.end() :].lstrip(" .:–—-")
    holder = block if rest else reading.blocks[min(block.seq + 1, len(reading.blocks) - 1)]
    title = rest if rest else holder.text
    if not title.strip() or holder.kind not in ITEM or len(title.split()) > LONGEST or (rest and rest[0].islower()):
        return None
    letter = label["letter"]
    number = f"{label['digits']} ({letter})" if letter else label["digits"]
    place = Place(holder.seq, len(holder.text) - len(title), len(holder.text))
    text = " ".join(title.split()).rstrip(" ;:.")
    return AgendaItem(place, "labelled item", 0.9, reading.paper.meeting_id, number, text)


def in_table(reading: Reading, block: Block) -> Iterator[AgendaItem]:
    """The items of a table in which a column numbers them and the next names them: an agenda's first, or a timetable's."""
    current, column = None, number_column(block)
    if column is None:
        return
    for row in rows(block):
        first, second = cell_for(block, row, column), cell_for(block, row, column + 1)
        said = ITEM_NUMBER.fullmatch(first.text.strip()) if first else None
        if said is None or second is None or not says(second.text) or second is first or second.row != row:
            continue
        current = said["number"] or current
        if current and (said["number"] or said["letter"]):
            number = f"{current} ({said['letter']})" if said["letter"] else current
            text = " ".join(second.text.split()).rstrip(" ;:.")
            place = Place(block.seq, second.start, second.end)
            yield AgendaItem(place, "row of an agenda", 0.9, reading.paper.meeting_id, number, text)


def number_column(block: Block) -> int | None:
    """The first column in which at least half of the filled cells below the head, and two, are numbers of items."""
    for column in columns(block)[:-1]:
        cells = [one for one in block.cells if one.column == column and one.row > 0 and one.text.strip()]
        told = [one for one in cells if ITEM_NUMBER.fullmatch(one.text.strip())]
        if len(told) > 1 and 2 * len(told) >= len(cells):
            return column
    return None
