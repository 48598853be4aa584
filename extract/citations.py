"""What a paper cites: articles, actions, meetings, documents, plans and conventions, each with its place.

An action belongs to the plan named nearest to it: in its sentence, its block, its table column, before it, or, where
no plan is named, to none. A heading that defines an action ("Action 5.1 - Strengthen partnerships") cites none.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from spacy.tokens import Span

from extract.action_plan import defines_action
from extract.obligations import bare_articles
from extract.plan_table import plans_over_columns, proper_words
from extract.reading import Reading
from extract.record import Citation, Place
from extract.tokens import folded
from ingest.document import Kind

FOREIGN = "?"


def citations(reading: Reading) -> Iterator[Citation]:
    """Every citation of the paper, at each of its places."""
    yield from conventions(reading)
    yield from symbols(reading)
    if reading.is_ours:
        yield from articles(reading)
        yield from articles_in_columns(reading)
        yield from meetings(reading)
        yield from plans(reading)
        yield from actions(reading)


def articles(reading: Reading) -> Iterator[Citation]:
    for span in reading.spans("articles"):
        first, _, last = span.kb_id_.partition(":")
        if not first.startswith(FOREIGN):
            yield Citation(reading.place_of(span), "article named", 0.95, "article", first, last or None)


def articles_in_columns(reading: Reading) -> Iterator[Citation]:
    for block in reading.body:
        for cell in bare_articles(reading, block):
            place = Place.of_cell(block, cell)
            yield Citation(place, "number under a head for articles", 0.85, "article", cell.text.strip())


def meetings(reading: Reading) -> Iterator[Citation]:
    for span in reading.spans("meetings"):
        yield Citation(reading.place_of(span), "meeting named", 0.95, "meeting", span.kb_id_)


def plans(reading: Reading) -> Iterator[Citation]:
    for span in reading.spans("plans"):
        yield Citation(reading.place_of(span), "plan named", 0.98, "plan", span.kb_id_)


def conventions(reading: Reading) -> Iterator[Citation]:
    for span in reading.spans("conventions"):
        if span.kb_id_ != reading.vocabulary.convention.id:
            yield Citation(reading.place_of(span), "convention named", 0.97, "convention", span.kb_id_)


def symbols(reading: Reading) -> Iterator[Citation]:
    for span in reading.spans("symbols"):
        block = reading.block_at(span.start_char)
        if span.kb_id_ not in (reading.paper.symbol, reading.paper.other_symbol) and block.kind not in (
            Kind.PAGE_HEADER,
            Kind.PAGE_FOOTER,
        ):
            yield Citation(reading.place_of(span), "symbol printed", 0.97, "document", span.kb_id_)


def actions(reading: Reading) -> Iterator[Citation]:
    for span in reading.spans("actions"):
        first, _, last = span.kb_id_.partition(":")
        plan, method, confidence = plan_of(reading, span, first)
        if defines_action(reading, span) or not fits(reading, plan, last or first, named=plan is not None):
            continue
        prefix = f"{plan}-" if plan else ""
        target_to = f"{prefix}{last}" if last else None
        yield Citation(reading.place_of(span), method, confidence, "action", f"{prefix}{first}", target_to)


def fits(reading: Reading, plan: str | None, number: str, named: bool = False) -> bool:
    """Whether a plan has an action of that number; where it is named with it, a section of a dotted plan is one too."""
    known = reading.vocabulary.plans
    owners = [known[plan]] if plan and plan in known else list(known.values())
    return any(
        (("." in number) == one.dotted and (one.dotted or 1 <= int(number) <= one.total))
        or (named and one.dotted and number in {section.number for section in one.sections})
        for one in owners
    )  # fmt: skip


def plan_of(reading: Reading, span: Span, number: str) -> tuple[str | None, str, float]:
    """The plan whose action is cited, the rule that tells so, and how sure it is."""
    block = reading.block_at(span.start_char)
    named = [one for one in reading.spans("plans") if fits(reading, one.kb_id_, number, named=True)]
    place = reading.sentence(reading.place_of(span))
    base = reading.starts[block.seq]
    near = [one for one in named if base + place.start <= one.start_char < base + place.end]
    if near:
        return min(near, key=lambda one: distance(one, span)).kb_id_, "plan named in the sentence", 0.97
    placed = plan_by_place(reading, span, base + place.end, number)
    if placed is not None:
        return placed, "place of the plan named after it", 0.9
    cell = block.cell_at(span.start_char - base)
    over = plans_over_columns(reading, block).get(cell.column) if cell else None
    if over is not None and fits(reading, over, number):
        return over, "plan over the column", 0.9
    before = [one for one in named if one.start_char < span.start_char]
    if before:
        return before[-1].kb_id_, "plan named before", 0.85
    if named:
        return named[0].kb_id_, "plan named later", 0.7
    fitting = [key for key in reading.vocabulary.plans if fits(reading, key, number)]
    return (fitting[0], "only plan that numbers so", 0.75) if len(fitting) == 1 else (None, "no plan named", 0.5)


def plan_by_place(reading: Reading, span: Span, end: int, number: str) -> str | None:
    """The plan whose own word follows an action within three words: "actions 4.1 to 4.4 of Dubrovnik"."""
    words = regex.findall(r"[\p{L}\p{M}]+", reading.text[span.end_char : end])[:4]
    for plan, proper in proper_words(reading).items():
        if proper & {folded(word) for word in words} and fits(reading, plan, number):
            return plan
    return None


def distance(one: Span, other: Span) -> int:
    return min(abs(one.end_char - other.start_char), abs(other.end_char - one.start_char))
