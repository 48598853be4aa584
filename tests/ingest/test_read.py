"""The one way in: every reader is found, and nothing but Unreadable comes out."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from ingest import read as module
from ingest.document import Document, Source
from ingest.errors import Unreadable
from ingest.media_types import TEXT
from ingest.read import READERS, read, source_of


def test_every_reader_is_there() -> None:
    for reader in READERS.values():
        where, function = (cell.cell_contents for cell in reversed(reader.__closure__ or ()))
        assert find_spec(where), where
        assert hasattr(__import__(where, fromlist=[function]), function)


def test_source() -> None:
    source = source_of(b"text", "a.txt", "https://example.org/a.txt")
    assert (source.media_type, source.size, source.origin) == (TEXT, 4, "https://example.org/a.txt")
    assert source.sha256.startswith("982d9e3e")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyError("part"), "broken"),
        (RecursionError(), "too large"),
        (MemoryError(), "too large"),
        (Unreadable("own", "x"), "own"),
    ],
)
def test_a_reader_that_fails(monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str) -> None:
    def fail(source: Source, data: bytes) -> Document:
        raise error

    monkeypatch.setitem(module.READERS, TEXT, fail)
    with pytest.raises(Unreadable) as refused:
        read(b"text", "a.txt")
    assert refused.value.reason == reason
    assert error in (refused.value, refused.value.__cause__)


def test_a_file_without_text() -> None:
    with pytest.raises(Unreadable, match="holds no text"):
        read(b"----\n\n====\n", "a.txt")
