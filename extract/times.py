"""Times of a work plan: "Fourth Quarter of 2024", "Q4 2022", "T1", "October – December 2024", "by end of March 2025".

A quarter without a year takes the year of the time before it, or the plan's: its fourth quarter falls in the first year
of a plan that spans two, the others in the second. Under a year ("2019" over some rows of a table) a month says enough.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

import regex

from extract.reading import Reading
from extract.recognise.dates import bounds
from extract.record import Place

MONTHS = regex.compile(
    r"(?P<first>\p{L}+)\.?(?:\s*(?:[-–—/&]|(?<=\s)\p{Ll}{1,3}(?=\s))\s*(?P<last>\p{L}+)\.?)?(?!\p{L})"
)
CLOSING = regex.compile(r"[\s:.\-–—)(]*(?:\([^)]{0,40}\))?[\s:.\-–—]*")


@dataclass(frozen=True, slots=True)
class Time:
    """A quarter (None where the time is longer) with its first and last day; `end` is where its words end in the text."""

    year: int
    quarter: int | None
    starts: str
    ends: str
    end: int


def quarter_time(year: int, quarter: int, end: int) -> Time:
    first, last = 3 * quarter - 2, 3 * quarter
    return Time(year, quarter, f"{year}-{first:02}-01", last_day(year, last), end)


def last_day(year: int, month: int) -> str:
    return dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()


def between(first: str, last: str, end: int) -> Time:
    """The time from one day to another; its quarter is known where both lie in it."""
    one, other = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    same = (one.year, (one.month - 1) // 3) == (other.year, (other.month - 1) // 3)
    return Time(other.year, (other.month - 1) // 3 + 1 if same else None, first, last, end)


class Times:
    """Reads times; remembers the last one, since a plan goes on from quarter to quarter. `year` is the one that times
    without one stand under, None where there is none."""

    def __init__(self, reading: Reading, year: int | None = None) -> None:
        self.reading = reading
        self.vocabulary = reading.vocabulary
        self.last: Time | None = None
        self.year = year

    def opening(self, place: Place) -> Time | None:
        """The time with which the text at a place begins, None where it begins with none; `end` counts in the block."""
        text = self.reading.blocks[place.block].text
        start = place.start
        while start < place.end and not text[start].isalnum():
            start += 1
        time = self.at(place, start)
        prefix = self.vocabulary.cue("time.prefix").match(text, start, place.end)
        if time is None and prefix is not None:
            begin = prefix.end() + len(text[prefix.end() : place.end]) - len(text[prefix.end() : place.end].lstrip())
            time = self.at(place, begin)
        self.last = time or self.last
        return time

    def whole(self, place: Place) -> Time | None:
        """The time that the text at a place is, and nothing else but brackets and colons."""
        time = self.opening(place)
        text = self.reading.blocks[place.block].text
        return time if time and CLOSING.fullmatch(text, time.end, place.end) else None

    def at(self, place: Place, start: int) -> Time | None:
        text = self.reading.blocks[place.block].text
        quarter = self.vocabulary.cue("quarter").match(text, start, place.end)
        if quarter is not None:
            return self.quarter(quarter)
        months = self.vocabulary.cue("time.months").match(text, start, place.end)
        if months is not None:
            return self.months(months)
        return self.date(place, start) or (self.month(text, start, place.end) if self.year else None)

    def quarter(self, found: regex.Match[str]) -> Time | None:
        said = {name: value for name, value in found.groupdict().items() if value}
        number = next((self.vocabulary.ordinal(said[n]) for n in ("ordinal", "roman") if n in said), None)
        number = number or (4 if "last" in said else int(said.get("digits", 0)))
        if not 1 <= number <= 4:
            return None
        told = said.get("year") or (f"20{said['short']}" if "short" in said else "")
        year = int(told) if told else self.year_of(number)
        return quarter_time(year, number, found.end()) if year else None

    def year_of(self, quarter: int) -> int | None:
        if self.year is not None:
            return self.year
        if self.last is not None and self.last.quarter is not None:
            return self.last.year + (quarter < self.last.quarter)
        paper = self.reading.paper
        first, last = paper.period_start, paper.period_end
        year = first if quarter == 4 else last or first
        return int(year[:4]) if year else None

    def months(self, found: regex.Match[str]) -> Time | None:
        first, last = (self.vocabulary.month(found[name]) for name in ("month", "month2"))
        if not first or not last:
            return None
        year = int(found["year2"])
        start = int(found["year"] or year) if found["year"] or first <= last else year - 1
        return between(f"{start}-{first:02}-01", last_day(year, last), found.end())

    def month(self, text: str, start: int, end: int) -> Time | None:
        """A month, or two with those between them, that begin in the year that they stand under."""
        found = MONTHS.match(text, start, end)
        first = self.vocabulary.month(found["first"]) if found else None
        if found is None or first is None or self.year is None:
            return None
        last = self.vocabulary.month(found["last"] or "")
        closes = found.end() if last else found.end("first")
        year = self.year + (last is not None and last < first)
        return between(f"{self.year}-{first:02}-01", last_day(year, last or first), closes)

    def date(self, place: Place, start: int) -> Time | None:
        base = self.reading.starts[place.block]
        for span in self.reading.spans_in("dates", place):
            if span.start_char - base == start:
                first, last = bounds(span.kb_id_)
                if span.label_ == "month":
                    first, last = f"{first}-01", last_day(int(first[:4]), int(first[5:]))
                return between(first, last, span.end_char - base)
        return None
