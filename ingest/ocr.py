"""Pages that are pictures -> words: Tesseract where it is installed with its languages, RapidOCR otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from statistics import mean
from typing import Protocol

import pypdfium2 as pdfium
import pypdfium2.raw as c
from PIL import Image

from ingest.document import Box
from ingest.ocr_cells import Strip, put_back, strip_of
from ingest.ocr_picture import POINTS, Picture, picture_of
from ingest.ocr_rapid import read_with_rapidocr
from ingest.ocr_reading import Seen, words_of
from ingest.ocr_tesseract import language_sets, read_with_tesseract
from ingest.pdf_objects import Sheet, Word
from ingest.pdf_place import turned

FEW_LETTERS = 30  # a page of a paper has more; fewer are a stamp or a page number on a picture
PICTURED = 0.3  # of the page: a scan covers more
UNREADABLE = 0.4  # of the letters: a font without meaning gives such text
GOOD = 0.6  # mean confidence: no need to try otherwise


class Reader(Protocol):
    """Reads a picture's words; `column` tells that its lines stand one under the other."""

    def __call__(self, image: Image.Image, column: bool = ...) -> list[Seen]: ...


def needs_ocr(sheet: Sheet, page: pdfium.PdfPage) -> bool:
    """Whether the page shows more than its text says."""
    letters = [letter for word in sheet.words for letter in word.text]
    if len(letters) >= FEW_LETTERS:
        return sum(is_nonsense(letter) for letter in letters) > UNREADABLE * len(letters)
    if sheet.pictured >= PICTURED:
        return True
    return not letters and c.FPDFPage_CountObjects(page.raw) > 0


def is_nonsense(letter: str) -> bool:
    return letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or (ord(letter) < 32)


def recognised(page: pdfium.PdfPage, sheet: Sheet) -> Sheet:
    """The sheet with the words that its picture shows, level; it stays as it is where nothing can be made out."""
    picture = picture_of(page)
    turn, seen = upright(picture, sheet)
    if not seen:
        return replace(sheet, ocr=True)
    shown = replace(picture, image=picture.image.rotate(turn, expand=True)) if turn else picture
    words = tuple(back(word, turn, sheet) for word in words_of(seen, shown))
    return replace(sheet, words=words, rulings=picture.rulings, ocr=True, skew=picture.skew)


def upright(picture: Picture, sheet: Sheet) -> tuple[int, list[Seen]]:
    """By how many degrees a picture has to be turned against the clock to be read, and what is seen then."""
    strip = strip_of(picture, sheet)
    tried: list[tuple[int, list[Seen]]] = []
    for turn, reader in attempts(round(picture.scale * POINTS)):
        if turn:
            seen = reader(picture.image.rotate(turn, expand=True))
        else:
            seen = with_cells(strip, reader) if strip else reader(picture.image)
        tried.append((turn, seen))
        if trust(seen) >= GOOD:
            break
    return max(tried, key=lambda one: trust(one[1]))


def with_cells(strip: Strip, reader: Reader) -> list[Seen]:
    """What is seen outside of tables and in their cells."""
    seen = reader(strip.rest)
    return [*seen, *put_back(reader(strip.image, column=True), strip, 1 + max((one.line for one in seen), default=0))]


def attempts(dpi: int) -> Iterator[tuple[int, Reader]]:
    """How to read a picture, the likeliest first: upright, turned, then by what reads other scripts too."""
    languages = language_sets()
    first = partial(read_with_tesseract, languages=languages[0], dpi=dpi) if languages else read_with_rapidocr
    for turn in (0, 90, 270, 180):
        yield turn, first
    if languages:
        yield 0, read_with_rapidocr
    for other in languages[1:]:
        yield 0, partial(read_with_tesseract, languages=other, dpi=dpi)


def trust(seen: Sequence[Seen]) -> float:
    """Mean confidence, from 0 to 1, each letter counting alike; little text is trusted little."""
    letters = [one.confidence for one in seen for _ in one.text]
    return mean(letters) * min(1.0, len(letters) / FEW_LETTERS) if letters else 0.0


def back(word: Word, turn: int, sheet: Sheet) -> Word:
    """A word of a picture turned against the clock, on the page as it is shown."""
    if not turn:
        return word
    width, height = (sheet.width, sheet.height) if turn == 180 else (sheet.height, sheet.width)
    box: Box = turned((word.x0, word.top, word.x1, word.bottom), 360 - turn, width, height)
    return replace(word, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, angle=turn)
