"""ODT and RTF by pandoc, which writes them from Markdown."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc

from corpus.press.manuscript import CONTINUED, Break, Heading, Item, Manuscript, Paragraph, Piece, Table
from corpus.press.still import still


def print_odt(paper: Manuscript) -> bytes:
    """The bytes of the ODT; the notice is its description."""
    facts = [f"title={paper.title}", f"description={paper.notice}", f"subject={paper.notice}", f"lang={paper.language}"]
    return still(converted(paper, "odt", facts), paper.date)


def print_rtf(paper: Manuscript) -> bytes:
    """The bytes of the RTF; pandoc's own has no information group, so it is put in."""
    text = re.sub(r"(\\u\d+)'", r"\1 ?", converted(paper, "rtf", []).decode("ascii"))  # pandoc misreads its own \u8217'
    start, brace, rest = text.partition("{\\fonttbl")
    about = (
        f"{{\\info{{\\title {rtf(paper.title)}}}{{\\subject {rtf(paper.notice)}}}{{\\doccomm {rtf(paper.notice)}}}}}"
    )
    return f"{start}{about}{brace}{rest}".encode("ascii")


def converted(paper: Manuscript, kind: str, facts: list[str]) -> bytes:
    text = "\n\n".join([*map(markdown, paper.pieces), f"*{paper.notice}*"])
    os.environ["SOURCE_DATE_EPOCH"] = str(int(paper.date.timestamp()))
    with TemporaryDirectory() as folder:
        out = Path(folder) / f"paper.{kind}"
        options = ["--standalone", *(f"--metadata={fact}" for fact in facts)]
        pypandoc.convert_text(text, kind, "markdown-smart-auto_identifiers", outputfile=str(out), extra_args=options)
        return out.read_bytes()


def markdown(piece: Piece) -> str:
    match piece:
        case Heading(level, text):
            return f"{'#' * level} {text}"
        case Item(depth, marker, text):
            return f"{'    ' * depth}{marker} {text}"
        case Table(rows):
            return grid(rows)
        case Paragraph(text):
            return text
        case Break():
            return ""


def grid(rows: tuple[tuple[str, ...], ...]) -> str:
    """A pipe table; a cell that goes on is left empty, as authors of such files do."""
    head, *body = [f"| {' | '.join('' if cell == CONTINUED else cell for cell in row)} |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def rtf(text: str) -> str:
    """The text as RTF has it; the blank after the number keeps pandoc from eating the next letter."""
    return "".join(char if ord(char) < 128 else f"\\u{ord(char)} ?" for char in text)
