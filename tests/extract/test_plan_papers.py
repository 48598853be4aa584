"""What work plans and action plans hold: coordinators, items by section, timelines, actions, comparisons."""

from __future__ import annotations

import pytest

from corpus.vocabulary import Vocabulary
from extract.pipeline import extract
from ingest.document import Block, Cell, Kind, Source
from ingest.structure import document_of
from tests.extract.conftest import Told, tabled

SOURCE = Source("0" * 64, "paper.docx", "application/octet-stream", 1, "here")
PLAN = """
    # Work plan on victim assistance 2024-2025

    Coordinators: Italy and Mexico

    ## Objectives

    - Support States Parties with victims.

    ## Activities

    1. Hold two workshops.
    2. Visit affected States.

    ## Expected outputs

    Two reports.

    ## Implementing partners

    Implementers: ISU; ICRC

    ## Timeline

    ### Fourth quarter of 2024

    - First workshop

    ### Q1 2025

    - Visit to Iraq
    - Second workshop

    The coordinators thank all States.
    """
COORDINATORS = [
    ("Coordinators: Italy and Mexico", ["ITA", "MEX"], "a label"),
    ("## Coordinators\n\n- Italy\n- Mexico", ["ITA", "MEX"], "a heading over a list"),
    ("The coordinators, Italy and Mexico, held a meeting.", ["ITA", "MEX"], "a sentence"),
    ("Italy and Mexico, coordinators of the group, held a meeting.", ["ITA", "MEX"], "before the word"),
    ("Former coordinators: Iraq and Chad", [], "former ones"),
    ("The coordinators thank Iraq.", [], "no coordinator"),
    ("Coordonnateurs : Italie et Mexique", ["ITA", "MEX"], "French"),
    ("Coordinadores: Italia y México", ["ITA", "MEX"], "Spanish"),
]
SECTIONS = [
    (
        tabled(
            "Work plan on clearance 2021-2022",
            [
                ["Objective", "Activity", "Partners", "Timeline"],
                ["Fewer mines", "- Visits\n- Workshops", "ICRC", "Q1 2021"],
                ["Fewer mines", "Studies", "ICRC", "Q2 2022"],
            ],
        ),
        [("objective", "Fewer mines"), ("activity", "Visits"), ("activity", "Workshops"), ("partner", "ICRC"), ("activity", "Studies")],
        "a column for each section; what rows repeat is one item",
    ),
    (
        tabled("Work plan on clearance 2021-2022", [["Objectives", "Fewer mines"], ["Activities", "Visits"], ["Outputs", "-"]]),
        [("objective", "Fewer mines"), ("activity", "Visits")],
        "a row for each section; a dash is no item",
    ),
    (
        "# Work plan on clearance 2021-2022\n\nObjectives: fewer mines; more money; and better plans\n\n"
        "## Activities\n\nThe coordinators pursue two things: visits to States; and workshops.\n",
        [
            ("objective", "fewer mines"),
            ("objective", "more money"),
            ("objective", "better plans"),
            ("activity", "visits to States"),
            ("activity", "workshops."),
        ],
        "lines that part their items by semicolons",
    ),
    ("# Statement by Iraq\n\n## Objectives\n\n- Fewer mines\n", [], "no work plan"),
]  # fmt: skip
TIMELINES = [
    (
        tabled("Work plan on clearance 2021-2022", [["Timeline", "Activity"], ["Q1 2021", "Visits"], ["", "Talks"], ["Q2 2021", "Studies"]]),
        [(2021, 1, "Visits"), (2021, 1, "Talks"), (2021, 2, "Studies")],
        "a column of times, which goes on where it is empty",
    ),
    (
        tabled("Work plan on clearance 2021-2022", [["Activity", "Q1 2021", "Q2 2021"], ["Visits", "X", ""], ["Talks", "", "in Geneva"]]),
        [(2021, 1, "Visits"), (2021, 2, "in Geneva")],
        "a column for each quarter, with marks or words",
    ),
    (
        tabled("Work plan on clearance 2021-2022", [["Q1 2021", "Q2 2021"], ["- Visits\n- Talks", "- Studies"]]),
        [(2021, 1, "Visits"), (2021, 1, "Talks"), (2021, 2, "Studies")],
        "a quarter over the first column too",
    ),
    (
        tabled(
            "Work plan on clearance 2021-2022",
            [["Time", "Steps"], ["Q1 2021", "Talks that go by the disarmament calendar"], ["Period", "Activity"], ["Q2 2021", "Studies"]],
        ),
        [(2021, 1, "Talks that go by the disarmament calendar"), (2021, 2, "Studies")],
        "an item may speak of a calendar; a head that comes again is no item",
    ),
    (
        "# Work plan on clearance 2021-2022\n\n## Timeline\n\nQ4 2021: first meeting; second meeting\n",
        [(2021, 4, "first meeting"), (2021, 4, "second meeting")],
        "items after the time",
    ),
    (
        "# Work plan on clearance 2021-2022\n\n## Activities\n\n- Hold a workshop (March 2022)\n",
        [(2022, 1, "Hold a workshop (March 2022)")],
        "the month in brackets",
    ),
    (
        "# Work plan on clearance 2021-2022\n\n### Timetable\n\n## Oct-Dec 2021\n\n- first meeting\n\n"
        "## Jan-Mar 2022\n\n- second meeting\n\n## March 2022\n\nThe plan was adopted.\n",
        [(2021, 4, "first meeting"), (2022, 1, "second meeting")],
        "headings of months over lists, that stand higher than the timeline's own; a date over text is none",
    ),
    (
        tabled(
            "Work plan on clearance",
            [["Month", "Step"], ["2019", ""], ["October", "Visits\nTalks"], ["Nov. – Dec.", "Studies"], ["2020", ""], ["March", "Report"]],
        ),
        [(2019, 4, "Visits"), (2019, 4, "Talks"), (2019, 4, "Studies"), (2020, 1, "Report")],
        "months under rows of years",
    ),
    (
        tabled(
            "Plan de travail sur la dépollution",
            [["Année", "Mois", "Activité"], ["2019", "décembre et janvier", "Visites"], ["", "mars", "Études"], ["2020", "mai", "Rapport"]],
        ),
        [(2020, None, "Visites"), (2019, 1, "Études"), (2020, 2, "Rapport")],
        "months beside years",
    ),
    (
        tabled("Work plan on clearance 2021-2022", [["Month", "Step"], ["October", "Visits"], ["May", "Talks"]]),
        [],
        "months of no year",
    ),
    ("# Statement by Iraq\n\n## Q4 2021\n\n- first meeting\n", [], "no work plan"),
]  # fmt: skip
ACTIONS = """
    # Lausanne Action Plan

    ## Action 1 – Universalize the norms

    States Parties will:

    (a) Promote the norms;
    (b) Condemn any use.

    ## Action 2

    Every State Party should report each year.
    """
