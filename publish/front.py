"""The front page: what this is, in one screen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Response

from db.schema import RECORD_TABLES
from publish.archive import NAME, archive
from publish.wording import IS_SAMPLE, facts, title_of

EXAMPLES = 6
VALUES = " + ".join(f"(select count(*) from {table.name})" for table in RECORD_TABLES)  # noqa: S608 - our own names
STATES = "select count(distinct entity_id) from mentions where entity_kind = 'state'"
NUMBERS = (
    ("papers", "/papers/documents", "select count(*) from documents"),
    ("values, each with its words", "/papers/evidence", f"select {VALUES}"),
    ("States named", "/papers/where_a_state_is_named", STATES),
    ("meetings", "/papers/meetings_and_presidents", "select count(*) from meetings"),
)
NEWEST = f"""
select d.*, g.name as working_group, {IS_SAMPLE} as sample
from documents d left join groups g on g.id = d.group_id
order by coalesce((select min(received_at) from files where document_id = d.id), d.date) desc, d.date desc, d.id limit 5
"""  # noqa: S608 - our own words


async def page(datasette: Any, request: Any) -> Response:
    """`/`"""
    database = archive(datasette)
    newest = await database.once(NEWEST)
    questions = datasette.metadata("databases")[NAME]["queries"]
    context = {
        "numbers": [
            {"label": label, "href": href, "value": (await database.once(sql))[0][0]} for label, href, sql in NUMBERS
        ],
        "questions": list(examples(questions)),
        "question_count": len(questions),
        "newest": [
            {"title": title_of(row), "href": f"/document/{row['id']}", "facts": facts(row), "sample": row["sample"]}
            for row in newest
        ],
        "samples": any(row["sample"] for row in newest),
    }
    return Response.html(await datasette.render_template("front.html", context, request=request))


def examples(questions: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """The questions whose entry has an `example`: how the front page asks it, and with which parameters."""
    return [
        {"title": question["title"], "href": f"/{NAME}/{name}?{urlencode(example)}".rstrip("?")}
        for name, question in questions.items()
        if (example := question.get("example")) is not None
    ][:EXAMPLES]
