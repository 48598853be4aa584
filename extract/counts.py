"""How many States: "ten States Parties remain contaminated", "of sixteen (16) States Parties …, eight have …".

A number counts where a word for States follows it, or where it stands for States named before it in the sentence
("one State Party declared completion, three submitted requests"). "Of A States …, B have" and "B of the A States" are
B of A. "No" and "one of the States" count nothing. "Of these, eight keep …", "Another six have …" and the next item of a
list, "Nine have yet to do so", count those that the sentence before has named. The place is the whole sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from spacy.tokens import Span

from extract.reading import Reading
from extract.recognise.dates import bounds
from extract.record import Count, Place
from ingest.document import Kind

LOOK_BACK = 40  # characters before a number in which "of the" may stand
YEAR = regex.compile(r"(?:19|20)\d\d")
CLAUSE = 400  # characters after a number in which its clause ends
NAMED_BEFORE = ("articles", "actions", "dates", "symbols", "meetings", "states")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence; `subject` is the word for States after it, empty where it has none of its own."""

    span: Span
    value: int
    subject: str
    whole_end: int  # where "of the" that goes before it begins, -1 where it does not
    has_verb: bool
    has_unit: bool
    is_anaphor: bool  # "of them", "others" after it
    has_relative: bool  # "that …" after it
    of_them: bool  # "of them", "of which" after it


def counts(reading: Reading) -> Iterator[Count]:
    """The counts of all sentences, in order."""
    if not reading.is_ours:
        return
    subject, is_next = "", True
    for block in reading.body:
        if block.kind is not Kind.LIST_ITEM or reading.blocks[block.seq - 1].kind is not Kind.LIST_ITEM:
            subject, is_next = "", True
        for sentence in reading.sentences(block) if block.kind is not Kind.HEADING else ():
            found = list(counts_in(reading, sentence, subject, is_next))
            is_next = bool(found) or any(numbers_in(reading, sentence))
            if is_next:  # "Six of them" passes over a sentence that counts nothing
                subject = (found[-1].subject or "").partition(" ")[0] if found else ""
            yield from found


def counts_in(reading: Reading, sentence: Place, before: str = "", is_next: bool = True) -> Iterator[Count]:
    """The counts of one sentence, read from left to right; `whole` is what the parts are of, once it has been named.

    `before` is what a sentence before has counted: "Five of them" stands for those, and, in the next one, "five have".
    """
    numbers = list(numbers_in(reading, sentence))
    counted, whole, subject, parts, last = False, None, "", 0, 0
    position = 0
    while position < len(numbers):
        number = numbers[position]
        after = numbers[position + 1] if position + 1 < len(numbers) else None
        if after is not None and is_part_of(reading, number, after, subject if counted else ""):
            subject = after.subject or number.subject or subject
            part, of = (after, None) if is_member(reading, sentence, number) else (number, after.value)
            yield record(reading, sentence, part, of, subject)
            counted, position, parts = True, position + 2, parts + 1
            continue
        if number.subject and number.whole_end >= 0 and not counted and opens(reading, sentence, number):
            whole, subject, counted = number.value, number.subject, True
        elif number.subject:
            yield record(reading, sentence, number, None, number.subject)
            counted, subject, last = True, number.subject, number.value
        elif (counted and number.has_verb) or (whole is not None and number.value <= whole and not number.has_unit):
            of = last if whole is None and number.of_them and number.value <= last else whole
            yield record(reading, sentence, number, of, subject)
            parts += 1
        elif before and not counted and stands_for(reading, sentence, number, is_next):
            yield record(reading, sentence, number, None, before)
            counted, subject = True, before
        position += 1
    if whole is not None and not parts and reading.vocabulary.cue("count.none").search(reading.quote(sentence)):
        starts, ends = time_of(reading, sentence)
        article = article_of(reading, sentence)
        yield Count(sentence, "none of a whole", 0.85, 0, whole, subject, article, ends, starts, ends)


def numbers_in(reading: Reading, sentence: Place) -> Iterator[Number]:
    """The numbers of a sentence that are no part of an article, a date, a symbol or a name."""
    numbers = reading.spans_in("numbers", sentence)
    if not numbers:
        return
    text, base = reading.text, reading.starts[sentence.block]
    taken = [span for group in NAMED_BEFORE for span in reading.spans_in(group, sentence)]
    end = base + sentence.end
    for span in numbers:
        if any(one.start_char < span.end_char and span.start_char < one.end_char for one in taken):
            continue
        at = after_space(text, span.end_char)
        subject = reading.vocabulary.cue("count.subject").match(text, at, end)
        follows = {
            name: reading.vocabulary.cue(f"count.{name}").match(text, at, end) is not None
            for name in ("verb", "other", "anaphor", "relative", "them")
        }
        whole = whole_at(reading, span, base + sentence.start)
        if subject is None and int(span.kb_id_) > 1:
            subject = subject_after_of(reading, text, at, end)
        if subject is not None and counts_none(reading, span, subject[0], base + sentence.start):
            continue
        if not is_article(reading, span) and (subject or not YEAR.fullmatch(span.text)):
            yield Number(span, int(span.kb_id_), subject[0] if subject else "", whole, *follows.values())