COMPARED = [
    (
        tabled(
            "Comparison of the action plans",
            [
                ["Vientiane Action Plan", "Dubrovnik Action Plan", "Lausanne Action Plan"],
                ["V. Clearance (10)", "Action 3: Clearance (8)", "(embedded under universalization)"],
                ["Total (66)", "Total (32)", "Total (50)"],
            ],
        ),
        [("VAP", "V", "Clearance", 10, None), ("DAP", "3", "Clearance", 8, None), ("LAP", None, None, None, "universalization")],
        "sections in cells",
    ),
    (
        tabled("Comparison of the action plans", [["Theme", "Vientiane", "Dubrovnik"], ["Clearance", "10", "8"], ["Total", "66", "32"]]),
        [("VAP", None, "Clearance", 10, None), ("DAP", None, "Clearance", 8, None)],
        "bare numbers, whose section the row names",
    ),
    (tabled("Money", [["Theme", "Iraq", "Chad"], ["Clearance", "10", "8"]]), [], "another table"),
]  # fmt: skip


def test_work_plan(told: Told) -> None:
    assert told(PLAN, "work_plan_items", "section", "number", "text") == [
        ("objective", None, "Support States Parties with victims."),
        ("activity", "1.", "Hold two workshops."),
        ("activity", "2.", "Visit affected States."),
        ("output", None, "Two reports."),
        ("implementer", None, "ISU"),
        ("implementer", None, "ICRC"),
    ]


def test_timeline(told: Told) -> None:
    assert told(PLAN, "timeline_items", "year", "quarter", "starts", "ends", "text") == [
        (2024, 4, "2024-10-01", "2024-12-31", "First workshop"),
        (2025, 1, "2025-01-01", "2025-03-31", "Visit to Iraq"),
        (2025, 1, "2025-01-01", "2025-03-31", "Second workshop"),
    ]


