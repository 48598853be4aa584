"""Names of States in the six languages of the UN: from Babel and pycountry, put right by names.yml."""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

import pycountry
from babel import Locale

from corpus.model import Language, Names, StateNames

CATALOGUES: dict[Language, str | None] = {"en": None, "fr": "fr", "es": "es", "ru": "ru", "ar": "ar", "zh": "zh_CN"}
LATIN: tuple[Language, ...] = ("en", "fr", "es")
INVERTED = re.compile(r"[,،(（]")  # "Palestine, State of": a name for sorting, which no sentence holds


def names_of(state: str, known: StateNames) -> Names:
    """The names of a State by language, the one that papers print first; KeyError where ISO has no such code."""
    names: Names = {}
    for language in CATALOGUES:
        refused = known.refused.get(language, ())
        added = known.added.get(state, {}).get(language, ())
        found = (name for name in (*territory(state, language), *country(state, language)) if name not in refused)
        if unique := tuple(dict.fromkeys((*added, *found))):
            names[language] = tuple(dict.fromkeys((*unique, *map(bare, unique))))
    return names


def territory(state: str, language: Language) -> Iterator[str]:
    """The name that Babel gives a State; Latin letters in another script's list are a name left untranslated."""
    name = territories(language).get(pycountry.countries.lookup(state).alpha_2)
    return spoken([name] if name else [], language)


def country(state: str, language: Language) -> Iterator[str]:
    """The short, official and common names that pycountry gives a State."""
    entry = pycountry.countries.lookup(state)
    keys = ("name", "official_name", "common_name")
    english = [getattr(entry, key) for key in keys if hasattr(entry, key)]
    if language == "en":
        return spoken(english, language)
    translated = ((catalogue(language).gettext(name), name) for name in english)
    return spoken((name for name, source in translated if name != source or language in LATIN), language)


def spoken(names: Iterable[str], language: Language) -> Iterator[str]:
    """The names as a sentence holds them: no inverted ones, no vowel signs, no leading article, "and" beside "&"."""
    for name in names:
        clean = re.sub(r"^(?:the |l')(?=\w)", "", unmarked(name), flags=re.IGNORECASE).strip()
        if INVERTED.search(clean) or (language not in LATIN and re.search("[A-Za-z]", clean)):
            continue
        if "&" in clean:
            yield clean.replace("&", "and").replace("St. ", "Saint ")
        yield clean.replace("’", "'")


def unmarked(text: str) -> str:
    """The text without stress marks and vowel signs, which papers do not print; accents of letters stay."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Mn")


def bare(name: str) -> str:
    """The name as papers write it that spare the accents of capitals and the dots of ё: Etats-Unis, Iles Cook."""
    plain = re.sub("[À-ÖØ-Þ]", lambda capital: unicodedata.normalize("NFD", capital[0])[0], name)
    return plain.replace("ё", "е").replace("Ё", "Е")


@cache
def territories(language: Language) -> dict[str, str]:
    return dict(Locale(language).territories)


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[CATALOGUES[language] or language])
