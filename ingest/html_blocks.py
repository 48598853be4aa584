"""The elements of a page as pieces: headings, paragraphs, items, tables, captions and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.document import Kind
from ingest.draft import Draft
from ingest.html_links import words_of
from ingest.html_notes import is_notes, mark_notes, notes_in
from ingest.html_tables import cells_in, definitions_in, is_layout
from ingest.lines import goes_on, is_closed, leans, lines_of
from ingest.links import Written, joined, one_line
from ingest.markers import marker_of
from ingest.numerals import numeral, raised
from ingest.text_drafts import drafts_of, headed

HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
TITLES = frozenset(["MsoTitle", "title"])  # what Word and Google Docs call a paragraph that is the title
LISTS = ("ul", "ol", "menu")
BLOCK = re.compile(
    r"address|article|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    r"|hr|html|legend|li|main|menu|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
BOLD = frozenset(["b", "strong", "summary"])
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
NUMBERED = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
NUMBERED_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?((?:lower|upper)-(?:alpha|latin|roman))", re.I)
STYLES = {"alpha": "Letter", "latin": "Letter", "roman": "Roman"}
BULLETS = "•◦▪"
AROUND = {"OneParen": "{})", "TwoParens": "({})"}  # as pandoc calls what stands around a number
LONG_LINE = 60  # characters from which a line goes on after a break
PLAIN_LINES = 6  # lines from which preformatted text is a text of its own


def drafts_in(article: HtmlElement) -> list[Draft]:
    """The pieces of an article in their order; its raised numbers are written as such."""
    for high in article.xpath(".//sup"):
        number = high.text_content().strip()
        if number.isdecimal():
            for child in high:
                high.remove(child)
            high.text = raised(number)
    mark_notes(article)
    walk = Walk()
    walk.enter(article)
    walk.flush()
    return walk.drafts


class Said(NamedTuple):
    """A text between tags: whether it is bold, and where it leads."""

    text: str
    bold: bool
    target: str | None


@dataclass(slots=True)
class Walk:
    """A walk through elements: `lines` gathers the texts of the piece at hand, line by line, whether they are bold, and where
    they lead, which is `target`."""

    drafts: list[Draft] = field(default_factory=list)
    lines: list[list[Said]] = field(default_factory=lambda: [[]])
    target: str | None = None
    depth: int = 0
    item: Draft | None = None

    def enter(self, element: HtmlElement, bold: bool = False) -> None:
        """Take in an element's text and children, but not the text after it."""
        self.take(element.text, bold)
        for child in element:
            if isinstance(child.tag, str):
                self.child(child, bold)
            self.take(child.tail, bold)

    def child(self, element: HtmlElement, bold: bool) -> None:
        tag, outer = element.tag, self.target
        if tag == "a":
            self.target = element.get("href")
        if tag == "br":
            self.lines.append([])
        elif BLOCK.fullmatch(tag):
            self.flush()
            self.block(element, tag, bold)
            self.flush()
        else:
            self.enter(element, bold or is_bold(element))
        self.target = outer

    def take(self, text: str | None, bold: bool) -> None:
        if text:
            self.lines[-1].append(Said(text, bold, self.target))

    def block(self, element: HtmlElement, tag: str, bold: bool) -> None:
        """An element that stands for itself."""
        if is_notes(element):
            self.drafts += notes_in(element)
        elif tag in HEADINGS or (tag == "p" and not TITLES.isdisjoint(element.get("class", "").split())):
            self.heading(element, HEADINGS.get(tag, 0))
        elif tag in LISTS:
            self.list(element, bold)
        elif tag == "table" and not is_layout(element):
            self.table(element)
        elif tag == "dl":
            self.add(Draft("", kind=Kind.TABLE, cells=definitions_in(element)))
        elif tag == "pre" and element.text_content().count("\n") >= PLAIN_LINES:
            self.drafts += drafts_of(list(lines_of(element.text_content())), markdown=False)
        elif tag in ("figcaption", "caption"):
            self.add(drafted(element, Kind.CAPTION))
        else:
            self.enter(element, bold or is_bold(element))

    def heading(self, element: HtmlElement, rank: int) -> None:
        draft = drafted(element, between=" " if element.find(".//br") is not None else "")
        if draft.text:
            self.add(headed(draft, "atx", rank))

    def list(self, element: HtmlElement, bold: bool) -> None:
        self.depth += 1
        for marker, item in items_of(element, self.depth):
            if item.tag in LISTS:  # a list within a list, and in none of its items
                self.list(item, bold)
                continue
            self.item = Draft("", marker=marker, kind=Kind.LIST_ITEM, level=self.depth)
            self.enter(item, bold)
            self.flush()
        self.item, self.depth = None, self.depth - 1

    def table(self, element: HtmlElement) -> None:
        for caption in element.xpath("./caption"):
            self.add(drafted(caption, Kind.CAPTION))
        self.add(Draft("", kind=Kind.TABLE, cells=cells_in(element)))

    def flush(self) -> None:
        """End the piece at hand: an item of a list, or paragraphs."""
        lines = [Line.of(parts) for parts in self.lines]
        self.lines = [[]]
        if not any(line.text for line in lines):
            return
        if self.item is not None:
            whole = joined((line.words for line in lines if line.text), " ")
            marker, text = marker_of(whole.text)
            links = whole.tidied(text).links
            self.add(replace(self.item, text=text, links=links, marker=marker or self.item.marker))
            self.item = None
            return
        for line in unbroken(lines):
            marker, text = marker_of(line.text)
            self.add(Draft(text, marker, sign="bold" if line.bold else "", links=line.words.tidied(text).links))

    def add(self, draft: Draft) -> None:
        if draft.text or draft.cells:
            self.drafts.append(draft)


