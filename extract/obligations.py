"""Deadlines and requests for more time: which State, under which article, until when, for how many months.

A deadline is a day after a word for it ("deadline", "until", "délai", "plazo"), in a sentence or in a column so headed,
with the State that the sentence, the row or the paper's title names. What a State asks for is no deadline yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex
from spacy.tokens import Span

from extract.reading import Reading
from extract.recognise.dates import bounds
from extract.recognise.marks import after_blanks
from extract.record import Deadline, ExtensionRequest, Place, once
from extract.tables import cell_for, columns, rows
from ingest.document import Block, Cell, Kind

OF_ONE_STATE = ("extension_request", "analysis", "transparency_report", "decision", "statement")
REACH = 90  # characters between a word for a deadline and its day
MOST_MONTHS = 120
BEFORE_UNIT = regex.compile(
    r"[\s-]*(?:(?:additional|further|more|extra|calendar|consecutive|supplémentaires?|adicionales|más)\s+)?",
    regex.IGNORECASE,
)
AFTER_DAY = 16  # characters between a day and the State that it is for
FOR = regex.compile(
    r"\s*,?\s*(?:for|in the case of|pour|para|en el caso de)\s+(?:the|le|la|l['’]|los?|el)?\s*", regex.IGNORECASE
)
AND = regex.compile(r"\s*(?:,|and|et|y|e|the|le|la|l['’]|el|\s)*\s*", regex.IGNORECASE)
TO = regex.compile(r"\s*(?:to|until|au|jusqu['’]au|al|hasta el)\s*(?:le|el)?\s*", regex.IGNORECASE)


def deadlines(reading: Reading) -> Iterator[Deadline]:
    """Every deadline of the paper, the same one once."""
    if reading.is_ours:
        found = [*in_sentences(reading), *in_tables(reading)]
        yield from once(found, lambda one: (one.state_id, one.article_id, one.date))


def in_sentences(reading: Reading) -> Iterator[Deadline]:
    for block in reading.body:
        if block.kind not in (Kind.TABLE, Kind.HEADING):
            for sentence in reading.sentences(block):
                yield from in_sentence(reading, block, sentence)


def in_sentence(reading: Reading, block: Block, sentence: Place) -> Iterator[Deadline]:
    asks = is_asked(reading, sentence)
    for day in reading.spans_in("dates", sentence):
        told = word_before(reading, block, sentence, day) if day.label_ in ("day", "range") else None
        if told is None and day.label_ == "day":
            told = word_after(reading, block, sentence, day)
        if told is None or (asks and is_extended(block, told)):
            continue
        article = article_of(reading, block, sentence, reading.place_of(day).end)
        for state in states_of(reading, sentence, day) if article else ():
            yield Deadline(reading.place_of(day), "day after a deadline", 0.88, state, article, bounds(day.kb_id_)[1])


def word_after(reading: Reading, block: Block, sentence: Place, day: Span) -> int | None:
    """Where the word stands that makes a day without one right before it a deadline: "set 1 June 2026 as the new deadline",
    "the deadlines, namely 1 March 2021 for Chad and 1 May 2021 for Peru"."""
    at = reading.place_of(day).end
    found = reading.vocabulary.cue("deadline.after").match(block.text, after_blanks(block.text, at), sentence.end)
    told = reading.vocabulary.cue("deadline").search(block.text, sentence.start, at)
    return found.start() if found else told.start() if told and state_after(reading, sentence, day) else None


def word_before(reading: Reading, block: Block, sentence: Place, day: Span) -> int | None:
    """Where the word for a deadline stands that leads to a day; another day between them only in "from A to B"."""
    base = reading.starts[block.seq]
    end = day.start_char - base
    told = list(reading.vocabulary.cue("deadline").finditer(block.text, max(sentence.start, end - REACH), end))
    if not told:
        return None
    between = reading.spans_in("dates", Place(block.seq, told[-1].end(), end))
    if day.label_ == "range" and reading.vocabulary.cue("extension").search(reading.quote(sentence)) is None:
        return None
    joined = not between or TO.fullmatch(block.text[between[-1].end_char - base : end]) is not None
    return told[-1].start() if joined else None


def is_asked(reading: Reading, sentence: Place) -> bool:
    """Whether a sentence asks for more time and does not grant it."""
    text = reading.quote(sentence)
    cue = reading.vocabulary.cue
    asked = cue("extension.request").search(text) is not None and cue("extension").search(text) is not None
    return asked and cue("extension.granted").search(text) is None


def is_extended(block: Block, told: int) -> bool:
    """Whether the word leads to the end of the time asked for: "until" and its like, and not the deadline itself."""
    return regex.match(r"(?i)until|jusqu|hasta|new", block.text[told:]) is not None


def states_of(reading: Reading, sentence: Place, day: Span) -> list[str]:
    """The States whose day it is: the one right after it ("1 March 2021 for Peru"), else the last named before it with
    those that it stands in a row with, else the sentence's only one, else the one that the paper is about."""
    named = reading.spans_in("states", sentence)
    if own := state_after(reading, sentence, day):
        return [own]
    before = [span for span in named if span.end_char <= day.start_char]
    if before:
        return [span.kb_id_ for span in row_of(reading, before)]
    if len({span.kb_id_ for span in named}) == 1:
        return [named[0].kb_id_]
    own = None if named else subject(reading)
    return [own] if own else []


