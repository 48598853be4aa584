"""How true boxes are: whether pdfplumber, which reads PDFs by itself, finds a block's text in the block's box.

python -m bench.boxes [FOLDER…]    prints a line for each folder, and what differs most; by default of all papers

What counts as the same text: the letters and digits that pdfplumber places in the box, a character where its middle is, are
those of the block (its number or bullet included) but for one in fifty, by the normalised edit distance. Blanks, hyphens,
bullets and other signs do not count, nor does case, since both are a matter of the font; ligatures count as their letters.
Marks of footnotes, which are cut out of texts, may be there. Letters drawn twice count once. A block that goes on in another
place is looked for in all of its places. Only where order is not a matter of place are letters compared whatever their
order: in tables as wholes, in writing from right to left, and in writing that runs up or down. Pages that were recognised
from a picture are left out, since pdfplumber sees nothing there.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mode
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
from pdfplumber.utils.text import extract_text
from rapidfuzz.distance import Indel

from bench.report import CONSOLE, SAMPLES, beside, keep, show
from ingest.document import Block, Box, Kind
from ingest.errors import Unreadable
from ingest.read import read

FOLDERS = (("real", "un"), ("pdf-structure", "pages", "pdf"), ("pdf-structure", "tables", "pdf"))
ALIKE = 0.98
SMALL = 0.8  # of the usual type size: marks of footnotes are smaller
SIDEWAYS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
UNKNOWN = re.compile(r"\(cid:\d+\)")
WORST = 20

Letters = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Check:
    """A block or a cell (`part`) that was looked for in its box: `alike` is 1 where that holds just its text."""

    file: str
    page: int
    part: str
    alike: float
    said: str
    seen: str

    @property
    def holds(self) -> bool:
        return self.alike >= ALIKE


def checks(path: Path, pages: Iterable[int] | None = None) -> Iterator[Check]:
    """All blocks and cells of a PDF that have a box, or those that begin on some of its pages, from 1."""
    document = read(path.read_bytes(), path.name)
    wanted = set(pages or range(1, len(document.pages) + 1)) - {one.number for one in document.pages if one.ocr}
    with pdfplumber.open(path) as pdf:
        paper = Paper(pdf)
        for block in document.blocks:
            if block.page in wanted and block.box:
                yield paper.check(path.name, block)
                yield from paper.check_cells(path.name, block)


class Paper:
    """A PDF as pdfplumber sees it, page by page as they are asked for."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.pages: dict[int, tuple[Letters, float, float]] = {}

    def check(self, name: str, block: Block) -> Check:
        places = [(block.page, block.box), *((part.page, part.box) for part in block.parts)]
        seen = [self.letters(page, box) for page, box in places if page and box]
        if block.kind is Kind.TABLE:
            said = "".join(cell.text for cell in block.cells)
        else:
            said = " ".join(filter(None, [block.marker, block.text]))
        return check(name, block.page or 0, block.kind.value, said, seen, ordered=block.kind is not Kind.TABLE)

    def check_cells(self, name: str, block: Block) -> Iterator[Check]:
        for cell in block.cells:
            if cell.page and cell.box:
                yield check(name, cell.page, "cell", cell.text, [self.letters(cell.page, cell.box)])

    def letters(self, number: int, box: Box) -> Letters:
        """The characters whose middle is in the box, in the order in which pdfplumber reads them."""
        if number not in self.pages:
            page = self.pdf.pages[number - 1].dedupe_chars()
            self.pages[number] = (page.chars, *page.cropbox[:2])
        found, left, top = self.pages[number]
        return [
            one
            for one in found
            if box.x0 <= (one["x0"] + one["x1"]) / 2 - left <= box.x1
            and box.top <= (one["top"] + one["bottom"]) / 2 - top <= box.bottom
        ]


def check(name: str, page: int, part: str, said: str, seen: list[Letters], ordered: bool = True) -> Check:
    """`seen` is what stands in each of the places."""
    ordered = ordered and all(one["upright"] for place in seen for one in place) and not SIDEWAYS.search(said)
    text = "\n".join(map(extract_text, seen))
    alike = likeness(said, text, ordered)
    if alike < ALIKE:
        alike = max(alike, likeness(said, "\n".join(map(extract_text, map(without_marks, seen))), ordered))
    return Check(name, page, part, alike, said, text)


def without_marks(letters: Letters) -> Letters:
    usual = mode(round(one["size"]) for one in letters) if letters else 0
    return [one for one in letters if one["size"] > SMALL * usual]


def likeness(said: str, seen: str, ordered: bool = True) -> float:
    """How alike the letters and digits of two texts are, from 0 to 1.

    >>> likeness("(a) Co-operate", "(cid:3) a cooperate"), likeness("one two", "two one") < 1
    (1.0, True)
    """
    first, second = plain(said), plain(seen)
    if not ordered:
        first, second = "".join(sorted(first)), "".join(sorted(second))
    return Indel.normalized_similarity(first, second)


def plain(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", UNKNOWN.sub("", text)).casefold()))


def sample(paths: Iterable[Path], count: int, seed: int = 1) -> list[tuple[Path, list[int]]]:
    """Pages chosen by chance, the same ones every time: files, with their pages from 1."""
    every = [(path, number) for path in sorted(paths) for number in range(1, pages_of(path) + 1)]
    chosen: dict[Path, list[int]] = {}
    for path, number in sorted(random.Random(seed).sample(every, min(count, len(every)))):
        chosen.setdefault(path, []).append(number)
    return [*chosen.items()]


def pages_of(path: Path) -> int:
    return len(pdfium.PdfDocument(path))


def readable(folder: Path) -> Iterator[Check]:
    for path in sorted(folder.glob("*.pdf")):
        try:
            yield from checks(path)
        except Unreadable:
            continue


def share(found: Iterable[Check]) -> float:
    """The share of boxes that hold their text."""
    held = [one.holds for one in found]
    return sum(held) / len(held) if held else 1.0


def main(*folders: str) -> None:
    given = [Path(one) for one in folders] or [SAMPLES, *filter(None, (beside(*one) for one in FOLDERS))]
    results = {}
    for folder in given:
        found = [*readable(folder)]
        blocks, cells = ([one for one in found if (one.part == "cell") is cell] for cell in (False, True))
        name = "/".join(folder.parts[-3:])
        results[name] = {"blocks": len(blocks), "true": share(blocks), "cells": len(cells), "true_cells": share(cells)}
        if folders:
            tell_worst(found)
    rows = [
        (name, *(f"{one:.3f}" if isinstance(one, float) else one for one in of.values()))
        for name, of in results.items()
    ]
    show("Boxes that hold their text", ("folder", "blocks", "true", "cells", "true"), rows)
    keep("boxes", results)


def tell_worst(found: Iterable[Check]) -> None:
    for one in sorted((one for one in found if not one.holds), key=lambda one: one.alike)[:WORST]:
        said = f"{one.alike:.2f} {one.file} {one.page} {one.part}: {one.said[:90]!r} / {one.seen[:90]!r}"
        CONSOLE.print(said, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
