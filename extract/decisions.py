"""Decisions: the sentences of a report in which the meeting itself acts ("The Meeting decided …", "La Reunión acordó …").

What delegations said, and what earlier meetings decided, is told and not decided. In the form of a resolution the body
is named once ("The Conference of the Parties,") and every numbered paragraph begins with what it does ("Requests …").
"It was decided to …" is told of the meeting too, as is what a web page about it says that it decided.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.opening import opening
from extract.paragraphs import Paragraphs
from extract.reading import Reading
from extract.recognise.marks import after_blanks
from extract.recognise.starts import matches
from extract.record import Decision, Place
from extract.sections import leads_to_items
from ingest.document import Block, Kind

KINDS = ("meeting_report", "decision", "minutes")
ABOUT_ONE = "web_page"  # a kind that tells what a meeting did, where its title names one
BEFORE_ACTOR = 160  # characters: "At its second plenary meeting, on 11 September 2024, …"
LONGEST_OPENER = 45  # words of a line that only names the bodies that act
CLAUSE = regex.compile(r"(?:^|[,;:])[ “\"«]*")  # where one begins
NEVER = regex.compile(r"(?!)")


def decisions(reading: Reading) -> Iterator[Decision]:
    """The decisions of a meeting's report, in order, each with the number of its paragraph."""
    about_one = reading.paper.kind == ABOUT_ONE and reading.paper.meeting_id is not None
    if not (reading.paper.kind in KINDS or about_one) or not (reading.is_ours or reading.paper.symbol):
        return
    paragraphs, acting = Paragraphs(reading), own_body(reading)
    open_list: tuple[str, str | None] | None = None
    resolving = False
    for block in reading.body:
        number = paragraphs.of(block)
        if block.kind is Kind.LIST_ITEM and open_list and is_under(number, open_list[1]):
            yield decision(reading, Place.of_block(block), "item of what the meeting does", number, open_list[0])
            continue
        open_list = None
        resolving = resolving or opens_resolution(reading, block)
        verb = operative(reading, block) if resolving and block.marker and number else None
        if verb and leads_to_items(reading, block):
            open_list = verb, number
        elif verb:
            place = Place.of_block(block)
            yield decision(reading, place, "paragraph of a resolution", number, verb)
        elif block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            for sentence, told in told_in(reading, block, acting):
                leads = leads_to_items(reading, block) and sentence.end >= len(block.text.rstrip())
                if leads and reading.vocabulary.cue("decision.strong").fullmatch(told):
                    open_list = told, number
                else:
                    yield decision(reading, sentence, "meeting acts", number, told)


def own_body(reading: Reading) -> regex.Pattern[str]:
    """An expression for the body whose paper this is: the name over the title that the title repeats, or its initials.

    Others may act with it: "the SBSTA and the SBI".
    """
    title = " ".join((reading.paper.title or "").casefold().split())
    lines = [" ".join(block.text.split()) for block in opening(reading)]
    names = [one for one in lines if " " in one and one.casefold() in title and len(one) < len(title)]
    if not names:
        return NEVER
    initials = ["".join(word[0] for word in regex.findall(r"\p{Lu}\p{L}*", one)) for one in names]
    known = "|".join(map(regex.escape, [*names, *(one for one in initials if len(one) > 2)]))
    ands = "|".join(regex.escape(one) for words in reading.vocabulary.words.values() for one in words.conjunctions)
    article = r"(?:\p{L}{1,3}(?:['’]|\s+))?"
    other = r"\p{Lu}{2,8}(?!\p{L})"
    return regex.compile(
        rf"(?<!\w)(?i:{article})(?:{other}\s+(?:{ands})\s+{article})?(?:{known})(?!\w)(?:\s+(?:{ands})\s+{article}{other})?"
    )


def opens_resolution(reading: Reading, block: Block) -> bool:
    """Whether a line names the body that acts, and nothing more: "The General Assembly,"."""
    text = block.text.rstrip()
    if not text.endswith(",") or len(text.split()) > LONGEST_OPENER or block.marker:
        return False
    return reading.vocabulary.cue("decision.actor").match(text) is not None


def operative(reading: Reading, block: Block) -> str | None:
    """The verb with which a paragraph of a resolution begins."""
    return verb_at(reading, block.text, 0, "decision.operative")


