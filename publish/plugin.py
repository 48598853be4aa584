"""What the site adds to Datasette: its own pages, safe connections, links in cells, and headers that browsers obey."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from datasette.utils.asgi import NotFound, Response
from markupsafe import Markup
from pluggy import HookimplMarker

from publish import about, failures, feeds, front, paper, results
from publish.archive import NAME, archive, reopen_if_replaced
from publish.safety import HEADERS, restrict

Asgi = Callable[[Any, Any, Any], Awaitable[None]]
hookimpl = HookimplMarker("datasette")
PLACE = re.compile(r"/(?:value|document|papers)/[^\s<>\"]+")
LINKED = ("paper", "quote")  # columns of an answer that lead to its evidence
HOW_FOUND = ("quote", "document_id", "block_id", "confidence", "method", "status", "start", "end", "work_id", "id")
MOST_CHOICES = 400


async def closed(request: Any) -> Response:
    """Datasette's own pages for whoever runs it: they tell where files lie, and nobody signs in here."""
    raise NotFound("There is no such page")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    return [
        (r"^/$", front.page),
        (r"^/search$", results.page),
        (r"^/document/(?P<id>[^/]+)$", paper.page),
        (r"^/value/(?P<table>\w+)/(?P<id>[^/]+)$", paper.value),
        (r"^/about$", about.page),
        (r"^/feed\.atom$", feeds.atom),
        (r"^/calendar\.ics$", feeds.calendar),
        (r"^/-/(?!static/|metadata|settings|versions).*$", closed),
        (r"^/_(?:internal|memory)(?:[/.].*)?$", closed),
    ]


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Awaitable[Response]:
    return failures.page(datasette, request, exception)


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    if database == NAME:
        restrict(conn)


@hookimpl
def render_cell(row: Any, value: object, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Links from cells to the paper: in answers from the column `evidence`, in tables from the quote and the title."""
    if isinstance(value, float) and value.is_integer():
        return Markup(f"{value:,.0f}")  # noqa: S704 - a number
    if not isinstance(value, str):
        return None
    columns = set(row.keys())
    if column == "evidence" and PLACE.fullmatch(value):
        return link(datasette, value, "Show")
    if column in LINKED and "evidence" in columns and row["evidence"] and PLACE.fullmatch(row["evidence"]):
        return link(datasette, row["evidence"], value)
    if table == "documents" and column == "title":
        return link(datasette, f"/document/{row['id']}", value)
    if column == "quote" and table and {"id", "document_id"} <= columns and value:
        return link(datasette, f"/value/{table}/{row['id']}", value)
    return None


def link(datasette: Any, path: str, label: str, longest: int = 400) -> Markup:
    shown = label if len(label) <= longest else label[:longest].rstrip() + "…"
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), shown)


@hookimpl
def extra_template_vars(datasette: Any) -> Mapping[str, Any]:
    async def choices(sql: str) -> list[tuple[Any, ...]]:
        """Values and labels for a question's drop-down list."""
        return [tuple(row) for row in (await archive(datasette).once(sql))[:MOST_CHOICES]]

    return {
        "choices": choices,
        "chapters": chapters,
        "arranged": arranged,
        "spoken": lambda name: str(name).replace("_", " "),
    }


def arranged(columns: Sequence[Mapping[str, Any]]) -> list[int]:
    """Places of a table's columns in the order in which people read them: what was found first, how it was found last."""
    names = [column["name"] for column in columns]
    last = [name for name in HOW_FOUND if {"quote", "work_id"} & set(names) and name in names]
    return [names.index(name) for name in [*(name for name in names if name not in last), *last]]


def chapters(tables: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Tables under the headings that the metadata gives them, in its order; hidden ones are left out."""
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for name, told in tables.items():
        if not told.get("hidden"):
            found.setdefault(told["chapter"], []).append((name, told))
    return [{"title": title, "tables": entries} for title, entries in found.items()]


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Asgi], Asgi]:
    def wrap(inner: Asgi) -> Asgi:
        async def outer(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                reopen_if_replaced(datasette)
            await inner(scope, receive, with_headers(send))

        return outer

    return wrap


def with_headers(send: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            added = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message.get("headers", []), *added]}
        await send(message)

    return sending
