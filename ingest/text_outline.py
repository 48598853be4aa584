"""The search for headings in a text where no signs mark them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.document import Kind
from ingest.draft import Draft
from ingest.heading_signs import (
    ALONE,
    ANNEXES,
    LABEL,
    PARTS,
    PERIOD,
    SHORT,
    is_capitals,
    is_label_line,
    is_lead_word,
    is_no_heading,
    is_numbered_heading,
    is_period,
    is_plain_heading,
    is_short,
    is_title,
)
from ingest.lines import is_closed
from ingest.markers import is_bullet
from ingest.runs import Run

# Ranks from the outermost heading to the innermost; numbers stand between, in the order in which their styles appear.
TITLE, PART, ANNEX, CAPITALS, OUTER_PLAIN, NUMBERS = range(6)
INNER_CAPITALS, INNER_PLAIN, LABELLED, LEAD = range(50, 54)
LABEL_SIZE = 160, 24  # characters and words in a line that numbers a part
SIGNED = ("atx", "setext")
MOST_LINES = 3  # lines that may stand over one another as headings
LONG_TITLE = 40  # characters from which a second line is one of the title
FRONT = 12  # pieces within which a paper tells its title
HEADING_SHARE = 0.5  # of the numbers of a run that must head something


@dataclass(slots=True)
class Outline:
    """The search for headings where no signs mark them."""

    drafts: list[Draft]
    runs: Sequence[Run | None]
    members: dict[int, list[int]] = field(default_factory=dict)
    known: dict[int, bool] = field(default_factory=dict)
    plain: set[int] = field(default_factory=set)

    def ranks(self) -> dict[int, int]:
        """The rank of each heading by its index."""
        for i, run in enumerate(self.runs):
            if run is not None and self.drafts[i].kind is None:
                self.members.setdefault(id(run), []).append(i)
        numbered = {i: self.runs[i] for run in self.members for i in self.members[run] if self.heads(run, i)}
        capitals, labelled = self.capitals(), self.labelled()
        named = {i for i in range(len(self.drafts)) if self.names_part(i, labelled)}
        self.plain = named | set(self.plain_headings({*numbered, *capitals, *labelled, *named}))
        titles = self.titles({*numbered, *labelled})
        self.plain -= set(titles)
        found = dict.fromkeys(self.leads(), LEAD)
        found |= self.numbered_ranks(numbered)
        found |= dict.fromkeys(self.plain, OUTER_PLAIN if self.is_outer(self.plain, numbered) else INNER_PLAIN)
        found |= dict.fromkeys(capitals, INNER_CAPITALS if self.is_within(capitals, numbered) else CAPITALS)
        found |= {i: self.label_rank(i) for i in labelled}
        return found | dict.fromkeys(titles, TITLE)

    def heads(self, run: int, member: int) -> bool:
        """Whether a numbered piece is a heading: its run heads sections, and it looks like a heading itself."""
        return self.heads_sections(run) and is_numbered_heading(self.drafts[member])

    def heads_sections(self, run: int) -> bool:
        """Whether at least half of a run's numbers stand over something."""
        if run not in self.known:
            self.known[run] = False  # a run that stands over itself heads nothing
            members = self.members.get(run, [])
            good = [i for i in members if is_numbered_heading(self.drafts[i]) and not self.is_minor(i)]
            over = sum(self.has_body(i) for i in good)
            items = sum(is_closed(self.drafts[i].text) and len(self.drafts[i].text) < SHORT for i in members)
            self.known[run] = len(good) > items and over >= max(1, HEADING_SHARE * len(members))
        return self.known[run]

    def is_minor(self, i: int) -> bool:
        """Numbers in brackets, and small letters, count items and not sections."""
        marker = self.drafts[i].marker or ""
        return marker.startswith(("(", "（")) or any(sign.islower() for sign in marker if sign.isascii())

    def has_body(self, i: int) -> bool:
        """Whether text, a list or a table follows a numbered piece before the next number of its run."""
        after = i + 1
        if after >= len(self.drafts):
            return False
        draft, run = self.drafts[after], self.runs[after]
        if draft.kind is not None or draft.marker is None or run is None:
            return True
        return run is not self.runs[i]

    def capitals(self) -> set[int]:
        """Lines in capitals, unless most of the text is, or many of them follow one another."""
        found = {
            i
            for i, draft in enumerate(self.drafts)
            if self.is_open(i) and is_capitals(draft.text) and is_plain_heading(draft)
        }
        if len(found) * 2 > len(self.drafts) > 4:
            return set()
        return {i for group in groups(found) if len(group) <= MOST_LINES for i in group}

    def labelled(self) -> set[int]:
        """Lines such as "Annex II" and "Action 5.1 – Title", with something below."""
        return {i for i in range(len(self.drafts) - 1) if self.is_open(i) and self.is_label(i)}

    def is_label(self, i: int) -> bool:
        """Whether a line numbers a part; a bare word and number do so only over running text or a list."""
        text, after = self.drafts[i].text, self.drafts[i + 1]
        found = LABEL.match(text)
        if not is_short(text, *LABEL_SIZE) or not (found or ALONE.match(text)):
            return False
        bare = found is not None and not found["rest"].strip() and self.label_rank(i) == LABELLED
        return not bare or after.marker is not None or after.kind is Kind.TABLE or not is_short(after.text)

    def label_rank(self, i: int) -> int:
        text = self.drafts[i].text
        return ANNEX if ANNEXES.match(text) else PART if PARTS.match(text) else LABELLED

    def names_part(self, i: int, labelled: set[int]) -> bool:
        """Whether a line is the title of the part that the line above only numbers."""
        above = self.drafts[i - 1] if i else None
        if above is None or i - 1 not in labelled or self.label_rank(i - 1) == LABELLED:
            return False
        bare = LABEL.match(above.text)
        return (bare is None or not bare["rest"].strip()) and self.is_open(i) and is_title(self.drafts[i])

    def is_open(self, i: int) -> bool:
        draft = self.drafts[i]
        return draft.kind is None and draft.marker is None and draft.sign not in SIGNED

    def plain_headings(self, others: set[int]) -> Iterator[int]:
        """Short lines over a list or running text."""
        spaced = sum(draft.gap > 0 for draft in self.drafts) * 3 > len(self.drafts)
        found = {
            i
            for i, draft in enumerate(self.drafts)
            if i not in others
            and self.is_open(i)
            and is_plain_heading(draft)
            and (draft.gap > 0 or not spaced or i == 0 or self.is_over_list(i))
        }
        for group in groups(found):
            first, last = group[0], group[-1]
            if self.is_body(last + 1, others) and not (first and self.drafts[first - 1].text.endswith((":", "："))):
                yield from group if len(group) < MOST_LINES else self.apart(group)

    def is_over_list(self, i: int) -> bool:
        """Whether a line names a period right over a list, as in timelines."""
        return is_period(self.drafts[i].text) and i + 1 < len(self.drafts) and self.drafts[i + 1].marker is not None

    def apart(self, group: list[int]) -> list[int]:
        """Of many short lines only the last can be a heading, where it stands apart from the others."""
        widest = max(self.drafts[i].gap for i in group[1:-1])
        return group[-1:] if self.drafts[group[-1]].gap > widest else []

    def is_body(self, i: int, others: set[int]) -> bool:
        """Whether a piece is what stands under a heading."""
        if i >= len(self.drafts):
            return False
        draft = self.drafts[i]
        if draft.sign in SIGNED:
            return False
        if i in others:
            first = self.runs[i] is not None and self.members[id(self.runs[i])][0] == i
            return first or (draft.marker is None and bool(LABEL.match(draft.text)) and not PARTS.match(draft.text))
        if draft.kind is not None:
            return draft.kind in (Kind.TABLE, Kind.CAPTION)
        return draft.marker is not None or not is_short(draft.text) or not is_no_heading_date(draft.text)

    def leads(self) -> list[int]:
        """ "Objectives:" over a list, where the paper does so more than once."""
        found = [
            i
            for i, (draft, after) in enumerate(pairwise(self.drafts))
            if self.is_open(i) and draft.gap > 0 and is_lead_word(draft.text) and is_bullet(after.marker)
        ]
        return found if len(found) > 1 else []

    def titles(self, others: set[int]) -> list[int]:
        """What a sign marks, else the first line that can be a title, and lines in capitals or as long after it."""
        found = [i for i, draft in enumerate(self.drafts) if draft.sign in SIGNED]
        if found:
            return found
        for i, draft in enumerate(self.drafts[:FRONT]):
            if draft.kind is not None or is_no_heading_date(draft.text):
                continue
            if i in others or not is_title(draft) or (found and not self.goes_on_title(i)):
                break
            found.append(i)
        return found

    def goes_on_title(self, i: int) -> bool:
        text = self.drafts[i].text
        return is_capitals(text) or (i not in self.plain and (len(text) > LONG_TITLE or bool(PERIOD.search(text))))

    def numbered_ranks(self, numbered: dict[int, Run | None]) -> dict[int, int]:
        """Styles of numbers rank in the order in which they appear."""
        styles = Counter(run.style for i, run in sorted(numbered.items()) if run)
        order = {style: NUMBERS + place for place, style in enumerate(styles)}
        return {i: order[run.style] for i, run in numbered.items() if run}

    def is_within(self, indexes: set[int], numbered: dict[int, Run | None]) -> bool:
        """Whether headings without number stand between the numbers of one run."""
        order = sorted(indexes)
        spans = {(members[0], members[-1]) for members in map(self.members_of, numbered.values())}
        return any(bisect_right(order, first) < bisect_left(order, last) for first, last in spans)

    def is_outer(self, indexes: set[int], numbered: dict[int, Run | None]) -> bool:
        """Whether headings without number hold the numbered ones: none between these, and one right over their first."""
        if self.is_within(indexes, numbered):
            return False
        firsts = {members[0] for members in map(self.members_of, numbered.values())}
        over = [i for i in firsts if i - 1 in indexes]
        around = min(indexes, default=0) < min(over, default=0) - 1 and max(indexes, default=0) > max(over, default=0)
        return len(over) * 2 > len(firsts) and (around or len(over) > 1)

    def members_of(self, run: Run | None) -> list[int]:
        """The indexes of a run's numbers, in order."""
        return self.members[id(run)]


def is_no_heading_date(text: str) -> bool:
    return is_short(text) and is_no_heading(text) and not is_label_line(text)


def groups(indexes: set[int]) -> list[list[int]]:
    """Indexes that follow one another, together."""
    found: list[list[int]] = []
    for i in sorted(indexes):
        if found and found[-1][-1] == i - 1:
            found[-1].append(i)
        else:
            found.append([i])
    return found
