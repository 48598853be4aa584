"""Numbers and bullets that papers print before a heading, a paragraph or a list item."""

from __future__ import annotations

import re

BULLETS = "•●○◦▪■□▫‣⁃∙·*»➢➤►▶✓✔❖◆◇♦-–—\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
BULLET = re.compile(
    rf"(?P<marker>[{re.escape(BULLETS)}]|o(?=\s{{2,}}|\t))(?:\s+|(?<=[•●▪■‣➢➤►▶\uf0b7\uf0a7\uf0d8»])(?=\w))"
)
NUMBER = re.compile(
    r"""(?P<marker>
        \((?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,6})\)          # (3) (a) (iv)
      | (?:\d{1,3}|[A-Za-z])\s?\([a-z]{1,4}\)          # 22 (b)
      | \d{1,2}(?:\.\d{1,2}){1,3}\.?                   # 3.1  3.1.2.
      | (?:\d{1,3}|[a-zA-Z]|[IVXLC]{1,6}|[ivxlc]{1,6})[.)]  # 3.  a)  IV.
    )(?:\s+|(?<=\))(?=[^\W\d]))""",
    re.VERBOSE,
)


def marker_of(line: str) -> tuple[str | None, str]:
    """The marker that a line begins with, and the rest of the line.

    >>> marker_of("(a) Develop partnerships")
    ('(a)', 'Develop partnerships')
    >>> marker_of("– Outreach")
    ('–', 'Outreach')
    >>> marker_of("2024 was a year of progress")
    (None, '2024 was a year of progress')
    """
    stripped = line.strip()
    found = BULLET.match(stripped) or NUMBER.match(stripped)
    return (found["marker"], stripped[found.end() :]) if found else (None, stripped)


def is_bullet(marker: str | None) -> bool:
    """Whether a marker is a mere bullet, and no number or letter."""
    return marker is not None and (marker in BULLETS or marker == "o")
