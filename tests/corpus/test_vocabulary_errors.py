"""A vocabulary that contradicts itself must not load, and say which entry of which file is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.vocabulary import Vocabulary, VocabularyError, load, loaded

NAMES = "added: {FRA: {en: [France]}}\nrefused: {}\nblockers: {}\n"
WORDS = """
language: en
numbers: {one: 1, two: 2}
ordinals: {first: 1}
ordinal_digits: ['\\d+th']
months: {may: 5}
months_short: {}
conjunctions: [and]
range_words: [to]
"""
CUE = """
- id: kind.agenda
  patterns: {en: ['provisional agenda', '{ordinal} agenda']}
  examples: {en: [Provisional agenda, first agenda]}
  counter_examples: {en: [a programme]}
"""
FILES = {
    "names.yml": NAMES,
    "words/en.yml": WORDS,
    "cues/kinds.yml": CUE,
    "tiny/convention.yml": "id: TINY\nsymbol: 'TINY/(?P<number>\\d+)'\nsymbol_examples: [TINY/5]\n",
    "tiny/conventions.yml": "- {id: TINY, names: {en: [Tiny Convention]}, source: us, confidence: high}\n",
    "tiny/states.yml": "sources: {us: ourselves}\nstates:\n  - {id: FRA, status: state_party, source: us, confidence: high}\n",
    "tiny/organisations.yml": "- {id: ISU, names: {en: [Unit]}, kind: secretariat, source: us, confidence: high}\n",
    "tiny/groups.yml": "- {id: VA, names: {en: [Victim assistance]}, topic: va, source: us, confidence: high}\n",
}
Make = Callable[[dict[str, str]], Vocabulary]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Loads the tiny vocabulary with some of its files replaced; without a memory of what passed before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "passed"))

    def make(changed: dict[str, str]) -> Vocabulary:
        for name, text in (FILES | changed).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        loaded.cache_clear()
        return load(tmp_path / "tiny", tmp_path)

    return make


def test_the_tiny_vocabulary_loads(made: Make) -> None:
    vocabulary = made({})
    assert vocabulary.states["FRA"].source == "ourselves"
    assert vocabulary.cue("kind.agenda").search("The FIRST agenda")
    assert ("en", "French Republic") in list(vocabulary.states["FRA"].all_names())


CUE_HEAD = "- id: a\n  patterns: {en: [%s]}\n  examples: {en: [%s]}\n"
WRONG = [
    # what is wrong, file, its text, words of the message
    ("no YAML", "cues/kinds.yml", "- id: [", ("cues/kinds.yml",)),
    ("a key that comes twice", "tiny/groups.yml", FILES["tiny/groups.yml"] + "  id: SD\n", ("tiny/groups.yml",)),
    ("a key twice in a mapping", "words/en.yml", WORDS + "numbers: {one: 1}\n", ("words/en.yml", "'numbers'", "twice")),
    ("an unknown key", "tiny/groups.yml", FILES["tiny/groups.yml"].replace("topic", "topics"), ("groups.yml", "VA")),
    ("an unknown key of a language", "words/en.yml", WORDS + "numerals: {}\n", ("words/en.yml", "numerals")),
    ("an unknown key beside the States", "tiny/states.yml", "stats: []\n", ("tiny/states.yml", "stats")),
    ("an unknown language", "cues/kinds.yml", CUE.replace("en:", "xx:"), ("kinds.yml", "kind.agenda")),
    ("no list", "tiny/groups.yml", "id: VA\n", ("tiny/groups.yml", "list")),
    (
        "a State that ISO does not know",
        "tiny/states.yml",
        "not_party: {source: s, confidence: low, states: [XXX]}",
        ("XXX",),
    ),
    ("a name for no State", "names.yml", NAMES.replace("FRA", "XXX"), ("names.yml", "XXX")),
    (
        "no such convention",
        "tiny/convention.yml",
        "id: BIG\nsymbol: a\nsymbol_examples: []\n",
        ("convention.yml", "BIG"),
    ),
    ("an id twice", "tiny/groups.yml", FILES["tiny/groups.yml"] * 2, ("groups.yml", "VA", "twice")),
    (
        "an alias of two groups",
        "tiny/groups.yml",
        FILES["tiny/groups.yml"] + FILES["tiny/groups.yml"].replace("VA", "UNI").replace("Victim a", "victim A"),
        ("groups.yml", "UNI", "leads to VA"),
    ),
    (
        "an alias of a State and an organisation",
        "tiny/organisations.yml",
        FILES["tiny/organisations.yml"].replace("Unit", "french republic"),
        ("organisations.yml", "ISU", "FRA"),
    ),
    (
        "a name of two conventions",
        "tiny/conventions.yml",
        FILES["tiny/conventions.yml"] * 2,
        ("conventions.yml", "TINY"),
    ),
    ("a word of two numbers", "words/en.yml", WORDS.replace("two: 2", "One: 2"), ("words", "numbers", "'One'")),
    ("a cue in two files", "cues/more.yml", CUE, ("kind.agenda", "another file")),
    ("an example without a pattern", "cues/kinds.yml", CUE_HEAD % ("agenda", "agenda, minutes"), ("a", "'minutes'")),
    (
        "an example of another language",
        "cues/kinds.yml",
        CUE.replace("examples: {en: [", "examples: {fr: [Ordre], en: ["),
        ("fr",),
    ),
    ("a pattern without an example", "cues/kinds.yml", CUE_HEAD % ("agenda, minutes", "agenda"), ("a", "'minutes'")),
    ("a pattern in no word", "cues/kinds.yml", CUE_HEAD % ("agenda", "agendas"), ("a", "'agenda'")),
    ("a pattern that does not compile", "cues/kinds.yml", CUE_HEAD % ("'(agenda'", "agenda"), ("a", "compile")),
    ("a word that the pattern's language lacks", "cues/kinds.yml", CUE_HEAD % ("'{month}'", "June"), ("a", "{month}")),
    ("a counter-example", "cues/kinds.yml", CUE.replace("a programme", "the first agenda"), ("kind.agenda", "counter")),
    ("an organisation's name in no language", "tiny/organisations.yml", "- {id: ISU, names: {en: 5}}", ("ISU",)),
    (
        "a symbol without its example",
        "tiny/convention.yml",
        "id: TINY\nsymbol: 'TINY/\\d+'\nsymbol_examples: [TINY/A]\n",
        ("symbol", "TINY/A"),
    ),
    (
        "a symbol that takes too much",
        "tiny/convention.yml",
        "id: TINY\nsymbol: '.*'\nsymbol_examples: []\nsymbol_counter_examples: [BIG/1]\n",
        ("symbol", "BIG/1"),
    ),
    (
        "a symbol that does not compile",
        "tiny/convention.yml",
        "id: TINY\nsymbol: '('\nsymbol_examples: []\n",
        ("symbol", "compile"),
    ),
    (
        "a term of no group",
        "tiny/coordinators.yml",
        "- {group: XX, period_start: 1, period_end: 2, states: [FRA], source: s, confidence: low}\n",
        ("coordinators.yml", "XX"),
    ),
    (
        "a term of no State",
        "tiny/coordinators.yml",
        "- {group: VA, period_start: 1, period_end: 2, states: [DEU], source: s, confidence: low}\n",
        ("coordinators.yml", "DEU"),
    ),
    (
        "a meeting that names a body wrongly",
        "tiny/meeting_names.yml",
        "- {body: MSP, patterns: {en: ['{digits}MSP']}, examples: {en: [MSP]}}\n",
        ("meeting_names.yml", "MSP"),
    ),
]


@pytest.mark.parametrize(("file", "text", "said"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_named(made: Make, file: str, text: str, said: tuple[str, ...]) -> None:
    with pytest.raises(VocabularyError) as caught:
        made({file: text})
    message = str(caught.value)
    assert all(word in message for word in said), message
    assert "\n" not in message


def test_a_vocabulary_that_failed_fails_again(made: Make) -> None:
    """Only what passed is remembered."""
    wrong = {"cues/kinds.yml": CUE_HEAD % ("agenda", "minutes")}
    for _ in range(2):
        with pytest.raises(VocabularyError):
            made(wrong)


def test_a_change_after_a_pass_is_checked(made: Make) -> None:
    """The memory is of one version: any byte makes another."""
    first = made({}).version
    assert made({}).version == first
    assert made({"cues/kinds.yml": CUE + "# a comment\n"}).version != first
    with pytest.raises(VocabularyError):
        made({"cues/kinds.yml": CUE_HEAD % ("agenda", "minutes")})


def test_nothing_need_be_written(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service may run where it can write nothing but its archive."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert made({}).states
