"""Charts of Office files: their title, and their figures as a table (DrawingML charts, ISO/IEC 29500-1, 21.2)."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from lxml.etree import _Element

from ingest.document import Block, Box, Cell, Kind
from ingest.docx_names import number_of
from ingest.xlsx_numbers import shown

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NAMES, VALUES = (f"{C}cat", f"{C}xVal"), (f"{C}val", f"{C}yVal")
MAX_POINTS = 5_000  # of a series; no reader of a chart tells more apart
MAX_SERIES = 200


def chart_blocks(root: _Element, box: Box | None = None) -> Iterator[Block]:
    """The title of a chart as its caption, then a row for each category and a column for each series."""
    title = " ".join("".join(text.text or "" for text in root.iterfind(f"{C}chart/{C}title//{A}t")).split())
    if title:
        yield Block(0, Kind.CAPTION, title, box=box)
    cells = tuple(_cells(list(root.iter(f"{C}ser"))[:MAX_SERIES]))
    if cells:
        yield Block(0, Kind.TABLE, "", box=box, cells=cells)


def _cells(series: list[_Element]) -> Iterator[Cell]:
    """The cached figures, as a chart shows them where its workbook is not at hand."""
    columns = [_points(one, VALUES) for one in series]
    names = [_points(one, NAMES) for one in series]
    rows = sorted({place for column in columns for place in column})
    if not rows:
        return
    heads = ["".join(str(text.text or "") for text in one.iterfind(f"{C}tx//{C}v")) for one in series]
    for column, head in enumerate(["", *heads]):
        yield Cell(0, column, head, header=True)
    for row, place in enumerate(rows, start=1):
        yield Cell(row, 0, next((name[place] for name in names if place in name), ""))
        for column, figures in enumerate(columns, start=1):
            yield Cell(row, column, figures.get(place, ""))


def _points(series: _Element, wanted: tuple[str, ...]) -> dict[int, str]:
    """The points of a series by their place; of categories on several levels the innermost."""
    holder = next((one for one in series if one.tag in wanted), None)
    levels = [] if holder is None else [holder.find(f".//{C}lvl"), holder]
    level = next((one for one in levels if one is not None), None)
    points = [] if level is None else list(level.iter(f"{C}pt"))[:MAX_POINTS]
    form = None if level is None else level.findtext(f".//{C}formatCode")  # words have none
    return {number_of(one.get("idx"), 0) or 0: _shown((one.findtext(f"{C}v") or "").strip(), form) for one in points}


def _shown(value: str, form: str | None) -> str:
    """A figure as its format prints it; words stay as they are."""
    try:
        return shown(float(value), form) if form and isfinite(float(value)) else value
    except ValueError:
        return value
