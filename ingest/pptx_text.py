"""Paragraphs of a PowerPoint text body: bullets and numbers as printed, looked up through layout and master."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from ingest.document import Link
from ingest.docx_links import TARGET
from ingest.docx_numbering import SYMBOL_FONTS, bullet_of
from ingest.docx_text import PLAIN, tidy
from ingest.links import Written, joined, parted, written
from ingest.markers import is_bullet, marker_of
from ingest.numerals import numeral, raised

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LINK = f"{A}hlinkClick"
TEXTS = {f"{A}r", f"{A}fld"}
BULLET_CHOICES = ("buNone", "buChar", "buAutoNum", "buBlip")
# ST_TextAutonumberScheme: a numeral, then what stands around it
SCHEME = re.compile(r"(alphaLc|alphaUc|romanLc|romanUc|arabic)(ParenBoth|ParenR|Period|Plain)")
NUMERALS = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman"}
AROUND = {"ParenBoth": "({})", "ParenR": "{})", "Period": "{}.", "Plain": "{}"}
USUAL_SIZE = 18.0


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a slide; `level` counts from 1, `size` is in points, `listed` where a bullet or number is printed."""

    text: str
    level: int
    marker: str | None
    listed: bool
    bold: bool
    size: float
    links: tuple[Link, ...] = ()

    @property
    def whole(self) -> Written:
        """The marker and the text as one."""
        return joined((part for part in (Written(self.marker or ""), Written(self.text, self.links)) if part.text), " ")


@dataclass(frozen=True, slots=True)
class Bullet:
    """What is set before a paragraph: a character, or a numbering scheme with its start; neither: nothing."""

    character: str | None = None
    scheme: str | None = None
    start: int = 1


def lines_of(body: _Element, styles: Sequence[_Element]) -> Iterator[Line]:
    """The paragraphs of a `txBody` that hold text; `styles` are list styles, nearest first, that it inherits from."""
    counters: dict[int, tuple[str, int]] = {}
    own = body.find(f"{A}lstStyle")
    chain = ([own] if own is not None else []) + list(styles)
    for paragraph in body.iterfind(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = _level(properties)
        said = written(_texts(paragraph))
        whole = said.tidied(tidy(said.text))
        if not whole.text:
            continue
        levels = [properties] if properties is not None else []
        levels += [found for style in chain if (found := style.find(f"{A}lvl{level}pPr")) is not None]
        marker = _printed(_bullet(levels), level, counters)
        yield from _lines(whole, level, marker, _is_bold(paragraph, levels), _size(paragraph, levels))


def _lines(whole: Written, level: int, marker: str | None, bold: bool, size: float) -> Iterator[Line]:
    """The paragraph; cut where a soft line break is followed by a number or bullet that was typed."""
    pieces: list[Written] = []
    for part in parted(whole, "\n"):
        if pieces and marker_of(part.text)[0] is None:
            pieces[-1] = joined((pieces[-1], part), "\n")
        else:
            pieces.append(part)
    for piece in pieces:
        typed, rest = (None, piece.text) if marker and not is_bullet(marker) else marker_of(piece.text)
        shown = bullet_of(typed) if typed and rest else marker
        text, links = piece.tidied(rest) if typed and rest else piece
        yield Line(text, level, shown, shown is not None, bold, size, links)
        marker = None


def _texts(paragraph: _Element) -> Iterator[tuple[str, str | None]]:
    for child in paragraph:
        if child.tag in TEXTS:
            text = "".join(text.text or "" for text in child.iterfind(f"{A}t")).translate(PLAIN)
            link = child.find(f"{A}rPr/{LINK}")
            yield raised(text) if _is_raised(child) else text, link.get(TARGET) if link is not None else None
        elif child.tag == f"{A}br":
            yield "\n", None


def _is_raised(run: _Element) -> bool:
    look = run.find(f"{A}rPr")
    shift = str(look.get("baseline") or "") if look is not None else ""
    return shift.isdecimal() and int(shift) > 0


def _level(properties: _Element | None) -> int:
    value = str(properties.get("lvl") or "0") if properties is not None else "0"
    return min(int(value), 8) + 1 if value.isdigit() else 1


def _bullet(levels: Sequence[_Element]) -> Bullet:
    """The nearest of the properties that says whether and what bullet there is decides."""
    for properties in levels:
        for name in BULLET_CHOICES:
            choice = properties.find(f"{A}{name}")
            if choice is not None:
                return _chosen(name, choice, levels)
    return Bullet()


def _chosen(name: str, choice: _Element, levels: Sequence[_Element]) -> Bullet:
    if name == "buAutoNum":
        start = str(choice.get("startAt") or "1")
        return Bullet(scheme=str(choice.get("type") or "arabicPeriod"), start=int(start) if start.isdigit() else 1)
    if name == "buNone":
        return Bullet()
    fonts = (one.find(f"{A}buFont") for one in levels)
    font = next((str(one.get("typeface") or "") for one in fonts if one is not None), "")
    character = str(choice.get("char") or "•").strip()
    return Bullet("•" if SYMBOL_FONTS.search(font) else bullet_of(character) or None)


def _printed(bullet: Bullet, level: int, counters: dict[int, tuple[str, int]]) -> str | None:
    """The marker; numbers run on over deeper paragraphs and start again after anything else."""
    for deeper in [one for one in counters if one > level]:
        del counters[deeper]
    if bullet.scheme is None:
        counters.pop(level, None)
        return bullet.character
    scheme, value = counters.get(level, (bullet.scheme, bullet.start - 1))
    value = value + 1 if scheme == bullet.scheme else bullet.start
    counters[level] = (bullet.scheme, value)
    found = SCHEME.match(bullet.scheme)
    if found is None:
        return f"{value}."
    return AROUND[found[2]].format(numeral(value, NUMERALS.get(found[1], "decimal")))


def _is_bold(paragraph: _Element, levels: Sequence[_Element]) -> bool:
    """Whether all words are bold, by their own settings or those that the paragraph inherits."""
    runs = [run for run in paragraph.iterfind(f"{A}r") if (run.findtext(f"{A}t") or "").strip()]
    looks = [run.find(f"{A}rPr") for run in runs]
    inherited = (one.find(f"{A}defRPr") for one in levels)
    usual = next((str(one.get("b")) for one in inherited if one is not None and one.get("b")), "0")
    own = [str(look.get("b") or usual) if look is not None else usual for look in looks]
    return bool(runs) and all(value in ("1", "true") for value in own)


def _size(paragraph: _Element, levels: Sequence[_Element]) -> float:
    looks = [*paragraph.iterfind(f"{A}r/{A}rPr"), *(one.find(f"{A}defRPr") for one in levels)]
    sizes = (str(look.get("sz") or "") for look in looks if look is not None)
    return next((int(size) / 100 for size in sizes if size.isdigit()), USUAL_SIZE)
