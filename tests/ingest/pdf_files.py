"""PDFs made for the reader's tests, and how to read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

from ingest.document import Document, Source
from ingest.pdf import read_pdf

WIDTH, HEIGHT = A4
Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, size: tuple[float, float] = A4) -> bytes:
    """A PDF whose pages are drawn by hand, origin bottom left."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=size)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def flowed(story: Sequence[Flowable], on_page: Draw | None = None) -> bytes:
    """A PDF of paragraphs and tables that flow over its pages."""
    made = BytesIO()
    paper = SimpleDocTemplate(made, pagesize=A4)

    def decorate(canvas: Canvas, _: object) -> None:
        if on_page:
            on_page(canvas)

    paper.build(list(story), onFirstPage=decorate, onLaterPages=decorate)
    return made.getvalue()


def lines(
    canvas: Canvas, texts: Sequence[str], x: float, top: float, size: float = 11, font: str = "Times-Roman"
) -> None:
    """Lines of text under each other; `top` in points from the top of an A4 page is the first line's foot."""
    canvas.setFont(font, size)
    for at, text in enumerate(texts):
        canvas.drawString(x, HEIGHT - top - at * 1.2 * size, text)


def scanned(data: bytes, skew: float = 0.0, turn: int = 0, dpi: int = 200) -> bytes:
    """The PDF as a scanner would give it: pictures, askew by degrees, turned against the clock."""
    pictures: list[Image.Image] = []
    for page in pdfium.PdfDocument(data):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        pictures.append(
            picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255).rotate(turn, expand=True)
        )
    made = BytesIO()
    pictures[0].save(made, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return made.getvalue()


def read(data: bytes) -> Document:
    return read_pdf(Source(sha256(data).hexdigest(), "paper.pdf", "application/pdf", len(data), "paper.pdf"), data)


def outline(document: Document) -> list[tuple[str, int | None, str | None, str]]:
    """Kind, level, marker and text of all blocks."""
    return [(block.kind.value, block.level, block.marker, block.text) for block in document.blocks]


def texts(document: Document, kind: str) -> list[str]:
    return [block.text for block in document.blocks if block.kind.value == kind]


def lettered(*rows: tuple[float, float, str]) -> bytes:
    """A PDF of one page in a font whose codes stand for any letters, 6 points wide: (x, foot from the top, text).

    Letters are drawn from left to right, as most programs draw those of all scripts.
    """
    letters = sorted({letter for *_, text in rows for letter in text} - {" "})
    codes = {letter: code for code, letter in enumerate(letters, start=33)} | {" ": 32}
    meanings = "".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in codes.items())
    table = f"1 begincodespacerange <00> <ff> endcodespacerange {len(codes)} beginbfchar {meanings} endbfchar".encode()
    drawn_rows = [
        f"1 0 0 1 {x} {HEIGHT - foot} Tm <{bytes(codes[letter] for letter in text).hex()}> Tj" for x, foot, text in rows
    ]
    drawing = f"BT /F 12 Tf {' '.join(drawn_rows)} ET".encode()
    widths = " ".join(["500"] * 224)
    return joined_objects(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        drawing,
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 32/LastChar 255/Widths[{widths}]/ToUnicode 6 0 R>>",
        table,
    )


def joined_objects(*objects: str | bytes) -> bytes:
    """A PDF of objects by number, from 1; bytes become streams."""
    made, offsets = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(made))
        body = one.encode() if isinstance(one, str) else b"<</Length %d>>stream\n%b\nendstream" % (len(one), one)
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
