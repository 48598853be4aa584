"""Footnotes of a page: sections of notes, and paragraphs that lead back to the mark in the text that leads to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.document import Kind
from ingest.draft import Draft
from ingest.html_links import words_of
from ingest.markers import marker_of
from ingest.note_marks import mark_of
from ingest.text_drafts import NOTE

NOTES = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|doc-endnotes?|doc-footnote|Mso(?:Foot|End)noteText)(?:$|[\s_-])", re.I
)
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NAMES = ("class", "role", "id", EPUB_TYPE, "epub:type")
MARK = re.compile(r"\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡]{1,3}", re.I)
BACK = re.compile(r"\W{0,3}")  # an arrow, or a caret
BLOCKS = ("li", "p", "div", "dd", "td")
MOST_LINKS = 5_000


def mark_notes(article: HtmlElement) -> None:
    """Tell the notes of an article, which the links between them and the text give away, by a class and `data-mark`."""
    links = article.xpath(".//a[starts-with(@href, '#')]")[:MOST_LINKS]
    order = {link: place for place, link in enumerate(links)}
    places = {
        name: one for one in article.xpath(".//*[@id or @name]") for name in (one.get("id"), one.get("name")) if name
    }
    first = {block: link for link in reversed(links) if (block := _block_of(link)) is not None}
    for link in links:
        mark, block = mark_of(link.text_content().strip()), _block_of(places.get(link.get("href")[1:]))
        leads_back = first.get(block) if block is not None else None
        if block is None or leads_back is None or order[link] >= order[leads_back] or not MARK.fullmatch(mark):
            continue
        origin = places.get(leads_back.get("href")[1:])
        if origin is not None and (origin is link or origin in link.iterancestors() or link in origin.iterancestors()):
            _mark(block, leads_back, mark)


def _mark(block: HtmlElement, leads_back: HtmlElement, mark: str) -> None:
    block.set("data-mark", mark)
    leads_back.drop_tree()
    holder = block.getparent() if block.tag == "li" else block
    if holder is not None:
        holder.set("class", f"{holder.get('class', '')} footnotes")


def _block_of(element: HtmlElement | None) -> HtmlElement | None:
    """The element that stands for itself in which this one is, or which it is."""
    if element is None:
        return None
    if element.tag in BLOCKS:
        inner = element.find(".//p")
        return element if inner is None or element.tag == "li" else inner
    return next((one for one in element.iterancestors(*BLOCKS)), None)


def is_notes(element: HtmlElement) -> bool:
    names = (element.get(name) for name in NAMES)
    return any(name is not None and len(name) < 200 and NOTES.search(name) for name in names)


def notes_in(element: HtmlElement) -> Iterator[Draft]:
    """Footnotes: the items of the list that holds them, or each paragraph."""
    items = element.xpath(".//li")
    for number, note in enumerate(items or element.xpath(".//p") or [element], 1):
        for link in note.xpath(".//a[starts-with(@href, '#')]"):
            if BACK.fullmatch(link.text_content().strip()):
                link.drop_tree()
        whole = words_of(note)
        text = whole.text
        mark, typed = note.get("data-mark") or (str(number) if items else None), NOTE.match(text)
        if mark is None and typed:
            mark, text = mark_of(typed["marker"]), text[typed.end() :]
        marker, rest = (mark, text) if mark else marker_of(text)
        if rest:
            yield Draft(rest, marker, kind=Kind.FOOTNOTE, links=whole.tidied(rest).links)
