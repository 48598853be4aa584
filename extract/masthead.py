"""Mastheads: symbols, job number, date of issue, original language, agenda item and state of the version, where printed.

The symbol stands alone on its line, in the first blocks or in a running head; one that a title or a list names is
cited. The date of issue stands by "Distr." or "Original", else alone under the title; a range of days is a meeting's.
`GE.19-13879 (R) 210819` holds no date of issue. Source: UN Editorial Manual, "Masthead".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex
from spacy.tokens import Span

from extract.opening import covered, lines
from extract.reading import Reading
from extract.record import Place, Reason
from ingest.document import Block, Kind

ALONE = 0.7  # share of a line that a symbol or a date must fill to stand alone
SHORT_LINE = 25  # words
LETTERHEAD = 8  # blocks in which the day of a letter stands
LABEL_REACH = 30  # characters after "Date:" in which the day begins and ends
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
FIRST_BLOCKS = 3  # a table after them is no masthead
SMALL_TABLE = 6  # rows: a larger table is no masthead


def symbols(reading: Reading, zone: Sequence[Block]) -> tuple[Reason | None, Reason | None]:
    """The paper's own symbol, and the second one of a paper of two bodies ("A/71/438–A/CONF.192/BMS/2016/1")."""
    heads = [block for block in reading.blocks if block.kind in (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)][:6]
    found = [(block, span) for block in [*zone[:12], *heads] for span in symbols_alone(reading, block)]
    if not found:
        return None, None
    first, own = found[0]
    others = [span for block, span in found if 0 <= block.seq - first.seq <= 1 and body_of(span) != body_of(own)]
    if others and others[0].label_ == "own":
        own, others = others[0], [own]
    sure = 0.99 if own.label_ == "own" else 0.95
    method = "symbol alone on its line"
    second = (Reason("other_symbol", one.kb_id_, method, 0.9, reading.place_of(one)) for one in others)
    return Reason("symbol", own.kb_id_, method, sure, reading.place_of(own)), next(second, None)


def symbols_alone(reading: Reading, block: Block) -> Iterator[Span]:
    """The symbols of a block that stand alone on their lines, or in a line of the masthead."""
    for line in own_lines(block):
        spans = reading.spans_in("symbols", line)
        if spans and (fills(reading, spans, line) or is_masthead(reading, block)):
            yield from spans


def body_of(span: Span) -> tuple[str, ...]:
    """The parts of a symbol that name the body: two papers of one body have them in common."""
    return tuple(span.kb_id_.split("/")[:2])


def fills(reading: Reading, spans: Sequence[Span], line: Place) -> bool:
    """Whether symbols stand alone on their line, but for the name of the organisation; no word joins two of them."""
    between = reading.text[spans[0].end_char : spans[-1].start_char] if len(spans) > 1 else ""
    joined = len(spans) == 2 and regex.search(r"\p{L}", between) is None
    named = [*(spans if joined else spans[:1]), *reading.spans_in("organisations", line)]
    return sum(len(span.text) for span in named) >= ALONE * (line.end - line.start)


def own_lines(block: Block) -> Iterator[Place]:
    """The lines in which a masthead may print a symbol."""
    rows = {cell.row for cell in block.cells}
    if block.kind is Kind.LIST_ITEM or len(rows) > SMALL_TABLE or (rows and block.seq >= FIRST_BLOCKS):
        return
    yield from lines(block)


def is_masthead(reading: Reading, block: Block) -> bool:
    return reading.vocabulary.cue("masthead.distribution").search(block.text) is not None and len(block.text) < 400


def job_number(reading: Reading) -> Reason | None:
    """The first job number: it identifies one language version."""
    span = next(reading.spans("job_numbers"), None)
    return Reason("job_number", span.kb_id_, "job number printed", 0.97, reading.place_of(span)) if span else None


def original_language(reading: Reading, zone: Sequence[Block]) -> Reason | None:
    """The language, or languages, after "Original:", on the same line or, where that ends there, on the next."""
    label, names = reading.vocabulary.cue("masthead.original"), reading.vocabulary.cues_of("language")
    for block in zone:
        for told in label.finditer(block.text):
            here = Place(block.seq, told.end(), min(line_end(block.text, told.end()), told.end() + LABEL_REACH))
            if not reading.quote(here).strip(" :：") and block.seq + 1 < len(reading.blocks):
                after = reading.blocks[block.seq + 1]
                here = Place(after.seq, 0, min(len(after.text), LABEL_REACH))
            found = sorted((m.span(), code) for code, name in names.items() if (m := name.search(reading.quote(here))))
            if found:
                place = Place(here.block, here.start + found[0][0][0], here.start + found[-1][0][1])
                codes = ", ".join(code for _, code in found)
                return Reason("original_language", codes, "language after its label", 0.97, place)
    return None


