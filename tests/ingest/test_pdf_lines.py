"""The small rules of reading a page: letters, lines, hyphens, paragraphs, lists, headings, tables that only align."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf_glyphs import readable
from ingest.pdf_lines import lines_of
from ingest.pdf_objects import Font, Word
from ingest.pdf_words import Wording, joined_at, line_text
from tests.ingest.pdf_files import HEIGHT, drawn, lines, outline, read

FONT = Font("Serif")


def words(*placed: tuple[str, float, float, float]) -> list[Word]:
    """Words by text, left edge, foot and size; a letter is half as wide as high."""
    return [
        Word(text, x, foot - size, x + len(text) * size / 2, foot, size, FONT, order=2 * at)
        for at, (text, x, foot, size) in enumerate(placed)
    ]


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("\uf0b7", "Symbol", "•"),  # Word's bullet
        ("\uf0a7", "Wingdings", "▪"),
        ("ü", "ABCDEF+Wingdings-Regular", "✓"),
        ("ü", "Times", "ü"),
        ("ﬁnancial", "Times", "financial"),  # ligature
        ("ﺔﻴﻗﺎﻔﺗﺍ", "Arial", "ةيقافتا"),  # presentation forms; the order of the line is set right later
        ("a\u200bb\x00", "Times", "ab"),
    ],
)
def test_letters_are_what_people_read(text: str, font: str, expected: str) -> None:
    assert readable(text, font) == expected


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        ([("world", 40, 100, 10), ("Hello", 10, 100, 10)], ["Hello world"]),  # drawn from right to left
        ([("one", 10, 100, 10), ("two", 60, 100, 10)], ["one", "two"]),  # too far apart
        ([("(a)", 10, 100, 10), ("item", 60, 100, 10)], ["(a) item"]),  # but a marker keeps its text
        ([("说明", 10, 100, 10), ("书", 22, 100, 10)], ["说明书"]),  # Chinese has no blanks
        ([("ية", 10, 100, 10), ("اتفاق", 24, 100, 10)], ["اتفاق ية"]),  # read from the right
        (
            [("عام", 60, 100, 10), ("2024", 34, 100, 10), ("CCM", 16, 100, 10)],
            ["عام CCM 2024"],
        ),  # Latin keeps its order
        ([("km", 10, 100, 10), ("2", 20.5, 96, 6)], ["km2"]),  # on one line, though raised
        ([("•", 10, 96, 9), ("Item", 28, 100, 12)], ["• Item"]),  # a bullet whose foot stands higher
        ([("bold", 10, 100, 10), ("bold", 10.5, 100, 10)], ["bold"]),  # a shadow
    ],
)
def test_words_make_lines(placed: list[tuple[str, float, float, float]], expected: list[str]) -> None:
    assert [line.text for line in lines_of(words(*placed))] == expected


WORDING = Wording(frozenset({"long-term", "cooperation", "risk", "reduction", "well"}))


@pytest.mark.parametrize(
    ("base", "notes", "said"),
    [
        ("km", ("2",), "km² was"),  # an area, whatever notes there are
        ("χ", (), "χ² was"),  # a letter alone is a quantity, and no note of this paper has the mark
        ("χ", ("2",), "χ was"),
        ("cleared", (), "cleared was"),
        ("X", (), "X was"),  # a cross in a table
    ],
)
def test_raised_digits_are_exponents_or_marks(base: str, notes: tuple[str, ...], said: str) -> None:
    (line,) = lines_of(
        words((base, 10, 100, 10), ("2", 10 + 5 * len(base), 95, 5), ("was", 16 + 5 * len(base), 100, 10))
    )
    assert line_text(line, notes) == said


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the cooper-", "ation of States", "the cooperation of States"),
        ("a long-", "term plan", "a long-term plan"),  # the paper writes it so elsewhere
        ("risk-", "reduction", "risk-reduction"),  # both are words of the paper
        ("South-", "East Asia", "South-East Asia"),
        ("multi\u00ad", "lateral", "multilateral"),
        ("2020–", "2025", "2020–2025"),
        ("集束弹药", "公约", "集束弹药公约"),
        ("CCM/MSP/2022/12/Cor", "r.1", "CCM/MSP/2022/12/Corr.1"),
        ("in CCM/MSP/2022/12", "and elsewhere", "in CCM/MSP/2022/12 and elsewhere"),
    ],
)
def test_lines_are_joined(before: str, after: str, expected: str) -> None:
    assert joined_at(before, after, WORDING) == expected


def test_a_paper_that_breaks_no_words_keeps_its_hyphens() -> None:
    assert joined_at("armes à sous-", "munitions", Wording(breaks=False)) == "armes à sous-munitions"


def numbered(canvas: Canvas) -> None:
    lines(canvas, ["I. Introduction"], 72, 80, 13, "Times-Bold")
    lines(
        canvas,
        [
            "1.   The Meeting decided that its next session would be held in Geneva for a week in the autumn,",
            "subject to the funds that are at hand.",
        ],
        72,
        110,
    )
    lines(
        canvas,
        ["2.   It also took note of the following reports, which had been submitted in time for its consideration:"],
        72,
        150,
    )
    lines(canvas, ["(a)  the report of the President;", "(b)  the report of the Director."], 100, 170)
    lines(canvas, ["II. Agenda"], 72, 220, 13, "Times-Bold")
    lines(canvas, ["1.   Opening.", "2.   Other matters.", "3.   Closing."], 72, 250)


def test_numbered_paragraphs_are_no_list_but_agendas_are() -> None:
    assert [(kind, level, marker) for kind, level, marker, _ in outline(read(drawn(numbered)))] == [
        ("heading", 1, "I."),
        ("paragraph", None, "1."),
        ("paragraph", None, "2."),
        ("list_item", 1, "(a)"),
        ("list_item", 1, "(b)"),
        ("heading", 1, "II."),
        ("list_item", 1, "1."),
        ("list_item", 1, "2."),
        ("list_item", 1, "3."),
    ]


def ruled_apart(canvas: Canvas) -> None:
    """A table in the way of official papers: three level rulings and nothing else."""
    for top in (100, 120, 190):
        canvas.line(72, HEIGHT - top, 500, HEIGHT - top)
    rows = [("Year", "Requests", "Granted"), ("2028", "4", "3"), ("2029", "11", "9"), ("2030", "7", "7")]
    for at, row in enumerate(rows):
        for x, text in zip((80, 250, 400), row, strict=True):
            lines(canvas, [text], x, 114 + 20 * at)
    lines(
        canvas, ["Text below the table that is long enough to reach from one side of the page to the other."], 72, 230
    )


def test_a_table_without_upright_rulings_is_a_table() -> None:
    table, paragraph = read(drawn(ruled_apart)).blocks
    assert table.text == "Year\tRequests\tGranted\n2028\t4\t3\n2029\t11\t9\n2030\t7\t7"
    assert [cell.header for cell in table.cells] == [True] * 3 + [False] * 9
    assert paragraph.text.startswith("Text below")


def labels(canvas: Canvas) -> None:
    lines(canvas, ["Phone", "Address", "Contact"], 72, 100)
    lines(canvas, ["+41 22 000 00 00", "Geneva, Switzerland", "The secretariat"], 180, 100)


def test_labels_keep_their_values() -> None:
    assert [block.text for block in read(drawn(labels)).blocks] == [
        "Phone +41 22 000 00 00",
        "Address Geneva, Switzerland",
        "Contact The secretariat",
    ]
