"""Wording as data: patterns written in YAML with placeholders for numbers, ordinals, months and years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import regex

PLACEHOLDER = re.compile(r"\{(number|ordinal|month|year|roman|digits|day)(\d?)\}")
FIXED = {
    "year": r"(?:19|20)\d\d",
    "roman": r"[IVXLC]{1,6}",
    "digits": r"\d{1,4}",
    "day": r"(?:1er|1º|[0-3]?\d(?:st|nd|rd|th)?)",
}


def expanded(pattern: str, words: Mapping[str, Iterable[str]]) -> str:
    r"""A regular expression for the pattern: "{ordinal}" becomes a group of that name, a blank any run of blanks.

    `words` gives the words for "number", "ordinal" and "month"; "{year2}" names its group "year2".

    >>> expanded("Q{digits} {year}", {})
    'Q(?P<digits>\\d{1,4})[^\\S\\n]+(?P<year>(?:19|20)\\d\\d)'
    """

    def group(found: re.Match[str]) -> str:
        name = found[1]
        inner = FIXED.get(name) or "|".join(map(word, sorted(words[name], key=len, reverse=True)))
        return f"(?P<{name}{found[2]}>{inner})"

    return PLACEHOLDER.sub(group, re.sub(r"(?<!\\) ", r"[^\\S\\n]+", pattern))


def word(text: str) -> str:
    """The text as a pattern that takes any blank, apostrophe and hyphen for its own."""
    escaped = re.escape(text)
    return re.sub(r"['’]", "['’]", re.sub(r"\\?-|‑", "[-‑–]", escaped.replace(r"\ ", r"\s+")))


def union(patterns: Iterable[str]) -> regex.Pattern[str]:
    """One expression, without regard to case, that finds any of the patterns as whole words.

    It is of the library `regex`, in which alternatives may name the same group.
    """
    body = "|".join(f"(?:{one})" for one in patterns)
    return regex.compile(rf"(?<!\w)(?:{body})(?!\w)" if body else r"(?!)", regex.IGNORECASE)
