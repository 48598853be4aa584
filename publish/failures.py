"""What a reader sees when a page cannot be shown."""

from __future__ import annotations

import sqlite3
import traceback
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

SLOW = "This takes too long to answer. Ask for less: fewer words, one paper, one table."

LARGE = "This takes too much memory to answer. Ask for fewer rows or shorter columns."


async def page(datasette: Any, request: Any, exception: Exception) -> Response:
    """One sentence in HTML, or in JSON where that was asked for; only what nobody foresaw is printed for the operator."""
    status, message, title = reason(exception)
    if status == 500:
        traceback.print_exception(exception)
    details = {"ok": False, "error": str(message), "status": status, "title": title}
    if request.path.partition("?")[0].endswith(".json"):
        return Response.json(details, status=status)
    template = datasette.jinja_env.get_template("error.html")
    html = await template.render_async({**details, "error": message, "urls": datasette.urls})
    return Response.html(html, status=status)


def reason(exception: Exception) -> tuple[int, str, str | None]:
    """Status, message and title of an error."""
    if isinstance(exception, Base400):
        message = str(exception.args[0]) if exception.args else ""
        return exception.status, message if message != "404" else "There is no such page", None
    if isinstance(exception, DatasetteError):
        message = Markup(exception.message) if exception.message_is_html else exception.message  # noqa: S704 - Datasette's
        return exception.status, message, exception.title
    if isinstance(exception, QueryInterrupted) or "interrupted" in str(exception):
        return 503, SLOW, None
    if isinstance(exception, MemoryError):
        return 503, LARGE, None
    if isinstance(exception, sqlite3.DatabaseError):
        return 400, f"The database says: {exception}.", None
    return 500, "Something went wrong on our side.", None
