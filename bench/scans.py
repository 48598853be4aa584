"""How right scans are read: sample papers printed, scanned badly and read again, by this program and by others.

python -m bench.scans    of PDFs among the samples, whose own text is the truth; characters in reading order, processor seconds
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any
from unittest.mock import patch

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from rapidfuzz.distance import Levenshtein

from bench.measure import processor_seconds
from bench.programs import markitdown
from bench.report import SAMPLES, keep, rounded, show
from corpus.vocabulary import load
from extract.pipeline import extract
from extract.record import Record
from ingest.document import Document
from ingest.errors import Unreadable
from ingest.ocr_rapid import read_with_rapidocr
from ingest.read import read

POINTS = 72
SEED = 11
LONG_ENOUGH = 500  # characters: less is a scan already
COLUMNS = ("program", "scan", "pages", "characters right", "s/page", "F1 of values")


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a paper is scanned: dots an inch, degrees askew, the share of dots that are dust, how uneven its greys are."""

    name: str
    dpi: int
    skew: float = 0.0
    dust: float = 0.0
    noise: float = 0.0

    def scan(self, paper: Path) -> tuple[bytes, int]:
        """The paper as a PDF of pictures, and how many."""
        pages = [self.picture(page) for page in pdfium.PdfDocument(paper.read_bytes())]
        made = io.BytesIO()
        pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=self.dpi)
        return made.getvalue(), len(pages)

    def picture(self, page: pdfium.PdfPage) -> Image.Image:
        random = np.random.default_rng(SEED)
        picture = page.render(scale=self.dpi / POINTS, grayscale=True).to_pil().convert("L")
        turned = picture.rotate(self.skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        shades = np.asarray(turned, dtype=np.float64) + random.normal(0, self.noise, (turned.height, turned.width))
        shades[random.random(shades.shape) < self.dust] = 0
        return Image.fromarray(shades.clip(0, 255).astype(np.uint8))


SCANNERS = (
    Scanner("200 dpi, askew, dusty", 200, 1.3, 0.002, 12),
    Scanner("100 dpi, askew, dusty", 100, -0.9, 0.001, 8),
)


def ours(scan: Path) -> Document:
    return read(scan.read_bytes(), scan.name)


def ours_without_tesseract(scan: Path) -> Document:
    with patch("ingest.ocr.latin", list), patch("ingest.ocr.others", list):
        return ours(scan)


def tesseract(scan: Path) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise Unreadable("not here", "install Tesseract")
    texts = []
    for image in pictures(scan):
        picture = io.BytesIO()
        image.save(picture, "PNG", compress_level=1)
        command = [program, "-", "-", "-l", "eng+fra+spa", "--dpi", "300"]
        done = subprocess.run(command, input=picture.getvalue(), capture_output=True, check=True)
        texts.append(done.stdout.decode())
    return "\n".join(texts)


def rapidocr(scan: Path) -> str:
    return "\n".join(one.text for image in pictures(scan) for one in read_with_rapidocr(image, dpi=300))


def pictures(scan: Path) -> Iterator[Image.Image]:
    for page in pdfium.PdfDocument(scan):
        yield page.render(scale=300 / POINTS, grayscale=True).to_pil().convert("L")


@cache
def other_reader() -> Callable[[Path], object]:
    return markitdown()


PROGRAMS: dict[str, Callable[[Path], object]] = {
    "ours": ours,
    "ours without Tesseract": ours_without_tesseract,
    "Tesseract alone": tesseract,
    "RapidOCR alone": rapidocr,
    "markitdown": lambda scan: other_reader()(scan),
}


def main() -> None:
    papers = [(path, document) for path in sorted(SAMPLES.glob("*.pdf")) if (document := whole(path))]
    results = [
        {"program": name, "scan": scanner.name, **measured(program, scanner, papers)}
        for scanner in SCANNERS
        for name, program in PROGRAMS.items()
    ]
    show("Scans of sample papers", COLUMNS, (list(one.values()) for one in results))
    keep("scans", results)


def whole(path: Path) -> Document | None:
    """A paper that has text; None for one that is a scan itself."""
    document = read(path.read_bytes(), path.name)
    text = "".join(block.text for block in document.blocks)
    return document if len(text) >= LONG_ENOUGH and not any(page.ocr for page in document.pages) else None


def measured(
    program: Callable[[Path], object], scanner: Scanner, papers: list[tuple[Path, Document]]
) -> dict[str, Any]:
    right, seconds, pages, shares = [], 0.0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        for path, truth in papers:
            scan = Path(folder) / path.name
            data, count = scanner.scan(path)
            scan.write_bytes(data)
            started = processor_seconds()
            try:
                made = program(scan)
            except (Unreadable, ValueError, subprocess.CalledProcessError):
                made = ""
            seconds, pages = seconds + processor_seconds() - started, pages + count
            right.append(Levenshtein.normalized_similarity(text_of(truth), text_of(made)))
            if isinstance(made, Document):
                shares.append(f1(values_of(truth), values_of(made)))
    return {
        "pages": pages,
        "characters": rounded(mean(right), 4),
        "seconds": rounded(seconds / pages, 2),
        "f1": rounded(mean(shares), 3) if shares else None,
    }


def text_of(made: object) -> str:
    if isinstance(made, Document):
        made = "\n".join(f"{block.marker or ''} {block.text}" for block in made.blocks)
    return " ".join(str(made).split())


def values_of(document: Document) -> Counter[tuple[object, ...]]:
    """What was found in a paper, without where and how."""
    return Counter(tuple(plain(record)) for record in extract(document, load()).records)


def plain(record: Record) -> Iterator[object]:
    yield record.table
    for field in fields(record):
        if field.name not in Record.__slots__:
            value = getattr(record, field.name)
            yield (
                re.sub(r"\W+", " ", value)
                if isinstance(value, str)
                else value
                if not isinstance(value, list)
                else repr(value)
            )


def f1(truth: Counter[tuple[object, ...]], made: Counter[tuple[object, ...]]) -> float:
    return 2 * (truth & made).total() / (truth.total() + made.total()) if truth or made else 1.0


if __name__ == "__main__":
    main()
