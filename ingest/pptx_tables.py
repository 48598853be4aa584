"""Tables on slides: merged cells as spans, each cell with its own box."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from pptx.table import Table, _Cell

from ingest.document import Block, Box, Cell, Kind
from ingest.errors import Unreadable
from ingest.links import Written, joined
from ingest.pptx_text import lines_of

EMU = 12_700
MAX_CELLS = 50_000


def table_block(shape: Any, box: Box) -> Iterator[Block]:
    """The table of a graphic frame, where it holds any text; its boxes follow widths and heights as laid out."""
    table: Table = shape.table
    if len(table.rows) * len(table.columns) > MAX_CELLS:
        raise Unreadable("too large", f"A table has over {MAX_CELLS} cells; split it into smaller ones.")
    lefts = [
        box.x0,
        *(
            box.x0 + edge / EMU
            for edge in accumulate(table.columns[place].width for place in range(len(table.columns)))
        ),
    ]
    tops = [box.top, *(box.top + edge / EMU for edge in accumulate(one.height for one in table.rows))]
    cells = tuple(
        _cell(cell, row, column, lefts, tops, header=row == 0 and table.first_row and len(table.rows) > 1)
        for row, cells_of_row in enumerate(table.rows)
        for column, cell in enumerate(cells_of_row.cells)
        if not cell.is_spanned
    )
    if any(cell.text for cell in cells):
        yield Block(0, Kind.TABLE, "", box=box, cells=cells)


def _cell(cell: _Cell, row: int, column: int, lefts: list[float], tops: list[float], header: bool) -> Cell:
    height, width = (cell.span_height, cell.span_width) if cell.is_merge_origin else (1, 1)
    right, bottom = lefts[min(column + width, len(lefts) - 1)], tops[min(row + height, len(tops) - 1)]
    box = Box(*(round(value, 2) for value in (lefts[column], tops[row], right, bottom)))
    text, links = _words(cell)
    return Cell(row, column, text, height, width, header, box=box, links=links)


def _words(cell: _Cell) -> Written:
    body = cell._tc.txBody
    lines = lines_of(body, ()) if body is not None else ()
    wholes = (line.whole for line in lines)
    return joined((Written(one.text.replace("\t", " "), one.links) for one in wholes), "\n")
