"""The text of lines put together: blanks and hyphens at line ends, marks of footnotes, exponents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from ingest.pdf_glyphs import HAN
from ingest.pdf_lines import Line, text_of
from ingest.pdf_objects import Word

SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
MARK = re.compile(r"^(?:\d{1,3}(?:[,–-]\s?\d{1,3})*,?|\*{1,4}|[†‡§¶]|[a-z])$")
MARKS = re.compile(r"\d+|[^\W\d]|\*+|[†‡§¶]")
UNIT = re.compile(r"(?:^|[\d\s/(])(?:[kcdm]?m)$")
BROKEN = re.compile(r"([^\W\d_]+)-$")
SYMBOL = re.compile(r"^\w+(?:/[\w.]+)+/?$")  # of a document, standing alone: it may be broken anywhere
STARTS = re.compile(r"^[^\W\d_]+")
BREAKS = (
    0.025  # of the lines: a paper that breaks words ends so many with a hyphen; in others hyphens are their words' own
)
BLANKS = re.compile("[ \u00a0]{2,}")
WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
is_raised = attrgetter("raised")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a paper, in small letters, and whether it breaks words at the ends of its lines."""

    words: frozenset[str] = frozenset()
    breaks: bool = True


PLAIN = Wording()


def text_of_lines(lines: Sequence[Line], notes: Collection[str] = (), wording: Wording = PLAIN) -> str:
    """The text of a paragraph's lines; `notes` are the footnote marks to cut out, `wording` how the paper writes."""
    return text_of_parts([lines], notes, wording)[0]


def text_of_parts(
    parts: Iterable[Sequence[Line]], notes: Collection[str] = (), wording: Wording = PLAIN
) -> tuple[str, list[int]]:
    """The text of a paragraph that stands in several places, and where in it the text of each begins."""
    text, starts = "", []
    for part in parts:
        for at, line in enumerate(part):
            more = line_text(line, notes)
            text = joined_at(text, more, wording) if text else more
            if not at:
                starts.append(len(text) - len(more))
    return clean(text).strip(), [len(clean(text[:start])) for start in starts]


def clean(text: str) -> str:
    return BLANKS.sub(" ", text).replace("\u00ad", "")


def line_text(line: Line, notes: Collection[str] = ()) -> str:
    """The text of a line: marks of footnotes cut out, exponents as such."""
    return text_of(parted(line.words, notes)[0]) if any(map(is_raised, line.words)) else line.text


def marks_in(words: Sequence[Word], notes: Collection[str] = ()) -> Iterator[str]:
    """The marks of footnotes among the words of a line, one by one."""
    if any(map(is_raised, words)):
        yield from (mark for word in parted(words, notes)[1] for mark in MARKS.findall(word.text))


def parted(line: Sequence[Word], notes: Collection[str]) -> tuple[list[Word], list[Word]]:
    """The words of a line, exponents written as such, and the marks of footnotes that stood among them."""
    words: list[Word] = []
    marks: list[Word] = []
    for word in line:
        if not word.raised:
            words.append(word)
        elif words and is_exponent(word, words[-1], notes):
            words.append(replace(word, text=word.text.translate(SUPERSCRIPT), x0=words[-1].x1, spaced=False))
        elif words and is_mark(word, notes):
            marks.append(word)
        else:
            words.append(word)
    return words, marks


def is_exponent(word: Word, before: Word, notes: Collection[str]) -> bool:
    if not word.text.isdigit():
        return False
    base = before.text[-1].isdigit() or (len(before.text) == 1 and before.text.islower())
    return UNIT.search(before.text) is not None or (base and word.text not in notes)


def is_mark(word: Word, notes: Collection[str]) -> bool:
    return MARK.match(word.text) is not None and (word.text in notes or not word.text.isalpha())


def joined_at(text: str, more: str, wording: Wording) -> str:
    """A line's text put after the text before it, a word broken at the line's end made whole."""
    if not text or not more:
        return text + more
    if text.endswith("\u00ad"):
        return text[:-1] + more
    broken = BROKEN.search(text.rpartition(" ")[2]) if text.endswith("-") else None  # a look at all of it takes long
    start = broken and STARTS.match(more)
    if broken and start:
        return (text if keeps_hyphen(broken[1], start[0], wording) else text[:-1]) + more
    if SYMBOL.match(text) and (more[0].islower() or more[0] in "/."):
        return text + more
    if HAN.match(text[-1]) and HAN.match(more[0]):
        return text + more
    return f"{text} {more}" if not text.endswith(("-", "–", "/")) or not more[0].isalnum() else text + more


def keeps_hyphen(before: str, after: str, wording: Wording) -> bool:
    """Whether a hyphen at a line's end belongs to the word: as the paper writes it elsewhere, or breaks words at all."""
    if not after[0].islower():
        return True
    if (before + after).casefold() in wording.words:
        return False
    if f"{before}-{after}".casefold() in wording.words:
        return True
    return not wording.breaks or (before.casefold() in wording.words and after.casefold() in wording.words)


def wording_of(lines: Sequence[Line]) -> Wording:
    """How a paper writes its words, from the insides of its lines."""
    inside: list[str] = []
    broken = 0
    for line in lines:
        inside += [word.text for word in line.words]
        if inside[-1].endswith("-") and BROKEN.search(inside[-1]):
            broken += 1
            inside.pop()
    found = set(WORDS.findall(" ".join(inside)))
    return Wording(frozenset(map(str.casefold, found)), broken >= max(2, BREAKS * len(lines)))
