"""What tests of extraction share: the vocabulary, and short papers of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from textwrap import dedent

import pytest

from corpus.vocabulary import Vocabulary, load
from extract.pipeline import extract
from extract.text import pipeline
from ingest.document import Block, Cell, Document, Kind, Source
from ingest.read import read
from ingest.structure import document_of

Spans = Callable[..., list[tuple[str, str]]]
Told = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load()


@pytest.fixture(scope="session")
def spans(vocabulary: Vocabulary) -> Spans:
    """The spans that a recogniser marks in a text: (words, id) of a group, in the order of the text."""
    nlp = pipeline(vocabulary)

    def spans_of(group: str, text: str, language: str | None = "en") -> list[tuple[str, str]]:
        doc = nlp.make_doc(text)
        doc.user_data["language"] = language
        return [(span.text, span.kb_id_) for span in nlp(doc).spans[group]]

    return spans_of


@pytest.fixture(scope="session")
def told(vocabulary: Vocabulary) -> Told:
    """The records of a table in a paper, as tuples of some of their fields.

    A paper is Markdown, or a document.
    """

    def records(
        paper: str | Document, table: str, *fields: str, language: str | None = None
    ) -> list[tuple[object, ...]]:
        document = paper if isinstance(paper, Document) else read(dedent(paper).encode(), "paper.md")
        if language:
            document = replace(document, language=language)
        found = [one for one in extract(document, vocabulary).records if one.table == table]
        return [tuple(getattr(one, name) for name in fields) for one in found]

    return records


def tabled(title: str, *tables: list[list[str]], under: str = "") -> Document:
    """A paper of a title, perhaps a heading, and tables whose first rows are headers."""
    source = Source("0" * 64, "paper.docx", "application/octet-stream", 1, "here")
    heads = [Block(0, Kind.HEADING, text, level=1 + i) for i, text in enumerate([title, under]) if text]
    blocks = [
        Block(0, Kind.TABLE, "", cells=tuple(Cell(r, c, text, header=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)))
        for rows in tables
    ]  # fmt: skip
    return document_of(source, (), [*heads, *blocks], "test 1")
