"""Sections of a work plan: which heading, label or column header opens which section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.reading import Reading
from extract.record import Place
from extract.tables import Item, item_of_block, says
from ingest.document import Block, Kind
from ingest.markers import is_bullet

ENUMERATED = regex.compile(  # what leads to "two aims: …; and …", or to "(i) …; (ii) …"
    r"[^:;]{0,120}:\s(?=[^;]+;)|(?:[^:;(]{0,120}\s)?(?=\((?:i|a|1)\)\s[^;]+;)"
)
STOP = regex.compile(r"(?<=[\p{L})])\.\s+(?=\p{Lu})")  # where the sentence of the last piece ends
PIECE = regex.compile(r"\s*(?:(?:and|et|y|e)\s+)?(?:\(?(?:[ivx]{1,4}|[a-h]|\d)\)\s*)?")
FIRST_ITEM = regex.compile(r"\s*\(?(?:a|i|1)[.)]\s[^;]+;", regex.IGNORECASE)
LONGEST_LEAD = 18  # words in a sentence that leads to items in its own block
LONGEST = 12  # words in a heading that opens a section


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the blocks under it."""

    name: str
    blocks: tuple[Block, ...]


def section_of(reading: Reading, text: str) -> str | None:
    """The section that a heading opens: by the cue that stands first in it, the longest of those.

    "Timeline of activities" opens the timeline, "Potential implementing partners" the partners.
    """
    found = reading.cues_in("section", text) if len(text.split()) <= LONGEST else []
    return found[0][0] if found else None


def in_timeline(reading: Reading, block: Block) -> bool:
    """Whether a block stands under a heading that opens a timeline."""
    return any(section_of(reading, one.text) == "timeline" for one in reading.headings_of(block))


def parts(reading: Reading) -> Iterator[Part]:
    """The sections that headings and labels open, with the blocks under them; the title opens none."""
    name: str | None = None
    head: Block | None = None
    level, led = 0, False
    blocks: list[Block] = []
    end_of_title = max((place.block for place in reading.titles), default=-1)
    for block in reading.body:
        opened = opening(reading, block, level if name else None) if block.seq > end_of_title else None
        if opened is None and not (name and head and head.kind is Kind.HEADING):
            opened = section_led_to(reading, block) or ("" if led and ends_list(blocks, block) else None)
            led = bool(opened) or (led and opened is None)
        elif opened is not None:
            led = False
        if opened is None:
            blocks.append(block)
            continue
        if name:
            yield from apart(name, head, blocks)
        name, head, blocks = opened or None, block, []
        level = (block.level or 1) if block.kind is Kind.HEADING else level
        if block.kind is not Kind.HEADING and ":" in block.text.strip()[:-1]:
            blocks.append(block)
    if name:
        yield from apart(name, head, blocks)


def section_led_to(reading: Reading, block: Block) -> str | None:
    """The section whose list a sentence leads to by naming it last: "The Mission has set itself three objectives:"."""
    sentences = reading.sentences(block) if block.kind is Kind.PARAGRAPH and leads_to_items(reading, block) else []
    last = reading.quote(sentences[-1]).rstrip(" :") if sentences else ""
    return last_section(reading, last, closing=True) if len(last.split()) <= LONGEST_LEAD else None


def leads_to_items(reading: Reading, block: Block) -> bool:
    """Whether a block ends in a colon before a list."""
    after = reading.blocks[block.seq + 1 : block.seq + 2]
    return block.text.rstrip().endswith(":") and any(one.kind is Kind.LIST_ITEM for one in after)


def ends_list(blocks: list[Block], block: Block) -> bool:
    """Whether a paragraph comes after a list that a sentence led to: it goes on with the paper."""
    return block.kind is Kind.PARAGRAPH and any(one.kind is Kind.LIST_ITEM for one in blocks)


