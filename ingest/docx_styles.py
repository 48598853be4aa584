"""How paragraphs and runs of a DOCX look: direct formatting over styles over the document's defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import cache

from lxml.etree import _Element

from ingest.docx_names import OFF, W, number_of, switched, value_of

HEADING_NAME = re.compile(
    r"(?:heading|titre|título|titulo|заголовок|标题|標題|عنوان|überschrift|titolo)\s*([1-9])\b", re.I
)
# Styles of the templates of the United Nations: "HM", "HCh", "_ H _1", "_ H_2/3_G", "H56"
UN_HEADING = re.compile(r"_?\s*H\s*_?\s*(M|Ch|1|2/?3|4|5/?6)(?:_?\s?G)?", re.I)
UN_RANKS = {"m": 1, "ch": 2, "1": 3, "23": 4, "4": 5, "56": 6}
TITLES = {"title": 0, "titre": 0, "título": 0, "subtitle": 1, "sous-titre": 1, "subtítulo": 1}
BODY_OUTLINE = 9
LONGEST_ANCESTRY = 32


@dataclass(frozen=True, slots=True)
class Look:
    """Properties that are known of a piece of text; sizes in points, indents in twentieths of a point."""

    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    font: str | None = None
    outline: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    indent: int | None = None
    centred: bool | None = None

    def under(self, other: Look) -> Look:
        """This look with what `other` says put over it."""
        said = {one.name: value for one in fields(other) if (value := getattr(other, one.name)) is not None}
        return replace(self, **said) if said else self


@cache
def _plain() -> Look:
    return Look()


def run_look(properties: _Element | None) -> Look:
    """The look that a `w:rPr` asks for."""
    if properties is None or not len(properties):
        return _plain()
    underline, size = value_of(properties, "u"), number_of(value_of(properties, "sz"))
    fonts = properties.find(f"{W}rFonts")
    right_to_left = switched(properties, "rtl")
    return Look(
        bold=switched(properties, "bCs" if right_to_left else "b"),
        italic=switched(properties, "iCs" if right_to_left else "i"),
        underlined=None if underline is None else underline not in OFF,
        caps=switched(properties, "caps"),
        hidden=switched(properties, "vanish"),
        size=size / 2 if size else None,
        font=None if fonts is None else fonts.get(f"{W}ascii"),
    )


def paragraph_look(properties: _Element | None) -> Look:
    """The look that a `w:pPr` asks for."""
    if properties is None or not len(properties):
        return _plain()
    numbering, alignment = properties.find(f"{W}numPr"), value_of(properties, "jc")
    return Look(
        outline=number_of(value_of(properties, "outlineLvl")),
        num_id=value_of(numbering, "numId"),
        ilvl=number_of(value_of(numbering, "ilvl")),
        indent=indent_of(properties),
        centred=None if alignment is None else alignment == "center",
    )


def indent_of(properties: _Element | None) -> int | None:
    """The left (or, right to left, the leading) indent of a `w:pPr`."""
    indent = properties.find(f"{W}ind") if properties is not None else None
    if indent is None:
        return None
    return number_of(indent.get(f"{W}left") or indent.get(f"{W}start"))


@dataclass(frozen=True, slots=True)
class Style:
    """A named style; `look` has its ancestors' properties in it, `ancestry` their ids, itself first."""

    id: str
    name: str
    look: Look
    ancestry: tuple[str, ...]
    heading: int | None  # rank: 0 for the title, from 1 for headings


class Styles:
    """The styles of one document."""

    def __init__(self, root: _Element | None) -> None:
        self._elements = (
            {} if root is None else {str(one.get(f"{W}styleId")): one for one in root.iterfind(f"{W}style")}
        )
        self._known: dict[str, Style] = {}
        self._defaults = _defaults(root)
        self._normal = next((key for key, one in self._elements.items() if _is_normal(one)), "")

    def element(self, style_id: str) -> _Element | None:
        return self._elements.get(style_id)

    def paragraph(self, style_id: str | None) -> Style:
        """A paragraph's style, the document's default one where it names none or an unknown one."""
        return self._style(style_id if style_id in self._elements else self._normal)

    def character(self, style_id: str) -> Look:
        """What a character style adds to the text's look."""
        look = Look()
        for key in reversed(self._ancestry(style_id)):
            look = look.under(run_look(self._elements[key].find(f"{W}rPr")))
        return look

    def _style(self, style_id: str) -> Style:
        if style_id not in self._known:
            self._known[style_id] = self._resolved(style_id)
        return self._known[style_id]

    def _resolved(self, style_id: str) -> Style:
        ancestry, look = self._ancestry(style_id), self._defaults
        for key in reversed(ancestry):
            element = self._elements[key]
            look = look.under(paragraph_look(element.find(f"{W}pPr"))).under(run_look(element.find(f"{W}rPr")))
        names = [value_of(self._elements[key], "name") or key for key in ancestry]
        rank = next((rank for name in names if (rank := rank_of(name)) is not None), None)
        if rank is None and look.outline is not None and look.outline < BODY_OUTLINE:
            rank = look.outline + 1
        return Style(
            style_id, names[0] if names else "", look, ancestry, None if look.outline == BODY_OUTLINE else rank
        )

    def _ancestry(self, style_id: str) -> tuple[str, ...]:
        found: list[str] = []
        while style_id in self._elements and style_id not in found and len(found) < LONGEST_ANCESTRY:
            found.append(style_id)
            style_id = value_of(self._elements[style_id], "basedOn") or ""
        return tuple(found)


def rank_of(name: str) -> int | None:
    """The rank of headings that a style's name speaks of: 0 for a title, from 1 for a heading.

    >>> rank_of("heading 2"), rank_of("_ H_2/3_G"), rank_of("Title"), rank_of("Body Text")
    (2, 4, 0, None)
    """
    name = name.strip()
    if heading := HEADING_NAME.match(name):
        return int(heading[1])
    if heading := UN_HEADING.fullmatch(name):
        return UN_RANKS[heading[1].lower().replace("/", "")]
    return TITLES.get(name.lower())


def _defaults(root: _Element | None) -> Look:
    defaults = root.find(f"{W}docDefaults") if root is not None else None
    if defaults is None:
        return Look()
    paragraphs, runs = defaults.find(f"{W}pPrDefault/{W}pPr"), defaults.find(f"{W}rPrDefault/{W}rPr")
    return paragraph_look(paragraphs).under(run_look(runs))


def _is_normal(style: _Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and str(style.get(f"{W}default") or "0") not in OFF
