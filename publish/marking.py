"""Text of a block with the values that were found in it, each marked where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from ingest.document import Link


@dataclass(frozen=True, slots=True)
class Value:
    """A row of a record table as a page shows it: `key` is its anchor, `says` what it says, `label` that
    in two or three words."""

    table: str
    id: str
    start: int
    end: int
    says: str
    label: str

    @property
    def key(self) -> str:
        return f"{self.table}-{self.id}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text that the same values cover, the shortest of them first, and where it leads."""

    text: str
    values: tuple[Value, ...]
    target: str | None = None


def covers(value: Value, text: str) -> bool:
    """Whether a value's words are all of a block's text, save blanks and signs at the edges."""
    rest = text[: value.start] + text[value.end :]
    return not any(character.isalnum() for character in rest)


def pieces(text: str, values: Iterable[Value], start: int = 0, links: Iterable[Link] = ()) -> Iterator[Piece]:
    """Cut a text where values and links begin and end; `start` is where the text begins in its block.

    >>> value = Value("counts", "1", 3, 8, "count: 8", "count")
    >>> [(piece.text, len(piece.values)) for piece in pieces("of eight States", [value])]
    [('of ', 0), ('eight', 1), (' States', 0)]
    """
    end = start + len(text)
    inside = [value for value in values if value.start < end and value.end > start]
    here = [link for link in links if link.start < end and link.end > start]
    placed: list[Value | Link] = [*inside, *here]
    cuts = {start, end} | {min(max(cut, start), end) for one in placed for cut in (one.start, one.end)}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        over = [value for value in inside if value.start <= left and right <= value.end]
        over.sort(key=lambda value: value.end - value.start)
        target = next((link.target for link in here if link.start <= left and right <= link.end), None)
        yield Piece(text[left - start : right - start], tuple(over), target)


def marked(text: str, values: Sequence[Value], start: int = 0, hit: str = "", links: Sequence[Link] = ()) -> Markup:
    """HTML of a text, escaped, its values as links to their entries in the list of values; `hit` is the key to stress.
    The paper's own links lead where they lead, save where a value stands."""
    return Markup("").join(_html(piece, hit) for piece in pieces(text, values, start, links))


def _html(piece: Piece, hit: str) -> Markup:
    if not piece.values and piece.target:
        return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(piece.target, piece.text)
    if not piece.values:
        return Markup.escape(piece.text)
    nearest = piece.values[0]
    stressed = " hit" if any(value.key == hit for value in piece.values) else ""
    template = '<a class="v v-{table}{stressed}" href="#{key}" data-values="{keys}" title="{title}">{text}</a>'
    return Markup(template).format(  # noqa: S704 - format escapes what it fills in
        table=nearest.table,
        stressed=stressed,
        key=nearest.key,
        keys=" ".join(value.key for value in piece.values),
        title=nearest.says,
        text=piece.text,
    )
