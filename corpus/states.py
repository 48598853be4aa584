"""States with their names, and where they stand with a convention."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.files import content, entry, keyed
from corpus.folder import VocabularyError
from corpus.model import Language, State, StateFile, StateNames
from corpus.names import names_of


def states_of(folder: Path, known: StateNames) -> dict[str, State]:
    """States with their names: those of states.yml, and those that its companion lists as not party."""
    path = folder / "states.yml"
    file = entry(path, StateFile, content(path) if path.exists() else {})
    rows = [row | {"source": file.sources.get(str(row.get("source")), row.get("source"))} for row in file.states]
    if file.not_party:
        rest = file.not_party.model_dump(exclude={"states"}) | {"status": "not_party"}
        rows += [{"id": state, **rest} for state in file.not_party.states]
    named = (entry(path, State, {**row, "names": names_for(row.get("id"), known, path)}, row.get("id")) for row in rows)
    return keyed(named, path)


def names_for(state: object, known: StateNames, path: Path) -> Mapping[Language, tuple[str, ...]]:
    try:
        return names_of(str(state), known)
    except LookupError as error:
        raise VocabularyError(f"{path.parent.name}/{path.name}: {state}: ISO 3166 has no such code") from error


def state_names_in(path: Path) -> StateNames:
    """The file of names, each of whose codes is one of ISO 3166."""
    names = entry(path, StateNames, content(path))
    for state in names.added:
        names_for(state, names, path)
    return names
