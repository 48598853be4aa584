"""papers evaluate: how right the archive is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from papers.confidence import bins, calibration_error, tallied
from papers.evaluate import Evaluation, evaluate
from papers.gold import read_gold
from papers.options import Setting
from papers.options import command as made
from papers.terminal import safe

GROUPS = ("kind", "format", "language")
OF_PAPERS = ("papers", "all_right", "nearly_right")
COLUMNS = ("gold", "found", "correct", "precision", "recall", "f1", "evidence")


@made(
    "evaluate",
    """
papers evaluate tests/gold/samples              the sample papers
papers evaluate gold/ --misses 20               with what was missed, and what is wrong
papers evaluate gold/ --by language             how right the papers of each language are
papers evaluate gold/ --trust                   whether confidence says how right a value is
papers evaluate gold/ --json > today.json
""",
)
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option("--misses", type=click.IntRange(0), default=0, help="List so many of the missed and false values.")
@click.option("--by", type=click.Choice(GROUPS), help="Scores by kind, format or language of the papers.")
@click.option("--trust", is_flag=True, help="Hold the confidence of values against how many of them are right.")
def command(setting: Setting, gold: Path, misses: int, by: str | None, trust: bool) -> None:
    """Measure how right the archive is.

    Gold is what people read in the same papers: values, one JSON file a paper.

    Precision: of the values in the archive, how many are right. Recall: of those in the gold, how many the archive has.
    Evidence: of the right ones, how many quote the words that the gold quotes.
    """
    with setting.opened() as (_, database):
        evaluation = evaluate(database.conn, read_gold(gold))
    if setting.as_json:
        setting.answer(asdict(evaluation))
    elif trust:
        show_trust(setting, evaluation)
    else:
        show(setting, evaluation, misses, by)


def show(setting: Setting, evaluation: Evaluation, misses: int, by: str | None) -> None:
    tables = {by: evaluation.groups[by]} if by else {"field": evaluation.fields, "paper": evaluation.papers}
    for head, scores in (*tables.items(), ("", {"all": evaluation.overall})):
        setting.console.print(table(head, scores))
    right, nearly, papers = (evaluation.overall[name] for name in ("all_right", "nearly_right", "papers"))
    setting.console.print(f"{right} of {papers} papers are right in everything, {nearly} nearly so (F1 of 0.95).")
    for miss in evaluation.misses[:misses]:
        setting.console.print(safe(f"{miss.file}  {miss.field}  {miss.fault}  {miss.value}"), soft_wrap=True)


def table(head: str, scores: dict[str, dict[str, Any]]) -> Table:
    made = Table(head)
    columns = [name for name in (*OF_PAPERS, *COLUMNS) if all(name in score for score in scores.values())]
    for column in columns:
        made.add_column(column.replace("_", " "), justify="right")
    for name, score in scores.items():
        made.add_row(safe(name), *(shown(score[column]) for column in columns))
    return made


def show_trust(setting: Setting, evaluation: Evaluation) -> None:
    """Confidence against the share of values that are right, in steps of a tenth, and the rules that are wrong."""
    made = Table("values", "confidence", "right")
    for one in bins(evaluation.trials):
        made.add_row(str(one.values), shown(one.confidence), shown(one.right))
    setting.console.print(made)
    rules = Table("rule", "values", "wrong")
    for rule, (right, seen) in sorted(tallied(evaluation.trials).items(), key=lambda item: item[1][0] - item[1][1]):
        if right < seen:
            rules.add_row(safe(rule), str(seen), str(seen - right))
    setting.console.print(rules)
    setting.console.print(f"Expected calibration error: {shown(calibration_error(evaluation.trials))}")


def shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
