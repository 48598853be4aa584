"""papers build: make the databases again."""

from __future__ import annotations

from pathlib import Path

import click

from db.archive import Archive
from papers.commands.progress import told
from papers.commands.summary import conclude
from papers.errors import NoArchive
from papers.options import Setting, convention_option
from papers.options import command as made
from papers.pipeline import build
from papers.report import Settings, cores


@made(
    "build",
    """
papers build                     after the vocabulary or the program has changed
papers build --archive copy/     from a copy that holds no more than originals/ and ledger.db
""",
)
@click.option(
    "--workers", type=click.IntRange(1), default=cores, show_default="one a core", help="Files read at a time."
)
@convention_option
@click.option("--strict", is_flag=True, help="Exit with 5 if any file could not be read.")
def command(setting: Setting, workers: int, convention: Path | None, strict: bool) -> None:
    """Make the databases again, from what was received and decided.

    The same originals, vocabulary and decisions make the same database. What was read before by this version of the
    program is taken from the cache.
    """
    if not (setting.folder / "originals").is_dir():
        raise NoArchive(f"There is no archive in {str(setting.folder)!r}: make one with `papers ingest FOLDER`.")
    with told(setting) as tell:
        settings = Settings(workers, convention=convention, debug=setting.debug)
        report = build(Archive.open(setting.folder), settings, tell)
    conclude(setting, report, strict)