def test_the_years_over_the_rows_of_a_calendar(vocabulary: Vocabulary) -> None:
    texts = [("Month", 0, 0, 1), ("Step", 0, 1, 1), ("2019", 1, 0, 2), ("October", 2, 0, 1), ("Visits", 2, 1, 1)]
    texts += [("2020", 3, 0, 2), ("May", 4, 0, 1), ("Report", 4, 1, 1)]
    cells = tuple(Cell(row, column, text, column_span=span) for text, row, column, span in texts)
    heads = [
        Block(0, Kind.HEADING, "Work plan on clearance", level=1),
        Block(1, Kind.PARAGRAPH, "Convention on Cluster Munitions"),
        Block(2, Kind.HEADING, "Calendar", level=2),
    ]
    paper = extract(
        document_of(SOURCE, (), [*heads, Block(3, Kind.TABLE, "", cells=cells)], "test 1"), vocabulary
    ).paper
    assert (paper.period_start, paper.period_end) == ("2019", "2020")


def test_the_group_of_a_label(told: Told) -> None:
    paper = (
        "# Convention on Cluster Munitions: where we stand\n\nCoordinators on universalization: Philippines and Spain\n"
    )
    assert told(paper, "coordinators", "group_id", "state_id") == [("UNI", "PHL"), ("UNI", "ESP")]


def test_a_calendar_is_no_list_of_activities(told: Told) -> None:
    paper = (
        "# Work plan on clearance 2021-2022\n\n## Activities\n\n- Visit States\n\n## Partners\n\n- ISU\n\n"
        "| Timeline | Activities |\n|---|---|\n| Q1 2021 | A first visit |\n| Q2 2021 | A second visit |\n"
    )
    assert told(paper, "work_plan_items", "section", "text") == [("activity", "Visit States"), ("partner", "ISU")]
    by_whom = (
        "# Work plan on clearance 2021-2022\n\n## Activities\n\n- Visit States\n\n## Implementers\n\n- ISU\n\n"
        "| Month | Steps | Responsible |\n|---|---|---|\n| May 2021 | A first visit | Norway |\n"
    )
    assert told(by_whom, "work_plan_items", "section", "text") == [("activity", "Visit States"), ("implementer", "ISU")]


def test_terms_of_coordinators(told: Told) -> None:
    paper = "# Work plan on clearance 2021-2022\n\nCoordinators: Norway (2019-2021) and Guyana (2022)\n"
    assert told(paper, "coordinators", "group_id", "state_id", "period_start", "period_end") == [
        ("CLR", "NOR", "2019", "2021"),
        ("CLR", "GUY", None, "2022"),
    ]


@pytest.mark.parametrize(("words", "states", "why"), COORDINATORS)
def test_coordinators(told: Told, words: str, states: list[str], why: str) -> None:
    paper = f"# Work plan on clearance 2021-2022\n\nConvention on Cluster Munitions\n\n{words}\n"
    assert [state for (state,) in told(paper, "coordinators", "state_id")] == states, why


def test_coordinators_of_groups(told: Told) -> None:
    rows = [["Theme", "Coordinators"], ["Clearance", "Italy and Norway"], ["Victim assistance", "Mexico"]]
    paper = tabled("Coordinators of the working groups under the Convention on Cluster Munitions", rows)
    assert told(paper, "coordinators", "group_id", "state_id") == [("CLR", "ITA"), ("CLR", "NOR"), ("VA", "MEX")]
    lines = "# Coordinators of the Convention on Cluster Munitions\n\n- Clearance: Italy and Norway\n- Victim assistance: Mexico\n"
    assert told(lines, "coordinators", "group_id", "state_id") == [("CLR", "ITA"), ("CLR", "NOR"), ("VA", "MEX")]


def test_coordinators_of_a_report_in_a_list_and_in_a_sentence(told: Told) -> None:
    paper = """
        # Final report of the Twelfth Meeting of States Parties

        ## Coordinators

        1. The Meeting welcomed as coordinators until the next meeting:

        (a) Working group on clearance: Italy and Norway;

        (b) Working group on victim assistance: Mexico.

        2. It welcomed New Zealand as coordinator on national implementation measures.
        """
    found = sorted(told(paper, "coordinators", "group_id", "state_id"), key=str)
    assert found == [("CLR", "ITA"), ("CLR", "NOR"), ("NIM", "NZL"), ("VA", "MEX")]


