"""Kills `papers` at points chosen by chance, runs it again, and looks whether anything is lost, halved or changed.

python -m tests.papers.crash [POINTS [SEED]]: a point is a call that the program makes, each place in its source as likely as
any other, or a moment. There the process gets SIGKILL, with the rest of its group. Ends with 1 where anything is amiss.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any

from click import ClickException

from db.archive import Archive
from db.digest import digests
from db.identity import TABLE as IDENTITY
from db.schema import TABLES, connect
from papers import warm, workers  # noqa: F401 - what workers need is loaded once, before they are forked
from papers.cli import COMMANDS, main
from papers.versions import versions

ROOT = Path(__file__).parent.parent.parent
OURS = tuple(f"{ROOT / package}{os.sep}" for package in ("db", "papers"))
LIBRARY = f"sqlite_utils{os.sep}db.py"  # through which the program calls SQLite
DATABASES = ("archive.db", "public.db")
HISTORY = ("events", "former_ids", "reviews")
WHEN = ("received_at", "at")  # columns that differ from run to run
POINTS = 200
MOMENTS = 0.2  # the share of points that are moments, and may fall into the midst of a call
LONGEST = 60.0  # seconds of a command
FIRST = {
    "agenda.txt": "Agenda\n\n1. Opening of the meeting\n2. Adoption of the agenda\n",
    "statement.md": "# Statement\n\nWe thank France and Austria for clearing 12 hectares by 3 May 2024.\n",
    "minutes.txt": "Minutes of the Coordination Committee\n\n10 March 2022\n\nThe ISU will send the list by 4 April 2022.\n",
}
MORE = {
    "plan.txt": "Work plan 2024 of the Working Group on Clearance\n\nThe coordinators are Chile and the Philippines.\n",
    "copy of agenda.txt": FIRST["agenda.txt"],
    "table.html": "<h1>States</h1><table><tr><th>State</th><th>Victims</th></tr><tr><td>Iraq</td><td>12</td></tr></table>",
    "broken.pdf": "%PDF-1.4 and no more",
}
Site = tuple[str, int, str]
Act = Callable[[Path], None]
Rows = dict[str, list[Any]]  # by table


# what is done to an archive
def command(*arguments: str) -> Act:
    return lambda archive: main([*arguments, "--archive", str(archive)], standalone_mode=False)


def correct(archive: Path) -> None:
    """Decide on a State that a paper names, unless that was done before the command was killed."""
    opened = Archive.open(archive)
    decided = [*opened.ledger.reviews()]
    opened.close()
    if not decided:
        with closing(sqlite3.connect(archive / "archive.db")) as database:
            [(value,)] = database.execute("SELECT id FROM mentions WHERE quote = 'France'")
        command("review", "correct", value, "entity_id=MEX", "--actor", "officer")(archive)


def identify(archive: Path) -> None:
    """Decide what a paper is, unless that was done before."""
    opened = Archive.open(archive)
    decided = [review for _, review in opened.ledger.reviews() if review.table == IDENTITY]
    opened.close()
    if not decided:
        command("review", "correct", "statement.md", "symbol=CCM/MSP/2024/9", "--actor", "officer")(archive)


@dataclass(frozen=True, slots=True)
class Scene:
    """A command, the archive that it finds, and how it leaves it; `sites` are the calls that it makes, and how often."""

    name: str
    act: Act
    start: Path
    end: Path
    sites: dict[Site, int]


def scenes(place: Path) -> list[Scene]:
    """The commands, each with an archive made for it."""
    first, more = place / "first", place / "more"
    for folder, texts in ((first, FIRST), (more, MORE)):
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
    (empty := place / "empty").mkdir()
    begin = staged(place, "ingest", command("ingest", str(first), "--workers", "2"), empty)
    add = staged(place, "ingest more", command("ingest", str(more), "--workers", "2"), begin.end)
    review = staged(place, "review", correct, add.end)
    identity = staged(place, "identify", identify, review.end)
    hide = staged(place, "access", command("access", "statement.md", "internal", "--actor", "officer"), identity.end)
    leave = staged(place, "withdraw", command("withdraw", "minutes.txt", "--reason", "not ours"), hide.end)
    build = staged(place, "build", command("build"), leave.end)
    shutil.copytree(leave.end, bare := place / "bare")
    for name in (*DATABASES, "cache"):
        shutil.rmtree(bare / name) if name == "cache" else (bare / name).unlink()
    anew = staged(place, "build from nothing", command("build"), bare)
    return [begin, add, review, identity, hide, leave, build, anew]


def staged(place: Path, name: str, act: Act, start: Path) -> Scene:
    end = place / f"{name}, done"
    shutil.copytree(start, end)
    calls = place / f"{name}.calls"
    do(lambda: watched(act, Watch(os.open(calls, os.O_CREAT | os.O_WRONLY | os.O_APPEND)))(end))
    sites: dict[Site, int] = {}
    for line in calls.read_text("utf-8").splitlines():
        path, number, called, count = line.split("\t")
        site = (path, int(number), called)
        sites[site] = max(int(count), sites.get(site, 0))
    return Scene(name, act, start, end, sites)


# how it is killed
@dataclass(slots=True)
class Watch:
    """Sees every call that the program makes, in workers too; lists them in a file, or kills at one of them."""

    listing: int | None = None
    site: Site | None = None
    turn: int = 0
    group: int = field(default_factory=os.getpid)
    counted: Counter[Site] = field(default_factory=Counter)
    known: dict[str, bool | None] = field(default_factory=dict)

    def __call__(self, frame: FrameType, event: str, what: Any) -> None:
        if event not in ("call", "c_call"):
            return
        caller: FrameType | None = frame if event == "c_call" else frame.f_back
        while caller and self.whose(caller.f_code.co_filename) is None:
            caller = caller.f_back
        if caller and self.whose(caller.f_code.co_filename):
            called = what.__name__ if event == "c_call" else frame.f_code.co_name
            self.see((caller.f_code.co_filename, caller.f_lineno, called))

    def whose(self, path: str) -> bool | None:
        """Whether a file is the program's own; None for the library, which calls in its name."""
        if path not in self.known:
            self.known[path] = None if path.endswith(LIBRARY) else path.startswith(OURS)
        return self.known[path]

    def see(self, site: Site) -> None:
        self.counted[site] += 1
        count = self.counted[site]
        if self.listing is not None and count & (count - 1) == 0:
            os.write(self.listing, f"{site[0]}\t{site[1]}\t{site[2]}\t{count}\n".encode())
        if site == self.site and count == self.turn:
            os.killpg(self.group, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)


