"""Tasks in minutes: what somebody is to do, and by when, from lists under "Next steps" or tables of actions.

"The ISU will circulate the draft programme by 25 March 2022": the owner opens the sentence, the day closes it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.reading import Reading
from extract.recognise.marks import after_blanks
from extract.record import Place, Task
from extract.tables import cell_for, rows
from ingest.document import Block, Cell, Kind

WILL = regex.compile(
    r"\b(?:will|shall|is to|are to|to|devra|devront|est chargé|transmettra|deberá|deberán|\p{L}+(?:ra|ront|rá|rán))\b"
)


def tasks(reading: Reading) -> Iterator[Task]:
    """The tasks that minutes give out, in order."""
    if reading.paper.kind != "minutes":
        return
    for block in reading.body:
        if block.kind is Kind.TABLE:
            yield from in_table(reading, block)
        elif label := reading.vocabulary.cue("task.marked").match(block.text):
            begin = after_blanks(block.text, label.end())
            yield task(reading, Place(block.seq, begin, len(block.text)), None, None, "marked as a task", 0.88)
        elif block.kind is Kind.LIST_ITEM and under_tasks(reading, block):
            yield task(reading, Place.of_block(block), None, None, "item under next steps", 0.9)


def under_tasks(reading: Reading, block: Block) -> bool:
    """Whether a list stands under a heading or a line that gives out tasks."""
    intro = next((one for one in reversed(reading.blocks[: block.seq]) if one.kind is not Kind.LIST_ITEM), None)
    heads = [one.text for one in reading.headings_of(block)][:1]
    lead = [intro.text] if intro is not None and intro.text.rstrip().endswith(":") else []
    cue = reading.vocabulary.cue("task.heading")
    return any(cue.search(text) for text in (*heads, *lead))


def task(reading: Reading, place: Place, owner: str | None, due: str | None, method: str, sure: float) -> Task:
    text = " ".join(reading.quote(place).split())
    will = WILL.search(text)
    said = owner or (text[: will.start()].strip(" ,:–-") if will and will.start() <= 80 else None)
    days = [span.kb_id_ for span in reading.spans_in("dates", place) if span.label_ == "day"]
    return Task(place, method, sure, said or None, due or (days[-1] if days else None), text)


def in_table(reading: Reading, block: Block) -> Iterator[Task]:
    """The rows of a table with a column for what is to do, and one for who or when."""
    heads = {name: head(reading, block, f"task.{name}") for name in ("label", "owner", "due")}
    what = heads["label"]
    if what is None or not (heads["owner"] or heads["due"]):
        return
    for row in rows(block)[1:]:
        cells = {name: cell_for(block, row, one.column) if one else None for name, one in heads.items()}
        said = cells["label"]
        if said is not None and said.text.strip() and said.row == row:
            owner = " ".join(cells["owner"].text.split()) if cells["owner"] else None
            due = day_in(reading, block, cells["due"])
            yield task(reading, Place.of_cell(block, said), owner, due, "row of tasks", 0.9)


def head(reading: Reading, block: Block, cue: str) -> Cell | None:
    return next((c for c in block.cells if c.row == 0 and reading.vocabulary.cue(cue).match(c.text.strip())), None)


def day_in(reading: Reading, block: Block, cell: Cell | None) -> str | None:
    if cell is None:
        return None
    days = [s.kb_id_ for s in reading.spans_in("dates", Place.of_cell(block, cell)) if s.label_ == "day"]
    return days[0] if days else None
