"""Numbers that follow a word: "actions 18 to 30", "articles 3, 4 et 5", "art. 7", "acciones 31 a 37", "第三、四条"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from spacy.tokens import Doc

from corpus.alternatives import Alternatives
from corpus.pattern import any_of, word
from corpus.vocabulary import Vocabulary
from extract.recognise.starts import matches, occurrences
from extract.tokens import text_of

LETTERS = r"(?:\s?\((?:\d{1,2}|[a-z]{1,4})\)){0,4}"  # "4 (1) (a)": the parts of an article are left aside
TIME_WORDS = ("until", "till", "up to", "jusqu", "hasta")  # "article 4 until 1 May" is no range of articles
COUNTED = (
    r"\s*(?:of (?:them|these|those|which)|d['’]entre|de ell[oa]s|(?:have|has|had)\b|%|per cent|pour cent|por ciento"
    r"|\p{L}*\s?(?:States|États|Etats|Estados|countries|pays|países)|others?\b|autres\b|otros\b)"
)
DASH = "[-‐‑–—]"
PLURAL = regex.compile(r"s\.?\s*$", regex.IGNORECASE)
WORD_NEXT = regex.compile(r"\s*\p{L}")
JOINED = regex.compile(r"[^\s,]")  # more than a comma between two numbers: a conjunction, or the word again


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A number, or the range up to `last`, in ASCII digits, and where it stands in the text."""

    first: str
    last: str | None
    start: int
    end: int


class NumberList:
    """Finds runs of numbers after a cue; `number` is the pattern of one number."""

    def __init__(self, vocabulary: Vocabulary, cue: str, number: str) -> None:
        self.vocabulary = vocabulary
        sign = rf"(?:{vocabulary.prefix('number_sign')}\s*)?"
        numbered = vocabulary.prefix("numbered")
        every = {one for words in vocabulary.words.values() for one in words.range_words}
        ranges = "|".join({word(one) for one in every if not one.startswith(TIME_WORDS)} | {DASH})
        ands = "|".join(
            {word(one) for words in vocabulary.words.values() for one in words.conjunctions}
            | {vocabulary.prefix("alternative")}
        )
        label = vocabulary.prefix(cue) + r"(?!\p{L})"
        to = rf"\s*(?:{ranges})\s*{sign}"
        one = rf"{number}{LETTERS}(?:{to}{number}{LETTERS})?"
        months = any_of({name for words in vocabulary.words.values() for name in words.months})
        date = rf"\s*(?:of\s|de\s)?{months}(?!\p{{L}})"  # "Article 4 and 1 March"
        more = rf"\s*(?:,\s*(?:{ands})|,|/|{ands})\s*(?:{label}[\s-]*)?{sign}{one}(?!{COUNTED}|{date})"
        self.labels = Alternatives(vocabulary.one_by_one(cue, closed=False))
        self.run = regex.compile(
            rf"{label}(?:,?\s*{numbered}\s*|[\s‐‑-]*{sign}|\s*\((?=\d\d?\.\d))(?P<run>{one}(?:{more})*+)(?!\s?%)",
            regex.IGNORECASE,
        )
        self.range = regex.compile(rf"(?P<first>{number}){LETTERS}(?:{to}(?P<last>{number}))?", regex.IGNORECASE)
        self.worded = vocabulary.cue(f"{cue}.worded")
        spelt = rf"(?:{any_of(vocabulary.words['zh'].numbers)}|\d{{1,3}})"
        self.spelt_range = regex.compile(rf"(?P<first>{spelt})(?:\s*(?:{ranges})\s*第?\s*(?P<last>{spelt}))?")

    def find(self, doc: Doc) -> Iterator[tuple[int, list[NumberRange]]]:
        """Where each run begins, with its ranges, in the order of the text; runs in words after those in digits."""
        text, starts = text_of(doc), sorted({found.start() for found in occurrences(doc, self.labels)})
        for found in matches(self.run, text, starts):
            if leaves_cell(text, found):
                continue
            ranges = self.range.finditer(text, found.start("run"), found.end("run"))
            listed = [NumberRange(ascii_of(one["first"]), ascii_of(one["last"]), *one.span()) for one in ranges]
            plural = PLURAL.search(text, found.start(), found.start("run")) is not None
            yield found.start(), told(text, listed, plural)
        for found in self.worded.finditer(text):
            yield found.start(), list(self.in_words(text, found))

    def in_words(self, text: str, found: regex.Match[str]) -> Iterator[NumberRange]:
        """The numbers of "article premier" or of "第三、四条"; the last reaches to the end of the words."""
        said = found.groupdict()
        if said.get("ordinal"):
            yield NumberRange(str(self.vocabulary.ordinal(said["ordinal"]) or 0), None, *found.span("ordinal"))
            return
        ranges = list(self.spelt_range.finditer(text, *found.span("run")))
        for one in ranges:
            end = found.end() if one is ranges[-1] else one.end()
            yield NumberRange(self.value(one["first"]), self.value(one["last"]) or None, one.start(), end)

    def value(self, said: str | None) -> str:
        return "" if said is None else str(self.vocabulary.number(ascii_of(said)) or 0)


def leaves_cell(text: str, found: regex.Match[str]) -> bool:
    """Whether a number stands in another cell than the word before it, which is no label of a row ("Action"); a line that
    was broken between the two may be another block."""
    gap = text[found.start() : found.start("run")]
    begins = text[max(0, found.start() - 1) : found.start()] in ("", "\n", "\t")
    return ("\t" in gap and not begins) or ("\n" in gap and "\n\n" not in gap)


def told(text: str, ranges: list[NumberRange], plural: bool) -> list[NumberRange]:
    """The numbers of the list: not "10" in "Under Article 4, 10 of them", where nothing but a comma leads to it."""
    joined = [i for i in range(1, len(ranges)) if JOINED.search(text, ranges[i - 1].end, ranges[i].start)]
    if joined:
        return ranges[: joined[-1] + 1]
    return ranges if plural or not WORD_NEXT.match(text, ranges[-1].end) else ranges[:1]


def ascii_of(digits: str | None) -> str:
    """The digits of any script as 0 to 9."""
    return "".join(str(int(one)) if one.isdecimal() else one for one in digits or "")
