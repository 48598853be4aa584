"""Numbers of paragraphs: "22", "22 (b)" for a lettered part of it, "3" under a heading "Decision 3"."""

from __future__ import annotations

import regex

from extract.reading import Reading
from ingest.document import Block, Kind

NUMBER = regex.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2})*)[.)\-–]?(?:\s?\((?P<letter>[a-z]{1,4})\))?")
LETTER = regex.compile(r"\(?(?P<letter>[a-z]{1,4})[.)]")


class Paragraphs:
    """Follows the numbers of a paper's paragraphs from block to block."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.number: str | None = None
        self.headed = False  # by a heading that numbers a decision
        self.inner = 0  # the last number of a list within the paragraph

    def of(self, block: Block) -> str | None:
        """The number of a block: its own, or its parent's with its letter; None where neither has one."""
        plain = NUMBER.fullmatch((block.marker or "").strip())
        letter = LETTER.fullmatch((block.marker or "").strip())
        nested = block.kind is Kind.LIST_ITEM and (block.level or 1) > 1
        if plain and nested and self.number and not plain["letter"] and not self.is_next(plain["number"]):
            own = plain["number"]
            self.inner = int(own) if own.isdecimal() else 0
            return own if own.startswith(f"{self.number}.") else f"{self.number}.{own}"
        if plain:
            self.headed = False
            self.number, self.inner = plain["number"], 0
            return f"{self.number} ({plain['letter']})" if plain["letter"] else self.number
        if letter and self.number:
            return f"{self.number} ({letter['letter']})"
        if block.kind is Kind.HEADING:
            told = self.reading.vocabulary.cue("decision.heading").match(block.text)
            self.number, self.headed = told["digits"] if told else None, told is not None
        return self.number if block.kind is Kind.LIST_ITEM or self.headed else None

    def is_next(self, number: str) -> bool:
        """Whether a number goes on with the paragraphs, for all that it stands deeper, and not with a list within one."""
        follows = (self.number or "").isdecimal() and number.isdecimal() and int(number) == int(self.number or 0) + 1
        return follows and int(number) != self.inner + 1
