"""Where the words of a paper lead: the addresses that are kept, and links that follow their words as a text is tidied."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from ingest.document import Link

LONGEST = 2_000  # characters of an address
WEB, MAIL = ("http", "https"), "mailto"
FARTHEST = 60  # characters that a text may lose in one place, such as a marker or the mark of a footnote


class Written(NamedTuple):
    """A text and its links."""

    text: str
    links: tuple[Link, ...] = ()

    def tidied(self, text: str) -> Written:
        """What became of the text, its links still at their words."""
        return Written(text, moved(self.links, self.text, text))


def target_of(address: str, base: str = "") -> str | None:
    """The full address of a web page, a file on the web or a mailbox; None for all else, scripts above all.

    >>> target_of("../docs/a b.pdf", "https://www.example.org/en/list.html")
    'https://www.example.org/docs/a%20b.pdf'
    >>> target_of("java\\tscript:alert(1)"), target_of("list.html"), target_of("#note1", "https://www.example.org/")
    (None, None, None)
    """
    address = "".join(sign for sign in address[: 2 * LONGEST] if unicodedata.category(sign)[0] != "C").strip()
    if not address or address.startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(base if urlsplit(base).scheme in WEB else "", address).replace(" ", "%20"))
    except ValueError:
        return None
    known = parts.scheme in WEB and parts.hostname and "@" not in parts.netloc  # no passwords
    known = known or (parts.scheme == MAIL and "@" in parts.path)
    return full if known and len(full := parts.geturl()) <= LONGEST else None


def resolved(links: Iterable[Link], base: str) -> tuple[Link, ...]:
    """The links that lead to an address, which is full."""
    targets = ((link, target_of(link.target, base)) for link in links)
    return tuple(replace(link, target=target) for link, target in targets if target)


def written(parts: Iterable[tuple[str, str | None]]) -> Written:
    """The text of parts that follow one another, each with where it leads."""
    texts: list[str] = []
    links: list[Link] = []
    at = 0
    for target, said in groupby(parts, key=lambda part: part[1]):
        text = "".join(words for words, _ in said)
        if target and text.strip():
            links.append(Link(at + len(text) - len(text.lstrip()), at + len(text.rstrip()), target))
        texts.append(text)
        at += len(text)
    return Written("".join(texts), tuple(links))


def one_line(parts: Iterable[tuple[str, str | None]]) -> Written:
    """The text of parts with single blanks and no breaks."""
    whole = written(parts)
    return whole.tidied(" ".join(whole.text.split()))


def joined(parts: Iterable[Written], between: str) -> Written:
    """Texts as one, with a sign between them."""
    texts: list[str] = []
    links: list[Link] = []
    at = 0
    for text, own in parts:
        links += shifted(own, at)
        texts.append(text)
        at += len(text) + len(between)
    return Written(between.join(texts), tuple(links))


def parted(whole: Written, at: str) -> Iterator[Written]:
    """A text cut at each of a sign; a link over a cut stays with where it begins."""
    start = 0
    for text in whole.text.split(at):
        end = start + len(text)
        own = (replace(link, end=min(link.end, end)) for link in whole.links if start <= link.start < end)
        yield Written(text, tuple(shifted(own, -start)))
        start = end + len(at)


def shifted(links: Iterable[Link], by: int) -> Iterator[Link]:
    for link in links:
        yield replace(link, start=link.start + by, end=link.end + by)


def moved(links: Sequence[Link], before: str, after: str) -> tuple[Link, ...]:
    """The links of a text at the same words of what became of it; what it lost, and its blanks, make no difference."""
    if not links or before == after:
        return tuple(links)
    places = places_in(before, after)
    found: list[Link] = []
    for link in links:
        kept = [place for place in places[link.start : link.end] if place is not None]
        if kept:
            found.append(replace(link, start=kept[0], end=kept[-1] + 1))
    return tuple(found)


def places_in(before: str, after: str) -> list[int | None]:
    """Where each sign of a text stands in what became of it, None for blanks and what it lost: read from the end, since
    texts lose most at their beginning."""
    places: list[int | None] = [None] * len(before)
    at = len(before)
    for place in range(len(after) - 1, -1, -1):
        if after[place].isspace():
            continue
        found = before.rfind(after[place], max(0, at - FARTHEST), at)
        if found >= 0:
            places[found] = place
            at = found
    return places
