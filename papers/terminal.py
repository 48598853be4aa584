"""Text of papers on a terminal: marked where it is found, and never a command to the terminal itself."""

from __future__ import annotations

import re

from rich.markup import escape

from db.search import CLOSE, OPEN

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MARKS = {OPEN: "[bold reverse]", CLOSE: "[/bold reverse]"}


def safe(text: object) -> str:
    r"""A text without control characters, its brackets escaped for rich.

    >>> safe("[b]\x1b[31mred")
    '\\[b]red'
    """
    return escape(harmless("" if text is None else str(text)))


def harmless(text: str) -> str:
    """A text without control characters, for where rich does not print it."""
    return CONTROL.sub("", re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text))


def marked(excerpt: str) -> str:
    """An excerpt of a search on one line, with its marks as highlights."""
    parts = re.split(f"([{OPEN}{CLOSE}])", " ".join(excerpt.split()))
    return "".join(MARKS.get(part) or safe(part) for part in parts)
