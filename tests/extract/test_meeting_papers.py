"""What papers of a meeting hold: agendas, decisions, presidents, days, and what minutes give out."""

from __future__ import annotations

import pytest

from ingest.read import read
from tests.extract.conftest import Told, tabled

AGENDA = """
    # Provisional agenda

    Twelfth Meeting of States Parties

    Geneva, 10–13 September 2024

    1. Opening of the meeting
    2. Election of the President
    3. Review of the Convention:
        (a) Universalization
        (b) Clearance
    4. Any other business

    # Annotations

    1. Opening of the meeting. The Meeting will be opened at 10 a.m.
    """
AGENDAS = [
    (
        AGENDA,
        [
            ("1", "Opening of the meeting"),
            ("2", "Election of the President"),
            ("3", "Review of the Convention"),
            ("3 (a)", "Universalization"),
            ("3 (b)", "Clearance"),
            ("4", "Any other business"),
        ],
        "sub-items carry the number of their item; what is explained again is no item",
    ),
    (
        "# Agenda of the Twelfth Meeting of States Parties\n\nItem 1. Opening\n\nItem 2\n\nClosing of the meeting\n",
        [("1", "Opening"), ("2", "Closing of the meeting")],
        "the word before the number, the title beside or below it",
    ),
    (
        tabled(
            "Agenda of the Twelfth Meeting of States Parties",
            [["Item", "Title"], ["1", "Opening"], ["2", "Review"], ["(a)", "Clearance"], ["", "a remark"]],
        ),
        [("1", "Opening"), ("2", "Review"), ("2 (a)", "Clearance")],
        "a table",
    ),
    (
        "# Final report of the Twelfth Meeting of States Parties\n\nThe Meeting adopted the following agenda:\n\n"
        "1. Opening of the Meeting;\n2. Its organization of work;\n3. Closing of the Meeting.\n\nThe Meeting then rose.\n",
        [("1", "Opening of the Meeting"), ("2", "Its organization of work"), ("3", "Closing of the Meeting")],
        "the agenda that a report gives",
    ),
    ("# Statement by Iraq\n\n1. Opening\n2. Closing\n", [], "a paper that is no agenda"),
    (
        "# Provisional agenda of the Twelfth Meeting of States Parties\n\n1. Opening\n2. Review (a) Universalization\n"
        "    (b) Clearance\n3. Report (a) and its annex\n",
        [
            ("1", "Opening"),
            ("2", "Review"),
            ("2 (a)", "Universalization"),
            ("2 (b)", "Clearance"),
            ("3", "Report (a) and its annex"),
        ],
        "the first part beside the item, where a second follows",
    ),
    (
        "# Minutes of the Coordination Committee of the Convention on Cluster Munitions\n\n## 1. Opening\n\nAll were welcome.\n\n"
        "1. Reports are due.\n\n## 2. Extension requests\n\nThere are none.\n\n## Follow-up\n",
        [("1", "Opening"), ("2", "Extension requests")],
        "the numbered headings of minutes, and nothing else in them",
    ),
]
REPORT = """
    # Final report of the Twelfth Meeting of States Parties

    Geneva, 10–13 September 2024

    1. The Meeting was opened by its President, Ambassador Maria Elena Lopez of Mexico.
    2. At its first plenary meeting, on 10 September 2024, the Meeting adopted its agenda.
    3. Norway said that the Meeting decided too little.
    4. The Meeting heard the report and decided to grant the request of Chad.
    5. The Meeting decided the following:
        (a) To meet again in Geneva;
        (b) To thank its President.
    6. The Thirteenth Meeting of States Parties will be held in Geneva from 16 to 19 September 2025.
    """
