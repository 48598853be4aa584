"""States and organisations that a paper names, once for each block."""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading import Reading
from extract.record import Mention


def mentions(reading: Reading) -> Iterator[Mention]:
    """A mention for the first place in each block where an entity is named."""
    for group, kind in (("states", "state"), ("organisations", "organisation")):
        for block in reading.blocks:
            seen: set[str] = set()
            for span in reading.spans_of(group, block):
                if span.kb_id_ not in seen:
                    seen.add(span.kb_id_)
                    yield Mention(reading.place_of(span), f"{kind} named", 0.97, kind, span.kb_id_)
