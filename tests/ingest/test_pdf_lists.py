"""Which numbers in a PDF count paragraphs and which count items, and how deep items stand."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.pdf_files import drawn, lines, outline, read

PROSE = [
    "The group is to meet twice a year with all States that have asked for help and",
    "with those that have offered it, and is to report on that to the next meeting.",
]
ITEM = ["the report of the group;"]
Row = tuple[str, float, list[str]]


def read_levels(rows: list[Row]) -> list[str]:
    """Kind, level and marker of what begins with these markers at these places across the page."""

    def page(canvas: Canvas) -> None:
        top = 100.0
        for marker, x, (first, *rest) in rows:
            lines(canvas, [f"{marker}   {first}", *rest], x, top, 10)
            top += 12 * (1 + len(rest)) + 8

    return [f"{kind[0]}{level or ''} {marker}" for kind, level, marker, _ in outline(read(drawn(page)))]


@pytest.mark.parametrize(
    ("rows", "wanted", "why"),
    [
        (
            [("21.", 72, PROSE), ("22. (a)", 72, PROSE), ("(b)", 100, PROSE), ("23.", 72, PROSE), ("24. (a)", 72, PROSE)],
            ["p 21.", "p 22. (a)", "l1 (b)", "p 23.", "p 24. (a)"],
            "paragraphs whose first item stands on their line",
        ),
        (
            [("5.", 72, PROSE), ("6. (a)", 72, PROSE), ("6. (b)", 72, PROSE), ("7.", 72, PROSE)],
            ["p 5.", "p 6. (a)", "p 6. (b)", "p 7."],
            "both numbers on every line",
        ),
        (
            [("5.", 72, PROSE), ("(a)", 100, ITEM), ("(i)", 128, ITEM), ("(ii)", 128, ITEM), ("(b)", 100, ITEM)],
            ["p 5.", "l1 (a)", "l2 (i)", "l2 (ii)", "l1 (b)"],
            "Roman numbers within letters",
        ),
        (
            [(f"({mark})", 128, ITEM) for mark in ("i", "ii", "iii", "iv", "v", "vi")],
            [f"l1 ({mark})" for mark in ("i", "ii", "iii", "iv", "v", "vi")],
            "one list of Roman numbers",
        ),
        (
            [(f"({mark})", 100, ITEM) for mark in "ghij"],
            [f"l1 ({mark})" for mark in "ghij"],
            "one list of letters",
        ),
        (
            [("•", 72, ITEM), ("–", 90, ITEM), ("–", 90, ITEM), ("•", 72, ITEM)],
            ["l1 •", "l2 –", "l2 –", "l1 •"],
            "dashes within bullets",
        ),
    ],
)  # fmt: skip
def test_levels(rows: list[Row], wanted: list[str], why: str) -> None:
    assert read_levels(rows) == wanted, why
