"""Which pages to recognise from their picture, and which of picture and text layer to believe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.pdf_garbled import SMALL, garbled, is_nonsense
from ingest.pdf_objects import Sheet, Word

FEW_LETTERS = 30  # a page of a paper has more; fewer are a stamp or a page number on a picture
STAMPED = 250  # letters: a stamp, a title and a page number; or the text of a slide on a picture
PICTURED, COVERED = 0.3, 0.5  # of the page: a picture worth a look, one under a stamp
GARBLED, LEAST_GARBLED = 0.05, 12  # of the letters, and letters: less is an icon or a formula
USELESS = 0.4  # of the letters: with so many garbled, a text layer is worse than none
SURE = 0.6  # confidence: words to compare a text layer with
MORE = 1.1  # times: so many more small words has a good reading than a poor one
AGREED = 0.5  # of the words: where picture and text layer agree on these, the layer is right
TOKEN = re.compile(r"\w{3,}")


class Need(Enum):
    """Why to look at the picture of a page: it has no text, text of no language, little text on a picture, or unseen text
    behind a picture, where another program has put what it recognised."""

    BLANK = "blank"
    GARBLED = "garbled"
    SPARSE = "sparse"
    LAYERED = "layered"


def need_of(sheet: Sheet, page: pdfium.PdfPage) -> Need | None:
    """Why a page should be recognised from its picture; None where its text layer will do."""
    letters, drawn = letters_of(sheet.words), c.FPDFPage_CountObjects(page.raw)
    if not letters:
        return Need.BLANK if drawn else None
    strange = letters_of(garbled(sheet.words))
    if strange >= max(GARBLED * letters, LEAST_GARBLED) or strange == letters:
        return Need.GARBLED
    if letters < FEW_LETTERS:
        return Need.SPARSE if sheet.pictured >= PICTURED or drawn > letters else None
    if letters < STAMPED:
        return Need.SPARSE if sheet.pictured >= COVERED else None
    if sheet.pictured < COVERED:
        return None
    unseen = letters_of(word for word in sheet.words if word.font.unseen)
    return Need.LAYERED if unseen > letters / 2 else None


def believed(sheet: Sheet, scan: Sheet, need: Need, *, sure: bool) -> Sheet:
    """The text layer of a page, what was recognised on it, or the one mended with the other; `sure` is a good reading."""
    if need is Need.BLANK:
        return scan
    if need is Need.GARBLED:
        return from_garbled(sheet, scan, sure=sure)
    if need is Need.LAYERED:
        return scan if sure and small_words(scan) > MORE * small_words(sheet) else sheet
    said = [word for word in scan.words if word.confidence >= SURE]
    return scan if letters_of(said) > letters_of(sheet.words) and agreement(said, sheet.words) < AGREED else sheet


def from_garbled(sheet: Sheet, scan: Sheet, *, sure: bool) -> Sheet:
    """A sheet with garbled words, or what its picture shows instead of them."""
    strange = garbled(sheet.words)
    if not sure:
        nonsense = [word for word in strange if is_nonsense(word.text)]
        return scan if letters_of(nonsense) > USELESS * letters_of(sheet.words) else sheet
    if agreement(strange, scan.words) >= AGREED:
        return sheet
    useless = letters_of(strange) > USELESS * letters_of(sheet.words)
    return scan if useless or scan.skew else mended(sheet, scan, strange)


def mended(sheet: Sheet, scan: Sheet, strange: Sequence[Word]) -> Sheet:
    """The sheet with what its picture shows in place of its garbled words."""
    gone = {id(word) for word in strange}
    instead = [replace(word, order=spot.order) for word in scan.words if (spot := place_of(word, strange))]
    words = sorted([*(word for word in sheet.words if id(word) not in gone), *instead], key=lambda word: word.order)
    return replace(sheet, words=tuple(words), ocr=True)


def place_of(word: Word, strange: Iterable[Word]) -> Word | None:
    """The garbled word in whose place a recognised one stands."""
    x = (word.x0 + word.x1) / 2
    return next((one for one in strange if one.x0 <= x <= one.x1 and one.top <= word.middle <= one.bottom), None)


def agreement(words: Iterable[Word], others: Iterable[Word]) -> float:
    """The share of words that the others have too, accents and case aside; 0 where there are none to compare."""
    here, there = tokens_of(words), set(tokens_of(others))
    return sum(token in there for token in here) / len(here) if here else 0.0


def tokens_of(words: Iterable[Word]) -> list[str]:
    text = unicodedata.normalize("NFD", " ".join(word.text for word in words).casefold())
    return TOKEN.findall("".join(letter for letter in text if not unicodedata.combining(letter)))


def small_words(sheet: Sheet) -> int:
    """How many words a sheet has that are in any sentence: the better it was recognised, the more."""
    return sum(word.text.casefold() in SMALL for word in sheet.words)


def letters_of(words: Iterable[Word]) -> int:
    return sum([len(word.text) for word in words])
