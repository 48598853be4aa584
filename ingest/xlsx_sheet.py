"""A sheet as its filled cells, and the blocks of cells that empty rows and columns part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._reader import WorkSheetParser

from ingest.errors import Unreadable
from ingest.xlsx_numbers import shown

MAX_CELLS = 400_000  # filled ones, of a workbook
DEEPEST = 20
CODES = re.compile(r'&(?:"[^"]*"|\[[^\]]*\]|\d+|K[\dA-F]{6}|[A-Z&])')


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with text: where it stands (from 1), how far it reaches when merged, and how it looks."""

    row: int
    column: int
    text: str
    number: bool = False
    bold: bool = False
    filled: bool = False
    size: float = 0.0
    row_span: int = 1
    column_span: int = 1

    @property
    def last_row(self) -> int:
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        return self.column + self.column_span - 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `part` is where the package holds it, `head` the last of the rows that stay when scrolling, 0 without;
    `headers` and `footers` are printed on its pages."""

    title: str
    part: str
    cells: tuple[Filled, ...]
    head: int = 0
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()


def sheet_of(book: Any, worksheet: Any, room: int = MAX_CELLS) -> Sheet:
    """The sheet's filled cells; rows that are not in the file cost nothing, however far apart the filled ones lie.

    openpyxl's own sheets fill such gaps, and the areas of merged cells, with empty cells: a small file can then cost
    minutes and gigabytes. So its parser is asked itself, of a workbook that was opened read-only.
    """
    cells: dict[tuple[int, int], Filled] = {}
    with worksheet._get_source() as file:
        parser = WorkSheetParser(
            file,
            worksheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, row in parser.parse():
            for raw in row:
                if raw["value"] is not None and (cell := _filled(ReadOnlyCell(worksheet, **raw))).text:
                    cells[cell.row, cell.column] = cell
            if len(cells) > room:
                raise Unreadable(
                    "too large", f"The file has over {MAX_CELLS} filled cells; split it into smaller ones."
                )
    margins = getattr(parser, "HeaderFooter", None)
    printed = _margin(margins, "Header"), _margin(margins, "Footer")
    return Sheet(worksheet.title, worksheet._worksheet_path, _merged(cells, parser), _head(parser), *printed)


def _filled(cell: ReadOnlyCell) -> Filled:
    font = cell.font
    return Filled(
        cell.row,
        cell.column,
        shown(cell.value, cell.number_format),
        number=cell.data_type in ("n", "d"),
        bold=bool(font.b),
        filled=getattr(cell.fill, "fill_type", None) not in (None, "none"),
        size=float(font.sz or 0),
    )


def _merged(cells: dict[tuple[int, int], Filled], parser: WorkSheetParser) -> tuple[Filled, ...]:
    """The cells with their spans, none reaching further than the sheet is filled; what a merged cell covers is hidden."""
    last_row, last_column = max((row for row, _ in cells), default=0), max((column for _, column in cells), default=0)
    ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
    for area in ranges:
        cell = cells.get((area.min_row, area.min_col))
        if cell is not None:
            height = max(1, min(area.max_row, last_row) - cell.row + 1)
            width = max(1, min(area.max_col, last_column) - cell.column + 1)
            cells[cell.row, cell.column] = replace(cell, row_span=height, column_span=width)
    return tuple(cells[place] for place in sorted(cells))


def _head(parser: WorkSheetParser) -> int:
    """Rows that are frozen, or the row that carries the filters."""
    views = getattr(parser, "views", None)
    pane = views.sheetView[0].pane if views and views.sheetView else None
    if pane is not None and pane.state in ("frozen", "frozenSplit") and pane.ySplit:
        return int(pane.ySplit)
    filters = getattr(parser, "auto_filter", None)
    found = re.match(r"\$?[A-Z]+\$?(\d+)", (filters.ref or "") if filters else "")
    return int(found[1]) if found else 0


def _margin(margins: object, name: str) -> tuple[str, ...]:
    wanted = [getattr(margins, f"{which}{name}", None) for which in ("first", "odd")]
    parts = [getattr(margin, side, None) for margin in wanted for side in ("left", "center", "right")]
    texts = [CODES.sub("", str(part.text or "")).strip() for part in parts if part is not None]
    return tuple(dict.fromkeys(text for text in texts if any(one.isalpha() for one in text)))


def regions_of(cells: Sequence[Filled], depth: int = 0) -> list[list[Filled]]:
    """The cells in blocks, cut at empty rows, then at empty columns, and so on, in reading order."""
    for upright in (False, True):
        parts = _cut(cells, upright)
        if len(parts) > 1 and depth < DEEPEST:
            return [region for part in parts for region in regions_of(part, depth + 1)]
    return [sorted(cells, key=lambda one: (one.row, one.column))] if cells else []


def _cut(cells: Sequence[Filled], upright: bool) -> list[list[Filled]]:
    parts: list[list[Filled]] = []
    reach = -1
    for cell in sorted(cells, key=lambda one: one.column if upright else one.row):
        start, end = (cell.column, cell.last_column) if upright else (cell.row, cell.last_row)
        if not parts or start > reach + 1:
            parts.append([])
        parts[-1].append(cell)
        reach = max(reach, end)
    return parts