def state_after(reading: Reading, sentence: Place, day: Span) -> str | None:
    """The State right after a day: "1 March 2021 for Peru"."""
    after = [span for span in reading.spans_in("states", sentence) if 0 <= span.start_char - day.end_char <= AFTER_DAY]
    told = after and FOR.fullmatch(reading.text[day.end_char : after[0].start_char])
    return str(after[0].kb_id_) if told else None


def row_of(reading: Reading, spans: list[Span]) -> list[Span]:
    """The last of the States, with those before it that only "and" and commas part from it."""
    row = spans[-1:]
    for span in reversed(spans[:-1]):
        if AND.fullmatch(reading.text[span.end_char : row[0].start_char]) is None:
            break
        row.insert(0, span)
    return row


def subject(reading: Reading) -> str | None:
    """The State that a paper is about: the one its title names, or, in a form, its first table or the paper names most."""
    if reading.paper.kind not in OF_ONE_STATE:
        return None
    named = [span.kb_id_ for place in reading.titles for span in reading.spans_in("states", place)]
    if reading.paper.kind == "statement":
        return named[0] if len(set(named)) == 1 else None
    if not named:
        named = [span.kb_id_ for span in reading.spans("states")]
        return max(named, key=named.count) if named else None
    return named[0]


def article_of(reading: Reading, block: Block, sentence: Place, after: int | None = None) -> str | None:
    """The article of an obligation: of the sentence, the first `after` a position if it names several, else of the block,
    its headings or the title."""
    if after is not None:
        following = dated_articles(
            reading.spans_in("articles", Place(block.seq, after, min(sentence.end, after + REACH)))
        )
        if following and len(set(dated_articles(reading.spans_in("articles", sentence)))) > 1:
            return following[0]
    wider = [Place.of_block(one) for one in (block, *reading.headings_of(block))]
    for place in [sentence, *wider, *reading.titles]:
        if named := dated_articles(reading.spans_in("articles", place)):
            return named[0]
    themes = [span.kb_id_ for span in reading.spans_in("groups", sentence)]
    if themed := [one.article for key in themes if (one := reading.vocabulary.groups[key]).article in (3, 4)]:
        return str(themed[0])
    everywhere = dated_articles(reading.spans("articles"))
    if reading.paper.kind in OF_ONE_STATE and everywhere:
        return max(everywhere, key=everywhere.count)
    group = reading.vocabulary.groups.get(reading.paper.group_id or "")
    return str(group.article) if group and group.article in (3, 4) else None


def dated_articles(spans: Iterable[Span]) -> list[str]:
    """The articles among those named whose obligations have a day: 3, of stockpiles, and 4, of clearance."""
    return [span.kb_id_ for span in spans if span.kb_id_ in ("3", "4")]


def in_tables(reading: Reading) -> Iterator[Deadline]:
    """Rows with a State and a day in a column headed by a word for a deadline; a form's row so labelled."""
    cue = reading.vocabulary.cue("deadline")
    for block in reading.body:
        if block.kind is not Kind.TABLE:
            continue
        heads = [cell for cell in block.cells if cell.row == 0 and cue.search(cell.text)]
        across = columns(block)
        for head in heads:
            for row in rows(block)[head.row + 1 :]:
                others = [one for column in across if (one := cell_for(block, row, column)) is not None]
                yield from in_cell(reading, block, cell_for(block, row, head.column), others)
        for cell in block.cells:
            right = cell_for(block, cell.row, cell.column + cell.column_span)
            if cell.column == 0 and cell not in heads and cue.search(cell.text) and right is not cell:
                yield from in_cell(reading, block, right, [])


