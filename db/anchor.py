"""Where a decision stands in a paper, told by words, so that it is found again when blocks and offsets are others.

API: `Finder(texts)`, with the texts of a document's blocks in order; its `anchor(spot, page)` tells a place by its quote and
the words around it, its `places(anchor)` gives where the same words stand in this document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from db.words import words

CONTEXT = 8  # words on either side of a quote
SURE = 8  # words by which a place is known, those around the quote counted twice; all of them where there are fewer


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote with the words before and after it, across blocks; block, page and offsets are where it stood, as hints."""

    quote: str
    before: str
    after: str
    block: int
    start: int
    end: int
    page: int | None = None

    @property
    def context(self) -> int:
        """How many words are known around the quote."""
        return len(forms(self.before)) + len(forms(self.after))

    def distance(self, spot: Spot) -> tuple[int, ...]:
        """How far a place is from where the quote stood, for sorting: in blocks, then in characters."""
        return abs(spot.block - self.block), abs(spot.start - self.start), abs(spot.end - self.end), spot.block


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `start` to `end` of a block, and how many of the words around an anchor stand around them too."""

    block: int
    start: int
    end: int
    context: int = 0

    @property
    def place(self) -> tuple[int, int, int]:
        return self.block, self.start, self.end

    def overlaps(self, block: int, start: int, end: int) -> bool:
        """Whether both share a character, or one is empty and stands in or at the edge of the other."""
        shared = min(self.end, end) - max(self.start, start)
        return self.block == block and (shared > 0 or (shared == 0 and min(self.end - self.start, end - start) == 0))


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of a document: its form, its block, and its characters there."""

    form: str
    block: int
    start: int
    end: int


class Finder:
    """The words of a document, by their forms: case, accents, blanks and signs between words do not count."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.words = [
            Placed(word.form, n, word.start, word.end) for n, text in enumerate(texts) for word in words(text)
        ]
        self.positions = defaultdict[str, list[int]](list)
        for position, word in enumerate(self.words):
            self.positions[word.form].append(position)

    def places(self, anchor: Anchor) -> list[Spot]:
        """Where the anchor's quote stands with as much of its context as anywhere, the nearest to where it was first.

        None where the words stand with too little of what was around them to be the same place.
        """
        spots = [*self.unmoved(anchor), *self.of_words(anchor)]
        if anchor.quote and all(one.context < anchor.context for one in spots):
            spots += self.of_signs(anchor)
        best = max((one.context for one in spots), default=0)
        known = len(forms(anchor.quote))
        if known + 2 * best < min(SURE, known + 2 * anchor.context):
            return []
        return sorted({one for one in spots if one.context == best}, key=anchor.distance)

    def unmoved(self, anchor: Anchor) -> Iterator[Spot]:
        """Where the quote stood, if it stands there now."""
        here = self.texts[anchor.block][anchor.start : anchor.end] if anchor.block < len(self.texts) else ""
        if here and here == anchor.quote:
            yield self.plain(anchor, anchor.block, anchor.start)

    def of_words(self, anchor: Anchor) -> Iterator[Spot]:
        """Places of the quote's words, with the signs before the first and after the last where these stand there too."""
        found = list(words(anchor.quote))
        if not found:
            return
        quote = [word.form for word in found]
        head, tail = anchor.quote[: found[0].start], anchor.quote[found[-1].end :]
        for first in self.positions.get(quote[0], ()):
            last = first + len(quote) - 1
            if self.forms(first, last + 1) == quote and self.words[first].block == self.words[last].block:
                block, text = self.words[first].block, self.texts[self.words[first].block]
                start, end = self.words[first].start, self.words[last].end
                start -= len(head) if text.endswith(head, 0, start) else 0
                end += len(tail) if text.startswith(tail, end) else 0
                yield Spot(block, start, end, self.shared(anchor, first, last + 1))

    def of_signs(self, anchor: Anchor) -> Iterator[Spot]:
        """Places of the quote as it is written, also within words, and also of a dash or the like, which is no word."""
        for block, text in enumerate(self.texts):
            start = text.find(anchor.quote)
            while start >= 0:
                yield self.plain(anchor, block, start)
                start = text.find(anchor.quote, start + 1)

    def plain(self, anchor: Anchor, block: int, start: int) -> Spot:
        end = start + len(anchor.quote)
        return Spot(block, start, end, self.shared(anchor, self.position(block, start), self.position(block, end)))

    def forms(self, first: int, last: int) -> list[str]:
        return [word.form for word in self.words[max(0, first) : last]]

    def shared(self, anchor: Anchor, first: int, last: int) -> int:
        """How many words directly before the word at `first`, and from that at `last` on, are those around the anchor."""
        before, after = self.forms(first - CONTEXT, first), self.forms(last, last + CONTEXT)
        return alike(reversed(forms(anchor.before)), reversed(before)) + alike(forms(anchor.after), after)

    def position(self, block: int, offset: int) -> int:
        """The number of the first word that begins at an offset of a block or after it."""
        return bisect_left(self.words, (block, offset), key=lambda word: (word.block, word.start))

    def anchor(self, spot: Spot, page: int | None = None) -> Anchor:
        """What tells a place of this document by its words."""
        quote = self.texts[spot.block][spot.start : spot.end]
        first, last = self.position(spot.block, spot.start), self.position(spot.block, spot.end)
        before, after = self.written(first - CONTEXT, first), self.written(last, last + CONTEXT)
        return Anchor(quote, before, after, spot.block, spot.start, spot.end, page)

    def written(self, first: int, last: int) -> str:
        return " ".join(self.texts[word.block][word.start : word.end] for word in self.words[max(0, first) : last])


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


def alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many words of two runs are the same from the beginning on.

    >>> alike("abc", "abx")
    2
    """
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
