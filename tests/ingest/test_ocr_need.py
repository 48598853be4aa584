"""Which pages are read from their picture: those without text, with little of it on a picture, or with the wrong letters."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from PIL import Image
from rapidfuzz.fuzz import ratio
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr_tesseract import latin
from tests.ingest.pdf_files import HEIGHT, Draw, drawn, lines, read

pytestmark = pytest.mark.skipif("eng" not in latin(), reason="Tesseract with English is not installed")
SIZE = (430.0, 140.0)
REPORT = [
    "The States Parties agreed to meet again in Geneva, and to report",
    "on their progress each year. The working group will hold its two",
    "meetings with the organisations that support victims of weapons.",
]
LAYER_OF_A_POOR_PROGRAM = [
    "Tbe 5tatcs Partics agrccd tn mcct agaln ln Gencva, arid tn rcpnrt",
    "nn tbelr prngrcss eacb ycar.",
] * 4


def written(canvas: Canvas, texts: list[str], font: str = "Times-Roman") -> None:
    lines(canvas, texts, 20, HEIGHT - 110, 12, font)


def picture(texts: list[str]) -> Image.Image:
    page = pdfium.PdfDocument(drawn(lambda canvas: written(canvas, texts), size=SIZE))[0]
    return page.render(scale=200 / 72).to_pil().convert("L")


def on_picture(image: Image.Image, texts: list[str], top: float, *, unseen: bool = False) -> Draw:
    """A page that is all picture, with a text layer."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), 0, 0, *SIZE)
        text = canvas.beginText(20, SIZE[1] - top)
        text.setFont("Times-Roman", 9)
        text.setTextRenderMode(3 if unseen else 0)
        text.textLines(texts)
        canvas.drawText(text)

    return draw


def with_letters(change: Callable[[int], int], garbled: list[str], good: list[str]) -> bytes:
    """A page whose first lines are in a font that says wrongly which letters it draws."""
    make = ttfonts.makeToUnicodeCMap
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ttfonts, "makeToUnicodeCMap", lambda name, codes: make(name, [change(code) for code in codes]))
        pdfmetrics.registerFont(ttfonts.TTFont("Odd", "Vera.ttf"))
        return drawn(
            lambda canvas: (written(canvas, [""] * len(garbled) + good), written(canvas, garbled, "Odd")), size=SIZE
        )


def text_of(data: bytes) -> str:
    return " ".join(block.text for block in read(data).blocks)


@pytest.mark.parametrize(
    "change",
    [
        lambda code: code - 29 if code > 61 else code,
        lambda code: 0xE000 + code,
        lambda code: code + 0x80 if code > 64 else code,
        lambda code: 0x4E00 + 31 * code if code > 32 else code,
        lambda code: code % 30 + 1 if code > 32 else code,
        lambda code: 0x19F if code == ord("t") else code,
        lambda _: 0,
    ],
    ids=["shifted", "private use", "another code page", "Chinese", "controls", "one ligature", "no letters"],
)
def test_what_has_the_wrong_letters_is_read_from_the_picture(change: Callable[[int], int]) -> None:
    assert ratio(text_of(with_letters(change, REPORT, [])), " ".join(REPORT)) > 97


def test_only_what_has_the_wrong_letters_is_read_from_the_picture() -> None:
    document = read(with_letters(lambda code: 0xE000 + code, REPORT[:1], REPORT[1:]))
    assert ratio(" ".join(block.text for block in document.blocks), " ".join(REPORT)) > 97
    assert document.pages[0].ocr
    assert REPORT[2] in document.blocks[-1].text


@pytest.mark.parametrize(
    ("page", "expected", "ocr"),
    [
        (on_picture(picture(REPORT), ["- 3 -"], 130), REPORT, True),  # a page number on a scan
        (on_picture(picture(REPORT), ["Received by the registry of the Convention on 3 May 2031"], 15), REPORT, True),
        (on_picture(Image.new("L", (400, 130), 200), ["Teams at work"], 130), ["Teams at work"], False),  # a photograph
        (on_picture(picture(REPORT * 2), REPORT * 2, 35, unseen=True), REPORT, False),  # a layer that is right
        (on_picture(picture(REPORT * 2), LAYER_OF_A_POOR_PROGRAM, 35, unseen=True), REPORT, True),
    ],
    ids=["page number", "stamp", "photograph", "good layer", "poor layer"],
)
def test_what_stands_on_a_picture_is_believed_where_it_says_what_the_picture_says(
    page: Draw, expected: list[str], ocr: bool
) -> None:
    document = read(drawn(page, size=SIZE))
    assert document.pages[0].ocr is ocr
    assert " ".join(expected)[:60] in " ".join(block.text for block in document.blocks)


def test_a_paper_whose_layers_are_right_is_not_recognised_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [on_picture(picture(REPORT * 2), REPORT * 2, 35, unseen=True)] * 6
    looked: list[int] = []
    from ingest import ocr

    render = ocr.picture_of
    monkeypatch.setattr(ocr, "picture_of", lambda page, turn=0: looked.append(turn) or render(page, turn))
    read(drawn(*pages, size=SIZE))
    assert len(looked) == ocr.PATIENCE
