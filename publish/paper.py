"""A paper as it was read: who it is, its text in order, and every value marked where it stands."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import NotFound, Response
from markupsafe import Markup

from db.schema import RECORD_TABLES
from ingest.document import Link
from publish.archive import PublicDatabase, archive
from publish.marking import Value, covers, marked
from publish.related import related
from publish.wording import IS_SAMPLE, ONE, facts, language_name, period, spoken, title_of

PART = 800  # blocks shown at a time
MOST = 150  # values of a table listed beside the text
RECORDED = {table.name for table in RECORD_TABLES} | {"identity_evidence", "links"}
PAPER = f"""
select d.*, g.name as working_group, m.name as meeting, c.name as treaty, {IS_SAMPLE} as sample
from documents d
left join groups g on g.id = d.group_id
left join meetings m on m.id = d.meeting_id
left join conventions c on c.id = d.convention
where d.id = ?
"""  # noqa: S608 - our own words
VALUES = """
select e.*, b.seq from evidence e left join blocks b on b.id = e.block_id
where e.document_id = ? and e.status != 'rejected' order by b.seq, e.start
"""
REASONS = """
select i.*, b.seq from identity_evidence i left join blocks b on b.id = i.block_id
where i.document_id = ? and i.status != 'rejected' order by i.confidence desc
"""
BLOCKS = "select * from blocks where document_id = ? and seq >= ? and seq < ? order by seq"
CELLS = """
select cells.* from cells join blocks on blocks.id = block_id
where document_id = ? and seq >= ? and seq < ? order by seq, start
"""
LINKS = """
select links.* from links join blocks on blocks.id = block_id
where links.document_id = ? and seq >= ? and seq < ? order by seq, start
"""
OUTLINE = "select seq, level, marker, text from blocks where document_id = ? and kind = 'heading' order by seq"
VERSIONS = """
select d.id, d.language, d.version, d.symbol, d.date,
  coalesce(r.other_document_id, d.id) as edition, (select min(name) from files where document_id = d.id) as file
from documents d left join relations r on r.document_id = d.id and r.relation = 'same_version'
where d.work_id = ? order by d.language, d.id
"""
APART = ("symbol", "date", "file")  # what tells versions of one language and state apart, the first that does
FILES = (
    "select name, media_type, size, reader, received_at, sha256 from files where document_id = ? order by received_at"
)
FORMER = """
select distinct d.id, d.title, d.symbol, d.date, max(f.until) as until
from former_ids f join documents d on d.id = f.document_id where f.former_id = ? and d.id <> f.former_id
group by d.id order by until desc, d.id
"""
TOLD_BY_FIRST = ("work_plan_items", "timeline_items", "identity_evidence")
FOUND = """
select b.seq, r.document_id from {table} r left join blocks b on b.id = r.block_id where r.id = ?
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as the page shows it: `html` is its text or table, `labels` the values that are the whole of it."""

    row: sqlite3.Row
    html: Markup
    labels: tuple[Value, ...]
    new_page: int | None
    stressed: bool


async def value(datasette: Any, request: Any) -> Response:
    """`/value/TABLE/ID`: on to the place of a value in its paper."""
    table, key = request.url_vars["table"], request.url_vars["id"]
    if table not in RECORDED:
        raise NotFound("There is no such kind of value")
    found = await archive(datasette).read(FOUND.format(table=table), [key])
    if not found:
        raise NotFound("There is no such value: it may have gone with a newer reading of its paper")
    seq, document = found[0]["seq"], found[0]["document_id"]
    path = f"/document/{document}?value={table}-{key}" + (f"&block={seq}#b{seq}" if seq is not None else "#identity")
    return Response.redirect(datasette.urls.path(path))


async def page(datasette: Any, request: Any) -> Response:
    """`/document/ID`, with `block` the part that holds that block, with `value` that value stressed.

    An id that no paper has any more leads to the paper that was public by it, or to a choice where several were. The public
    database holds no id that an internal paper has or had.
    """
    database, key = archive(datasette), request.url_vars["id"]
    rows = await database.read(PAPER, [key])
    if not rows:
        return await moved(datasette, request, await database.read(FORMER, [key]))
    last = (await database.read("select max(seq) from blocks where document_id = ?", [key]))[0][0] or 0
    part = min(number(request.args.get("block")), last) // PART
    context = await content(database, rows[0], part, request.args.get("value") or "")
    context |= {"part": part + 1, "parts": last // PART + 1, "part_size": PART}
    return Response.html(await datasette.render_template("document.html", context, request=request))


async def moved(datasette: Any, request: Any, papers: Sequence[sqlite3.Row]) -> Response:
    """On to the paper that had an id."""
    if not papers:
        raise NotFound("There is no such paper")
    if len(papers) == 1:
        return Response.redirect(datasette.urls.path(f"/document/{papers[0]['id']}"))
    context = {"id": request.url_vars["id"], "before": list(before(papers))}
    return Response.html(await datasette.render_template("moved.html", context, request=request), status=300)


def before(papers: Iterable[sqlite3.Row]) -> Iterator[dict[str, str]]:
    """Papers that had an id once: the id and title that they have now, and the last day that they had it."""
    return ({"id": one["id"], "title": title_of(one), "until": one["until"][:10]} for one in papers)


def number(text: str | None) -> int:
    """A whole number of an address, from 0; 0 where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


