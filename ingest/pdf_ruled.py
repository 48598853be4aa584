"""The boxes that rulings draw, table by table: steps of pdfplumber's table finder, run on the lines that PDFium read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, merge_edges
from pdfplumber.utils.geometry import filter_edges

from ingest.pdf_paths import Ruling
from ingest.pdf_place import Bounds

FEWEST_EDGES = 3  # level ones, and upright ones: as many as two rows and two columns need
MOST_EDGES = 4_000  # of a page: more is a drawing, and the search grows faster than they do
SNAP = 3.0  # points: rulings this near are one
LEAST, LEAST_WHOLE = 1.0, 3.0  # points: shorter edges are left out, in pieces and put together

Edge = dict[str, Any]  # as pdfplumber wants it
Point = tuple[float, float]
Crossings = Mapping[Point, Mapping[str, Sequence[Edge]]]  # by their place the edges that cross there, "v" and "h"


def boxes_of(rulings: Sequence[Ruling]) -> list[list[Bounds]]:
    """The boxes of the cells that rulings draw, table by table; where lines draw none, fills may."""
    lines = [one for one in rulings if not one.filled]
    found = found_by(lines)
    return found if found or len(lines) == len(rulings) else found_by(rulings)


def found_by(rulings: Sequence[Ruling]) -> list[list[Bounds]]:
    edges = [edge for ruling in rulings for edge in edges_of(ruling)]
    level = sum(edge["orientation"] == "h" for edge in edges)
    if min(level, len(edges) - level) < FEWEST_EDGES or len(edges) > MOST_EDGES:
        return []
    pieces = [edge for orientation in "vh" for edge in filter_edges(edges, orientation, min_length=LEAST)]
    whole = filter_edges(merge_edges(pieces, SNAP, SNAP, SNAP, SNAP), min_length=LEAST_WHOLE)
    tables: list[list[Bounds]] = cells_to_tables(cells_at(edges_to_intersections(whole, SNAP, SNAP)))
    return [boxes for boxes in tables if is_grid(boxes)]


def cells_at(crossings: Crossings) -> list[Bounds]:
    """The smallest box right of and below each crossing whose corners cross and whose sides are edges.

    pdfplumber's own search compares all crossings with all, and takes three times as long as the rest of its finder.
    """
    sides = {kind: {at: set(map(ends_of, met[kind])) for at, met in crossings.items()} for kind in "vh"}
    across: defaultdict[float, list[float]] = defaultdict(list)
    down: defaultdict[float, list[float]] = defaultdict(list)
    for x, y in sorted(crossings):
        across[y].append(x)
        down[x].append(y)

    def joined(kind: str, one: Point, other: Point) -> bool:
        return other in crossings and not sides[kind][one].isdisjoint(sides[kind][other])

    def smallest(x: float, y: float) -> Bounds | None:
        rights = [right for right in across[y] if right > x and joined("h", (x, y), (right, y))]
        lows = (low for low in down[x] if low > y and joined("v", (x, y), (x, low)))
        return next(
            (
                (x, y, right, low)
                for low in lows
                for right in rights
                if joined("v", (right, y), (right, low)) and joined("h", (x, low), (right, low))
            ),
            None,
        )

    return [box for at in sorted(crossings) if (box := smallest(*at))]


def ends_of(edge: Edge) -> Bounds:
    return edge["x0"], edge["top"], edge["x1"], edge["bottom"]


def is_grid(boxes: Sequence[Bounds]) -> bool:
    return len(snapped(box[0] for box in boxes)) > 1 and len(snapped(box[1] for box in boxes)) > 1


def snapped(values: Iterable[float]) -> list[float]:
    lines: list[float] = []
    for value in sorted(values):
        if not lines or value - lines[-1] > SNAP:
            lines.append(value)
    return lines


def edges_of(ruling: Ruling) -> list[Edge]:
    x0, top, x1, bottom = ruling.x0, ruling.top, ruling.x1, ruling.bottom
    if not ruling.filled:
        return [edge(x0, top, x1, bottom, "h" if ruling.level else "v")]
    return [
        edge(x0, top, x1, top, "h"),
        edge(x0, bottom, x1, bottom, "h"),
        edge(x0, top, x0, bottom, "v"),
        edge(x1, top, x1, bottom, "v"),
    ]


def edge(x0: float, top: float, x1: float, bottom: float, orientation: str) -> Edge:
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": orientation, **size}
