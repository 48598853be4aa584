"""Markdown: its signs tell the structure, and leave the text."""

from __future__ import annotations

import pytest

from ingest.read import read
from ingest.text_markdown import front_matter, is_markdown, plain
from tests.ingest.outline import expected, outline

PAGE = """---
title: "Minutes of the group"
---
<!-- not for readers -->
# Minutes

## 1. Welcome

The Chair _warmly_ welcomed
participants[^1] and recalled `CCM/CC/2031`.

1. First point
   - sub point **one**
   - sub point two
2. Second point

**Follow-up**

- [ ] Circulate the *list*
- [x] Book the room

> Quoted words
> go on here

Dates
-----

In [spring](http://example.org/a_b_c).

[^1]: Including observers.
"""


def test_page() -> None:
    document = read(PAGE.encode(), "minutes.md")
    assert document.title == "Minutes of the group"
    assert outline(document) == expected("""
        h1 Minutes
        h2 1. Welcome
        p The Chair warmly welcomed participants and recalled CCM/CC/2031.
        l1 1. First point
        l2 - sub point one
        l2 - sub point two
        l1 2. Second point
        h3 Follow-up
        l1 - Circulate the list
        l1 - Book the room
        p Quoted words go on here
        h2 Dates
        p In spring.
        note [^1] Including observers.
    """)


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("## Mandate", True, "a heading"),
        ("**Bold** word", True, "emphasis"),
        ("See [the site](https://example.org)", True, "a link"),
        ("Name: *Someone*", True, "emphasis of one star"),
        ("CCM/MSP/2031/4*", False, "a symbol's asterisk"),
        ("(a) First;*\n(b) Second;*", False, "asterisks of notes"),
        ("# of States: 3", True, "looks like a heading, and is read as one"),
        ("file_name_of_it", False, "lines within words"),
    ],
)
def test_is_markdown(text: str, wanted: bool, why: str) -> None:
    assert is_markdown(text) is wanted, why


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("a_b_c and *this*", "a_b_c and this"),
        (r"1\. escaped \*star\*", "1. escaped *star*"),
        ("![a picture](x.png) of it", "a picture of it"),
        ("<info@example.org>", "info@example.org"),
        ("<b>tags</b> stay", "<b>tags</b> stay"),
    ],
)
def test_plain(line: str, wanted: str) -> None:
    assert plain(line).text == wanted


def test_front_matter_is_not_invented() -> None:
    assert front_matter("--- dashes\ntext") == (None, "--- dashes\ntext")
    assert front_matter("---\nkey: 1\n---\ntext") == (None, "text")