APPOINTED = [
    (
        "The Meeting appointed Italy and Norway as coordinators on clearance, and Mexico on victim assistance.",
        "States before their themes",
    ),
    (
        "The Meeting appointed the following coordinators: clearance, Italy and Norway; victim assistance, Mexico.",
        "themes before their States",
    ),
    (
        "La Reunión nombró a los siguientes coordinadores: limpieza, Italia y Noruega; asistencia a las víctimas, México.",
        "in Spanish",
    ),
    (
        "L’Assemblée a nommé coordonnateurs : dépollution, Italie et Norvège ; assistance aux victimes, Mexique.",
        "in French",
    ),
    (
        "The Meeting welcomed Chad, which had joined since the Eleventh Meeting, and thanked the coordinators on clearance. "
        "It appointed Italy and Norway as coordinators on clearance and Mexico as coordinator on victim assistance.",
        "those that are thanked, in another sentence, and a State that is named in passing",
    ),
    (
        "The Meeting welcomed Chad, which had joined the Convention since the Eleventh Meeting of States Parties, and heard "
        "the coordinators on clearance. It appointed Italy and Norway for clearance, and Mexico for victim assistance.",
        "a State that is named in passing, far from a theme",
    ),
]


@pytest.mark.parametrize(("sentence", "why"), APPOINTED)
def test_appointed_coordinators(told: Told, sentence: str, why: str) -> None:
    paper = f"# Final report of the Twelfth Meeting of States Parties\n\n1. {sentence}\n"
    found = told(paper, "coordinators", "group_id", "state_id")
    assert found == [("CLR", "ITA"), ("CLR", "NOR"), ("VA", "MEX")], why


LISTED_THEMES = [
    ("La Reunión nombró a los siguientes Coordinadores: limpieza, Italia y Noruega; asistencia a las víctimas, México.", "es"),
    ("L’Assemblée a nommé les coordonnateurs suivants : dépollution, Italie et Norvège ; assistance aux victimes, Mexique.", "fr"),
    ("The Meeting appointed the following Coordinators: clearance, Italy and Norway; victim assistance, Mexico.", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "language"), LISTED_THEMES)
def test_coordinators_listed_in_a_sentence(told: Told, sentence: str, language: str) -> None:
    paper = f"# Final report of the Twelfth Meeting of States Parties\n\n1. {sentence}\n"
    found = sorted(told(paper, "coordinators", "group_id", "state_id", language=language))
    assert found == [("CLR", "ITA"), ("CLR", "NOR"), ("VA", "MEX")]


def test_coordinators_spoken_of_in_a_report(told: Told) -> None:
    paper = (
        "# Final report of the Twelfth Meeting of States Parties\n\n1. The Meeting welcomed Sri Lanka, which had acceded to "
        "the Convention since the last one of these meetings, and heard from the Coordinators on universalization, Italy.\n"
    )
    assert ("UNI", "LKA") not in told(paper, "coordinators", "group_id", "state_id")


def test_months_under_their_years(told: Told) -> None:
    plan = "# Work plan on clearance\n\n## Objectives\n\n- Peace\n\n## Calendar\n\n"
    table = "| Month | Step |\n|---|---|\n| 2019 | |\n| October | A talk |\n| 2020 | |\n| January | A visit |\n"
    found = told(plan + table, "timeline_items", "year", "quarter", "text")
    assert found == [(2019, 4, "A talk"), (2020, 1, "A visit")]
    assert told(plan + table, "timeline_items", "starts", "ends")[0] == ("2019-10-01", "2019-10-31")


@pytest.mark.parametrize(
    "sentence",
    [
        "Italy and Norway coordinate the work on clearance; Mexico that on victim assistance.",
        "L'Italie et la Norvège coordonnent les travaux sur la dépollution, le Mexique ceux sur l'assistance aux victimes.",
        "Italia y Noruega coordinan la labor de limpieza, y México la de asistencia a las víctimas.",
    ],
)
def test_coordinators_of_themes_in_a_newsletter(told: Told, sentence: str) -> None:
    paper = f"# Newsletter of the Convention on Cluster Munitions\n\n## News\n\n{sentence}\n"
    assert told(paper, "coordinators", "group_id", "state_id") == [("CLR", "ITA"), ("CLR", "NOR"), ("VA", "MEX")]


