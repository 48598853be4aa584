"""Titles: the words that name a paper, from the headings of its opening.

A heading with a word for a kind of document wins ("WORK PLAN 2024-2025"), with the headings that stand right before and
after it; else the first heading. The body that meets, the masthead, "Item 8 of the agenda", a submitter, contact details
and a line "Contents" are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

import regex

from extract.issue import is_byline
from extract.masthead import is_masthead_line
from extract.opening import TITLE_WORDS, covered, covered_in, is_kind
from extract.reading import Reading
from extract.record import Place, Reason
from extract.tables import lines_of, says
from ingest.document import Block, Kind

ALONE = 0.9
ITEM_REACH = 4  # blocks from the title of an agenda item to that of the paper
NOTE_SIGNS = " *†‡\uf02a"
BREADCRUMB = regex.compile(  # "Home › Statements › 2025", "Accueil / Documents / 2025": where a page stands on its site
    r"[^›»>→▸«]{1,60}(?:\s*[›»>→▸]\s*[^›»>→▸«]{1,90})+|[^/|]{1,60}(?:\s[/|]\s[^/|]{1,90}){2,}"
)
TABLE_ROWS = 4  # of a table that a paper opens with, in which its title may stand
ITEM_LINE = 60  # characters at the end of a line in which "Item 8 of the agenda" may stand
OWNER = 6  # words of a line that names whose paper it is ("FEDERAL REPUBLIC OF CHAD")
OWNED = 0.25  # share of such a line that the name covers
BODY_NAME = 0.8  # share of a line that names of meetings and conventions must fill to be the body that meets


def title(reading: Reading, zone: Sequence[Block]) -> tuple[Reason | None, tuple[Block, ...]]:
    """The title with the blocks that it fills; none where the paper has no heading and no words for its kind."""
    candidates = without_items([block for block in zone if may_be_title(reading, block)], reading)
    candidates = [block for block in candidates if is_kind(reading, block) or not names_body(block, candidates)]
    if numbered := resolution(reading, zone):
        return numbered[0], (*[block for block in candidates if is_kind(reading, block)][:1], *numbered[1])
    named = [block for block in candidates if is_kind(reading, block)]
    headings = [block for block in candidates if block.kind is Kind.HEADING]
    proper = [block for block in headings if not is_body(reading, block) and not names_sheet(reading, block)]
    named = [block for block in named if is_first_rank(reading, block, proper)]
    proper.sort(key=lambda block: block.level or 1)  # the first of the highest rank
    is_page = "html" in reading.document.source.media_type  # whose first heading is its title, a meeting's name too
    if not named and all(opens_section(reading, block) for block in proper) and (told := title_in_table(reading)):
        return told, ()
    best = next(iter([*named, *proper, *headings * is_page, *lone_lines(reading, zone), *headings]), None)
    if best is None:
        return None, ()
    own = [one for one in proper if not names_owner(reading, one)]
    blocks = around(reading, best, [one for one in candidates if one is best or one in own])
    text = joined(blocks)
    method = "heading with a kind of document" if best in named else "first heading"
    return Reason("title", text, method, 0.95 if best in named else 0.8, Place.of_block(best)), blocks


def places_of(title: Reason | None, blocks: Sequence[Block]) -> list[Place]:
    """Where a title stands: the blocks that it fills, or the cell."""
    return [Place.of_block(block) for block in blocks] or ([title.place] if title and title.place else [])


def title_in_table(reading: Reading) -> Reason | None:
    """The first cell with a word for a kind of document, of a table that the paper opens with: a letterhead, or a paper in
    two columns, each in a language of its own. Lines over it that name the convention or the body are none of it."""
    first = next(reading.body, None)
    if first is None or first.kind is not Kind.TABLE:
        return None
    for cell in first.cells:
        if cell.row >= TABLE_ROWS or len(cell.text.split()) > TITLE_WORDS or not reading.cues_in("kind", cell.text):
            continue
        lines = [Place(first.seq, at, at + len(text)) for at, text in lines_of(cell)]
        own = list(dropwhile(lambda line: covered_in(reading, line, "meetings", "conventions") >= ALONE, lines))
        if own:
            place = Place(first.seq, own[0].start, own[-1].end)
            text = " ".join(reading.quote(place).split())
            return Reason("title", text, "cell with a kind of document", 0.85, place)
    return None


def names_sheet(reading: Reading, block: Block) -> bool:
    """Whether a heading is but the name of a sheet of a workbook ("Cover"), on which another line stands as its title."""
    after = reading.blocks[block.seq + 1 : block.seq + 2]
    is_sheet = "spreadsheet" in reading.document.source.media_type and block.level == 1
    return is_sheet and any(one.kind in (Kind.HEADING, Kind.PARAGRAPH) for one in after) and not is_kind(reading, block)


def joined(blocks: Sequence[Block]) -> str:
    """The text of several blocks, without the star that leads to a note."""
    return " ".join(" ".join(one.text.split()).rstrip(NOTE_SIGNS) for one in blocks)


def resolution(reading: Reading, zone: Sequence[Block]) -> tuple[Reason, tuple[Block, ...]] | None:
    """The title after the number of a resolution, which is the end of its symbol: "73/8. Necessity of …" in A/RES/73/8."""
    symbol = next((span.kb_id_ for span in reading.spans("symbols")), "")
    number = symbol.partition("/RES/")[2]
    if not number:
        return None
    opens = regex.compile(rf"{regex.escape(number)}\.?(?!\d)\s*")
    for block in zone:
        told = opens.match(block.text)
        if told and told.end() < len(block.text):
            place = Place(block.seq, told.end(), len(block.text))
            return titled(joined([block])[told.end() :], place), (block,)
        if told and (below := lines_below(reading, block)):
            return titled(joined(below), Place.of_block(below[0])), (block, *below)
    return None


def titled(text: str, place: Place) -> Reason:
    return Reason("title", text.strip(), "after the number of the resolution", 0.95, place)


def lines_below(reading: Reading, block: Block) -> list[Block]:
    """The lines that follow a number which stands alone, up to one that ends in a sign of punctuation."""
    after = reading.blocks[block.seq + 1 : block.seq + 1 + ITEM_REACH]
    end = next((n for n, one in enumerate(after) if one.text.rstrip()[-1:] in ".,;:"), len(after))
    return list(after[:end])


def names_body(block: Block, candidates: Sequence[Block]) -> bool:
    """Whether a line names the body whose paper a line after it names: "Committee X" over "Report of Committee X on …"."""
    own = " ".join(block.text.casefold().split())
    later = (" ".join(one.text.casefold().split()) for one in candidates if 0 < one.seq - block.seq <= ITEM_REACH)
    return len(own.split()) > 1 and any(own in text and len(text) > len(own) for text in later)


def without_items(candidates: list[Block], reading: Reading) -> list[Block]:
    """The candidates without the title of an agenda item, which follows its number, where one for the paper comes after."""
    item = reading.vocabulary.cue("title.agenda_item")
    names = [one for one in candidates if one.seq and item.search(reading.blocks[one.seq - 1].text[-ITEM_LINE:])]
    proper = [
        one for one in candidates if one not in names and not is_body(reading, one) and not opens_section(reading, one)
    ]
    return [one for one in candidates if one not in names or not any(outranks(other, one) for other in proper)]


def opens_section(reading: Reading, block: Block) -> bool:
    """Whether a heading opens a section of any paper ("Background"), and tells no kind of one."""
    return not is_kind(reading, block) and any(
        start == 0 and end == len(block.text) for _, start, end in reading.cues_in("section", block.text)
    )


def outranks(other: Block, item: Block) -> bool:
    """Whether a line close after an agenda item's title is the paper's own: no section, and of no lower rank."""
    near = 0 < other.seq - item.seq <= ITEM_REACH and not other.marker
    return near and (item.kind is not Kind.HEADING or (other.level or 1) <= (item.level or 1))


def is_body(reading: Reading, block: Block) -> bool:
    """Whether a line names the body that meets, with its days, or the convention alone."""
    names = covered(reading, block, "meetings", "conventions", "dates")
    actor = reading.vocabulary.cue("decision.actor").search(block.text)
    words = len(regex.findall(r"\w", actor[0])) / max(1, len(regex.findall(r"\w", block.text))) if actor else 0.0
    meets = bool(reading.spans_of("meetings", block))
    return names >= (BODY_NAME if meets else ALONE) or (not meets and names > 0 and names + words >= BODY_NAME)


def is_first_rank(reading: Reading, block: Block, headings: Sequence[Block]) -> bool:
    """Whether a block with a word for a kind may outrank the headings before it: a sub-heading only if it is that word."""
    before = [one for one in headings if one.seq < block.seq and not names_owner(reading, one)]
    if any(
        one.kind in (Kind.TABLE, Kind.LIST_ITEM)
        for one in reading.blocks[: block.seq]
        if before and one.seq > before[0].seq
    ):
        return False  # a section after the first
    if block.kind is not Kind.HEADING or not before or (block.level or 1) <= (before[0].level or 1):
        return True
    letters = len(regex.findall(r"\p{L}", block.text))
    found = [cue.search(block.text) for cue in reading.vocabulary.cues_of("kind").values()]
    return any(2 * len(regex.findall(r"\p{L}", one[0])) > letters for one in found if one)


def names_owner(reading: Reading, block: Block) -> bool:
    """Whether a line names the State or the body whose paper it is, and nothing else."""
    return len(block.text.split()) <= OWNER and covered(reading, block, "states", "organisations") >= OWNED


def lone_lines(reading: Reading, zone: Sequence[Block]) -> list[Block]:
    """Short lines without a full stop, for papers without headings."""
    return [
        block
        for block in zone
        if block.kind is Kind.PARAGRAPH
        and not is_body(reading, block)
        and 1 < len(block.text.split()) <= TITLE_WORDS // 2
        and block.text.rstrip()[-1:] not in ".:;"
        and not is_apart(reading, block)
    ]


def may_be_title(reading: Reading, block: Block) -> bool:
    words = len(block.text.split())
    # a speck before it makes a scan's first line a list item
    is_first = block.kind is not Kind.TABLE and block.seq == next(reading.body, block).seq
    if (block.kind not in (Kind.HEADING, Kind.PARAGRAPH) and not is_first) or not 0 < words <= TITLE_WORDS:
        return False
    if reading.spans_of("symbols", block) and block.kind is Kind.PARAGRAPH:
        return False
    if block.kind is Kind.PARAGRAPH and (
        not is_kind(reading, block) or block.text.rstrip()[-1:] in ".,:;" or names_authors(reading, block)
    ):
        return False
    return not is_apart(reading, block)


def names_authors(reading: Reading, block: Block) -> bool:
    """Whether a line says who gives the paper: "Presentation by the Coordinators, Chad and Peru"."""
    label = reading.vocabulary.holds("coordinator.label", block.text)
    return label and bool(reading.spans_of("states", block)) and not reading.spans_of("groups", block)


def is_apart(reading: Reading, block: Block) -> bool:
    """Whether a line of the opening names something other than the paper."""
    text = " ".join(block.text.split())
    cue = reading.vocabulary.cue
    whole_lines = ("title.agenda_item", "title.submitter", "contact.heading")
    return (
        is_masthead_line(reading, block)
        or is_byline(reading, block)
        or any(cue(name).fullmatch(line.strip()) for line in [text, *block.text.splitlines()] for name in whole_lines)
        or cue("title.body").fullmatch(text.rstrip(NOTE_SIGNS)) is not None
        or is_label(reading, text)
        or BREADCRUMB.fullmatch(text) is not None
        or is_submission(reading, text)
        or cue("title.letterhead").search(text) is not None
        or not says(text)
    )


def is_label(reading: Reading, text: str) -> bool:
    """Whether a line gives the coordinators: a label with a colon, or nothing but it."""
    label = reading.vocabulary.cue("coordinator.label").match(text)
    return label is not None and regex.match(r"\s*(?:\([^)]*\))?\s*(?::|$)", text[label.end() :]) is not None


def is_submission(reading: Reading, text: str) -> bool:
    """Whether a line only says who submitted the paper ("Working paper submitted by Belgium")."""
    paper = reading.vocabulary.cue("kind.working_paper").match(text)
    rest = text[paper.end() :].strip(" ,–-") if paper else ""
    return bool(rest) and reading.vocabulary.cue("title.submitter").fullmatch(rest) is not None


def goes_on(reading: Reading, block: Block) -> bool:
    """Whether a heading after the title's goes on with it: it gives the years, or another word for the kind."""
    if reading.vocabulary.cue("title.goes_on").match(block.text):
        return True
    if reading.vocabulary.cue("decision.heading").match(block.text):
        return False
    label = reading.vocabulary.cue("coordinator.label").match(block.text)
    years = regex.search(r"(?<!\d)20\d\d(?!\d)", block.text)
    return label is None and (years is not None or is_kind(reading, block))


def follows(reading: Reading, block: Block, after: Block) -> bool:
    """Whether nothing with words stands between two blocks."""
    return not any(regex.search(r"\w", one.text) for one in reading.blocks[block.seq + 1 : after.seq])


def around(reading: Reading, best: Block, candidates: Sequence[Block]) -> tuple[Block, ...]:
    """The title's block with the headings that follow one another right before and after it."""
    blocks = [best]
    for one in reversed([c for c in candidates if c.seq < best.seq]):
        if one.seq != blocks[0].seq - 1 or best.kind is not Kind.HEADING or (one.level or 1) > (best.level or 1):
            break
        blocks.insert(0, one)
    for one in [c for c in candidates if c.seq > best.seq]:
        if not follows(reading, blocks[-1], one) or one.level != best.level or one.marker or not goes_on(reading, one):
            break
        blocks.append(one)
    return tuple(blocks)
