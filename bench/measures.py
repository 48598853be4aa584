"""How alike two Markdown texts of one page are: in their words and order, their tables, their headings; each from 0 to 1.

The measures are those that benchmarks of PDF readers use: NID, TEDS (Zhong et al. 2020, arXiv:1911.10683) and MHS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from apted import APTED, Config  # type: ignore[import-untyped]
from rapidfuzz.distance import Levenshtein

from bench.markdown import Cell, Heading, Part, Table, parts_of


@dataclass(slots=True)
class Node:
    """A node of a tree; nodes of another name or span have nothing in common, others what their texts have."""

    name: str
    text: str = ""
    span: tuple[int, int] = (1, 1)
    children: list[Node] = field(default_factory=list)

    @property
    def size(self) -> int:
        return 1 + sum(child.size for child in self.children)


class Costs(Config):  # type: ignore[misc]
    """What it costs to make one node of another; to add or to drop one costs 1."""

    def rename(self, one: Node, other: Node) -> float:
        if (one.name, one.span) != (other.name, other.span):
            return 1.0
        return Levenshtein.normalized_distance(one.text, other.text)

    def children(self, node: Node) -> list[Node]:
        return node.children


def reading_order(truth: str, made: str) -> float:
    """NID: how much of the text stands in the same order, tables as the text of their cells."""
    return Levenshtein.normalized_similarity(text_of(truth), text_of(made))


def tables(truth: str, made: str) -> float | None:
    """TEDS: how alike the trees of tables, rows and cells are; None where the truth has no table."""
    return alike(tables_of(truth), tables_of(made))


def headings(truth: str, made: str) -> float | None:
    """MHS: how alike the trees of headings and what stands under them are; None where the truth has no heading."""
    return alike(outline_of(truth), outline_of(made), "heading")


def false_tables(truth: str, made: str) -> int:
    """Tables found on a page that has none."""
    return 0 if tables_of(truth).children else len(tables_of(made).children)


def alike(truth: Node, made: Node, asked: str = "table") -> float | None:
    """1 less the share of nodes to be changed; None where the truth has none of the nodes asked for, 0 where only it has."""
    if not any(child.name == asked for child in truth.children):
        return None
    if not any(child.name == asked for child in made.children):
        return 0.0
    distance: float = APTED(truth, made, Costs()).compute_edit_distance()
    return max(0.0, 1 - distance / (max(truth.size, made.size) - 1))  # the page itself is no node to compare


def text_of(markdown: str) -> str:
    return " ".join(part.text for part in parts_of(markdown) if part.text)


def tables_of(markdown: str) -> Node:
    return Node("page", children=[table_node(part) for part in parts_of(markdown) if isinstance(part, Table)])


def table_node(table: Table) -> Node:
    return Node("table", children=[Node("row", children=list(map(cell_node, row))) for row in table.rows])


def cell_node(cell: Cell) -> Node:
    return Node("cell", cell.text, (cell.columns, cell.rows))


def outline_of(markdown: str) -> Node:
    """Headings of one rank, each over the text up to the next, with the text of tables."""
    page = Node("page")
    for heading, content in sections_of(parts_of(markdown)):
        over = page
        if heading is not None:
            page.children.append(over := Node("heading", heading))
        if content:
            over.children.append(Node("content", content))
    return page


def sections_of(parts: Iterable[Part]) -> Iterator[tuple[str | None, str]]:
    heading: str | None = None
    texts: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            yield heading, " ".join(texts)
            heading, texts = part.text, []
        elif part.text:
            texts.append(part.text)
    yield heading, " ".join(texts)
