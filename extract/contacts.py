"""Contacts: how to reach a body (public) or a person (internal): phone, fax, email, website, postal address.

Phones of one line that differ in their last digits ("+41 22 730 9761 / 9333") are given whole. What is not plainly an
institution's is taken for a person's.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.reading import Reading
from extract.record import Contact, Place, once
from ingest.document import Block, Kind

AT, DOT = r"(?:@|\s?[\[(]\s?at\s?[\])]\s?)", r"(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)"  # also as written against collectors
EMAIL = regex.compile(rf"[\w.+-]{{1,64}}{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{1,4}}", regex.I)
WEBSITE = regex.compile(r"(?:https?://)?www\.[\w-]+(?:\.[\w-]+)+(?:/[\w./-]*)?|https?://[\w.-]+(?:/[\w./-]*)?")
PHONE = regex.compile(r"(?<![\w/.,])(?:\+|00)\d{1,3}[\d \u00a0().-]{6,18}\d(?P<more>(?:\s*/\s*\d{2,6})*)")
NATIONAL = regex.compile(r"(?:\s?no)?[\s.:]{0,4}(?P<number>\(?\d[\d \u00a0().-]{5,16}\d)(?!\d)", regex.I)
SIGN = regex.compile(rf"{AT}|www\.|http", regex.I)
NUMBER = regex.compile(r"\d[\d \u00a0().-]{4,}\d")
YEARS = regex.compile(r"\d{4}\s?-\s?\d{4}")
GENERAL = regex.compile(
    r"(?:info|isu|contact|office|secretariat|admin|mail|support|press|general|ccm|enquir\w*)\b.*@.*", regex.I
)
POSTCODE = regex.compile(r"(?<!\d)\d{4,5}(?!\d)\s+\p{Lu}")
ADDRESS_LINES = 8


def contacts(reading: Reading) -> Iterator[Contact]:
    """Every contact of the paper, the same value once."""
    yield from once([*each(reading), *addresses(reading)], lambda one: (one.kind, one.value))


def each(reading: Reading) -> Iterator[Contact]:
    fax = reading.vocabulary.cue("contact.fax")
    for block in reading.blocks:
        if SIGN.search(block.text) is None and NUMBER.search(block.text) is None:
            continue  # most blocks
        public = "public" if is_institutional(reading, block) else "internal"
        for found in EMAIL.finditer(block.text):
            access = "public" if GENERAL.fullmatch(found[0]) else "internal"
            yield contact(block, found.span(), "email", found[0], access)
        for found in WEBSITE.finditer(block.text):
            yield contact(block, found.span(), "website", regex.sub(r"^https?://|/$", "", found[0]), "public")
        for found in PHONE.finditer(block.text):
            before = block.text[max(0, found.start() - 30) : found.start()]
            for number in numbers(found):
                yield contact(block, found.span(), "fax" if fax.search(before) else "phone", number, public)
        for kind in ("phone", "fax"):
            for span in labelled(block, reading.vocabulary.cue(f"contact.{kind}")):
                yield contact(block, span, kind, block.text[slice(*span)], public)


def contact(block: Block, span: tuple[int, int], kind: str, value: str, access: str) -> Contact:
    return Contact(Place(block.seq, *span), f"{kind} printed", 0.95, kind, value, access)


def labelled(block: Block, label: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where numbers within a country stand right after a label: "Tel. 022 730 93 33", "mobile: (079) 555 0123"."""
    for told in label.finditer(block.text):
        found = NATIONAL.match(block.text, told.end())
        if found and not YEARS.fullmatch(found["number"]) and not PHONE.match(block.text, found.start("number")):
            yield found.span("number")


def numbers(found: regex.Match[str]) -> Iterator[str]:
    """The numbers of a run: "+41 22 730 9761 / 9333" gives both in full."""
    first = found[0].removesuffix(found["more"]).strip()
    yield first
    for last in regex.findall(r"\d+", found["more"]):
        yield first[: -len(last)] + last


def is_institutional(reading: Reading, block: Block) -> bool:
    """Whether a block stands where an institution says how to reach it."""
    heading = reading.vocabulary.cue("contact.heading")
    return reading.paper.kind == "web_page" and any(heading.search(one.text) for one in reading.headings_of(block))


def addresses(reading: Reading) -> Iterator[Contact]:
    """A postal address: short lines under a contact heading, one of them with a postcode."""
    run: list[Block] = []
    for block in [*reading.body, None]:
        if block is not None and is_address_line(reading, block):
            run.append(block)
            continue
        if 1 < len(run) <= ADDRESS_LINES and any(POSTCODE.search(one.text) for one in run):
            value = ", ".join(" ".join(one.text.split()) for one in run)
            yield Contact(Place.of_block(run[0]), "lines of an address", 0.85, "address", value, "public")
        run = []


def is_address_line(reading: Reading, block: Block) -> bool:
    if block.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM) or not is_institutional(reading, block):
        return False
    known = EMAIL.search(block.text) or WEBSITE.search(block.text) or PHONE.search(block.text) or "|" in block.text
    return not known and len(block.text.split()) <= 7 and block.text[-1] not in ".:;!?"
