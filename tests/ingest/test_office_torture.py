"""Office files that broke other readers: each becomes a document, or is refused in one sentence, without delay."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.docx import read_docx
from ingest.errors import Unreadable
from ingest.pptx import read_pptx
from ingest.xlsx import read_xlsx
from tests.ingest.office_files import source_of

READERS = {".docx": read_docx, ".pptx": read_pptx, ".xlsx": read_xlsx}
FOLDER = Path(__file__).parents[3] / "shared" / "real" / "torture"
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix in READERS)
PATIENCE = 20  # seconds, on a busy machine


@pytest.mark.skipif(not FILES, reason="no files that are known to be difficult beside the checkout")
def test_every_file_ends_as_document_or_refusal() -> None:
    refused: list[Unreadable] = []
    for path in FILES:
        data, started = path.read_bytes(), time.monotonic()
        try:
            document = READERS[path.suffix](source_of(data, path.name), data)
            assert all(block.seq == place for place, block in enumerate(document.blocks)), path.name
            assert all(
                block.text[cell.start : cell.end] == cell.text for block in document.blocks for cell in block.cells
            )
        except Unreadable as error:
            refused.append(error)
        assert time.monotonic() - started < PATIENCE, path.name
    assert all(str(error).endswith(".") for error in refused)
    assert len(refused) <= len(FILES) // 20, refused
