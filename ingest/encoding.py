"""The characters of a text whose encoding nobody said."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = ["cp1252", "cp1251", "koi8_r", "cp1256", "gb18030", "big5"]  # what the six languages of the UN were written in
HIGH = re.compile(rb"[\x80-\xff]")
ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
SAMPLE = 200_000  # bytes: more of a text does not change the answer
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
MOSTLY = 0.02  # share of control characters above which bytes are no text


def text_of(data: bytes) -> str:
    """The text of bytes in any usual encoding; what cannot be decoded becomes U+FFFD.

    >>> text_of("Coopération".encode("cp1252")), text_of("合作".encode("utf-16"))
    ('Coopération', '合作')
    """
    return data.decode(encoding_of(data), errors="replace").removeprefix("\ufeff")


def encoding_of(data: bytes) -> str:
    """The encoding that a byte order mark tells, else UTF-8 where it fits, else the likeliest."""
    marked = next((name for mark, name in MARKS if data.startswith(mark)), None)
    return marked or wide(data) or ("utf-8" if fits_utf8(data) else guessed(data[:SAMPLE]))


def wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) * 0.2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def fits_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3  # a text cut within its last character
    return True


def guessed(sample: bytes) -> str:
    """The likeliest encoding with one or two bytes a character: accents stand alone, letters of other scripts do not."""
    alone = len(ALONE.findall(sample))
    if 2 * alone > len(HIGH.findall(sample)):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=LIKELY).best()
    return best.encoding if best else "cp1252"


def is_text(data: bytes) -> bool:
    """Whether bytes are a text at all, and no picture or program."""
    text = text_of(data[:SAMPLE])
    return len(CONTROL.findall(text)) <= MOSTLY * len(text)
