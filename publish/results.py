"""The search page: passages ranked, their words marked, together by paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Response
from markupsafe import Markup

from db.search import CLOSE, OPEN, Found, Hit, search
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
PAPERS = f"""
select d.*, g.name as working_group, {IS_SAMPLE} as sample
from documents d left join groups g on g.id = d.group_id where d.id in ({{}})
"""  # noqa: S608 - our own words


async def page(datasette: Any, request: Any) -> Response:
    """`/search?q=WORDS`, with `kind`, `language`, `group`, `year`, `meeting`, `document` and `page`."""
    database = archive(datasette)
    asked = (request.args.get("q") or "").strip()[:LONGEST]
    chosen = {name: request.args.get(name) or "" for name, *_ in FILTERS}
    document, number = request.args.get("document") or "", page_number(request.args.get("page"))
    given = {column: chosen[name] for name, column, *_ in FILTERS} | {"document_id": document}
    found = await find(database, asked, number, given)
    kept = {"q": asked, **{name: value for name, value in chosen.items() if value}}
    shown_at_most = SHOWN if document else OF_A_PAPER
    context = {
        "q": asked,
        "filters": [await choice(database, chosen, *one) for one in FILTERS],
        "filtered": len(kept) > 1 or document,
        "unfiltered": f"/search?{urlencode({'q': asked})}",
        "summary": summary(found),
        "groups": [one async for one in groups(database, found, kept, shown_at_most)],
        "earlier": number > 1 and address({**kept, "document": document}, page=number - 1),
        "later": found.count > number * SHOWN
        and number < DEEPEST
        and address({**kept, "document": document}, page=number + 1),
    }
    return Response.html(await datasette.render_template("search.html", context, request=request))


async def find(database: PublicDatabase, asked: str, number: int, given: Mapping[str, str]) -> Found:
    if not asked:
        return Found((), 0)
    filters: dict[str, Any] = {name: value for name, value in given.items() if value}
    return await database.read_fn(lambda connection: search(connection, asked, SHOWN, (number - 1) * SHOWN, **filters))


def page_number(text: str | None) -> int:
    return min(max(int(text), 1), DEEPEST) if text and text.isascii() and text.isdigit() and len(text) < 5 else 1


def address(args: Mapping[str, str], **more: object) -> str:
    return "/search?" + urlencode({name: value for name, value in {**args, **more}.items() if value})


def summary(found: Found) -> str:
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


async def groups(database: PublicDatabase, found: Found, kept: Mapping[str, str], most: int) -> Any:
    """The hits by paper, papers in the order of their best hit."""
    by_paper: dict[str, list[Hit]] = {}
    for hit in found:
        by_paper.setdefault(hit.document_id, []).append(hit)
    rows = await database.read(PAPERS.format(", ".join("?" * len(by_paper))), list(by_paper))
    papers = {row["id"]: row for row in rows}
    for key, hits in by_paper.items():
        paper = papers[key]
        yield {
            "title": title_of(paper),
            "href": f"/document/{key}",
            "facts": facts(paper),
            "sample": paper["sample"],
            "hits": list(passages(hits[:most])),
            "more": len(hits) - most if len(hits) > most else 0,
            "more_href": address(kept, document=key),
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
