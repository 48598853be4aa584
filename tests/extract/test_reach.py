"""What a change of the vocabulary can touch: never too little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.vocabulary import Vocabulary, load
from extract.pipeline import extract
from extract.reach import NAMED, Touched, changed, taken
from ingest.read import read

EXTRACT = Path(__file__).parent.parent.parent / "extract"
Change = Callable[[Vocabulary], Vocabulary]


def with_entry(kind: str, key: str, **fields: Any) -> Change:
    """The vocabulary with other values in fields of an entry."""

    def change(vocabulary: Vocabulary) -> Vocabulary:
        entries = getattr(vocabulary, kind)
        return replace(vocabulary, **{kind: {**entries, key: entries[key].model_copy(update=fields)}})

    return change


def without(kind: str, key: object) -> Change:
    return lambda known: replace(known, **{kind: {k: one for k, one in getattr(known, kind).items() if k != key}})


def renamed(kind: str, key: str, *added: str) -> Change:
    def change(vocabulary: Vocabulary) -> Vocabulary:
        names = getattr(vocabulary, kind)[key].names
        return with_entry(kind, key, names={**names, "en": (*names["en"], *added)})(vocabulary)

    return change


CHANGES: list[tuple[str, Change, set[str] | None]] = [
    ("nothing", lambda known: known, set()),
    ("another alias", renamed("states", "FRA", "Gaul"), {"Gaul"}),
    ("an alias of a body", renamed("organisations", "ICRC", "the Red Cross"), {"the Red Cross"}),
    ("of a theme", renamed("groups", "CLR", "removal"), {"removal"}),
    ("of a treaty", renamed("conventions", "CRPD", "Disability Treaty"), {"Disability Treaty"}),
    ("a fact of a State", with_entry("states", "FRA", status="withdrawn"), set()),
    ("the source of a fact", with_entry("organisations", "ICRC", source="elsewhere"), set()),
    ("coordinators, whom only a reference table shows", lambda known: replace(known, coordinator_terms=()), set()),
    ("phrases that name no State", lambda known: replace(known, blockers={"en": ("New Gaul",)}), {"New Gaul"}),
    ("the theme of a group, which rules look at", with_entry("groups", "CLR", topic="other"), None),
    ("the series of a treaty's symbols", with_entry("conventions", "CRPD", series=("CRPD", "X")), None),
    ("a name of a plan, which rules take apart", renamed("plans", "LAP", "Plan of Lausanne"), None),
    ("a name of a meeting", renamed("meetings", "1RC", "The First One"), None),
    ("an article", without("articles", 4), None),
    ("a body less", without("organisations", "ICRC"), None),
    ("a cue less", lambda known: replace(known, cues=dict([*known.cues.items()][1:])), None),
    ("the pattern of symbols", lambda known: replace(known, symbol="X/.*"), None),
]


@pytest.mark.parametrize(("why", "change", "names"), CHANGES, ids=[why for why, _, _ in CHANGES])
def test_what_changed(why: str, change: Change, names: set[str] | None) -> None:
    known = load()
    before, now = taken(known), taken(change(known))
    if names and why.startswith("phrases"):
        names |= {phrase for phrases in known.blockers.values() for phrase in phrases}
    for one, other in ((before, now), (now, before)):
        assert changed(one, other) == names


TEXTS = [
    ("Gaul", "The delegation of Gaul spoke.", True, "as it is"),
    ("Gaul", "GAUL, gaul and Gâul", True, "in any case, with any accent"),
    ("Gaul", "the Gaulish delegation", False, "a part of a word is none"),
    ("New Gaul", "of New\nGaul", True, "over the end of a line"),
    ("New Gaul", "New   Gaul", True, "whatever stands between its words"),
    ("Галлия", "делегация Галлии", True, "Russian in another case"),
    ("الغال", "والغال", True, "Arabic with a particle written onto it"),
    ("高卢", "我们感谢高卢代表团", True, "Chinese, which has no blanks"),
    ("Gaul", "nothing of the kind", False, "not there"),
]


@pytest.mark.parametrize(("name", "text", "expected", "why"), TEXTS)
def test_what_it_touches(name: str, text: str, expected: bool, why: str) -> None:
    language = "ar" if name > "\u0600" and name < "\u0700" else "ru" if name[0] == "Г" else "en"
    known = load()
    france = known.states["FRA"]
    names = {**france.names, language: (*france.names.get(language, ()), name)}
    now = with_entry("states", "FRA", names=names)(known)
    differing = changed(taken(known), taken(now))
    assert differing is not None
    document = read(text.encode(), "a.txt", "a.txt")
    assert Touched(differing)(document) is expected, why
    if not expected:
        assert extract(document, replace(now, version=name)) == extract(document, known), (
            "what it does not touch is the same"
        )


def test_extraction_knows_these_by_their_names_alone() -> None:
    """Whoever looks at more of them in a rule is to take them out of what `extract.reach` leaves out."""
    sources = {path: path.read_text("utf-8") for path in EXTRACT.rglob("*.py") if path.name != "reach.py"}
    for part in ("coordinator_terms", "vocabulary.extensions"):
        assert [path.name for path, source in sources.items() if part in source] == []
    assert [path.name for path, source in sources.items() if "vocabulary.states" in source] == ["names.py"]
    named = sources[EXTRACT / "recognise" / "names.py"]
    assert all(f"all_aliases(vocabulary.{kind})" in named for kind in NAMED)
