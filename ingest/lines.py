"""The lines of a text, and which of them go on in the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from ingest.markers import marker_of

INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]")
LINE_END = re.compile(r"\r\n|[\r\n\x0b\x85\u2028\u2029]")
BLANKS = re.compile(r"\s+")
RULE = re.compile(r"^([-_=*~—–_.·•]\s*){3,}$")
UNDERLINE = re.compile(r"^([=~-])\1{2,}$")
CLOSED = regex.compile(r"[.!?:;…。！？；：؟؛।]['\"”’»)\]*†¹²³\s]{0,4}$|\p{Ll}[)”\"’]?[.;:]\d{1,2}$|\|$")
LEANS = regex.compile(r"(?<=[\s’'])\p{Ll}{1,3}$")  # and, of, de, los: no line of sense ends so
GOES_ON = regex.compile(r"[\p{Ll}(,;)\]–—&/]")
BEGINS = regex.compile(r"[\p{Lu}\p{Lt}]")
ADDRESS = regex.compile(r"https?:|www\.|\S+@")
HYPHENED = regex.compile(r"(?P<stem>\p{L}+)(?P<hyphen>[-‐])$")
COLUMNS = re.compile(r"\s*-{3,}(?:\s{1,}-{3,})+\s*")  # a rule under the heads of columns
WORD = regex.compile(r"\p{L}+(?:[-‐]\p{L}+)*")
WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}，。、；：？！）（「」《》]")
TAB = 4  # columns
WRAP_WIDTHS = range(40, 141)  # columns within which a program breaks lines


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it. `raw` keeps its tabs, `indent` counts columns, `gap` the blank lines before it, `page`
    is None in a text without form feeds, `under` is the sign that underlines it ("=", "-"), `ruled` says that a rule of
    underscores stands above it on its page, as above footnotes, and `columns` are the places where the parts of a rule
    below it begin, which head columns."""

    raw: str
    text: str
    indent: int
    gap: int
    page: int | None
    ruled: bool = False
    under: str = ""
    columns: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def cleaned(text: str) -> str:
    """A text without signs that show nothing: marks of direction, zero-width blanks, soft hyphens."""
    return INVISIBLE.sub("", text.replace("\u00ad\n", "").replace("\u00ad", ""))


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold something; a form feed begins a page."""
    pages = text.rstrip("\f\n\r ").split("\f")
    for number, page in enumerate(pages, 1):
        yield from lines_on(page, number if len(pages) > 1 else None)


def lines_on(page: str, number: int | None) -> Iterator[Line]:
    held: Line | None = None
    gap, ruled, above = 0, False, False
    for raw in LINE_END.split(page):
        words = BLANKS.sub(" ", raw).strip()
        if held and gap == 0 and UNDERLINE.match(words) and not (above and is_closed(held.text)):
            held = replace(held, under=words[0])
        elif held and gap == 0 and COLUMNS.fullmatch(raw):
            held = replace(held, columns=tuple(one.start() for one in re.finditer("-+", raw.expandtabs(8))))
        elif words and not RULE.match(words):
            if held:
                yield held
            above = held is not None and gap == 0  # the last line of a paragraph is no heading, for all the rule below
            held = Line(raw, words, indent_of(raw), gap, number, ruled)
            gap = 0
            continue
        gap, ruled = gap + 1, ruled or words.startswith("___")
    if held:
        yield held


def indent_of(raw: str) -> int:
    columns = 0
    for sign in raw:
        if not sign.isspace():
            break
        columns += TAB - columns % TAB if sign == "\t" else 1
    return columns


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which a program broke the lines of running text; None where each paragraph is one line."""
    pairs = [(one, after) for one, after in pairwise(lines) if after.gap == 0 and marker_of(after.text)[0] is None]
    widths = sorted(line.width for line in lines)
    width = widths[int(0.97 * (len(widths) - 1))] if widths else 0
    if width not in WRAP_WIDTHS:
        return None
    full = [after for one, after in pairs if is_full(one, after, width)]
    within = sum(not BEGINS.match(after.text) for after in full)
    return width if len(full) > 1 and len(full) >= 0.4 * len(pairs) and within >= 0.3 * len(full) else None


def is_full(line: Line, after: Line, width: int) -> bool:
    """Whether the first word of the line after would not have fitted any more."""
    first = 1 if WIDE.match(after.text) else after.text.find(" ") if " " in after.text else len(after.text)
    return line.width + 1 + first > width - 3


def is_closed(text: str) -> bool:
    """Whether a text ends as sentences, items and lead-ins end."""
    return bool(CLOSED.search(text[-8:]))


def leans(text: str) -> bool:
    """Whether a text ends in so short a word that the sentence must go on."""
    return bool(LEANS.search(text[-8:]))


def goes_on(text: str) -> bool:
    """Whether a line begins as no sentence begins."""
    return bool(GOES_ON.match(text)) and not ADDRESS.match(text)


def words_of(lines: Iterable[Line]) -> Counter[str]:
    """The words of a text, which tell whether a hyphen at a line's end belongs to its word."""
    return Counter(word for line in lines for word in WORD.findall(line.text.lower()))


def glued(parts: Sequence[str], words: Counter[str]) -> str:
    """Lines of one paragraph as one: hyphenation undone, no blank between Chinese signs."""
    text = [parts[0]] if parts else []
    for before, part in pairwise(parts):
        hyphened = HYPHENED.search(before)
        if hyphened and part[:1].islower():
            text[-1] = text[-1][:-1] + ("-" if keeps_hyphen(hyphened["stem"], part, words) else "")
        elif not (before.endswith(("-", "/")) and before[-2:-1].strip()) and not (
            WIDE.match(before[-1:]) and WIDE.match(part[:1])
        ):
            text.append(" ")
        text.append(part)
    return "".join(text)


def keeps_hyphen(stem: str, rest: str, words: Counter[str]) -> bool:
    """Whether the text writes the word with a hyphen elsewhere, and never without."""
    found = WORD.match(rest)
    tail = found[0].lower() if found else ""
    return words[f"{stem.lower()}-{tail}"] > words[stem.lower() + tail]
