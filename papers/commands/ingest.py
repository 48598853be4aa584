"""papers ingest: bring papers into the archive."""

from __future__ import annotations

import click

from papers.commands.progress import told
from papers.commands.summary import conclude
from papers.options import Setting, reading
from papers.options import command as made
from papers.pipeline import ingest
from papers.report import Settings


@made(
    "ingest",
    """
papers ingest papers/                         a folder, with all that is in it
papers ingest agenda.pdf "work plan.docx"     some files
papers ingest https://example.org/report.pdf  an address
papers ingest s3://bucket/papers/             a folder in object storage
papers ingest papers/ --dask tcp://HOST:8786  read on a cluster
papers ingest papers/ --strict && echo done   for scripts: fail if anything was quarantined
papers ingest budget.pdf --password TEXT      a file that is locked
""",
)
@click.argument("places", nargs=-1, required=True, metavar="PATH|URL...")
@reading
def command(setting: Setting, places: tuple[str, ...], settings: Settings, strict: bool) -> None:
    """Bring papers in: receive, read, extract, load, publish.

    Folders are walked; hidden files are left out. Every file is kept as it came. One that cannot be read goes to
    quarantine, with the reason, and does not stop the others; give it again when it is mended. A file that is in the
    archive already costs nothing.
    """
    with told(setting) as tell:
        report = ingest(setting.made(), places, settings, tell)
    conclude(setting, report, strict)
