"""papers search: where papers say something."""

from __future__ import annotations

from dataclasses import asdict

import click

from db.search import Found, Hit, search
from papers.options import Setting
from papers.options import command as made
from papers.terminal import marked, safe


@made(
    "search",
    """
papers search victim assistance          passages that hold both words
papers search '"extension request"'      words that stand together
papers search universali* --kind work_plan --language en
""",
)
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", help="Only papers of this kind: work_plan, agenda, meeting_report, …")
@click.option("--language", help="Only papers in this language: en, fr, es, …")
@click.option("--group", "group_id", help="Only papers of this group: CLR, VA, ICA, …")
@click.option("--meeting", "meeting_id", help="Only papers of this meeting: 12MSP, 3RC, …")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="So many passages.")
def command(setting: Setting, words: tuple[str, ...], limit: int, **filters: str | None) -> None:
    """Find passages, the best first, with the words marked.

    All words must be in a passage; "quotes" hold words together, and * stands for any ending."""
    with setting.opened() as (_, database):
        found = search(database.conn, " ".join(words), limit, **filters)  # type: ignore[arg-type]
    if setting.as_json:
        setting.answer(
            {"count": found.count, "capped": found.capped, "loose": found.loose, "hits": [*map(asdict, found)]}
        )
    else:
        show(setting, found)


def show(setting: Setting, found: Found) -> None:
    if found.loose:
        setting.console.print("No passage holds all the words; these hold some of them.")
    for hit in found:
        setting.console.print(f"[bold]{safe(hit.document_id)}[/bold] {place(hit)}", highlight=False)
        setting.say(f"  {marked(hit.excerpt)}")
    more = " or more" if found.capped else ""
    setting.console.print(
        f"{len(found)} of {found.count}{more} passages." if found.count else "No passage has these words."
    )


def place(hit: Hit) -> str:
    """Title and page, as far as they are known."""
    page = f"page {hit.page}" if hit.page else ""
    return " · ".join(part for part in (safe(hit.title), page) if part)
