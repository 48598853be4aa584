"""Who took part in a meeting: lists of States and organisations by class, and how many of a class there were.

"The following signatory States participated as observers: Angola and Haiti"; "Sixty-two States Parties took part"; the
headings and lines of a list of participants. Persons are never recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span

from extract.opening import lines
from extract.reading import Reading
from extract.record import Participant, Place, once
from ingest.document import Block, Kind

CLASSES = ("signatory", "observer", "state_party", "organisation")  # the first that a sentence names is its States'
KINDS = ("meeting_report", "minutes", "decision", "list_of_participants", "web_page", "newsletter")
NAMED = ("states", "organisations")
WHOLE = 0.85  # share of a line's letters that a name covers where the line is but a name
NEAR = 12  # characters between a number and what it counts


def participants(reading: Reading) -> Iterator[Participant]:
    """Who took part, each once in a class."""
    if reading.paper.kind not in KINDS:
        return
    listed = in_list if reading.paper.kind == "list_of_participants" else in_sentences
    yield from once(listed(reading), lambda one: (one.entity_class, one.entity, one.count))


def in_sentences(reading: Reading) -> Iterator[Participant]:
    """Those whom sentences of a paper about a meeting name, or lists that the sentences lead to."""
    took_part = reading.vocabulary.cue("participant.took_part")
    for block in reading.holding("participant.took_part"):
        if block.kind in (Kind.HEADING, Kind.TABLE):
            continue
        for sentence in reading.sentences(block):
            verb = took_part.search(block.text, sentence.start, sentence.end)
            if verb and (reading.paper.meeting_id or reading.spans_in("meetings", sentence)):
                yield from counted(reading, sentence)
                yield from named(reading, sentence, Place(block.seq, *verb.span()))


def counted(reading: Reading, sentence: Place) -> Iterator[Participant]:
    """Numbers right before the word for a class: "62 States Parties"."""
    text = reading.blocks[sentence.block].text
    for name in CLASSES:
        for word in reading.vocabulary.cue(f"participant.{name}").finditer(text, sentence.start, sentence.end):
            before = Place(sentence.block, max(sentence.start, word.start() - 60), word.start())
            numbers = reading.spans_in("numbers", before)
            if numbers and word.start() - reading.place_of(numbers[-1]).end <= NEAR:
                place = Place(sentence.block, reading.place_of(numbers[-1]).start, word.end())
                yield Participant(
                    place, "number of a class", 0.85, meeting(reading, sentence), name, None, int(numbers[-1].kb_id_)
                )


def named(reading: Reading, sentence: Place, verb: Place) -> Iterator[Participant]:
    """The names of a sentence: those after its colon, or those that it begins with, before the verb."""
    block = reading.blocks[sentence.block]
    colon = block.text.find(":", verb.end, sentence.end)
    if colon >= 0:
        after = Place(block.seq, colon + 1, sentence.end)
        blocks = [] if reading.quote(after).strip() else following(reading, block)
        spans = [*spans_in(reading, after), *(span for one in blocks for span in spans_of(reading, one))]
    else:
        spans = spans_in(reading, Place(block.seq, sentence.start, verb.start))
        lead = block.text[sentence.start : reading.place_of(spans[0]).start].strip() if spans else "?"
        if lead and not reading.vocabulary.cue("participant.lead").fullmatch(lead):
            return
    yield from those(reading, spans, class_of(reading, reading.quote(sentence)), meeting(reading, sentence))


def following(reading: Reading, block: Block) -> list[Block]:
    """The list, or the paragraph of names, that a sentence with a colon at its end leads to."""
    found: list[Block] = []
    for one in reading.blocks[block.seq + 1 :]:
        if one.kind is not Kind.LIST_ITEM and (found or not spans_of(reading, one) or one.kind is Kind.HEADING):
            break
        found.append(one)
    return found


def in_list(reading: Reading) -> Iterator[Participant]:
    """The lines of a list of participants that are but a name, in the class of the heading above them."""
    name: str | None = None
    for block in reading.body:
        for line in lines(block):
            said = reading.quote(line)
            spans = spans_in(reading, line)
            size = sum(sign.isalnum() for sign in said)
            if spans and sum(sum(s.isalnum() for s in span.text) for span in spans[:1]) >= WHOLE * size:
                yield from those(reading, spans[:1], name or "state_party", reading.paper.meeting_id)
            elif len(said.split()) <= 8:
                name = class_of(reading, said) or name


def those(reading: Reading, spans: Iterable[Span], name: str | None, meeting_id: str | None) -> Iterator[Participant]:
    """A participant for each name; an organisation is one whatever the sentence calls the States."""
    for span in spans:
        organisation = span.kb_id_ in reading.vocabulary.organisations
        entity_class = "organisation" if organisation else name
        if entity_class and (organisation or name != "organisation"):
            yield Participant(
                reading.place_of(span), "named among those present", 0.85, meeting_id, entity_class, span.kb_id_
            )


def class_of(reading: Reading, text: str) -> str | None:
    """The class that a text names; "signatories took part as observers" are signatories."""
    return next((name for name in CLASSES if reading.vocabulary.cue(f"participant.{name}").search(text)), None)


def meeting(reading: Reading, sentence: Place) -> str | None:
    """The meeting that the sentence names, else the paper's own."""
    spans = reading.spans_in("meetings", sentence)
    return spans[0].kb_id_ if spans else reading.paper.meeting_id


def spans_in(reading: Reading, place: Place) -> list[Span]:
    return in_order(span for name in NAMED for span in reading.spans_in(name, place))


def spans_of(reading: Reading, block: Block) -> list[Span]:
    return in_order(span for name in NAMED for span in reading.spans_of(name, block))


def in_order(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: int(span.start_char))
