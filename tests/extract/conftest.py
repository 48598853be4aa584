"""What tests of extraction share: the vocabulary, and short papers of one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.vocabulary import Vocabulary, load
from extract.text import pipeline

Spans = Callable[..., list[tuple[str, str]]]


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
