"""One paper while it is read for meaning: its blocks as one spaCy text, spans that recognisers found, and places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from corpus.vocabulary import Vocabulary
from extract.recognise.starts import occurrences
from extract.record import Paper, Place
from extract.tokens import text_of
from ingest.document import Block, Document, Kind

BLOCK_BREAK = "\n\n"
APART = (Kind.PAGE_HEADER, Kind.PAGE_FOOTER, Kind.FOOTNOTE)


@dataclass(slots=True)
class Reading:
    """`doc` holds the text of all blocks, parted by BLOCK_BREAK; `starts[i]` is where block i begins in it.

    Recognisers fill `doc.spans[NAME]`; a span's `label_` says what it is, its `kb_id_` which one. The identity in
    `paper` is decided before records are extracted.
    """

    document: Document
    vocabulary: Vocabulary
    doc: Doc
    starts: list[int]
    paper: Paper = field(default_factory=Paper)
    by_block: dict[str, dict[int, list[Span]]] = field(default_factory=dict)
    by_cue: dict[str, list[Block]] = field(default_factory=dict)
    by_text: dict[tuple[str, str], list[tuple[str, int, int]]] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Whether the paper is about this convention; another's articles and meetings are not ours."""
        return self.paper.convention == self.vocabulary.convention.id

    @property
    def titles(self) -> list[Place]:
        """Where the title stands; empty where it was not found in the text."""
        return [one.place for one in self.paper.why if one.field == "title" and one.place]

    @property
    def text(self) -> str:
        """The text of all blocks, parted by BLOCK_BREAK, in which the soft breaks of lines are blanks."""
        return text_of(self.doc)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks

    @property
    def body(self) -> Iterator[Block]:
        """The blocks that are neither running heads and feet nor footnotes."""
        return (block for block in self.blocks if block.kind not in APART)

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

    def quote(self, place: Place) -> str:
        return self.blocks[place.block].text[place.start : place.end]

    def spans(self, name: str) -> Iterator[Span]:
        """Spans of a group in the order of the text."""
        return (span for block in self.blocks for span in self.indexed(name).get(block.seq, ()))

    def spans_in(self, name: str, place: Place) -> list[Span]:
        """Spans of a group that lie within a place."""
        spans = self.indexed(name).get(place.block)
        if spans is None:
            return []
        begin, end = self.starts[place.block] + place.start, self.starts[place.block] + place.end
        first = bisect_left(spans, begin, key=start_of)
        return [span for span in spans[first : bisect_left(spans, end, first, key=start_of)] if span.end_char <= end]

    def spans_of(self, name: str, block: Block) -> list[Span]:
        return self.indexed(name).get(block.seq, [])

    def indexed(self, name: str) -> dict[int, list[Span]]:
        """The spans of a group by the seq of their block."""
        if name not in self.by_block:
            found: dict[int, list[Span]] = defaultdict(list)
            for span in sorted(self.doc.spans.get(name, ()), key=lambda one: (one.start_char, -one.end_char)):
                found[self.block_at(span.start_char).seq].append(span)
            self.by_block[name] = dict(found)
        return self.by_block[name]

    def holding(self, cue: str) -> list[Block]:
        """The blocks of the body in which a cue stands."""
        if cue not in self.by_cue:
            found = occurrences(self.doc, self.vocabulary.alternatives(cue))
            blocks = (self.blocks[seq] for seq in sorted({self.block_at(one.start()).seq for one in found}))
            self.by_cue[cue] = [block for block in blocks if block.kind not in APART]
        return self.by_cue[cue]

    def cues_in(self, family: str, text: str) -> list[tuple[str, int, int]]:
        """The cues of a family that stand in a text, each with the place of its first words; the first and then the
        longest words first. The same few lines are asked about again and again."""
        if (family, text) not in self.by_text:
            found = [
                (start, -end, name)
                for name in self.vocabulary.family(family)
                for start, end in [self.vocabulary.alternatives(f"{family}.{name}").search(text)]
                if end > start
            ]
            self.by_text[family, text] = [(name, start, -end) for start, end, name in sorted(found)]
        return self.by_text[family, text]

    def headings_of(self, block: Block) -> Iterator[Block]:
        """The headings that a block stands under, the nearest first."""
        parent = block.parent
        while parent is not None:
            above = self.blocks[parent]
            if above.kind is Kind.HEADING:  # a footnote stands under the block that refers to it
                yield above
            parent = above.parent

    def sentences(self, block: Block) -> list[Place]:
        """The sentences of a block; a block without words has none."""
        base = self.starts[block.seq]
        spans = self.spans_of("sentences", block)
        return [Place(block.seq, span.start_char - base, span.end_char - base) for span in spans]

    def sentence(self, place: Place) -> Place:
        """The sentence of the block in which a place begins."""
        block, base = self.blocks[place.block], self.starts[place.block]
        spans = self.spans_of("sentences", block)
        index = bisect_right(spans, base + place.start, key=start_of) - 1
        if index < 0 or spans[index].end_char <= base + place.start:
            return Place.of_block(block)
        return Place(block.seq, spans[index].start_char - base, spans[index].end_char - base)


def start_of(span: Span) -> int:
    return int(span.start_char)
