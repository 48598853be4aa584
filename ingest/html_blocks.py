"""The elements of a page as pieces: headings, paragraphs, items, tables, captions and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from ingest.document import Kind
from ingest.draft import Draft
from ingest.html_tables import cells_in, definitions_in, is_layout
from ingest.lines import goes_on, is_closed, leans, lines_of
from ingest.markers import marker_of
from ingest.numerals import numeral, raised
from ingest.text_drafts import drafts_of, headed

HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
BLOCK = re.compile(
    r"address|article|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    r"|hr|html|legend|li|main|menu|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
BOLD = frozenset(["b", "strong"])
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
NUMBERED = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
NUMBERED_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?((?:lower|upper)-(?:alpha|latin|roman))", re.I)
STYLES = {"alpha": "Letter", "latin": "Letter", "roman": "Roman"}
BULLETS = "•◦▪"
NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?|doc-endnotes?|doc-footnote)(?:$|[\s_-])", re.I)
BACK_LINK = re.compile(r"\s*(?:↩\ufe0e?|↑|\^)+\s*$")
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
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
    walk = Walk()
    walk.enter(article)
    walk.flush()
    return walk.drafts


@dataclass(slots=True)
class Walk:
    """A walk through elements: `line` gathers the text of the piece at hand, with newlines where the page breaks them."""

    drafts: list[Draft] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
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
        tag = element.tag
        if tag == "br":
            self.line.append("\n")
        elif BLOCK.fullmatch(tag):
            self.flush()
            self.block(element, tag, bold)
            self.flush()
        else:
            self.enter(element, bold or is_bold(element))

    def take(self, text: str | None, bold: bool) -> None:
        if text:
            self.line.append(re.sub(r"\s+", " ", text))
            if text.strip():
                self.bold.append(bold)

    def block(self, element: HtmlElement, tag: str, bold: bool) -> None:
        """An element that stands for itself."""
        if is_notes(element):
            self.drafts += notes_in(element)
        elif tag in HEADINGS:
            self.heading(element, HEADINGS[tag])
        elif tag in ("ul", "ol", "menu"):
            self.list(element, bold)
        elif tag == "table" and not is_layout(element):
            self.table(element)
        elif tag == "dl":
            self.add(Draft("", kind=Kind.TABLE, cells=definitions_in(element)))
        elif tag == "pre" and element.text_content().count("\n") >= PLAIN_LINES:
            self.drafts += drafts_of(list(lines_of(element.text_content())), markdown=False)
        elif tag in ("figcaption", "caption"):
            self.add(Draft(one_line(element.text_content()), kind=Kind.CAPTION))
        else:
            self.enter(element, bold or is_bold(element))

    def heading(self, element: HtmlElement, rank: int) -> None:
        text = one_line(" ".join(element.itertext()) if element.find(".//br") is not None else element.text_content())
        if text:
            self.add(headed(Draft(text), text, "atx", rank))

    def list(self, element: HtmlElement, bold: bool) -> None:
        self.depth += 1
        for marker, item in items_of(element, self.depth):
            self.item = Draft("", marker=marker, kind=Kind.LIST_ITEM, level=self.depth)
            self.enter(item, bold)
            self.flush()
        self.item, self.depth = None, self.depth - 1

    def table(self, element: HtmlElement) -> None:
        for caption in element.xpath("./caption"):
            self.add(Draft(one_line(caption.text_content()), kind=Kind.CAPTION))
        self.add(Draft("", kind=Kind.TABLE, cells=cells_in(element)))

    def flush(self) -> None:
        """End the piece at hand: an item of a list, or paragraphs."""
        lines = [one_line(line) for line in "".join(self.line).split("\n")]
        whole_bold = bool(self.bold) and all(self.bold)
        self.line, self.bold = [], []
        if not any(lines):
            return
        if self.item is not None:
            marker, text = marker_of(" ".join(filter(None, lines)))
            self.add(replace(self.item, text=text, marker=marker or self.item.marker))
            self.item = None
            return
        for line in joined(lines):
            marker, text = marker_of(line)
            self.add(Draft(text, marker, sign="bold" if whole_bold else ""))

    def add(self, draft: Draft) -> None:
        if draft.text or draft.cells:
            self.drafts.append(draft)


def joined(lines: list[str]) -> Iterator[str]:
    """Lines of a paragraph; those that only a soft break parts are one."""
    held = ""
    for line in lines:
        soft = held and line and (goes_on(line) or leans(held) or (len(held) > LONG_LINE and not is_closed(held)))
        if soft:
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def items_of(element: HtmlElement, depth: int) -> Iterator[tuple[str, HtmlElement]]:
    """The items of a list with the marker that a browser prints."""
    number = whole(element.get("start"), 1)
    for item in element:
        if item.tag != "li":
            if isinstance(item.tag, str):
                yield BULLETS[min(depth, 3) - 1], item
            continue
        number = whole(item.get("value"), number)
        counted = element.tag == "ol"
        yield f"{numeral(number, style_of(element))}." if counted else BULLETS[min(depth, 3) - 1], item
        number += 1


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


def is_notes(element: HtmlElement) -> bool:
    names = (
        element.get("class"),
        element.get("role"),
        element.get("id"),
        element.get(EPUB_TYPE),
        element.get("epub:type"),
    )
    return any(name is not None and len(name) < 200 and NOTES.search(name) for name in names)


def notes_in(element: HtmlElement) -> list[Draft]:
    """Footnotes: the items of the list that holds them, or each paragraph."""
    notes = [(f"{i}.", item) for i, item in enumerate(element.xpath(".//li"), 1)] or [
        ("", one) for one in element.xpath(".//p")
    ]
    drafts = []
    for number, note in notes or [("", element)]:
        text = BACK_LINK.sub("", one_line(note.text_content()))
        marker, rest = (number.rstrip("."), text) if number else marker_of(text)
        if rest:
            drafts.append(Draft(rest, marker, kind=Kind.FOOTNOTE))
    return drafts


def one_line(text: str) -> str:
    return " ".join(text.split())