def line_end(text: str, start: int) -> int:
    """Where the line, or the cell, that holds a position ends."""
    found = regex.compile(r"[\n\t|]").search(text, start)
    return found.start() if found else len(text)


def agenda_item(reading: Reading, zone: Sequence[Block]) -> Reason | None:
    """The items of the agenda that a line of the masthead names: "8 (a)", "4, 5"."""
    for block in zone:
        for line in lines(block):
            text = reading.quote(line)
            told = reading.vocabulary.cue("title.agenda_item").fullmatch(text)
            run = item_numbers(reading).search(text) if told and len(text.split()) <= SHORT_LINE else None
            if run and block.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE):
                place = Place(block.seq, line.start + run.start(), line.start + run.end())
                return Reason("agenda_item", items_in(run[0]), "agenda item in the masthead", 0.93, place)
    return None


def item_numbers(reading: Reading) -> regex.Pattern[str]:
    """The first run of numbers with their letters: "8", "8 (a) and (b)", "4, 5 y 6 c)"."""
    ands = {word for words in reading.vocabulary.words.values() for word in words.conjunctions}
    joint = rf"(?:\s*(?:[,;&]|(?<!\w)(?:{'|'.join(map(regex.escape, sorted(ands)))})(?!\p{{L}}))\s*)"
    letter = r"\s?\(?[a-z]\)"
    return regex.compile(rf"\d{{1,3}}(?:{letter})?(?:{joint}(?:\d{{1,3}}(?:{letter})?|\(?[a-z]\)))*+")


def items_in(run: str) -> str:
    """The items of a run, each with its number.

    >>> items_in("8 (a) and (b)"), items_in("4, 5"), items_in("8 a)")
    ('8 (a), 8 (b)', '4, 5', '8 (a)')
    """
    items: list[str] = []
    number = ""
    for told in regex.finditer(r"(?P<number>\d+)|(?<!\p{L})(?P<letter>[a-z])\)", run):
        if told["number"]:
            number = told["number"]
        elif items and items[-1] == number:
            items.pop()
        items.append(number if told["number"] else f"{number} ({told['letter']})")
    return ", ".join(items)


def date(reading: Reading, zone: Sequence[Block], kind: str) -> Reason | None:
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


def version(reading: Reading, zone: Sequence[Block], title: Sequence[Block], symbol_text: str | None) -> Reason | None:
    """Draft, advance, revision, corrigendum or addendum: by the symbol's last part, else by a word in the opening."""
    change = regex.search(r"/(Rev|Corr|Add|Amend)[. ]?\d+$", symbol_text or "")
    names = {"Rev": "revision", "Corr": "corrigendum", "Add": "addendum", "Amend": "revision"}
    if change:
        return Reason("version", names[change[1]], "change in the symbol", 0.98)
    for name, cue in reading.vocabulary.cues_of("version").items():
        for block in zone:
            short = len(block.text.split()) <= SHORT_LINE and reading.vocabulary.holds(f"version.{name}", block.text)
            found = cue.search(block.text) if short else None
            if found and ((block in title and is_at_edge(block, found)) or cue.fullmatch(block.text.strip(" .*[]()"))):
                place = Place(block.seq, found.start(), found.end())
                return Reason("version", name, "word in the opening", 0.85, place)
    return None


def is_at_edge(block: Block, found: regex.Match[str]) -> bool:
    """Whether a word opens or closes a line: "Draft work plan", "Final report – Corrigendum"."""
    return not block.text[: found.start()].strip() or not block.text[found.end() :].strip(" )]")


def is_masthead_line(reading: Reading, block: Block) -> bool:
    """Whether a block belongs to the masthead and is no title."""
    return (
        is_masthead(reading, block)
        or covered(reading, block, "symbols", "job_numbers") >= ALONE
        or covered(reading, block, "dates") >= ALONE
        or reading.vocabulary.cue("masthead.original").search(block.text) is not None
    )
