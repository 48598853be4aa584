"""Who took part in a meeting, and who submitted a paper."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Told

REPORT = "# Final report of the Twelfth Meeting of States Parties\n\n"
TOOK_PART = [
    (
        REPORT + "The following States Parties took part in the work of the Meeting: Austria, Chad and the Lao People's Democratic Republic.\n",
        [("state_party", "AUT", None), ("state_party", "TCD", None), ("state_party", "LAO", None)],
        "a list after a colon",
    ),
    (
        REPORT + "The following signatory States participated as observers: Angola and Haiti.\n",
        [("signatory", "AGO", None), ("signatory", "HTI", None)],
        "signatories take part as observers, and stay signatories",
    ),
    (
        REPORT + "Finland and Qatar participated as observers.\n\nThe International Committee of the Red Cross was there too.\n",
        [("observer", "FIN", None), ("observer", "QAT", None)],
        "names before the verb",
    ),
    (
        REPORT + "The United Nations Mine Action Service and the Cluster Munition Coalition were represented.\n",
        [("organisation", "UNMAS", None), ("organisation", "CMC", None)],
        "organisations without the word for them",
    ),
    (
        REPORT + "The following States not party attended the Meeting as observers:\n\n- Finland\n- Qatar\n\nThe Meeting then rose.\n",
        [("observer", "FIN", None), ("observer", "QAT", None)],
        "a list below",
    ),
    (
        REPORT + "Sixty-two States Parties and 11 signatory States took part in the Meeting.\n",
        [("signatory", None, 11), ("state_party", None, 62)],
        "numbers, no names",
    ),
    (
        "# Rapport final de la douzième Assemblée des États parties\n\nLes États signataires suivants ont également participé à l'Assemblée : Angola et Haïti.\n",
        [("signatory", "AGO", None), ("signatory", "HTI", None)],
        "French",
    ),
    (
        "# Informe final de la Duodécima Reunión de los Estados Partes\n\nParticiparon en la Reunión los siguientes Estados partes: Chile, Perú y España.\n",
        [("state_party", "CHL", None), ("state_party", "PER", None), ("state_party", "ESP", None)],
        "Spanish, the verb first",
    ),
    (
        "# List of participants\n\nTwelfth Meeting of States Parties\n\n## States Parties\n\n### Austria\n\nHead of delegation\n\n"
        "### Chad\n\n## Signatory States\n\n### Angola\n\n## International organizations\n\n### United Nations Mine Action Service\n",
        [("state_party", "AUT", None), ("state_party", "TCD", None), ("signatory", "AGO", None), ("organisation", "UNMAS", None)],
        "a list of participants: the class is that of the heading above",
    ),
]  # fmt: skip
NOBODY = [
    (REPORT + "The delegation of Chad thanked all who had participated in the workshop.\n", "the State is not at the head"),
    (REPORT + "Under the presidency of Iraq all delegations participated actively.\n", "who presides is not listed"),
    ("# Statement by Austria\n\nAustria and Chile participated as observers.\n", "a statement reports of no meeting"),
]  # fmt: skip
SUBMITTED = [
    ("Submitted by Austria and Chile", [("AUT", None, None), ("CHL", None, None)], "States"),
    ("Submitted by the President of the Meeting", [(None, None, "president")], "an office"),
    ("Prepared by the Coordinators (Austria and Chile)", [("AUT", None, None), ("CHL", None, None), (None, None, "coordinator")], "an office and those who hold it"),
    ("Note by the Secretariat", [(None, None, "secretariat")], "a note"),
    ("Document soumis par l'Iraq", [("IRQ", None, None)], "French"),
    ("Presentado por España", [("ESP", None, None)], "Spanish"),
    ("Submissions by Austria are welcome", [], "no line of submission"),
]  # fmt: skip


@pytest.mark.parametrize(("paper", "expected", "why"), TOOK_PART)
def test_participants(told: Told, paper: str, expected: list[tuple[str, str | None, int | None]], why: str) -> None:
    assert sorted(told(paper, "participants", "entity_class", "entity", "count"), key=str) == sorted(
        expected, key=str
    ), why


@pytest.mark.parametrize(("paper", "why"), NOBODY)
def test_nobody(told: Told, paper: str, why: str) -> None:
    assert told(paper, "participants", "entity") == [], why


@pytest.mark.parametrize(("line", "expected", "why"), SUBMITTED)
def test_submitters(told: Told, line: str, expected: list[tuple[str | None, ...]], why: str) -> None:
    paper = f"# Working paper on clearance\n\n{line}\n\n## Introduction\n\nSome words on clearance.\n"
    assert told(paper, "submitters", "state_id", "organisation_id", "role") == expected, why
