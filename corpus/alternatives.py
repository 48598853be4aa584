"""Many expressions of which any will do: the few are tried on a text that can begin with one of its words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import regex

from corpus.model import Language
from corpus.pattern import BOUNDARIES

LETTERS = 3  # of a word, by which it is told whether an expression can begin with it
ANY, UNPARTED = "", " "  # openings of what may begin with anything, and of what no blanks part from what is before
WORD = regex.compile(r"\w+")
BRACKET = re.compile(r"\\.|[()|]|\[(?:\\.|[^\]\\])+\]")  # or a class, whose brackets are none
SIGNS = ("^", "¿", " ")  # with which patterns begin, and no word does
UNWRITTEN = re.compile(r"[\^¿ ]|\(\?<?[!=]")  # what takes up no letter
WITHOUT_BLANKS = regex.compile(r"[\p{Arabic}\p{Han}]")  # and with words written onto each other
LITERAL = re.compile(r"[^\W\d_]+")


class Alternatives:
    """Compiled one by one when a text is met that may hold it: most are never needed."""

    def __init__(self, sources: Iterable[tuple[str, str]]) -> None:
        """`sources` are pairs of an `opening` and an expression."""
        self.sources: dict[str, list[str]] = defaultdict(list)
        self.compiled: dict[str, list[regex.Pattern[str]]] = {}
        for letters, source in sorted(set(sources)):
            self.sources[letters].append(source)

    def __contains__(self, text: str) -> bool:
        """Whether any of the expressions is found in a text."""
        return any(one.search(text) for one in self.likely(text))

    def search(self, text: str) -> tuple[int, int]:
        """Where the first words stand that an expression finds, of several the longest; (0, 0) where none does."""
        spans = (found.span() for one in self.likely(text) if (found := one.search(text)))
        return min(spans, key=lambda span: (span[0], -span[1]), default=(0, 0))

    def likely(self, text: str) -> Iterator[regex.Pattern[str]]:
        """The expressions that can begin with what stands in a text."""
        for letters in openings(text) & self.sources.keys():
            yield from self.beginning(letters)

    def beginning(self, letters: str) -> list[regex.Pattern[str]]:
        if letters not in self.compiled:
            self.compiled[letters] = [regex.compile(one, regex.IGNORECASE) for one in self.sources[letters]]
        return self.compiled[letters]


@lru_cache(maxsize=256)
def openings(text: str) -> frozenset[str]:
    """What expressions that are found in a text can begin with.

    >>> sorted(openings("Le premier été"))
    ['', 'ete', 'le', 'pre']
    """
    letters = plain(text)
    unparted = UNPARTED if WITHOUT_BLANKS.search(letters) else ANY
    return frozenset({word[:LETTERS] for word in WORD.findall(letters)} | {ANY, unparted})


def letters_of(word: str) -> str:
    """By what a word is looked up."""
    return plain(word)[:LETTERS]


def plain(text: str) -> str:
    """The text in small letters without accents."""
    if text.isascii():
        return text.lower()
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return bare.casefold()


def opening(pattern: str, language: Language | None = None) -> str:
    """The first letters of all that a pattern finds; ANY where they are too few, or this and that.

    >>> opening("états? parties"), opening("^plans?"), opening("in force"), opening("工作计划", "zh")
    ('eta', 'pla', 'in', ' ')
    >>> opening("Qs?"), opening("{number} States")
    ('', '')
    """
    if language in BOUNDARIES:
        return UNPARTED
    while found := UNWRITTEN.match(pattern):
        pattern = pattern[1:] if found[0] in SIGNS else choices_of(pattern)[1]
    letters = LITERAL.match(pattern)
    if letters is None:
        return ANY
    after = pattern[letters.end() : letters.end() + 1]
    sure = plain(letters[0][:-1] if after in ("?", "*", "{") else letters[0])
    return sure[:LETTERS] if len(sure) >= LETTERS or after in (" ", "-", "'") else ANY


def spread(pattern: str) -> list[str]:
    """The pattern as several, none of which begins with a choice: each knows by what letters to look for it, and all of
    them together are found in a tenth of the time.

    >>> spread("(?:annual )?(?:meeting|session) of")
    ['annual (?:meeting|session) of', 'meeting of', 'session of']
    >>> spread("(?:(?:draft|final) )*agenda")
    ['draft (?:(?:draft|final) )*agenda', 'final (?:(?:draft|final) )*agenda', 'agenda']
    """
    if pattern[1:2] == "?" and (pattern[0].isalpha() or pattern[0] in SIGNS):
        return spread(pattern[0] + pattern[2:]) + spread(pattern[2:])
    if pattern[:1] in SIGNS:
        return [pattern[0] + one for one in spread(pattern[1:])]
    if not pattern.startswith("(?:"):
        return [pattern]
    choices, tail = choices_of(pattern)
    how = tail[:1] if tail[:1] in ("?", "*", "+", "{") else ""
    if not choices or how == "{" or (how and (tail[1:2] in ("?", "+") or any(map(is_empty, choices)))):
        return [pattern]
    rest = tail.removeprefix(how)
    if how in ("*", "+"):
        choices = [f"{one}{pattern[: -len(tail)]}*" for one in choices]
    return [one for choice in choices + [""] * (how in ("?", "*")) for one in spread(choice + rest)]


def choices_of(pattern: str) -> tuple[list[str], str]:
    """What a pattern that begins with a group has to choose from there, and what follows; no choices where it never ends."""
    depth, cuts = 0, list[int]()
    for found in BRACKET.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if (depth, found[0]) in ((1, "("), (1, "|"), (0, ")")):
            cuts.append(found.start())
        if depth == 0:
            edges = [len("(?:") - 1, *cuts[1:]]
            return [pattern[left + 1 : right] for left, right in pairwise(edges)], pattern[found.end() :]
    return [], pattern


def is_empty(choice: str) -> bool:
    """Whether nothing at all can be chosen."""
    return regex.fullmatch(choice, "") is not None