DECISIONS = [
    ("2", "adopted"),
    ("4", "decided"),
    ("5 (a)", "decided"),
    ("5 (b)", "decided"),
]
ABROAD = [
    (
        "# Rapport final de la douzième Assemblée des États parties\n\n1. L’Assemblée a décidé de se réunir à Genève.\n\n"
        "2. La Norvège a décidé de partir.\n",
        [("1", "a décidé")],
    ),
    (
        "# Informe final de la Duodécima Reunión de los Estados Partes\n\n1. La Reunión acordó reunirse en Ginebra.\n\n"
        "2. Noruega decidió partir.\n",
        [("1", "acordó")],
    ),
]
WHO_ACTED = [
    ("The Meeting adopted its agenda. It likewise adopted the programme of work.", ["adopted", "adopted"], "an adverb"),
    ("It was decided to meet again in May.", ["decided"], "without saying who"),
    ("It was noted that Chad had reported.", [], "what was only noted"),
    ("At their First Review Conference, the States Parties decided to meet every year.", [], "another meeting decided"),
    (
        "The Eleventh Meeting of States Parties decided to wait. It also agreed to pay.",
        [],
        "nor is what it did besides",
    ),
    (
        "At the Eleventh Meeting of States Parties, delegations decided to wait. It was agreed to pay.",
        [],
        "without saying who",
    ),
    (
        "The Eleventh Meeting of States Parties decided to wait. The Meeting agreed to go on.",
        ["agreed"],
        "till this one acts",
    ),
    (
        "The Meeting, recalling the Eleventh Meeting of States Parties, decided to go on.",
        [],
        "what stands between is long",
    ),
    ("La Reunión decidió esperar. Decidió asimismo reunirse dos veces.", ["decidió", "decidió"], "a verb alone"),
    ("La Reunión exhortó a los Estados Partes a que aplicaran el Plan.", ["exhortó"], "to urge"),
    (
        "En su Primera Conferencia de Examen, los Estados Partes decidieron reunirse cada año.",
        [],
        "another, in Spanish",
    ),
    ("Il a été convenu de se réunir en mai.", ["convenu"], "without saying who, in French"),
    ("À leur première Conférence d’examen, les États parties ont décidé d’attendre.", [], "another, in French"),
]
MINUTES = """
    # Minutes of the Coordination Committee meeting

    Geneva, 10 March 2022

    The meeting went well.

    ## Next steps

    - The ISU will send the draft programme by 25 March 2022.
    - Coordinators to share their plans.

    ## Any other business

    - The room was cold.
    """


@pytest.mark.parametrize(("paper", "items", "why"), AGENDAS)
def test_agenda_items(told: Told, paper: str, items: list[tuple[str, str]], why: str) -> None:
    assert told(paper, "agenda_items", "number", "title") == items, why


def test_decisions(told: Told) -> None:
    assert told(REPORT, "decisions", "paragraph", "verb") == DECISIONS
    assert {meeting for (meeting,) in told(REPORT, "decisions", "meeting_id")} == {"12MSP"}


@pytest.mark.parametrize(("paper", "decided"), ABROAD)
def test_decisions_abroad(told: Told, paper: str, decided: list[tuple[str, str]]) -> None:
    assert told(paper, "decisions", "paragraph", "verb") == decided


@pytest.mark.parametrize(("text", "verbs", "why"), WHO_ACTED)
def test_who_decided(told: Told, text: str, verbs: list[str], why: str) -> None:
    paper = f"# Final report of the Twelfth Meeting of States Parties\n\n1. {text}\n"
    assert told(paper, "decisions", "verb") == [(verb,) for verb in verbs], why


def test_what_a_meeting_decided_on_its_web_page(told: Told) -> None:
    page = "<!DOCTYPE html><html><body><h1>Third Meeting of States Parties</h1><p>{} to the Convention on Cluster Munitions.</p></body></html>"
    paper = read(page.format("The Meeting decided to appeal to States not party").encode(), "page.html")
    assert told(paper, "decisions", "meeting_id", "verb") == [("3MSP", "decided")]
    of_none = read(
        page.replace("Third Meeting of States Parties", "News").format("The Meeting decided to appeal").encode(),
        "n.html",
    )
    assert told(of_none, "decisions", "verb") == []


def test_officers(told: Told) -> None:
    assert told(REPORT, "officers", "role", "name", "state_id") == [("president", "Maria Elena Lopez", "MEX")]