def told_in(reading: Reading, block: Block, acting: regex.Pattern[str]) -> Iterator[tuple[Place, str]]:
    """The sentences of a block in which the meeting acts, with the verb; "it" stands for the subject before, and so does
    a verb alone ("Decidió asimismo …"). What follows the act of an earlier meeting is that meeting's too."""
    before = elsewhere = False
    for sentence in reading.sentences(block):
        text, others = reading.quote(sentence), other_meetings(reading, sentence)
        named = [] if is_elsewhere(reading, text, others) else actors(reading, text, acting)
        ends = [one for one in named if not is_within(one, others)]
        elsewhere = not ends and (elsewhere or bool(named) or is_elsewhere(reading, text, others))
        if before and not (ends or elsewhere):
            pronoun = reading.vocabulary.cue("decision.pronoun").match(text)
            ends = [pronoun.end()] if pronoun else [0] if strong_at(reading, text, 0) else []
        verbs = (verb_at(reading, text, end) or second_verb(reading, text, end) for end in ends)
        verb = next((one for one in verbs if one), None) or (None if elsewhere else impersonal(reading, text))
        if verb:
            yield sentence, verb
        before = bool(ends)


def actors(reading: Reading, text: str, acting: regex.Pattern[str]) -> list[int]:
    """Where the names of the meeting end that open a clause at the beginning of a sentence."""
    starts = [one.end() for one in CLAUSE.finditer(text, 0, BEFORE_ACTOR)]
    names = (acting, reading.vocabulary.cue("decision.actor"))
    return [one.end() for name in names for one in matches(name, text, starts, BEFORE_ACTOR)]


def other_meetings(reading: Reading, sentence: Place) -> list[tuple[int, int]]:
    """Where a sentence begins to name meetings that are not the paper's own."""
    base, own = reading.starts[sentence.block] + sentence.start, reading.paper.meeting_id
    spans = reading.spans_in("meetings", sentence) if own else []
    return [(one.start_char - base, one.end_char - base) for one in spans if one.kb_id_ != own]


def is_elsewhere(reading: Reading, text: str, others: list[tuple[int, int]]) -> bool:
    """Whether a sentence tells what was done at another meeting: "At their First Review Conference, … decided"."""
    return any(reading.vocabulary.cue("decision.at").fullmatch(text, 0, start) for start, _ in others[:1])


def is_within(end: int, others: list[tuple[int, int]]) -> bool:
    """Whether the name of an actor ends in that of another meeting: "the Seventh Meeting of States Parties decided"."""
    return any(start < end <= stop for start, stop in others)


def impersonal(reading: Reading, text: str) -> str | None:
    """The verb of a sentence that says what was done and not by whom: "It was decided to …"."""
    told = reading.vocabulary.cue("decision.impersonal").match(text)
    return told["verb"].casefold() if told else None


def is_under(number: str | None, head: str | None) -> bool:
    """Whether an item belongs to the paragraph that leads to it, and is not the next one of the report."""
    return head is None or number is None or number == head or number.startswith((f"{head} ", f"{head}."))


def decision(reading: Reading, place: Place, method: str, number: str | None, verb: str) -> Decision:
    text = " ".join(reading.quote(place).split())
    return Decision(place, method, 0.92, reading.paper.meeting_id, number, verb, text)


def verb_at(reading: Reading, text: str, at: int, verbs: str = "decision.verb") -> str | None:
    """The verb of acting at a place, adverbs and commas before it passed over."""
    cue = reading.vocabulary.cue
    while True:
        begin = after_blanks(text, at)
        adverb = cue("decision.adverb").match(text, begin)
        if adverb is None:
            break
        at = adverb.end()
    verb = cue(verbs).match(text, begin)
    return verb[0].casefold() if verb else None


def second_verb(reading: Reading, text: str, at: int) -> str | None:
    """The verb after "and", where the first is none of acting: "The Meeting assessed the request … and decided to …"."""
    ands = {one for words in reading.vocabulary.words.values() for one in words.conjunctions}
    for joint in regex.finditer(r"(?<!\w)(?:" + "|".join(map(regex.escape, ands)) + r")\s+", text, pos=at):
        strong = strong_at(reading, text, joint.end())
        if strong:
            return strong
    return None


def strong_at(reading: Reading, text: str, at: int) -> str | None:
    strong = reading.vocabulary.cue("decision.strong").match(text, at)
    return strong[0].casefold() if strong else None
