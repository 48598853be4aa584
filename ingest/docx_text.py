"""The text of a DOCX paragraph as its reader sees it: changes accepted, fields by their result, notes by reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element

from ingest.document import Link
from ingest.docx_fields import FieldNumbers
from ingest.docx_links import TARGET, field_target
from ingest.docx_names import CHART, DIAGRAM, MATH, MC, OFF, VAL, R, W, value_of, visible
from ingest.docx_styles import Look, Style, Styles, run_look
from ingest.docx_symbols import in_font, symbol
from ingest.links import written
from ingest.numerals import raised

BREAKS = {f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
NESTED = {f"{W}{name}" for name in ("hyperlink", "fldSimple", "ruby", "rubyBase")}
NESTED |= {f"{MATH}{name}" for name in ("oMath", "oMathPara")}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
SHAPES = {f"{W}drawing", f"{W}pict", f"{W}object"}
BOX = f"{W}txbxContent"
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"))
PLAIN = INVISIBLE | {0x2011: "-", 0xA0: " ", 0x202F: " ", 0x2007: " "}
SPACES = re.compile(r" {2,}")
AROUND_BREAK = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look, and where it leads."""

    text: str
    look: Look
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a foot- or endnote; `mark` is what the author printed instead of a number."""

    kind: str
    id: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a line of one: its runs, the notes it refers to, and the shapes with text that hang on it;
    `drawings` are the relations of its charts and diagrams."""

    runs: tuple[Run, ...]
    notes: tuple[Note, ...] = ()
    boxes: tuple[_Element, ...] = ()
    drawings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return tidy("".join(run.text for run in self.runs))

    @property
    def links(self) -> tuple[Link, ...]:
        """The links in its text."""
        if not any(run.target for run in self.runs):
            return ()
        whole = written((run.text.translate(PLAIN), run.target) for run in self.runs)
        return whole.tidied(self.text).links


def tidy(text: str) -> str:
    """Text with usual spaces and hyphens, and none around its breaks or ends.

    >>> tidy("co\\u00adordi\\u00adnator,  Art.\\u00a04 \\n 2024\\u20112025 ")
    'coordinator, Art. 4\\n2024-2025'
    """
    return AROUND_BREAK.sub("\n", SPACES.sub(" ", text.translate(PLAIN))).strip()


class Writing:
    """Reads paragraphs of one document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbers = FieldNumbers()

    def line(self, paragraph: _Element, style: Style) -> Line:
        """The whole paragraph; the state of fields does not outlive it, so a broken one costs only its own."""
        reading = _Reading(self._styles, style.look, self._numbers)
        reading.read(paragraph)
        return Line(tuple(reading.runs), tuple(reading.notes), tuple(reading.boxes), tuple(reading.drawings))


class _Reading:
    def __init__(self, styles: Styles, look: Look, numbers: FieldNumbers) -> None:
        self._styles, self._base, self._numbers = styles, look, numbers
        self.runs: list[Run] = []
        self.notes: list[Note] = []
        self.boxes: list[_Element] = []
        self.drawings: list[str] = []
        self._instructions: list[bool] = []  # for each open field: are we still in its code?
        self._targets: list[str | None] = []  # and where it leads
        self._target: str | None = None  # where the element at hand leads
        self._code, self._before = "", 0  # of the innermost field, and the runs before it

    def read(self, parent: _Element) -> None:
        for child in visible(parent):
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag in NESTED:
                outer = self._target
                self._target = child.get(TARGET) or field_target(child.get(f"{W}instr")) or outer
                self.read(child)
                self._target = outer
                if child.tag == f"{W}fldSimple":
                    self._say(self._numbers.printed(str(child.get(f"{W}instr") or "")), self._base)
            elif child.tag == f"{MATH}r":
                self._say("".join(str(text) for text in child.itertext()), self._base)

    def _run(self, run: _Element) -> None:
        look, mark_follows = self._look(run), False
        high = value_of(run.find(f"{W}rPr"), "vertAlign") == "superscript"
        for child in visible(run):
            if child.tag == f"{W}fldChar":
                self._field(child, look)
            elif child.tag in SHAPES:
                self._shape(child)
            elif child.tag in NOTES:
                mark_follows = str(child.get(f"{W}customMarkFollows") or "0") not in OFF
                self.notes.append(Note(NOTES[child.tag], str(child.get(f"{W}id") or "")))
            elif child.tag in NESTED:
                self.read(child)
            elif mark_follows and child.tag == f"{W}t":
                self.notes[-1] = replace(self.notes[-1], mark=(child.text or "").strip() or None)
            elif child.tag == f"{W}instrText":
                self._code += child.text or ""
            elif not look.hidden and not any(self._instructions):
                text = in_font(_text_of(child), look.font)
                self._say(raised(text) if high else text, look)

    def _say(self, text: str, look: Look) -> None:
        if text:
            self.runs.append(Run(text, look, self._target or next(filter(None, reversed(self._targets)), None)))

    def _look(self, run: _Element) -> Look:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return self._base
        named = value_of(properties, "rStyle")
        base = self._base.under(self._styles.character(named)) if named else self._base
        return base.under(run_look(properties))

    def _field(self, mark: _Element, look: Look) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._instructions.append(True)
            self._targets.append(None)
            self._code, self._before = "", len(self.runs)
            box = mark.find(f"{W}ffData/{W}checkBox")
            if box is not None and not any(self._instructions[:-1]):
                self._say("☒" if _ticked(box) else "☐", look)
        elif kind == "separate" and self._instructions:
            self._instructions[-1] = False
            self._targets[-1] = field_target(self._code)
        elif kind == "end" and self._instructions:
            self._instructions.pop()
            self._targets.pop()
            if len(self.runs) == self._before and not any(self._instructions):
                self._say(self._numbers.printed(self._code), look)

    def _shape(self, shape: _Element) -> None:
        self.boxes.extend(_boxes(shape))
        named = (one.get(f"{R}dm") or one.get(f"{R}id") for one in shape.iter(f"{DIAGRAM}relIds", f"{CHART}chart"))
        self.drawings.extend(str(one) for one in named if one)


def _text_of(element: _Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}br":
        return "\n"
    if element.tag == f"{W}sym":
        return symbol(str(element.get(f"{W}font") or ""), str(element.get(f"{W}char") or ""))
    return BREAKS.get(str(element.tag), "")


def _ticked(box: _Element) -> bool:
    state = box.find(f"{W}checked")
    state = box.find(f"{W}default") if state is None else state
    return state is not None and str(state.get(VAL) or "1") not in OFF


def _boxes(shape: _Element) -> Iterator[_Element]:
    for child in shape:
        if child.tag == BOX:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            yield from _boxes(child if choice is None else choice)
        else:
            yield from _boxes(child)


def lines_of(line: Line) -> list[Line]:
    """The paragraph cut at its line breaks; notes and shapes stay with the first line."""
    found: list[list[Run]] = [[]]
    for run in line.runs:
        first, *others = run.text.split("\n")
        found[-1].append(replace(run, text=first))
        found.extend([replace(run, text=other)] for other in others)
    kept = [tuple(runs) for runs in found if "".join(run.text for run in runs).strip()]
    if not kept:
        return [replace(line, runs=())]
    return [replace(line, runs=kept[0]), *(Line(runs) for runs in kept[1:])]
