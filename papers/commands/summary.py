"""The table in which a run ends."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from rich.table import Table

from papers.errors import Quarantined
from papers.options import Setting
from papers.report import Moved, Report, Succession
from papers.terminal import safe

DIGITS = 16  # of a digest that are shown; --json has all
LISTED = 10  # near copies that are shown; --json and the table `relations` have all
SAID = ("supersedes", "corrects")  # relations that a new paper may have to an older one
EMPTY = hashlib.sha256().hexdigest()


def conclude(setting: Setting, report: Report, strict: bool) -> None:
    """Say what a run did. Raises Quarantined where it was strict and something was refused."""
    if setting.as_json:
        setting.answer(asdict(report))
    else:
        show(setting, report)
    if strict and report.quarantined:
        raise Quarantined(f"{counted(len(report.quarantined), 'file')} could not be read; they are listed above.")


def compare(setting: Setting, report: Report) -> None:
    """Say what each table holds, as a hash, and which tables hold something else than after the run before."""
    if setting.as_json or not report.digests:
        return
    changed = [name for name, digest in report.digests.items() if report.before.get(name) != digest]
    table = Table("table", "digest", *["since the last run"] * bool(report.before))
    for name, digest in report.digests.items():
        row = (name, "no rows" if digest == EMPTY else digest[:DIGITS], "changed" if name in changed else "same")
        table.add_row(*row[: len(table.columns)])
    setting.console.print(table)
    if report.before:
        said = f"Changed since the last run: {', '.join(changed)}." if changed else "Every table is as it was."
        setting.console.print(said)


def show(setting: Setting, report: Report) -> None:
    table = Table("read", "unchanged", "copies", "quarantined", "seconds")
    numbers = (len(report.loaded), report.unchanged, len(report.copies), len(report.quarantined))
    table.add_row(*map(str, numbers), f"{report.seconds:.1f}")
    setting.console.print(table)
    for copy in report.copies[:LISTED]:
        paper = f", the paper {copy.document_id}" if copy.document_id else ""
        setting.say(
            f"{safe(copy.name)} has the same bytes as {safe(copy.first_name + paper)}: it is kept as a name of it."
        )
    for version in report.versions[:LISTED]:
        setting.say(safe(succeeded(version)))
    more(setting, [*report.copies[LISTED:], *report.versions[LISTED:]], "`papers show ID` tells versions and names")
    if report.alike:
        setting.console.print(f"Worded much alike ({counted(len(report.alike), 'pair')}), and kept apart:")
    for pair in report.alike[:LISTED]:
        said = f"  {pair.similarity:4.0%} {safe(pair.document_id)} and {safe(pair.other_document_id)}"
        setting.say(f"{said} [dim]({pair.relation})[/dim]")
    show_moved(setting, report.moved)
    if report.refused:
        setting.console.print("Set aside; the rest went on, and nothing that was received is lost:")
    for one in report.refused:
        said = one.message if one.name in one.message else f"{one.name}: {one.message}"
        setting.say(f"  {safe(said)} [dim]({safe(one.reason)})[/dim]")
        if setting.debug and one.trace:
            setting.console.print(safe(one.trace), highlight=False)


def show_moved(setting: Setting, moved: Sequence[Moved]) -> None:
    """Say which papers have another id now."""
    if moved:
        setting.console.print(
            f"Another id than before ({counted(len(moved), 'paper')}); `papers show` finds former ids too:"
        )
    for one in moved[:LISTED]:
        setting.say(f"  {safe(one.former_id)} is now {safe(one.document_id)} [dim]({safe(one.name)})[/dim]")
    more(setting, moved[LISTED:], "the table `former_ids` has all")


def more(setting: Setting, left: Sequence[object], where: str) -> None:
    """Say that a list goes on, and where it is found whole."""
    if left:
        setting.say(f"  and {len(left):,} more: {where}")


def succeeded(one: Succession) -> str:
    """What a new paper is to one that was there before, and what becomes of the decisions on that."""
    said = f"{one.document_id} is a version of {one.other_document_id}"
    said += f", which it {one.relation}" if one.relation in SAID else ""
    if not one.hold + one.unfit:
        return f"{said}."
    unfit = f", {one.unfit} {'fits' if one.unfit == 1 else 'fit'} no longer: papers review --unfit" if one.unfit else ""
    return f"{said}; {counted(one.hold, 'decision')} {'holds' if one.hold == 1 else 'hold'}{unfit}."


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
