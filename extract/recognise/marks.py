"""How a recogniser keeps what it found: as a group of spans of the spaCy text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc, Span, SpanGroup

from extract.tokens import tokens_of

Found = tuple[int, int, str, str]  # start and end in characters, label, id


def mark(doc: Doc, name: str, found: Iterable[Found]) -> Doc:
    """Keep the found places as the span group `name`, of whole tokens; overlapping ones are the finder's business."""
    every = [one for one in found if one[0] < one[1]]
    starts = tokens_of(doc).starts
    first = np.searchsorted(starts, [start for start, *_ in every], "right") - 1
    last = np.searchsorted(starts, [end for _, end, *_ in every], "left")
    doc.spans[name] = [
        Span(doc, begin, end, label=label, kb_id=key)
        for begin, end, (_, _, label, key) in zip(first.tolist(), last.tolist(), every, strict=True)
    ]
    return doc


def apart(found: Iterable[Found]) -> Iterator[Found]:
    """The found places in the order of the text, without those that lie over one before; of two at one place the longer."""
    end = 0
    for one in sorted(found, key=lambda place: (place[0], -place[1])):
        if one[0] >= end:
            end = one[1]
            yield one


def outside(group: SpanGroup, found: Iterable[Found]) -> Iterator[Found]:
    """The found places that begin in no span of a group, whose spans lie apart and in order."""
    taken, index = [(span.start_char, span.end_char) for span in group], 0
    for one in found:
        while index < len(taken) and taken[index][1] <= one[0]:
            index += 1
        if index == len(taken) or one[0] < taken[index][0]:
            yield one


def after_blanks(text: str, offset: int) -> int:
    """Where the next word or sign begins at or after an offset; a comma on the way is passed over."""
    while offset < len(text) and (text[offset].isspace() or text[offset] == ","):
        offset += 1
    return offset
