"""Tables of a page as cells, with their spans and headers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count, groupby

from lxml import etree
from lxml.html import HtmlElement

from ingest.document import Cell
from ingest.links import Written, joined, one_line
from ingest.text_tables import written_cells

LINES = frozenset({"p", "br", "li", "div", "ul", "ol", "dt", "dd", "blockquote"})  # elements that begin a line
MOST_PLACES = 200_000  # that cells with spans may take
WIDEST_SPAN = 500  # rows or columns


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only places things on the page: said so, of one cell, or with whole sections in its cells."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = table.xpath("./tr/*[self::td or self::th] | ./*/tr/*[self::td or self::th]")
    return len(cells) < 2 or bool(table.xpath(".//td[.//table or .//h1 or .//h2 or .//h3]"))


def cells_in(table: HtmlElement) -> tuple[Cell, ...]:
    """The cells of a table at the rows and columns where a browser shows them."""
    found = list(placed(table))
    if any(cell.header or cell.row_span > 1 or cell.column_span > 1 for cell in found):
        return tuple(found)
    rows = groupby(found, key=lambda cell: cell.row)
    return written_cells([[Written(cell.text, cell.links) for cell in row] for _, row in rows], False)


def placed(table: HtmlElement) -> Iterator[Cell]:
    """The HTML table model (WHATWG, 4.9.12): a cell takes the first free place of its row."""
    taken: set[tuple[int, int]] = set()
    rows = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    for row, element in enumerate(rows):
        column = 0
        for cell in element.xpath("./td | ./th"):
            column = next(place for place in count(column) if (row, place) not in taken)
            height, width = min(span(cell, "rowspan"), len(rows) - row), span(cell, "colspan")
            if len(taken) + height * width > MOST_PLACES:
                height = width = 1  # a page that means harm
            taken |= {(row + down, column + right) for down in range(height) for right in range(width)}
            text, links = cell_text(cell)
            yield Cell(row, column, text, height, width, is_header(cell), links=links)
            column += width


def span(cell: HtmlElement, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), WIDEST_SPAN) if text.isdecimal() and len(text) < 6 else 1


def is_header(cell: HtmlElement) -> bool:
    return cell.tag == "th" or any(above.tag == "thead" for above in cell.iterancestors("thead", "table"))


def cell_text(cell: HtmlElement) -> Written:
    """The text of a cell, a line for each paragraph, break and list item; items keep their bullet or number."""
    lines: list[list[tuple[str, str | None]]] = [[]]
    mark, target = "", None
    items: Counter[HtmlElement] = Counter()
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if not isinstance(element.tag, str) or (element is cell and event == "end"):
            continue
        if element.tag == "li" and event == "start":
            items[element.getparent()] += 1
            mark = f"{items[element.getparent()]}. " if element.getparent().tag == "ol" else "• "
        if element.tag in LINES and element is not cell:
            lines.append([])
        if element.tag == "a":
            target = element.get("href") if event == "start" else None
        said = element.text if event == "start" else element.tail
        if said and said.strip() and mark:
            lines[-1].append((mark, None))
            mark = ""
        lines[-1].append((said or "", target))
    return joined((line for parts in lines if (line := one_line(parts)).text), "\n")


def definitions_in(terms: HtmlElement) -> tuple[Cell, ...]:
    """A list of definitions as a table: terms left, what they mean right, each on lines of its own."""
    rows: list[list[Written]] = []
    for one in terms.iter("dt", "dd"):
        if next(one.iterancestors("dt", "dd", "dl")) is not terms:
            continue  # the one around it tells this one too: a list in a list, or an end that is not marked
        if one.tag == "dt" or not rows:
            rows.append([Written(""), Written("")])
        place = 0 if one.tag == "dt" else 1
        rows[-1][place] = joined((said for said in (rows[-1][place], cell_text(one)) if said.text), "\n")
    return tuple(
        Cell(row, column, text, links=links)
        for row, texts in enumerate(rows)
        for column, (text, links) in enumerate(texts)
    )
