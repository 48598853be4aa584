"""What is a heading in a PDF, what only looks like one, and how headings nest."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.pdf_files import drawn, lines, outline, read

PROSE = [
    "The States Parties have met every year since the Convention entered into",
    "force, and have taken stock of what has been done to bring it to all others.",
]
BOLD, ITALIC = "Times-Bold", "Times-Italic"


def kinds(over: list[str], font: str, size: float = 11) -> list[tuple[str, str]]:
    """The kind and text of all that is read where lines in such letters stand over running text, twice."""

    def page(canvas: Canvas) -> None:
        lines(canvas, PROSE, 72, 120)
        lines(canvas, over, 72, 180, size, font)
        lines(canvas, PROSE, 72, 200 + 1.2 * size * len(over))

    found = [(kind, text) for kind, _, _, text in outline(read(drawn(page)))]
    return [(kind, text) for kind, text in found if not text.startswith("The States Parties")]


@pytest.mark.parametrize(
    ("over", "font", "size", "wanted", "why"),
    [
        (["Status of the treaty"], BOLD, 11, "heading", "bold"),
        (["STATUS OF THE TREATY"], "Times-Roman", 11, "heading", "capitals"),
        (["Status of the treaty"], "Times-Roman", 14, "heading", "larger"),
        (["Status of the treaty."], BOLD, 14, "heading", "a full stop after a few large bold words"),
        (["Stockpiles: an unfinished task"], BOLD, 11, "heading", "a title with a colon"),
        (["Objective 2: Full Support"], BOLD, 11, "heading", "a number and its title"),
        (["Report of the working group*"], BOLD, 11, "heading", "a title with a note"),
        (["Coordinators: Spain and Peru"], BOLD, 11, "paragraph", "who does what"),
        (["Coordonnateurs : Italie et Côte d’Ivoire"], BOLD, 11, "paragraph", "the same in French"),
        (["Submitted by the President"], BOLD, 11, "paragraph", "who wrote it"),
        (["Geneva, 12 to 15 September 2031"], BOLD, 11, "paragraph", "a date"),
        (["As shown in the second of the"], "Times-Roman", 14, "paragraph", "a sentence cut off"),
        (["It was slow. There were many reasons for it"], BOLD, 14, "paragraph", "sentences"),
        (["M = k x + b"], BOLD, 14, "paragraph", "a formula"),
        (["Table 3. States by region"], BOLD, 11, "caption", "the title of a table"),
        (["Figure 2.11: States by region"], BOLD, 14, "caption", "in large letters too"),
        (["Cuadro IV Estados por región"], ITALIC, 11, "caption", "Spanish"),
        (["Tableau no 2 – États par région"], "Times-Roman", 11, "caption", "French, in plain letters"),
        (["Box 1"], BOLD, 11, "caption", "but a number"),
        (["Figure 2.11 shows States by region"], ITALIC, 11, "heading", "no title of a figure but a line in italics"),
        (["Table 3. States that have", "joined by region"], BOLD, 11, "caption", "over two lines"),
        (["Status of the treaty", "and how it has grown"], BOLD, 11, "heading", "over two lines, the first one short"),
    ],
)
def test_what_is_a_heading(over: list[str], font: str, size: float, wanted: str, why: str) -> None:
    assert kinds(over, font, size) == [(wanted, " ".join(over))], why


def test_bold_lines_that_begin_anew_are_two() -> None:
    assert kinds(["Level of schooling", "12 answers"], BOLD) == [
        ("heading", "Level of schooling"),
        ("heading", "12 answers"),
    ]


def test_a_bare_number_takes_its_title_along() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, PROSE, 72, 120)
        lines(canvas, ["Table 4"], 72, 190, 11)
        lines(canvas, ["Contributions of States by year"], 72, 204, 11, BOLD)
        lines(canvas, PROSE, 72, 240)

    found = [(kind, text) for kind, _, _, text in outline(read(drawn(page)))]
    assert found[1:3] == [("caption", "Table 4"), ("caption", "Contributions of States by year")]


def test_the_head_of_a_table_is_no_heading() -> None:
    def page(canvas: Canvas) -> None:
        for x, text in ((72, "Stage"), (160, "What is done"), (260, "By whom")):
            lines(canvas, [text], x, 120, 11, BOLD)
        lines(canvas, PROSE, 72, 150)

    assert [kind for kind, *_ in outline(read(drawn(page)))] == ["paragraph", "paragraph"]


def report(canvas: Canvas) -> None:
    top = 100
    for text, font, size in (
        ("Report on the year", BOLD, 17), ("I. Introduction", BOLD, 14), ("A. Mandate", BOLD, 12), ("1. Origin", BOLD, 10),
        ("(a) Before 2008", ITALIC, 10), ("(b) After 2008", ITALIC, 10), ("2. Scope", BOLD, 10), ("B. Method", BOLD, 12),
        ("II. Results", BOLD, 14), ("A. States", BOLD, 12),
    ):  # fmt: skip
        lines(canvas, [text], 72, top, size, font)
        lines(canvas, PROSE, 72, top + 20, 10)
        top += 62


def test_levels_are_those_of_the_numbers() -> None:
    headings = [(level, marker) for kind, level, marker, _ in outline(read(drawn(report))) if kind == "heading"]
    assert headings == [
        (1, None), (2, "I."), (3, "A."), (4, "1."), (5, "(a)"), (5, "(b)"), (4, "2."), (3, "B."), (2, "II."), (3, "A."),
    ]  # fmt: skip
