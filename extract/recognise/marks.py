"""How a recogniser keeps what it found: as a group of spans of the spaCy text."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

Found = tuple[int, int, str, str]  # start and end in characters, label, id


def mark(doc: Doc, name: str, found: Iterable[Found]) -> Doc:
    """Keep the found places as the span group `name`; overlapping ones are the finder's business."""
    spans: list[Span] = []
    for start, end, label, key in found:
        span = doc.char_span(start, end, label=label, kb_id=key, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[name] = spans
    return doc


def after_blanks(text: str, offset: int) -> int:
    """Where the next word or sign begins at or after an offset; a comma on the way is passed over."""
    while offset < len(text) and (text[offset].isspace() or text[offset] == ","):
        offset += 1
    return offset
