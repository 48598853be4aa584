"""Values are marked where they stand, however they overlap, and text stays text."""

from __future__ import annotations

import pytest

from ingest.document import Link
from publish.marking import Value, covers, marked, pieces


def value(start: int, end: int, table: str = "counts", key: str = "1") -> Value:
    return Value(table, key, start, end, 'count: "8"', "count")


# text, values, start of the text in its block, (piece, how many values) …, why
CUTS = [
    ("abc", [], 0, [("abc", 0)], "no value"),
    ("abc", [value(1, 2)], 0, [("a", 0), ("b", 1), ("c", 0)], "one inside"),
    ("abcd", [value(0, 3), value(1, 2)], 0, [("a", 1), ("b", 2), ("c", 1), ("d", 0)], "one in the other"),
    ("abcd", [value(0, 2), value(1, 4)], 0, [("a", 1), ("b", 2), ("cd", 1)], "overlapping"),
    ("cd", [value(0, 3)], 2, [("c", 1), ("d", 0)], "a cell within its table"),
    ("ab", [value(0, 99)], 0, [("ab", 1)], "beyond the end"),
    ("", [value(0, 0)], 0, [], "nothing"),
]


@pytest.mark.parametrize(("text", "values", "start", "cut", "why"), CUTS)
def test_text_is_cut_where_values_begin_and_end(
    text: str, values: list[Value], start: int, cut: list[tuple[str, int]], why: str
) -> None:
    assert [(piece.text, len(piece.values)) for piece in pieces(text, values, start)] == cut, why


def test_the_shortest_value_gives_the_colour() -> None:
    html = marked("abcd", [value(0, 4, "decisions"), value(1, 2, "citations")])
    assert html.count("v-decisions") == 2
    assert html.count("v-citations") == 1


def test_links_lead_on_save_where_a_value_stands() -> None:
    html = marked("the plan of 2024", [value(12, 16)], links=[Link(4, 16, 'https://example.org/?a=1&b="2"')])
    assert (
        '<a href="https://example.org/?a=1&amp;b=&#34;2&#34;" rel="nofollow noopener noreferrer">plan of </a>' in html
    )
    assert html.count("</a>") == html.count("<a ") == 2


def test_everything_is_escaped() -> None:
    html = marked('<b>"&', [value(0, 3, key='"><script>')])
    assert "<b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;" in html


def test_a_hit_is_stressed() -> None:
    assert "hit" in marked("ab", [value(0, 1)], hit="counts-1")
    assert "hit" not in marked("ab", [value(0, 1)], hit="counts-2")


@pytest.mark.parametrize(("start", "end", "whole"), [(0, 9, True), (0, 8, True), (1, 9, False), (0, 4, False)])
def test_a_value_covers_a_block_save_its_signs(start: int, end: int, whole: bool) -> None:
    assert covers(value(start, end), "Of eight.") is whole
