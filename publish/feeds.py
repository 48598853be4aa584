"""What programs subscribe to: the newest papers as Atom, what is due as a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from datasette.utils.asgi import Response

from publish.archive import archive
from publish.wording import Row, facts, title_of

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = """
select d.*, g.name as working_group, coalesce((select max(received_at) from files where document_id = d.id), d.date) as updated
from documents d left join groups g on g.id = d.group_id order by updated desc, d.id limit 50
"""
DUE = """
select 'timeline_items' as tabled, t.id, t.starts, t.ends, t.text as what, d.title as paper
from timeline_items t join documents d on d.id = t.document_id where t.status != 'rejected' and t.starts is not null
union all
select 'tasks', t.id, t.due, t.due, t.text, d.title
from tasks t join documents d on d.id = t.document_id where t.status != 'rejected' and t.due is not null
union all
select 'deadlines', l.id, l.date, l.date,
  'Deadline of ' || coalesce(s.name, l.state_id) || coalesce(' under Article ' || l.article_id, ''), d.title
from deadlines l join documents d on d.id = l.document_id left join states s on s.id = l.state_id where l.status != 'rejected'
union all
select 'meeting_dates', m.id, m.starts, m.ends,
  coalesce(r.name, m.meeting_id, 'Meeting') || coalesce(', ' || m.place, ''), d.title
from meeting_dates m join documents d on d.id = m.document_id left join meetings r on r.id = m.meeting_id
where m.status != 'rejected'
order by 3, 2 limit 2000
"""


async def atom(datasette: Any, request: Any) -> Response:
    """`/feed.atom`: the fifty newest papers."""
    rows = await archive(datasette).once(NEWEST)
    at = site_address(datasette, request)
    body = ElementTree.tostring(feed(rows, at), encoding="unicode", xml_declaration=True)
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def site_address(datasette: Any, request: Any) -> str:
    return str(datasette.absolute_url(request, datasette.urls.path("/"))).rstrip("/")


def feed(papers: Iterable[Row], at: str) -> ElementTree.Element:
    """An Atom feed (RFC 4287) of papers, for a site at the address `at`."""
    papers = list(papers)
    root = ElementTree.Element("feed", xmlns=ATOM)
    add(root, "title", "Convention papers: newest")
    add(root, "id", f"{at}/feed.atom")
    ElementTree.SubElement(root, "link", rel="self", href=f"{at}/feed.atom")
    add(root, "updated", max((moment(paper["updated"]) for paper in papers), default=moment(None)))
    add(ElementTree.SubElement(root, "author"), "name", "Convention papers")
    for paper in papers:
        entry = ElementTree.SubElement(root, "entry")
        add(entry, "title", title_of(paper))
        add(entry, "id", f"{at}/document/{paper['id']}")
        add(entry, "updated", moment(paper["updated"]))
        ElementTree.SubElement(entry, "link", href=f"{at}/document/{paper['id']}")
        add(entry, "summary", ", ".join(facts(paper)))
    return root


def add(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = "".join(c for c in text if c.isprintable())


def moment(text: str | None) -> str:
    """A date or time as RFC 3339 wants it; the beginning of Unix time where there is none.

    >>> moment("2024-05-01")
    '2024-05-01T00:00:00+00:00'
    """
    try:
        found = dt.datetime.fromisoformat(text or "1970-01-01")
    except ValueError:
        found = dt.datetime(1970, 1, 1)
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).isoformat(timespec="seconds")


async def calendar(datasette: Any, request: Any) -> Response:
    """`/calendar.ics`: timelines, tasks, deadlines and meetings."""
    rows = await archive(datasette).once(DUE)
    lines = calendar_lines(rows, site_address(datasette, request))
    return Response("".join(map(folded, lines)), content_type="text/calendar; charset=utf-8")


def calendar_lines(rows: Iterable[Row], at: str) -> Iterator[str]:
    """Lines of an iCalendar (RFC 5545); rows whose dates are none are left out."""
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Convention papers//EN",
        "X-WR-CALNAME:Convention papers: what is due",
    )
    for row in rows:
        starts, ends = day(row["starts"]), day(row["ends"] or row["starts"])
        if starts and ends and starts <= ends < dt.date.max:
            yield from (
                "BEGIN:VEVENT",
                f"UID:{row['tabled']}-{row['id']}@convention-papers",
                f"DTSTAMP:{starts:%Y%m%d}T000000Z",
            )
            yield f"DTSTART;VALUE=DATE:{starts:%Y%m%d}"
            yield f"DTEND;VALUE=DATE:{ends + dt.timedelta(days=1):%Y%m%d}"
            yield f"SUMMARY:{escaped(row['what'])}"
            yield f"DESCRIPTION:{escaped(row['paper'] or '')}"
            yield from (f"URL:{at}/value/{row['tabled']}/{row['id']}", "TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split())


def folded(line: str) -> str:
    """A line broken so that no part is longer than 75 octets."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > 73:
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join([*parts, part]) + "\r\n"