async def content(database: PublicDatabase, paper: sqlite3.Row, part: int, hit: str) -> dict[str, Any]:
    """All that the page shows of one part of a paper."""
    key, bounds = paper["id"], (part * PART, (part + 1) * PART)
    values = await database.read(VALUES, [key])
    blocks = await database.read(BLOCKS, [key, *bounds])
    cells = grouped(await database.read(CELLS, [key, *bounds]), "block_id")
    links = grouped(await database.read(LINKS, [key, *bounds]), "block_id")
    reasons = grouped(await database.read(REASONS, [key]), "field")
    versions = await database.read(VERSIONS, [paper["work_id"]])
    return {
        "paper": paper,
        "title": title_of(paper),
        "facts": facts(paper),
        "identity": list(identity(paper, reasons)),
        "shown": list(shown(blocks, cells, by_block(values), links, hit)),
        "outline": await database.read(OUTLINE, [key]),
        "siblings": list(siblings(versions, key)),
        "related": await related(database, key),
        "before": list(before(await database.read(FORMER, [key]))),
        "files": await database.read(FILES, [key]),
        "found": grouped((row for row in values if row["table"] != "identity_evidence"), "table"),
        "one": ONE,
        "hit": hit,
        "most": MOST,
    }


def siblings(versions: Sequence[sqlite3.Row], key: str) -> Iterator[tuple[str, str]]:
    """The other versions of a paper: id, and what is said of it, so that no two are said alike."""
    own = next(row for row in versions if row["id"] == key)
    for row in versions:
        if row["id"] == key:
            continue
        said = ", ".join(filter(None, (language_name(row["language"]), spoken(row["version"])))) or "Other"
        alike = [one for one in versions if (one["language"], one["version"]) == (row["language"], row["version"])]
        same = row["edition"] == own["edition"]
        names = ("file",) if same else APART
        tells = (str(row[name]) for name in names if row[name] and [one[name] for one in alike].count(row[name]) == 1)
        note = next(tells, row["id"]) if same or len(alike) > 1 else ""
        note = f"the same version in another file: {note}" if same else note
        yield row["id"], f"{said} version" + (f" ({note})" if note else "")


def grouped(rows: Iterable[sqlite3.Row], column: str) -> dict[str, list[sqlite3.Row]]:
    """Rows by what stands in a column, in the order in which they come."""
    groups: defaultdict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return dict(groups)


