"""When a paper was issued: the day in its masthead, after a label, alone in its opening or over a signature.

The date stands by "Distr." or "Original", else alone under the title; a range of days is a meeting's.
`GE.19-13879 (R) 210819` holds no date of issue. Source: UN Editorial Manual, "Masthead".
"""

from __future__ import annotations

from collections.abc import Sequence

import regex
from spacy.tokens import Span

from extract.masthead import ALONE, LABEL_REACH, SHORT_LINE
from extract.opening import lines
from extract.reading import Reading
from extract.record import Place, Reason
from ingest.document import Block, Kind

LETTERHEAD = 8  # blocks in which the day of a letter stands
NEAR = 3  # blocks between "Distr." and the date
FOOT = 8  # last blocks of a letter, in which its day stands
SIGNED = frozenset(  # kinds that may be letters
    {
        "work_plan",
        "statement",
        "decision",
        "working_paper",
        "extension_request",
        "transparency_report",
        "budget",
        "other",
    }
)


def date_of_issue(reading: Reading, zone: Sequence[Block], kind: str) -> Reason | None:
    """The date of issue: in the masthead or the opening, or over the signature."""
    return date_in_opening(reading, zone, kind) or (date_at_foot(reading) if kind in SIGNED else None)


def date_at_foot(reading: Reading) -> Reason | None:
    """The day at the end of a letter, alone or after "Done at Geneva"; names, and who gets copies, may follow."""
    blocks = [block for block in reading.body if block.kind in (Kind.PARAGRAPH, Kind.HEADING) and block.text.strip()]
    for block in reversed(blocks[-FOOT:]):
        for span in days(reading, block)[:1]:
            before = block.text[: reading.place_of(span).start].rstrip()
            signed = reading.vocabulary.cue("date.signed").fullmatch(before) is not None
            closed = block.text.rstrip().endswith(".")  # the end of a sentence on a line of its own
            if signed or (is_alone(reading, span, Place.of_block(block)) and not closed):
                return Reason("date", span.kb_id_, "date over the signature", 0.8, reading.place_of(span))
    return None


def date_in_opening(reading: Reading, zone: Sequence[Block], kind: str) -> Reason | None:
    for position, block in enumerate(zone):
        if reading.vocabulary.cue("masthead.distribution").search(block.text):
            for one in zone[position : position + NEAR + 1]:
                for span in days(reading, one):
                    return Reason("date", span.kb_id_, "date in the masthead", 0.97, reading.place_of(span))
    for block in zone:
        for told in reading.vocabulary.cue("date.label").finditer(block.text):
            end = min(len(block.text), told.end() + LABEL_REACH)
            here = Place(block.seq, told.start(), end)  # "le" is the day's too
            for span in reading.spans_in("dates", here)[:1]:
                if span.label_ == "day":
                    return Reason("date", span.kb_id_, "date after its label", 0.93, reading.place_of(span))
    if kind == "web_page":
        return None
    if kind == "action_plan":  # of a draft: the day of adoption is not its own, and headings give days by which to act
        zone = [
            block
            for block in zone
            if block.kind in (Kind.PARAGRAPH, Kind.PAGE_HEADER) and not is_adopted(reading, block)
        ]
    if kind == "work_plan":  # of a letter: the days of what is planned stand in lines with words
        zone = [block for block in zone[:LETTERHEAD] if block.kind is Kind.PARAGRAPH and is_day(reading, block)]
    for block in zone:
        for line in lines(block):
            found = reading.spans_in("dates", line)
            for span in (*found[:1], *found[-1:]):
                if span.label_ == "day" and may_date(reading, span, line, kind):
                    return Reason("date", span.kb_id_, "date in the opening", 0.85, reading.place_of(span))
    return None


def is_adopted(reading: Reading, block: Block) -> bool:
    return reading.vocabulary.cue("date.of.adoption").search(block.text) is not None


def is_day(reading: Reading, block: Block) -> bool:
    """Whether a block is but a day, with the place before it at most."""
    return any(is_alone(reading, span, Place.of_block(block)) for span in days(reading, block))


def may_date(reading: Reading, span: Span, line: Place, kind: str) -> bool:
    """Whether a day in a line of the opening dates the paper: alone, before a speaker, or closing a short line."""
    text = reading.quote(line)
    if is_alone(reading, span, line) or opens_byline(reading, span, line):
        return True
    if kind == "minutes" and (opens_line(reading, span, line) or says_when(reading, line)):
        return True
    if reading.vocabulary.cue("period.reporting").search(text):
        return False
    bare = regex.sub(r"\s*\([^()]*\)$", "", text.rstrip())  # "12 May 2024 (revised)"; "(compiled by …, 12 May 2024)"
    ends = any(one.rstrip(" .)").endswith(span.text.strip()) for one in (bare, text))
    closes = ends and len(text.split()) <= SHORT_LINE
    is_deadline = reading.vocabulary.cue("deadline").search(text) is not None
    return closes and not is_deadline and text.rstrip()[-1:] != "."


def opens_line(reading: Reading, span: Span, line: Place) -> bool:
    """Whether a day opens a short line that says when and where people met: "Thursday, 14 March 2019, 10:00, Geneva"."""
    text = reading.quote(line)
    before = text[: reading.place_of(span).start - line.start]
    bare = reading.vocabulary.cue("date.clock").sub("", before).strip(" ,.:")
    return not bare and len(text.split()) <= SHORT_LINE and text.rstrip()[-1:] != "."


def says_when(reading: Reading, line: Place) -> bool:
    """Whether a short line begins by saying that a meeting was held: "Held in Geneva on Thursday, 14 March 2019"."""
    text = reading.quote(line)
    return len(text.split()) <= SHORT_LINE and reading.vocabulary.cue("meeting.held").match(text) is not None


def days(reading: Reading, block: Block) -> list[Span]:
    return [span for span in reading.spans_of("dates", block) if span.label_ == "day"]


def is_alone(reading: Reading, span: Span, line: Place) -> bool:
    """Whether a date fills its line, a place ("Geneva, 3 May 2024"), a label, a meeting and the time of day aside."""
    bare = reading.vocabulary.cue("date.clock").sub("", reading.quote(line)).strip(" .,;–—-()")
    bare = regex.sub(r"^[^,:]{0,30}[,:]\s*(?=\S)", "", bare)
    meetings = sum(len(one.text) for one in reading.spans_in("meetings", line))
    return len(span.text) >= ALONE * (len(bare.strip(" .()")) - meetings)


def opens_byline(reading: Reading, span: Span, line: Place) -> bool:
    """Whether a date is followed by a dash and a speaker: "23 January 2026 – Dr …"."""
    base = reading.starts[line.block]
    rest = reading.text[span.end_char : base + line.end]
    return span.start_char == base + line.start and regex.match(r"\s*[–—|-]\s*\p{Lu}", rest) is not None


def is_byline(reading: Reading, block: Block) -> bool:
    """Whether a line names a day and a speaker, as the first slide of a talk does."""
    honorific = reading.vocabulary.cue("title.honorific")
    return len(block.text.split()) <= 14 and any(
        opens_byline(reading, span, Place.of_block(block)) and honorific.search(block.text) is not None
        for span in days(reading, block)
    )
