"""Actions of an action plan, where a paper prints them: number, title, who binds himself and how, lettered parts.

"Action 5.1 - Strengthen partnerships at all levels", then "States Parties will:" and parts (a), (b). The numbering tells
the plan where the paper names none: only one plan numbers its actions 5.1. Where the word processor numbers them, the
label "Action 28" is the marker of the block, and its text the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from spacy.tokens import Span

from extract.reading import Reading
from extract.record import Action, ActionItem, Place
from ingest.document import Block, Kind

TITLE = regex.compile(r"\s*[:.\-–—|]\s*(?P<title>\S.*)|\s*$", regex.DOTALL)
NUMBER = regex.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})?)[.:)]?\s*")
PLACE = r"(?P<place>\p{Lu}[\p{L}\p{M}]+(?:\s+\p{Lu}[\p{L}\p{M}]+)?)"
PLACE_AFTER = regex.compile(rf"\s+(?:of|de|del|d['’])\s*{PLACE}")
PLACE_BEFORE = regex.compile(rf"{PLACE}\s+$")
LETTER = regex.compile(r"\(?(?P<letter>[a-z])[.)]?")
LONGEST_TITLE = 25  # words; more of them are the action itself


@dataclass(frozen=True, slots=True)
class Label:
    """The number of an action, and where its label ends in the block: at 0 where it is the marker."""

    number: str
    end: int


def actions(reading: Reading) -> Iterator[Action]:
    """The actions that headings, or in an action plan numbered paragraphs, define."""
    if not reading.is_ours:
        return
    for block in reading.body:
        label = defined_in(reading, block)
        if label is not None:
            yield action(reading, block, label)


def defines_action(reading: Reading, span: Span) -> bool:
    """Whether an action is named because it is printed here, and not cited."""
    block = reading.block_at(span.start_char)
    label = defined_in(reading, block)
    return label is not None and reading.starts[block.seq] == span.start_char and label.end > 0


def defined_in(reading: Reading, block: Block) -> Label | None:
    """The label of the action that a block defines."""
    may = block.kind is Kind.HEADING or reading.paper.kind == "action_plan"
    if not may or block.kind not in (Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM):
        return None
    if block.marker:
        told = reading.vocabulary.cue("action").match(block.marker)
        number = NUMBER.fullmatch(block.marker, told.end()) if told else None
        if number:
            return Label(number["number"], 0)
    span = next(iter(reading.spans_of("actions", block)), None)
    base = reading.starts[block.seq]
    if span is None or span.start_char != base or ":" in span.kb_id_:
        return None
    return Label(span.kb_id_, span.end_char - base) if TITLE.match(block.text, span.end_char - base) else None


def action(reading: Reading, block: Block, label: Label) -> Action:
    titled = TITLE.match(block.text, label.end)
    said = " ".join(((titled["title"] if titled else block.text) or "").split())
    is_title = block.kind is Kind.HEADING or len(said.split()) <= LONGEST_TITLE
    below = list(words_below(reading, block))
    text = " ".join([*([] if is_title else [said]), *(" ".join(one.text.split()) for one in below)])
    actor, modality = actor_and_modality(reading, text)
    items = tuple(parts(below))
    title = said if is_title and said else None
    return Action(
        Place.of_block(block), "action heading", 0.95, plan_of(reading, label.number),
        label.number, title, text or None, modality, actor, items,
    )  # fmt: skip


def words_below(reading: Reading, block: Block) -> Iterator[Block]:
    """The blocks that belong to an action: up to the next heading, table or action."""
    for one in reading.blocks[block.seq + 1 :]:
        if one.kind in (Kind.HEADING, Kind.TABLE) or defined_in(reading, one) is not None:
            return
        if one.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            yield one


def parts(blocks: list[Block]) -> Iterator[ActionItem]:
    for block in blocks:
        letter = LETTER.fullmatch(block.marker or "")
        if letter:
            place = Place.of_block(block)
            yield ActionItem(place, "lettered part", 0.95, letter["letter"], " ".join(block.text.split()))


def actor_and_modality(reading: Reading, text: str) -> tuple[str | None, str | None]:
    """Who binds himself, and the words that bind: "States Parties", "will"."""
    found = reading.vocabulary.cue("action.modality").search(text)
    if found is None:
        return None, None
    actor = regex.split(r"[,.;:]", text[: found.start()].strip())[0].strip()
    return actor or None, found[0].casefold()


def plan_of(reading: Reading, number: str) -> str | None:
    """The plan that a paper's actions belong to: the one it is, the one that it names and that numbers so, the only one."""
    if reading.paper.kind == "action_plan" and reading.titles:
        return own_plan(reading, reading.titles[0])
    known = reading.vocabulary.plans
    fitting = [
        key for key, one in known.items() if one.dotted == ("." in number) and (one.dotted or int(number) <= one.total)
    ]
    named = [span.kb_id_ for span in reading.spans("plans") if span.kb_id_ in fitting]
    if named:
        return max(named, key=named.count)
    return fitting[0] if len(fitting) == 1 else None


def own_plan(reading: Reading, title: Place) -> str | None:
    """The plan that a paper's title names: one of the vocabulary, else a new one by the initials of the place that it has
    its name from, as the known ones have theirs ("KAP"); none for a plan without a name ("Draft Action Plan 2027–2031")."""
    known = reading.spans_in("plans", title)
    if known:
        return known[0].kb_id_
    text = reading.quote(title)
    told = reading.vocabulary.cue("kind.action_plan").search(text)
    if told is None:
        return None
    place = PLACE_AFTER.match(text, told.end()) or PLACE_BEFORE.search(text[: told.start()])
    named = place["place"] if place else ""
    is_version = any(cue.fullmatch(named) for cue in reading.vocabulary.cues_of("version").values())
    return "".join(word[0] for word in named.split()) + "AP" if named and not is_version else None