@pytest.mark.parametrize(("paper", "items", "why"), SECTIONS)
def test_sections(told: Told, paper: str, items: list[tuple[str, str]], why: str) -> None:
    assert told(paper, "work_plan_items", "section", "text") == items, why


@pytest.mark.parametrize(("paper", "items", "why"), TIMELINES)
def test_timelines(told: Told, paper: str, items: list[tuple[int, int, str]], why: str) -> None:
    assert told(paper, "timeline_items", "year", "quarter", "text") == items, why


def test_actions(told: Told) -> None:
    assert told(ACTIONS, "actions", "plan_id", "number", "title", "modality", "actor") == [
        ("LAP", "1", "Universalize the norms", "will", "States Parties"),
        ("LAP", "2", None, "should", "Every State Party"),
    ]
    ((parts,), (none,)) = told(ACTIONS, "actions", "items")
    assert [(one.letter, one.text) for one in parts] == [("a", "Promote the norms;"), ("b", "Condemn any use.")]
    assert none == ()
    assert ("action",) not in told(ACTIONS, "citations", "target_kind"), "what is defined here is not cited"


@pytest.mark.parametrize(("number", "plan"), [("Action 5.1", "DAP"), ("Action 64", "VAP"), ("Action 3", None)])
def test_plan_by_its_numbering(told: Told, number: str, plan: str | None) -> None:
    paper = f"# Working paper of the Convention on Cluster Munitions\n\n## {number}: Work together\n\nStates Parties will try.\n"
    assert told(paper, "actions", "plan_id") == [(plan,)]


@pytest.mark.parametrize(
    ("title", "plan", "why"),
    [
        ("Kampala Action Plan 2027-2031", "KAP", "a place before the word"),
        ("Plan d’action de Kampala 2027-2031", "KAP", "after it"),
        ("Draft Action Plan 2027-2031", None, "no name: the initials of this are those of another plan"),
        ("Revised Action Plan 2027-2031: section VI, Victim assistance", None, "nor are a version's or a section's"),
    ],
)
def test_a_new_plan_by_its_name(told: Told, title: str, plan: str | None, why: str) -> None:
    paper = f"# {title}\n\nConvention on Cluster Munitions\n\n## Action 1: Work together\n\nStates Parties will try.\n"
    assert told(paper, "actions", "plan_id") == [(plan,)], why


def test_actions_that_the_word_processor_numbers(told: Told) -> None:
    blocks = [
        Block(0, Kind.HEADING, "Draft Action Plan of the Convention on Cluster Munitions 2027-2031", level=1),
        Block(1, Kind.HEADING, "Know who needs what", level=2, marker="Action 28"),
        Block(2, Kind.PARAGRAPH, "States Parties will keep a register.", parent=1),
        Block(3, Kind.LIST_ITEM, "Protect personal data.", level=1, marker="(a)", parent=1),
        Block(4, Kind.HEADING, "Aller vers les personnes", level=2, marker="Mesure 29."),
        Block(5, Kind.HEADING, "What was done", level=2, marker="3."),
    ]
    found = told(document_of(SOURCE, (), blocks, "test 1"), "actions", "number", "title", "items")
    assert [(number, title, [one.letter for one in items]) for number, title, items in found] == [
        ("28", "Know who needs what", ["a"]),
        ("29", "Aller vers les personnes", []),
    ]


@pytest.mark.parametrize(("paper", "sections", "why"), COMPARED)
def test_compared_plans(told: Told, paper: object, sections: list[tuple[object, ...]], why: str) -> None:
    found = told(paper, "action_plan_sections", "plan_id", "number", "title", "action_count", "embedded_under")
    assert found == sections, why


