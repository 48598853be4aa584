"""Sheets whose writing runs sideways, turned so that it is level; and the way back for boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Box
from ingest.pdf_objects import Sheet, Word
from ingest.pdf_paths import Ruling
from ingest.pdf_place import swung, turned


@dataclass(frozen=True, slots=True)
class Level:
    """A sheet whose main writing is level, and by how many degrees the page was turned for that."""

    sheet: Sheet
    angle: int = 0

    def box(self, box: Box) -> Box:
        """A box of the level sheet on the page as it is shown."""
        sheet = self.sheet
        there = turned((box.x0, box.top, box.x1, box.bottom), (360 - self.angle) % 360, sheet.width, sheet.height)
        if sheet.skew:
            width, height = (sheet.width, sheet.height) if self.angle in (0, 180) else (sheet.height, sheet.width)
            there = swung(there, sheet.skew, width, height)
        return Box(*(round(side, 2) for side in (there.x0, there.top, there.x1, there.bottom)))


def leveled(sheet: Sheet) -> Level:
    """The sheet turned so that most of its writing is level."""
    angle = main_angle(sheet.words)
    if not angle:
        return Level(sheet)
    words = tuple(turn_word(word, angle, sheet) for word in sheet.words)
    rulings = tuple(turn_ruling(one, angle, sheet) for one in sheet.rulings)
    curves = tuple(turn_ruling(one, angle, sheet) for one in sheet.curves)
    width, height = (sheet.width, sheet.height) if angle == 180 else (sheet.height, sheet.width)
    return Level(replace(sheet, words=words, rulings=rulings, curves=curves, width=width, height=height), angle)


def main_angle(words: Sequence[Word]) -> int:
    if {word.angle for word in words} <= {0, None}:
        return 0
    letters: Counter[int] = Counter()
    for word in words:
        if word.angle is not None:
            letters[word.angle] += len(word.text)
    return letters.most_common(1)[0][0] if letters else 0


def turn_word(word: Word, angle: int, sheet: Sheet) -> Word:
    box = turned((word.x0, word.top, word.x1, word.bottom), angle, sheet.width, sheet.height)
    now = None if word.angle is None else (word.angle - angle) % 360
    return replace(word, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, angle=now)


def turn_ruling(ruling: Ruling, angle: int, sheet: Sheet) -> Ruling:
    box = turned((ruling.x0, ruling.top, ruling.x1, ruling.bottom), angle, sheet.width, sheet.height)
    return Ruling(box.x0, box.top, box.x1, box.bottom, ruling.filled)
