"""Comparisons of action plans: a table with a column for each plan, in pieces or whole.

A cell gives a section with the number of its actions ("V. Clearance (10)", "Action one: Universalization (3
sub-actions)"), or says where it went ("(embedded under universalization)", which is not zero), or is a bare number whose
section the row's first cell names. Totals are left out: they follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import regex

from extract.reading import Reading
from extract.record import ActionPlanSection, Place
from extract.tables import cell_for, columns
from extract.tokens import folded
from ingest.document import Block, Cell, Kind

COUNT = regex.compile(r"\s*[(\[–—:-]\s*(?P<count>\d{1,3})(?:\s+[\p{L}-]+){0,3}\s*[)\]]?\s*$")
NUMBER = regex.compile(r"\s*(?P<number>[IVX]{1,5}|\d{1,2})[.)]\s+(?=\S)")
BARE = regex.compile(r"\s*(?P<count>\d{1,3})(?:\s+[\p{L}-]+){0,2}\s*")


def action_plan_sections(reading: Reading) -> Iterator[ActionPlanSection]:
    """The sections of all plans that the paper's comparison holds, row by row."""
    if not reading.is_ours:
        return
    heads: dict[int, str] = {}
    for block in reading.body:
        if block.kind is Kind.TABLE:
            found = plans_over_columns(reading, block)
            heads = found or (heads if set(heads) in (set(columns(block)), set(columns(block)[1:])) else {})
            for cell in block.cells:
                if cell.column in heads and not (found and cell.row == 0) and cell.text.strip():
                    yield from section(reading, block, cell, heads)
        elif block.kind is Kind.HEADING and (block.level or 1) == 1 and not reading.spans_of("plans", block):
            heads = {}


def plans_over_columns(reading: Reading, block: Block) -> dict[int, str]:
    """By column, the plan that the first row names; empty where it names fewer than two, or one twice."""
    heads: dict[int, str] = {}
    named: list[str] = []
    for cell in (one for one in block.cells if one.row == 0):
        words = {folded(word) for word in regex.findall(r"[\p{L}\p{M}]+", cell.text)}
        plan = next((key for key, names in proper_words(reading).items() if words & names), None)
        if plan and len(words) <= 8:
            named.append(plan)
            heads |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), plan)
    return heads if len(set(named)) == len(named) >= 2 else {}


def proper_words(reading: Reading) -> Mapping[str, set[str]]:
    """By plan, the words of its names that no other plan's have: the place where it was adopted, its initials."""
    plans = reading.vocabulary.plans.items()
    return proper_words_in(tuple((key, tuple(name for _, name in plan.all_names())) for key, plan in plans))


@cache
def proper_words_in(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, set[str]]:
    words = {
        key: {folded(word) for name in own for word in regex.findall(r"[\p{L}\p{M}]{3,}", name)} for key, own in names
    }
    return {key: own - set().union(*(other for k, other in words.items() if k != key)) for key, own in words.items()}


def section(reading: Reading, block: Block, cell: Cell, heads: dict[int, str]) -> Iterator[ActionPlanSection]:
    label = cell_for(block, cell.row, 0) if 0 not in heads else None
    others = [one for one in beside(block, cell, heads) if one.text.strip()]
    numbers = [one for one in others if BARE.fullmatch(one.text)]
    if any(regex.search(r"\p{L}", one.text) for one in others if one not in numbers):
        return  # a plan's columns are headed, or filled with more than its sections: these are none, or told there
    named = " ".join((label or cell).text.split())
    if reading.vocabulary.cue("plan.total").match(named):
        return
    place = Place.of_cell(block, cell)
    text = " ".join(cell.text.split())
    plan = heads[cell.column]
    embedded = reading.vocabulary.cue("plan.embedded").fullmatch(text.strip("() "))
    bare = BARE.fullmatch(text)
    if embedded is not None:
        under = embedded["under"].strip()
        yield ActionPlanSection(
            place, "cell that says where it went", 0.93, plan, None, None, theme(reading, label), None, under
        )
    elif bare is not None and label is not None:
        number, title = numbered(reading, named)
        count = int(bare["count"])
        yield ActionPlanSection(place, "number in a row", 0.92, plan, number, title, theme(reading, label), count, None)
    elif len(numbers) == 1 and (beside_it := BARE.fullmatch(numbers[0].text)) and regex.search(r"\p{L}", text):
        place = Place(block.seq, min(cell.start, numbers[0].start), max(cell.end, numbers[0].end))
        number, title = numbered(reading, text)
        count = int(beside_it["count"])
        yield ActionPlanSection(
            place, "section beside its number", 0.93, plan, number, title, theme(reading, label), count, None
        )
    elif regex.search(r"\p{L}", text):
        counted = COUNT.search(text)
        number, title = numbered(reading, text[: counted.start()] if counted else text)
        count_or_none = int(counted["count"]) if counted else None
        yield ActionPlanSection(
            place, "section in a cell", 0.93, plan, number, title, theme(reading, label), count_or_none, None
        )


def beside(block: Block, cell: Cell, heads: dict[int, str]) -> list[Cell]:
    """The other cells of the row under the same plan, which has a column for sections and one for their numbers."""
    own = heads[cell.column]
    found = [cell_for(block, cell.row, column) for column, plan in heads.items() if plan == own]
    return [one for one in found if one is not None and one is not cell]


def theme(reading: Reading, label: Cell | None) -> str | None:
    return " ".join(label.text.split()) if label else None


def numbered(reading: Reading, text: str) -> tuple[str | None, str]:
    """A section's number and title: "V. Clearance" is ("V", "Clearance"), "Action one: Universalization" ("1", …)."""
    plain = NUMBER.match(text)
    if plain:
        return plain["number"], text[plain.end() :].strip()
    label = reading.vocabulary.cue("action").match(text)
    head, colon, rest = text.partition(":")
    if label and colon:
        said = head[label.end() :].strip()
        number = int(said) if said.isdigit() else reading.vocabulary.number(said)
        if number is not None:
            return str(number), rest.strip()
    return None, text.strip()
