"""Deadlines: which State, under which article, until when.

A deadline is a day after a word for it ("deadline", "until", "délai", "plazo"), in a sentence or in a column so headed,
with the State that the sentence, the row or the paper's title names. What a State asks for is no deadline yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.tokens import Span

from extract.reading import Reading
from extract.recognise.dates import bounds
from extract.recognise.marks import after_blanks
from extract.record import Deadline, Place, once
from extract.tables import cell_for, columns, rows
from ingest.document import Block, Cell, Kind

OF_ONE_STATE = ("extension_request", "analysis", "transparency_report", "decision", "statement")
REACH = 90  # characters between a word for a deadline and its day
DATED = ("3", "4")  # articles whose obligations have a day: of stockpiles, and of clearance
HEAD = 8  # words of the head of a column, or of a label
SAME_ARTICLE = 3  # blocks before "the same article" in which it is named
AFTER_DAY = 16  # characters between a day and the State that it is for


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
        if told is None and day.label_ == "day":
            told = word_again(reading, block, sentence, day)
        if told is None or (asks and reading.vocabulary.cue("deadline.open").match(block.text, told)):
            continue
        article = article_of(reading, block, sentence, reading.place_of(day).end)
        for state in states_of(reading, block, sentence, day) if article else ():
            yield Deadline(reading.place_of(day), "day after a deadline", 0.88, state, article, bounds(day.kb_id_)[1])


def word_after(reading: Reading, block: Block, sentence: Place, day: Span) -> int | None:
    """Where the word stands that makes a day without one right before it a deadline: "set 1 June 2026 as the new deadline",
    "the deadlines, namely 1 March 2021 for Chad and 1 May 2021 for Peru"."""
    at = reading.place_of(day).end
    found = reading.vocabulary.cue("deadline.after").match(block.text, after_blanks(block.text, at), sentence.end)
    told = reading.vocabulary.cue("deadline").search(block.text, sentence.start, at)
    return found.start() if found else told.start() if told and state_after(reading, sentence, day) else None


def word_again(reading: Reading, block: Block, sentence: Place, day: Span) -> int | None:
    """Where the word stands that stands for a deadline, once that has been said, before a State: "the deadline of Chad is
    1 October 2024; those of Peru and Iraq fall on 1 August 2025"."""
    at, base = reading.place_of(day).start, reading.starts[block.seq]
    before = reading.spans_in("dates", Place(block.seq, sentence.start, at))
    begin = before[-1].end_char - base if before else sentence.start
    again = reading.vocabulary.cue("deadline.again").search(block.text, begin, at) if before else None
    if again is None or reading.vocabulary.cue("deadline").search(block.text, sentence.start, again.start()) is None:
        return None
    own = reading.spans_in("states", Place(block.seq, again.end(), at))
    return again.start() if own and not block.text[again.end() : own[0].start_char - base].strip() else None


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
    joined = not between or says(reading, "deadline.to", block.text[between[-1].end_char - base : end])
    return told[-1].start() if joined else None


def says(reading: Reading, cue: str, text: str) -> bool:
    """Whether the words of a cue are all that a text says, blanks and commas aside."""
    return reading.vocabulary.cue(cue).fullmatch(text.strip(" ,\n")) is not None


def is_asked(reading: Reading, sentence: Place) -> bool:
    """Whether a sentence asks for more time and does not grant it."""
    text = reading.quote(sentence)
    cue = reading.vocabulary.cue
    asked = cue("extension.request").search(text) is not None and cue("extension").search(text) is not None
    return asked and cue("extension.granted").search(text) is None


def states_of(reading: Reading, block: Block, sentence: Place, day: Span) -> list[str]:
    """The States whose day it is: the one right after it ("1 March 2021 for Peru"), else the last named before it with
    those that it stands in a row with, else the sentence's only one, else the one that the sentence before, the paper or
    the passage is about."""
    named = reading.spans_in("states", sentence)
    if own := state_after(reading, sentence, day):
        return [own]
    before = [span for span in named if span.end_char <= day.start_char]
    if before:
        return [span.kb_id_ for span in row_of(reading, before)]
    if len({span.kb_id_ for span in named}) == 1:
        return [named[0].kb_id_]
    own = None if named else owner(reading, block, sentence) or subject(reading) or spoken_of(reading, block)
    return [own] if own else []


def owner(reading: Reading, block: Block, sentence: Place) -> str | None:
    """The State with which the sentence before begins, where this one with "its": "Chad spoke of Iraq. Its deadline …"."""
    before = [one for one in reading.sentences(block) if one.end <= sentence.start]
    its = reading.vocabulary.cue("deadline.its").match(block.text, sentence.start, sentence.end)
    named = reading.spans_in("states", before[-1]) if before and its else []
    if not named:
        return None
    lead = block.text[before[-1].start : named[0].start_char - reading.starts[block.seq]]
    return str(named[0].kb_id_) if not lead.strip() or says(reading, "deadline.joint", lead) else None


