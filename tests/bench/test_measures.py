"""What the measures of the bench say of pages small enough to count by hand."""

from __future__ import annotations

import pytest

from bench.markdown import Heading, Table, Text, markdown_of, parts_of
from bench.measures import false_tables, headings, reading_order, tables
from ingest.read import read

ROW = "<tr><td>a</td><td>b</td></tr>"
PAIR = f"<table>{ROW}</table>"
PIPES = "| a | b |\n|---|---|\n| c | d |"
GRID = "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"
PAGE = f"# Plan\n\nWe meet.\n\n{GRID}\n\n# Annex\n\nList"

READING_ORDER = [
    (PAGE, PAGE, 1.0, "the same"),
    ("# Plan\n- meet\n- **agree**", "Plan meet agree", 1.0, "signs of Markdown are no words"),
    ("a b", "a<br>b", 1.0, "a break of lines is a blank"),
    ("x < y & z", "x &lt; y &amp; z", 1.0, "a letter and its name are the same"),
    ("see [it](a.html) ![x](y.png)", "see it", 1.0, "where a link leads is no word of the page"),
    ("a | b\n---|---\nc | d", "a b c d", 1.0, "a table is the text of its cells, however it is drawn"),
    ("abcd", "abed", 0.75, "one letter of four is another"),
    ("ab", "", 0.0, "nothing was read"),
    ("one two", "two one", 1 - 6 / 7, "order counts: only a blank stays in its place"),
]
TABLES = [
    (PAGE, PAGE, 1.0, "the same"),
    (GRID, PIPES, 1.0, "pipes are as good, heads are cells"),
    (PAIR, "no table", 0.0, "none found"),
    ("no table", PAIR, None, "none to find"),
    (PAIR, f"<table>{ROW}{ROW}</table>", 1 - 3 / 7, "a row and two cells too many, of seven nodes"),
    (PAIR, "<table><tr><td>a</td><td>x</td></tr></table>", 1 - 1 / 4, "one cell of four nodes is another"),
    (PAIR, "<table><tr><td>a</td><td>bbbb</td></tr></table>", 1 - 0.75 / 4, "three quarters of a cell are another"),
    (PAIR, '<table><tr><td colspan="2">a</td></tr></table>', 1 - 2 / 4, "another span, and a cell too few"),
    (PAIR + PAIR, PAIR, 1 - 4 / 8, "one of two tables"),
]
HEADINGS = [
    (PAGE, PAGE, 1.0, "the same"),
    ("text", "# text", None, "none to find"),
    ("# Plan\ntext", "Plan\ntext", 0.0, "none found"),
    ("## Plan\ntext", "# Plan\ntext", 1.0, "ranks do not count"),
    (
        "# Plan\ntext",
        "# Plan\n\n# text",
        0.0,
        "what stood under the heading stands beside it: nothing of both nodes is left",
    ),
    ("# Plan", "# Plan\nmore", 1 - 1 / 2, "a content too many"),
    ("# abcd\ntext", "# abed\ntext", 1 - 0.25 / 2, "a quarter of one of two nodes"),
]


@pytest.mark.parametrize(("truth", "made", "expected", "why"), READING_ORDER)
def test_reading_order(truth: str, made: str, expected: float, why: str) -> None:
    assert reading_order(truth, made) == pytest.approx(expected), why


@pytest.mark.parametrize(("truth", "made", "expected", "why"), TABLES)
def test_tables(truth: str, made: str, expected: float | None, why: str) -> None:
    assert tables(truth, made) == pytest.approx(expected), why


@pytest.mark.parametrize(("truth", "made", "expected", "why"), HEADINGS)
def test_headings(truth: str, made: str, expected: float | None, why: str) -> None:
    assert headings(truth, made) == pytest.approx(expected), why


def test_false_tables() -> None:
    assert [false_tables(truth, PAIR + PAIR) for truth in ("no table", PAIR)] == [2, 0]


def test_a_document_as_markdown() -> None:
    """What is written of a document is taken apart into the same."""
    document = read(b"# A <plan>\n\nWe & you.\n\n| a | b |\n|---|---|\n| c | <d> |\n", "plan.md")
    heading, text, table = parts_of(markdown_of(document))
    assert (heading, text) == (Heading("A <plan>"), Text("We & you."))
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["c", "<d>"]]
