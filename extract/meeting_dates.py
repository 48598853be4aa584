"""When and where meetings are held: the paper's own in its opening ("Geneva, 10–13 September 2024"), others in sentences.

"The Thirteenth Meeting will be held in Geneva from 16 to 19 September 2025": the meeting named before the days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex
from spacy.tokens import Span

from extract.opening import lines, opening
from extract.reading import Reading
from extract.recognise.dates import bounds
from extract.record import MeetingDate, Place, once
from ingest.document import Block, Kind

PLACE_BEFORE = regex.compile(
    r"(?P<place>\p{Lu}[\p{L} .'’-]{1,40}?)(?:\s*\([^)]{1,30}\))?\s*[,:]?\s*(?:from|du|del|on|le|el|am)?\s*$"
    r"|^(?P<place>\p{Lo}[\p{Lo}\p{M} ]{1,30})[,،，]\s*$"  # scripts without capitals: all that stands before the comma
)
PLACE_AFTER = regex.compile(
    r"\s*[,،，]\s*(?P<place>[\p{Lu}\p{Lo}][\p{L}\p{M}'’-]*(?: [\p{Lu}\p{Lo}][\p{L}\p{M}'’-]*){0,2})$"
)
PLACE_IN = regex.compile(r"(?:\bin|\bat|\bà|\ben|\bau)\s+(?P<place>\p{Lu}[\p{L}.'’-]*(?:[ -]\p{Lu}[\p{L}.'’-]*){0,3})")
BESIDE = regex.compile(r"\s*[,(:]\s*")
NO_MEETING = ("work_plan", "transparency_report")  # kinds whose opening gives no days of a meeting


def meeting_dates(reading: Reading) -> Iterator[MeetingDate]:
    """The days of each meeting, each once; those of another body's meeting only where its paper opens with them."""
    found = [*in_opening(reading), *(in_sentences(reading) if reading.is_ours else ())]
    yield from once(found, lambda one: (one.meeting_id, one.starts))


def in_opening(reading: Reading) -> Iterator[MeetingDate]:
    """The days that stand in the opening of a paper for a meeting."""
    is_for_one = reading.paper.meeting_id is not None or (reading.paper.symbol is not None and not reading.is_ours)
    if not is_for_one or reading.paper.kind in NO_MEETING:
        return
    for block in opening(reading):
        for line in lines(block):
            for span in reading.spans_in("dates", line):
                if span.label_ == "range":
                    base = reading.starts[line.block]
                    place = PLACE_BEFORE.search(reading.text[base + line.start : span.start_char])
                    place = place or PLACE_AFTER.fullmatch(reading.text[span.end_char : base + line.end])
                    yield made(reading, span, reading.paper.meeting_id, place, "days in the opening", 0.93)
                    return


def in_sentences(reading: Reading) -> Iterator[MeetingDate]:
    held = reading.vocabulary.cue("meeting.held")
    for block in reading.body:
        if block.kind is Kind.TABLE or not any(s.label_ == "range" for s in reading.spans_of("dates", block)):
            continue
        for sentence in reading.sentences(block):
            days = [s for s in reading.spans_in("dates", sentence) if s.label_ == "range"]
            named = reading.spans_in("meetings", sentence)
            if days and named and held.search(reading.quote(sentence)):
                yield from of_meetings(reading, sentence, named, days)
            elif days and named:
                yield from of_meetings(
                    reading, sentence, named, [day for day in days if stands_by(reading, named, day)]
                )
            elif days and (one := headed(reading, block)) and held.search(reading.quote(sentence)):
                yield from under_heading(reading, block, sentence, one, days)


def stands_by(reading: Reading, named: Sequence[Span], day: Span) -> bool:
    """Whether days follow the name of a meeting with nothing but a comma or a bracket between: "10MSP, 2–4 May 2022"."""
    return any(
        BESIDE.fullmatch(reading.text[one.end_char : day.start_char]) for one in named if one.end_char <= day.start_char
    )


def headed(reading: Reading, block: Block) -> Span | None:
    """The only meeting that the heading over a block names."""
    over = next(reading.headings_of(block), None)
    named = reading.spans_of("meetings", over) if over is not None and over.level != 1 else []
    return named[0] if len({span.kb_id_ for span in named}) == 1 else None


def under_heading(
    reading: Reading, block: Block, sentence: Place, meeting: Span, days: Sequence[Span]
) -> Iterator[MeetingDate]:
    """The days of "the Meeting" where the heading says of which: "Preparations for the Ninth Meeting of States Parties"."""
    for span in days:
        before = block.text[sentence.start : reading.place_of(span).start]
        if reading.vocabulary.cue("meeting.itself").search(before):
            yield made(reading, span, meeting.kb_id_, PLACE_IN.search(before), "days under a heading", 0.85)


def of_meetings(
    reading: Reading, sentence: Place, named: Sequence[Span], days: Sequence[Span]
) -> Iterator[MeetingDate]:
    """The days with the meeting that stands nearest before them."""
    for span in days:
        before = [one for one in named if one.end_char <= span.start_char]
        after = [one for one in named if one.start_char >= span.end_char]
        one = before[-1] if before else after[0] if after else None
        if one is not None:
            place = PLACE_IN.search(
                reading.quote(sentence), max(0, one.end_char - reading.starts[sentence.block] - sentence.start)
            )
            yield made(reading, span, one.kb_id_, place, "days in a sentence", 0.9)


def made(
    reading: Reading, span: Span, meeting: str | None, place: regex.Match[str] | None, method: str, sure: float
) -> MeetingDate:
    starts, ends = bounds(span.kb_id_)
    where = place["place"].strip() if place else None
    return MeetingDate(reading.place_of(span), method, sure, meeting, starts, ends, where)
