"""papers show --layout: pictures of pages, on which every box stands where its block does."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageColor
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Kind
from papers.cli import main
from papers.layout import COLOURS, MARGIN, Mark, picture_of
from tests.ingest.pdf_files import drawn, lines

SCANNED, PRINTED = "Bulgaria_Article_3_request_scan.pdf", "CCM_MSP_2022_12_E.pdf"


def layout(archive: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["show", *arguments, "--layout", "--archive", str(archive)])


@pytest.mark.parametrize(("name", "pages"), [(PRINTED, "1,3"), (SCANNED, "1")], ids=["printed", "scanned"])
def test_pages_become_pictures_with_names_to_rely_on(
    samples_archive: Path, tmp_path: Path, name: str, pages: str
) -> None:
    result = layout(samples_archive, name, "--pages", pages, "--out", str(tmp_path), "--json")
    answer = json.loads(result.stdout)
    assert [one["path"] for one in answer["pictures"]] == [
        str(tmp_path / f"{answer['id']}-p{int(page):03}.png") for page in pages.split(",")
    ]
    for one in answer["pictures"]:
        assert one["blocks"] > 5
        with Image.open(one["path"]) as picture:
            assert picture.height > picture.width > 1000
    assert sum(one["cells"] for one in answer["pictures"]) == (14 if name == PRINTED else 0)


def test_without_pages_all_are_drawn_and_named(samples_archive: Path, tmp_path: Path) -> None:
    printed = layout(samples_archive, PRINTED, "--out", str(tmp_path)).output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        Path(line.split()[0]).name for line in printed.splitlines()
    ]
    assert len(printed.splitlines()) == 3


def test_boxes_stand_where_their_blocks_do() -> None:
    page = pdfium.PdfDocument(drawn(lambda canvas: lines(canvas, ["A line of text"], 100, 100)))[0]
    block, cell = Box(100, 200, 300, 260), Box(150, 210, 200, 250)
    picture = picture_of(page, [Mark(0, Kind.TABLE, block, cells=(cell,))], "paper, page 1 of 1")
    down = picture.height - round(page.get_height() * 2)
    colour = ImageColor.getrgb(COLOURS[Kind.TABLE])
    at = {"corner": (300, 260), "cell": (175, 210), "inside": (250, 230), "outside": (320, 230)}
    seen = {name: picture.getpixel((MARGIN + 2 * x, down + 2 * y)) for name, (x, y) in at.items()}
    assert seen["corner"] == colour
    assert seen["outside"] == (255, 255, 255)
    assert all(colour[at] < seen["cell"][at] < seen["inside"][at] < 255 for at in range(3))  # type: ignore[index]


@pytest.mark.parametrize("box", [Box(-50, -50, 9000, 9000), Box(300, 300, 100, 100)], ids=["beyond", "inside out"])
def test_no_box_stops_a_picture(box: Box) -> None:
    page = pdfium.PdfDocument(drawn(lambda canvas: None, size=(20_000, 300)))[0]
    assert picture_of(page, [Mark(0, Kind.PARAGRAPH, box)], "paper").height > 100


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("CLR_work_plan_2023-2024.docx",), 4, "no pages to draw"),  # its pages are made where it is opened
        ((PRINTED, "--pages", "4-"), 7, "1 to 3"),
        ((PRINTED, "--pages", "one"), 2, "write 3, 1-3"),
        ((PRINTED, "--pages", "2-1"), 7, "1 to 3"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    samples_archive: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = layout(samples_archive, *arguments, "--out", str(tmp_path / "out"))
    assert (result.exit_code, said in result.output) == (code, True), result.output
    assert not (tmp_path / "out").exists()


def test_a_locked_paper_is_drawn_with_its_password(tmp_path: Path) -> None:
    paper, archive = tmp_path / "locked.pdf", tmp_path / "archive"
    canvas = Canvas(str(paper), encrypt=StandardEncryption("open sesame"))
    lines(canvas, ["The group meets in the spring of every year."], 72, 100)
    canvas.save()
    password = ("--password", "open sesame")
    ingested = CliRunner().invoke(main, ["ingest", str(paper), *password, "--archive", str(archive)])
    assert ingested.exit_code == 0, ingested.output
    out = ("--out", str(tmp_path / "out"))
    assert layout(archive, "locked.pdf", *out, *password).exit_code == 0
    refused = layout(archive, "locked.pdf", *out)
    assert (refused.exit_code, "--password" in refused.output) == (4, True)


def test_pages_go_with_layout(samples_archive: Path) -> None:
    result = CliRunner().invoke(main, ["show", PRINTED, "--pages", "1", "--archive", str(samples_archive)])
    assert (result.exit_code, "--layout" in result.output) == (2, True)
