"""Recognition by Tesseract, through its command line and hOCR."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

from lxml import html
from PIL import Image

from ingest.ocr_reading import Seen

LATIN, OTHERS = ("eng", "fra", "spa"), ("rus", "ara", "chi_sim")
NAMES = dict(zip(("en", "fr", "es", "ru", "ar", "zh"), LATIN + OTHERS, strict=True))
LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
DESCENT = 0.21  # of the type size: how low letters hang
PATIENCE = 120  # seconds for a page
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


@cache
def installed() -> tuple[str, ...]:
    """The languages that Tesseract has on this machine; none where it is not installed."""
    if shutil.which("tesseract") is None:
        return ()
    listed = run(["--list-langs"], b"")
    return tuple(
        line.strip() for line in listed.decode("utf-8", "replace").splitlines() if line and " " not in line.strip()
    )


def latin() -> list[str]:
    """The languages of the Latin script that can be read, by Tesseract's names."""
    return [name for name in LATIN if name in installed()]


def others() -> list[str]:
    """The languages of other scripts that can be read, by Tesseract's names."""
    return [name for name in OTHERS if name in installed()]


def name_of(language: str | None) -> str | None:
    """What Tesseract calls a language, by its ISO 639-1 code; None where it cannot read it.

    >>> name_of("xx")
    """
    name = NAMES.get(language or "")
    return name if name in installed() else None


def read_with_tesseract(image: Image.Image, *, languages: str, dpi: int, column: bool = False) -> list[Seen]:
    """The words that Tesseract sees, in pixels; `column` tells it that lines stand one under the other."""
    picture = io.BytesIO()
    image.save(picture, "PNG", compress_level=1)
    page = run(
        ["-", "-", "-l", languages, "--dpi", str(dpi), "--psm", "6" if column else "3", "hocr"], picture.getvalue()
    )
    return list(words_of(page)) if page.strip() else []


def run(arguments: list[str], given: bytes) -> bytes:
    """What Tesseract answers; nothing where it fails or takes too long. One thread: pages are read side by side."""
    command = [shutil.which("tesseract") or "tesseract", *arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def words_of(page: bytes) -> Iterator[Seen]:
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    lines = (one for one in tree.iter("span") if one.get("class") in LINES)
    for number, line in enumerate(lines):
        about = properties(line.get("title", ""))
        left, _, right, low = about["bbox"]
        slope, rise = about.get("baseline", [0.0, 0.0])
        base = low + rise + slope * (right - left) / 2
        words = [(text, properties(word.get("title", ""))) for word in line.iter("span") if (text := word_in(word))]
        size = about.get("x_size", [0.0])[0]
        for text, its in words:
            x0, top, x1, bottom = its["bbox"]
            yield Seen(
                text, x0, top, x1, bottom, number, size, base + DESCENT * size, its.get("x_wconf", [0.0])[0] / 100
            )


def word_in(element: html.HtmlElement) -> str:
    """The text of an element that holds a word; nothing of others."""
    return "".join(str(part) for part in element.itertext()).strip() if element.get("class") == "ocrx_word" else ""


def properties(title: str) -> dict[str, list[float]]:
    """The numbers of an hOCR title by name: `bbox 1 2 3 4; x_wconf 93`."""
    parts = (part.strip().split(" ", 1) for part in title.split(";"))
    return {part[0]: [float(one) for one in NUMBERS.findall(part[1])] for part in parts if len(part) == 2}
