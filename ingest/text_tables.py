"""Tables in plain text: cells between pipes, between tabs, and tables of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, takewhile

from ingest.document import Cell
from ingest.lines import Line
from ingest.links import Written
from ingest.markers import marker_of
from ingest.text_columns import columns_at, ruled_at

Rows = list[list[str]]
Found = tuple[Rows, int, bool]  # rows, the index after the last line, whether row 0 is surely a header

PIPE = re.compile(r"(?<!\\)\|")
DELIMITER = re.compile(r"^\|?(?:\s*+:?-{2,}+:?\s*+\|)++\s*+(?::?-{2,}+:?)?$")
GRID_RULE = re.compile(r"^\+([-=]+\+)+$")
CONTENTS = re.compile(
    r"(table of )?contents$|table des mati[eè]res$|sommaire$|[ií]ndice$|contenido$|tabla de materias$|содержание$|оглавление$"
    r"|目\s?[录錄次]$|المحتويات$",
    re.I,
)
PAGE_WORD = re.compile(r"(\bpages?|\bpáginas?|страница|стр\.|页次|الصفحة)$", re.I)
PAGE_NUMBER = re.compile(r"(\d{1,4}([–-]\d{1,4})?|[ivxl]{1,5})$")
LEADER = re.compile(r"[ \t]*(?:\.[. ]{3,}|…+|\t| {4,})[ \t]*")
NUMERIC = re.compile(r"^[\s\d.,%()–—+-]*\d[\s\d.,%()–—+-]*$|^[–—-]$")
MOST_SPARSE = 6  # rows with one cell that may follow one another in a table
LONGEST_LINE = 400  # characters in a line of a table of contents
LONGEST_ROW = 30  # physical lines that one row between pipes may take
LONGEST_ENTRY = 7  # lines that one entry of a table of contents may take
QUOTES = " \t“\"«„'"
TITLE_WIDTH = 40  # characters in a line that stands over entries of a table of contents
WIDEST = 60  # characters in a heading cell


def table_at(lines: Sequence[Line], at: int) -> Found | None:
    """The table that begins at a line: contents, rows between pipes, between tabs, or in columns that blanks part."""
    if ruled := ruled_at(lines, at):
        return (*ruled, True)
    columns = columns_at(lines, at)
    return (*columns, False) if columns else contents_at(lines, at) or pipes_at(lines, at) or tabs_at(lines, at)


def pipes_at(lines: Sequence[Line], at: int) -> Found | None:
    """Rows between pipes: each line begins with one, or two lines at least have as many, or one is the rule below."""
    rows: Rows = []
    end, header, bare = at, False, not lines[at].text.startswith("|")
    while end < len(lines) and (end == at or lines[end].gap == 0):
        if DELIMITER.match(lines[end].text) or GRID_RULE.match(lines[end].text):
            header, end = header or len(rows) == 1, end + 1
            continue
        row, after = pipe_row(lines, end)
        if row is None or (rows and bare and len(row) != len(rows[0])):
            break
        rows.append(row)
        end = after
    return (rows, end, header) if len(rows) > (bare and not header) else None


def pipe_row(lines: Sequence[Line], at: int) -> tuple[list[str] | None, int]:
    """The cells of a row, which may go on over several lines until its closing pipe, and the index after it."""
    text = lines[at].text
    if not PIPE.search(text):
        return None, at
    end = at + 1
    if text.startswith("|") and not text.endswith("|"):
        rest = lines[end : end + LONGEST_ROW]
        open_lines = list(takewhile(lambda line: line.gap == 0 and not line.text.startswith("|"), rest))
        closing = next((i for i, line in enumerate(open_lines) if line.text.endswith("|")), None)
        if closing is not None:
            end += closing + 1
            text = " ".join([text, *(line.text for line in open_lines[: closing + 1])])
    inner = text.removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in PIPE.split(inner)], end


def tabs_at(lines: Sequence[Line], at: int) -> Found | None:
    """Rows of cells between tabs: lines that follow one another with as many tabs, and not just a marker in front."""
    if not is_tab_row(lines[at]):
        return None
    tabs, end, sparse = lines[at].raw.count("\t"), at, 0
    while end < len(lines) and (end == at or lines[end].gap == 0) and sparse <= MOST_SPARSE:
        if lines[end].raw.count("\t") != tabs and not is_trimmed(lines, end, tabs):
            break
        sparse = 0 if is_tab_row(lines[end]) else sparse + 1
        end += 1
    rows = [[cell.strip() for cell in line.raw.split("\t")] for line in lines[at:end]]
    return ([row + [""] * (tabs + 1 - len(row)) for row in rows], end, False) if len(rows) > 1 else None


def is_trimmed(lines: Sequence[Line], at: int, tabs: int) -> bool:
    """Whether an editor cut the empty cells off the end of a row: the next line is a whole row again."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    return after is not None and after.gap == 0 and lines[at].raw.count("\t") < tabs == after.raw.count("\t")


