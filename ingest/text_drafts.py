"""From the lines of a plain text to its pieces: tables taken out, broken lines joined, markers parted from their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from ingest.document import Kind
from ingest.draft import Draft
from ingest.heading_signs import is_day
from ingest.lines import Line, glued, goes_on, is_closed, is_full, leans, words_of, wrap_width
from ingest.links import Written
from ingest.markers import is_bullet, letter_of, marker_of
from ingest.text_markdown import ATX, FENCE, REFERENCE, WHOLLY_BOLD, plain
from ingest.text_tables import table_at, written_cells

RUNNING = 60  # characters from which a piece is running text that a blank line may cut in two
NOTE = re.compile(r"^(?P<marker>\[\^[^\]\s]{1,20}\]:|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\[\d{1,3}\](?=\s))\s*(?=\S)")
NOTE_BELOW_RULE = re.compile(r"^(?P<marker>\d{1,3}/?|[*†‡]{1,3}|[a-z]/?)\s+(?=\S)")
QUOTED = re.compile(r"^(>\s?)+")
LEADS = regex.compile(r"\s\p{Ll}{1,4}$")
ENDS_IN_DAY = regex.compile(r"(?<!\d)\d{1,2}\s(?:de\s)?\p{L}{3,}$")
DAY_NEXT = regex.compile(r"\d{1,2}(?:er|\.?º)?\s(?:de\s)?\p{L}{3,}\s(?:de\s)?\d{4}\s?[.,;]")  # "until / 1 May 2022."
ENDS_IN_WORD = regex.compile(r"\s\p{Ll}+$")
ENDS_IN_SLASH = regex.compile(r"\p{Lu}[\p{Lu}\d./]*/$")  # a symbol that the next line ends
TASK = re.compile(r"^([-*+] )\[[ xX]\] ")


@dataclass(slots=True)
class Piece:
    """Lines that belong together, while they are gathered."""

    lines: list[Line]
    marker: str | None
    texts: list[str] = field(default_factory=list)

    @property
    def last(self) -> Line:
        return self.lines[-1]


def drafts_of(lines: Sequence[Line], markdown: bool) -> list[Draft]:
    """The pieces of a text in their order."""
    width, words = wrap_width(lines), words_of(lines)
    drafts: list[Draft] = []
    waiting: list[Line] = []
    at = 0
    while at < len(lines):
        found = table_at(lines, at)
        if found is None:
            waiting.append(lines[at])
            at += 1
            continue
        drafts += pieces_of(waiting, width, words, markdown)
        rows, end, header = found
        texts = [[plain(cell) if markdown else Written(cell) for cell in row] for row in rows]
        cells = written_cells(texts, header)
        drafts.append(Draft("", kind=Kind.TABLE, cells=cells, gap=lines[at].gap, page=lines[at].page))
        waiting, at = [], end
    return lettered([*drafts, *pieces_of(waiting, width, words, markdown)])


def pieces_of(lines: Sequence[Line], width: int | None, words: Counter[str], markdown: bool) -> Iterator[Draft]:
    """The pieces of a run of lines without tables."""
    piece: Piece | None = None
    for line in unfenced(lines) if markdown else lines:
        marker, text = marker_of(line.text)
        if piece and continues(piece, line, marker, width):
            piece.lines.append(line)
            piece.texts.append(line.text)
            continue
        if piece:
            yield draft_of(piece, words, markdown)
        piece = Piece([line], marker, [text])
    if piece:
        yield draft_of(piece, words, markdown)


def unfenced(lines: Sequence[Line]) -> Iterator[Line]:
    """Markdown lines without fences, link definitions and the signs of quotations and tasks."""
    apart = 0
    for line in lines:
        if FENCE.match(line.raw) or REFERENCE.match(line.raw):
            apart = 1
            continue
        text = QUOTED.sub("", TASK.sub(r"\1", line.text)) or line.text
        yield replace(line, text=text, gap=line.gap + apart)
        apart = 0


def continues(piece: Piece, line: Line, marker: str | None, width: int | None) -> bool:
    """Whether a line goes on with the piece before it."""
    last, open_end = piece.last, not is_closed(piece.last.text)
    if stands_alone(last) or stands_alone(line) or NOTE.match(line.text):
        return False
    if line.page != last.page and not goes_on(line.text):
        return False
    if is_day(line.text):
        return leads_to(last, line)
    if marker is not None and not is_dash_in_sentence(piece, line, marker, width):
        return False
    if line.gap == 0 and DAY_NEXT.match(line.text) and ENDS_IN_WORD.search(last.text):
        return True
    if line.gap == 0:
        full = width is not None and is_full(last, line, width) and not is_indented(piece, line)
        return full or hangs(piece, line, width) or (open_end and (goes_on(line.text) or leads_on(last.text)))
    running = sum(map(len, piece.texts[-3:])) >= RUNNING and not goes_on(piece.texts[0])
    return open_end and running and goes_on(line.text)


def leads_on(text: str) -> bool:
    """Whether a line ends as no line of sense ends: in a short word, or in the first half of a symbol."""
    return leans(text) or bool(ENDS_IN_SLASH.search(text))


def leads_to(last: Line, day: Line) -> bool:
    """Whether a line that holds a day ends what the line before says: "held from", "held from 31 October"."""
    return day.gap == 0 and bool(LEADS.search(last.text) or (ENDS_IN_DAY.search(last.text) and goes_on(day.text)))


def stands_alone(line: Line) -> bool:
    return bool(line.under or ATX.match(line.text) or WHOLLY_BOLD.match(line.text))


def is_dash_in_sentence(piece: Piece, line: Line, marker: str, width: int | None) -> bool:
    """Whether a dash at the start of a broken line is one of its sentence, and no bullet."""
    wrapped = width is not None and line.gap == 0 and is_full(piece.last, line, width)
    return wrapped and piece.marker is None and marker in "-–—" and not piece.last.text.endswith((":", ";", ".", ","))


def is_indented(piece: Piece, line: Line) -> bool:
    """Whether a line begins a paragraph by standing further in than the one before."""
    return piece.marker is None and line.indent > piece.last.indent + 1


def hangs(piece: Piece, line: Line, width: int | None) -> bool:
    """Whether a line stands under the text of an item whose line was broken."""
    if piece.marker is None or width is None:
        return False
    return line.indent >= piece.lines[0].indent + 2 and line.indent >= piece.last.indent


def draft_of(piece: Piece, words: Counter[str], markdown: bool) -> Draft:
    """The piece as a draft; headings that signs mark outright, and notes, are known already."""
    first = piece.lines[0]
    draft = Draft(glued(piece.texts, words), piece.marker, indent=first.indent, gap=first.gap, page=first.page)
    whole = first.text if len(piece.lines) == 1 else glued([first.text, *piece.texts[1:]], words)
    note = NOTE.match(whole) or (first.ruled and NOTE_BELOW_RULE.match(whole))
    if note:
        text = whole[note.end() :]
        return replace(said(draft, text, markdown), marker=note["marker"].strip("^:"), kind=Kind.FOOTNOTE)
    atx = ATX.match(first.text) if markdown and len(piece.lines) == 1 else None
    if atx:
        return headed(said(draft, atx["text"] or "", markdown), "atx", len(atx["signs"]))
    if first.under and len(piece.lines) == 1:
        return headed(said(draft, first.text, markdown), "setext", "=-~".index(first.under) + 1)
    bold = markdown and bool(WHOLLY_BOLD.match(draft.text)) and len(draft.text) < 2 * RUNNING
    return replace(said(draft, draft.text, markdown), sign="bold" if bold else "")


def said(draft: Draft, text: str, markdown: bool) -> Draft:
    """The draft with the words of a text, and their links."""
    words, links = plain(text) if markdown else Written(text)
    return replace(draft, text=words, links=links)


def headed(draft: Draft, sign: str, rank: int) -> Draft:
    """A heading that signs mark, its number parted from its words."""
    marker, rest = marker_of(draft.text)
    number = marker if rest and not is_bullet(marker) else None
    return replace(draft.reworded(rest if number else draft.text), marker=number, sign=sign, rank=rank)


def lettered(drafts: list[Draft]) -> list[Draft]:
    """Items "- a First", "- b Second": the letter is the marker where the letters of neighbours follow one another."""
    found = [letter_of(draft.text) if is_bullet(draft.marker) else None for draft in drafts]
    for i, letter in enumerate(found):
        near = [one[0] for one in (found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None) if one]
        if letter and any(abs(ord(one[-1]) - ord(letter[0][-1])) == 1 or {one, letter[0]} <= ROMANS for one in near):
            drafts[i] = replace(drafts[i].reworded(letter[1]), marker=letter[0])
    return drafts


ROMANS = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}
