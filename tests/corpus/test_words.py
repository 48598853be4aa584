"""Numbers, ordinals and months in words: read back into their values, found by patterns."""

from __future__ import annotations

import doctest
from itertools import product
from types import ModuleType

import pytest
import regex
from babel.dates import get_month_names

import corpus.pattern
import corpus.words
from corpus.model import Language
from corpus.pattern import any_of, expanded, source, union
from corpus.vocabulary import Vocabulary, load
from corpus.words import in_roman, roman


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load()


NUMBERS = [
    # text, value, why
    ("zero", 0, "the least"),
    ("sixteen", 16, "a teen"),
    ("thirty-eight", 38, "joined by a hyphen"),
    ("thirty eight", 38, "joined by a blank"),
    ("Thirty‑Eight", 38, "capitals and a hyphen that does not break"),
    ("one hundred and twenty-three", 123, "hundreds in English"),
    ("one hundred twelve", 112, "without and"),
    ("vingt et un", 21, "French ones"),
    ("vingt et une", 21, "feminine"),
    ("vingt-et-une", 21, "spelling of 1990"),
    ("vingt-deux", 22, "French tens"),
    ("soixante et onze", 71, "French seventies"),
    ("soixante-dix-sept", 77, "French seventies"),
    ("quatre-vingts", 80, "plural"),
    ("quatre-vingt-un", 81, "no et"),
    ("quatre-vingt-dix-neuf", 99, "longest"),
    ("nonante-neuf", 99, "Swiss"),
    ("septante et un", 71, "Swiss"),
    ("cent douze", 112, "hundreds in French"),
    ("CENT DOUZE", 112, "capitals"),
    ("dieciséis", 16, "accent"),
    ("dieciseis", 16, "accent lost"),
    ("veintidós", 22, "one word"),
    ("VEINTIDOS", 22, "capitals without accent"),
    ("treinta y ocho", 38, "with y"),
    ("treinta y una", 31, "feminine"),
    ("ciento doce", 112, "hundreds in Spanish"),
    ("двадцать два", 22, "Russian"),
    ("خمسة وعشرون", 25, "Arabic: ones before tens"),
    ("十六", 16, "Chinese"),
    ("三十八", 38, "Chinese tens"),
    ("38", 38, "digits"),
    ("1 200", 1200, "thousands parted by a blank"),
    ("1,200", 1200, "thousands parted by a comma"),
    ("1.200", 1200, "thousands parted by a point"),
    ("twelve-ish", None, "no number"),
    ("", None, "nothing"),
    ("3.5", None, "no whole number"),
]


@pytest.mark.parametrize(("text", "value", "why"), NUMBERS)
def test_numbers(vocabulary: Vocabulary, text: str, value: int | None, why: str) -> None:
    assert vocabulary.number(text) == value, why


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_every_language_counts_to_twenty_and_by_tens(vocabulary: Vocabulary, language: Language) -> None:
    values = set(vocabulary.words[language].numbers.values())
    assert values >= {*range(21), *range(20, 101, 10)}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_working_languages_count_without_a_gap(vocabulary: Vocabulary, language: Language) -> None:
    assert set(vocabulary.words[language].numbers.values()) >= {*range(200)} - {0}
    assert set(vocabulary.words[language].ordinals.values()) >= {*range(1, 41)}


ORDINALS = [
    ("First", 1, "English"),
    ("twelfth", 12, "irregular"),
    ("Twenty-first", 21, "joined"),
    ("13th", 13, "digits"),
    ("2nd", 2, "digits"),
    ("Treizième", 13, "French"),
    ("TREIZIEME", 13, "capitals without accents"),
    ("premier", 1, "masculine"),
    ("première", 1, "feminine"),
    ("vingt et unième", 21, "French twenties"),
    ("vingt-deuxième", 22, "French twenties"),
    ("13e", 13, "digits"),
    ("13ème", 13, "digits"),
    ("1er", 1, "digits"),
    ("primera", 1, "Spanish feminine"),
    ("primer", 1, "Spanish before a noun"),
    ("Decimotercera", 13, "one word"),
    ("Décima Tercera", 13, "two words"),
    ("décimo séptimo", 17, "two words"),
    ("undécima", 11, "irregular"),
    ("Duodécima", 12, "irregular"),
    ("vigésimo primera", 21, "Spanish twenties"),
    ("13.ª", 13, "with a point"),
    ("13ª", 13, "without"),
    ("4.º", 4, "masculine"),
    ("Тринадцатое", 13, "Russian neuter"),
    ("тринадцатого", 13, "Russian genitive"),
    ("третьей", 3, "Russian third"),
    ("13-е", 13, "Russian digits"),
    ("الثالث عشر", 13, "Arabic"),
    ("الثانية", 2, "Arabic feminine"),
    ("第十三", 13, "Chinese"),
    ("第13", 13, "Chinese digits"),
    ("XIII", 13, "Roman"),
    ("IVe", 4, "Roman in French"),
    ("IIII", None, "no Roman number"),
    ("the", None, "no ordinal"),
]


