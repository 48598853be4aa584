"""The opening of a paper: the blocks before its text begins, where masthead, title and labels stand."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.reading import Reading
from extract.record import Place
from extract.sections import section_of
from ingest.document import Block, Kind

MOST = 24  # blocks
PROSE = 30  # words: a paragraph of so many is the text itself
TITLE_WORDS = 45
WORD_SIGN = regex.compile(r"\w")
LINE = regex.compile(r"[^\n\t|]+")  # of a block, or of a cell


def opening(reading: Reading) -> tuple[Block, ...]:
    """The first blocks, up to the first section or paragraph of prose; running heads of page 1 included."""
    found: list[Block] = []
    headed = False
    for block in reading.blocks[: 2 * MOST]:
        if len(found) >= MOST or (found and begins_text(reading, block, headed)):
            break
        found.append(block)
        headed = headed or block.kind is Kind.HEADING
    return tuple(found)


def begins_text(reading: Reading, block: Block, headed: bool) -> bool:
    """Whether the paper's text begins with a block: a section or a numbered heading, unless it is the first, or prose."""
    words = len(block.text.split())
    if block.kind is Kind.HEADING:
        numbered = block.marker is not None
        return headed and (numbered or (section_of(reading, block.text) is not None and not is_kind(reading, block)))
    if block.kind is Kind.PARAGRAPH:
        return words > TITLE_WORDS or (words >= PROSE and block.text.rstrip()[-1:] in ".;")
    return False


def is_kind(reading: Reading, block: Block) -> bool:
    """Whether a block holds a word for a kind of document."""
    return bool(reading.cues_in("kind", block.text))


def covered(reading: Reading, block: Block, *groups: str) -> float:
    """The share of a block's letters and digits that spans of these groups cover."""
    return covered_in(reading, Place.of_block(block), *groups)


def covered_in(reading: Reading, place: Place, *groups: str) -> float:
    """The share of the letters and digits of a place that spans of these groups cover."""
    size = len(WORD_SIGN.findall(reading.quote(place)))
    spans = [span for group in groups for span in reading.spans_in(group, place)]
    inside = {i for span in spans for i in range(span.start_char, span.end_char) if reading.text[i].isalnum()}
    return len(inside) / size if size else 0.0


def lines(block: Block) -> Iterator[Place]:
    """The lines of a block, or the lines of its cells, as places without the blanks around them."""
    for found in LINE.finditer(block.text):
        text = found[0].strip()
        if text:
            start = found.start() + found[0].index(text)
            yield Place(block.seq, start, start + len(text))
