"""Scans: the same structure as of the page that was scanned, and boxes where the text is."""

from __future__ import annotations

import pytest
from PIL import Image
from rapidfuzz.fuzz import ratio
from reportlab.pdfgen.canvas import Canvas

from ingest import ocr
from ingest.document import Document
from ingest.ocr_picture import Picture, skew_of
from ingest.ocr_reading import Seen, words_of
from ingest.ocr_tesseract import latin
from tests.ingest.pdf_files import HEIGHT, drawn, lines, outline, read, scanned

needs_tesseract = pytest.mark.skipif(
    len(latin()) < 3, reason="Tesseract with English, French and Spanish is not installed"
)
FRENCH = [
    "Le groupe de travail se réunira à Genève au printemps,",
    "où les États parties évalueront les progrès accomplis.",
    "Un rapport sera présenté à la dernière séance plénière.",
]


def plan(canvas: Canvas) -> None:
    lines(canvas, ["Plan de travail du groupe"], 72, 90, 18, "Times-Bold")
    lines(canvas, FRENCH, 72, 130, 12)
    lines(canvas, ["•   Collecte de données;", "•   Formation du personnel."], 90, 200, 12)
    for x in (72, 200, 450):
        canvas.line(x, HEIGHT - 240, x, HEIGHT - 300)
    for top in (240, 270, 300):
        canvas.line(72, HEIGHT - top, 450, HEIGHT - top)
    for at, row in enumerate([("Trimestre", "Activité"), ("T1 2031", "Réunion de lancement")]):
        for x, text in zip((80, 208), row, strict=True):
            lines(canvas, [text], x, 260 + 30 * at, 12)


def shape(document: Document) -> list[tuple[str, int | None, str | None]]:
    return [(kind, level, marker) for kind, level, marker, _ in outline(document)]


@needs_tesseract
@pytest.mark.parametrize(("skew", "turn"), [(0.0, 0), (1.2, 0), (0.0, 90)], ids=["straight", "askew", "sideways"])
def test_a_scan_has_the_structure_of_its_page(skew: float, turn: int) -> None:
    whole, scan = read(drawn(plan)), read(scanned(drawn(plan), skew, turn))
    assert scan.pages[0].ocr
    assert shape(scan) == shape(whole)
    for there, here in zip(whole.blocks, scan.blocks, strict=True):
        assert ratio(there.text, here.text) > 95
        assert 0.5 < here.confidence < 1


@needs_tesseract
def test_boxes_of_a_scan_lie_where_the_text_is() -> None:
    whole, scan = read(drawn(plan)), read(scanned(drawn(plan), 1.2))
    for there, here in zip(whole.blocks, scan.blocks, strict=True):
        assert there.box
        assert here.box
        assert abs(there.box.x0 - here.box.x0) < 12
        assert abs(there.box.top - here.box.top) < 12


def test_rapidocr_reads_accents_where_tesseract_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "latin", list)
    monkeypatch.setattr(ocr, "others", list)
    small = drawn(lambda canvas: lines(canvas, FRENCH, 20, HEIGHT - 60, 12), size=(330, 100))
    (paragraph,) = read(scanned(small)).blocks
    assert ratio(paragraph.text, " ".join(FRENCH)) > 97


def seen(text: str, x0: float, line: int, top: float = 0.0) -> Seen:
    return Seen(text, x0, top, x0 + 20 * len(text), top + 40, line, 40, top + 40, 0.9)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([("©", 0), ("Outreach", 60)], "• Outreach"),  # no paper begins a line with it
        ([("+_", 0), ("Outreach", 80)], "• Outreach"),
        ([("e", 0), ("también", 30)], "e también"),  # a word, with a blank's distance
        ([("e", 0), ("Outreach", 60)], "e Outreach"),  # alone it proves nothing
        ([("l’État", 0), ("I'Irlande", 140)], "l’État l'Irlande"),
        ([("I'm", 0), ("here", 80)], "I'm here"),
    ],
)
def test_what_recognition_gets_wrong_is_mended(line: list[tuple[str, float]], expected: str) -> None:
    picture = Picture(Image.new("L", (900, 200), 255), 4.0, 0.0)
    assert " ".join(word.text for word in words_of([seen(text, x, 0) for text, x in line], picture)) == expected


def test_bullets_under_each_other_prove_each_other() -> None:
    picture = Picture(Image.new("L", (900, 400), 255), 4.0, 0.0)
    page = [seen("e", 0, 0), seen("Outreach", 60, 0), seen("e", 2, 1, 80), seen("Training", 60, 1, 80)]
    assert [word.text for word in words_of(page, picture)] == ["•", "Outreach", "•", "Training"]


@pytest.mark.parametrize("askew", [-2.0, 0.0, 1.0])
def test_how_far_a_page_is_askew(askew: float) -> None:
    picture = Image.new("L", (1000, 1400), 255)
    for top in range(200, 1200, 40):
        picture.paste(0, (150, top, 850, top + 12))
    assert abs(skew_of(picture.rotate(askew, fillcolor=255)) + askew) < 0.15
