"""The programs that are compared: each a function that makes one, ready to work on one file after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Work = Callable[[Path], object]


def reader() -> Work:
    """Reads: blocks with page and box, sections, tables with cells."""
    from ingest.read import read
    from papers.warm import TEXT

    read(TEXT, "warm.txt")  # as the workers of `papers ingest` are started
    return lambda path: read(path.read_bytes(), path.name, str(path))


def reader_and_extractor() -> Work:
    """Reads, and finds the values."""
    import papers.warm  # noqa: F401 - as the workers of `papers ingest` are started
    from corpus.vocabulary import load
    from extract.pipeline import extract
    from ingest.read import read

    vocabulary = load()
    return lambda path: extract(read(path.read_bytes(), path.name, str(path)), vocabulary)


def markitdown() -> Work:
    """Reads: Markdown without places."""
    from markitdown import MarkItDown

    program = MarkItDown()

    def work(path: Path) -> str:
        text: str = program.convert(path).text_content
        if not text.strip() or text.startswith("{\\rtf"):
            raise ValueError("nothing was read")  # a scan, say, or the file as it is
        return text

    return work


def liteparse() -> Work:
    """Reads PDF: Markdown with headings and tables; with the settings that serve it best here, and without OCR."""
    from liteparse import LiteParse

    program = LiteParse(
        output_format="markdown",
        ocr_enabled=False,
        image_mode="off",
        extract_links=False,
        keep_headers_footers=True,
        quiet=True,
    )

    def work(path: Path) -> str:
        text: str = program.parse(path).text
        return text

    return work


def pdfplumber() -> Work:
    """Reads PDF: lines of text, and tables where they stand."""
    import pdfplumber as library

    def work(path: Path) -> str:
        with library.open(path) as pdf:
            return "\n\n".join(markdown_of_page(page) for page in pdf.pages)

    return work


def markdown_of_page(page: Any) -> str:
    tables = page.find_tables()
    free = page.filter(lambda thing: thing["object_type"] != "char" or not any(map(holder(thing), tables)))
    pieces = [(line["top"], line["text"]) for line in free.extract_text_lines(return_chars=False)]
    pieces += [(table.bbox[1], html_of_rows(table.extract())) for table in tables]
    return "\n".join(text for _, text in sorted(pieces))


def holder(character: dict[str, Any]) -> Callable[[Any], bool]:
    x = (character["x0"] + character["x1"]) / 2
    y = (character["top"] + character["bottom"]) / 2
    return lambda table: bool(table.bbox[0] <= x <= table.bbox[2] and table.bbox[1] <= y <= table.bbox[3])


def html_of_rows(rows: list[list[str | None]]) -> str:
    from html import escape

    made = ("".join(f"<td>{escape(cell or '')}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in made)}</table>"


PROGRAMS: dict[str, Callable[[], Work]] = {
    "read": reader,
    "read and extract": reader_and_extractor,
    "liteparse": liteparse,
    "pdfplumber": pdfplumber,
    "markitdown": markitdown,
}
