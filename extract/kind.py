"""The kind of a paper, weighed in the open: words of its title, its opening and file name, its symbol, form and matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

import regex

from extract.issue import is_byline
from extract.reading import Reading
from extract.record import Place, Reason
from extract.sections import section_led_to, section_of
from ingest.document import Block, Kind

SERIES = {"WP": "working_paper", "CRP": "working_paper", "RES": "decision", "DEC": "decision"}
OWN_SERIES = {"INF": "list_of_participants"}  # of this convention; other bodies give information of all kinds so
FORMATS = {
    "presentationml": ("presentation", 2.6),
    "html": ("web_page", 1.5),
}  # the title of slides is what they are about
OPENING = 12  # blocks in which a work plan names its coordinators
SHORT_LINE = 16  # words: a longer line tells no kind
ENOUGH = 0.75  # weight below which a paper is of no known kind


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for a kind; the weights of all signs for one kind add up."""

    kind: str
    weight: float
    method: str
    place: Place | None = None


def kind(reading: Reading, zone: Sequence[Block], title: Sequence[Place], symbol: str | None) -> Reason:
    """The kind for which most speaks, with its strongest sign; "other" where nothing does."""
    found = list(signs(reading, zone, title, symbol))
    weights: dict[str, float] = defaultdict(float)
    for sign in found:
        weights[sign.kind] += sign.weight
    best = max(weights, key=lambda one: weights[one], default="")
    if not best or weights[best] < ENOUGH:
        return Reason("kind", "other", "no sign of a kind", 0.5)
    strongest = max((sign for sign in found if sign.kind == best), key=lambda one: one.weight)
    sure = min(0.98, 0.6 + 0.4 * weights[best] / sum(weights.values()))
    return Reason("kind", best, strongest.method, round(sure, 3), strongest.place)


def signs(reading: Reading, zone: Sequence[Block], title: Sequence[Place], symbol: str | None) -> Iterator[Sign]:
    yield from in_title(reading, title)
    lines = {place.block for place in title}
    first = zone[0].page if zone else None  # the first slide: the others tell what is spoken of
    is_slides = "presentationml" in reading.document.source.media_type
    open_to = [block for block in zone if block.seq not in lines and (not is_slides or block.page == first)]
    yield from in_opening(reading, open_to)
    known = SERIES | (OWN_SERIES if regex.match(reading.vocabulary.symbol, symbol or "") else {})
    for series in regex.findall(r"/([A-Z]+)[./]\d+(?=/|$)", symbol or ""):
        if series in known:
            yield Sign(known[series], 0.8, "series of the symbol")
    media_type = reading.document.source.media_type
    yield from (
        Sign(name, weight, "format of the file") for part, (name, weight) in FORMATS.items() if part in media_type
    )
    stem = regex.sub(r"[\W_]+", " ", PurePath(reading.document.source.name).stem)
    yield from (Sign(name, 0.8, "name of the file") for name, _, _ in reading.cues_in("kind", stem)[:1])
    yield from by_matter(reading)


def in_opening(reading: Reading, blocks: Sequence[Block]) -> Iterator[Sign]:
    """Words of short lines that are no list items, symbols or agenda items, each kind once; a date with a speaker."""
    told: set[str] = set()
    for block in blocks:
        if is_byline(reading, block):
            yield Sign("presentation", 2.6, "date and speaker under the title", Place.of_block(block))
        if block.kind in (Kind.LIST_ITEM, Kind.TABLE) or len(block.text.split()) > SHORT_LINE:
            continue
        if reading.spans_of("symbols", block) or is_item_line(reading, block):
            continue
        for name, start, end in reading.cues_in("kind", block.text)[:1]:
            if name not in told:
                told.add(name)
                yield Sign(name, 0.8, "word in the opening", Place(block.seq, start, end))


def is_item_line(reading: Reading, block: Block) -> bool:
    """Whether a line names the agenda item that a paper is for, or follows the line that numbers it."""
    item = reading.vocabulary.cue("title.agenda_item")
    before = reading.blocks[block.seq - 1].text if block.seq else ""
    return item.match(block.text) is not None or item.fullmatch(before.strip()) is not None


def in_title(reading: Reading, title: Sequence[Place]) -> Iterator[Sign]:
    """The first word for a kind in the title; one in mid-title ("evolution of the action plans") weighs less.

    The name of a known plan is a word for a kind only where nothing else is: "Lausanne Action Plan: progress report".
    """
    for line in title:
        text, at = reading.quote(line), line.start
        found = reading.cues_in("kind", text)
        plans = [reading.place_of(span) for span in reading.spans_in("plans", line)]
        own = [one for one in found if not any(plan.start <= at + one[1] and at + one[2] <= plan.end for plan in plans)]
        for name, start, end in (own or found)[:1]:
            rest = regex.sub(r"[\W\d_]+", "", text[end:])
            at_edge = not text[:start].strip() or not rest
            yield Sign(name, 2.2 if at_edge else 1.6, "word in the title", Place(line.block, at + start, at + end))


def by_matter(reading: Reading) -> Iterator[Sign]:
    """What the paper is made of: the sections of a work plan, the signs of a web page."""
    told = [block.text for block in reading.body if block.kind is Kind.HEADING]
    told += [cell.text for block in reading.body for cell in block.cells if 0 in (cell.row, cell.column)]
    headings = {section_of(reading, text) for text in told}
    headings |= {section_led_to(reading, block) for block in reading.body}
    if len(headings & {"objective", "activity", "output", "implementer", "partner", "timeline"}) >= 3:
        yield Sign("work_plan", 1.2 if reading.is_ours else 0.6, "sections of a work plan")
    label = reading.vocabulary.cue("coordinator.label")
    named = any(label.search(block.text) for block in reading.blocks[:OPENING] if len(block.text.split()) <= SHORT_LINE)
    texts = (text for block in reading.body for text in (block.text, *(cell.text for cell in block.cells)))
    times = (text for text in texts if any(reading.vocabulary.holds(cue, text) for cue in ("quarter", "time.months")))
    if named and len(list(islice(times, 2))) == 2:
        yield Sign("work_plan", 1.4, "coordinators, and what is due in quarters")
    web = {
        found[0].casefold()
        for block in reading.blocks
        if len(block.text.split()) <= SHORT_LINE  # what stands on its own, and is not said in a speech
        if reading.vocabulary.holds("web.sign", block.text)
        for found in reading.vocabulary.cue("web.sign").finditer(block.text)
    }
    if web:
        yield Sign("web_page", min(1.6, 0.5 + 0.4 * len(web)), "words of web pages")
