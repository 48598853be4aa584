"""HTML and plain text, written straight."""

from __future__ import annotations

import html
import textwrap
from itertools import groupby

from corpus.press.manuscript import CONTINUED, Break, Heading, Item, Manuscript, Paragraph, Piece, Table, plain, runs

TAGS = {"b": "strong", "i": "em"}


def print_txt(paper: Manuscript) -> bytes:
    """Lines of at most 90 characters, headings over a rule, as a text that was sent around."""
    parts = [line(piece) for piece in paper.pieces]
    return ("\n\n".join([*parts, textwrap.fill(paper.notice, 90)]) + "\n").encode()


def line(piece: Piece) -> str:
    match piece:
        case Heading(level, text):
            return f"{text.upper()}\n{'=' * len(text)}" if level == 1 else f"{text}\n{'-' * len(text)}"
        case Item(depth, marker, text):
            first = " " * 2 * depth + marker + " "
            return textwrap.fill(plain(text), 90, initial_indent=first, subsequent_indent=" " * len(first))
        case Paragraph(text):
            return textwrap.fill(plain(text), 90)
        case Table(rows):
            return "\n".join("\t".join(row) for row in rows)
        case Break():
            return ""


def print_html(paper: Manuscript) -> bytes:
    """A page of a site: the article, between a menu and a foot that are none of it."""
    menu = "".join(f'<li><a href="#">{html.escape(word)}</a></li>' for word in paper.head.get("menu", []))
    page = f"""<!DOCTYPE html>
<html lang="{paper.language}">
<head>
<meta charset="utf-8">
<title>{html.escape(paper.title)}</title>
<meta name="description" content="{html.escape(paper.notice)}">
</head>
<body>
<header><nav><ul>{menu}</ul></nav></header>
<main>
<article>
{body(paper.pieces)}
<p><small>{html.escape(paper.notice)}</small></p>
</article>
</main>
<footer><p>{html.escape(paper.head.get("footer", ""))}</p></footer>
</body>
</html>
"""
    return page.encode()


def body(pieces: tuple[Piece, ...]) -> str:
    out = []
    for is_item, group in groupby(pieces, lambda piece: isinstance(piece, Item)):
        made = [element(piece) for piece in group]
        out += ["<ul>", *made, "</ul>"] if is_item else made
    return "\n".join(out)


def element(piece: Piece) -> str:
    match piece:
        case Heading(level, text):
            return f"<h{level}>{tagged(text)}</h{level}>"
        case Item(_, marker, text):
            return f"<li>{tagged(text if marker == '-' else f'{marker} {text}')}</li>"
        case Paragraph(text):
            return f"<p>{tagged(text)}</p>"
        case Table():
            return table(piece)
        case Break():
            return "<hr>"


def table(piece: Table) -> str:
    below = {(first, column): last - first + 1 for column, first, last in piece.spans()}
    rows = [
        "".join(cell(text, r == 0, below.get((r, c), 1)) for c, text in enumerate(row) if text != CONTINUED)
        for r, row in enumerate(piece.rows)
    ]
    head, *others = [f"<tr>{row}</tr>" for row in rows]
    return "\n".join(["<table>", f"<thead>{head}</thead>", "<tbody>", *others, "</tbody>", "</table>"])


def cell(text: str, is_header: bool, rows: int) -> str:
    tag, span = "th" if is_header else "td", f' rowspan="{rows}"' if rows > 1 else ""
    return f"<{tag}{span}>{tagged(text)}</{tag}>"


def tagged(text: str) -> str:
    parts = ((html.escape(part), TAGS.get(style)) for part, style in runs(text))
    return "".join(f"<{tag}>{part}</{tag}>" if tag else part for part, tag in parts)