def in_cell(reading: Reading, block: Block, cell: Cell | None, others: list[Cell]) -> Iterator[Deadline]:
    """The days of a cell as deadlines, with the State and the article that the cells of its row name."""
    if cell is None:
        return
    place = Place.of_cell(block, cell)
    days = [span for span in reading.spans_in("dates", place) if span.label_ == "day"]
    around = [Place.of_cell(block, one) for one in others]
    named = [span.kb_id_ for one in around for span in reading.spans_in("states", one)]
    state = named[0] if named else subject(reading)
    article = next((s.kb_id_ for one in around for s in reading.spans_in("articles", one)), None)
    article = article or bare_article(reading, block, others) or article_of(reading, block, place)
    if state and article:
        yield from (
            Deadline(reading.place_of(day), "deadline in a table", 0.87, state, article, day.kb_id_) for day in days
        )


def bare_article(reading: Reading, block: Block, cells: list[Cell]) -> str | None:
    """The article that a row gives as a bare number, in a column headed so."""
    return next((one.text.strip() for one in cells if is_bare_article(reading, block, one)), None)


def bare_articles(reading: Reading, block: Block) -> Iterator[Cell]:
    """The cells of a column headed "Article" that hold nothing but the number of one."""
    return (cell for cell in block.cells if is_bare_article(reading, block, cell))


def is_bare_article(reading: Reading, block: Block, cell: Cell) -> bool:
    said = cell.text.strip()
    if cell.row == 0 or not said.isdecimal() or len(said) > 3 or int(said) not in reading.vocabulary.articles:
        return False
    head = cell_for(block, 0, cell.column)
    return head is not None and reading.vocabulary.cue("article").fullmatch(head.text.strip()) is not None


def extension_requests(reading: Reading) -> Iterator[ExtensionRequest]:
    """What a State asks for in its request, or in the analysis of it, and what was granted, by State and article."""
    if not reading.is_ours or reading.paper.kind not in ("extension_request", "analysis", "decision", "statement"):
        return
    found = [one for block in reading.body for one in time_asked(reading, block)]
    if reading.paper.kind == "statement":  # in which others' requests are spoken of too
        found = [one for one in found if is_own(reading, one[1])]
    request, granted = (reading.vocabulary.cue(name) for name in ("extension.request", "extension.granted"))
    found.sort(key=lambda one: (granted.search(one[2]) is not None, request.search(one[2]) is None))
    for block, place, _, months in found[:1]:
        state = subject(reading) or next((s.kb_id_ for s in reading.spans_of("states", block)), None)
        if state is not None:
            article = article_of(reading, block, place)
            yield ExtensionRequest(place, "time asked for", 0.9, state, article, months)


def is_own(reading: Reading, place: Place) -> bool:
    """Whether the State that speaks asks, in the sentence of a place, for itself, and names no other."""
    sentence = reading.sentence(place)
    text, named = reading.quote(sentence), {span.kb_id_ for span in reading.spans_in("states", sentence)}
    cue = reading.vocabulary.cue
    asks = cue("extension.own").search(text) or (named and cue("extension.request").search(text))
    return bool(asks) and cue("extension").search(text) is not None and named <= {subject(reading)}


def time_asked(reading: Reading, block: Block) -> Iterator[tuple[Block, Place, str, int]]:
    """The times that a block gives with words for an extension, in a sentence or in a row so labelled."""
    for sentence in reading.sentences(block):
        cell = block.cell_at(sentence.start)
        label = cell_for(block, cell.row, 0) if cell else None
        told = reading.quote(sentence) if label is None else f"{label.text} {reading.quote(sentence)}"
        if any(reading.vocabulary.cue(name).search(told) for name in ("extension", "extension.request")):
            months = months_in(reading, sentence)
            if months is not None:
                yield block, months[0], told, months[1]


def months_in(reading: Reading, sentence: Place) -> tuple[Place, int] | None:
    """The time that a sentence gives, in months, and where: "18 months", "cinq ans", "five additional years"."""
    text, base = reading.blocks[sentence.block].text, reading.starts[sentence.block]
    for span in reading.spans_in("numbers", sentence):
        at = span.end_char - base
        step = BEFORE_UNIT.match(text, at, sentence.end)
        rest = step.end() if step else at
        for unit, factor in (("duration.month", 1), ("duration.year", 12)):
            word = reading.vocabulary.cue(unit).match(text, rest, sentence.end)
            months = int(span.kb_id_) * factor
            if word and 0 < months <= MOST_MONTHS:
                return Place(sentence.block, span.start_char - base, word.end()), months
    return None
