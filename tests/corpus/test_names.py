"""Names of States, bodies, groups, meetings and plans in the wordings of papers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import regex

from corpus.model import Entry
from corpus.pattern import source
from corpus.vocabulary import Vocabulary, load


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load()


STATES = [
    # name as papers print it, state, why
    ("Lao People's Democratic Republic", "LAO", "UN usage"),
    ("Lao PDR", "LAO", "short"),
    ("République démocratique populaire lao", "LAO", "French"),
    ("República Democrática Popular Lao", "LAO", "Spanish"),
    ("老挝人民民主共和国", "LAO", "Chinese"),
    ("Лаосская Народно-Демократическая Республика", "LAO", "Russian"),
    ("جمهورية لاو الديمقراطية الشعبية", "LAO", "Arabic"),
    ("Turkey", "TUR", "former usage"),
    ("Türkiye", "TUR", "usage since 2022"),
    ("Côte d'Ivoire", "CIV", "UN usage"),
    ("Costa de Marfil", "CIV", "Spanish"),
    ("Kingdom of the Netherlands", "NLD", "with its kingdom"),
    ("Países Bajos (Reino de los)", "NLD", "Spanish list of participants"),
    ("United Kingdom of Great Britain and Northern Ireland", "GBR", "long"),
    ("UK", "GBR", "short"),
    ("Estados Unidos de América", "USA", "Spanish"),
    ("Bosnie-Herzégovine", "BIH", "French"),
    ("BiH", "BIH", "abbreviation"),
    ("Saint-Siège", "VAT", "French"),
    ("Santa Sede", "VAT", "Spanish"),
    ("State of Palestine", "PSE", "UN usage"),
    ("DR Congo", "COD", "short"),
    ("République du Congo", "COG", "the other Congo"),
    ("Viet Nam", "VNM", "UN usage"),
    ("Vietnam", "VNM", "usual"),
    ("Republic of Korea", "KOR", "no North Korea"),
    ("Democratic People's Republic of Korea", "PRK", "no South Korea"),
    ("Iran (Islamic Republic of)", "IRN", "list of participants"),
    ("Bolivia (Estado Plurinacional de)", "BOL", "Spanish list"),
    ("Swaziland", "SWZ", "former"),
    ("Cape Verde", "CPV", "former"),
    ("Etats-Unis", "USA", "a capital without its accent"),
    ("Iles Cook", "COK", "a capital without its circumflex"),
    ("Niger", "NER", "no Nigeria"),
    ("Guinée-Bissau", "GNB", "no Guinea"),
    ("Федеративная Республика Германия", "DEU", "Russian, official"),
    ("Соединенные Штаты Америки", "USA", "without ё"),
]


def names_of(things: Mapping[str, Entry], *languages: str) -> dict[str, str]:
    """Every name and its id: in these languages, or in all."""
    named = [(one.id, *name) for one in things.values() for name in one.all_names()]
    return {name: thing for thing, language, name in named if not languages or language in languages}


def named(vocabulary: Vocabulary, body: str) -> regex.Pattern[str]:
    """The expression that finds a meeting of a body in words."""
    mine = [name.patterns for name in vocabulary.meeting_names if name.body == body]
    joined = {language: tuple(p for one in mine for p in one.get(language, ())) for language in vocabulary.words}
    return regex.compile(source(joined, vocabulary.words), regex.IGNORECASE)


@pytest.mark.parametrize(("name", "state", "why"), STATES)
def test_states(vocabulary: Vocabulary, name: str, state: str, why: str) -> None:
    assert names_of(vocabulary.states)[name] == state, why


REFUSED = [
    ("Palestinian Territories", "a territory, no State"),
    ("Palestine, State of", "sorted, as no sentence has it"),
    ("the State of Eritrea", "an article is no part of a name"),
    ("Hong Kong", "no State"),
    ("Northern Ireland", "a part of one"),
    ("Korea", "two States"),
    ("المالديف", "pycountry has it for Moldova"),
]


@pytest.mark.parametrize(("name", "why"), REFUSED)
def test_no_names_of_states(vocabulary: Vocabulary, name: str, why: str) -> None:
    assert name not in names_of(vocabulary.states), why


def test_every_state_has_a_name_in_six_languages(vocabulary: Vocabulary) -> None:
    missing = {state.id for state in vocabulary.states.values() if len(state.names) < 6}
    assert not missing


def test_names_of_one_language(vocabulary: Vocabulary) -> None:
    """A French paper's Maurice is a State; an English paper's is a person."""
    assert names_of(vocabulary.states, "fr")["Maurice"] == "MUS"
    assert "Maurice" not in names_of(vocabulary.states, "en")


def test_printed_names_are_those_of_the_united_nations(vocabulary: Vocabulary) -> None:
    printed = {"LAO": "Lao People's Democratic Republic", "TUR": "Türkiye", "VAT": "Holy See", "CZE": "Czechia"}
    assert {state: vocabulary.states[state].name for state in printed} == printed


def test_blockers_hold_a_name(vocabulary: Vocabulary) -> None:
    """A blocker that holds no name of a State blocks nothing."""
    for language, phrases in vocabulary.blockers.items():
        names = names_of(vocabulary.states, language)
        for phrase in phrases:
            assert any(name in phrase and name != phrase for name in names), phrase


OTHERS = [
    ("organisations", "Unité d'appui à l'application", "ISU"),
    ("organisations", "DAA", "ISU"),
    ("organisations", "CICR", "ICRC"),
    ("organisations", "Coalición contra las Municiones en Racimo", "CMC"),
    ("organisations", "Humanity & Inclusion", "HI"),
    ("organisations", "UE", "EU"),
    ("conventions", "CASM", "CCM"),
    ("conventions", "Convención de Ottawa", "APMBC"),
    ("conventions", "CDPH", "CRPD"),
    ("groups", "Universalisation", "UNI"),
    ("groups", "Universalization", "UNI"),
    ("groups", "Clearance and risk reduction education", "CLR"),
    ("groups", "Dépollution", "CLR"),
    ("groups", "Asistencia a las víctimas", "VA"),
    ("groups", "Aide aux victimes", "VA"),
    ("groups", "Destrucción de existencias", "SD"),
    ("groups", "Coopération et assistance internationales", "ICA"),
    ("groups", "Mesures d'application nationales", "NIM"),
    ("groups", "Medidas de transparencia", "TRA"),
    ("plans", "Plan de Acción de Lausana", "LAP"),
    ("plans", "Plan d'action de Dubrovnik", "DAP"),
]


@pytest.mark.parametrize(("table", "name", "thing"), OTHERS)
def test_other_names(vocabulary: Vocabulary, table: str, name: str, thing: str) -> None:
    assert names_of(getattr(vocabulary, table))[name] == thing


MEETINGS = [
    ("MSP", "the Thirteenth Meeting of States Parties", 13),
    ("MSP", "13th Meeting of the States Parties", 13),
    ("MSP", "the 12MSP", 12),
    ("MSP", "the 12 MSP", 12),
    ("MSP", "MSP13", 13),
    ("MSP", "13th MSP", 13),
    ("MSP", "Twenty-second Meeting of States Parties", 22),
    ("MSP", "la treizième Assemblée des États parties", 13),
    ("MSP", "DOUZIEME REUNION DES ETATS PARTIES", 12),
    ("MSP", "13e réunion des États parties", 13),
    ("MSP", "Decimotercera Reunión de los Estados partes", 13),
    ("MSP", "Décima Segunda Reunión de los Estados Parte", 12),
    ("MSP", "13.ª Reunión de los Estados Partes", 13),
    ("MSP", "Тринадцатое совещание государств-участников", 13),
    ("MSP", "الاجتماع الثالث عشر للدول الأطراف", 13),
    ("MSP", "第十三次缔约国会议上", 13),
    ("RC", "the Third Review Conference", 3),
    ("RC", "RevCon3", 3),
    ("RC", "up to the RevCon 3", 3),
    ("RC", "3RC", 3),
    ("RC", "troisième Conférence d’examen", 3),
    ("RC", "Tercera Conferencia de Examen", 3),
    ("RC", "المؤتمر الاستعراضي الثاني", 2),
    ("RC", "第二次审议大会", 2),
    ("MSP", "a meeting of States Parties", None),
    ("MSP", "the third meeting of the committee", None),
    ("RC", "the conference review", None),
    ("RC", "MARC 3", None),
]


@pytest.mark.parametrize(("body", "text", "ordinal"), MEETINGS)
def test_meetings(vocabulary: Vocabulary, body: str, text: str, ordinal: int | None) -> None:
    found = named(vocabulary, body).search(text)
    said = [value for value in found.groupdict().values() if value] if found else [""]
    assert vocabulary.ordinal(said[0]) == ordinal
