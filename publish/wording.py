"""How the site says things: kinds, languages, periods and tables in words a newcomer knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from babel import Locale, UnknownLocaleError

from corpus.press.manuscript import NOTICES

Row = Mapping[str, Any] | sqlite3.Row

# A sample says so in its text; the part of the notice before the colon is enough to know it by.
SAMPLE = " or ".join(f"instr(text, '{notice.partition(':')[0].strip()}') > 0" for notice in NOTICES.values())
IS_SAMPLE = f"exists (select 1 from blocks where document_id = d.id and ({SAMPLE}))"  # noqa: S608 - our own words

# one value of a table, in words
ONE = {
    "action_items": "part of an action",
    "action_plan_sections": "section of an action plan",
    "actions": "action",
    "agenda_items": "agenda item",
    "citations": "citation",
    "contacts": "contact",
    "coordinators": "coordinator",
    "counts": "count",
    "dates": "date",
    "deadlines": "deadline",
    "decisions": "decision",
    "extension_requests": "request for more time",
    "identity_evidence": "about the paper",
    "mandates": "task of a body",
    "meeting_dates": "date of a meeting",
    "mentions": "State or organisation",
    "officers": "officer",
    "participants": "participant",
    "quantities": "quantity",
    "submitters": "submitter",
    "tasks": "task",
    "timeline_items": "due",
    "work_plan_items": "work plan item",
}


def spoken(name: str | None) -> str:
    """A name of the database as words: "work_plan" is "Work plan"."""
    words = (name or "").replace("_", " ")
    return words[:1].upper() + words[1:]


def language_name(code: str | None) -> str:
    """The English name of a language by its code; the code itself where nobody knows it.

    >>> language_name("fr")
    'French'
    """
    try:
        return Locale.parse(code).get_display_name("en") or str(code) if code else ""
    except (ValueError, UnknownLocaleError):
        return str(code)


def period(start: str | None, end: str | None) -> str:
    """The time a paper is about: "2023", "2023 to 2024"."""
    return " to ".join(dict.fromkeys(part for part in (start, end) if part))


def facts(paper: Row) -> list[str]:
    """What tells a paper from others, in a few words: kind, symbol, group, period, language, date."""
    parts = [
        spoken(paper["kind"]),
        paper["symbol"],
        paper["working_group"],
        period(paper["period_start"], paper["period_end"]),
        language_name(paper["language"]),
    ]
    return [part for part in parts if part]


def title_of(paper: Row) -> str:
    return str(paper["title"] or paper["symbol"] or paper["id"])
