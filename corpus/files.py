"""The YAML files of a vocabulary: read strictly, and checked entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from corpus.folder import VocabularyError
from corpus.model import Entry

Item = TypeVar("Item", bound=BaseModel)
Thing = TypeVar("Thing", bound=Entry)
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads ten times faster where it is there


class StrictLoader(SafeLoader):  # type: ignore[misc]
    """A safe loader that takes a key given twice in a mapping for the mistake that it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} comes twice", key_node.start_mark)
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def content(path: Path) -> Any:
    """What a YAML file holds; VocabularyError where it is no YAML or repeats a key."""
    try:
        return yaml.load(path.read_bytes(), StrictLoader)  # noqa: S506 - it is a safe loader
    except (yaml.YAMLError, TypeError, ValueError) as error:
        raise VocabularyError(f"{place(path)}: {' '.join(str(error).split())}") from error


def entry(path: Path, kind: type[Item], data: Any, name: object = "") -> Item:
    """One entry of a file as the model says; VocabularyError names file, entry and field."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        wrong = error.errors()[0]
        field = ".".join(str(part) for part in wrong["loc"])
        raise VocabularyError(f"{place(path)}: {name or 'file'}: {field}: {wrong['msg']}") from error


def entries(path: Path, kind: type[Item]) -> tuple[Item, ...]:
    """The list of entries that a file holds, none where there is no such file."""
    if not path.exists():
        return ()
    data = content(path)
    if not isinstance(data, list):
        raise VocabularyError(f"{place(path)}: file: a list of entries is expected")
    return tuple(entry(path, kind, one, label(one, number)) for number, one in enumerate(data, 1))


def by_id(path: Path, kind: type[Thing]) -> dict[str, Thing]:
    """The entries of a file by their ids, each of which may come once."""
    return keyed(entries(path, kind), path)


def keyed(things: Iterable[Thing], path: Path) -> dict[str, Thing]:
    table: dict[str, Thing] = {}
    for thing in things:
        if table.setdefault(thing.id, thing) is not thing:
            raise VocabularyError(f"{path.parent.name}/{path.name}: {thing.id}: the id comes twice")
    return table


def label(data: Any, number: int) -> str:
    """What to call an entry in a message: its id, or its place in the list."""
    keys = ("id", "number", "body", "state", "group")
    named = [str(data[key]) for key in keys if key in data] if isinstance(data, Mapping) else []
    return named[0] if named else f"entry {number}"


def place(path: Path) -> str:
    return "/".join(path.parts[-2:])
