"""A scan: pages of a PDF as pictures, a little skewed and dirty, without any text behind."""

from __future__ import annotations

import io
import random
import time

import pypdfium2
from PIL import Image

from corpus.press.manuscript import Manuscript
from corpus.press.pdf import print_pdf

DOTS_PER_INCH, SKEW, SPECKS = 200, (0.7, -0.5, 0.4), 900
WHITE = 255


def print_scan(paper: Manuscript) -> bytes:
    """The bytes of a PDF of black-and-white pages, as a flat-bed scanner makes them."""
    pages = [dirtied(page, number) for number, page in enumerate(pictures(print_pdf(paper)))]
    out = io.BytesIO()
    made = time.gmtime(paper.date.timestamp())
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS_PER_INCH, title=paper.title,
        subject=paper.notice, author="Convention Papers", creationDate=made, modDate=made,
    )  # fmt: skip
    return out.getvalue()


def pictures(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil() for page in document]


def dirtied(page: Image.Image, number: int) -> Image.Image:
    """The page turned by less than a degree, with specks of dust."""
    chance = random.Random(number)  # noqa: S311  dust, not a secret
    page = page.rotate(SKEW[number % len(SKEW)], Image.Resampling.BICUBIC, fillcolor=WHITE)
    for _ in range(SPECKS):
        x, y = chance.randrange(page.width - 2), chance.randrange(page.height - 2)
        page.paste(chance.choice((0, 90)), (x, y, x + chance.choice((1, 2)), y + 1))
    return page.point(lambda grey: WHITE if grey > 140 else 0).convert("1", dither=Image.Dither.NONE)
