"""Letters as people read them: private symbols become bullets, ligatures letters, presentation forms plain Arabic."""

from __future__ import annotations

import re
import unicodedata

SYMBOL = {  # of the fonts Symbol and Wingdings in the private use area, where Word and LibreOffice keep their bullets
    0xB7: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0x76: "❖", 0xFC: "✓", 0xFE: "☑", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x75: "◆", 0x9F: "•", 0xA0: "▪", 0xE0: "→", 0xF0: "⇨", 0x2D: "–", 0xAE: "®", 0xB0: "°", 0xBE: "–", 0xB2: "≥", 0xA3: "≤",
    0x20: " ",
}  # fmt: skip
WINGDINGS = {chr(code): letter for code, letter in SYMBOL.items() if code not in (0x2D, 0xAE, 0xB0, 0xB2, 0xA3, 0x20)}
OPEN_SYMBOL = {0xE00A: "➢", 0xE00C: "◆", 0xE4C4: "✓", 0xE4C6: "✗", 0xE006: "•", 0xE010: "□"}
PRIVATE = {0xF000 + code: letter for code, letter in SYMBOL.items()} | OPEN_SYMBOL
FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufeff]+")  # Latin and Arabic presentation forms
CONTROLS = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]")
BROKEN_HYPHEN = str.maketrans(
    {"\x02": "-", "\ufffe": "-", "\u2011": "-", "\u2010": "-"}
)  # how PDFium gives a hyphen at a line's end
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
FIRST_HAN = "\u2e80"
HAN = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")


def readable(text: str, font: str = "") -> str:
    """The text of a drawn word as people read it.

    >>> readable("\\uf0b7"), readable("ü", "Wingdings-Regular"), readable("oﬃce")
    ('•', '✓', 'office')
    """
    if len(text) == 1 and text in WINGDINGS and ("wingdings" in font.lower() or "webdings" in font.lower()):
        text = WINGDINGS[text]
    if text.isascii() and text.isprintable():
        return text
    text = CONTROLS.sub("", text.translate(PRIVATE).translate(BROKEN_HYPHEN))
    return FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def is_right_to_left(text: str) -> bool:
    """Whether a text holds words that are written from right to left."""
    return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None


def joins_without_blank(before: str, after: str) -> bool:
    """Whether two neighbouring words belong to a script that is written without blanks."""
    return before[-1] >= FIRST_HAN <= after[0] and HAN.match(before[-1]) is not None and HAN.match(after[0]) is not None
