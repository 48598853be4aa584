"""RTF said in the words that pandoc's reader knows: printed numbers, styles of headings, footnotes, letters."""

from __future__ import annotations

import re

# pandoc loses the letter after a fallback with no blank before it
FALLBACK = re.compile(rb"(\\u-?\d{1,5})(?=[^\s\d\\{}])")
# Numbers as the program printed them; pandoc drops these, and counts anew and at times elsewhere by \ls
PRINTED, LIST = re.compile(rb"\{(?:\\\*)?\\(?:listtext|pntext)\b"), re.compile(rb"\\ls\d{1,5}(?!\d) ?")
FOOTNOTE = re.compile(rb"\{\\\*\\footnote\b")
GONE = re.compile(rb"\{[^{}]{0,400}\\(?:deleted|v)(?![a-z\d])[^{}]{0,20000}\}")  # deleted, or hidden
STYLE = re.compile(rb"\{\\s(\d{1,4})(?!\d)([^{};]{0,600});\}")
STYLED = re.compile(rb"\\pard\\plain\s{0,9}\\s(\d{1,4})(?!\d)")
STYLE_SHEET = 200_000  # bytes from the beginning within which styles are defined
OUTLINE, HEADING = re.compile(rb"\\outlinelevel([0-8])"), re.compile(rb" heading ([1-9])$", re.I)


def plainer(data: bytes) -> bytes:
    """The same text for pandoc: numbers of lists typed, headings told by their outline level, deleted words gone."""
    data = GONE.sub(b"", LIST.sub(b"", PRINTED.sub(b"{", data)))
    data = FOOTNOTE.sub(rb"{\\footnote", FALLBACK.sub(rb"\1 ", data))
    headings = _headings(data[:STYLE_SHEET])

    def told(found: re.Match[bytes]) -> bytes:
        return found[0] + (b"\\outlinelevel%d" % headings[found[1]] if found[1] in headings else b"")

    return STYLED.sub(told, data)


def _headings(sheet: bytes) -> dict[bytes, int]:
    """The styles of headings by number, with their outline level from 0."""
    found: dict[bytes, int] = {}
    for number, definition in STYLE.findall(sheet):
        if outline := OUTLINE.search(definition):
            found[number] = int(outline[1])
        elif named := HEADING.search(definition):
            found[number] = int(named[1]) - 1
    return found