@pytest.mark.parametrize(
    ("text", "state", "why"),
    [
        ("President: Vesna Pusić (Croatia)", "HRV", "after a label, without an honorific"),
        ("Presidente: Sr. Manuel González Sanz (Costa Rica)", "CRI", "after a label, with one"),
        ("The Meeting elected by acclamation Vesna Pusić of Croatia as its President.", "HRV", "after a verb"),
        ("La Conférence a élu Vesna Pusić, de la Croatie, Présidente de la Conférence.", "HRV", "in French"),
        (
            "It was opened by the President, Ana Lopez, Minister of Foreign Affairs of Chile.",
            "CHL",
            "beside the office",
        ),
        ("Elle a été ouverte par la Présidente, Ana Lopez, Ministre du Chili.", "CHL", "in French too"),
        ("Fue inaugurada por el Presidente, Juan Lopez, Ministro de Chile.", "CHL", "and in Spanish"),
        ("Ana Lopez of Norway presided.", "NOR", "before the verb"),
    ],
)
def test_presidents(told: Told, text: str, state: str, why: str) -> None:
    paper = f"# Final report of the Twelfth Meeting of States Parties\n\n{text}\n"
    assert told(paper, "officers", "role", "state_id") == [("president", state)], why


def test_a_president_in_a_table(told: Told) -> None:
    paper = tabled("Final report of the 11MSP", [["Venue", "Geneva"], ["President", "Ambassador Vesna Pusić, Croatia"]])
    assert told(paper, "officers", "name", "state_id") == [("Vesna Pusić", "HRV")]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The Meeting elected Sri Lanka to the office of President of the next meeting.", "a State"),
        ("Ms. Ana Lopez, Vice-President, opened the Meeting.", "another office"),
        ("The President opened the Meeting.", "no name"),
        ("It was opened by the President, Sri Lanka, in Geneva.", "a State beside the office"),
        ("The State that presided was thanked by Ana Lopez.", "a sentence that goes on"),
        ("Ms. Ana Lopez, former President, spoke.", "no longer"),
    ],
)
def test_no_officers(told: Told, sentence: str, why: str) -> None:
    assert told(f"# Final report of the Twelfth Meeting of States Parties\n\n{sentence}\n", "officers", "name") == [], (
        why
    )


def test_meeting_dates(told: Told) -> None:
    assert told(REPORT, "meeting_dates", "meeting_id", "starts", "ends", "place_name") == [
        ("12MSP", "2024-09-10", "2024-09-13", "Geneva"),
        ("13MSP", "2025-09-16", "2025-09-19", "Geneva"),
    ]


ANNEXED = [
    ("Agenda of the Twelfth Meeting of States Parties", ["Opening", "Closing"], "in an annex"),
    ("Ordre du jour de la douzième Assemblée", ["Opening", "Closing"], "in French"),
    ("Programa provisional", ["Opening", "Closing"], "in Spanish"),
    ("List of documents", [], "another annex"),
]


@pytest.mark.parametrize(("heading", "items", "why"), ANNEXED)
def test_the_agenda_of_a_report(told: Told, heading: str, items: list[str], why: str) -> None:
    paper = f"# Final report of the Twelfth Meeting of States Parties\n\n## {heading}\n\n1. Opening\n2. Closing\n"
    assert told(paper, "agenda_items", "title") == [(one,) for one in items], why


NEWS = "# CCM Newsletter\n\nConvention on Cluster Munitions\n\n## News\n\nThe President, Ambassador Vesna Pusić of Croatia, met regional groups.\n"
HELD = [
    ("## Preparations for the Ninth Meeting of States Parties", "The Meeting will be held in Geneva from 2 to 4 September 2019.", [("9MSP", "2019-09-02")], "under a heading"),
    ("## Préparation de la neuvième Assemblée des États parties", "L’Assemblée se tiendra à Genève du 2 au 4 septembre 2019.", [("9MSP", "2019-09-02")], "in French"),
    ("## Preparativos de la Novena Reunión de los Estados Partes", "La Reunión se celebrará en Ginebra del 2 al 4 de septiembre de 2019.", [("9MSP", "2019-09-02")], "in Spanish"),
    ("## Next steps", "Decision at 9MSP, 2 to 4 September 2019", [("9MSP", "2019-09-02")], "right after its name"),
    ("## Preparations for the Ninth Meeting of States Parties", "A seminar will be held in Lima from 2 to 4 May 2019.", [], "something else"),
    ("## Next steps", "The Meeting will be held from 2 to 4 September 2019.", [], "which meeting?"),
]  # fmt: skip


def test_the_president_in_a_newsletter(told: Told) -> None:
    assert told(NEWS, "officers", "name", "state_id") == [("Vesna Pusić", "HRV")]


