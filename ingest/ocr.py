"""Pages that are pictures -> words: Tesseract where it is installed with its languages, RapidOCR otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from statistics import mean
from typing import Protocol

import pypdfium2 as pdfium
import pypdfium2.raw as c
from PIL import Image

from ingest.language import language_of
from ingest.ocr_cells import put_back, strip_of
from ingest.ocr_picture import POINTS, Picture, picture_of
from ingest.ocr_rapid import read_with_rapidocr
from ingest.ocr_reading import Seen, words_of
from ingest.ocr_tesseract import language_set, language_sets, read_with_tesseract
from ingest.pdf_objects import Sheet, Word
from ingest.pdf_paths import Ruling
from ingest.pdf_place import turned

FEW_LETTERS = 30  # a page of a paper has more; fewer are a stamp or a page number on a picture
PICTURED = 0.3  # of the page: a scan covers more
NONSENSE = re.compile("[\x00-\x1f\ufffd\ue000-\uf8ff]")
UNREADABLE = 0.4  # of the letters: a font without meaning gives such text
ALIKE = 0.1  # of confidence: readings that differ by less are as sure as each other
LONG_ENOUGH = 80  # letters: a text this long tells its language
FEWEST_LETTERS = 8
GOOD, POOR = 0.6, 0.35  # mean confidence: no need to try otherwise; not to be believed


class Reader(Protocol):
    """Reads a picture's words; `column` tells that its lines stand one under the other."""

    def __call__(self, image: Image.Image, *, dpi: int, column: bool = ...) -> list[Seen]: ...


def needs_ocr(sheet: Sheet, page: pdfium.PdfPage) -> bool:
    """Whether the page shows more than its text says."""
    letters = "".join([word.text for word in sheet.words])
    if len(letters) >= FEW_LETTERS:
        return len(NONSENSE.findall(letters)) > UNREADABLE * len(letters)
    if sheet.pictured >= PICTURED:
        return True
    return not letters and c.FPDFPage_CountObjects(page.raw) > 0


class Recogniser:
    """Reads the scanned pages of one paper; its first page tells in which language the others are."""

    def __init__(self) -> None:
        self.language: str | None = None

    def read(self, page: pdfium.PdfPage, sheet: Sheet) -> Sheet:
        """The sheet with the words that its picture shows; without words where nothing can be made out."""
        turn, picture, seen = self.surest(page, sheet)
        words = tuple(back(word, turn, sheet) for word in words_of(seen, picture)) if trust(seen) >= POOR else ()
        rulings = tuple(back_ruling(one, turn, sheet) for one in picture.rulings)
        return replace(sheet, words=words, rulings=rulings, ocr=True, skew=picture.skew)

    def surest(self, page: pdfium.PdfPage, sheet: Sheet) -> tuple[int, Picture, list[Seen]]:
        """The surest reading of a page, its picture, and by how many degrees against the clock that is turned."""
        pictures: dict[int, Picture] = {}
        tried: list[tuple[int, list[Seen]]] = []
        for turn, reader in self.attempts():
            if turn not in pictures:
                pictures[turn] = picture_of(page, turn)
            tried.append((turn, with_cells(pictures[turn], sheet, reader)))
            if trust(tried[-1][1]) >= GOOD or (turn == 0 and is_wordless(tried[-1][1])):
                break
        turn, seen = max(tried, key=lambda one: trust(one[1]))
        return turn, pictures[turn], self.in_one_language(pictures[turn], sheet, seen)

    def attempts(self) -> Iterator[tuple[int, Reader]]:
        """How to read a picture, the likeliest first: upright, turned, then by what reads other scripts too."""
        languages = language_sets()
        first = (
            partial(read_with_tesseract, languages=self.language or languages[0]) if languages else read_with_rapidocr
        )
        for turn in (0, 90, 270, 180):
            yield turn, first
        if languages:
            yield 0, read_with_rapidocr
        for other in languages[1:]:
            yield 0, partial(read_with_tesseract, languages=other)

    def in_one_language(self, picture: Picture, sheet: Sheet, seen: list[Seen]) -> list[Seen]:
        """Read once more in the one language of the page: with several at a time, accents go astray."""
        text = " ".join(one.text for one in seen)
        if self.language or not language_sets() or trust(seen) < GOOD or len(text) < LONG_ENOUGH:
            return seen
        self.language = language_set(language_of(text))
        if self.language is None:
            return seen
        again = with_cells(picture, sheet, partial(read_with_tesseract, languages=self.language))
        return again if trust(again) > trust(seen) - ALIKE else seen


def is_wordless(seen: Sequence[Seen]) -> bool:
    """Whether hardly a letter is seen: a photograph, or paper left blank."""
    return sum(letter.isalnum() for one in seen for letter in one.text) < FEWEST_LETTERS


def with_cells(picture: Picture, sheet: Sheet, reader: Reader) -> list[Seen]:
    """What is seen on a picture, the cells of its tables read apart."""
    strip = strip_of(picture, sheet)
    dpi = round(picture.scale * POINTS)
    if strip is None:
        return reader(picture.image, dpi=dpi)
    seen = reader(strip.rest, dpi=dpi)
    cells = reader(strip.image, dpi=dpi, column=True)
    return [*seen, *put_back(cells, strip, 1 + max((one.line for one in seen), default=0))]


def trust(seen: Sequence[Seen]) -> float:
    """Mean confidence, from 0 to 1, each letter counting alike; little text is trusted little."""
    letters = [one.confidence for one in seen for _ in one.text]
    return mean(letters) * min(1.0, len(letters) / FEW_LETTERS) if letters else 0.0


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
