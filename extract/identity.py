"""The identity of a paper, decided once from evidence weighed in the open, with a reason for every field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex
from spacy.tokens import Span

from extract import masthead
from extract.issue import date_of_issue
from extract.kind import in_opening, in_title
from extract.kind import kind as kind_of
from extract.opening import opening
from extract.period import period_of, year_of_meeting, years_in
from extract.reading import BLOCK_BREAK, Reading
from extract.record import Paper, Place, Reason
from extract.submitters import is_submitted
from extract.title import is_apart, places_of
from extract.title import title as title_of
from ingest.document import Block, Kind

INTERNAL_KINDS = frozenset({"minutes", "list_of_participants", "other"})
LISTS_OF_ITEMS = frozenset({"agenda", "programme_of_work"})  # kinds that name items to be taken up, not their own
OWN_SERIES = 0.99  # confidence of a symbol of this convention's own series
OPENING = 20  # blocks in which a paper says whose it is
NAMED = 3  # times that a paper names a convention which is not this one, for it to be about that
OWN_WEIGHT = 3  # of a plan, a meeting or a coordinated theme of this convention
BY_COORDINATORS = frozenset(
    {"working_paper", "progress_report", "presentation", "work_plan"}
)  # kinds that a group's may submit
BY_TITLE = frozenset({"statement", "action_plan"})  # kinds of which a title that names one theme tells the group
CLOSE = 60  # characters from "Coordinators" in which their theme ends
SHORT_LINE = 12  # words
THEME_LINE = 25  # words of a line that names a theme
OPENING_WEIGHT = 5  # of a convention that the opening names, against one named later


def identify(reading: Reading) -> Paper:
    """The paper's identity. Fields without evidence are None."""
    zone = opening(reading)
    symbol, other_symbol = masthead.symbols(reading, zone)
    convention = convention_of(reading, zone, symbol)
    reading.paper = Paper(convention=convention.value if convention else None)
    title, blocks = title_of(reading, zone)
    lines = places_of(title, blocks)
    kind = kind_of(reading, zone, lines, symbol.value if symbol else None)
    date = date_of_issue(reading, zone, kind.value)
    meeting = meeting_of(reading, zone, blocks, kind.value, symbol) if reading.is_ours else None
    group = group_in(reading, zone, title, kind.value) if reading.is_ours else None
    period = period_of(reading, zone, blocks, kind.value, symbol, meeting, date)
    version = masthead.version(reading, zone, blocks, symbol.value if symbol else None)
    item = masthead.agenda_item(reading, zone) if kind.value not in LISTS_OF_ITEMS else None
    reasons = [convention, title, symbol, other_symbol, kind, date, version, meeting, item, group, *period]
    reasons += [masthead.job_number(reading), language_of(reading), masthead.original_language(reading, zone)]
    reasons.append(access_of(reading, zone, lines, kind.value))
    why = tuple(one for one in reasons if one is not None)
    said = {one.field: one.value for one in why}
    return Paper(**said, why=why)


def convention_of(reading: Reading, zone: Sequence[Block], symbol: Reason | None) -> Reason | None:
    """The convention that a paper is about: that of its symbol, else the one it names most, else this one by its bodies.

    Papers of the working groups often speak of "the Convention" alone: a formal meeting, a plan or a coordinated theme
    tells whose it is, unless the symbol is of another series. A paper of a body that serves no convention is about the
    one that its opening names, not about those that its text does.
    """
    own = reading.vocabulary.convention.id
    if symbol is not None and symbol.confidence >= OWN_SERIES:
        return Reason("convention", own, "series of the symbol", 0.99, symbol.place)
    series = symbol.value.partition("/")[0] if symbol else ""
    serving = next((one.id for one in reading.vocabulary.conventions.values() if series in one.series), None)
    if serving is not None and symbol is not None:
        return Reason("convention", serving, "series of the symbol", 0.97, symbol.place)
    heads = [block for block in zone if block.kind is Kind.HEADING or len(block.text.split()) <= SHORT_LINE]
    weights = Counter(span.kb_id_ for span in reading.spans("conventions")) if symbol is None else Counter[str]()
    weights.update({span.kb_id_: OPENING_WEIGHT for block in heads for span in reading.spans_of("conventions", block)})
    text = reading.text if symbol is None else BLOCK_BREAK.join(block.text for block in heads)
    matter = len(reading.vocabulary.cue("subject.ours").findall(text))
    signs = [*reading.spans("plans"), *reading.spans("meetings"), *working_groups(reading)]
    weights[own] += matter + (OWN_WEIGHT * len(signs) if symbol is None else 0)
    best, weight = weights.most_common(1)[0]
    place = next((reading.place_of(s) for s in [*reading.spans("conventions"), *signs] if s.kb_id_ == best), None)
    if weight >= (1 if best == own else NAMED):
        return Reason("convention", best, "convention most named", 0.95 if weight > 2 else 0.8, place)
    treaty = reading.vocabulary.cue("other_treaty").search(reading.text)
    said = reading.vocabulary.cue("subject.convention").search(reading.text)
    if symbol is None and treaty is None and said is not None:
        return Reason("convention", own, "no other treaty named", 0.5, reading.place(*said.span()))
    return None


