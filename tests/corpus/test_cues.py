"""Cues that all conventions share: kinds of documents, sections of work plans, quarters, states of a text."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import regex

from corpus.vocabulary import Vocabulary, load


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load()


def first(cues: Mapping[str, regex.Pattern[str]], text: str) -> str | None:
    """The cue that stands first in a text, the longest of several: how a reader takes a title."""
    found = [(match.start(), -len(match[0]), name) for name, cue in cues.items() if (match := cue.search(text))]
    return min(found)[2] if found else None


TITLES = [
    ("Thematic Working Group on Clearance: work plan 2022-2023", "work_plan"),
    ("Work plan and budget of the secretariat", "work_plan"),
    ("Draft decision on the request for extension", "decision"),
    ("Analysis of the request submitted by Chile for an extension of the deadline", "analysis"),
    ("Análisis de la solicitud de prórroga presentada por Chile", "analysis"),
    ("Demande de prolongation soumise par le Tchad", "extension_request"),
    ("Solicitud de prórroga presentada por el Chad", "extension_request"),
    ("Executive summary of the request for extension", "extension_request"),
    ("Draft final report", "meeting_report"),
    ("Report of the ninth Meeting of States Parties", "meeting_report"),
    ("Rapport final de la neuvième Assemblée", "meeting_report"),
    ("Proyecto de informe final", "meeting_report"),
    ("Annotated provisional agenda", "agenda"),
    ("Ordre du jour provisoire annoté", "agenda"),
    ("Programa provisional anotado", "agenda"),
    ("Provisional annotated programme of work", "programme_of_work"),
    ("Programme de travail provisoire", "programme_of_work"),
    ("Programa provisional de trabajo", "programme_of_work"),
    ("Estimated costs of the Thirteenth Meeting", "budget"),
    ("Audited financial statements", "budget"),
    ("Initial Article 7 transparency report", "transparency_report"),
    ("Informe anual en virtud del artículo 7", "transparency_report"),
    ("Annual report of the Implementation Support Unit", "progress_report"),
    ("Dubrovnik progress report", "progress_report"),
    ("Statement by the Philippines", "statement"),
    ("Declaración de Costa Rica", "statement"),
    ("Compte rendu de la réunion du Comité de coordination", "minutes"),
    ("Minutes of the Coordination Committee meeting", "minutes"),
    ("Working paper submitted by Italy", "working_paper"),
    ("Liste provisoire des participants", "list_of_participants"),
    ("Quarterly newsletter", "newsletter"),
    ("Lausanne Action Plan", "action_plan"),
    ("工作计划", "work_plan"),
    ("مشروع التقرير النهائي", "meeting_report"),
    ("Предварительная повестка дня", "agenda"),
    ("Lista de documentos", None),
    ("Item 8 of the provisional agenda", None),
    ("Tema 8 del programa provisional", None),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_kinds(vocabulary: Vocabulary, title: str, kind: str | None) -> None:
    assert first(vocabulary.cues_of("kind"), title) == kind


HEADINGS = [
    ("Background to the work plan", "background"),
    ("Objectives", "objective"),
    ("Buts poursuivis", "objective"),
    ("Planned activities", "activity"),
    ("Acciones previstas", "activity"),
    ("Expected results and deliverables", "output"),
    ("Résultats escomptés", "output"),
    ("Strategy implementers", "implementer"),
    ("Exécutants de la stratégie", "implementer"),
    ("Entité(s) responsable(s)", "implementer"),
    ("¿Quién?", "implementer"),
    ("Lead", "implementer"),
    ("Potential implementing partners", "partner"),
    ("Socios en la ejecución", "partner"),
    ("Timeline of activities", "timeline"),
    ("Calendrier des activités", "timeline"),
    ("By when?", "timeline"),
    ("计划活动", "activity"),
    ("ожидаемые результаты", "output"),
    ("الجدول الزمني", "timeline"),
    ("Fourth quarter of 2024", None),
    ("Leadership of the group", None),
    ("Implementation of the Convention", None),
    ("Actions 18 to 30", None),
]


@pytest.mark.parametrize(("heading", "section"), HEADINGS)
def test_sections(vocabulary: Vocabulary, heading: str, section: str | None) -> None:
    assert first(vocabulary.cues_of("section"), heading) == section


QUARTERS = [
    ("Fourth Quarter of 2024", 4, "2024"),
    ("4th quarter 2022", 4, "2022"),
    ("Q4 2022", 4, "2022"),
    ("2025 Q2", 2, "2025"),
    ("third quarter", 3, None),
    ("Second quarter (2025)", 2, "2025"),
    ("quatrième trimestre 2024", 4, "2024"),
    ("T4 2024", 4, "2024"),
    ("4e trimestre de 2024", 4, "2024"),
    ("IVe trimestre 2024", 4, "2024"),
    ("cuarto trimestre de 2024", 4, "2024"),
    ("4.º trimestre", 4, None),
    ("1T 2025", 1, "2025"),
    ("IV квартал 2024 года", 4, "2024"),
    ("2025年第一季度", 1, "2025"),
    ("الربع الأول من عام 2025", 1, "2025"),
]


@pytest.mark.parametrize(("text", "quarter", "year"), QUARTERS)
def test_quarters(vocabulary: Vocabulary, text: str, quarter: int, year: str | None) -> None:
    found = vocabulary.cue("quarter").search(text)
    assert found is not None
    said = {name: value for name, value in found.groupdict().items() if value}
    assert said.pop("year", None) == year
    assert [vocabulary.ordinal(value) for value in said.values()] == [quarter]


def test_states_of_a_text(vocabulary: Vocabulary) -> None:
    told = {
        "Advance unedited version": "advance",
        "Rev.1": "revision",
        "Rectificatif": "corrigendum",
        "Adición": "addendum",
        "BORRADOR": "draft",
        "as adopted": "final",
    }
    assert {text: first(vocabulary.cues_of("version"), text) for text in told} == told