def by_block(rows: Iterable[sqlite3.Row]) -> Mapping[str, list[Value]]:
    found: defaultdict[str, list[Value]] = defaultdict(list)
    for row in rows:
        if row["block_id"] is not None:
            found[row["block_id"]].append(as_value(row["table"], row))
    return found


def as_value(table: str, row: sqlite3.Row) -> Value:
    says = f"{ONE.get(table, table)}: {row['value'] or row['quote']}"
    start, end = row["start"], row["end"]
    return Value(table, row["record_id"], start, end, says, label(table, row))


def label(table: str, row: sqlite3.Row) -> str:
    """The first part of what a value says where that tells most: "objective", "Q2 2025", "symbol"."""
    first = re.split(r" · |: ", row["value"] or "")[0].replace("_", " ")
    return first if table in TOLD_BY_FIRST else ONE.get(table, table)


def shown(
    blocks: Iterable[sqlite3.Row],
    cells: Mapping[str, list[sqlite3.Row]],
    values: Mapping[str, list[Value]],
    links: Mapping[str, list[sqlite3.Row]],
    hit: str,
) -> Iterator[Shown]:
    """The blocks with their values marked; values that are all of a block become labels beside it."""
    page = None
    for row in blocks:
        found = values.get(row["id"], [])
        labels = tuple(value for value in found if covers(value, row["text"]))
        inside = [value for value in found if value not in labels]
        of_table = cells.get(row["id"])
        leads = [Link(one["start"], one["end"], one["target"]) for one in links.get(row["id"], [])]
        html = table(of_table, inside, hit, leads) if of_table else marked(row["text"], inside, hit=hit, links=leads)
        new_page = row["page"] if row["page"] != page else None
        page = row["page"] or page
        yield Shown(row, html, labels, new_page, any(value.key == hit for value in labels))


def table(cells: Iterable[sqlite3.Row], values: Sequence[Value], hit: str, links: Sequence[Link]) -> Markup:
    """A table in HTML, its cells' values marked."""
    rows = grouped(cells, "row")
    lines = (
        Markup("<tr>{}</tr>").format(Markup("").join(cell(one, values, hit, links) for one in row))
        for row in rows.values()
    )
    return Markup("<table>{}</table>").format(Markup("").join(lines))


def cell(row: sqlite3.Row, values: Sequence[Value], hit: str, links: Sequence[Link]) -> Markup:
    return Markup('<{tag} rowspan="{down}" colspan="{right}">{html}</{tag}>').format(
        tag="th" if row["header"] else "td",
        down=row["row_span"] or 1,
        right=row["column_span"] or 1,
        html=marked(row["text"], values, row["start"], hit, links),
    )


def identity(paper: sqlite3.Row, why: Mapping[str, list[sqlite3.Row]]) -> Iterator[dict[str, Any]]:
    """What the paper is, field by field, each with why."""
    codes = (paper["original_language"] or "").split(", ")
    for field, label, text in (
        ("kind", "Kind", spoken(paper["kind"])),
        ("symbol", "Symbol", paper["symbol"]),
        ("other_symbol", "Also", paper["other_symbol"]),
        ("group_id", "Working group", paper["working_group"]),
        ("period_start", "About", period(paper["period_start"], paper["period_end"])),
        ("meeting_id", "For the meeting", paper["meeting"]),
        ("agenda_item", "Under agenda item", paper["agenda_item"]),
        ("date", "Issued", paper["date"]),
        ("language", "Language", language_name(paper["language"])),
        ("original_language", "Written in", " and ".join(map(language_name, codes))),
        ("version", "Version", spoken(paper["version"])),
        ("job_number", "Job number", paper["job_number"]),
        ("convention", "Treaty", paper["treaty"] or paper["convention"]),
        ("page_count", "Pages", paper["page_count"]),
    ):
        if text:
            yield {"label": label, "text": text, "why": why.get(field, [])}