def working_groups(reading: Reading) -> list[Span]:
    """The themes of a paper that names one in a line or a table of its opening, and speaks there of coordinators or groups."""
    words = [reading.vocabulary.cue(name) for name in ("group.label", "coordinator.label")]
    first = reading.blocks[:OPENING]
    told = any(word.search(block.text) for word in words for block in first)
    named = any(
        reading.spans_of("groups", block) for block in first if block.cells or len(block.text.split()) <= THEME_LINE
    )
    return list(reading.spans("groups")) if told and named else []


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
        if kind == "minutes":  # an item on its agenda tells what they lead to
            blocks = [*zone, *(block for block in reading.body if block.kind is Kind.HEADING)]
        spans = [span for block in blocks for span in reading.spans_of("meetings", block)][:1]
        method, sure = "meeting named in the opening", 0.93
        if not spans and kind == "presentation":
            edges = [block for block in reading.blocks if block.kind in (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)]
            spans = [span for block in edges for span in reading.spans_of("meetings", block)][:1]
        if not spans and kind == "extension_request":
            spans = sorted(reading.spans("meetings"), key=lambda span: order_of(reading, span.kb_id_))
            method, sure = "last meeting named", 0.7
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


def group_in(reading: Reading, zone: Sequence[Block], title: Reason | None, kind: str) -> Reason | None:
    """The working group that a paper is of: as it says, as its coordinators submit it, or by the theme of its title."""
    return group_of(reading, zone, kind) or group_told(reading, zone, title, kind)


def group_told(reading: Reading, zone: Sequence[Block], title: Reason | None, kind: str) -> Reason | None:
    """The group of the coordinators who submit a paper, or the theme that its title names: a statement's, that of slides or
    of a part of an action plan."""
    place = title.place if title else None
    named = {span.kb_id_: span for span in reading.spans_in("groups", place)} if place else {}
    of_title = next(iter(named.values())) if len(named) == 1 else None
    if kind in BY_TITLE:
        return theme(reading, of_title, "theme named in the title", 0.75)
    if kind not in BY_COORDINATORS:
        return None
    line = next((block for block in zone if is_submitted(reading, block) and coordinator_in(reading, block)), None)
    if line is not None:
        return theme(reading, next(iter(reading.spans_of("groups", line)), of_title), "coordinators submit it", 0.93)
    told = theme(reading, in_capacity(reading, zone), "coordinators submit it", 0.85)
    return told or (theme(reading, of_title, "theme named in the title", 0.75) if kind == "presentation" else None)


def theme(reading: Reading, span: Span | None, method: str, sure: float) -> Reason | None:
    return Reason("group_id", span.kb_id_, method, sure, reading.place_of(span)) if span is not None else None


def in_capacity(reading: Reading, zone: Sequence[Block]) -> Span | None:
    """The theme of "As Coordinators on clearance, Italy and Norway …", where those States submit the paper; of a letter,
    the State at its head does."""
    lines = [block for block in zone if is_submitted(reading, block)]
    own = {span.kb_id_ for block in lines or zone for span in reading.spans_of("states", block)}
    for block in reading.body if own else ():
        for sentence in reading.sentences(block):
            told = coordinator_in(reading, block, sentence.start, sentence.end)
            states = {span.kb_id_ for span in reading.spans_in("states", sentence)}
            if told and own == states:
                after = reading.spans_in("groups", Place(block.seq, told.end(), min(told.end() + CLOSE, sentence.end)))
                if after:
                    return after[0]
    return None


def coordinator_in(reading: Reading, block: Block, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
    return reading.vocabulary.cue("submitter.coordinator").search(block.text, start, end or len(block.text))


def access_of(reading: Reading, zone: Sequence[Block], title: Sequence[Place], kind: str) -> Reason:
    """Public or internal: by what the paper says of itself, by its kind, and by the persons whom it may list.

    The careful side where that is not known: a paper that may be minutes, though it is more like something else, is
    internal too.
    """
    running = {block.text: block for block in reading.blocks if block.kind in (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)}
    for block in (*zone, *running.values()):
        if len(block.text.split()) > 15 or not reading.vocabulary.holds("access.internal", block.text):
            continue
        if told := reading.vocabulary.cue("access.internal").search(block.text):
            return Reason("access", "internal", "the paper asks for it", 0.95, Place(block.seq, *told.span()))
    if kind in INTERNAL_KINDS:
        return Reason("access", "internal", f"papers of the kind {kind} are internal", 0.9)
    own = {place.block for place in title}
    labels = [block for block in zone if block.seq not in own and block.text.rstrip()[-1:] not in ".;"]
    signs = [*in_title(reading, title), *in_opening(reading, labels)]
    for sign in (one for one in signs if one.kind in INTERNAL_KINDS):
        return Reason("access", "internal", f"it may be of the kind {sign.kind}", 0.7, sign.place)
    for block in reading.body:
        if block.kind is Kind.HEADING and reading.vocabulary.holds("kind.list_of_participants", block.text):
            return Reason("access", "internal", "a list of participants in it", 0.7, Place.of_block(block))
    return Reason("access", "public", f"papers of the kind {kind} are public", 0.9)
