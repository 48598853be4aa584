"""The language of a text, among the six of the United Nations."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

UN_LANGUAGES = (
    Language.ARABIC,
    Language.CHINESE,
    Language.ENGLISH,
    Language.FRENCH,
    Language.RUSSIAN,
    Language.SPANISH,
)
LONG_ENOUGH = 20_000  # characters: more of a text does not change the answer
ENGLISH = "the of and to in is that for on as with by be are or this from at it"
FRENCH = "de la le les des et du en un une que pour dans par sur au aux est il"
SPANISH = "de la el los las en y del que un una por con para se al su es"
SMALL_WORDS = {  # without which there is hardly a sentence
    word: tuple(code for code, words in (("en", ENGLISH), ("fr", FRENCH), ("es", SPANISH)) if word in words.split())
    for word in f"{ENGLISH} {FRENCH} {SPANISH}".split()
}
OWN_SMALL_WORDS = {word: codes[0] for word, codes in SMALL_WORDS.items() if len(codes) == 1}
MANY_SMALL, FAR_MORE = 20, 8  # of one language's own small words, and times as many as of any other: no other it can be
ENOUGH_SMALL = 3  # small words: so many more of another language than of the paper's are worth a look
A_PASSAGE = 400  # characters: enough to tell a block's language
WORD = re.compile(r"\w+")
SCRIPTS = {
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
ENOUGH_OF_A_SCRIPT = 4  # letters
LATIN = re.compile("[A-Za-z]")


@cache
def detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*UN_LANGUAGES).build()


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's main language, None where it holds no words.

    >>> language_of("Plan de travail du groupe de travail sur l'assistance aux victimes")
    'fr'
    >>> language_of("12 / 34") is None
    True
    """
    text = text[:LONG_ENOUGH]
    if plain := plainly(text):
        return plain
    found = detector().detect_language_of(text)
    return found.iso_code_639_1.name.lower() if found else None


def plainly(text: str) -> str | None:
    """The language of a text with many small words of one language and hardly any of another: a tenth of the time.

    Papers nearly all are such texts; None where a closer look is needed.
    """
    counts = Counter(filter(None, map(OWN_SMALL_WORDS.get, WORD.findall(text.lower()))))
    (code, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return code if most >= max(MANY_SMALL, FAR_MORE * second) else None


def other_language(text: str, main: str | None) -> str | None:
    """The language of a passage where it is not that of its paper; None where it is, or is too short to tell.

    A look at script and small words comes first: it takes a tenth of the time, and nearly all passages are in the main
    language.

    >>> other_language("Les États parties se sont réunis à Genève pour le suivi du plan", "en")
    'fr'
    >>> other_language("Ecole de Guerre", "en") is None
    True
    """
    text = text[:A_PASSAGE]
    script = script_of(text)
    if script != "Latin":
        return script if script != main else None
    found = language_of(text) if seems_other(text, main) else None
    return found if found != main else None


def script_of(text: str) -> str | None:
    """The language whose script most of a text's letters are in, "Latin" for that script; None without letters."""
    if text.isascii():
        return "Latin"
    counts = {code: len(letters.findall(text)) for code, letters in SCRIPTS.items()}
    code = max(counts, key=lambda code: counts[code])
    if counts[code] <= len(LATIN.findall(text)):
        return "Latin"
    return code if counts[code] >= ENOUGH_OF_A_SCRIPT else None


def seems_other(text: str, main: str | None) -> bool:
    """Whether a text in Latin script has more small words of another language than of the main one."""
    small = filter(None, map(SMALL_WORDS.get, WORD.findall(text.lower())))
    counts = Counter(chain.from_iterable(small))
    most = max(counts.values(), default=0)
    return most >= ENOUGH_SMALL and most > counts[main or ""] + 1
