"""The structure of chosen pages as text that people read once and diffs show ever after: tests/ingest/golden/NAME.txt.

`python -m tests.ingest.golden_pages [NAME…]` writes them again; read what `git diff` shows before you commit it.

A line is a block, set in by the depth of its section: kind with level, marker, marks of notes, text. Of papers of others there
are sizes and short digests in place of texts. A table is its shape, and a line for each row.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from shutil import which

from ingest.document import Block, Cell, Document, Kind
from ingest.read import read

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
SAMPLES, SHARED = ROOT / "corpus" / "samples", ROOT.parent / "shared"
MADE = GOLDEN / "papers"
LONGEST = 60  # characters of a text
MOST = 60  # blocks of a paper without pages
SHORT = {Kind.HEADING: "h", Kind.LIST_ITEM: "item ", Kind.PAGE_HEADER: "head", Kind.PAGE_FOOTER: "foot"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page of a paper, from 1; None in formats without pages. `open_` where its text may be repeated here."""

    path: Path
    page: int | None = None

    @property
    def is_ours(self) -> bool:
        return SHARED not in self.path.parents

    @property
    def is_there(self) -> bool:
        return self.path.exists()


def structure_of(chosen: Chosen) -> str:
    """The structure of a page as text."""
    document = document_of(chosen.path)
    page = next((page for page in document.pages if page.number == chosen.page), None)
    recognised = page is not None and page.ocr
    size = f", {page.width:.0f} x {page.height:.0f}" if page and page.width and page.height else ""
    lines = [f"{chosen.path.name}, {f'page {chosen.page}' if chosen.page else 'no pages'}{size}, {document.language}"]
    if recognised:
        lines.append(f"recognised by {recogniser()}")
    blocks = [block for block in document.blocks if block.page == chosen.page or chosen.page in pages_of(block)]
    for block in blocks if chosen.page else blocks[:MOST]:
        indent = "  " * depth(block, document)
        lines += [indent + line for line in described(block, chosen, recognised)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


@cache
def document_of(path: Path) -> Document:
    return read(path.read_bytes(), path.name)


def pages_of(block: Block) -> set[int]:
    return {part.page for part in block.parts}


def depth(block: Block, document: Document) -> int:
    """How many headings the block stands under; a footnote stands under none."""
    parent = None if block.kind is Kind.FOOTNOTE else block.parent
    return 0 if parent is None else 1 + depth(document.blocks[parent], document)


def described(block: Block, chosen: Chosen, recognised: bool) -> Iterator[str]:
    kind = SHORT.get(block.kind, block.kind.value) + str(block.level or "")
    notes = f"[{' '.join(block.notes)}]" if block.notes else ""
    linked = "linked" if block.kind is Kind.FOOTNOTE and block.parent is not None else ""
    moved = " ".join(f"+p{part.page}" for part in block.parts)
    language = getattr(block, "language", None) or ""
    if block.kind is not Kind.TABLE:
        said = text_of(block.text, chosen, recognised)
        yield " ".join(filter(None, [kind.strip(), block.marker, linked, notes, moved, language, said]))
        return
    cells = [cell for cell in block.cells if cell.page == chosen.page]
    rows = [[*row] for _, row in groupby(cells, key=lambda cell: cell.row)]
    columns = max(cell.column + cell.column_span for cell in block.cells)
    yield " ".join(filter(None, [kind, f"{len(rows)} x {columns}", notes, moved, language]))
    for row in rows:
        yield "  | " + " | ".join(cell_of(cell, chosen, recognised) for cell in row) + row_mark(row, chosen, recognised)


def cell_of(cell: Cell, chosen: Chosen, recognised: bool) -> str:
    """The cell's text, after "*" for a header, "2x" for a cell of two columns and "2y" for one of two rows."""
    spans = f"{cell.column_span}x " * (cell.column_span > 1) + f"{cell.row_span}y " * (cell.row_span > 1)
    said = text_of(cell.text, chosen, recognised).partition(" #")[0] if cell.text else "-"
    return "*" * cell.header + spans + said


def row_mark(row: list[Cell], chosen: Chosen, recognised: bool) -> str:
    """The digest of a row, where its texts are not shown."""
    if chosen.is_ours or recognised:
        return ""
    return " |" + text_of("\t".join(cell.text for cell in row), chosen, recognised).partition(" ")[2]


def text_of(text: str, chosen: Chosen, recognised: bool) -> str:
    """A text of our own, cut; of one of others its size and a digest, of one recognised its size, to the nearest ten."""
    if recognised:
        return f"~{round(len(text), -1)}"
    if not chosen.is_ours:
        return f"{len(text)} #{hashlib.sha256(text.encode()).hexdigest()[:6]}"
    said = text.replace("\n", " / ")
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()}… ({len(text)})"


def recogniser() -> str:
    """What recognises text on this machine: another version of it may see another structure."""
    if which("tesseract") is None:
        return "rapidocr"
    said = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).split("\n")[0]


def main(*names: str) -> None:
    from tests.ingest.test_golden import CHOSEN

    GOLDEN.mkdir(exist_ok=True)
    for name in names or CHOSEN:
        if CHOSEN[name].is_there:
            (GOLDEN / f"{name}.txt").write_text(structure_of(CHOSEN[name]), "utf-8")
        else:
            print(f"{name} stays as it is: its paper is not here.")


if __name__ == "__main__":
    main(*sys.argv[1:])
