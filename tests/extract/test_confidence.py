"""What was recognised from a picture is trusted less, and so is all that was found in it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from corpus.vocabulary import Vocabulary
from db.tables import RECORD_TABLES
from extract.confidence import earned, trials
from extract.pipeline import extract
from extract.record import Paper, Reason, Record
from ingest.read import read

PAPER = b"""# Work plan of the working group on victim assistance 2031

Convention on Cluster Munitions

Coordinators: Austria and Chile

Of the 12 States Parties with victims, 9 reported under article 7 by 30 April 2031.
"""


def test_values_are_as_sure_as_the_words_they_stand_in(vocabulary: Vocabulary) -> None:
    document = read(PAPER, "plan.md")
    scan = replace(document, blocks=tuple(replace(block, confidence=0.5) for block in document.blocks))
    whole, doubted = extract(document, vocabulary), extract(scan, vocabulary)
    assert {one.table for one in doubted.records} >= {"coordinators", "counts", "citations"}
    assert {one.field for one in doubted.paper.why} >= {"kind", "group_id"}
    for sure, unsure in zip([*whole.records, *whole.paper.why], [*doubted.records, *doubted.paper.why], strict=True):
        assert is_halved(sure, unsure)


def is_halved(sure: Record | Reason, unsure: Record | Reason) -> bool:
    if sure.place is None:  # the name of the file says so, which no picture blurs
        return unsure == sure
    return abs(unsure.confidence - sure.confidence / 2) < 0.001


def test_rules_that_were_tried_are_there() -> None:
    """A rule that is renamed takes its trials with it."""
    tables = {one.name for one in RECORD_TABLES}
    code = "".join(path.read_text("utf-8") for path in Path("extract").rglob("*.py"))
    written = [re.sub(r"\\{.*?\\}", ".+", re.escape(one)) for one in set(re.findall(r'"([^"\n]{3,60})"', code))]
    for rule, (right, seen) in trials().items():
        what, method = rule.split(": ")
        assert what in tables or what in Paper.__dataclass_fields__, rule
        assert any(re.fullmatch(one, method) for one in written), rule
        assert 0 <= right <= seen, rule


def test_confidence_is_drawn_to_what_was_right() -> None:
    rules = {rule: right / seen for rule, (right, seen) in trials().items() if seen > 5}
    assert any(share < 0.9 for share in rules.values())
    for rule, share in rules.items():
        assert abs(earned(rule, 0.9) - share) < abs(0.9 - share) or abs(share - 0.9) < 0.01, rule
