"""Mandates: the tasks that a body has been given, listed after words such as "to undertake the following tasks:"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading import Reading
from extract.record import Mandate
from extract.tables import item_of_block
from ingest.document import Block, Kind


def mandates(reading: Reading) -> Iterator[Mandate]:
    """The items of each list that a sentence about a mandate leads to."""
    if not reading.is_ours or reading.paper.kind not in ("web_page", "other", "decision", "newsletter", "presentation"):
        return
    body: str | None = None
    for block in reading.body:
        if block.kind is Kind.LIST_ITEM:
            if body is not None:
                item = item_of_block(block)
                yield Mandate(
                    item.place, "list after a mandate", 0.92, body or None, item.marker, item.text.rstrip(" ;.")
                )
        else:
            body = leads(reading, block)


def leads(reading: Reading, block: Block) -> str | None:
    """Id of the body whose mandate the block leads to, empty where it names none; None where it leads to no mandate."""
    told = [block, *reading.headings_of(block)]
    if block.kind is not Kind.PARAGRAPH or not block.text.rstrip().endswith(":"):
        return None
    if not any(reading.vocabulary.cue("mandate.intro").search(one.text) for one in told):
        return None
    spans = [span for one in told for span in reading.spans_of("organisations", one)]
    return spans[0].kb_id_ if spans else ""
