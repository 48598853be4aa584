"""Walks the body of a DOCX (or a header, a cell, a note) and drafts its paragraphs and tables in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml.etree import _Element

from ingest.document import Kind
from ingest.docx_draft import Draft, emphasis_of
from ingest.docx_names import W, value_of, visible
from ingest.docx_numbering import Number, Numbering, bullet_of
from ingest.docx_styles import BODY_OUTLINE, Look, Style, Styles, paragraph_look
from ingest.docx_tables import grid_of, is_layout, table_draft
from ingest.docx_text import Line, Note, Run, Writing, lines_of, tidy
from ingest.errors import Unreadable
from ingest.markers import is_bullet, marker_of

MAX_DRAFTS = 200_000
BULLET_STYLE = re.compile(r"list bullet|liste? à puces|lista con viñetas|bullet", re.I)
CAPTION_STYLE = re.compile(r"caption|légende|leyenda|epígrafe|подпись", re.I)
CONTENTS_STYLE = re.compile(r"(?:toc|contents|table of figures|tm|tdc)\s*(\d)?", re.I)
LABEL = re.compile(r"[^\W\d][^:\n]{1,40}:\s+\S")
INITIAL = re.compile(r"[A-Z]\.")


class Body:
    """The parts of one document in reading order: numbers run on, and notes are met as the text refers to them."""

    def __init__(self, styles: Styles, numbering: Numbering, drawings: Mapping[str, list[Draft]]) -> None:
        self.notes: list[Note] = []
        self._styles, self._numbering, self._drawings = styles, numbering, drawings
        self._writing = Writing(styles)
        self._carried: tuple[Run, ...] = ()
        self._drafted = 0

    def drafts(self, parent: _Element) -> Iterator[Draft]:
        """The paragraphs and tables in `parent`; a table of one cell is a frame, and its content stands for itself."""
        for child in visible(parent):
            if child.tag == f"{W}p":
                yield from self._counted(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                yield from self._counted(self._table(child))

    def _counted(self, drafts: Iterator[Draft]) -> Iterator[Draft]:
        for draft in drafts:
            self._drafted += 1
            if self._drafted > MAX_DRAFTS:
                raise Unreadable("too large", f"The file has over {MAX_DRAFTS} paragraphs; split it into smaller ones.")
            yield draft

    def _table(self, table: _Element) -> Iterator[Draft]:
        grid = grid_of(table)
        if len(grid) == 1:
            yield from self.drafts(grid[0].element)
        elif grid:
            first = self._drafted == 0
            contents = [list(self.drafts(place.element)) for place in grid]
            if is_layout(grid, contents, first):
                yield from (draft for drafts in contents for draft in drafts)
            elif any(contents):
                yield table_draft(table, grid, contents, self._styles)

    def _paragraph(self, paragraph: _Element) -> Iterator[Draft]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.paragraph(value_of(properties, "pStyle"))
        line = self._writing.line(paragraph, style)
        self.notes.extend(line.notes)
        line = replace(line, runs=self._carried + line.runs)
        merged = properties is not None and _goes_on(properties)
        self._carried = line.runs if merged else ()
        if not merged:
            yield from self._lines(line, style, paragraph_look(properties))
        for box in line.boxes:
            yield from self.drafts(box)
        for drawing in line.drawings:
            yield from self._drawings.get(drawing, ())

    def _lines(self, line: Line, style: Style, direct: Look) -> Iterator[Draft]:
        number = self._numbering.number(style, direct)
        for piece in pieces_of(line):
            if piece.text:
                yield drafted(piece, style, direct, number)
            number = None


def _goes_on(properties: _Element) -> bool:
    """Whether a paragraph is one with the next: its end was deleted, or it is the capital that begins that one."""
    frame = properties.find(f"{W}framePr")
    capital = frame is not None and str(frame.get(f"{W}dropCap") or "none") != "none"
    return capital or properties.find(f"{W}rPr/{W}del") is not None


def pieces_of(line: Line) -> list[Line]:
    """The paragraph cut where a line break starts a new item or label; other breaks stay within the text."""
    pieces: list[Line] = []
    for part in lines_of(line):
        if pieces and not (marker_of(part.text)[0] or LABEL.match(part.text)):
            above = pieces[-1].runs
            pieces[-1] = replace(pieces[-1], runs=(*above, Run("\n", Look(), above[-1].target), *part.runs))
        else:
            pieces.append(part)
    return pieces


def drafted(line: Line, style: Style, direct: Look, number: Number | None) -> Draft:
    """The draft of one line, with the number that is printed or typed before it."""
    look, text = emphasis_of(line.runs), line.text
    draft = Draft(
        text=text,
        rank=_rank(style, direct),
        indent=max(0, style.look.under(direct).indent or 0),
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        underlined=look.underlined,
        caps=look.caps,
        tabs_before=_tabs_before(line),
        centred=bool(style.look.under(direct).centred),
        notes=line.notes,
        links=line.links,
    )
    return _of_style(_marked(draft, style, direct, number), style)


def _tabs_before(line: Line) -> int:
    raw = "".join(run.text for run in line.runs)
    return raw[: len(raw) - len(raw.lstrip())].count("\t")


def _marked(draft: Draft, style: Style, direct: Look, number: Number | None) -> Draft:
    if number is not None:
        inherited = None if direct.num_id is not None else style.look.indent
        indent = next(one for one in (direct.indent, inherited, number.indent) if one is not None)
        return replace(draft, marker=number.marker, family=number.family, bullet=number.bullet, indent=max(0, indent))
    marker, rest = marker_of(draft.text)
    typed = draft.text[len(marker or "") :][:1]
    # "M. Dupont" is a person and no item; a letter that numbers is set off by a tab
    if (
        marker is None
        or not rest
        or (INITIAL.fullmatch(marker) and typed == " " and not draft.emphasised and draft.rank is None)
    ):
        return draft
    return replace(draft.reworded(tidy(rest)), marker=bullet_of(marker), bullet=is_bullet(marker))


def _of_style(draft: Draft, style: Style) -> Draft:
    if contents := CONTENTS_STYLE.fullmatch(style.name.strip()):
        return replace(draft, kind=Kind.LIST_ITEM, level=int(contents[1] or 1), rank=None)
    if CAPTION_STYLE.fullmatch(style.name.strip()):
        return replace(draft, kind=Kind.CAPTION, rank=None)
    if draft.marker is None and draft.rank is None and BULLET_STYLE.match(style.name.lstrip("_ ")):
        return replace(draft, marker="•", bullet=True)
    return draft


def _rank(style: Style, direct: Look) -> int | None:
    if direct.outline is None:
        return style.heading
    return direct.outline + 1 if 0 <= direct.outline < BODY_OUTLINE else None
