"""papers serve: the site, over what is public."""

from __future__ import annotations

import click

from papers.errors import CannotServe
from papers.options import Setting
from papers.options import command as made
from publish.site import NoPort, NothingToServe, serve


@made(
    "serve",
    """
papers serve                            on this machine, for yourself
papers serve --port 8080
papers serve --host 0.0.0.0 --port 80   for everyone who can reach this machine
""",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def command(setting: Setting, port: int, host: str) -> None:
    """Serve the archive as a web site.

    Search, browse, follow every value to its page, and ask in SQL.

    The site holds what is public, and nothing else: the rest is not in the file that it opens.
    """
    archive = setting.archive
    archive.require_ledger()
    try:
        serve(archive.public, host, port)
    except (NoPort, NothingToServe) as error:
        raise CannotServe(str(error)) from error