def apart(name: str, head: Block | None, blocks: list[Block]) -> Iterator[Part]:
    """The section's part; under a list item that names one objective, the deeper items are what is done for it."""
    nested = head is not None and head.kind is Kind.LIST_ITEM and name == "objective"
    below = [
        block for block in blocks if nested and head and block is not head and (block.level or 1) > (head.level or 1)
    ]
    yield Part(name, tuple(block for block in blocks if block not in below))
    if below:
        yield Part("activity", tuple(below))


def opening(reading: Reading, block: Block, level: int | None) -> str | None:
    """The name of the section that a block opens, empty where it only ends the one before, None where it does neither.

    A sub-heading goes on with its section unless it names another; a time ("First quarter of 2025") always does.
    """
    if block.kind is Kind.HEADING:
        if reading.vocabulary.holds("quarter", block.text):
            return None
        name = section_of(reading, block.text)
        deeper = level is not None and (block.level or 1) > level
        return name if name else None if deeper else ""
    if label := label_of(block):
        return section_of(reading, label)
    return last_section(reading, long_label_of(block))


def long_label_of(block: Block) -> str:
    """The words of a sentence that leads to items in its own block: "we plan the following activities: (a) …; (b) …"."""
    head, colon, rest = block.text.partition(":")
    leads = block.kind is Kind.PARAGRAPH and colon and FIRST_ITEM.match(rest) and len(head.split()) <= LONGEST_LEAD
    return head if leads else ""


def last_section(reading: Reading, text: str, closing: bool = False) -> str | None:
    """The section that a sentence names last, and, where it is to be `closing`, with which it ends: "in order to reach
    these objectives, we plan the following activities"."""
    ending = reading.vocabulary.cue("lead.end")
    found = [
        (match.start(), name)
        for name, cue in reading.vocabulary.cues_of("section").items()
        for match in cue.finditer(text)
        if not closing or not (rest := text[match.end() :].strip(" ,")) or ending.fullmatch(rest)
    ]
    return max(found)[1] if found else None


def label_of(block: Block) -> str:
    """The words before the colon of a paragraph such as "Objectives: to support …"; empty where there is no label."""
    head, colon, _ = block.text.partition(":")
    is_label = block.kind is Kind.PARAGRAPH or (block.kind is Kind.LIST_ITEM and not is_bullet(block.marker))
    return head if is_label and colon and len(head.split()) <= 5 else ""


def items_of(part: Part) -> Iterator[Item]:
    """The items of a section: its list items, or, where it has none, its paragraphs; lines that lead to a list are left."""
    listed = any(block.kind is Kind.LIST_ITEM and says(block.text) for block in part.blocks)
    label = inner_label(part.blocks[0]) if part.blocks else ""
    for block in part.blocks:
        is_first = block is part.blocks[0]
        if label and block.kind is Kind.PARAGRAPH and not is_first:
            break
        if block.kind is Kind.LIST_ITEM or (block.kind is Kind.PARAGRAPH and not listed):
            text = block.text.rstrip()
            if not says(text):
                continue
            if text.endswith(":") and block.kind is not Kind.LIST_ITEM:
                continue
            if label and is_first:
                yield from pieces(block, len(label) + 1)
            elif block.kind is Kind.PARAGRAPH and (lead := ENUMERATED.match(block.text)):
                yield from pieces(block, lead.end())
            else:
                yield item_of_block(block)


def inner_label(block: Block) -> str:
    """The label of a paragraph that holds what it labels too: a paragraph after it is the paper's text again."""
    label = label_of(block) or long_label_of(block)
    return label if block.kind is Kind.PARAGRAPH and says(block.text[len(label) + 1 :]) else ""


def pieces(block: Block, start: int) -> Iterator[Item]:
    """The items of a line that parts them by semicolons, their numbers and the last "and" left aside."""
    for piece in block.text[start:].split(";"):
        lead = PIECE.match(piece)
        left = lead.end() if lead else 0
        bare = STOP.split(piece[left:])[0].rstrip()
        if says(bare):
            place = Place(block.seq, start + left, start + left + len(bare))
            yield Item(place, None, " ".join(bare.split()))
        start += len(piece) + 1
