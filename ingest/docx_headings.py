"""Which paragraphs of a DOCX are headings, by style or by look, and how they nest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Kind
from ingest.docx_draft import Draft
from ingest.heading_signs import is_label_line, is_no_heading

MAX_WORDS, MAX_LENGTH = 18, 160
LONGEST_STYLED = 45  # words: beyond it, what wears a heading's style is a numbered paragraph
LARGER = 1.12
COMMON = 0.5  # share of the text; what is so common sets nothing off
COVER = 4  # as many headings in a row as a title page may have
FINAL = (".", ";", ",", "。", "؛", "،")
DIGITS, LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")

EMPHASES = ("bold", "caps", "underlined")

Weight = tuple[float, bool, bool, bool, int]


@dataclass(frozen=True, slots=True)
class Body:
    """What most of the text looks like: its size, the largest size, and the emphases too common to set anything off."""

    size: float
    largest: float
    common: frozenset[str]


def with_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with headings told by kind and level; levels are dense, from 1."""
    body = _body(drafts)
    marked = [one.rank is not None and _fit_for_style(one) for one in drafts]
    looks = [not styled and _by_look(one, body) for styled, one in zip(marked, drafts, strict=True)]
    looks = _alone(drafts, marked, looks)
    ranks = _ranks(drafts, marked, looks)
    dense = {rank: level for level, rank in enumerate(sorted(set(ranks.values())), start=1)}
    return [
        replace(draft.reworded(" ".join(draft.text.split())), kind=Kind.HEADING, level=dense[ranks[place]])
        if place in ranks
        else draft
        for place, draft in enumerate(drafts)
    ]


def _fit_for_style(draft: Draft) -> bool:
    return draft.kind is None and not draft.bullet and len(draft.text.split()) <= LONGEST_STYLED


def _body(drafts: Sequence[Draft]) -> Body:
    plain = [one for one in drafts if one.rank is None and not one.cells]
    total = sum(len(one.text) for one in plain) or 1
    sizes: Counter[float] = Counter()
    for one in plain:
        sizes[one.size] += len(one.text)
    shares = {name: sum(len(one.text) for one in plain if getattr(one, name)) / total for name in EMPHASES}
    return Body(
        size=sizes.most_common(1)[0][0] if sizes else 0.0,
        largest=max((one.size for one in drafts), default=0.0),
        common=frozenset(name for name, share in shares.items() if share > COMMON),
    )


def _by_look(draft: Draft, body: Body) -> bool:
    text = draft.text
    if draft.kind is not None or draft.bullet or draft.rank is not None or text.endswith(FINAL) or "\t" in text:
        return False
    if len(text.split()) > MAX_WORDS or len(text) > MAX_LENGTH or not any(one.isalpha() for one in text):
        return False
    larger = body.size > 0 and draft.size >= body.size * LARGER
    if is_no_heading(text):
        # "Coordinators: Italy" is a label with its value; in the largest letters it is a title
        return larger and draft.size >= body.largest and is_label_line(text)
    emphasised = any(getattr(draft, name) and name not in body.common for name in EMPHASES)
    return larger or emphasised or (draft.italic and draft.marker is not None)


def _alone(drafts: Sequence[Draft], styled: list[bool], looks: list[bool]) -> list[bool]:
    """Drop what looks like headings but comes in runs, as lists of names do, or heads nothing."""
    kept, started = list(looks), False
    run: list[int] = []
    for place, draft in enumerate(drafts):
        same = run and _shape(drafts[run[-1]]) == _shape(draft)
        if looks[place] and (not run or same):
            run.append(place)
            continue
        started = _settle(drafts, kept, run, started)
        run = [place] if looks[place] else []
        started = started or not (looks[place] or styled[place])
    for place in run:
        kept[place] = kept[place] and len(drafts) == len(run) == 1
    return kept


def _settle(drafts: Sequence[Draft], kept: list[bool], run: list[int], started: bool) -> bool:
    """Judge a run of headings that look the same: items when numbered, a title page at the start, names elsewhere."""
    if run and len(run) > (1 if drafts[run[0]].marker else 2 if started else COVER):
        for place in run:
            kept[place] = False
        return True
    return started


def _shape(draft: Draft) -> tuple[bool, bool, bool, float, str]:
    return draft.bold, draft.caps, draft.underlined, draft.size, shape_of(draft.marker)


def shape_of(marker: str | None) -> str:
    """What markers of one list have in common.

    >>> shape_of("(a)"), shape_of("12."), shape_of("3.1")
    ('(a)', '1.', '1.1')
    """
    return LETTERS.sub("a", DIGITS.sub("1", marker or ""))


def _ranks(drafts: Sequence[Draft], styled: list[bool], looks: list[bool]) -> dict[int, float]:
    """A rank for every heading: styles say theirs; looks rank among themselves, below the styles unless larger.

    Where most headings have no style, the look ranks them all: the few styled ones are strays.
    """
    if sum(looks) > sum(styled):
        weights = _weights(drafts, [one or other for one, other in zip(styled, looks, strict=True)])
        order = _order(weights)
        return {place: float(order[weight]) for place, weight in weights.items()}
    ranks = {place: float(drafts[place].rank or 0) for place, is_one in enumerate(styled) if is_one}
    largest = max((drafts[place].size for place in ranks), default=0.0)
    top, bottom = min(ranks.values(), default=0.0), max(ranks.values(), default=0.0)
    weights = _weights(drafts, looks)
    order = _order(weights)
    for place, weight in weights.items():
        above = drafts[place].size > largest
        ranks[place] = top - 1 + order[weight] / (len(order) + 1) if above else bottom + order[weight]
    return ranks


def _order(weights: dict[int, Weight]) -> dict[Weight, int]:
    return {weight: place for place, weight in enumerate(sorted(set(weights.values())), start=1)}


def _weights(drafts: Sequence[Draft], looks: list[bool]) -> dict[int, Weight]:
    """What orders headings by look: size, then emphasis, then the depth of their numbering as it comes up."""
    shapes: dict[tuple[float, bool, bool, bool], list[str]] = {}
    weights: dict[int, Weight] = {}
    for place, draft in enumerate(drafts):
        if not looks[place]:
            continue
        look = (-draft.size, not draft.caps, not draft.bold, not draft.underlined)
        known = shapes.setdefault(look, [])
        shape = shape_of(draft.marker)
        if shape and shape not in known:
            known.append(shape)
        weights[place] = (*look, known.index(shape) if shape else 0)
    return weights
