"""The language of a text, among the six of the United Nations."""

from __future__ import annotations

from functools import cache

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
    found = detector().detect_language_of(text[:LONG_ENOUGH])
    return found.iso_code_639_1.name.lower() if found else None