def is_tab_row(line: Line) -> bool:
    cells = [cell for cell in line.raw.split("\t") if cell.strip()]
    marker_only = len(cells) == 2 and marker_of(cells[0].strip(QUOTES) + " x")[1] == "x"
    return len(cells) > 1 and not marker_only


def contents_at(lines: Sequence[Line], at: int) -> Found | None:
    """A table of contents: entries that end in page numbers, which do not fall, and a few titles between them."""
    named = any(CONTENTS.match(line.text) for line in lines[max(0, at - 3) : at])
    rows: Rows = []
    end, page = at, 0
    while end < len(lines):
        entry, after = contents_entry(lines, end)
        if entry is None and (rows or named) and is_contents_title(lines, end):
            rows.append(["", lines[end].text])
            entry, after = contents_entry(lines, end + 1)
        if entry is None or page_of(entry) < page:
            break
        rows.append(entry)
        end, page = after, page_of(entry)
    return (evened(rows), end, False) if len(rows) >= (2 if named else 4) else None


def is_contents_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands over the entries that follow, as "Page" and "Annexes" do."""
    text = lines[at].text
    return len(text) < TITLE_WIDTH and not any(sign.isdecimal() for sign in text) and marker_of(text)[0] is None


def contents_entry(lines: Sequence[Line], at: int) -> tuple[list[str] | None, int]:
    """The marker, title and numbers of one entry, whose title may go on over a few lines, and the index after it."""
    parts: list[str] = []
    for end in range(at, min(at + LONGEST_ENTRY, len(lines))):
        line = lines[end]
        if len(line.raw) > LONGEST_LINE or (parts and (line.gap > 1 or marker_of(line.text)[0])):
            break
        title, numbers = numbers_after(line.raw)
        parts.append(title)
        if numbers:
            marker, title = marker_of(" ".join(filter(None, parts)))
            return ([marker or "", title, *numbers], end + 1) if title else (None, at)
        if PAGE_WORD.search(title):
            break
    return None, at


def numbers_after(raw: str) -> tuple[str, list[str]]:
    """The title of a line and the page or paragraph numbers that leaders, tabs or wide blanks part from it."""
    parts = LEADER.split(raw.strip())
    numbers = list(takewhile(PAGE_NUMBER.match, reversed(parts[1:])))[::-1]
    return " ".join(" ".join(parts[: len(parts) - len(numbers)]).split()), numbers


def page_of(entry: list[str]) -> int:
    return int(entry[-1]) if entry[-1].isdecimal() else 0


def evened(rows: Rows) -> Rows:
    """Rows of equal length: the page stands in the last column; no column for markers where there are none."""
    width = max(3, *map(len, rows))
    first = 0 if any(row[0] for row in rows) else 1
    return [[*row[first:2], *[""] * (width - len(row)), *row[2:]] for row in rows]


def cells_of(rows: Rows, header: bool) -> tuple[Cell, ...]:
    """The cells of rows; empty ones are kept, so that columns stay in line."""
    heads = header or (bool(rows) and looks_headed(rows))
    return tuple(
        Cell(row, column, text, header=heads and row == 0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )


def written_cells(rows: Sequence[Sequence[Written]], header: bool) -> tuple[Cell, ...]:
    """The cells of rows of texts with links."""
    cells = cells_of([[one.text for one in row] for row in rows], header)
    return tuple(replace(cell, links=one.links) for cell, one in zip(cells, chain.from_iterable(rows), strict=True))


def looks_headed(rows: Rows) -> bool:
    """Whether the first row names the columns: full, short, without numbers, and unlike the rows below."""
    first, below = rows[0], rows[1:]
    if not below or not all(0 < len(cell) <= WIDEST and not NUMERIC.match(cell) for cell in first):
        return False
    columns = [[row[i] for row in below if i < len(row)] for i in range(len(first))]
    numeric = any(sum(bool(NUMERIC.match(cell)) for cell in column) * 2 > len(column) for column in columns)
    gaps = any("" in column for column in columns)
    longer = all(
        sum(map(len, column)) > 1.5 * len(head) * len(column) for head, column in zip(first, columns, strict=True)
    )
    return numeric or gaps or longer
