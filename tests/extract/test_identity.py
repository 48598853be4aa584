"""What a paper is: kind, title, symbol, date, version, period, meeting, group, access, and where that stands."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from corpus.vocabulary import Vocabulary
from extract.pipeline import extract
from extract.record import Paper
from ingest.document import Block, Cell, Kind, Source
from ingest.read import read
from ingest.structure import document_of

Named = Callable[..., Paper]


@pytest.fixture
def paper_of(vocabulary: Vocabulary) -> Named:
    def paper(text: str, name: str = "paper.md") -> Paper:
        return extract(read(dedent(text).encode(), name), vocabulary).paper

    return paper


AGENDA = """
    CCM/MSP/2024/1/Rev.1

    Distr.: General
    3 May 2024

    Original: English

    Twelfth Meeting of States Parties
    Geneva, 10–13 September 2024
    Item 2 of the provisional agenda

    # Provisional agenda of the Twelfth Meeting of States Parties

    1. Opening of the Meeting;
    2. Closing of the Meeting.

    GE.24-12345 (E) 210819
    """
KINDS = [
    ("Work plan on clearance 2021-2022", "work_plan"),
    ("Plan de travail pour l’assistance aux victimes 2021-2022", "work_plan"),
    ("Plan de trabajo sobre asistencia a las víctimas 2021-2022", "work_plan"),
    ("Lausanne Action Plan", "action_plan"),
    ("Final report of the Twelfth Meeting of States Parties", "meeting_report"),
    ("Provisional programme of work of the Twelfth Meeting", "programme_of_work"),
    ("Request for an extension of the Article 4 deadline submitted by Chad", "extension_request"),
    ("Analysis of the request of Chad for an extension", "analysis"),
    ("Article 7 transparency report of Chad", "transparency_report"),
    ("Minutes of the Coordination Committee meeting", "minutes"),
    ("Statement by Iraq", "statement"),
    ("Newsletter of the Implementation Support Unit", "newsletter"),
    ("List of participants", "list_of_participants"),
    ("Estimated costs of the Twelfth Meeting of States Parties", "budget"),
    ("A walk in the woods", "other"),
]
VERSIONS = [
    ("# Draft work plan on clearance 2021-2022\n", "draft"),
    ("CCM/MSP/2024/1/Corr.1\n\n# Agenda\n", "corrigendum"),
    ("CCM/MSP/2024/1/Add.1\n\n# Agenda\n", "addendum"),
    ("# Agenda\n", None),
]
PERIODS = [
    ("# Work plan on clearance 2021-2022\n", ("2021", "2022"), "two years"),
    ("# Work plan on clearance 2021-22\n", ("2021", "2022"), "the second year shortened"),
    ("# Work plan on clearance 2021 to 2023\n", ("2021", "2023"), "a word between"),
    ("# Work plan on clearance 2021\n", ("2021", "2021"), "one year"),
    ("# Work plan on clearance\n\n## Q4 2021\n\n- A meeting\n\n## Q1 2022\n\n- A talk\n", ("2021", "2022"), "by its timeline"),
    (
        "# Work plan on clearance\n\n| Month | Step |\n|---|---|\n| 2019 | |\n| October | A talk |\n| 2020 | |\n| May | A visit |\n",
        ("2019", "2020"),
        "by the years over its months",
    ),
    ("# Final report of the Twelfth Meeting of States Parties\n", ("2024", "2024"), "the year of the meeting"),
    (
        "# Article 7 transparency report of Chad\n\nReporting period: 1 January 2022 to 31 December 2022\n\nArticle 4 of the Convention.\n",
        ("2022", "2022"),
        "the reporting year",
    ),
    ("# Statement by Iraq\n\nGeneva, 3 May 2023\n", ("2023", "2023"), "the year of issue"),
]  # fmt: skip


def test_agenda(paper_of: Named) -> None:
    paper = paper_of(AGENDA)
    assert (paper.kind, paper.convention, paper.symbol, paper.job_number, paper.date, paper.version) == (
        "agenda",
        "CCM",
        "CCM/MSP/2024/1/Rev.1",
        "GE.24-12345",
        "2024-05-03",
        "revision",
    )
    assert (paper.meeting_id, paper.period_start, paper.language, paper.access) == ("12MSP", "2024", "en", "public")
    assert paper.title == "Provisional agenda of the Twelfth Meeting of States Parties"


def test_every_field_has_a_reason(paper_of: Named) -> None:
    paper = paper_of(AGENDA)
    for reason in paper.why:
        assert getattr(paper, reason.field) == reason.value
        assert reason.method
    assert {"kind", "title", "symbol", "date", "meeting_id"} <= {one.field for one in paper.why if one.place}


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_kinds(paper_of: Named, title: str, kind: str) -> None:
    assert paper_of(f"# {title}\n\nA first paragraph with a few words in it.\n").kind == kind


@pytest.mark.parametrize(("text", "version"), VERSIONS)
def test_versions(paper_of: Named, text: str, version: str | None) -> None:
    assert paper_of(text).version == version


@pytest.mark.parametrize(("text", "period", "why"), PERIODS)
def test_periods(paper_of: Named, text: str, period: tuple[str, str], why: str) -> None:
    paper = paper_of(text)
    assert (paper.period_start, paper.period_end) == period, why


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Work plan of the working group on victim assistance 2021-2022", "VA"),
        ("Work plan on universalization 2021-2022", "UNI"),
        ("Plan de travail sur la coopération et l’assistance 2021-2022", "ICA"),
        ("Statement on victim assistance", "VA"),
        ("Draft Action Plan 2027–2031: Section V, Risk education", "RE"),
        ("Statement by the delegation of Norway", None),
        (
            "Working paper on victim assistance",
            None,
        ),  # a theme is not a group: its coordinators would have to submit it
        ("Working paper submitted by the Coordinators on victim assistance, Austria and Panama", "VA"),
    ],
)
def test_groups(paper_of: Named, title: str, group: str | None) -> None:
    assert paper_of(f"# {title}\n\nConvention on Cluster Munitions\n").group_id == group


@pytest.mark.parametrize(
    ("text", "convention"),
    [
        ("# Work plan on clearance\n\nThe Convention on Cluster Munitions is strong.\n", "CCM"),
        (
            "APLC/MSP.20/2022/2\n\n# Working paper on the Mine Ban Convention\n\nThe Mine Ban Convention is strong.\n",
            "APMBC",
        ),
        ("# Soup\n\nBoil water. Add salt. Serve it warm.\n", None),
    ],
)
def test_conventions(paper_of: Named, text: str, convention: str | None) -> None:
    assert paper_of(text).convention == convention


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("# Minutes of the Coordination Committee meeting\n", "internal"),
        ("# Statement by Iraq\n", "public"),
        ("# Statement by Iraq\n\nNot for distribution\n", "internal"),
        ("# Thoughts\n\nWe had some thoughts.\n", "internal"),  # of no known kind
        ("# Work plan on clearance\n\n## Minutes\n\nThe coordinators met.\n", "internal"),  # may be either
        ("# Work plan on clearance\n\nThe coordinators will take minutes and meet.\n", "public"),
        ("# Report of the Meeting\n\nIt met.\n\n## Annex: list of participants\n\nNobody.\n", "internal"),
        ("# Report of the Meeting\n\nThe list of participants is in another paper.\n", "public"),
    ],
)
def test_access(paper_of: Named, text: str, access: str) -> None:
    assert paper_of(text).access == access


def test_a_request_under_the_name_of_its_state(vocabulary: Vocabulary) -> None:
    """The State over the title is its author; a numbered section is no title, and the last meeting named is to decide."""
    paper = read(
        b"# FEDERAL REPUBLIC OF CHAD\n\n## Request for an extension of the deadline under Article 4\n\n"
        b"Convention on Cluster Munitions\n\n## 1. Summary\n\nThe obligation of Chad must be met by 1 October 2024.\n\n"
        b"## 2. Work plan\n\nThis follows the method of the Ninth Meeting of States Parties and goes to the Twelfth Meeting "
        b"of States Parties.\n",
        "request.md",
    )
    found = extract(paper, vocabulary).paper
    assert (found.kind, found.meeting_id) == ("extension_request", "12MSP")
    assert found.title == "Request for an extension of the deadline under Article 4"


def test_a_section_of_a_list_is_no_title(vocabulary: Vocabulary) -> None:
    page = read(
        b"# Documents of the Tenth Meeting of States Parties\n\n## Official documents\n\n- CCM/MSP/2022/1 Agenda\n\n"
        b"## Working papers\n\n- CCM/MSP/2022/WP.1 Transparency\n",
        "documents.md",
    )
    assert extract(page, vocabulary).paper.title == "Documents of the Tenth Meeting of States Parties"


@pytest.mark.parametrize(
    ("text", "title", "why"),
    [
        (
            "#### REPUBLIC OF CHAD\n\n##### Unity and work\n\n# Second request for an extension\n",
            "Second request for an extension",
            "a motto of lower rank over it",
        ),
        (
            "Geneva, 10–13 September 2024  \nItem 14 of the agenda  \nAdoption of the final report\n\n"
            "# Final report of the Twelfth Meeting\n",
            "Final report of the Twelfth Meeting",
            "an agenda item in a paragraph of its own lines",
        ),
        (
            "# Cooperation and assistance: where we stand\n\nPresentation by the coordinators, Chad and Peru\n",
            "Cooperation and assistance: where we stand",
            "a line that says who speaks",
        ),
    ],
)
def test_titles(vocabulary: Vocabulary, text: str, title: str, why: str) -> None:
    assert extract(read(text.encode(), "paper.md"), vocabulary).paper.title == title, why


FORMATS = {
    "slides": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "workbook": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
HEADED = [
    # (format, headings and lines: level 0 is a paragraph, kind, title, group, why)
    (
        "slides",
        [(1, "Transparency reporting: where do we stand?"), (0, "Convention on Cluster Munitions")],
        ("presentation", "Transparency reporting: where do we stand?", "TRA"),
        "what slides report about is not their kind, but their theme",
    ),
    (
        "slides",
        [(1, "Plan de trabajo 2021-2022"), (0, "Coordinadores: Chile y México"), (2, "Objetivos"), (2, "Actividades"), (2, "Resultados")],
        ("work_plan", "Plan de trabajo 2021-2022", None),
        "a plan on slides is one",
    ),
    (
        "workbook",
        [(1, "Cover"), (2, "Convention on Cluster Munitions: Article 7 transparency report"), (1, "Form A")],
        ("transparency_report", "Convention on Cluster Munitions: Article 7 transparency report", None),
        "the name of a sheet is no title",
    ),
    (
        "workbook",
        [(1, "Deadlines of States Parties")],
        ("other", "Deadlines of States Parties", None),
        "unless nothing else is",
    ),
    (
        "text",
        [(0, "Agenda item 9"), (0, "Analysis of the request submitted by Iraq"), (1, "Background"), (0, "Iraq has asked.")],
        ("analysis", "Analysis of the request submitted by Iraq", None),
        "under an agenda item, over a section",
    ),
    (
        "text",
        [(0, "Punto 9 del programa"), (0, "Análisis de la solicitud presentada por el Chad"), (1, "Antecedentes"), (0, "El Chad pidió.")],
        ("analysis", "Análisis de la solicitud presentada por el Chad", None),
        "in Spanish",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("media_type", "lines", "told", "why"), HEADED)
def test_titles_where_they_stand(
    vocabulary: Vocabulary,
    media_type: str,
    lines: list[tuple[int, str]],
    told: tuple[str, str, str | None],
    why: str,
) -> None:
    blocks = [Block(0, Kind.HEADING if level else Kind.PARAGRAPH, text, level=level or None) for level, text in lines]
    source = Source("0" * 64, "paper", FORMATS[media_type], 1, "here")
    paper = extract(document_of(source, (), blocks, "test 1"), vocabulary).paper
    assert (paper.kind, paper.title, paper.group_id) == told, why


def test_a_title_in_a_table(vocabulary: Vocabulary) -> None:
    """A statement in two columns, each in a language of its own, has no other heading."""
    rows = [
        ["ENGLISH", "FRANÇAIS"],
        ["Statement by Canada on universalization", "Déclaration du Canada sur l’universalisation"],
    ]
    rows += [
        ["Mr. President,", "Monsieur le Président,"],
        ["The Convention on Cluster Munitions grows.", "La Convention grandit."],
    ]
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    source = Source("0" * 64, "paper.docx", FORMATS["text"], 1, "here")
    paper = extract(document_of(source, (), [Block(0, Kind.TABLE, "", cells=cells)], "test 1"), vocabulary).paper
    assert (paper.title, paper.kind, paper.group_id) == ("Statement by Canada on universalization", "statement", "UNI")


DATED = [
    ("# Minutes of the Committee\n\nThursday, 14 March 2019, 10:00–11:45, Permanent Mission of Sri Lanka, Geneva\n", "2019-03-14", "a line that says when and where"),
    ("# Procès-verbal de la réunion du Comité\n\nJeudi 14 mars 2019, 10 h, Mission permanente de Sri Lanka, Genève\n", "2019-03-14", "in French"),
    ("# Acta de la reunión del Comité\n\nJueves, 14 de marzo de 2019, a las 10.00 horas, Misión Permanente de Sri Lanka\n", "2019-03-14", "in Spanish"),
    ("# Minutes of the Committee\n\nheld at the Mission on Thursday, 14 March 2019, from 10 a.m. to noon\n", "2019-03-14", "when it was held"),
    ("# Statement to the Committee\n\nTalks are to be held at the Permanent Mission of Mexico on 14 March 2019 by all who were invited.\n", None, "to be held"),
    ("# Minutes of the Committee\n\n14 March 2019 was set for the next talks with the Presidency in Geneva.\n", None, "a sentence"),
    ("# Draft Action Plan 2027–2031\n\nWorking text by the President-designate, 2 March 2026\n", "2026-03-02", "a draft of a plan"),
    ("# Dubrovnik Action Plan 2015–2020\n\nAdopted by the First Review Conference on 11 September 2015\n", None, "the day of adoption"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "why"), DATED)
def test_dates_in_the_opening(paper_of: Named, text: str, date: str | None, why: str) -> None:
    assert paper_of(text).date == date, why


def test_the_page_of_a_meeting_is_of_its_year(vocabulary: Vocabulary) -> None:
    page = b"<html><body><h1>Eleventh Meeting of States Parties</h1><p>It took place in Geneva.</p></body></html>"
    paper = extract(read(page, "page.html"), vocabulary).paper
    assert (paper.kind, paper.period_start, paper.period_end) == ("web_page", "2023", "2023")
