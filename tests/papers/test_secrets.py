"""public.db holds nothing that is internal: no row, no word of the index, no byte of the file, whatever was decided before."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from db.words import words
from tests.papers.conftest import Papers, run

# what each paper holds that nobody else may see, and what of it everybody may
SECRET = {
    "minutes.txt": ("Minutes of the Coordination Committee\n\n1. Ms. Yolanda Qwertzmann opened the meeting.\n", "Qwertzmann"),
    "participants.txt": ("List of participants\n\nFrance\n\nMr. Balthasar Xylander\n", "Xylander"),
    "thoughts.txt": ("Thoughts\n\nWe had thoughts on Plurzel.\n", "Plurzel"),
    "plan.md": ("# Work plan on clearance\n\nNot for distribution\n\n## Objective\n\nTo clear Vrombelia.\n", "Vrombelia"),
    "report.md": (
        "# Report of the Twelfth Meeting of States Parties\n\nIt met.\n\n## Annex I: list of participants\n\nOtto Zwirbel\n",
        "Zwirbel",
    ),
    "agenda.txt": ("Agenda\n\n1. Opening of the meeting by Zorblatt\n2. Adoption of the agenda\n", "Zorblatt"),
}  # fmt: skip
STATEMENT = """# Statement of France at the Twelfth Meeting of States Parties

We thank Mexico. Write to waldemar.knoll@ministry.example or knoll [at] home.example, or call +33 1 55 66 77 88.

| Desk | Tel. 055 443 32 21 |
|------|--------------------|
| Home | knoll2@home.example |

He lives at 7 Krumm Lane, door 4711-0815. [The desk](mailto:wlodek@mailbox.example) has all. The office is at info@ministry.example, www.ministry.example.
"""
PERSONAL = [
    "7 Krumm Lane",
    "4711-0815",
    "waldemar.knoll",
    "knoll [at] home",
    "55 66 77 88",
    "443 32 21",
    "knoll2@",
    "wlodek@mailbox",
]
DECIDED = ["officer-77", "because of Brimborium", "sent by Humbug", "Flurbinger", "Grimmelbach"]
OPEN = ["coordinators of nothing", "info@ministry.example", "www.ministry.example", "Everybody thanks Mexico"]
TASKS = ["Flurbinger", "Grimmelbach"]  # the one is rejected, the other corrected
WITHDRAWN, MADE_INTERNAL = "agenda.txt", "open.md"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of these papers, of which one was withdrawn, on which officers decided this and that."""
    desk = tmp_path_factory.mktemp("secrets")
    (desk / "in").mkdir()
    for name, (text, _) in SECRET.items():
        (desk / "in" / name).write_text(text)
    (desk / "in" / "statement.md").write_text(STATEMENT)
    (desk / "in" / MADE_INTERNAL).write_text("# Statement of Mexico\n\nWe are the coordinators of nothing.\n")
    folder = desk / "archive"
    by = ("--actor", "officer-77")
    for arguments in (
        ("ingest", desk / "in"),
        ("withdraw", WITHDRAWN, "--reason", "sent by Humbug", *by),
        ("access", "statement.md", "public", "--note", "because of Brimborium", *by),
    ):
        assert run(folder, *arguments).exit_code == 0
    review(folder, *by, "--note", "because of Brimborium")
    assert run(folder, "build").exit_code == 0
    return folder


def review(folder: Path, *by: str) -> None:
    """Confirm what is there, add persons' contacts that no rule found, and reject or correct again what was added."""
    confirmed = run(folder, "review", "confirm", "--table", "mentions", "--yes", *by)
    contacts = [("address", "7 Krumm Lane"), ("phone", "4711-0815")]
    add = ("review", "add", "statement.md", "contacts", "access=internal", *by)
    added = [run(folder, *add, f"kind={kind}", f"value={said}", "--quote", said) for kind, said in contacts]
    task = ("review", "add", "statement.md", "tasks", "--quote", "We thank Mexico", "--json", *by)
    rejected, corrected = (json.loads(run(folder, *task, f"text={said}").stdout)[0]["id"] for said in TASKS)
    after = [
        run(folder, "review", "reject", rejected, *by),
        run(folder, "review", "correct", corrected, "text=Everybody thanks Mexico", *by),
    ]
    assert [one.exit_code for one in (confirmed, *added, *after)] == [0] * 5, [one.output for one in (*added, *after)]


def found(folder: Path, name: str, told: list[str]) -> list[str]:
    """Which of these texts are in a database: in its bytes, in any encoding, beside it, or as words of its index."""
    files = [folder / f"{name}{suffix}" for suffix in ("", "-wal", "-shm", "-journal")]
    data = b"".join(path.read_bytes().lower() for path in files if path.exists())
    with sqlite3.connect(folder / name) as database:
        database.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, blocks_fts, row)")
        terms = {term for (term,) in database.execute("SELECT term FROM temp.terms")}
        assert terms or not database.execute("SELECT count(*) FROM blocks").fetchone()[0]
    return [text for text in told if in_bytes(text, data) or is_indexed(text, terms)]


def in_bytes(text: str, data: bytes) -> bool:
    return any(text.lower().encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def is_indexed(text: str, terms: set[str]) -> bool:
    """Whether the longest word of a text is a word of the index."""
    return max((word.form for word in words(text)), key=len) in terms


def test_nothing_that_is_internal_is_in_public_db(archive: Path) -> None:
    secrets = [secret for _, secret in SECRET.values()]
    assert found(archive, "public.db", [*secrets, *PERSONAL, *DECIDED, *SECRET]) == []
    assert found(archive, "public.db", OPEN) == OPEN, "what is public is there, so that the test can see"
    standing = [secret for name, (_, secret) in SECRET.items() if name != WITHDRAWN]
    told = [*standing, *PERSONAL, "officer-77", "because of Brimborium", *TASKS]
    assert found(archive, "archive.db", told) == told


def test_a_paper_that_was_public_leaves_no_trace(archive: Path) -> None:
    papers: Papers = lambda *arguments: run(archive, *arguments)  # noqa: E731
    for level, there in (("internal", False), ("public", True), ("internal", False), ("by-kind", True)):
        assert papers("access", MADE_INTERNAL, level).exit_code == 0
        assert found(archive, "public.db", ["coordinators of nothing", MADE_INTERNAL]) == (
            ["coordinators of nothing", MADE_INTERNAL] if there else []
        )
        assert papers("verify").exit_code == 0


def test_minutes_without_names_can_be_public(archive: Path) -> None:
    assert run(archive, "access", "minutes.txt", "public").exit_code == 2
    assert run(archive, "access", "minutes.txt", "public", "--names-removed").exit_code == 0
    assert found(archive, "public.db", ["Qwertzmann"]) == ["Qwertzmann"]
    assert run(archive, "access", "minutes.txt", "by-kind").exit_code == 0
    assert found(archive, "public.db", ["Qwertzmann"]) == []
