"""Footnotes are tied to the words that refer to them, and their marks are no part of those words."""

from __future__ import annotations

from textwrap import dedent

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Block, Document, Kind, Page, Source
from ingest.read import read as read_file
from ingest.structure import document_of
from tests.ingest.pdf_files import HEIGHT, drawn, lines, read

NONE = Source("", "", "", 0, "")


def ties(document: Document) -> list[tuple[str | None, str | None]]:
    """The marker of each footnote, and the text of the block that it belongs to."""
    return [
        (block.marker, None if block.parent is None else document.blocks[block.parent].text)
        for block in document.blocks
        if block.kind is Kind.FOOTNOTE
    ]


def said(text: str, page: int | None = None, *notes: str) -> Block:
    return Block(0, Kind.PARAGRAPH, text, page=page, notes=notes)


def note(marker: str, page: int | None = None) -> Block:
    return Block(0, Kind.FOOTNOTE, "Note", marker=marker, page=page)


@pytest.mark.parametrize(
    ("pieces", "wanted", "why"),
    [
        ([said("A", None, "1"), said("B"), note("1")], ["A"], "without pages, by order"),
        ([said("A", 1, "1"), note("1", 1), said("B", 2, "1"), note("1", 2)], ["A", "B"], "papers that count anew"),
        ([said("A", 1, "1", "2"), said("B", 2, "3"), note("2", 2)], ["A"], "a paragraph that runs on to the next page"),
        ([said("A", 1, "1"), note("1", 1), said("B", 2), note("1", 2)], ["A", None], "a mark leads to one note only"),
        ([said("A", 1, "1"), said("B", 1, "1"), note("1.", 1)], ["B"], "the nearest before it"),
        ([note("1", 1), said("A", 1, "1")], [None], "no block refers to it yet"),
        ([said("A", 1, "**"), note("*", 1)], [None], "another mark"),
        ([said("A", 1, "1"), note("", 1)], [None], "no mark"),
    ],
)
def test_a_footnote_belongs_to_the_block_with_its_mark(pieces: list[Block], wanted: list[str | None], why: str) -> None:
    document = document_of(NONE, map(Page, (1, 2)), pieces, "test")
    assert [text for _, text in ties(document)] == wanted, why


def test_a_footnote_is_no_part_of_a_section() -> None:
    heading = Block(0, Kind.HEADING, "Aims", level=1)
    assert document_of(NONE, (), [heading, note("1")], "test").blocks[1].parent is None


@pytest.mark.parametrize(
    ("name", "text", "wanted", "words"),
    [
        (
            "notes.txt",
            """
            The figures are those of last year.¹

            An area of 12 km² was cleared² in all.

            ¹ As reported by June.

            ² By two operators.
            """,
            [("¹", "The figures are those of last year."), ("²", "An area of 12 km² was cleared in all.")],
            "exponents stay",
        ),
        (
            "notes.md",
            """
            # Report

            The Chair welcomed participants[^a] and thanked them[^b].

            | State | Area |
            |-------|------|
            | One   | 12[^c] |

            [^a]: Including observers.
            [^c]: Estimated.
            """,
            [("[^a]", "The Chair welcomed participants and thanked them[^b]."), ("[^c]", "State\tArea\nOne\t12")],
            "a mark without its note stays",
        ),
        (
            "notes.html",
            """<h1>Report<sup><a href="#n1">1</a></sup></h1><p>Of the 13<sup>th</sup> meeting, on 3 m<sup>2</sup>.</p>
            <table><tr><td>Area<td>12<sup>2</sup></table><p>It ended in May.</p>
            <section class="footnotes"><ol><li>Unedited.<a href="#r">↩</a></li><li>In km.</li></ol></section>""",
            [("1", "Report"), ("2", "Area\t12")],
            "headings and cells refer to notes too",
        ),
    ],
)
def test_marks_are_cut_out_of_words(name: str, text: str, wanted: list[tuple[str, str]], words: str) -> None:
    assert ties(read_file(dedent(text).encode(), name)) == wanted, words


ASKED = "Twelve States have asked for more time, and the Meeting has granted it to all of them."
BEFORE = "Of these, four have asked before, as the group on analysis has found."


def marked(canvas: Canvas) -> None:
    for top, text, mark in ((100, ASKED, "1"), (160, BEFORE, "2,3")):
        lines(canvas, [text], 72, top)
        canvas.setFont("Times-Roman", 6.5)
        canvas.drawString(72 + canvas.stringWidth(text, "Times-Roman", 11), HEIGHT - top + 4, mark)
    for at, (mark, text) in enumerate([("1", "See the list."), ("2", "In 2029."), ("3", "And in 2030.")]):
        canvas.setFont("Times-Roman", 6.5)
        canvas.drawString(72, 103 - 12 * at, mark)
        lines(canvas, [text], 78, HEIGHT - 100 + 12 * at, 8.5)


def test_marks_in_a_pdf_lead_to_their_notes() -> None:
    assert ties(read(drawn(marked))) == [("1", ASKED), ("2", BEFORE), ("3", BEFORE)]
