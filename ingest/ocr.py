"""Pages that are pictures -> words: Tesseract where it is installed with its languages, RapidOCR otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from statistics import mean
from typing import Protocol

import pypdfium2 as pdfium
from PIL import Image

from ingest.language import language_of
from ingest.ocr_cells import put_back, strip_of
from ingest.ocr_need import Need, believed, need_of
from ingest.ocr_picture import POINTS, Picture, picture_of
from ingest.ocr_rapid import read_with_rapidocr
from ingest.ocr_reading import Seen, words_of
from ingest.ocr_tesseract import latin, name_of, others, read_with_tesseract
from ingest.pdf_objects import Sheet, Word
from ingest.pdf_paths import Ruling
from ingest.pdf_place import turned

ALIKE = 0.1  # of confidence: readings that differ by less are as sure as each other
LONG_ENOUGH = 40  # letters: a text this long tells its language
FEWEST_LETTERS, ENOUGH_LETTERS = 8, 30
GOOD, POOR = 0.6, 0.35  # mean confidence: no need to try otherwise; not to be believed
TURNS = (0, 90, 270, 180)  # degrees against the clock, the likeliest first
LATIN_LANGUAGES = ("en", "fr", "es")
PATIENCE = 3  # pages in a row whose text layer was right after all: the others of the paper are believed


class Reader(Protocol):
    """Reads a picture's words; `column` tells that its lines stand one under the other."""

    def __call__(self, image: Image.Image, *, dpi: int, column: bool = ...) -> list[Seen]: ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """A reading of a page's picture, which is turned by so many degrees against the clock."""

    turn: int
    picture: Picture
    seen: list[Seen]

    @property
    def trust(self) -> float:
        return trust(self.seen)


class Recogniser:
    """Reads the scanned pages of one paper; it begins with the language and the turn of the page before."""

    def __init__(self) -> None:
        self.turn = 0
        self.language: str | None = None
        self.right: Counter[Need] = Counter()

    def completed(self, page: pdfium.PdfPage, sheet: Sheet) -> Sheet:
        """The sheet, with the words that its picture shows where its text layer has none, few or wrong ones."""
        need = need_of(sheet, page)
        if need is None or self.right[need] >= PATIENCE:
            return sheet
        scan, sure = self.read(page, sheet, patient=need in (Need.BLANK, Need.SPARSE))
        chosen = believed(sheet, scan, need, sure=sure)
        self.right[need] = self.right[need] + 1 if chosen is sheet else 0
        return chosen

    def read(self, page: pdfium.PdfPage, sheet: Sheet, *, patient: bool = True) -> tuple[Sheet, bool]:
        """The sheet with the words of its picture, none where nothing can be made out; and whether they are sure.

        `patient` allows more than one attempt: where there is a text layer to fall back on, one is enough.
        """
        best = self.surest(page, sheet, self.attempts() if patient else islice(self.attempts(), 1))
        turn, picture = best.turn, best.picture
        sure = best.trust >= GOOD
        if sure:
            self.turn = turn
        words = tuple(back(word, turn, sheet) for word in words_of(best.seen, picture)) if best.trust >= POOR else ()
        rulings = tuple(back_ruling(one, turn, sheet) for one in picture.rulings)
        return replace(sheet, words=words, rulings=rulings, ocr=True, skew=picture.skew), sure

    def surest(self, page: pdfium.PdfPage, sheet: Sheet, attempts: Iterator[tuple[int, Reader]]) -> Attempt:
        """The surest reading of a page."""
        pictures: dict[int, Picture] = {}
        tried: list[Attempt] = []
        for turn, reader in attempts:
            if turn not in pictures:
                pictures[turn] = picture_of(page, turn)
            tried.append(Attempt(turn, pictures[turn], with_cells(pictures[turn], sheet, reader)))
            if tried[-1].trust >= GOOD or (len(tried) == 1 and is_wordless(tried[-1].seen)):
                break
        return self.in_its_language(max(tried, key=lambda one: one.trust), sheet)

    def attempts(self) -> Iterator[tuple[int, Reader]]:
        """How to read a picture, the likeliest first: as the page before, turned, then by what reads other scripts."""
        name = self.language or next(iter(latin()), None)
        first = tesseract(name) if name else read_with_rapidocr
        for turn in sorted(TURNS, key=lambda turn: turn != self.turn):
            yield turn, first
        if name:
            yield 0, read_with_rapidocr
        for other in others():
            yield 0, tesseract(other)

    def in_its_language(self, best: Attempt, sheet: Sheet) -> Attempt:
        """Read once more in the language that the page turns out to be in: in another one, accents go astray."""
        text = " ".join(one.text for one in best.seen)
        if not latin() or best.trust < GOOD or len(text) < LONG_ENOUGH:
            return best
        before, language = self.language or latin()[0], language_of(text)
        self.language = name_of(language)
        if self.language == before or language not in LATIN_LANGUAGES:
            return best
        reader = tesseract(self.language) if self.language else read_with_rapidocr
        again = replace(best, seen=with_cells(best.picture, sheet, reader))
        return again if again.trust > best.trust - ALIKE else best


def tesseract(language: str) -> Reader:
    return partial(read_with_tesseract, languages=language)


def is_wordless(seen: Sequence[Seen]) -> bool:
    """Whether hardly a letter is seen: a photograph, or paper left blank."""
    return sum(letter.isalnum() for one in seen for letter in one.text) < FEWEST_LETTERS


def with_cells(picture: Picture, sheet: Sheet, reader: Reader) -> list[Seen]:
    """What is seen on a picture, the cells of its tables read apart."""
    strip = strip_of(picture)
    dpi = round(picture.scale * POINTS)
    if strip is None:
        return reader(picture.image, dpi=dpi)
    seen = reader(strip.rest, dpi=dpi)
    cells = reader(strip.image, dpi=dpi, column=True)
    return [*seen, *put_back(cells, strip, 1 + max((one.line for one in seen), default=0))]


def trust(seen: Sequence[Seen]) -> float:
    """Mean confidence, from 0 to 1, each letter counting alike; little text is trusted little."""
    letters = [one.confidence for one in seen for _ in one.text]
    return mean(letters) * min(1.0, len(letters) / ENOUGH_LETTERS) if letters else 0.0


def back(word: Word, turn: int, sheet: Sheet) -> Word:
    """A word of a picture turned against the clock, on the page as it is shown."""
    if not turn:
        return word
    box = turned((word.x0, word.top, word.x1, word.bottom), 360 - turn, *turned_size(sheet, turn))
    return replace(word, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, angle=turn)


def back_ruling(one: Ruling, turn: int, sheet: Sheet) -> Ruling:
    if not turn:
        return one
    box = turned((one.x0, one.top, one.x1, one.bottom), 360 - turn, *turned_size(sheet, turn))
    return Ruling(box.x0, box.top, box.x1, box.bottom)


def turned_size(sheet: Sheet, turn: int) -> tuple[float, float]:
    return (sheet.width, sheet.height) if turn == 180 else (sheet.height, sheet.width)
