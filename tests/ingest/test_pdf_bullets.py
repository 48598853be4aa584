"""Bullets that are drawn and not written, as browsers print them, and dots that are none."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.pdf_files import HEIGHT, drawn, lines, outline, read

Dots = list[tuple[float, float, float]]  # x, foot of the line in points from the top, radius
Texts = list[tuple[float, float, str]]


def read_dotted(dots: Dots, written: Texts, shape: str = "disc") -> list[tuple[str, str | None, str]]:
    """Kind, marker and text of the blocks of a page with dots level with its lines."""

    def page(canvas: Canvas) -> None:
        for x, foot, radius in dots:
            if shape == "square":
                canvas.rect(x - radius, HEIGHT - foot + 2, 2 * radius, 2 * radius, stroke=0, fill=1)
            else:
                canvas.circle(x, HEIGHT - foot + 3, radius, stroke=shape == "ring", fill=shape == "disc")
        for x, foot, text in written:
            lines(canvas, [text], x, foot)

    return [(kind, marker, text) for kind, _, marker, text in outline(read(drawn(page)))]


ITEMS: Texts = [
    (72, 100, "The group has agreed on what it will do in the year that begins:"),
    (86, 120, "Write to all States that have yet to report"),
    (86, 134, "Hold a workshop in May on what was learnt, with those who clear the land and with those who"),
    (86, 148, "live on it"),
    (86, 162, "Report to the Meeting"),
]
READ = [
    "Write to all States that have yet to report",
    "Hold a workshop in May on what was learnt, with those who clear the land and with those who live on it",
    "Report to the Meeting",
]


@pytest.mark.parametrize(("shape", "marker"), [("disc", "•"), ("ring", "◦"), ("square", "▪")])
def test_drawn_bullets_part_items(shape: str, marker: str) -> None:
    found = read_dotted([(78, foot, 1.7) for foot in (120, 134, 162)], ITEMS, shape)
    assert found[1:] == [("list_item", marker, text) for text in READ]


@pytest.mark.parametrize(
    ("dots", "why"),
    [
        ([(78, foot, 7.0) for foot in (120, 134, 162)], "discs larger than the letters are pictures"),
        ([(78, foot, 0.4) for foot in (120, 134, 162)], "specks are dirt"),
        ([(78 - 6 * at, 120, 1.0) for at in range(8)], "dots in a row are leaders"),
        ([(30, foot, 1.7) for foot in (120, 134, 162)], "far from any word they mark something else"),
        ([(75 + at, 120 + step, 1.7) for at in range(20) for step in range(0, 400, 20)], "so many are a map"),
    ],
)
def test_other_dots_are_no_bullets(dots: Dots, why: str) -> None:
    assert not any("•" in (marker or "") + text for _, marker, text in read_dotted(dots, ITEMS)), why


def test_lists_beside_labels() -> None:
    rows = [(100, "May 2024", "Visits"), (128, "June 2024", "Talks"), (156, "July 2024", "Studies")]
    written = [part for foot, label, item in rows for part in ((72, foot, label), (136, foot, item))]
    found = read_dotted([(130, foot, 1.7) for foot in (100, 114, 128, 156)], [*written, (136, 114, "Letters")])
    assert [text for _, _, text in found] == [
        "May 2024",
        "Visits",
        "Letters",
        "June 2024",
        "Talks",
        "July 2024",
        "Studies",
    ]
