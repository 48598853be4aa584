"""Lists of a DOCX: which numbered paragraphs are items and which are the paper's own paragraphs, and how items nest."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ingest.document import Kind
from ingest.docx_draft import Draft
from ingest.docx_headings import shape_of

PROSE, PROSE_ACROSS_HEADINGS = 25, 10  # median words of a numbered paragraph
FIGURES = re.compile(r"(\d+(?:\.\d+)*)\.?")
FIRST = re.compile(r"\(?(?:1|a|i|A|I|а|أ)[.)]+|[^\w()]+")
ROMAN = re.compile(r"[ivxlc]+", re.I)
DEEPEST = 12  # lists within lists
NEAR = 100  # twentieths of a point


def with_lists(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with kind and level of all that is not a heading, table or caption."""
    families = _families(drafts)
    prose = _prose(drafts, families)
    nesting = _Nesting()
    return [nesting.placed(draft, families[place], place in prose) for place, draft in enumerate(drafts)]


def _families(drafts: Sequence[Draft]) -> list[str]:
    """The list that each marked draft belongs to: the automatic one, or the shape of the marker that was typed."""
    families: list[str] = []
    letter = ""
    for draft in drafts:
        shape = shape_of(draft.marker)
        label = re.sub(r"\W", "", draft.marker or "")
        if draft.family is None and ROMAN.fullmatch(label) and not _follows(letter, label):
            shape = shape.replace("a", "i")
        elif len(label) == 1 and label.isalpha():
            letter = label
        families.append(draft.family or (draft.marker or "" if draft.bullet else shape))
    return families


def _follows(letter: str, label: str) -> bool:
    """Whether (i) goes on from (h), and is no Roman one."""
    return len(label) == 1 and letter != "" and ord(label) == ord(letter) + 1


def _prose(drafts: Sequence[Draft], families: list[str]) -> set[int]:
    """Numbered paragraphs of the United Nations' style: whole sentences, numbered on across headings."""
    series: dict[tuple[str, int], list[int]] = {}
    turns: dict[str, tuple[int, tuple[int, ...]]] = {}
    for place, draft in enumerate(drafts):
        figures = FIGURES.fullmatch(draft.marker or "")
        if figures and draft.kind is None:
            number = tuple(int(part) for part in figures[1].split("."))
            turn, last = turns.get(families[place], (0, ()))
            turn += number <= last
            turns[families[place]] = (turn, number)
            series.setdefault((families[place], turn), []).append(place)
    headings = [place for place, draft in enumerate(drafts) if draft.kind is Kind.HEADING]
    return {place for places in series.values() if _is_prose(drafts, places, headings) for place in places}


def _is_prose(drafts: Sequence[Draft], places: list[int], headings: list[int]) -> bool:
    words = median(len(drafts[place].text.split()) for place in places)
    across = bisect(headings, places[0]) < bisect(headings, places[-1])
    return words >= PROSE or (across and words >= PROSE_ACROSS_HEADINGS)


class _Nesting:
    """The lists that are open, outermost first, by indent and family."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._before: Draft | None = None

    def placed(self, draft: Draft, family: str, prose: bool) -> Draft:
        placed = self._placed(draft, family, prose)
        self._before = placed
        return placed

    def _placed(self, draft: Draft, family: str, prose: bool) -> Draft:
        if draft.kind is not None or draft.marker is None or prose:
            if draft.indent <= NEAR or draft.kind is not None or prose:
                self._open.clear()
            return draft if draft.kind is not None else replace(draft, kind=Kind.PARAGRAPH)
        self._enter(draft, family)
        return replace(draft, kind=Kind.LIST_ITEM, level=len(self._open))

    def _enter(self, draft: Draft, family: str) -> None:
        families = [one for _, one in self._open]
        if family in families:
            del self._open[families.index(family) + 1 :]
            return
        if not self._within(draft):
            while self._open and self._open[-1][0] >= draft.indent - NEAR:
                self._open.pop()
        del self._open[DEEPEST - 1 :]
        self._open.append((draft.indent, family))

    def _within(self, draft: Draft) -> bool:
        """Whether an item opens a list inside the item before it: further in, or as far in and led to by that one."""
        if not self._open or self._before is None:
            return False
        indent = self._open[-1][0]
        if draft.indent > indent + NEAR:
            return True
        led = self._before.text.endswith(":") or self._before.bullet == draft.bullet
        return draft.indent >= indent - NEAR and led and FIRST.fullmatch(draft.marker or "") is not None