def spoken_of(reading: Reading, block: Block) -> str | None:
    """The only State that a passage and the heading over it name: "Bulgaria moves on", "Its deadline is now …"."""
    over = islice(reading.headings_of(block), 1)
    named = {span.kb_id_ for one in (block, *over) for span in reading.spans_of("states", one)}
    return named.pop() if len(named) == 1 else None


def state_after(reading: Reading, sentence: Place, day: Span) -> str | None:
    """The State right after a day: "1 March 2021 for Peru"."""
    after = [span for span in reading.spans_in("states", sentence) if 0 <= span.start_char - day.end_char <= AFTER_DAY]
    told = after and says(reading, "deadline.for", reading.text[day.end_char : after[0].start_char])
    return str(after[0].kb_id_) if told else None


def row_of(reading: Reading, spans: list[Span]) -> list[Span]:
    """The last of the States, with those before it that only "and" and commas part from it."""
    row = spans[-1:]
    for span in reversed(spans[:-1]):
        between = reading.text[span.end_char : row[0].start_char]
        if between.strip(" ,\n") and not says(reading, "deadline.joint", between):
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
    if after is not None and len(set(dated_articles(reading.spans_in("articles", sentence)))) > 1:
        clause = set(dated_articles(reading.spans_in("articles", clause_of(block, sentence, after))))
        if len(clause) == 1:
            return clause.pop()
        rest = Place(block.seq, after, min(sentence.end, after + REACH))
        if following := dated_articles(reading.spans_in("articles", rest)):
            return following[0]
    wider = [Place.of_block(one) for one in (block, *reading.headings_of(block))]
    for place in [sentence, *wider, *reading.titles]:
        if named := dated_articles(reading.spans_in("articles", place)):
            return named[0]
    if same := same_article(reading, block, sentence):
        return same
    themes = [span.kb_id_ for span in reading.spans_in("groups", sentence)]
    if themed := [one.article for key in themes if (one := reading.vocabulary.groups[key]).article in (3, 4)]:
        return str(themed[0])
    everywhere = dated_articles(reading.spans("articles"))
    if reading.paper.kind in OF_ONE_STATE and everywhere:
        return max(everywhere, key=everywhere.count)
    group = reading.vocabulary.groups.get(reading.paper.group_id or "")
    return str(group.article) if group and group.article in (3, 4) else None


def clause_of(block: Block, sentence: Place, at: int) -> Place:
    """The part of a sentence, between semicolons, in which a position lies."""
    begin, end = block.text.rfind(";", sentence.start, at), block.text.find(";", at, sentence.end)
    return Place(block.seq, begin + 1 if begin >= 0 else sentence.start, end if end >= 0 else sentence.end)


def same_article(reading: Reading, block: Block, sentence: Place) -> str | None:
    """The article that "the same article" stands for: the last one named before."""
    if reading.vocabulary.cue("article.same").search(reading.quote(sentence)) is None:
        return None
    before = reversed(reading.blocks[max(0, block.seq - SAME_ARTICLE) : block.seq])
    return next((named[-1] for one in before if (named := dated_articles(reading.spans_of("articles", one)))), None)


def dated_articles(spans: Iterable[Span]) -> list[str]:
    """The articles among those named whose obligations have a day: 3, of stockpiles, and 4, of clearance."""
    return [span.kb_id_ for span in spans if span.kb_id_ in DATED]


def in_tables(reading: Reading) -> Iterator[Deadline]:
    """Rows with a State and a day in a column headed by a word for a deadline; a form's row so labelled."""
    for block in reading.body:
        if block.kind is not Kind.TABLE or not reading.vocabulary.holds("deadline", block.text):
            continue
        told = [cell for cell in block.cells if is_label(reading, cell)]
        heads = [cell for cell in told if cell.row == 0 and not days_beside(reading, block, cell)]
        across = columns(block)
        for head in heads:
            for row in rows(block)[head.row + 1 :]:
                others = [one for column in across if (one := cell_for(block, row, column)) is not None]
                yield from in_cell(reading, block, cell_for(block, row, head.column), others)
        for cell in told:
            if cell.column == 0 and cell not in heads:
                yield from in_cell(reading, block, beside(block, cell), [])


def is_label(reading: Reading, cell: Cell) -> bool:
    """Whether a cell is the head of deadlines, or labels one, and is no text that speaks of one."""
    return len(cell.text.split()) <= HEAD and reading.vocabulary.cue("deadline").search(cell.text) is not None


def beside(block: Block, cell: Cell) -> Cell | None:
    right = cell_for(block, cell.row, cell.column + cell.column_span)
    return right if right is not cell else None


def days_beside(reading: Reading, block: Block, cell: Cell) -> list[Span]:
    right = beside(block, cell)
    return reading.spans_in("dates", Place.of_cell(block, right)) if right else []


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
    if state and article in DATED:
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
