"""The vocabulary that ships: it loads, and holds what the archive needs to know."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from corpus import checks
from corpus.vocabulary import CCM, SHARED, Vocabulary, load, loaded


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load(CCM)


def test_it_passes_its_own_checks(vocabulary: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not this machine remembers that this version passed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    asked: list[Path] = []
    check = checks.check
    monkeypatch.setattr(checks, "check", lambda *given: (asked.append(given[2]), check(*given)))
    again = loaded.__wrapped__(CCM, SHARED)
    assert asked == [CCM]
    assert again.version == vocabulary.version


def test_the_tables_are_full(vocabulary: Vocabulary) -> None:
    """No file may vanish from the wheel or the folder in silence."""
    sizes = {
        name: len(getattr(vocabulary, name))
        for name in ("states", "articles", "groups", "meetings", "plans", "words", "meeting_names")
    }
    assert sizes == {
        "states": 197,  # 193 members of the United Nations, Holy See, Palestine, Cook Islands, Niue
        "articles": 23,
        "groups": 9,
        "meetings": 18,
        "plans": 3,
        "words": 6,
        "meeting_names": 2,
    }
    assert len(vocabulary.organisations) > 40
    assert {"CCM", "APMBC", "CRPD", "CCW"} <= vocabulary.conventions.keys()


def test_the_status_of_states_adds_up(vocabulary: Vocabulary) -> None:
    """Public totals of December 2025: 112 States Parties, 12 signatories, one withdrawal."""
    status = [state.status for state in vocabulary.states.values()]
    assert {one: status.count(one) for one in set(status)} == {
        "state_party": 112,
        "signatory": 12,
        "withdrawn": 1,
        "not_party": 72,
    }


def months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


def test_dates_follow_from_the_deposit(vocabulary: Vocabulary) -> None:
    """Article 17: the first day of the sixth month after the deposit, not before 1 August 2010; articles 3, 4 and 7."""
    parties = [state for state in vocabulary.states.values() if state.entry_into_force and state.deposited]
    assert len(parties) == 113
    for state in parties:
        force = state.entry_into_force
        assert force is not None
        assert state.deposited is not None
        assert force == max(months_later(state.deposited, 6), dt.date(2010, 8, 1)), state.id
        assert state.article_3_deadline == force.replace(year=force.year + 8), state.id
        assert state.article_4_deadline == force.replace(year=force.year + 10), state.id
        assert state.initial_report_due == force + dt.timedelta(days=180), state.id


@pytest.mark.parametrize("plan", ["VAP", "DAP", "LAP"])
def test_plans_add_up(vocabulary: Vocabulary, plan: str) -> None:
    """Numbers run on without gap or overlap, and the counts of sections give the published total."""
    known = vocabulary.plans[plan]
    numbers = []
    for section in known.sections:
        head, dot, first = section.first.rpartition(".")
        last = int(section.last.rpartition(".")[2])
        run = [f"{head}{dot}{number}" for number in range(int(first), last + 1)]
        assert len(run) == section.count, section
        numbers += run
    assert len(numbers) == len(set(numbers)) == known.total
    if not known.dotted:
        assert numbers == [str(number) for number in range(1, known.total + 1)]


def test_every_plan_section_has_a_theme_of_a_group_or_none(vocabulary: Vocabulary) -> None:
    """So that a plan's section and a group's work can be compared."""
    topics = {group.topic for group in vocabulary.groups.values()} | {
        "partnerships",
        "guiding_principles",
        "compliance",
    }
    assert {section.topic for plan in vocabulary.plans.values() for section in plan.sections} <= topics


def test_every_kind_of_the_design_has_a_cue(vocabulary: Vocabulary) -> None:
    kinds = (
        "work_plan action_plan meeting_report agenda programme_of_work decision extension_request analysis "
        "transparency_report working_paper progress_report minutes statement presentation web_page newsletter "
        "list_of_participants budget"
    )
    assert vocabulary.cues_of("kind").keys() == set(kinds.split())
    sections = {"objective", "activity", "output", "implementer", "partner", "timeline", "background"}
    assert vocabulary.cues_of("section").keys() == sections


def test_cues_of_all_kinds_speak_the_working_languages(vocabulary: Vocabulary) -> None:
    for name, cue in vocabulary.cues.items():
        if name.startswith(("kind.", "section.", "quarter")):
            assert {"en", "fr", "es"} <= cue.patterns.keys(), name


def test_sources_are_public(vocabulary: Vocabulary) -> None:
    """A source is a page, a treaty or a paper that a reader can ask for."""
    things = [
        *vocabulary.states.values(),
        *vocabulary.meetings.values(),
        *vocabulary.coordinator_terms,
        *vocabulary.extensions,
        *vocabulary.plans.values(),
        *vocabulary.articles.values(),
    ]
    for thing in things:
        told = f"{thing.source} {thing.note}"
        assert "seed" not in told
        assert "find_string" not in told
        assert "recall" not in told
        assert thing.confidence != "high" or not thing.source.startswith("from memory"), told


def test_a_new_convention_is_one_folder(tmp_path: Path) -> None:
    """The Mine Ban Convention, say: two files of YAML, and the words and names that all share."""
    (tmp_path / "convention.yml").write_text("id: APMBC\nsymbol: 'APLC/\\w+'\nsymbol_examples: [APLC/MSP]\n")
    (tmp_path / "conventions.yml").write_text(
        "- {id: APMBC, names: {en: [Mine Ban Convention]}, source: its title, confidence: high}\n"
    )
    vocabulary = load(tmp_path)
    assert vocabulary.convention.name == "Mine Ban Convention"
    assert vocabulary.cue("quarter").search("Q4 2022")
    assert vocabulary.version != load(CCM).version
