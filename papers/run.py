"""One run of the pipeline on an archive: what it receives, brings in, refuses and writes down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from corpus.vocabulary import CCM, SHARED, Vocabulary, load
from db.archive import Archive, Missing, Received
from db.build import replace
from db.ledger import Event
from db.load import Ready, load_papers, load_reference
from db.schema import connect, is_current
from ingest.bounds import Bounds
from papers.cache import Cache
from papers.receive import Unreachable, receive
from papers.report import Refusal, Report, Settings
from papers.versions import Versions, versions
from papers.work import WARM, Brought, Refused, Task, bring
from papers.workers import Lost, Workers

LOT = 20  # papers that are loaded at once, and so in memory together
Tell = Callable[[int, int, str], None]


class Run:
    """One run of the pipeline on an archive, whose only writer it is."""

    def __init__(self, archive: Archive, settings: Settings, tell: Tell) -> None:
        self.archive, self.settings, self.tell = archive, settings, tell
        self.built = last_build(archive)
        self.convention = settings.convention or SHARED / ((self.built and self.built.detail) or CCM.name)
        self.vocabulary: Vocabulary = load(self.convention)
        self.versions: Versions = versions(self.vocabulary.version)
        self.cache = Cache(archive.cache, self.versions.reader, self.versions.extractor)
        self.report = Report()
        self.events: list[Event] = []

    @property
    def changed(self) -> bool:
        """Whether the database is another one than before the run."""
        return any(event.event in ("loaded", "built") for event in self.events)

    def receive(self, places: list[str]) -> list[Received]:
        """Keep the bytes of all files for good, before anything is done with them."""
        received = []
        for number, place in enumerate(places):
            self.tell(number, len(places), f"receiving {Path(place).name}")
            try:
                came = receive(place)
                received.append(self.archive.receive(came.data, came.name, came.origin))
            except Unreachable as error:
                self.report.refused.append(Refusal(Path(place).name, None, "unreachable", str(error)))
        return received

    def add(self, received: Iterable[Received]) -> None:
        """Bring received files into the database that is there; those that are in it as they are stay."""
        with closing(connect(self.archive.database)) as database:
            known = names_by_file(database)
            receipts = self.archive.received()
            files = list(dict.fromkeys(one.sha256 for one in received))
            changed = [file for file in files if {one.name for one in receipts[file]} != known.get(file)]
            self.report.unchanged = len(files) - len(changed)
            self.load(database, {file: receipts[file] for file in changed})
            self.note(database)

    def rebuild(self) -> None:
        """Make the database anew from everything that was ever received, also what a crash left without a receipt."""
        self.archive.adopt()
        self.cache.prune()
        replace(self.archive.database, self.fill)

    def fill(self, database: Database) -> None:
        load_reference(database, self.vocabulary)
        self.load(database, self.archive.received())
        self.events.append(Event("built", version=self.versions.database, detail=named(self.convention)))
        self.note(database)

    def load(self, database: Database, receipts: dict[str, tuple[Received, ...]]) -> None:
        """Read and extract the files in workers, and load each as its turn comes."""
        tasks = [task for came in receipts.values() if (task := self.task(came[0]))]
        ready = self.ready(tasks, receipts)
        for loaded in load_papers(database, ready, LOT):
            if loaded.document_id is None:
                self.refuse(receipts[loaded.sha256][0], Refused("fault", f"It cannot be loaded: {loaded.error}."))
            else:
                self.report.loaded.append(loaded.document_id)
                self.events.append(Event("loaded", loaded.sha256, version=self.versions.database))
                self.archive.release(loaded.sha256)

    def ready(self, tasks: list[Task], receipts: dict[str, tuple[Received, ...]]) -> Iterator[Ready]:
        for task, result in self.in_turn(tasks):
            document = self.cache.document(task.sha256, task.name)
            extraction = self.cache.extraction(task.sha256, task.name)
            if isinstance(result, Brought) and document and extraction:
                self.events += events_of(task, result, document.reader, self.versions)
                yield receipts[task.sha256], document, extraction
            else:
                failed = Refused("fault", "What was read could not be kept; is the disk full?")
                self.refuse(receipts[task.sha256][0], result if isinstance(result, Refused) else failed)

    def in_turn(self, tasks: list[Task]) -> Iterator[tuple[Task, Brought | Refused]]:
        """Results in the order of the tasks, which is the order in which the files came."""
        workers = Workers(bring, self.settings.workers, self.settings.bounds, WARM, quiet=not self.settings.debug)
        early: dict[int, Brought | Refused] = {}
        turn = 0
        for done, (position, result) in enumerate(workers.map(tasks), 1):
            self.tell(done, len(tasks), tasks[position].name)
            early[position] = lost(result.reason, self.settings.bounds) if isinstance(result, Lost) else result
            while turn in early:
                yield tasks[turn], early.pop(turn)
                turn += 1

    def task(self, first: Received) -> Task | None:
        """What a worker is to do with a file; None where its original is no longer there, which is put on record."""
        try:
            original = self.archive.original(first.sha256)
        except Missing as error:
            self.refuse(first, Refused("missing", str(error)))
            return None
        bounds, passwords = self.settings.bounds, self.settings.passwords
        return Task(original, first.sha256, first.name, first.origin, self.cache, self.convention, bounds, passwords)

    def refuse(self, received: Received, refused: Refused) -> None:
        self.archive.quarantine(received, refused.reason, refused.message)
        refusal = Refusal(received.name, received.sha256, refused.reason, refused.message, refused.trace)
        self.report.refused.append(refusal)

    def note(self, database: Database) -> None:
        """Write down what happened, in the ledger and for those who query the database."""
        self.archive.ledger.append(*self.events)
        self.archive.ledger.fill(database)

    def is_current(self) -> bool:
        """Whether the database was made by this very program, with this vocabulary."""
        if self.built is None or not self.archive.database.exists():
            return False
        with closing(connect(self.archive.database)) as database:
            return is_current(database) and self.built.version == self.versions.database


def last_build(archive: Archive) -> Event | None:
    """The event of the last time that the whole database was made."""
    return next((event for _, event in reversed([*archive.ledger.told("built")])), None)


def named(convention: Path) -> str:
    """A convention's folder as the ledger remembers it: its name, where it came with the program."""
    return convention.name if convention.parent == SHARED else str(convention.resolve())


def names_by_file(database: Database) -> dict[str, set[str]]:
    """The names under which the database has each file."""
    names: dict[str, set[str]] = {}
    for sha256, name in database.execute("SELECT sha256, name FROM files").fetchall():
        names.setdefault(sha256, set()).add(name)
    return names


def events_of(task: Task, brought: Brought, reader: str, made: Versions) -> Iterator[Event]:
    if brought.read:
        yield Event("read", task.sha256, task.name, version=f"{reader} {made.reader}")
    if brought.extracted:
        yield Event("extracted", task.sha256, task.name, version=made.extractor)


def lost(reason: str, bounds: Bounds) -> Refused:
    """What to say of a file on which a worker was lost."""
    sentences = {
        "timeout": f"Reading it took longer than {bounds.seconds:g} seconds: split it, or allow more with --timeout.",
        "memory": f"Reading it takes more than {bounds.megabytes} MB: split it, or allow more with --memory.",
        "crash": "A library broke down over this file, maybe for want of memory: open it in its program and save it again, "
        "or allow more with --memory.",
    }
    return Refused(reason, sentences[reason])
