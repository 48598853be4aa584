"""papers build: make the databases again."""

from __future__ import annotations

from papers.commands.progress import told
from papers.commands.summary import compare, conclude
from papers.errors import NoArchive
from papers.options import Setting, reading
from papers.options import command as made
from papers.pipeline import build
from papers.report import Settings


@made(
    "build",
    """
papers build                     after the vocabulary or the program has changed
papers build --archive copy/     from a copy that holds no more than originals/ and ledger.db
""",
)
@reading
def command(setting: Setting, settings: Settings, strict: bool) -> None:
    """Make the databases again, from what was received and decided.

    The same originals, vocabulary and decisions make the same database: a digest of every table is shown, beside that of
    the last run. What was read before by this version of the
    program is taken from the cache; locked files that are not in it need their password once more.
    """
    if not (setting.folder / "originals").is_dir():
        raise NoArchive(f"There is no archive in {str(setting.folder)!r}: make one with `papers ingest FOLDER`.")
    with told(setting) as tell:
        report = build(setting.made(), settings, tell)
    compare(setting, report)
    conclude(setting, report, strict)
