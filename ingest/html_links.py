"""The links of a web page, by the words that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from ingest.links import Written, one_line


def with_base(tree: HtmlElement) -> None:
    """Let links start from where the page says that they do (HTML, 4.2.3)."""
    base = next((str(one.get("href")) for one in tree.iter("base") if one.get("href")), None)
    for link in tree.xpath("//a[@href and not(starts-with(@href, '#'))]") if base else ():
        with suppress(ValueError):  # no address at all
            link.set("href", urljoin(base, link.get("href")))


def words_of(element: HtmlElement, between: str = "") -> Written:
    """All text of an element on one line, with its links; `between` parts what tags part."""
    return one_line(_parts(element, between))


def _parts(element: HtmlElement, between: str) -> Iterator[tuple[str, str | None]]:
    above = element.iterancestors("a")
    outer = next((link.get("href") for link in above), None)
    target = outer
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if one.tag == "a":
            target = one.get("href") if event == "start" else outer
        said = one.text if event == "start" else one.tail if one is not element else None
        if said:
            yield said + between, target
