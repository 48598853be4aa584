"""Timelines: what a work plan says is due in which quarter, from headings, labels or tables.

"Fourth Quarter of 2024" over a list, "Q4 2022: first meeting", a table with a column of times, or one with a column for
each quarter in which items or mere marks stand. A year over some rows is that of their months.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading import Reading
from extract.recognise.marks import after_blanks
from extract.record import Place, TimelineItem
from extract.sections import in_timeline, section_of
from extract.tables import Item, cell_for, columns, item_of_block, items_of_cell, rows, years_of_rows
from extract.times import Time, Times
from ingest.document import Block, Cell, Kind

SHORT_LABEL = 4  # words


def timeline_items(reading: Reading) -> Iterator[TimelineItem]:
    """The items due, in the order of the paper; none where the paper is no work plan."""
    if reading.paper.kind != "work_plan":
        return
    times = Times(reading)
    current: Time | None = None
    for block in reading.body:
        if block.kind is Kind.TABLE:
            current = None
            yield from in_table(reading, times, block)
            continue
        if several := timed_sentences(reading, times, block):
            yield from (one for sentence, time in several for one in after_time(block, time, sentence.end))
            continue
        whole = Place.of_block(block)
        told = in_timeline(reading, block) or begins_with_quarter(reading, block) or heads_list(reading, times, block)
        time = times.opening(whole) if told else None
        if time is not None and opens_list(block, time):
            current = time
        elif time is not None:
            yield from after_time(block, time)
        elif block.kind is Kind.HEADING or after_list(reading, block):
            current = None
        elif current is not None and not block.text.rstrip().endswith(":"):
            yield record(current, item_of_block(block), "under a time", 0.95)
        elif block.kind is Kind.LIST_ITEM and (closing := closing_time(times, block)) is not None:
            yield record(closing, item_of_block(block), "time in brackets", 0.85)


def closing_time(times: Times, block: Block) -> Time | None:
    """The time in brackets that closes an item: "Hold a meeting with parliamentarians (March 2018)"."""
    text = block.text.rstrip(" .;")
    begin = text.rfind("(")
    return times.whole(Place(block.seq, begin + 1, len(text) - 1)) if begin >= 0 and text.endswith(")") else None


def after_list(reading: Reading, block: Block) -> bool:
    """Whether a paragraph follows a list: it goes on with the paper, and is no item."""
    return block.kind is Kind.PARAGRAPH and reading.blocks[block.seq - 1].kind is Kind.LIST_ITEM


def opens_list(block: Block, time: Time) -> bool:
    """Whether a block names the time of what follows it, and no item itself."""
    bare = not block.text[time.end :].strip(" :.-–—()")
    return bare or block.kind is Kind.HEADING or block.text.rstrip().endswith(":")


def begins_with_quarter(reading: Reading, block: Block) -> bool:
    text = block.text.lstrip(" -–—•([")
    if reading.vocabulary.cue("quarter").match(text):
        return True
    lead = reading.vocabulary.cue("time.prefix").match(text)
    led = lead and reading.vocabulary.cue("quarter").match(text, after_blanks(text, lead.end()))
    return bool(led) and speaks_of_future(reading, text)  # of what will be done, not of what was


def speaks_of_future(reading: Reading, text: str) -> bool:
    return reading.vocabulary.cue("time.future").search(text) is not None


def heads_list(reading: Reading, times: Times, block: Block) -> bool:
    """Whether a heading is nothing but the months of a quarter, over a list: it may stand higher than the timeline's."""
    if block.kind is not Kind.HEADING or block.seq + 1 >= len(reading.blocks):
        return False
    time = times.whole(Place.of_block(block)) if reading.blocks[block.seq + 1].kind is Kind.LIST_ITEM else None
    return time is not None and time.quarter is not None


def record(time: Time, item: Item, method: str, confidence: float) -> TimelineItem:
    return TimelineItem(item.place, method, confidence, time.year, time.quarter, time.starts, time.ends, item.text)


def timed_sentences(reading: Reading, times: Times, block: Block) -> list[tuple[Place, Time]]:
    """The sentences of a paragraph that tells a calendar, each with the quarter it begins with: "In Q1 2025: …"."""
    sentences = reading.sentences(block) if block.kind is Kind.PARAGRAPH else []
    if len(sentences) < 2 or not reading.vocabulary.holds("quarter", block.text):
        return []
    before, found = times.last, list[tuple[Place, Time]]()
    for sentence in sentences:
        time = times.opening(sentence)
        rest = block.text[time.end : sentence.end].lstrip() if time else ""
        if (
            time
            and time.quarter
            and (rest.startswith(":") or (rest.startswith(",") and speaks_of_future(reading, rest)))
        ):
            found.append((sentence, time))
    if len(found) < 2:
        times.last = before
        return []
    return found


