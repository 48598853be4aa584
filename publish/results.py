"""The search page: passages ranked, their words marked, together by paper."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Response
from markupsafe import Markup

from db.search import CLOSE, IN_YEAR, OPEN, Found, Hit, search
from publish.archive import PublicDatabase, archive
from publish.wording import IS_SAMPLE, facts, language_name, spoken, title_of

SHOWN = 60  # passages on a page
OF_A_PAPER = 3  # passages of one paper among those of others
LONGEST = 300  # characters of what is asked
DEEPEST = 50  # pages
FILTERS = (
    ("kind", "kind", "Kind", "select kind, kind, count(*) from documents group by kind order by 3 desc"),
    (
        "language",
        "language",
        "Language",
        "select language, language, count(*) from documents where language is not null group by language order by 3 desc",
    ),
    (
        "group",
        "group_id",
        "Working group",
        "select g.id, g.name, count(*) from documents d join groups g on g.id = d.group_id group by g.id order by g.name",
    ),
    (
        "year",
        "year",
        "Year",
        "select distinct substr(period_start, 1, 4), substr(period_start, 1, 4), null from documents "
        "where period_start is not null order by 1 desc",
    ),
    (
        "meeting",
        "meeting_id",
        "Meeting",
        "select m.id, m.name, count(*) from documents d join meetings m on m.id = d.meeting_id "
        "group by m.id order by m.starts desc",
    ),
)
COLUMNS = {name: column for name, column, *_ in FILTERS} | {"document": "document_id"}
PAPERS = f"""
select d.*, g.name as working_group, {IS_SAMPLE} as sample
from documents d left join groups g on g.id = d.group_id
"""  # noqa: S608 - our own words
NEWEST_FIRST = "order by coalesce(d.date, d.period_start) desc, d.id"


async def page(datasette: Any, request: Any) -> Response:
    """`/search?q=WORDS`, with `kind`, `language`, `group`, `year`, `meeting`, `document` and `page`; without words all papers."""
    database, args = archive(datasette), request.args
    asked, number = (args.get("q") or "").strip()[:LONGEST], page_number(args.get("page"))
    chosen = {name: args.get(name) or "" for name, *_ in FILTERS} | {"document": args.get("document") or ""}
    given = {COLUMNS[name]: value for name, value in chosen.items() if value}
    kept = {"q": asked, **chosen}
    found = await find(database, asked, number, given) if asked else await browse(database, number, given)
    context = {
        "q": asked,
        "filters": [await choice(database, chosen, *one) for one in FILTERS],
        "filtered": bool(given),
        "unfiltered": address({"q": asked}),
        "summary": found.summary,
        "groups": found.groups(kept),
        "earlier": number > 1 and address(kept, page=number - 1),
        "later": number < min(DEEPEST, found.pages) and address(kept, page=number + 1),
    }
    return Response.html(await datasette.render_template("search.html", context, request=request))


@dataclass(frozen=True, slots=True)
class Results:
    """A page of papers in the order of their best passage, with their passages; of no words when none were asked for."""

    papers: list[sqlite3.Row]
    hits: Mapping[str, list[Hit]]
    summary: str
    pages: int

    def groups(self, kept: Mapping[str, str]) -> list[dict[str, Any]]:
        most = SHOWN if kept["document"] else OF_A_PAPER
        return [group(paper, self.hits.get(paper["id"], []), most, kept) for paper in self.papers]


async def find(database: PublicDatabase, asked: str, number: int, given: Mapping[str, Any]) -> Results:
    """What holds the words."""
    first = (number - 1) * SHOWN
    found = await database.read_fn(lambda connection: search(connection, asked, SHOWN, first, **given))
    hits: dict[str, list[Hit]] = {}
    for hit in found:
        hits.setdefault(hit.document_id, []).append(hit)
    marks = ", ".join("?" * len(hits))
    papers = {row["id"]: row for row in await database.read(f"{PAPERS} where d.id in ({marks})", list(hits))}
    return Results([papers[key] for key in hits], hits, told(found), ceil(found.count / SHOWN))


async def browse(database: PublicDatabase, number: int, given: Mapping[str, Any]) -> Results:
    """All papers, the newest first."""
    clauses = [
        IN_YEAR if name == "year" else f"d.{'id' if name == 'document_id' else name} = :{name}" for name in given
    ]
    where = " and ".join(clauses) or "1"
    counting = f"select count(*) from documents d where {where}"  # noqa: S608 - our own words
    newest = f"{PAPERS} where {where} {NEWEST_FIRST} limit :limit offset :offset"
    count = (await database.read(counting, given))[0][0]
    limits = {"limit": SHOWN, "offset": (number - 1) * SHOWN}
    rows = await database.read(newest, {**given, **limits})
    summary = f"{count:,} paper{'' if count == 1 else 's'}, the newest first."
    return Results(rows, {}, summary, ceil(count / SHOWN))


def page_number(text: str | None) -> int:
    return min(max(int(text), 1), DEEPEST) if text and text.isascii() and text.isdigit() and len(text) < 5 else 1


def address(args: Mapping[str, str], **more: object) -> str:
    return "/search?" + urlencode({name: value for name, value in {**args, **more}.items() if value})


def told(found: Found) -> str:
    """How much was found, and what was left out."""
    parts = [f"{found.count:,} passage{'' if found.count == 1 else 's'}, the best first."]
    if found.loose:
        parts.append("No passage holds all the words; these hold some of them.")
    if found.capped:
        parts.append("So many passages match that only the newest were ranked: add a word or a filter to see others.")
    return " ".join(parts)


async def choice(
    database: PublicDatabase, chosen: Mapping[str, str], name: str, _column: str, label: str, sql: str
) -> dict[str, Any]:
    """A filter with its values, each with the number of papers."""
    spell = {"kind": spoken, "language": language_name}.get(name, str)
    choices = [{"value": row[0], "label": spell(row[1]), "count": row[2]} for row in await database.once(sql)]
    return {"name": name, "label": label, "value": chosen[name], "choices": choices}


def group(paper: sqlite3.Row, hits: Sequence[Hit], most: int, kept: Mapping[str, str]) -> dict[str, Any]:
    """A paper with the best of its passages, as the template takes it."""
    return {
        "title": title_of(paper),
        "href": f"/document/{paper['id']}",
        "facts": facts(paper),
        "sample": paper["sample"],
        "hits": list(passages(hits[:most])),
        "more": max(0, len(hits) - most),
        "more_href": address({**kept, "document": paper["id"]}),
    }


def passages(hits: Iterable[Hit]) -> Iterator[dict[str, Any]]:
    for hit in hits:
        seq = hit.block_id.rpartition("_")[2]
        yield {
            "href": f"/document/{hit.document_id}?block={seq}#b{seq}",
            "where": f"page {hit.page}" if hit.page else spoken(hit.block_kind),
            "html": with_marks(hit.excerpt),
        }


def with_marks(excerpt: str) -> Markup:
    """An excerpt in HTML: escaped first, so that only our own marks become elements.

    >>> with_marks("<b> " + OPEN + "Article" + CLOSE)
    Markup('&lt;b&gt; <mark>Article</mark>')
    """
    escaped = str(Markup.escape(excerpt)).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return Markup(escaped)  # noqa: S704 - escaped above
