"""How far a run is, on the terminal and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from papers.options import Setting
from papers.run import Tell
from papers.terminal import safe


@contextmanager
def told(setting: Setting) -> Iterator[Tell]:
    """A function to tell of progress as (done, of, what); it shows a bar on standard error, unless a machine listens."""
    console = Console(stderr=True)
    if setting.as_json or not console.is_terminal:
        yield lambda done, of, what: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda done, of, what: bar.update(task, completed=done, total=of, description=safe(what))
