"""How alike the wordings of two papers are: what part of their shingles, runs of three words, they share.

Numbers count as places only (any number is "0"), so that the plan of next year is seen to be worded like this year's;
`numbers` tells them apart. Words of running headers and footers are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

import regex

from ingest.document import Kind
from ingest.signs import plain

ALONE = r"\p{Han}\p{Hiragana}\p{Katakana}"  # writing that parts no words by blanks: each character counts as one
WORD = regex.compile(rf"\p{{N}}+|[{ALONE}]|[[\p{{L}}\p{{M}}]--[{ALONE}]]+", regex.V1)
NUMBER, PLAIN = re.compile("[0-9]+"), re.compile("0|[a-z]+")  # the same of ASCII, many times faster
RUNNING = (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)
LENGTH = 3  # words of a shingle
SIZE = 96  # numbers of a signature (`extract.signature`)
PRIME = 0x9E3779B97F4A7C15  # spreads what it multiplies over all 64 bits


def words(texts: Iterable[str]) -> Iterator[str]:
    """The words of texts in small letters, every number as "0".

    >>> list(words(["Work plan 2023-2024", "Первое Совещание"]))
    ['work', 'plan', '0', '0', 'первое', 'совещание']
    """
    for text in texts:
        if (small := plain(text.casefold())).isascii():
            yield from PLAIN.findall(NUMBER.sub("0", small))
        else:
            yield from ("0" if found[0].isnumeric() else found for found in WORD.findall(small))


def shingles(texts: Iterable[str]) -> set[str]:
    """All runs of three words in texts that follow each other."""
    row = list(words(texts))
    return set(map(" ".join, zip(*(row[start:] for start in range(LENGTH)), strict=False)))


def alike(one: Set[str], other: Set[str]) -> float:
    """What part of the shingles of either both have, 0 to 1."""
    return len(one & other) / (len(one | other) or 1)


def numbers(texts: Iterable[str]) -> set[str]:
    """The numbers in texts, as they are printed."""
    return {found for text in map(plain, texts) for found in numbers_of(text)}


def numbers_of(text: str) -> list[str]:
    if text.isascii():
        return NUMBER.findall(text)
    return [found for found in WORD.findall(text) if found[0].isnumeric()]
