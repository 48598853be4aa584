"""What is installed from a wheel, in an empty environment and away from the checkout, works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "corpus" / "samples" / "CLR_work_plan_2023-2024.docx"
INSIDE = (
    "corpus/ccm/convention.yml",
    "corpus/words/en.yml",
    "publish/datasette_metadata.yml",
    "publish/templates/front.html",
    "publish/static/",
    "db/schema.py",
    "licenses/LICENSE",
)
INSTALLERS = {"pip", "setuptools", "wheel"}  # come with the environment, not with the project
NOT_INSIDE = ("tests/", "bench/", "docs/", "__pycache__/", ".db")


def run(*command: object, where: Path) -> str:
    """What a command prints; it fails with what it says. The checkout is not on its path."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PAPERS", "COV_"))}
    done = subprocess.run([*map(str, command)], cwd=where, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, where=folder)
    [made] = folder.glob("*.whl")
    return made


@pytest.mark.slow
def test_an_installed_wheel_brings_papers_all_the_way(wheel: Path, tmp_path: Path) -> None:
    """With everything that it needs from the registry, in the versions that are pinned."""
    venv.create(tmp_path / "venv", with_pip=True, symlinks=os.name != "nt")
    scripts = Path(sysconfig.get_path("scripts", "venv", vars={"base": str(tmp_path / "venv")}))
    pip = [scripts / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile"]
    run(*pip, "--constraint", ROOT / "requirements.txt", wheel, where=tmp_path)
    papers = scripts / "papers"
    assert run(papers, "--version", where=tmp_path).startswith("papers, version 0.")
    report = json.loads(run(papers, "ingest", SAMPLE, "--json", where=tmp_path))
    assert (len(report["loaded"]), report["refused"]) == (1, [])
    found = json.loads(run(papers, "search", "clearance", "--json", where=tmp_path))
    assert {hit["document_id"] for hit in found["hits"]} == set(report["loaded"])
    assert json.loads(run(papers, "show", report["loaded"][0], "--json", where=tmp_path))["group_id"] == "CLR"
    answers = "import asyncio, pathlib; from publish.site import app; " + (
        "site = app(pathlib.Path('archive/public.db')); asyncio.run(site.invoke_startup()); "
        "print(asyncio.run(site.client.get('/')).status_code)"
    )
    assert run(scripts / "python", "-c", answers, where=tmp_path).strip() == "200"


@pytest.mark.parametrize("part", INSIDE)
def test_the_wheel_holds_what_is_no_python(wheel: Path, part: str) -> None:
    assert any(part in name for name in zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("part", NOT_INSIDE)
def test_the_wheel_holds_nothing_else(wheel: Path, part: str) -> None:
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(part) or name.endswith(part)]


def needed(lines: Iterable[str], extras: Iterable[str] = ("",)) -> Iterator[Requirement]:
    """The requirements among the lines that hold for this Python and any of the extras."""
    for line in lines:
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras):
            yield one


def test_everything_that_is_needed_is_pinned() -> None:
    """So that the same commit installs the same programs next year: what is needed by what is needed, too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    own = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert all(str(one.specifier).startswith("==") for one in needed(own))
    pinned = dict(line.split("==") for line in (ROOT / "requirements.txt").read_text("utf-8").split())
    names = (
        {canonicalize_name(name) for name in pinned} | {canonicalize_name(one.name) for one in needed(own)} | INSTALLERS
    )
    waiting, seen = list(needed(own)), set[str]()
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        assert name in names, f"{name} has no version in requirements.txt: run `make pins`"
        if str(one) not in seen:
            seen.add(str(one))
            waiting += needed(distribution(name).requires or [], one.extras or ("",))
