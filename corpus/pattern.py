"""Wording as data: patterns written in YAML with placeholders for numbers, ordinals, months and years."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

import regex

from corpus.model import Language, Words
from corpus.words import folded

PLACEHOLDER = re.compile(r"\{(number|ordinal|month|year|roman|digits|day)(\d?)\}")
FIXED = {
    "year": r"(?:19|20)\d\d",
    "roman": r"[IVXLC]{1,6}",
    "digits": r"\d{1,4}",
    "day": r"(?:1\s?er|1\.?\s?[º°o]|[0-3]?\d(?:\s?(?:st|nd|rd|th))?)",
}


SIGN = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|[ '’\-‑À-ɏёЁ]")
LOOSE = {" ": r"(?:[^\S\n]+)", "'": "['’]", "’": "['’]", "-": "[-‐‑–]", "‑": "[-‐‑–]"}
SPECIAL = frozenset(r".^$*+?{}[]\|()#&~/")
NOTHING: Mapping[str, Iterable[str]] = {}
BOUNDARIES: Mapping[Language | None, tuple[str, str]] = {
    "zh": ("", ""),  # no blanks between words
    "ar": (r"(?<=(?<!\w)[وفبلك]{0,2})", r"(?!\w)"),  # particles are written onto the word
}


def expanded(pattern: str, words: Mapping[str, Iterable[str]], also: Mapping[str, Iterable[str]] = NOTHING) -> str:
    r"""A regular expression for the pattern: "{ordinal}" becomes a group of that name, a blank any run of blanks.

    Apostrophes and hyphens stand for all of their kind, an accented letter also for the bare one.

    `words` gives the words for "number", "ordinal" and "month", `also` more patterns for them, such as ordinals in
    digits (13th). "{year2}" names its group "year2".

    >>> expanded("Q{digits} {year}", {})
    'Q(?P<digits>\\d{1,4})(?:[^\\S\\n]+)(?P<year>(?:19|20)\\d\\d)'
    """

    def group(found: re.Match[str]) -> str:
        name = found[1]
        inner = FIXED.get(name) or "|".join(filter(None, [*also.get(name, ()), any_of(words[name])]))
        return f"(?P<{name}{found[2]}>{inner or '(?!)'})"

    return PLACEHOLDER.sub(group, SIGN.sub(lenient, pattern))


def word(text: str) -> str:
    """The text as a pattern that takes any blank, apostrophe and hyphen for its own, and a letter without its accent."""
    return SIGN.sub(lenient, "".join(re.escape(sign) if sign in SPECIAL else sign for sign in text))


def any_of(words: Iterable[str]) -> str:
    """A pattern that takes any of the words, the longest that fits first, as a tree of what they begin with.

    It is matched many times faster than the words side by side.

    >>> any_of(["six", "sixty", "ten"])
    '(?:six(?:ty)?|ten)'
    """
    unique = set(words)
    tails = {head: [one[1:] for one in group] for head, group in groupby(sorted(unique - {""}), itemgetter(0))}
    parts = [word(head) + any_of(rest) for head, rest in tails.items()]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and "" not in unique else f"(?:{'|'.join(parts)})"
    return body + ("?" if "" in unique else "")


def lenient(found: re.Match[str]) -> str:
    """What a sign of a pattern may look like in a paper; escapes and classes stay as they are."""
    sign = found[0]
    if len(sign) > 1:
        return sign
    plain = unicodedata.normalize("NFD", sign)[0]
    return LOOSE.get(sign) or (f"[{sign}{plain}]" if plain != sign else sign)


def union(patterns: Iterable[str]) -> regex.Pattern[str]:
    """One expression, without regard to case, that finds any of the patterns as whole words.

    It is of the library `regex`, in which alternatives may name the same group.
    """
    return regex.compile(whole(patterns), regex.IGNORECASE)


def source(patterns: Mapping[Language, Iterable[str]], words: Mapping[Language, Words], closed: bool = True) -> str:
    """One expression for the patterns of several languages, each with the words of its own.

    Where it is not `closed`, anything may follow: the expression can begin a longer one.
    """
    parts = (
        whole([expression(one, words[language]) for one in mine], language, closed)
        for language, mine in patterns.items()
        if mine
    )
    return f"(?:{'|'.join(parts) or '(?!)'})"


def whole(patterns: Iterable[str], language: Language | None = None, closed: bool = True) -> str:
    """The patterns as alternatives, as whole words where the language has blanks between words."""
    before, after = BOUNDARIES.get(language, (r"(?<!\w)", r"(?!\w)"))
    body = "|".join(f"(?:{one})" for one in patterns)
    return f"{before}(?:{body}){after if closed else ''}" if body else "(?!)"


def expression(pattern: str, words: Words, held: str | None = None) -> str:
    """The pattern with a language's words; `held` keeps only words that stand in that text (see `corpus.words.folded`)."""
    tables = {"number": words.numbers, "ordinal": words.ordinals, "month": words.all_months}
    also = {"ordinal": words.ordinal_digits, "month": [rf"{word(short)}\." for short in words.months_short]}
    named = {found[1] for found in PLACEHOLDER.finditer(pattern)}
    return expanded(pattern, {name: kept(table, held) for name, table in tables.items() if name in named}, also)


def kept(table: Iterable[str], held: str | None) -> Iterable[str]:
    return table if held is None else [text for text in table if folded(text) in held]
