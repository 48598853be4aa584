"""The period that a paper is about: a plan's years, a report's, the year of its meeting or of its issue."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from spacy.tokens import Span

from extract.reading import Reading
from extract.recognise.dates import bounds
from extract.record import Place, Reason
from extract.sections import in_timeline
from extract.tables import columns, years_of_rows
from ingest.document import Block

OF_A_MEETING = frozenset(
    {
        "meeting_report",
        "agenda",
        "programme_of_work",
        "decision",
        "working_paper",
        "progress_report",
        "analysis",
        "extension_request",
        "list_of_participants",
    }
)
LONGEST_PERIOD = 5  # years that a plan spans
TWO_YEARS = regex.compile(
    r"(?<!\d)(?P<first>20\d\d)\s*[-–—/]\s*(?P<last>20\d\d|\d\d)(?!\d)"
    r"|(?<!\d)(?P<first>20\d\d)\s+(?:to|and|à|et|a|y|al)\s+(?P<last>20\d\d)(?!\d)"
)
ONE_YEAR = regex.compile(r"(?<![\d/.-])20\d\d(?![\d/-])")


def period_of(
    reading: Reading,
    zone: Sequence[Block],
    title: Sequence[Block],
    kind: str,
    symbol: Reason | None,
    meeting: Reason | None,
    date: Reason | None,
) -> tuple[Reason, ...]:
    """First and last year that the paper is about."""
    if kind == "web_page":
        year = year_of_meeting(reading, meeting.value) if meeting else None
        return years(year, year, "year of the meeting", 0.85, meeting.place) if meeting and year else ()
    if kind == "meeting_report" and meeting is None and (day := first_days(reading, zone)):
        return years(day.kb_id_[:4], day.kb_id_[:4], "days of the meeting", 0.9, reading.place_of(day))
    if kind in OF_A_MEETING and meeting is not None:
        named = regex.search(r"/(20\d\d)/", symbol.value) if symbol else None
        year = named[1] if named else year_of_meeting(reading, meeting.value, date) or year_of_days(reading, zone)
        return years(year, year, "year of the meeting", 0.93, meeting.place) if year else ()
    if kind == "transparency_report":
        return reporting_years(reading) or years_in(reading, title)
    if kind in ("work_plan", "action_plan", "budget"):
        return (
            years_in(reading, title) or years_in(reading, without_quarters(reading, zone)) or years_of_timeline(reading)
        )
    if date is not None:
        return years(date.value[:4], date.value[:4], "year of issue", 0.9, date.place)
    if kind == "newsletter" and (year := year_of_days(reading, zone)):
        return years(year, year, "month of issue", 0.85, None)
    if meeting is not None and (year := year_of_meeting(reading, meeting.value)):
        return years(year, year, "year of the meeting", 0.85, meeting.place)
    return years_in(reading, title)


def years(first: str, last: str, method: str, sure: float, place: Place | None) -> tuple[Reason, ...]:
    return Reason("period_start", first, method, sure, place), Reason("period_end", last, method, sure, place)


def years_in(reading: Reading, blocks: Sequence[Block]) -> tuple[Reason, ...]:
    """The two years, or the one, that the first of these blocks names that names any."""
    for block in blocks:
        two, one = TWO_YEARS.search(block.text), ONE_YEAR.search(block.text)
        last = two["first"][: 4 - len(two["last"])] + two["last"] if two else ""
        if two and two["first"] < last:
            return years(two["first"], last, "years in the opening", 0.95, Place(block.seq, *two.span()))
        several = sorted(set(ONE_YEAR.findall(block.text)))
        if one and len(several) == 2 and int(several[1]) - int(several[0]) <= LONGEST_PERIOD:
            return years(several[0], several[1], "years in the opening", 0.85, Place(block.seq, *one.span()))
        if one:
            return years(one[0], one[0], "year in the opening", 0.85, Place(block.seq, *one.span()))
    return ()


def without_quarters(reading: Reading, blocks: Sequence[Block]) -> list[Block]:
    """The blocks that name no quarter: the year of one is not all that a plan is for."""
    return [block for block in blocks if not reading.vocabulary.holds("quarter", block.text)]


def years_of_timeline(reading: Reading) -> tuple[Reason, ...]:
    """The first and the last year that times with a quarter name, or under which the rows of a calendar stand."""
    quarter = reading.vocabulary.cue("quarter")
    named = (block for block in reading.body if reading.vocabulary.holds("quarter", block.text))
    found = [(m, block) for block in named for m in quarter.finditer(block.text) if m.groupdict().get("year")]
    if not found:
        return years_over_rows(reading)
    told = [match["year"] for match, _ in found]
    match, block = found[0]
    return years(min(told), max(told), "years of the timeline", 0.85, Place(block.seq, *match.span()))


def years_over_rows(reading: Reading) -> tuple[Reason, ...]:
    """The years of the cells that head rows of a calendar, each over all columns."""
    for block in reading.body:
        across = len(columns(block))
        told = {cell.row for cell in block.cells if 1 < across == cell.column_span}
        found = {row: year for row, year in years_of_rows(block).items() if row in told} if told else {}
        if found and in_timeline(reading, block):
            first, last = min(found.values()), max(found.values())
            cell = next(cell for cell in block.cells if cell.row == min(found))
            return years(str(first), str(last), "years of the timeline", 0.85, Place.of_cell(block, cell))
    return ()


def reporting_years(reading: Reading) -> tuple[Reason, ...]:
    """The years of a reporting period, from the words or the cells after its label."""
    label = reading.vocabulary.cue("period.reporting")
    for block in reading.blocks:
        for told in label.finditer(block.text):
            line_end = block.text.find("\n", told.end())
            end = line_end if line_end >= 0 else len(block.text)
            here = Place(block.seq, told.end(), min(end, told.end() + 120))
            days = [day for span in reading.spans_in("dates", here) for day in bounds(span.kb_id_)]
            found = sorted(day[:4] for day in days) or regex.findall(r"(?<!\d)20\d\d(?!\d)", reading.quote(here))[:2]
            if found:
                return years(found[0], found[-1], "reporting period", 0.93, here)
    return ()


def first_days(reading: Reading, zone: Sequence[Block]) -> Span | None:
    """The first range of days that the opening prints."""
    spans = (span for block in zone for span in reading.spans_of("dates", block))
    return next((span for span in spans if span.label_ == "range"), None)


def year_of_days(reading: Reading, zone: Sequence[Block]) -> str | None:
    """The year of the days of meeting that the opening prints."""
    days = [span.kb_id_ for block in zone for span in reading.spans_of("dates", block)]
    return next((day[:4] for day in days if "/" in day), days[0][:4] if days else None)


def year_of_meeting(reading: Reading, meeting: str, date: Reason | None = None) -> str | None:
    """The year of a meeting by its days or its symbols; of one held in parts, the year of issue or that of the last."""
    found = [one for key, one in reading.vocabulary.meetings.items() if key.partition("-")[0] == meeting]
    told = [str(one.starts.year) if one.starts else year_in(one.symbol_prefix) for one in found]
    named = [year for year in told if year]
    issued = date.value[:4] if date else None
    return issued if issued in named else named[-1] if named else None


def year_in(symbol: str | None) -> str | None:
    found = regex.search(r"20\d\d", symbol or "")
    return str(found[0]) if found else None