class Line(NamedTuple):
    """A line as a page breaks it, and whether all of its words are bold."""

    words: Written
    bold: bool

    @property
    def text(self) -> str:
        return self.words.text

    @classmethod
    def of(cls, parts: Sequence[Said]) -> Line:
        words = one_line((part.text, part.target) for part in parts)
        return cls(words, all(part.bold for part in parts if part.text.strip()))


def unbroken(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of a paragraph; those that only a soft break parts are one."""
    held: Line | None = None
    for line in lines:
        if held and held.text and line.text and is_soft(held, line):
            held = Line(joined((held.words, line.words), " "), held.bold and line.bold)
            continue
        if held and held.text:
            yield held
        held = line
    if held and held.text:
        yield held


def is_soft(above: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence above, and is neither an item nor text under a heading."""
    if marker_of(line.text)[0] and (is_closed(above.text) or marker_of(above.text)[0]):
        return False
    if goes_on(line.text) or leans(above.text):
        return True
    return len(above.text) > LONG_LINE and not is_closed(above.text) and above.bold == line.bold


def items_of(element: HtmlElement, depth: int) -> Iterator[tuple[str, HtmlElement]]:
    """The items of a list with the marker that a browser prints."""
    step = -1 if element.get("reversed") is not None else 1
    number = whole(element.get("start"), 1 if step > 0 else len(element.xpath("./li")))
    holder = element.getparent()
    around = AROUND.get(holder.get("data-delimiter", ""), "{}.") if holder is not None else "{}."
    for item in element:
        if item.tag != "li":
            if isinstance(item.tag, str):
                yield BULLETS[min(depth, 3) - 1], item
            continue
        number = whole(item.get("value"), number)
        usual = around.format(numeral(number, style_of(element))) if element.tag == "ol" else BULLETS[min(depth, 3) - 1]
        yield item.get("data-marker") or usual, item
        number += step


def style_of(element: HtmlElement) -> str:
    """The name of a list's counter, as Office names it."""
    found = NUMBERED_STYLE.search(element.get("style", ""))
    if found:
        case, _, letters = found[1].lower().partition("-")
        return case + STYLES[letters]
    return NUMBERED.get(element.get("type", "1"), "decimal")


def whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text.strip()) else otherwise


def is_bold(element: HtmlElement) -> bool:
    return element.tag in BOLD or bool(BOLD_STYLE.search(element.get("style", "")))


def drafted(element: HtmlElement, kind: Kind | None = None, between: str = "") -> Draft:
    """All text of an element on one line; `between` parts what tags part."""
    text, links = words_of(element, between)
    return Draft(text, kind=kind, links=links)