def after_time(block: Block, time: Time, end: int | None = None) -> Iterator[TimelineItem]:
    """The items that follow a time on its own line, or in its sentence up to `end`, parted by semicolons."""
    start = time.end
    for piece in block.text[start:end].split(";"):
        bare = piece.strip(" \n\t:.-–—,)")
        if bare:
            begin = start + piece.index(bare)
            place = Place(block.seq, begin, begin + len(bare))
            yield record(time, Item(place, None, " ".join(bare.split())), "after a time", 0.9)
        start += len(piece) + 1


def in_table(reading: Reading, times: Times, block: Block) -> Iterator[TimelineItem]:
    """The items of a table with times over its columns, or with times in its rows."""
    heads = heads_of(times, block)
    if len(heads) >= 2:
        yield from under_heads(reading, block, heads)
        return
    column = time_column(reading, times, block)
    if column is not None:
        yield from beside_times(reading, times, block, column)
    else:
        yield from beside_labels(times, block)


def heads_of(times: Times, block: Block) -> dict[int, tuple[int, Time]]:
    """By column, the row and the time of the header that names a quarter."""
    heads: dict[int, tuple[int, Time]] = {}
    for cell in block.cells:
        time = times.whole(Place.of_cell(block, cell)) if cell.row <= 2 else None
        if time is not None and (cell.column > 0 or time.quarter is not None):  # "2021-2022" may stand over labels
            heads[cell.column] = (cell.row, time)
    top = {row for row, _ in heads.values()}
    return heads if len(top) == 1 else {}


def under_heads(reading: Reading, block: Block, heads: dict[int, tuple[int, Time]]) -> Iterator[TimelineItem]:
    mark = reading.vocabulary.cue("time.mark")
    for cell in block.cells:
        if cell.column not in heads or cell.row <= heads[cell.column][0]:
            continue
        time = heads[cell.column][1]
        first = cell_for(block, cell.row, 0)
        if mark.fullmatch(cell.text.strip()) and first is not None:
            yield from (record(time, item, "mark under a time", 0.85) for item in items_of_cell(block, first))
        else:
            yield from (record(time, item, "column of a time", 0.9) for item in items_of_cell(block, cell))


def time_column(reading: Reading, times: Times, block: Block) -> int | None:
    """The column in which most filled cells are times."""
    years = years_of_rows(block)
    for column in columns(block):
        cells = [cell for cell in block.cells if cell.column == column and cell.row > 0 and cell.text.strip()]
        told = [cell for cell in cells if Times(reading, years.get(cell.row)).opening(Place.of_cell(block, cell))]
        if told and 2 * len(told) >= len(cells):
            return column
    return None


def beside_times(reading: Reading, times: Times, block: Block, column: int) -> Iterator[TimelineItem]:
    """Each row's items with the time of the row, or of the last row that had one."""
    wanted, years = text_column(reading, block, column), years_of_rows(block)
    current: Time | None = None
    for row in rows(block):
        times.year = years.get(row)
        cell, content = cell_for(block, row, column), cell_for(block, row, wanted)
        if cell is not None and cell.text.strip():
            current = times.opening(Place.of_cell(block, cell))
        begins = row in (cell.row if cell else None, content.row if content else None)
        is_label = content is not None and heads_times(reading, content)
        if current is not None and content is not None and content is not cell and begins and not is_label:
            yield from (record(current, item, "row of a time", 0.9) for item in items_of_cell(block, content))
    times.year = None


def heads_times(reading: Reading, cell: Cell) -> bool:
    """Whether a cell is the head of a column of times; an item may speak of a calendar too."""
    heads = cell.header or cell.row == 0 or len(cell.text.split()) <= SHORT_LABEL
    return heads and section_of(reading, cell.text) == "timeline"


def beside_labels(times: Times, block: Block) -> Iterator[TimelineItem]:
    """The items of the rows whose label is a time, in a table of labels and values."""
    for cell in block.cells:
        right = cell_for(block, cell.row, cell.column + cell.column_span)
        time = times.whole(Place.of_cell(block, cell)) if cell.column == 0 and right is not None else None
        if time is not None and right is not None and right is not cell:
            yield from (record(time, item, "row of a time", 0.88) for item in items_of_cell(block, right))


def text_column(reading: Reading, block: Block, time: int) -> int:
    """The column that says what is done: the one headed so, else the one with most words beside the times."""
    heads = {cell.column: section_of(reading, cell.text) for cell in block.cells if cell.row == 0}
    for wanted in ("activity", "output", "objective"):
        if wanted in heads.values():
            return next(column for column, name in heads.items() if name == wanted)
    length = {
        column: sum(len(cell.text) for cell in block.cells if cell.column == column)
        for column in columns(block)
        if column != time and heads.get(column) not in ("implementer", "partner")
    }
    return max(length, key=lambda column: length[column], default=0)