@pytest.mark.parametrize(("text", "value", "why"), ORDINALS)
def test_ordinals(vocabulary: Vocabulary, text: str, value: int | None, why: str) -> None:
    assert vocabulary.ordinal(text) == value, why


@pytest.mark.parametrize(
    ("language", "width", "context"),
    list(product(["en", "fr", "es", "ru", "ar", "zh"], ["wide", "abbreviated"], ["format", "stand-alone"])),
)
def test_months_against_babel(vocabulary: Vocabulary, language: str, width: str, context: str) -> None:
    """Babel is the oracle: every name and abbreviation that it knows leads to its month."""
    for number, name in get_month_names(width, context=context, locale=language).items():
        assert vocabulary.month(name) == number


def test_months_that_babel_does_not_know(vocabulary: Vocabulary) -> None:
    for text, value in {"Sept.": 9, "setiembre": 9, "AOUT": 8, "كانون الثاني/يناير": 1, "Brumaire": None}.items():
        assert vocabulary.month(text) == value


@pytest.mark.parametrize("module", [corpus.pattern, corpus.words])
def test_examples_in_docstrings(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


def test_roman_numbers_round_trip() -> None:
    assert [roman(in_roman(number)) for number in range(1, 300)] == list(range(1, 300))


WORDINGS = [
    # pattern, text, what it finds, why
    ("work plan", "the WORK\u00a0 PLAN of", "WORK\u00a0 PLAN", "any blanks, any case"),
    ("États parties", "les Etats parties", "Etats parties", "an accent lost"),
    ("d'examen", "Conférence d’examen", "d’examen", "a curly apostrophe"),
    ("co-ordination", "co‑ordination", "co‑ordination", "a hyphen that does not break"),
    ("work ?plan", "workplan", "workplan", "a blank that may be missing"),
    ("agenda", "agendas", None, "whole words only"),
    ("[Aa -]genda", ", genda", " genda", "a class stays as it is"),
    (r"a\ b", "a b", "a b", "an escaped blank"),
]


@pytest.mark.parametrize(("pattern", "text", "found", "why"), WORDINGS)
def test_patterns_are_lenient(pattern: str, text: str, found: str | None, why: str) -> None:
    match = union([expanded(pattern, {})]).search(text)
    assert (match[0] if match else None) == found, why


def test_a_tree_of_words_takes_the_longest() -> None:
    pattern = union([any_of(["twenty", "twenty-one", "two", "тё"])])
    assert [found[0] for found in pattern.finditer("TWENTY-ONE, twenty or two, те")] == [
        "TWENTY-ONE",
        "twenty",
        "two",
        "те",
    ]


def test_each_language_has_its_own_edges(vocabulary: Vocabulary) -> None:
    """Chinese has no blanks between words, Arabic writes particles onto them."""
    pattern = source({"zh": ["会议"], "ar": ["الاجتماع"], "en": ["meeting"]}, vocabulary.words)
    found = [match[0] for match in regex.compile(pattern, regex.I).finditer("第三次会议上 والاجتماع meetings meeting")]
    assert found == ["会议", "الاجتماع", "meeting"]


def test_a_prefix_may_be_followed_by_anything(vocabulary: Vocabulary) -> None:
    assert union([vocabulary.prefix("article") + r"\d+"]).search("see art.4")[0] == "art.4"  # type: ignore[index]
