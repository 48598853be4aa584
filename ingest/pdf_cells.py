"""Grids -> tables: the text of cells, header rows, and a table over several pages as one."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Block, Box, Cell, Kind
from ingest.pdf_lines import Line, joined, lines_of
from ingest.pdf_objects import Word
from ingest.pdf_paragraphs import ColumnShape, Paragraph, begins_item
from ingest.pdf_place import turned
from ingest.pdf_tables import Grid, GridCell
from ingest.pdf_words import PLAIN, Wording, clean, text_of_lines

SAME_EDGE = 6.0  # points: columns of one table over two pages differ less
SHORT = 60  # characters: headers are shorter


def table_of(grids: Sequence[Grid], wording: Wording) -> Block:
    """The block of a table that stands on one page or goes on over several."""
    cells: list[Cell] = []
    headers = rows_text(grids[0], grids[0].headers)
    offset = 0
    for grid in grids:
        skip = repeated(grid, headers) if offset else 0
        for cell in grid.cells:
            if cell.row >= skip:
                cells.append(written(cell, cell.row - skip + offset, grid.headers if not offset else 0, wording))
        offset += grid.rows - skip
    first = grids[0]
    box = Box(round(first.x0, 2), round(first.top, 2), round(first.x1, 2), round(first.bottom, 2))
    return Block(0, Kind.TABLE, "", page=first.page, box=box, cells=tuple(cells), confidence=confidence_of(grids))


def written(cell: GridCell, row: int, headers: int, wording: Wording) -> Cell:
    box = Box(round(cell.x0, 2), round(cell.top, 2), round(cell.x1, 2), round(cell.bottom, 2))
    text = cell_text(cell, wording)
    return Cell(row, cell.column, text, cell.row_span, cell.column_span, cell.row < headers, cell.page, box)


def cell_text(cell: GridCell, wording: Wording = PLAIN) -> str:
    """What stands in a cell: items of a list on lines of their own, wrapped lines joined."""
    if len(cell.words) < 2:
        return clean("".join(word.text for word in cell.words)).strip()
    lines = cell_lines(cell.words)
    if len(lines) < 2:
        return text_of_lines(lines, wording=wording)
    parts: list[list[Line]] = []
    shape = ColumnShape(lines, cell.x1)
    for line in lines:
        if parts and not begins_item(line, parts[-1]) and not is_apart(line, parts[-1], shape):
            parts[-1].append(line)
        else:
            parts.append([line])
    return "\n".join(text_of_lines(part, wording=wording) for part in parts)


def is_apart(line: Line, part: Sequence[Line], shape: ColumnShape) -> bool:
    paragraph = Paragraph(list(part), 0, shape.left, shape.right)
    if shape.is_apart(line, part[-1]):
        return True
    return paragraph.ended and shape.would_fit(line, part[-1])


def cell_lines(words: Sequence[Word]) -> list[Line]:
    """The lines of a cell; writing that runs up or down is turned level first."""
    angle = words[0].angle
    if angle and all(word.angle == angle for word in words):
        words = [levelled(word, angle) for word in words]
    lines = lines_of(words)
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].bottom - line.bottom) < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [joined(row) for row in rows]


def levelled(word: Word, angle: int) -> Word:
    box = turned((word.x0, word.top, word.x1, word.bottom), angle, 0, 0)
    return Word(word.text, box.x0, box.top, box.x1, box.bottom, word.size, word.font, word.order, word.spaced, 0)


def rows_text(grid: Grid, count: int) -> list[str]:
    """What so many rows at the top of a table say, case aside."""
    rows: list[list[str]] = [[] for _ in range(min(count, grid.rows))]
    for cell in sorted((cell for cell in grid.cells if cell.row < count), key=lambda one: one.column):
        rows[cell.row].append(cell_text(cell))
    return [" ".join("|".join(row).split()).casefold() for row in rows]


def repeated(grid: Grid, headers: Sequence[str]) -> int:
    """How many rows at the top of a table's next part say again what its header says."""
    return len(headers) if headers and rows_text(grid, len(headers)) == list(headers) else 0


def goes_on(before: Grid, after: Grid) -> bool:
    """Whether a table at the top of a page has the columns of the one at the end of the page before."""
    return before.columns == after.columns and all(
        abs(one - other) <= SAME_EDGE for one, other in zip(edges(before), edges(after), strict=False)
    )


def edges(grid: Grid) -> list[float]:
    starts: dict[int, float] = {}
    for cell in grid.cells:
        starts[cell.column] = min(starts.get(cell.column, cell.x0), cell.x0)
    return [starts[at] for at in sorted(starts)]


def count_headers(grid: Grid) -> int:
    """How many rows at the top are headers: bold or shaded unlike the rows below, or short words over the rest."""
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    if len(rows) < 2 or not rows[0]:
        return 0
    count = 0
    while count < len(rows) - 1 and count < 4 and stands_out(rows[count], rows[-1]):
        count += 1
    if count == len(rows) - 1:
        count = min(count, 1)
    if not count and all_names(rows[0]):
        count = 1
    reach = max((cell.row + cell.row_span for cell in rows[0] if cell.row_span < grid.rows), default=1)
    return max(count, reach) if count else 0


def stands_out(row: Sequence[GridCell], other: Sequence[GridCell]) -> bool:
    full = [cell for cell in row if cell.words]
    rest = [cell for cell in other if cell.words]
    if not full or not rest:
        return False
    bold = all(is_bold(cell) for cell in full) and not all(is_bold(cell) for cell in rest)
    return bold or (all(cell.shaded for cell in full) and not any(cell.shaded for cell in rest))


def is_bold(cell: GridCell) -> bool:
    return all(word.font.bold for word in cell.words)


def all_names(row: Sequence[GridCell]) -> bool:
    texts = [cell_text(cell) for cell in row]
    return len(texts) > 1 and all(text and len(text) <= SHORT and not any(c.isdigit() for c in text) for text in texts)


def confidence_of(grids: Sequence[Grid]) -> float:
    found = [word.confidence for grid in grids for cell in grid.cells for word in cell.words]
    return round(sum(found) / len(found), 3) if found else 1.0
