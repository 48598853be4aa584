"""The page that says how to read the archive."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response


async def page(datasette: Any, request: Any) -> Response:
    """`/about`"""
    return Response.html(await datasette.render_template("about.html", {}, request=request))
