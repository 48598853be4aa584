"""Words of a text layer that cannot be what the page shows: fonts with a wrong map of letters, characters without meaning."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.pdf_objects import Word

IN_ANY_SENTENCE = """
the of and to in is that for on as with by be are or this from at it de la le les des et en du un une que pour dans par sur
au aux est el los las del por con para se una os do da dos das em der die und das den von zu mit il di che per na nie się het
een van och att av på в на не по что для от из за при في من على إلى أن عن هذا التي και το της του ve bir
và của các là
"""
USUAL_HAN = """
的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民公
各第这部全议会缔约國會為這個約議條
"""
SMALL = frozenset(IN_ANY_SENTENCE.split())
COMMON = {  # the letters that make most of any text in a script; what the script's letters are called in Unicode
    "LATIN": frozenset("etaoinsrhldu"),
    "CYRILLIC": frozenset("оеаинтсрвлкмдпу"),
    "GREEK": frozenset("αοιετσνηυρπκμλςόίά"),
    "ARABIC": frozenset("اليןنمتروبةعدهسفك"),
    "CJK": frozenset(USUAL_HAN),
}
FEWEST, FEWEST_ALIKE = 15, 10  # words of a font, different ones among them: fewer tell nothing
LEAST_SMALL = 0.03  # of the words
LEAST_COMMON = {"CJK": 0.03}  # of the letters; names, acronyms and codes have more
USUALLY_COMMON = 0.55
VOWELS, LEAST_VOWELS = frozenset("aeiouy"), 0.25  # of the letters of Latin script
TOKEN = re.compile(r"[^\W\d_]{2,}")
NONSENSE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ufff0-\ufffd\ue000-\uf8ff\u0180-\u019f\u01a2-\u01ae\u01b5-\u01cc\u0221-\u024f]"
)
SOUP = re.compile(r"[!\"#$%&*+<=>@\\^`{|}~\u00a1-\u00bf]")
MOST_SOUP = 0.4  # of the letters of longer words


def garbled(words: Sequence[Word]) -> list[Word]:
    """The words that look as if a program had given them the wrong letters."""
    fonts = strange_fonts(words)
    if not fonts and not NONSENSE.search("".join([word.text for word in words])):
        return []
    return [word for word in words if word.font.name in fonts or is_nonsense(word.text)]


def is_nonsense(text: str) -> bool:
    """Whether a word has letters that no word of the six languages has; a sign that stands alone is a bullet or an icon.

    >>> is_nonsense("ac\\u019fon"), is_nonsense("\\ue001\\ue002"), is_nonsense("\\ue001"), is_nonsense("señor")
    (True, True, False, False)
    """
    return len(text) > 1 and not text.isascii() and NONSENSE.search(text) is not None


def strange_fonts(words: Iterable[Word]) -> frozenset[str]:
    """The fonts whose text is of no language."""
    by_font: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_font[word.font.name].append(word.text)
    return frozenset(font for font, texts in by_font.items() if len(texts) >= FEWEST and is_strange(texts))


def is_strange(texts: Sequence[str]) -> bool:
    """Whether words are none of any language: no small words, and other letters than texts are made of.

    >>> is_strange("7KH 6WDWHV 3DUWLHV DJUHHG WR PHHW DJDLQ LQ *HQHYD DQG WR UHSRUW RQ WKHLU SURJUHVV HDFK".split())
    True
    >>> is_strange("States Parties Austria Chile Croatia Germany Ireland Lebanon Mexico Norway Peru Togo Zambia".split())
    False
    """
    long = [text for text in texts if len(text) > 1]
    tokens = TOKEN.findall(" ".join(long).casefold())
    if len(tokens) < FEWEST:
        letters = "".join(long)
        return len(long) >= FEWEST and len(SOUP.findall(letters)) > MOST_SOUP * len(letters)
    if len(set(tokens)) < FEWEST_ALIKE or sum(map(SMALL.__contains__, tokens)) >= LEAST_SMALL * len(tokens):
        return False
    return has_rare_letters("".join(tokens))


def has_rare_letters(letters: str) -> bool:
    """Whether a text's letters are not those which its script uses most."""
    scripts = [script_of(letter) for letter in letters]
    script = max(set(scripts), key=scripts.count)
    if script not in COMMON:
        return False
    if script == "LATIN" and vowels_of(letters) < LEAST_VOWELS * len(letters):
        return True
    common = sum(letter in COMMON[script] for letter in letters)
    return common < LEAST_COMMON.get(script, USUALLY_COMMON) * len(letters)


def vowels_of(letters: str) -> int:
    return sum(letter in VOWELS for letter in unicodedata.normalize("NFD", letters))


def script_of(letter: str) -> str:
    return "LATIN" if letter.isascii() else unicodedata.name(letter, "").split(" ", 1)[0]
