"""Markdown: whether a text is written in it, and the words without its signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.links import Written, written

ATX = re.compile(r"(?P<signs>#{1,6})(?: (?P<text>.*?))?(?: #+)?$")  # in a line whose blanks are single
FENCE = re.compile(r" {0,3}(```|~~~)")
SIGNS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.M),
    re.compile(r"\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*"),
    re.compile(r"(?<![\w*])\*(?=[^\W\d])[^*\n]{1,300}(?<=[\w.,;:!?)”\"])\*(?![\w*])"),
    re.compile(r"\[[^\]\n]{1,300}\]\((?:https?:|mailto:|tel:|/|#|\.)[^)\s]{0,500}\)"),
    re.compile(r"^ {0,3}(?:```|~~~)", re.M),
    re.compile(r"^ *+\|?(?: *+:?-{3,}+:? *+\|)++(?: *+:?-{3,}+:? *+)?$", re.M),
)
HAS_SIGNS = re.compile(r"[*_`\[<\\&~!]")
WHOLLY_BOLD = re.compile(r"^(\*\*|__)(?=\S)(?:(?!\1).)+\1:?$")
REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]]{1,200}\]:\s*\S+")
COMMENT = re.compile(r"<!--(?:(?!<!--).){0,2000}?-->", re.S)
FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<properties>(?:[^\n]{0,500}\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
TITLE = re.compile(r"^title:[ \t]*(?P<title>.*?)[ \t]*$", re.M)
TOO_LONG = 20_000  # characters: no line that a person wrote
INLINE = MarkdownIt("commonmark", {"html": False})


def is_markdown(text: str) -> bool:
    """Whether a text holds signs that only Markdown explains.

    >>> is_markdown("## Mandate"), is_markdown("CCM/MSP/2024/4*")
    (True, False)
    """
    return any(sign.search(text) for sign in SIGNS)


def plain(line: str) -> Written:
    """A line's words without emphasis and escapes, and its links.

    >>> plain("Write to [the unit](mailto:unit@example.org), **soon**")
    Written(text='Write to the unit, soon', links=(Link(start=9, end=17, target='mailto:unit@example.org'),))
    """
    if not HAS_SIGNS.search(line) or len(line) > TOO_LONG:
        return Written(line)
    return written(_parts(INLINE.parseInline(line)[0].children or []))


def _parts(tokens: Iterable[Token]) -> Iterator[tuple[str, str | None]]:
    target = None
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            target = str(token.attrGet("href") or "") or None
        yield " " if token.type.endswith("break") else token.content, target


def front_matter(text: str) -> tuple[str | None, str]:
    """The title in the properties that may stand above a Markdown text, and the text below them.

    >>> front_matter("---\\ntitle: Work plan\\n---\\nText")
    ('Work plan', 'Text')
    """
    found = FRONT_MATTER.match(text)
    if not found:
        return None, text
    title = TITLE.search(found["properties"])
    return (title["title"].strip("'\"") or None) if title else None, text[found.end() :]
