"""Counters as papers print them: figures, letters, Roman and other numerals, by the names that Office gives them."""

from __future__ import annotations

from collections.abc import Callable

ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix"}
ROMAN |= {5: "v", 4: "iv", 1: "i"}
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # Word leaves out ё, й, ъ and ь
ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
CHINESE = "〇一二三四五六七八九"
CHICAGO = "*†‡§"
REASONABLE = 3999
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def roman(value: int) -> str:
    """
    >>> roman(14)
    'xiv'
    """
    text = ""
    for amount, letters in ROMAN.items():
        text += letters * (value // amount)
        value %= amount
    return text


def repeated(value: int, alphabet: str) -> str:
    """Letters; past the last one they are doubled, as Office does: z, aa, bb.

    >>> repeated(3, LATIN), repeated(28, LATIN)
    ('c', 'bb')
    """
    turns, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (turns + 1)


def ordinal(value: int) -> str:
    """
    >>> [ordinal(value) for value in (1, 2, 11, 23)]
    ['1st', '2nd', '11th', '23rd']
    """
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def chinese(value: int) -> str:
    """
    >>> chinese(12), chinese(20), chinese(105)
    ('十二', '二十', '一〇五')
    """
    if value >= 100:
        return "".join(CHINESE[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else CHINESE[tens]) + ("十" if tens else "") + (CHINESE[ones] if ones else "")


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": lambda value: repeated(value, LATIN),
    "upperLetter": lambda value: repeated(value, LATIN).upper(),
    "ordinal": ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "russianLower": lambda value: repeated(value, RUSSIAN),
    "russianUpper": lambda value: repeated(value, RUSSIAN).upper(),
    "arabicAlpha": lambda value: repeated(value, ARABIC),
    "arabicAbjad": lambda value: repeated(value, ABJAD),
    "chicago": lambda value: repeated(value, CHICAGO),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "decimalEnclosedCircle": lambda value: chr(0x245F + value) if value <= 20 else str(value),
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "none": lambda _: "",
}


def numeral(value: int, name: str) -> str:
    """The counter in the named format of ISO/IEC 29500-1, 17.18.59; in figures where the format is unknown.

    >>> numeral(4, "upperRoman"), numeral(0, "lowerLetter")
    ('IV', '0')
    """
    write = FORMATS.get(name, str)
    return write(value) if 0 < value <= REASONABLE or name == "none" else str(value)


def raised(text: str) -> str:
    """Figures that stand above the line, as such; letters stay as they are.

    >>> raised("12"), raised("th")
    ('¹²', 'th')
    """
    return text.translate(RAISED) if text.strip().isdecimal() else text
