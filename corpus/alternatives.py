"""Many expressions of which any will do: the few are tried on a text that can begin with one of its words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import regex

from corpus.model import Language
from corpus.pattern import BOUNDARIES

LETTERS = 3  # of a word, by which it is told whether an expression can begin with it
WORD = regex.compile(r"\w+")
BRACKET = re.compile(r"\\.|[()|]|\[(?:\\.|[^\]\\])+\]")  # or a class, whose brackets are none
UNWRITTEN = re.compile(r"\^|\(\?<?[!=]")  # what takes up no letter
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
        met = self.sources.keys() & openings(text)
        return any(one.search(text) for letters in met for one in self.beginning(letters))

    def beginning(self, letters: str) -> list[regex.Pattern[str]]:
        if letters not in self.compiled:
            self.compiled[letters] = [regex.compile(one, regex.IGNORECASE) for one in self.sources[letters]]
        return self.compiled[letters]


@lru_cache(maxsize=256)
def openings(text: str) -> frozenset[str]:
    """What expressions that are found in a text can begin with, nothing being one of these.

    >>> sorted(openings("Le 3 été"))
    ['', '3', 'e', 'et', 'ete', 'l', 'le']
    """
    plain = text.lower() if text.isascii() else bare(text)
    words = {word[:LETTERS] for word in WORD.findall(plain)}
    signs = set() if plain.isascii() else set(plain)  # words need not be parted
    return frozenset({word[:length] for word in words for length in range(1, LETTERS + 1)} | signs | {""})


def bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


def opening(pattern: str, language: Language | None = None) -> str:
    """The first letters of all that a pattern finds, none where it may begin with this or that.

    >>> opening("états? parties"), opening("^le plan"), opening("{number} States"), opening("工作计划", "zh")
    ('eta', 'le', '', '工')
    """
    while found := UNWRITTEN.match(pattern):
        pattern = pattern[1:] if found[0] == "^" else choices_of(pattern)[1]
    letters = LITERAL.match(pattern)
    if letters is None:
        return ""
    sure = letters[0][:-1] if pattern[letters.end() : letters.end() + 1] in ("?", "*", "{") else letters[0]
    return bare(sure)[: LETTERS if language not in BOUNDARIES else 1]  # there words are not parted


def spread(pattern: str) -> list[str]:
    """The pattern as several, none of which begins with a choice: each knows by what letters to look for it, and all of
    them together are found in a tenth of the time.

    >>> spread("(?:annual )?(?:meeting|session) of")
    ['annual (?:meeting|session) of', 'meeting of', 'session of']
    >>> spread("(?:(?:draft|final) )*agenda")
    ['draft (?:(?:draft|final) )*agenda', 'final (?:(?:draft|final) )*agenda', 'agenda']
    """
    if pattern.startswith("^"):
        return ["^" + one for one in spread(pattern[1:])]
    if pattern[1:2] == "?" and (pattern[0].isalpha() or pattern[0] in " ¿"):
        return spread(pattern[0] + pattern[2:]) + spread(pattern[2:])
    if not pattern.startswith("(?:"):
        return [pattern]
    choices, tail = choices_of(pattern)
    how = tail[:1] if tail[:1] in ("?", "*", "+", "{") else ""
    if not choices or how == "{" or tail[1:2] in ("?", "+") or (how and any(map(is_empty, choices))):
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
