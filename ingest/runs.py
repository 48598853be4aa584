"""Runs of numbers through a document, and from them how deep each item of a list stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.document import Kind
from ingest.draft import Draft
from ingest.heading_signs import is_numbered_heading
from ingest.markers import Number, is_bullet, readings_of

MOST_OPEN = 16  # runs of numbers that go on beside one another
MOST_DEEP = 9  # levels of lists within lists
GAP_ALLOWED = 3  # numbers that a paper may skip


@dataclass(slots=True)
class Run:
    """Numbers of one style that follow one another: 1, 2, 3 or (a), (b), (c).

    `indent` is where the first stands, and `titled` says that it looks like a heading.
    """

    style: str
    last: int
    indent: int
    titled: bool

    def takes(self, number: Number) -> bool:
        return number.style == self.style and number.value == self.last + 1

    def nearly_takes(self, number: Number) -> bool:
        return number.style == self.style and self.last < number.value <= self.last + GAP_ALLOWED


def runs_of(drafts: Iterable[Draft]) -> list[Run | None]:
    """The run that the marker of each draft belongs to; None for bullets and where there is no marker."""
    open_runs: list[Run] = []
    found: list[Run | None] = []
    for draft in drafts:
        readings = readings_of(draft.marker) if draft.marker and draft.kind is None else ()
        found.append(next_run(open_runs, readings, draft) if readings else None)
        del open_runs[:-MOST_OPEN]
    return found


def next_run(open_runs: list[Run], readings: Sequence[Number], draft: Draft) -> Run:
    """The open run that a number goes on with, the likest and then the latest first, else a run of its own."""
    titled = is_numbered_heading(draft)
    latest = [*reversed(open_runs)]
    latest.sort(key=lambda run: (run.titled != titled, run.indent != draft.indent))
    pairs = [(run, number) for run in latest for number in readings]
    run, number = next(
        ((run, number) for run, number in pairs if run.takes(number)),
        next(
            ((run, number) for run, number in pairs if readings[0].value != 1 and run.nearly_takes(number)),
            (Run(readings[0].style, 0, draft.indent, titled), readings[0]),
        ),
    )
    run.last = number.value
    open_runs[:] = [*(one for one in open_runs if one is not run), run]
    return run


@dataclass(frozen=True, slots=True)
class Open:
    """A list that further items may join: its run or, with bullets, their sign."""

    run: Run | None
    marker: str
    indent: int

    def takes(self, run: Run | None, draft: Draft) -> bool:
        if run is not None:
            return run is self.run
        same_sign = self.marker == draft.marker or draft.gap > 0
        return self.run is None and same_sign and abs(self.indent - draft.indent) < 2

    def nearly_takes(self, run: Run | None, draft: Draft) -> bool:
        """Whether a number that begins no list is of this list's style, so that a paper skipped some."""
        return run is not None and self.run is not None and run.style == self.run.style and not begins(draft)


def with_list_levels(drafts: Sequence[Draft], runs: Sequence[Run | None]) -> list[Draft]:
    """Drafts with markers that are nothing else yet become list items; each knows its depth."""
    open_lists: list[Open] = []
    broken, led = False, False
    levelled: list[Draft] = []
    for draft, run in zip(drafts, runs, strict=True):
        if draft.marker and draft.kind is None:
            place(open_lists, draft, run, broken, led)
            draft = replace(draft, kind=Kind.LIST_ITEM, level=len(open_lists))
            broken = False
        elif draft.kind is Kind.HEADING:
            open_lists = []
        else:
            broken = True
        led = draft.text.endswith((":", "："))
        levelled.append(draft)
    return levelled


def begins(draft: Draft) -> bool:
    """Whether an item is the first of its list."""
    return any(number.value == 1 for number in readings_of(draft.marker or ""))


def place(open_lists: list[Open], draft: Draft, run: Run | None, broken: bool, led: bool) -> None:
    """Close the lists that an item ends, and open its own where it goes on with none."""
    for takes in (Open.takes, Open.nearly_takes):
        joined = next((i for i in reversed(range(len(open_lists))) if takes(open_lists[i], run, draft)), None)
        if joined is not None:
            del open_lists[joined + 1 :]
            return
    if broken:
        open_lists.clear()
    while open_lists and open_lists[-1].indent > draft.indent + 1 and not led:
        open_lists.pop()
    if open_lists and not led and replaces(open_lists[-1], draft, run):
        open_lists.pop()
    del open_lists[MOST_DEEP - 1 :]
    open_lists.append(Open(run, draft.marker or "", draft.indent))


def replaces(above: Open, draft: Draft, run: Run | None) -> bool:
    """Whether a new list stands where the one above stood, and not within it."""
    if draft.indent > above.indent + 1:
        return False
    if run is None:
        return is_bullet(above.marker) and draft.gap > 0
    return above.run is None or above.run.style == run.style
