"""Which paragraphs are items of lists, how deep, and which are numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import fmean

from ingest.document import Kind
from ingest.markers import is_bullet, marker_of
from ingest.pdf_paragraphs import Paragraph

STEP = 0.6  # of the type size: a deeper item stands at least this much further in
NUMBERED = re.compile(r"^(\d{1,3})\.?(\s?\(\w{1,4}\))?$")  # 22.  22. (b)
PROSE = 12  # words: numbered paragraphs are longer on average than items
ROMAN = "(ii)"
FORMS = (
    (re.compile(r"^\(?[ivx]{2,}[.)]$"), ROMAN),
    (re.compile(r"^\d+(?:\.\d+)+\.?$"), "1.1"),
    (re.compile(r"^\(\d+\)$"), "(1)"),
    (re.compile(r"^\d+[.)]?$"), "1."),
    (re.compile(r"^\([a-z]\)$"), "(a)"),
    (re.compile(r"^[a-z][.)]$"), "a."),
    (re.compile(r"^[IVX]+[.)]$"), "I."),
    (re.compile(r"^[A-Z][.)]$"), "A."),
)


def mark_lists(paragraphs: Sequence[Paragraph]) -> None:
    """Give paragraphs their markers; items of lists become such, with levels from 1."""
    for one in paragraphs:
        if one.kind in (Kind.PARAGRAPH, Kind.HEADING):
            one.marker = marker_of(one.said)[0]
    prose = {id(one) for run in runs_of(paragraphs) if are_prose(run) for one in run}
    depth = Depth()
    for one in paragraphs:
        if one.kind is Kind.PARAGRAPH and one.marker and id(one) not in prose:
            one.kind, one.level = Kind.LIST_ITEM, depth.of(one)
        elif one.kind in (Kind.PARAGRAPH, Kind.HEADING):
            depth.reset(one)


def runs_of(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Numbered paragraphs, run by run: a number that is not the next one begins a new run."""
    runs: list[list[Paragraph]] = []
    for one in paragraphs:
        if one.kind is Kind.PARAGRAPH and is_number(one.marker):
            if runs and goes_on(one, runs[-1][-1]):
                runs[-1].append(one)
            else:
                runs.append([one])
    return runs


def goes_on(paragraph: Paragraph, before: Paragraph) -> bool:
    """Whether a number is the next one, or the same with another letter: 22. (a), 22. (b)."""
    parted = NUMBERED.match(paragraph.marker or "")
    same = parted is not None and parted[2] is not None and paragraph.marker != before.marker
    return number_of(paragraph) - number_of(before) in ((0, 1) if same else (1,))


def number_of(paragraph: Paragraph) -> int:
    found = NUMBERED.match(paragraph.marker or "")
    return int(found[1]) if found else 0


def is_number(marker: str | None) -> bool:
    return marker is not None and NUMBERED.match(marker) is not None


def are_prose(numbered: Sequence[Paragraph]) -> bool:
    """Whether the paper numbers its paragraphs ("12. The Meeting decided …") and not the items of a list."""
    if any(is_hanging(one) for one in numbered):
        return False
    texts = [one.said for one in numbered]
    return (
        bool(texts)
        and fmean(len(text.split()) for text in texts) >= PROSE
        and fmean(text.endswith((".", ";", ":")) for text in texts) >= 0.5
    )


def is_hanging(item: Paragraph) -> bool:
    """Whether an item stands in from the edge of the text, and its text further in still."""
    step = item.size
    return item.first.x0 > item.left + step and len(item.lines) > 1 and item.lines[1].x0 > item.first.x0 + step / 2


def form_of(marker: str) -> str:
    """What markers of one list have in common: the bullet itself, or the way of numbering."""
    if is_bullet(marker):
        return marker
    return next((form for pattern, form in FORMS if pattern.match(marker)), marker)


class Depth:
    """How deep list items stand, by indentation and by the form of their markers."""

    def __init__(self) -> None:
        self.open: list[tuple[float, str]] = []
        self.last = ""

    def of(self, item: Paragraph) -> int:
        x, step = item.first.x0 - item.left, STEP * item.size
        form = self.form(item.marker or "", x, step)
        self.last = item.marker or ""
        same = [at for at, (_, other) in enumerate(self.open) if other == form]
        if same and abs(self.open[same[-1]][0] - x) <= 2 * step:
            del self.open[same[-1] + 1 :]
        else:
            while self.open and x < self.open[-1][0] - step:
                self.open.pop()
            if (
                not self.open
                or x > self.open[-1][0] + step
                or (self.open[-1][1] != form and nests(self.open[-1][1], form))
            ):
                self.open.append((x, form))
            else:
                self.open[-1] = (x, form)
        return len(self.open)

    def form(self, marker: str, x: float, step: float) -> str:
        """The form of a marker; (i) is a letter after (h) only, and (v) a number among Roman ones."""
        form = form_of(marker)
        letter = marker.strip("().")
        if form not in ("(a)", "a.") or letter not in ("i", "v", "x"):
            return form
        near = [other for at, other in self.open if abs(at - x) <= 2 * step]
        after_h = self.last.strip("().") == "h" and form in near
        return ROMAN if ROMAN in near or (letter == "i" and not after_h) else form

    def reset(self, paragraph: Paragraph) -> None:
        """A paragraph that stands as far out as the list ends it; one further in belongs to the item before."""
        x, step = paragraph.first.x0 - paragraph.left, STEP * paragraph.size
        while self.open and (x <= self.open[-1][0] + step or paragraph.kind is Kind.HEADING):
            self.open.pop()


def nests(outer: str, inner: str) -> bool:
    """Whether a form of numbering stands inside of another although both stand equally far in."""
    usual = ("I.", "A.", "1.", "(a)", "(ii)")
    return outer in usual and inner in usual and usual.index(inner) > usual.index(outer)
