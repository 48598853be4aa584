"""What was recognised from a picture is trusted less, and so is all that was found in it."""

from __future__ import annotations

from dataclasses import replace

from corpus.vocabulary import Vocabulary
from extract.pipeline import extract
from extract.record import Reason, Record
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
