"""Numbers and bullets that papers print before a heading, a paragraph or a list item."""

from __future__ import annotations

from typing import NamedTuple

import regex

from ingest.numerals import ABJAD, LATIN, RUSSIAN, chinese, roman

BULLETS = "•●○◦▪■□▫‣⁃∙·*»➢➤►▶✓✔❖◆◇♦-–—−\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d"
GLUED = "•●▪■‣➢➤►▶✓❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc»"  # bullets that a word may follow without a blank
BULLET = regex.compile(
    rf"(?P<marker>[{regex.escape(BULLETS)}]|o(?=\s{{2,}}|\t)|o(?=\s\p{{Lu}}))(?:\s+|(?<=[{regex.escape(GLUED)}])(?=[\p{{L}}\d]))"
)
ORDINALS = ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"]
HAN = "一二三四五六七八九十"
NUMBER = regex.compile(
    rf"""(?P<marker>
        \d{{1,3}}\.?\s?\((?:[a-z]{{1,4}}|\d{{1,2}})\)      # 22 (b)  22. (b)
      | [(（](?:\d{{1,3}}|\p{{L}}|[ivxlc]{{1,6}}|[IVXLC]{{1,6}}|[{HAN}]{{1,3}})[)）]  # (3) (a) (iv) （一）
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?:\.|(?=\s+\P{{Ll}}))        # 3.1  3.1.2.  but not "3.5 million"
      | (?:\d{{1,3}}|\p{{L}}|[IVXLC]{{1,6}}|[ivxlc]{{1,6}})(?:\.-|\.º|[.)．、](?!\d))  # 3.  a)  IV.  1.-
      | \d{{1,2}}[°º]\)?                                 # 1°
      | (?:\d{{1,2}}|[IVXLC]{{1,6}}|[{ABJAD}])\s?[-–—](?=\s+[^\W\d])  # 1 – Contexte
      | [{HAN}]{{1,3}}[、．.]                         # 一、
      | (?:{"|".join(ORDINALS)})\u064b?\s?[-–—:]     # أولا-
    )(?:\s+|(?<=[)）])(?=[^\W\d])|(?<=[、．])(?=\S)|(?<=\d\.)(?=[\p{{Lu}}\p{{Lo}}]\p{{L}}))""",
    regex.VERBOSE,
)
LETTER = regex.compile(r"(?P<marker>[a-z]|[ivx]{1,4})\s+(?=\p{Lu}|\p{Lo})")
COMPOUND = regex.compile(r"(\d{1,3})\.?\s?\(\w{1,4}\)")  # 22. (a)
INNER = regex.compile(r"\d+|\p{L}+")
COUNTERS = {
    "alpha": {letter: value for value, letter in enumerate(LATIN, 1)},
    "roman": {roman(value): value for value in range(1, 100)},
    "cyrillic": {letter: value for value, letter in enumerate(RUSSIAN, 1)},
    "chinese": {chinese(value): value for value in range(1, 100)},
    "ordinal": {word: value for value, word in enumerate(ORDINALS, 1)},
    "abjad": {letter: value for value, letter in enumerate(ABJAD, 1)},
}


def marker_of(line: str) -> tuple[str | None, str]:
    """The marker that a line begins with, and the rest of the line; a number after a bullet is the marker.

    >>> marker_of("(a) Develop partnerships")
    ('(a)', 'Develop partnerships')
    >>> marker_of("– Outreach"), marker_of("- (b) Outreach")
    (('–', 'Outreach'), ('(b)', 'Outreach'))
    >>> marker_of("2024 was a year of progress")
    (None, '2024 was a year of progress')
    """
    stripped = line.strip()
    found = BULLET.match(stripped) or NUMBER.match(stripped)
    if not found:
        return None, stripped
    marker, rest = found["marker"], stripped[found.end() :]
    second = is_bullet(marker) and (NUMBER.match(rest) or BULLET.match(rest))
    return (second["marker"], rest[second.end() :]) if second else (marker, rest)


def letter_of(text: str) -> tuple[str, str] | None:
    """A bare letter at the start of an item's text, which only its neighbours can tell from a word.

    >>> letter_of("a Develop partnerships"), letter_of("a meeting")
    (('a', 'Develop partnerships'), None)
    """
    found = LETTER.match(text)
    return (found["marker"], text[found.end() :]) if found else None


def is_bullet(marker: str | None) -> bool:
    """Whether a marker is a mere bullet, and no number or letter."""
    return marker is not None and (marker in BULLETS or marker == "o")


class Number(NamedTuple):
    """What a marker counts: the style of its run ("(alpha)", "roman.", "decimal2") and its value from 1."""

    style: str
    value: int


def readings_of(marker: str) -> tuple[Number, ...]:
    """What a marker can mean, the likelier first; a bullet means nothing.

    >>> readings_of("(i)")
    (Number(style='(roman)', value=1), Number(style='(alpha)', value=9))
    >>> readings_of("3.2."), readings_of("•"), readings_of("22. (a)") == readings_of("22.")
    ((Number(style='decimal2', value=2),), (), True)
    """
    whole = COMPOUND.match(marker)
    marker = f"{whole[1]}." if whole else marker
    parts = INNER.findall(marker)
    if is_bullet(marker) or not parts:
        return ()
    if len(parts) > 1 and all(part.isdecimal() for part in parts):
        return (Number(f"decimal{len(parts)}", int(parts[-1])),)
    shape = INNER.sub("{}", marker, count=1).rstrip("-º ") if len(parts) == 1 else "{}"
    found = [Number(shape.format(kind), value) for kind, value in values_of(parts[0])]
    return tuple(sorted(found, key=lambda one: one.value != 1)) if len(found) > 1 else tuple(found)


def values_of(word: str) -> list[tuple[str, int]]:
    """The kinds of number that a word can be, with its value in each."""
    if word.isdecimal():
        return [("decimal", int(word))]
    case = str.upper if word.isupper() and word.lower() != word else str.lower
    return [(case(kind), values[word.lower()]) for kind, values in COUNTERS.items() if word.lower() in values]
