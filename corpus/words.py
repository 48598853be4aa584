"""The small words of languages: composed from their parts, and read back into numbers, ordinals and months."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from corpus.model import Composition, Inflection, Language, Spelling, Words

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def words_of(spelling: Spelling) -> Words:
    """The words of a language, those that its rules compose included."""
    ordinals = spelling.ordinals | inflected(spelling.ordinal_inflections)
    return Words(
        language=spelling.language,
        numbers=composed(spelling.numbers, spelling.number_compositions),
        ordinals=composed(ordinals, spelling.ordinal_compositions),
        months=spelling.months,
        months_short=spelling.months_short,
        conjunctions=spelling.conjunctions,
        range_words=spelling.range_words,
        ordinal_digits=spelling.ordinal_digits,
    )


def composed(words: Mapping[str, int], rules: Iterable[Composition]) -> dict[str, int]:
    """The words with those that the rules make of them; a later rule builds on what earlier ones made.

    >>> rule = Composition(first={"twenty": 20}, joiners=("-",), second=(1, 9))
    >>> composed({"one": 1, "ten": 10, "twenty": 20}, [rule])
    {'one': 1, 'ten': 10, 'twenty': 20, 'twenty-one': 21}
    """
    table = dict(words)
    for rule in rules:
        low, high = rule.second
        parts = [(word, value) for word, value in table.items() if low <= value <= high]
        for first, base in rule.first.items():
            table |= {first + joiner + word: base + value for joiner in rule.joiners for word, value in parts}
    return table


def inflected(rules: Iterable[Inflection]) -> dict[str, int]:
    return {stem + ending: value for rule in rules for stem, value in rule.stems.items() for ending in rule.endings}


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The text without case, accents and vowel signs; hyphens are blanks, and blanks are single.

    >>> folded("Vingt‑deuxième"), folded("Decimotercera ")
    ('vingt deuxieme', 'decimotercera')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(re.sub(r"[-‐‑–'’.]", " ", letters).split())


def table_of(languages: Mapping[Language, Words], name: str) -> dict[str, int]:
    """Every folded word of a table in all languages with what it stands for; ValueError where one stands for two things."""
    table: dict[str, int] = {}
    for language, words in languages.items():
        for word, value in getattr(words, name).items():
            if table.setdefault(folded(word), value) != value:
                raise ValueError(f"{language}: {word!r} is {value} and {table[folded(word)]}")
    return table


def roman(text: str) -> int | None:
    """The value of a Roman number up to 399, None where the text is none.

    >>> roman("XIV"), roman("xiii"), roman("IXI")
    (14, 13, None)
    """
    values = [ROMAN.get(sign, 0) for sign in text.lower()]
    total = sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=False))
    return total if values and in_roman(total) == text.lower() else None


def in_roman(number: int) -> str:
    signs = {100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
    text = ""
    for value, sign in signs.items():
        text += sign * (number // value)
        number %= value
    return text
