"""papers evaluate: how right the archive is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from db.schema import connect
from papers.evaluate import Evaluation, evaluate
from papers.gold import read_gold
from papers.options import Setting
from papers.options import command as made
from papers.terminal import safe

COLUMNS = ("gold", "found", "correct", "precision", "recall", "f1", "evidence")


@made(
    "evaluate",
    """
papers evaluate tests/gold/samples              the sample papers
papers evaluate gold/ --misses 20               with what was missed, and what is wrong
papers evaluate gold/ --json > today.json
""",
)
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option("--misses", type=click.IntRange(0), default=0, help="List so many of the missed and false values.")
def command(setting: Setting, gold: Path, misses: int) -> None:
    """Measure how right the archive is.

    Gold is what people read in the same papers: values, one JSON file a paper.

    Precision: of the values in the archive, how many are right. Recall: of those in the gold, how many the archive has.
    Evidence: of the right ones, how many quote the words that the gold quotes.
    """
    with closing(connect(setting.archive.database)) as database:
        evaluation = evaluate(database.conn, read_gold(gold))
    if setting.as_json:
        setting.answer(asdict(evaluation))
    else:
        show(setting, evaluation, misses)


def show(setting: Setting, evaluation: Evaluation, misses: int) -> None:
    everything = {"all": evaluation.overall}
    for head, scores in (("field", evaluation.fields), ("paper", evaluation.papers), ("", everything)):
        setting.console.print(table(head, scores))
    right, papers = evaluation.overall["all_right"], evaluation.overall["papers"]
    setting.console.print(f"{right} of {papers} papers are right in everything.")
    for miss in evaluation.misses[:misses]:
        setting.console.print(safe(f"{miss.file}  {miss.field}  {miss.fault}  {miss.value}"), soft_wrap=True)


def table(head: str, scores: dict[str, dict[str, Any]]) -> Table:
    made = Table(head)
    for column in COLUMNS:
        made.add_column(column, justify="right")
    for name, score in scores.items():
        made.add_row(safe(name), *(shown(score[column]) for column in COLUMNS))
    return made


def shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