def counts_none(reading: Reading, span: Span, subject: str, begin: int) -> bool:
    """Whether a number of reports is one to be reached ("at least three initial reports received"), or one of requests was
    told before ("send questions on the two extension requests")."""
    before = reading.text[max(begin, span.start_char - LOOK_BACK) : span.start_char].rstrip()
    for matter, lead in (("count.report", "count.aim"), ("count.request", "count.known")):
        if reading.vocabulary.cue(matter).fullmatch(subject):
            return any(one.end() == len(before) for one in reading.vocabulary.cue(lead).finditer(before))
    return False


def subject_after_of(reading: Reading, text: str, at: int, end: int) -> regex.Match[str] | None:
    """The word for States in "six of the States Parties", where no number of the whole is given."""
    whole = reading.vocabulary.cue("count.whole").match(text, at, end)
    return reading.vocabulary.cue("count.subject").match(text, after_space(text, whole.end()), end) if whole else None


def after_space(text: str, offset: int) -> int:
    """Where the next word or sign begins at or after an offset."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def is_article(reading: Reading, span: Span) -> bool:
    """Whether a word for one is but an article: French "un", Spanish "una"; in English "one" counts."""
    return span.kb_id_ == "1" and span.label_ == "word" and reading.document.language in ("fr", "es")


def whole_at(reading: Reading, span: Span, begin: int) -> int:
    """Where the words "of the" begin that lead to a number, -1 where they do not."""
    start = max(begin, span.start_char - LOOK_BACK)
    before = reading.text[start : span.start_char].rstrip()
    found = [m for m in reading.vocabulary.cue("count.whole").finditer(before) if m.end() == len(before)]
    return start + found[0].start() if found else -1


def opens(reading: Reading, sentence: Place, number: Number) -> bool:
    """Whether "of the N States" opens its sentence or clause, so that the parts follow."""
    begin = reading.starts[sentence.block] + sentence.start
    before = reading.text[begin : number.whole_end].strip()
    return not before or before[-1] in ",;:(" or reading.vocabulary.cue("count.lead").fullmatch(before) is not None


def stands_for(reading: Reading, sentence: Place, number: Number, is_next: bool) -> bool:
    """Whether a number that opens a sentence stands for States that one before has counted: "Five of them", "Of these,
    five", in the next one "Five have" and "Another five have"."""
    begin = reading.starts[sentence.block] + sentence.start
    before = reading.text[begin : number.span.start_char].strip()
    if any(sign.isalnum() for sign in before):
        cue = reading.vocabulary.cue
        led = cue("count.of_these").fullmatch(before) is not None and not number.has_unit
        return led or (is_next and number.has_verb and cue("count.another").fullmatch(before) is not None)
    return number.is_anaphor or (is_next and number.has_verb)


def is_part_of(reading: Reading, number: Number, after: Number, before: str) -> bool:
    """Whether two numbers stand as "B of the A States", "B States of the A", or, of States named before, "B of the A that"."""
    told = after.subject or number.subject or (before if after.has_relative else "")
    if after.whole_end < 0 or not told:
        return False
    between = reading.text[number.span.end_char : after.whole_end].strip()
    return between in ("", number.subject.strip()) and number.value <= after.value


def is_member(reading: Reading, sentence: Place, number: Number) -> bool:
    """Whether "one" is a State named before: "Chad is one of ten States Parties that …" counts ten."""
    begin = reading.starts[sentence.block] + sentence.start
    before = reading.text[begin : number.span.start_char].rstrip()
    words = reading.vocabulary.cue("count.member").finditer(before)
    return number.value == 1 and any(one.end() == len(before) for one in words)


def record(reading: Reading, sentence: Place, number: Number, of: int | None, subject: str) -> Count:
    starts, ends = time_of(reading, sentence)
    method = (
        "part of a whole" if of is not None else "number of States" if number.subject else "number standing for States"
    )
    confidence = {"part of a whole": 0.93, "number of States": 0.9}.get(method, 0.8)
    counted, article = subject_of(reading, sentence, number, subject), article_of(reading, sentence)
    return Count(sentence, method, confidence, number.value, of, counted, article, ends, starts, ends)


def subject_of(reading: Reading, sentence: Place, number: Number, subject: str) -> str:
    """What is counted: the word for States and the clause about them."""
    end = min(reading.starts[sentence.block] + sentence.end, number.span.end_char + CLAUSE)
    rest = reading.text[number.span.end_char : end]
    clause = regex.split(r"[,;.](?!\d)", rest, maxsplit=1)[0]
    words = " ".join(clause.split()[:16])
    return words if number.subject else f"{subject} {words}".strip()


def article_of(reading: Reading, sentence: Place) -> str | None:
    """The article that the sentence names, else that of the paper's working group."""
    named = [s.kb_id_ for s in reading.spans_in("articles", sentence) if s.kb_id_.isdigit()]
    if named:
        return named[0]
    group = reading.vocabulary.groups.get(reading.paper.group_id or "")
    return str(group.article) if group and group.article else None


def time_of(reading: Reading, sentence: Place) -> tuple[str | None, str | None]:
    """First and last day of the time that the sentence names."""
    ranges = [s for s in reading.spans_in("dates", sentence) if s.label_ == "range"]
    days = [s for s in reading.spans_in("dates", sentence) if s.label_ == "day"]
    if ranges:
        return bounds(ranges[0].kb_id_)
    return (None, days[0].kb_id_) if days else (None, None)
