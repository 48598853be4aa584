"""What stands at the edges of pages: running heads and feet by what they repeat, and mastheads by where they stand."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.pdf_files import drawn, lines, outline, read

PROSE = [
    "The States Parties have met every year since the Convention entered into force, and have at each meeting",
    "taken stock of what has been done to bring it to all others, and of what is left to be done by the next one.",
]


def kinds_at_edge(heads: list[str], font: str = "Times-Roman") -> list[str]:
    """The kinds of what stands in the first line of each page, right over its text."""

    def page(head: str, canvas: Canvas) -> None:
        lines(canvas, [head], 72, 80, 10, font)
        lines(canvas, PROSE * 3, 72, 100, 10)

    pages = [lambda canvas, head=head: page(head, canvas) for head in heads]
    found = outline(read(drawn(*pages)))
    return [kind for kind, _, _, text in found if text in heads]


@pytest.mark.parametrize(
    ("heads", "wanted", "why"),
    [
        (["CCM/MSP/2031/4"] * 3, "page_header", "the same words"),
        (["Report, page 1 of 3", "Report, page 2 of 3", "Report, page 3 of 3"], "page_header", "but for the page's number"),
        (["CCM/MSP/2031/4 7", "CCM/MSP/2031/4 8", "CCM/MSP/2031/4 9"], "page_header", "pages that count from elsewhere"),
        (["Article 1", "Article 6", "Article 9"], "paragraph", "numbers of the text"),
    ],
)  # fmt: skip
def test_running_heads_say_the_same(heads: list[str], wanted: str, why: str) -> None:
    assert kinds_at_edge(heads) == [wanted] * len(heads), why


def test_headings_at_the_top_of_pages_stay_headings() -> None:
    assert kinds_at_edge(["Article 1", "Article 6", "Article 9"], "Times-Bold") == ["heading"] * 3


def masthead(gap: float, canvas: Canvas) -> None:
    """The body's name over three lines beside three short notes, and a title and heading further down on the left."""
    lines(
        canvas, ["Meeting of the States Parties", "to the Convention", "on Cluster Munitions"], 62, 80, 14, "Times-Bold"
    )
    lines(canvas, ["Distr.: General", "3 May 2031", "Original: English"], 330, 80, 10)
    lines(canvas, ["Final report"], 62, 126 + gap, 15, "Times-Bold")
    lines(canvas, ["I. Introduction"], 62, 150 + gap, 12, "Times-Bold")
    lines(canvas, PROSE, 62, 170 + gap, 10)


@pytest.mark.parametrize("gap", [12, 24, 60])
def test_the_title_under_a_masthead_is_no_part_of_it(gap: float) -> None:
    found = outline(read(drawn(lambda canvas: masthead(gap, canvas))))
    assert [(kind, level, text) for kind, level, _, text in found[:-1]] == [
        ("paragraph", None, "Meeting of the States Parties to the Convention on Cluster Munitions"),
        ("paragraph", None, "Distr.: General"),
        ("paragraph", None, "3 May 2031"),
        ("paragraph", None, "Original: English"),
        ("heading", 1, "Final report"),
        ("heading", 2, "Introduction"),
    ]


def lettered_sections(canvas: Canvas) -> None:
    top = 100
    for text in ("A. Status", "B. Plan", "C. Partners", "D. Money"):
        lines(canvas, [text], 72, top, 12, "Times-Bold")
        lines(canvas, PROSE, 72, top + 20, 10)
        top += 80


def test_letters_that_are_roman_numbers_too_rank_with_their_neighbours() -> None:
    levels = [
        (level, marker) for kind, level, marker, _ in outline(read(drawn(lettered_sections))) if kind == "heading"
    ]
    assert levels == [(1, "A."), (1, "B."), (1, "C."), (1, "D.")]


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        (["GE.31-00000 (E)"], ["footnote", "paragraph"]),  # printed under the notes, as large as the text
        ([], ["footnote"]),
        (PROSE[:1], ["list_item", "paragraph"]),  # the text goes on: what is small over it was no note
    ],
    ids=["a job number", "nothing", "text"],
)
def test_notes_may_have_an_imprint_under_them(last: list[str], wanted: list[str]) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, PROSE * 10, 72, 100, 11)
        lines(canvas, ["* Issued without the work of editors."], 72, 700, 8)
        lines(canvas, last, 72, 740, 11)

    found = [kind for kind, _, marker, text in outline(read(drawn(page))) if marker == "*" or text in last]
    assert sorted(found) == wanted


def test_no_line_of_a_masthead_is_a_heading_however_long() -> None:
    def page(canvas: Canvas) -> None:
        names = ["Twenty-first Meeting of the States Parties", "to the Convention on Cluster Munitions"]
        lines(canvas, [*names, "Geneva, 28 November to 2 December 2031"], 62, 80, 11, "Times-Bold")
        lines(canvas, ["Distr.: General", "3 May 2031", "Original: English"], 380, 80, 11)
        lines(canvas, ["Provisional agenda"], 62, 200, 16, "Times-Bold")
        lines(canvas, ["Opening of the Meeting", "Other matters"], 62, 230, 11)

    assert [text for kind, _, _, text in outline(read(drawn(page))) if kind == "heading"] == ["Provisional agenda"]
