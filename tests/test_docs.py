"""What README and docs tell people to type works, in the order in which they would type it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHELL = re.compile(r"^```(?:sh|bash|shell|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
ENDLESS = "papers serve"  # it would not come back; tests/publish asks the site itself


def commands(page: Path) -> list[str]:
    """The lines of the shell blocks of a page, without the remarks after them."""
    lines = [line for block in SHELL.findall(page.read_text("utf-8")) for line in block.splitlines()]
    return [line for line in (re.sub(r"(^|\s)#\s.*", "", line).strip() for line in lines) if line]


TYPED = [page for page in PAGES if any(line.startswith("papers") for line in commands(page))]


@pytest.fixture
def desk(samples_archive: Path, tmp_path: Path) -> Path:
    """A folder with what lies in the checkout after `make run`, and `papers` on the path."""
    shutil.copytree(samples_archive, tmp_path / "archive")
    for name in ("corpus", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    program = tmp_path / "bin" / "papers"
    program.parent.mkdir()
    call = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from papers.cli import main"
    program.write_text(f"#!{sys.executable}\n{call}\nif __name__ == '__main__':\n    main(prog_name='papers')\n")
    program.chmod(0o755)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.name)
def test_commands_work(page: Path, desk: Path) -> None:
    typed = [line for line in commands(page) if not line.startswith(("make", ENDLESS))]
    environment = os.environ | {"PATH": f"{desk / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    shell = ["bash", "-euo", "pipefail", "-c", "\n".join(typed)]
    done = subprocess.run(shell, cwd=desk, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    for written in desk.glob("*.json"):
        assert json.loads(written.read_text("utf-8"))


def test_make_knows_what_is_told_of_it() -> None:
    rules = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = {line.split()[1] for page in PAGES for line in commands(page) if line.startswith("make")}
    assert told
    assert told <= rules


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_every_command_is_told_of() -> None:
    from papers.cli import COMMANDS

    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    assert [name for name in COMMANDS if f"papers {name}" not in text] == []
