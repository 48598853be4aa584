"""Tables that were typed with tabs, a paragraph for each row."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Kind
from ingest.docx_draft import Draft
from ingest.text_tables import cells_of

FEWEST_TABS, FEWEST_ROWS = 2, 2  # two columns may as well be labels with their values
SHORT = 12  # words of a row whose last, empty cells were left out


def with_tab_tables(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that follow one another with as many tabs made one table."""
    found: list[Draft] = []
    at = 0
    while at < len(drafts):
        end = _end(drafts, at)
        if end - at >= FEWEST_ROWS:
            found.append(_table(drafts[at:end]))
        else:
            end = at + 1
            found.append(drafts[at])
        at = end
    return found


def _end(drafts: Sequence[Draft], at: int) -> int:
    """The index after the last row of a table that begins here."""
    tabs = _tabs(drafts[at])
    if tabs < FEWEST_TABS:
        return at
    end = at
    while end < len(drafts) and (_tabs(drafts[end]) == tabs or _is_cut(drafts, end, tabs)):
        end += 1
    return end


def _tabs(draft: Draft) -> int:
    """How many tabs a row has; -1 for what is a heading, an item of a list or a table already."""
    taken = draft.kind is not None or draft.rank is not None or draft.bullet or draft.family is not None
    return -1 if taken else draft.tabs_before + draft.text.count("\t")


def _is_cut(drafts: Sequence[Draft], at: int, tabs: int) -> bool:
    """Whether a row lacks its last cells: it is short, and the next one is whole again."""
    whole_after = at + 1 < len(drafts) and _tabs(drafts[at + 1]) == tabs
    return whole_after and 0 < _tabs(drafts[at]) < tabs and len(drafts[at].text.split()) <= SHORT


def _table(rows: Sequence[Draft]) -> Draft:
    texts = [[""] * row.tabs_before + _cells(row) for row in rows]
    width = max(map(len, texts))
    header = rows[0].bold and not all(row.bold for row in rows)
    cells = cells_of([[*row, *[""] * (width - len(row))] for row in texts], header)
    notes = tuple(note for row in rows for note in row.notes)
    return Draft("\n".join(row.text for row in rows), kind=Kind.TABLE, cells=cells, notes=notes)


def _cells(row: Draft) -> list[str]:
    first, *others = row.text.split("\t")
    return [" ".join(part for part in (row.marker, first.strip()) if part), *(other.strip() for other in others)]
