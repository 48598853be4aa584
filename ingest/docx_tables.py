"""Tables of a DOCX: a grid with merged cells opened into places, header rows known, cells' lines kept apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from lxml.etree import _Element

from ingest.document import Cell, Kind
from ingest.docx_draft import Draft
from ingest.docx_names import VAL, W, number_of, switched, value_of, visible
from ingest.docx_styles import Styles
from ingest.errors import Unreadable
from ingest.heading_signs import SYMBOL
from ingest.links import Written, joined
from ingest.text_tables import looks_headed

MAX_CELLS, MAX_COLUMNS = 100_000, 1_000
HIGHEST_HEADER, FEWEST_COLUMNS = 3, 3
HIGHEST_MASTHEAD = 4
PARAGRAPHS = 20  # words of a cell that no column of figures or names has


@dataclass(frozen=True, slots=True)
class Place:
    """A cell's element and the places of the grid that it fills; `repeated` where its row is marked as a header."""

    element: _Element
    row: int
    column: int
    column_span: int
    row_span: int = 1
    repeated: bool = False


def grid_of(table: _Element) -> list[Place]:
    """The cells of a table in reading order; one that goes on from above lengthens the cell above it."""
    places: list[Place] = []
    open_above: dict[int, int] = {}
    rows = [row for row in visible(table) if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None]
    for number, row in enumerate(rows):
        properties = row.find(f"{W}trPr")
        repeated = properties is not None and bool(switched(properties, "tblHeader"))
        column = number_of(value_of(properties, "gridBefore"), 0) or 0
        for cell in (one for one in visible(row) if one.tag == f"{W}tc" and one.find(f"{W}tcPr/{W}cellDel") is None):
            span, goes_on, starts = _merge(cell)
            if goes_on and column in open_above:
                above = open_above[column]
                places[above] = replace(places[above], row_span=number - places[above].row + 1)
            elif goes_on is not None:
                if starts:
                    open_above[column] = len(places)
                else:
                    open_above.pop(column, None)
                places.append(Place(cell, number, column, span, repeated=repeated))
            column += span
            if column > MAX_COLUMNS or len(places) > MAX_CELLS:
                raise Unreadable("too large", f"A table has over {MAX_CELLS} cells; split it into smaller ones.")
    return places


def _merge(cell: _Element) -> tuple[int, bool | None, bool]:
    """Columns that a cell fills; whether it goes on from above (None: from the left); whether it may go on below."""
    properties = cell.find(f"{W}tcPr")
    span = max(1, number_of(value_of(properties, "gridSpan"), 1) or 1)
    if value_of(properties, "hMerge") in ("", "continue"):
        return span, None, False
    merge = value_of(properties, "vMerge")
    return span, merge in ("", "continue"), merge == "restart"


def is_layout(grid: list[Place], contents: list[list[Draft]], first: bool) -> bool:
    """Whether a table only places texts on the page.

    A single row does that where its cells hold paragraphs, and a few rows do above all else (`first`), where papers
    print their symbol beside the names of bodies.
    """
    rows = {place.row for place in grid}
    if len(rows) == 1:
        return any(
            len(drafts) > 1 and sum(len(one.text.split()) for one in drafts) >= PARAGRAPHS for drafts in contents
        )
    lines = [line for drafts in contents for draft in drafts for line in draft.text.split("\n")]
    return first and len(rows) <= HIGHEST_MASTHEAD and any(SYMBOL.match(line) for line in lines)


def table_draft(table: _Element, grid: list[Place], contents: list[list[Draft]], styles: Styles) -> Draft:
    """The table with the texts of its cells, whose paragraphs are `contents`."""
    headers = header_rows(table, grid, contents, styles)
    cells = tuple(
        Cell(place.row, place.column, text, place.row_span, place.column_span, place.row < headers, links=links)
        for place, drafts in zip(grid, contents, strict=True)
        for text, links in [words_of(drafts)]
    )
    notes = tuple(note for drafts in contents for draft in drafts for note in draft.notes)
    return Draft("\n".join(cell.text for cell in cells), kind=Kind.TABLE, cells=cells, notes=notes)


def words_of(drafts: list[Draft]) -> Written:
    """A cell's paragraphs, one a line, each with its marker before it; a table within gives a line for each row."""
    lines: list[list[Written]] = []
    for draft in drafts:
        if draft.cells:
            rows = groupby(draft.cells, key=lambda one: one.row)
            lines.extend([Written(one.text, one.links) for one in row] for _, row in rows)
        else:
            lines.append([Written(draft.marker or ""), Written(draft.text.replace("\t", " "), draft.links)])
    whole = (joined((part for part in parts if part.text), " ") for parts in lines)
    return joined((line.tidied(line.text.strip()) for line in whole if line.text.strip()), "\n")


def header_rows(table: _Element, grid: list[Place], contents: list[list[Draft]], styles: Styles) -> int:
    """How many rows from the top head the columns: those marked so, else a first row that is unlike the others."""
    marked = {place.row for place in grid if place.repeated}
    count = next(row for row in range(len(marked) + 1) if row not in marked)
    if count:
        return count if count <= max(place.row for place in grid) else 0
    first = [(place, drafts) for place, drafts in zip(grid, contents, strict=True) if place.row == 0]
    others = [(place, drafts) for place, drafts in zip(grid, contents, strict=True) if place.row > 0]
    if not others or len(first) < 2 or not any(drafts for _, drafts in first):
        return 0
    distinct = _stands_out(first) and not _stands_out(others)
    heads = distinct or _styled_header(table, styles) or _reads_as_header(grid, contents)
    return min(max(place.row_span for place, _ in first), HIGHEST_HEADER) if heads else 0


def _reads_as_header(grid: list[Place], contents: list[list[Draft]]) -> bool:
    """Whether the words of a plain table's first row name its columns; two columns may be labels with their values."""
    rows: dict[int, list[str]] = {}
    for place, drafts in zip(grid, contents, strict=True):
        rows.setdefault(place.row, []).append(words_of(drafts).text)
    merged = any(place.row_span > 1 or place.column_span > 1 for place in grid)
    return not merged and len(rows[0]) >= FEWEST_COLUMNS and looks_headed(list(rows.values()))


def _stands_out(cells: list[tuple[Place, list[Draft]]]) -> bool:
    """Whether all that is written in these cells is bold, or all these cells are shaded."""
    bold = all(draft.bold or draft.caps for _, drafts in cells for draft in drafts)
    return bold or all(_shaded(place.element) for place, _ in cells)


def _shaded(cell: _Element) -> bool:
    shading = cell.find(f"{W}tcPr/{W}shd")
    return shading is not None and str(shading.get(f"{W}fill") or "auto").lower() not in ("auto", "ffffff")


def _styled_header(table: _Element, styles: Styles) -> bool:
    """Whether the table's style sets off its first row, and the table asks for that."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    flags = int(str(look.get(VAL) or "0"), 16) & 0x20
    asked = look.get(f"{W}firstRow") in ("1", "true") or (look.get(f"{W}firstRow") is None and bool(flags))
    style = styles.element(value_of(table.find(f"{W}tblPr"), "tblStyle") or "")
    conditions = style.iterfind(f"{W}tblStylePr") if style is not None else iter(())
    return asked and any(one.get(f"{W}type") == "firstRow" and len(one) for one in conditions)
