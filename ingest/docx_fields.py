"""Numbers that fields of a DOCX print and that Word does not store (ISO/IEC 29500-1, 17.16.5: AUTONUM, LISTNUM)."""

from __future__ import annotations

import re
from itertools import repeat

from ingest.numerals import numeral

CODE = re.compile(r"\s*(?P<name>AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM)\b\s*(?P<rest>.*)", re.I | re.S)
LEVEL, START = re.compile(r"\\l\s+([1-9])", re.I), re.compile(r"\\s\s+(\d{1,4})", re.I)
LIST_NAME = re.compile(r"\"?([^\\\"\s]+)")
# What Word's built-in lists print on each level: the counter, and what stands around it
FORMS = {
    "numberdefault": (
        *(("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})")),
        *(("decimal", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})")),
        *(("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}.")),
    ),
    "outlinedefault": (
        *(("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})")),
        *(("decimal", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})")),
        *(("lowerLetter", "({})"), ("lowerRoman", "({})")),
    ),
}


class FieldNumbers:
    """The counters of one document; `printed` is to be asked for each field once, in order."""

    def __init__(self) -> None:
        self._counters: dict[str, list[int]] = {}

    def printed(self, code: str) -> str:
        """The number that a field of this code prints; nothing for any other field."""
        field = CODE.match(code)
        if field is None:
            return ""
        name = field["name"].upper()
        if name != "LISTNUM":
            (number,) = self._count(name, 1, None)
            return numeral(number, "upperRoman" if name == "AUTONUMOUT" else "decimal") + "."
        named, level, start = LIST_NAME.match(field["rest"]), LEVEL.search(field["rest"]), START.search(field["rest"])
        list_name = named[1].lower() if named else "numberdefault"
        numbers = self._count(list_name, int(level[1]) if level else 1, int(start[1]) if start else None)
        if list_name == "legaldefault":
            return ".".join(map(str, numbers)) + "."
        counter, around = FORMS.get(list_name, FORMS["numberdefault"])[len(numbers) - 1]
        return around.format(numeral(numbers[-1], counter))

    def _count(self, name: str, level: int, start: int | None) -> list[int]:
        """The numbers of all levels down to this one, after it went on."""
        counters = self._counters.setdefault(name, [])
        del counters[level:]
        counters.extend(repeat(0, level - len(counters)))
        counters[-1] = counters[-1] + 1 if start is None else start
        counters[:-1] = [number or 1 for number in counters[:-1]]
        return list(counters)
