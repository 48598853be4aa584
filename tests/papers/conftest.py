"""What the tests of decisions and of keeping share: an archive of four small papers, one of which cannot be read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papers.cli import main

SECRET = "Zorblatt"  # a word of the agenda, and of nothing else
PAPERS = {
    "agenda.txt": f"Agenda\n\n1. Opening of the meeting by {SECRET}\n2. Adoption of the agenda\n",
    "statement.md": "# Statement of France at the Twelfth Meeting of States Parties\n\nWe thank the coordinators on clearance.\n",
    "minutes.txt": "Minutes of the Coordination Committee\n\n1. The coordinators met and agreed on the agenda.\n",
    "empty.pdf": "",
}
Papers = Callable[..., Result]


def run(archive: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--archive", str(archive)])


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with these papers, and with an archive of them."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "in").mkdir()
    for name, text in PAPERS.items():
        (desk / "in" / name).write_text(text)
    assert run(desk / "archive", "ingest", desk / "in").exit_code == 0
    return desk


@pytest.fixture
def folder(ingested: Path, tmp_path: Path) -> Path:
    """The folder of an archive of this test's own; the papers are beside it, in the folder `in`."""
    shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)
    return tmp_path / "archive"


@pytest.fixture
def papers(folder: Path) -> Papers:
    """Runs a command on that archive."""
    return lambda *arguments: run(folder, *arguments)
