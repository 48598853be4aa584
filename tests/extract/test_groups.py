"""Whose paper it is: the working group whose coordinators submit it, and when it was issued."""

from __future__ import annotations

import pytest

from corpus.vocabulary import Vocabulary
from extract.pipeline import extract
from extract.record import Coordinator
from ingest.read import read

HEAD = "CCM/MSP/2023/WP.2\n\n# Progress on clearance\n\nConvention on Cluster Munitions\n\n"
SUBMITTED = [
    # (text under the title, group, coordinators, why)
    ("Submitted by the Coordinators on clearance, Italy and Norway", "CLR", ["ITA", "NOR"], "theme and States"),
    ("Submitted by Zambia, Coordinator on transparency measures", "TRA", ["ZMB"], "the State first"),
    ("Jointly submitted by the Coordinators: Italy and Norway", "CLR", ["ITA", "NOR"], "the title has the theme"),
    ("Présenté par les coordonnateurs de la dépollution, l’Italie et la Norvège", "CLR", ["ITA", "NOR"], "in French"),
    ("Presentado por Zambia, Coordinadora de las medidas de transparencia", "TRA", ["ZMB"], "in Spanish"),
    ("Submitted by Italy\n\nAs Coordinator on clearance, Italy has written this.", "CLR", ["ITA"], "told in the text"),
    ("Submitted by Chad\n\nChad thanks the Coordinators on clearance, Italy and Norway.", None, [], "it thanks others"),
    ("Submitted by Chad", None, [], "a theme is not yet a group"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "group", "states", "why"), SUBMITTED)
def test_papers_of_coordinators(
    vocabulary: Vocabulary, text: str, group: str | None, states: list[str], why: str
) -> None:
    found = extract(read(f"{HEAD}{text}\n".encode(), "paper.md"), vocabulary)
    named = [one.state_id for one in found.records if isinstance(one, Coordinator) and one.group_id]
    assert (found.paper.group_id, named) == (group, states), why


DATED = [
    ("# Note verbale\n\nThe Embassy greets you.\n\nBern, 3 July 2025\n\n[Seal]\n", "2025-07-03", "at the foot"),
    ("# Déclaration\n\nLe Tchad déclare.\n\nFait à Dakar, le 14 mars 2023\n", "2023-03-14", "after where it was done"),
    ("# Minutes\n\nTuesday, 18 February 2025, 10:00–11:25\n\nAll came.\n", "2025-02-18", "beside the time of day"),
    ("# Compte rendu\n\nMardi 18 février 2025, de 10 h à 11 h 30, Genève\n", "2025-02-18", "the same in French"),
    ("# Decisions taken (compiled by the Unit, 12 September 2018)\n", "2018-09-12", "closing brackets"),
    (f"# Statement\n\n{'We said much. ' * 20}\n\nIt was moved to\n\n1 May 2025.\n", None, "the end of a sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "why"), DATED)
def test_dates_of_issue(vocabulary: Vocabulary, text: str, date: str | None, why: str) -> None:
    assert extract(read(text.encode(), "paper.md"), vocabulary).paper.date == date, why


def test_a_page_says_when_it_was_updated(vocabulary: Vocabulary) -> None:
    """Where it stands on its site is no title, and the day of its last change dates it."""
    page = "<p>Accueil › Plans › Tableau</p><h1>Trois plans</h1><p>Page mise à jour le 3 février 2026</p><p>Texte.</p>"
    paper = extract(read(f"<html><body>{page}</body></html>".encode(), "page.html"), vocabulary).paper
    assert (paper.title, paper.date) == ("Trois plans", "2026-02-03")