def test_compared_plans_with_two_columns_each(told: Told) -> None:
    heads = [
        Cell(0, 0, "Theme", row_span=2, header=True),
        Cell(0, 1, "Vientiane Action Plan", column_span=2, header=True),
        Cell(0, 3, "Dubrovnik Action Plan", column_span=2, header=True),
        *(Cell(1, at, text, header=True) for at, text in enumerate(["Section", "Actions"] * 2, 1)),
    ]
    rows = [
        ["Clearance", "V. Clearance", "10", "3. Clearance work", "8"],
        ["Risk", "–", "–", "(embedded under clearance)", ""],
        ["Total", "", "66", "", "32"],
    ]
    cells = [*heads, *(Cell(at, c, text) for at, row in enumerate(rows, 2) for c, text in enumerate(row))]
    table = Block(0, Kind.TABLE, "", cells=tuple(cells))
    paper = document_of(
        SOURCE, (), [Block(0, Kind.HEADING, "Comparison of the action plans", level=1), table], "test 1"
    )
    found = told(paper, "action_plan_sections", "plan_id", "number", "title", "action_count", "embedded_under", "theme")
    assert found == [
        ("VAP", "V", "Clearance", 10, None, "Clearance"),
        ("DAP", "3", "Clearance work", 8, None, "Clearance"),
        ("DAP", None, None, None, "clearance", "Risk"),
    ]


LETTER = """
    # National Implementation Measures: Work Plan for 2021-2022

    Convention on Cluster Munitions

    In the second quarter of 2021, two States acceded.

    Our objectives are the following: (a) to check the laws; (b) to offer models.

    To reach these objectives, we plan the following activities: (a) write letters; (b) hold a lunch.

    In the fourth quarter of 2021, we will ask for a list of laws.

    We thank you all for your help in this work.
    """


def test_a_plan_in_the_form_of_a_letter(told: Told) -> None:
    """Sentences lead to the items in them; what follows is the letter again, and what was in a quarter is not due."""
    assert told(LETTER, "work_plan_items", "section", "text") == [
        ("objective", "to check the laws"),
        ("objective", "to offer models."),
        ("activity", "write letters"),
        ("activity", "hold a lunch."),
    ]
    assert told(LETTER, "timeline_items", "year", "quarter", "text") == [(2021, 4, "we will ask for a list of laws")]


NOTE_VERBALE = """
    # Permanent Mission of Slovenia

    The Permanent Mission of Slovenia greets all and has the honour, in its capacity as Coordinator on risk education under
    the Convention on Cluster Munitions until the Thirteenth Meeting of States Parties, to say how it intends to work in the
    months to come, in which it counts on the help of all.

    The Mission has set itself two objectives:

    1. to check the laws;
    2. to offer models.

    It will pursue them through the following activities:

    - a survey;
    - two talks.

    The results are expected to last. It hopes to show these results:

    - a guide.

    The rest is known.

    - This is no result.

    The calendar is this. In the fourth quarter of 2024: a survey. In the first quarter of 2025: a talk; a guide.
    """


def test_a_plan_in_a_note_verbale(told: Told) -> None:
    """Sentences that name a section last lead to its list, a paragraph ends it; quarters open sentences of a calendar."""
    assert told(NOTE_VERBALE, "work_plan_items", "section", "text") == [
        ("objective", "to check the laws;"),
        ("objective", "to offer models."),
        ("activity", "a survey;"),
        ("activity", "two talks."),
        ("output", "a guide."),
    ]
    assert told(NOTE_VERBALE, "timeline_items", "year", "quarter", "text") == [
        (2024, 4, "a survey"),
        (2025, 1, "a talk"),
        (2025, 1, "a guide"),
    ]
    assert told(NOTE_VERBALE, "coordinators", "group_id", "state_id") == [("RE", "SVN")]


def test_what_is_due_is_no_list_of_activities(told: Told) -> None:
    plan = [["Objectives", "Better data"], ["Activities", "Write letters"], ["Outputs", "A fact sheet"]]
    due = [
        ["Period", "Activity"],
        ["October – December 2023", "Draft the letters"],
        ["January – March 2024", "Send them"],
    ]
    paper = tabled("Work plan on victim assistance 2023-2024", plan)
    timed = tabled("Work plan on victim assistance 2023-2024", due, under="Timeline")
    both = document_of(paper.source, (), [*paper.blocks, *timed.blocks[1:]], "test 1")
    assert told(both, "work_plan_items", "section", "text") == [
        ("objective", "Better data"),
        ("activity", "Write letters"),
        ("output", "A fact sheet"),
    ]
    assert [quarter for _, quarter in told(both, "timeline_items", "text", "quarter")] == [4, 1]