@pytest.mark.parametrize(("heading", "sentence", "found", "why"), HELD)
def test_meeting_dates_in_minutes(
    told: Told, heading: str, sentence: str, found: list[tuple[str, str]], why: str
) -> None:
    paper = f"# Minutes of the Coordination Committee\n\nConvention on Cluster Munitions\n\n## 1. Opening\n\n{heading}\n\n{sentence}\n"
    assert told(paper, "meeting_dates", "meeting_id", "starts") == found, why


def test_tasks(told: Told) -> None:
    assert told(MINUTES, "tasks", "owner", "due", "text") == [
        ("The ISU", "2022-03-25", "The ISU will send the draft programme by 25 March 2022."),
        ("Coordinators", None, "Coordinators to share their plans."),
    ]


def test_tasks_in_a_table(told: Told) -> None:
    paper = tabled(
        "Minutes of the Coordination Committee",
        [["Action", "Responsible", "Deadline"], ["Send the programme", "ISU", "25 March 2022"], ["", "ISU", ""]],
    )
    assert told(paper, "tasks", "owner", "due", "text") == [("ISU", "2022-03-25", "Send the programme")]


def test_no_tasks_elsewhere(told: Told) -> None:
    assert told(MINUTES.replace("Minutes", "Statement"), "tasks", "text") == []


def test_tasks_marked_in_the_text_of_minutes(told: Told) -> None:
    paper = (
        "# Minutes of the Coordination Committee meeting of 14 March 2018\n\nThe ISU spoke of the report.\n\n"
        "Action: ISU to circulate a first outline of the report by 30 March 2018.\n"
    )
    assert told(paper, "tasks", "owner", "due", "text") == [
        ("ISU", "2018-03-30", "ISU to circulate a first outline of the report by 30 March 2018.")
    ]


HEADED = """
    # Decisions of the Ninth Meeting of States Parties to the Convention on Cluster Munitions

    ## Decision 1. Requests

    The Meeting granted the request of Bulgaria.

    ## Decision No. 2

    The Meeting appointed the following Coordinators:

    | Group | Coordinator |
    |---|---|
    | Clearance | Sweden |

    ## Other matters

    The Meeting took note of a report.
    """


def test_decisions_under_their_headings(told: Told) -> None:
    """The heading numbers them; words that lead to a table, and not to items, are the decision."""
    assert told(HEADED, "decisions", "paragraph", "verb") == [("1", "granted"), ("2", "appointed"), (None, "took note")]


def test_a_timetable_has_its_items_in_a_column(told: Told) -> None:
    rows = [
        ["Time", "Item", "Subject", "Paper"],
        ["Monday, 10 a.m.", "1", "Opening", ""],
        ["", "8 (a)", "Universalization", "CCM/MSP/2016/4"],
        ["3 p.m.", "(b)", "Clearance", ""],
        ["", "8 (a)", "Universalization (continued)", ""],
    ]
    paper = tabled("Revised timetable of work of the Sixth Meeting of States Parties (6MSP)", rows)
    assert told(paper, "agenda_items", "number", "title") == [
        ("1", "Opening"),
        ("8 (a)", "Universalization"),
        ("8 (b)", "Clearance"),
    ]


PRESIDING = [
    (
        "Mr. Juan Perez, President of the 12MSP, thanked the outgoing Presidency, Iraq, for its work.",
        "MEX",
        "by a label",
    ),
    ("Mr. Juan Perez, President of the 12MSP, thanked Iraq.", "MEX", "one that is thanked does not preside"),
]


@pytest.mark.parametrize(("text", "state", "why"), PRESIDING)
def test_the_state_that_presides(told: Told, text: str, state: str, why: str) -> None:
    paper = (
        f"# Minutes of the meeting on the 12MSP\n\nConvention on Cluster Munitions\n\nPresidency: Mexico\n\n{text}\n"
    )
    assert told(paper, "officers", "name", "state_id") == [("Juan Perez", state)], why


def test_a_president_among_the_participants(told: Told) -> None:
    lines = ["# List of participants of the 9MSP", "Convention on Cluster Munitions", "SPAIN", "Counsellor, Geneva"]
    lines += ["SRI LANKA", "H.E. Mr. Juan Perez, President of the Meeting", "SWEDEN", "Desk officer"]
    assert told("\n\n".join(lines), "officers", "name", "state_id") == [("Juan Perez", "LKA")]
