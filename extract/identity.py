"""The identity of a paper, decided once from evidence weighed in the open, with a reason for every field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex
from spacy.tokens import Span

from extract import masthead
from extract.kind import kind as kind_of
from extract.opening import opening
from extract.reading import Reading
from extract.recognise.dates import bounds
from extract.record import Paper, Place, Reason
from extract.title import is_apart
from extract.title import title as title_of
from ingest.document import Block, Kind

INTERNAL_KINDS = frozenset({"minutes", "list_of_participants", "other"})
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
OWN_SERIES = 0.99  # confidence of a symbol of this convention's own series
LONGEST_PERIOD = 5  # years that a plan spans
OPENING = 20  # blocks in which a paper says whose it is
OPENING_WEIGHT = 5  # of a convention that the opening names, against one named later
TWO_YEARS = regex.compile(
    r"(?<!\d)(?P<first>20\d\d)\s*[-–—/]\s*(?P<last>20\d\d|\d\d)(?!\d)"
    r"|(?<!\d)(?P<first>20\d\d)\s+(?:to|and|à|et|a|y|al)\s+(?P<last>20\d\d)(?!\d)"
)
ONE_YEAR = regex.compile(r"(?<![\d/.-])20\d\d(?![\d/-])")


def identify(reading: Reading) -> Paper:
    """The paper's identity. Fields without evidence are None."""
    zone = opening(reading)
    symbol = masthead.symbol(reading, zone)
    convention = convention_of(reading, zone, symbol)
    reading.paper = Paper(convention=convention.value if convention else None)
    title, blocks = title_of(reading, zone)
    kind = kind_of(reading, zone, blocks, symbol.value if symbol else None)
    date = masthead.date(reading, zone, kind.value)
    meeting = meeting_of(reading, zone, blocks, kind.value, symbol) if reading.is_ours else None
    group = group_of(reading, zone, kind.value) if reading.is_ours else None
    period = period_of(reading, zone, blocks, kind.value, symbol, meeting, date)
    reasons = [convention, title, symbol, kind, date, meeting, group, *period, access_of(reading, zone, kind.value)]
    version = masthead.version(reading, zone, blocks, symbol.value if symbol else None)
    reasons += [masthead.job_number(reading), version, language_of(reading)]
    why = tuple(one for one in reasons if one is not None)
    said = {one.field: one.value for one in why}
    return Paper(**said, why=why)


def convention_of(reading: Reading, zone: Sequence[Block], symbol: Reason | None) -> Reason | None:
    """The convention that a paper is about: that of its symbol, else the one it names most, else this one by its bodies.

    Papers of the working groups often speak of "the Convention" alone: a formal meeting, a plan or a coordinated theme
    tells whose it is, unless the symbol is of another series.
    """
    own = reading.vocabulary.convention.id
    if symbol is not None and symbol.confidence >= OWN_SERIES:
        return Reason("convention", own, "series of the symbol", 0.99, symbol.place)
    weights = Counter(span.kb_id_ for span in reading.spans("conventions"))
    weights.update({span.kb_id_: OPENING_WEIGHT for block in zone for span in reading.spans_of("conventions", block)})
    matter = len(reading.vocabulary.cue("subject.ours").findall(reading.text))
    signs = [*reading.spans("plans"), *reading.spans("meetings"), *working_groups(reading)]
    weights[own] += matter + (2 * len(signs) if symbol is None else 0)
    best, weight = weights.most_common(1)[0]
    place = next((reading.place_of(s) for s in [*reading.spans("conventions"), *signs] if s.kb_id_ == best), None)
    if weight:
        return Reason("convention", best, "convention most named", 0.95 if weight > 2 else 0.8, place)
    treaty = reading.vocabulary.cue("other_treaty").search(reading.text)
    said = reading.vocabulary.cue("subject.convention").search(reading.text)
    if symbol is None and treaty is None and said is not None:
        return Reason("convention", own, "no other treaty named", 0.5, reading.place(*said.span()))
    return None


def working_groups(reading: Reading) -> list[Span]:
    """The themes that a paper names where it speaks of coordinators or working groups."""
    words = [reading.vocabulary.cue(name) for name in ("group.label", "coordinator.label")]
    told = any(word.search(block.text) for word in words for block in reading.blocks[:OPENING])
    return list(reading.spans("groups")) if told else []


def language_of(reading: Reading) -> Reason | None:
    language = reading.document.language
    return Reason("language", language, "language of the text", 0.97) if language else None


