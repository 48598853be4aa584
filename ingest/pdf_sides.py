"""Rulings made whole: those drawn in pieces put together, and open tables closed at their sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.pdf_paths import Ruling

SAME_END, TOUCH = 6.0, 3.0  # points


def closed(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """All rulings of a page, whole, with the sides of its open tables."""
    drawn = list(rulings)
    upright = [turned(one) for one in whole_rulings([turned(one) for one in drawn if one.upright])]
    return tuple(with_sides([*whole_rulings(drawn), *upright, *(one for one in drawn if one.filled)]))


def turned(ruling: Ruling) -> Ruling:
    """A ruling with the page's diagonal for a mirror."""
    return Ruling(ruling.top, ruling.x0, ruling.bottom, ruling.x1, ruling.filled)


def whole_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Level rulings, those drawn in pieces put together."""
    heights: list[list[Ruling]] = []
    for one in sorted((one for one in rulings if one.level), key=lambda one: one.top):
        if heights and one.top - heights[-1][0].top < TOUCH:
            heights[-1].append(one)
        else:
            heights.append([one])
    return [one for pieces in heights for one in put_together(pieces)]


def put_together(pieces: Iterable[Ruling]) -> Iterator[Ruling]:
    """Rulings of one height, those that touch as one."""
    last: Ruling | None = None
    for one in sorted(pieces, key=lambda one: one.x0):
        if last and one.x0 - last.x1 < TOUCH:
            last = Ruling(last.x0, last.top, max(last.x1, one.x1), last.top)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def with_sides(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings, with the left and right side where an upright one joins two level ones that end alike but are open."""
    level = sorted((one for one in rulings if one.level), key=lambda one: one.top)
    upright = [one for one in rulings if one.upright]
    sides: list[Ruling] = []
    for at, above in enumerate(level):
        below = next((one for one in level[at + 1 :] if ends_alike(above, one) and one.top - above.top > TOUCH), None)
        if below is not None and any(joins(one, above, below) for one in upright):
            sides += [Ruling(x, above.top, x, below.top) for x in (min(above.x0, below.x0), max(above.x1, below.x1))]
    return [*rulings, *sides]


def ends_alike(one: Ruling, other: Ruling) -> bool:
    return abs(one.x0 - other.x0) < SAME_END and abs(one.x1 - other.x1) < SAME_END


def joins(one: Ruling, above: Ruling, below: Ruling) -> bool:
    """Whether an upright ruling reaches from one level ruling to the next, in from their ends."""
    inside = above.x0 + TOUCH < one.x0 < above.x1 - TOUCH
    return inside and one.top <= above.top + TOUCH and one.bottom >= below.top - TOUCH
