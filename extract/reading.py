"""One paper while it is read for meaning: its blocks as one spaCy text, spans that recognisers found, and places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from corpus.vocabulary import Vocabulary
from extract.record import Paper, Place
from ingest.document import Block, Document, Kind

BLOCK_BREAK = "\n\n"


@dataclass(slots=True)
class Reading:
    """`doc` holds the text of all blocks, parted by BLOCK_BREAK; `starts[i]` is where block i begins in it.

    Recognisers fill `doc.spans[NAME]`; a span's `label_` says what it is, its `kb_id_` which one.
    """

    document: Document
    vocabulary: Vocabulary
    doc: Doc
    starts: list[int]
    paper: Paper = field(default_factory=Paper)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks

    @property
    def language(self) -> str | None:
        return self.document.language

    def block_at(self, offset: int) -> Block:
        """The block that holds the character at `offset` of the whole text."""
        return self.blocks[bisect_right(self.starts, offset) - 1]

    def place(self, start: int, end: int) -> Place:
        """The place of characters `start` to `end` of the whole text, cut at the end of its block."""
        block = self.block_at(start)
        base = self.starts[block.seq]
        return Place(block.seq, start - base, min(end - base, len(block.text)))

    def place_of(self, span: Span) -> Place:
        return self.place(span.start_char, span.end_char)

    def whole(self, block: Block) -> Place:
        return Place(block.seq, 0, len(block.text))

    def quote(self, place: Place) -> str:
        return self.blocks[place.block].text[place.start : place.end]

    def spans(self, name: str) -> list[Span]:
        """Spans of a group in the order of the text; none where no recogniser made the group."""
        return (
            sorted(self.doc.spans[name], key=lambda span: (span.start_char, -span.end_char))
            if name in self.doc.spans
            else []
        )

    def spans_in(self, name: str, place: Place) -> list[Span]:
        """Spans of a group that lie within a place."""
        start = self.starts[place.block] + place.start
        end = self.starts[place.block] + place.end
        return [span for span in self.spans(name) if start <= span.start_char and span.end_char <= end]

    def headings_of(self, block: Block) -> Iterator[Block]:
        """The headings that a block stands under, the nearest first."""
        parent = block.parent
        while parent is not None:
            yield self.blocks[parent]
            parent = self.blocks[parent].parent

    def section(self, heading: Block) -> Iterator[Block]:
        """The blocks under a heading, those of its sub-headings included."""
        for block in self.blocks[heading.seq + 1 :]:
            if heading.seq in (one.seq for one in self.headings_of(block)):
                yield block
            elif block.kind is Kind.HEADING:
                return

    def sentence(self, place: Place) -> Place:
        """The sentence of the block around a place."""
        text, base = self.blocks[place.block].text, self.starts[place.block]
        sentences = self.spans_in("sentences", Place(place.block, 0, len(text)))
        for span in sentences:
            if span.start_char - base <= place.start < span.end_char - base:
                return Place(place.block, span.start_char - base, span.end_char - base)
        return Place(place.block, 0, len(text))
