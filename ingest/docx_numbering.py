"""Automatic numbers of a DOCX, which are not in its text: what Word prints before each paragraph (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from ingest.docx_names import W, number_of, switched, value_of
from ingest.docx_styles import Look, Style, Styles, indent_of
from ingest.numerals import numeral

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")
SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings|dingbats", re.I)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` holds %1 to %9 for the counters of the levels."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    indent: int | None = None
    symbolic: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """What is printed before a paragraph; `family` is the same for all items of one list's level."""

    marker: str | None
    family: str
    depth: int
    indent: int
    bullet: bool


@dataclass(slots=True)
class Counters:
    """Where the lists that share one definition stand."""

    levels: dict[int, Level]
    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """The running numbers of one document; `number` is to be asked for each paragraph once, in order."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        found = [] if root is None else list(root)
        self._styles = styles
        self._abstract = {str(one.get(f"{W}abstractNumId")): one for one in found if one.tag == f"{W}abstractNum"}
        self._numbers = {str(one.get(f"{W}numId")): one for one in found if one.tag == f"{W}num"}
        self._counters: dict[str, Counters] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._overrides: dict[str, dict[str, int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def number(self, style: Style, direct: Look) -> Number | None:
        """The number of the next paragraph of this style and direct formatting, None where it has none."""
        num_id = direct.num_id if direct.num_id is not None else style.look.num_id
        if num_id is None or num_id not in self._numbers:
            return None
        levels = self._levels_of(num_id)
        depth = self._depth(style, direct, levels)
        level = levels.get(depth)
        return None if level is None else self._next(num_id, depth, level, levels)

    def _next(self, num_id: str, depth: int, level: Level, levels: dict[int, Level]) -> Number | None:
        definition = value_of(self._numbers[num_id], "abstractNumId") or num_id
        counters = self._counters.setdefault(definition, Counters(levels))
        self._count(counters.values, num_id, depth, levels)
        marker = printed(level, levels, counters.values)
        if not marker and level.format in ("none", "bullet"):
            return None
        indent = level.indent if level.indent is not None else depth * 360
        return Number(marker or None, f"{definition}/{depth}", depth, indent, level.format == "bullet")

    def _count(self, values: list[int | None], num_id: str, depth: int, levels: dict[int, Level]) -> None:
        override = self._start_override(num_id, depth)
        current = values[depth]
        if override is not None and (num_id, depth) not in self._started:
            current = None
        values[depth] = current + 1 if current is not None else levels[depth].start if override is None else override
        self._started.add((num_id, depth))
        for deeper in range(depth + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                values[deeper] = None

    def _start_override(self, num_id: str, depth: int) -> int | None:
        if num_id not in self._overrides:
            found = self._numbers[num_id].iterfind(f"{W}lvlOverride")
            starts = {str(one.get(f"{W}ilvl")): number_of(value_of(one, "startOverride")) for one in found}
            self._overrides[num_id] = starts
        return self._overrides[num_id].get(str(depth))

    def _depth(self, style: Style, direct: Look, levels: dict[int, Level]) -> int:
        if direct.ilvl is not None:
            return direct.ilvl
        if direct.num_id is None:
            linked = next((depth for depth, level in levels.items() if level.style in style.ancestry), None)
            if linked is not None:
                return linked
        return style.look.ilvl or 0

    def _levels_of(self, num_id: str) -> dict[int, Level]:
        if num_id not in self._levels:
            element = self._numbers[num_id]
            levels = self._defined(value_of(element, "abstractNumId") or "")
            for override in element.iterfind(f"{W}lvlOverride/{W}lvl"):
                levels |= _level(override)
            self._levels[num_id] = levels
        return self._levels[num_id]

    def _defined(self, abstract_id: str, seen: frozenset[str] = frozenset()) -> dict[int, Level]:
        """The levels of a definition, which may lie with a numbering style."""
        element = self._abstract.get(abstract_id)
        if element is None or abstract_id in seen:
            return {}
        style = self._styles.element(value_of(element, "numStyleLink") or "")
        if style is not None:
            linked = value_of(style.find(f"{W}pPr/{W}numPr"), "numId")
            if linked in self._numbers:
                target = value_of(self._numbers[linked], "abstractNumId") or ""
                return self._defined(target, seen | {abstract_id})
        levels: dict[int, Level] = {}
        for one in element.iterfind(f"{W}lvl"):
            levels |= _level(one)
        return levels


def printed(level: Level, levels: dict[int, Level], values: list[int | None]) -> str:
    """The number as printed: each %n replaced by the counter of its level; a symbol font's bullet is "•"."""
    if level.format == "bullet":
        return "•" if level.symbolic and level.text.strip() else bullet_of(level.text.strip())

    def counter(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        there = levels.get(depth, Level())
        value = values[depth]
        return numeral(there.start if value is None else value, "decimal" if level.legal else there.format)

    return PLACEHOLDER.sub(counter, level.text).strip()


def bullet_of(character: str) -> str:
    """A bullet that every font has: one from a font's private area becomes "•"."""
    return "•" if character and unicodedata.category(character[0]) == "Co" else character


def _level(element: _Element) -> dict[int, Level]:
    depth = number_of(element.get(f"{W}ilvl"), 0) or 0
    if not 0 <= depth < LEVELS:
        return {}
    fonts = element.find(f"{W}rPr/{W}rFonts")
    level = Level(
        format=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText") or "",
        start=number_of(value_of(element, "start"), 0) or 0,
        restart=number_of(value_of(element, "lvlRestart")),
        legal=bool(switched(element, "isLgl")),
        style=value_of(element, "pStyle"),
        indent=indent_of(element.find(f"{W}pPr")),
        symbolic=fonts is not None
        and bool(SYMBOL_FONTS.search(str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""))),
    )
    if value_of(element, "lvlPicBulletId") is not None:
        level = replace(level, text="•")
    return {depth: level}
