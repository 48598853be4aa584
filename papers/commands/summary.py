"""The table in which a run ends."""

from __future__ import annotations

from dataclasses import asdict

from rich.table import Table

from papers.errors import Quarantined
from papers.options import Setting
from papers.report import Report
from papers.terminal import safe


def conclude(setting: Setting, report: Report, strict: bool) -> None:
    """Say what a run did. Raises Quarantined where it was strict and something was refused."""
    if setting.as_json:
        setting.answer(asdict(report))
    else:
        show(setting, report)
    if strict and report.refused:
        raise Quarantined(f"{counted(len(report.refused), 'file')} could not be read; they are listed above.")


def show(setting: Setting, report: Report) -> None:
    table = Table("read", "unchanged", "quarantined", "seconds")
    numbers = (len(report.loaded), report.unchanged, len(report.refused))
    table.add_row(*map(str, numbers), f"{report.seconds:.1f}")
    setting.console.print(table)
    if report.refused:
        setting.console.print("Quarantined; the rest went on, and nothing that was received is lost:")
    for one in report.refused:
        said = one.message if one.name in one.message else f"{one.name}: {one.message}"
        setting.console.print(f"  {safe(said)} [dim]({safe(one.reason)})[/dim]", highlight=False, soft_wrap=True)
        if setting.debug and one.trace:
            setting.console.print(safe(one.trace), highlight=False)


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
