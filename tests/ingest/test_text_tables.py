"""Tables in plain text and Markdown."""

from __future__ import annotations

import pytest

from tests.ingest.outline import expected, outline_of

TABLES = {
    "tabs part cells; empty cells stay; a blank line begins another table": (
        "Plan A\tPlan B\tPlan C\n1. Start\tStart\tStart\n\t\tGuides (9)\n\nPlan A\tPlan B\tPlan C\nClearance (10)\t(under 1)\t\n",
        """
        t *Plan A ¦ *Plan B ¦ *Plan C / 1. Start ¦ Start ¦ Start /  ¦  ¦ Guides (9)
        t *Plan A ¦ *Plan B ¦ *Plan C / Clearance (10) ¦ (under 1) ¦
        """,
    ),
    "an editor may have cut empty cells off a row": (
        "State\tAsked\tGranted\nOne\t2\t2\nTwo\nThree\t3\t1\n",
        "t *State ¦ *Asked ¦ *Granted / One ¦ 2 ¦ 2 / Two ¦  ¦  / Three ¦ 3 ¦ 1",
    ),
    "a masthead between pipes": (
        "|  | United Nations | A/99/1 |\n|  |  | Distr.: General |\n",
        "t  ¦ United Nations ¦ A/99/1 /  ¦  ¦ Distr.: General",
    ),
    "a cell between pipes may go on in the next line": (
        "\t| Party | Fee\n(EUR) |\n\t| One | 10 |\n\t| Two | 20 |\n",
        "t *Party ¦ *Fee (EUR) / One ¦ 10 / Two ¦ 20",
    ),
    "Markdown says what the header is": (
        "| Who | What |\n|:---|---:|\n| **ISU** | [Guide](http://example.org) |\n",
        "t *Who ¦ *What / ISU ¦ Guide",
    ),
    "a grid": (
        "+-----+-----+\n| A | B |\n+=====+=====+\n| 1 | 2 |\n+-----+-----+\n",
        "t *A ¦ *B / 1 ¦ 2",
    ),
    "blanks part columns, one under the other; a cell may go on in the next line": (
        "State        Until       Asked\n-----        -----       -----\nPeru         2031            2\n"
        "Bosnia and   2032           18\nHerzegovina\n\nTotal                       20\n\nThe text goes on.\n",
        "t *State ¦ *Until ¦ *Asked / Peru ¦ 2031 ¦ 2 / Bosnia and Herzegovina ¦ 2032 ¦ 18 / Total ¦  ¦ 20\np The text goes on.",
    ),
    "a rule in parts under the heads makes two columns too": (
        "Group               Coordinator\n------------------  -----------\nVictim assistance   Spain\n"
        "Clearance and       Italy\nrisk education\n\nThe text goes on.\n",
        "t *Group ¦ *Coordinator / Victim assistance ¦ Spain / Clearance and risk education ¦ Italy\np The text goes on.",
    ),
    "blanks that part no columns": (
        "The States  met in  May this year.\nThey agreed   on a  plan of work.\nIt covers     two  years and more.\n",
        "p The States met in May this year.\np They agreed on a plan of work.\np It covers two years and more.",
    ),
    "labels with values, and numbers with text, are no columns": (
        "Group:    Clearance\nPeriod:   2031\nPlace:    Geneva\n\n1.   Open\n2.   Meet\n3.   Close\n",
        "p Group: Clearance\np Period: 2031\np Place: Geneva\nl1 1. Open\nl1 2. Meet\nl1 3. Close",
    ),
    "one pipe in a line of its own is no table": (
        "Phone | +41 22 000\n\nFax | +41 22 001\n",
        "p Phone | +41 22 000\np Fax | +41 22 001",
    ),
    "a number and a tab is an item": ("1.\tFirst.\n2.\tSecond.\n", "l1 1. First.\nl1 2. Second."),
}


@pytest.mark.parametrize("why", TABLES)
def test_tables(why: str) -> None:
    text, wanted = TABLES[why]
    assert "\n".join(line.strip() for line in outline_of(text).split("\n")) == expected(wanted)
