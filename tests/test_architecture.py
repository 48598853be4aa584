"""The house keeps its order: knowledge runs one way, and every module says what it is for."""

from __future__ import annotations

import ast
import doctest
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_KNOW = {
    "ingest": set(),
    "corpus": set(),
    "extract": {"ingest", "corpus"},
    "db": {"ingest", "corpus", "extract"},
    "publish": {"ingest", "corpus", "extract", "db"},
    "papers": {"ingest", "corpus", "extract", "db", "publish"},
}
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "base", "manager", "core", "common", "misc"}
MODULES = [path for package in MAY_KNOW for path in sorted((ROOT / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix()


def imported(path: Path) -> Iterator[str]:
    """Names of the modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_knowledge_runs_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    known = {name.partition(".")[0] for name in imported(path)} & (MAY_KNOW.keys() | {"tests", "bench"})
    assert known <= MAY_KNOW[package] | {package}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert path.stem not in SAYS_NOTHING, "a name that says nothing of what is inside"
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "no docstring"
    if path.name == "__init__.py":
        assert len(tree.body) == 1, "holds more than a docstring"


@pytest.mark.parametrize("path", [path for path in MODULES if ">>> " in path.read_text("utf-8")], ids=name_of)
def test_examples_in_docstrings_are_true(path: Path) -> None:
    failed, tried = doctest.testmod(import_module(name_of(path).replace("/", ".")))
    assert (failed, tried > 0) == (0, True)


def test_no_module_imports_itself_round_about() -> None:
    """At the top of modules, where an import in a circle fails or depends on who came first."""
    modules = {name_of(path).replace("/", ".").removesuffix(".__init__"): path for path in MODULES}
    graph = {name: set(at_top(path)) & modules.keys() - {name} for name, path in modules.items()}
    while leaves := {name for name, needs in graph.items() if not needs}:
        graph = {name: needs - leaves for name, needs in graph.items() if name not in leaves}
    assert not graph, f"import each other in a circle: {sorted(graph)}"


def at_top(path: Path) -> Iterator[str]:
    """Modules that are imported when this one is; a package's own docstring module does not count."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_package_is_shipped_and_checked() -> None:
    """A package that pyproject does not name would be missing from the wheel, or from mypy."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert set(project["hatch"]["build"]["targets"]["wheel"]["packages"]) == MAY_KNOW.keys()
    assert set(project["mypy"]["packages"]) == MAY_KNOW.keys()
    assert set(project["coverage"]["run"]["source"]) == MAY_KNOW.keys()
