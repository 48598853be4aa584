"""Which pieces of a text are headings, and how they nest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Kind
from ingest.draft import Draft
from ingest.heading_signs import CAPTION, is_lead_word, is_numbered_heading, is_period, is_plain_heading, is_title
from ingest.runs import Run
from ingest.text_outline import FRONT, INNER_PLAIN, LABELLED, SIGNED, TITLE, Outline

EXPLICIT, BOLD = 10, 20  # ranks of headings that signs, and bold letters, mark begin here
LONGEST_CAPTION = 200  # characters


def with_headings(drafts: list[Draft], runs: Sequence[Run | None]) -> list[Draft]:
    """Drafts with captions and headings known; levels nest, from 1."""
    drafts = captioned(drafts)
    signs = Counter(draft.sign for draft in drafts)
    explicit = signs["atx"] + signs["setext"] >= 2 or signs["atx"] + signs["bold"] >= 3
    return levelled(drafts, signed(drafts, runs) if explicit else Outline(drafts, runs).ranks())


def captioned(drafts: Sequence[Draft]) -> list[Draft]:
    """Captions, and the titles of figures and tables whose number stands on a line of its own."""
    done: list[Draft] = []
    for draft in drafts:
        could = draft.marker is None and draft.kind is None and len(draft.text) < LONGEST_CAPTION
        bare = bool(done) and done[-1].kind is Kind.CAPTION and done[-1].text[-1:].isalnum() and " " in done[-1].text
        named = bare and done[-1].text.count(" ") < 2 and is_title(draft)
        done.append(replace(draft, kind=Kind.CAPTION) if could and (CAPTION.match(draft.text) or named) else draft)
    return done


def levelled(drafts: Sequence[Draft], ranks: dict[int, int]) -> list[Draft]:
    """Headings with the level that their rank has among those they stand under."""
    above: list[int] = []
    done = []
    for i, draft in enumerate(drafts):
        if i in ranks:
            while above and above[-1] >= ranks[i] and ranks[i] != TITLE:
                above.pop()
            above = [TITLE] if ranks[i] == TITLE else [*above, ranks[i]]
            draft = replace(draft, kind=Kind.HEADING, level=len(above))
        done.append(draft)
    return done


def signed(drafts: Sequence[Draft], runs: Sequence[Run | None]) -> dict[int, int]:
    """Ranks of headings where signs mark them: these, bold lines, and periods over lists."""
    ranks = {i: EXPLICIT + draft.rank for i, draft in enumerate(drafts) if draft.sign in SIGNED}
    styles: dict[str, int] = {}
    for i, (draft, run) in enumerate(zip(drafts[:-1], runs, strict=False)):
        over_list = drafts[i + 1].marker is not None and drafts[i + 1].kind in (None, Kind.LIST_ITEM)
        if draft.kind is None and draft.sign == "bold" and run is not None and is_numbered_heading(draft):
            ranks[i] = BOLD + styles.setdefault(run.style, len(styles))
        elif draft.kind is None and draft.sign == "bold" and is_bold_heading(draft):
            first = i < FRONT and all(rank == TITLE for rank in ranks.values())
            ranks[i] = TITLE if first else INNER_PLAIN
        elif over_list and draft.kind is None and draft.marker is None and is_period(draft.text):
            ranks[i] = LABELLED
    return ranks


def is_bold_heading(draft: Draft) -> bool:
    return is_plain_heading(draft) or is_lead_word(draft.text)