def watched(act: Act, watch: Watch | None) -> Act:
    def run(archive: Path) -> None:
        if watch:
            watch.group = os.getpid()
            sys.setprofile(watch)
        act(archive)

    return run


def forked(work: Callable[[], None], meanwhile: Callable[[], None] = lambda: None, last: float = LONGEST) -> int:
    """Do work in a process with a group of its own, killed after `last` seconds; gives its exit code, or minus the signal."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        code = 1
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            work()
            code = 0
        except ClickException as error:
            sys.stderr.write(f"{error.format_message()}\n")
        except BaseException as error:
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
        finally:
            os._exit(code)
    deadline = time.monotonic() + last
    try:
        while True:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > deadline:
                kill(child)
            meanwhile()
            time.sleep(0.03)
    except BaseException:  # what was seen meanwhile is wrong
        kill(child)
        os.waitpid(child, 0)
        raise


def kill(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def do(work: Callable[[], None]) -> None:
    code = forked(work)
    assert code == 0, f"the command ended with {code}"


# what must be true of an archive, whatever happened to it
def papers_in(path: Path) -> dict[str, Rows]:
    """The rows of a database by document, without what differs from run to run."""
    found: dict[str, Rows] = {}
    with closing(sqlite3.connect(path, timeout=30)) as database:
        database.execute("BEGIN")  # one view of all tables
        owner = dict(database.execute("SELECT id, document_id FROM blocks").fetchall())
        for name, table in TABLES.items():
            if name not in HISTORY:
                for row in database.execute(f'SELECT * FROM "{name}"'):
                    cells = dict(zip(table.columns, row, strict=True))
                    of_block = owner.get(cells.get("block_id"))
                    document = cells["id"] if name == "documents" else cells.get("document_id") or of_block or ""
                    kept = [value for column, value in cells.items() if column not in WHEN]
                    found.setdefault(document, {}).setdefault(name, []).append(kept)
    return {
        document: {name: sorted(rows, key=repr) for name, rows in tables.items()} for document, tables in found.items()
    }


class Reader:
    """Reads the databases while they are written: a paper is as it was before the command, or as it is after it."""

    def __init__(self, archive: Path, scene: Scene) -> None:
        states = (scene.start, scene.end)
        self.known = {
            archive / name: [papers_in(place / name) for place in states if (place / name).exists()]
            for name in DATABASES
        }

    def __call__(self) -> None:
        for path, known in self.known.items():
            if path.exists():
                for document, tables in papers_in(path).items():
                    whole = not document or tables in [one.get(document) for one in known]
                    assert whole, f"{path.name} shows a half of {document}"


def settled(archive: Path, scene: Scene) -> None:
    """All that was received, decided and written down is there, and the databases are those of the command undisturbed."""
    states = [Archive.open(place) for place in (archive, scene.start, scene.end)]
    here, start, end = states
    try:
        assert here.ledger.verify() is None, "the chain holds"
        assert here.changed() == [], "originals are as they came"
        names = [{one.name for came in state.received().values() for one in came} for state in (here, end)]
        assert names[0] == names[1], "what was received has its names"
        assert here.kept() == end.kept(), "nothing is kept that nobody sent"
        before = list(start.ledger.entries())
        assert list(here.ledger.entries())[: len(before)] == before, "what was decided stays"
        assert len([*here.ledger.reviews()]) >= len([*end.ledger.reviews()]), "and what is decided"
    finally:
        for state in states:
            state.close()
    drafts = [path for path in archive.rglob(".*") if path.name != ".lock" and "cache" not in path.parts]
    assert drafts == [], "nothing unfinished stays"
    for name in DATABASES:
        assert papers_in(archive / name) == papers_in(scene.end / name), f"{name} is what it would have been"


def rebuilt(archive: Path) -> None:
    """What came of it is what is built from nothing."""
    before = [digests(connect(archive / name)) for name in DATABASES]
    for name in DATABASES:
        (archive / name).unlink()
    do(lambda: command("build")(archive))
    assert [digests(connect(archive / name)) for name in DATABASES] == before, "built from nothing it is the same"


def tried(scene: Scene, chance: random.Random, archive: Path) -> str:
    """Kill a command at a point, run it again, and look; gives where that was. AssertionError where anything is amiss."""
    shutil.copytree(scene.start, archive)
    watch, last = Watch(), LONGEST
    if chance.random() < MOMENTS:
        last = chance.uniform(0, 0.4)
        where = f"after {last:.3f} s"
    else:
        watch.site = chance.choice(sorted(scene.sites))
        watch.turn = chance.randint(1, scene.sites[watch.site])
        where = f"{watch.site[0].removeprefix(str(ROOT))}:{watch.site[1]} {watch.site[2]} ({watch.turn})"
    reader = Reader(archive, scene)
    try:
        code = forked(lambda: watched(scene.act, watch)(archive), reader, last)
        reader()
        do(lambda: scene.act(archive))
        if scene.name in ("review", "identify", "access", "withdraw"):
            do(lambda: command("ingest", str(scene.start.parent / "first"))(archive))
        settled(archive, scene)
        rebuilt(archive)
    except AssertionError as error:
        raise AssertionError(f"{scene.name}, {where}: {error}") from error
    return f"{'killed' if code == -signal.SIGKILL else f'ended with {code}'}: {scene.name}, {where}"


def run(points: int, seed: int) -> int:
    """Try that many points; gives how many went wrong."""
    workers.starting = lambda _: get_context("fork")  # type: ignore[assignment,return-value]
    os.setsid = lambda: None  # type: ignore[assignment,return-value]  # so that workers are in the group
    for module in COMMANDS.values():
        import_module(module)
    versions("")
    print(f"{points} points, seed {seed}", flush=True)
    chance, wrong, killed = random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        staged = scenes(Path(folder))
        for point in range(points):
            archive = Path(folder) / f"archive {point}"
            try:
                said = tried(staged[point % len(staged)], chance, archive)
                killed += said.startswith("killed")
            except AssertionError as error:
                said, wrong = f"WRONG: {error}", wrong + 1
            print(f"{point + 1}: {said}", flush=True)
            shutil.rmtree(archive)
    print(f"{killed} killed, {wrong} wrong")
    return wrong


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(run(given[0] if given else POINTS, given[1] if given[1:] else random.SystemRandom().randrange(10**6)) > 0)