def meeting_of(
    reading: Reading, zone: Sequence[Block], title: Sequence[Block], kind: str, symbol: Reason | None
) -> Reason | None:
    """The meeting that the paper is for, by its symbol or its opening; a work plan's is the last that it names."""
    if symbol is not None:
        for key, meeting in reading.vocabulary.meetings.items():
            if meeting.symbol_prefix and symbol.value.startswith(meeting.symbol_prefix):
                return Reason("meeting_id", key.partition("-")[0], "symbol of the meeting", 0.97, symbol.place)
    if kind == "transparency_report":
        return None
    if kind == "work_plan":
        spans = sorted(reading.spans("meetings"), key=lambda span: order_of(reading, span.kb_id_))
        ends = [one.value for one in years_in(reading, title)][1:]
        heads = [block for block in zone if block in title or block.kind is Kind.HEADING]
        spans = [span for block in heads for span in reading.spans_of("meetings", block)] or spans
        spans = [span for span in spans if year_of_meeting(reading, span.kb_id_) in ends] or spans
        method, sure = "last meeting named", 0.85
    else:
        of_title = kind in ("web_page", "presentation", "newsletter")
        blocks = title if of_title else zone
        spans = [span for block in blocks for span in reading.spans_of("meetings", block)][:1]
        method, sure = "meeting named in the opening", 0.93
    return Reason("meeting_id", spans[-1].kb_id_, method, sure, reading.place_of(spans[-1])) if spans else None


def order_of(reading: Reading, meeting: str) -> int:
    """Where a meeting stands in the course of meetings; an unknown one comes last."""
    known = [key.partition("-")[0] for key in reading.vocabulary.meetings]
    return known.index(meeting) if meeting in known else len(known)


def group_of(reading: Reading, zone: Sequence[Block], kind: str) -> Reason | None:
    """The working group: the theme named after "working group", or, in a work plan, in its opening."""
    label = reading.vocabulary.cue("group.label")
    for block in zone:
        is_line = kind == "work_plan" or block.kind is Kind.HEADING
        told = label.search(block.text) if is_line and not is_apart(reading, block) else None
        spans = reading.spans_of("groups", block)
        if told and spans and len(block.text.split()) <= 40:
            after = [s for s in spans if s.start_char - reading.starts[block.seq] >= told.start()]
            span = (after or spans)[0]
            return Reason("group_id", span.kb_id_, "working group named in the opening", 0.96, reading.place_of(span))
    if kind == "work_plan":
        for block in zone:
            for span in reading.spans_of("groups", block):
                return Reason("group_id", span.kb_id_, "theme named in the opening", 0.88, reading.place_of(span))
    return None


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
        return ()
    if kind in OF_A_MEETING and meeting is not None:
        named = regex.search(r"/(20\d\d)/", symbol.value) if symbol else None
        year = named[1] if named else year_of_meeting(reading, meeting.value, date) or year_of_days(reading, zone)
        return years(year, year, "year of the meeting", 0.93, meeting.place) if year else ()
    if kind == "transparency_report":
        return reporting_years(reading) or years_in(reading, title)
    if kind in ("work_plan", "action_plan", "budget"):
        return years_in(reading, title) or years_in(reading, zone) or years_of_timeline(reading)
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


def years_of_timeline(reading: Reading) -> tuple[Reason, ...]:
    """The first and the last year that times with a quarter name."""
    quarter = reading.vocabulary.cue("quarter")
    found = [(m, block) for block in reading.body for m in quarter.finditer(block.text) if m.groupdict().get("year")]
    if not found:
        return ()
    named = [match["year"] for match, _ in found]
    match, block = found[0]
    return years(min(named), max(named), "years of the timeline", 0.85, Place(block.seq, *match.span()))


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


def access_of(reading: Reading, zone: Sequence[Block], kind: str) -> Reason:
    """Public or internal: by the kind, and by what the paper says of itself; the careful side where it is not known."""
    for block in zone:
        told = reading.vocabulary.cue("access.internal").search(block.text)
        if told and len(block.text.split()) <= 15:
            return Reason("access", "internal", "the paper asks for it", 0.95, Place(block.seq, *told.span()))
    if kind in INTERNAL_KINDS:
        return Reason("access", "internal", f"papers of the kind {kind} are internal", 0.9)
    return Reason("access", "public", f"papers of the kind {kind} are public", 0.9)
