"""papers ingest: bring papers into the archive."""

from __future__ import annotations

from pathlib import Path

import click

from db.archive import Archive
from papers.commands.progress import told
from papers.commands.summary import conclude
from papers.options import Setting, convention_option
from papers.options import command as made
from papers.pipeline import ingest
from papers.report import Settings, cores
from papers.workers import Bounds


@made(
    "ingest",
    """
papers ingest papers/                         a folder, with all that is in it
papers ingest agenda.pdf "work plan.docx"     some files
papers ingest https://example.org/report.pdf  an address
papers ingest papers/ --strict && echo done   for scripts: fail if anything was quarantined
""",
)
@click.argument("places", nargs=-1, required=True, metavar="PATH|URL...")
@click.option(
    "--workers", type=click.IntRange(1), default=cores, show_default="one a core", help="Files read at a time."
)
@click.option(
    "--timeout", type=click.FloatRange(1), default=Bounds().seconds, show_default=True, help="Seconds for a file."
)
@click.option(
    "--memory", type=click.IntRange(256), default=Bounds().megabytes, show_default=True, help="Megabytes for a file."
)
@convention_option
@click.option("--strict", is_flag=True, help="Exit with 5 if any file could not be read.")
def command(
    setting: Setting,
    places: tuple[str, ...],
    workers: int,
    timeout: float,
    memory: int,
    convention: Path | None,
    strict: bool,
) -> None:
    """Bring papers in: receive, read, extract, load, publish.

    Folders are walked; hidden files are left out. Every file is kept as it came. One that cannot be read goes to
    quarantine, with the reason, and does not stop the others; give it again when it is mended. A file that is in the
    archive already costs nothing.
    """
    settings = Settings(workers, Bounds(timeout, memory), convention, setting.debug)
    with told(setting) as tell:
        report = ingest(Archive.open(setting.folder), places, settings, tell)
    conclude(setting, report, strict)
