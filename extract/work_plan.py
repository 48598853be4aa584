"""Work plans: objectives, activities, outputs, implementers and partners, from headed sections or from tables."""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading import Reading
from extract.record import WorkPlanItem, once
from extract.sections import Part, in_timeline, items_of, parts, section_of
from extract.tables import Item, cell_for, items_of_cell, rows
from ingest.document import Block, Kind

SECTIONS = ("objective", "activity", "output", "implementer", "partner")


def work_plan_items(reading: Reading) -> Iterator[WorkPlanItem]:
    """The items of the five sections, in the order of the paper; none where the paper is no work plan."""
    if reading.paper.kind != "work_plan":
        return
    found = list(parts(reading))
    listed = {part.name for part in found if is_listed(part)}
    for part in found:
        if part.name in SECTIONS and (is_listed(part) or part.name not in listed):
            yield from (record(part.name, item, "section", 0.95) for item in items_of(part))
    tables = [(block, list(in_table(reading, block))) for block in reading.body if block.kind is Kind.TABLE]
    untimed = [
        block for block, items in tables if items and not (in_timeline(reading, block) or is_calendar(reading, block))
    ]
    named = {one.section for block, items in tables for one in items if block in untimed} | listed
    for block, items in tables:  # what is due when is no list of activities where there is one, nor who sees to it
        apart = named & {"activity", "implementer"} if block not in untimed and "activity" in named else set()
        yield from (one for one in items if one.section not in apart)


def is_calendar(reading: Reading, block: Block) -> bool:
    """Whether a table says but what is done when, and by whom."""
    named = {section_of(reading, cell.text) for cell in block.cells if cell.row == 0}
    return "timeline" in named and named <= {"timeline", "activity", "implementer", None}


def is_listed(part: Part) -> bool:
    """Whether a section lists its items; another of the same name that does not ("Purpose") only leads to it."""
    return any(block.kind is Kind.LIST_ITEM for block in part.blocks)


def record(section: str, item: Item, method: str, confidence: float) -> WorkPlanItem:
    return WorkPlanItem(item.place, method, confidence, section, item.marker, item.text)


def in_table(reading: Reading, block: Block) -> Iterator[WorkPlanItem]:
    """The items of a table whose first row names sections, or whose first column does."""
    heads = {cell.column: cell for cell in block.cells if cell.row == 0 and section_of(reading, cell.text)}
    quarters = [
        c for c in block.cells if c.row <= 1 and c.column not in heads and reading.vocabulary.holds("quarter", c.text)
    ]
    if len(heads) >= 2 or (heads and len(quarters) >= 2):
        found: list[WorkPlanItem] = []
        for cell in block.cells:
            head = heads.get(cell.column)
            name = section_of(reading, head.text) if head else None
            if head and name in SECTIONS and cell.row > 0 and cell.text.casefold() != head.text.casefold():
                found += [record(name, item, "column", 0.9) for item in items_of_cell(block, cell)]
        yield from once(found, lambda one: (one.section, one.text.casefold()))  # rows repeat what they share
        return
    for row in rows(block):
        label, content = cell_for(block, row, 0), cell_for(block, row, 1)
        name = section_of(reading, label.text) if label else None
        if name in SECTIONS and label and content and label is not content and content.row == row:
            yield from (record(name, item, "row", 0.9) for item in items_of_cell(block, content))
