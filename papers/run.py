"""One run of the pipeline on an archive: what it receives, brings in, refuses and writes down."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from corpus.folder import CCM, SHARED, version_in
from db import renaming, reviews
from db.archive import ADOPTED, Archive, Missing, Quarantined, Received
from db.build import replace
from db.decisions import Decisions
from db.digest import digests
from db.identity import unheard
from db.ledger import Event
from db.load import Ready, load_papers, load_reference
from db.relations import relate
from db.schema import connect, is_current
from db.standing import settle, withdrawals
from papers.account import alike, events_of, left_out, lost, moves
from papers.cache import Cache
from papers.executor import Executor
from papers.receive import Received as Arrival
from papers.receive import lots, receive
from papers.report import Copy, Refusal, Report, Settings
from papers.storage import Unreachable
from papers.succession import copies_of, successions
from papers.versions import Versions, versions
from papers.work import KEPT, NO_ROOM, Brought, Refused, Task
from papers.workers import Lost

if TYPE_CHECKING:
    from corpus.vocabulary import Vocabulary

LOT = 10  # papers that are loaded at once, and so in memory together
LASTING = (
    "empty",
    "no text",
    "no document",
    "unknown format",
    "archive",
    "page count",
    "broken",
)  # whatever the options
TOLD = 500  # events that are written to the ledger at once
Tell = Callable[[int, int, str], None]


class Run:
    """One run of the pipeline on an archive, whose only writer it is; `broken_off` where one before did not end well."""

    def __init__(
        self, archive: Archive, settings: Settings, workers: Executor, tell: Tell, *, broken_off: bool = False
    ) -> None:
        self.archive, self.settings, self.workers, self.tell = archive, settings, workers, tell
        self.built = archive.ledger.last("built")
        self.noted = 0 if broken_off else archive.ledger.length  # entries that the database has for sure
        self.withdrawn = withdrawals(archive.ledger)
        self.convention = settings.convention or SHARED / ((self.built and self.built.detail) or CCM.name)
        self.versions: Versions = versions(version_in(self.convention))
        self.cache = Cache(archive.cache, self.versions.reader, self.versions.extractor)
        self.take_over: Callable[[str, str], bool] = lambda sha256, name: False
        self.report = Report()
        self.events: list[Event] = []  # these three wait to be written down together
        self.aside: list[Quarantined] = []
        self.readable: set[str] = set()
        self.changed = False  # whether the database is another one than before the run
        self.there: Set[str] = frozenset()  # what the database had before the run, by sha256
        self.only_adds = False  # whether all that the database had stays as it was
        self.decisions = Decisions(archive.ledger.reviews())

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary, which a run that changes nothing has no need to load."""
        from corpus.vocabulary import load

        return load(self.convention)

    def receive(self, places: list[str]) -> list[str]:
        """Keep the bytes of all files for good, before anything is done with them; gives their sha256."""
        files = dict[str, str]()
        for lot in lots(self.arriving(places, files)):
            self.archive.receive_all([(one.data, one.name, one.origin) for one in lot])
        return list(files)

    def arriving(self, places: list[str], files: dict[str, str]) -> Iterator[Arrival]:
        """What is not kept yet, or not under this name; the sha256 of all that is to be in the database goes to `files`, each
        with the name under which it came first."""
        known, kept = self.archive.received(), self.archive.kept()
        for number, place in enumerate(places):
            self.tell(number, len(places), f"receiving {os.path.basename(place)}")
            try:
                came = receive(place)
            except Unreachable as error:
                self.report.refused.append(Refusal(Path(place).name, None, "unreachable", str(error)))
                continue
            sha256 = hashlib.sha256(came.data).hexdigest()
            if sha256 not in kept:
                self.workers.prepare()
            names = [one.name for one in known.get(sha256, ())]
            if gone := self.withdrawn.get(sha256):
                self.report.refused.append(left_out(came.name, gone))
            elif came.name not in ((first := files.setdefault(sha256, (*names, came.name)[0])), *names):
                self.report.copies.append(Copy(came.name, sha256, first))
            if sha256 not in kept or came.name not in names:
                yield came

    def add(self, files: Iterable[str]) -> None:
        """Bring received files into the database that is there; those that are in it as they are stay."""
        with closing(connect(self.archive.database)) as database:
            known, identified = names_by_file(database), unheard(database, self.decisions, all_=not self.noted)
            receipts = self.archive.received()
            files = [file for file in files if file not in self.withdrawn]
            changed = {file: receipts[file] for file in files if names_of(receipts[file]) != known.get(file)}
            self.report.unchanged, self.there = len(files) - len(changed), known.keys()
            changed |= {file: receipts[file] for file in known if file in identified}
            for line in self.hopeless(changed):
                del changed[line.sha256]
                self.report.refused.append(Refusal(line.name, line.sha256, line.reason, line.message))
            self.only_adds = bool(self.noted) and self.there.isdisjoint(changed)
            self.load(database, changed)
            self.changed |= bool(reviews.settle(database, self.decisions))
            self.note(database)

    def hopeless(self, receipts: Mapping[str, Iterable[Received]]) -> list[Quarantined]:
        """What is in quarantine of these files, where the same reader would find the same again."""
        return [
            one
            for one in self.archive.quarantined()
            if (one.reader, one.reason in LASTING) == (self.versions.reader, True)
            and one.name == called(receipts.get(one.sha256, ()))
        ]

    def rebuild(self) -> None:
        """Make the database anew from everything that was ever received."""
        from papers.former import formers, take_over  # here: it loads spaCy, which most runs have no use for

        found = formers(self.cache, self.vocabulary)
        self.take_over = partial(take_over, self.cache, found)
        self.cache.prune(*(former.folder for former in found))
        replace(self.archive.database, self.fill)
        self.cache.prune()

    def fill(self, database: Database) -> None:
        load_reference(database, self.vocabulary)
        receipts = self.archive.received()
        self.load(database, {file: receipts[file] for file in receipts if file not in self.withdrawn})
        self.changed = True
        self.events.append(Event("built", version=self.versions.database, detail=named(self.convention)))
        self.note(database)

    def compare(self) -> None:
        """Write down what every table holds now, as a hash, and report it beside what was written down the last time."""
        if self.changed:
            before = self.archive.ledger.last("digested")
            self.report.before = json.loads(before.detail) if before and before.detail else {}
            with closing(connect(self.archive.database)) as database:
                self.report.digests = digests(database)
            told = json.dumps(self.report.digests)
            self.archive.ledger.append(Event("digested", version=self.versions.database, detail=told))

    def load(self, database: Database, receipts: dict[str, tuple[Received, ...]]) -> None:
        """Read and extract the files in workers, and load each as its turn comes: by sha256, in the order in which ids are
        given, so that none loaded here takes that of another."""
        tasks = [task for _, came in sorted(receipts.items()) if (task := self.task(came))]
        ready = self.ready(tasks, receipts)
        for loaded in load_papers(database, ready, LOT, self.decisions):
            if loaded.document_id is None:
                self.refuse(receipts[loaded.sha256][0], Refused("fault", f"It cannot be loaded: {loaded.error}."))
            else:
                self.changed = True
                self.report.loaded += [loaded.document_id] * (loaded.sha256 not in self.there)
                self.readable.add(loaded.sha256)
            if len(self.events) + len(self.aside) > TOLD:
                self.tell_ledger()
        self.report.refused.sort(key=lambda one: one.name)

    def ready(self, tasks: list[Task], receipts: dict[str, tuple[Received, ...]]) -> Iterator[Ready]:
        for task, result in self.brought(tasks):
            document = self.cache.document(task.sha256, task.name)
            extraction = self.cache.extraction(task.sha256, task.name)
            if result == KEPT and not (document and extraction):  # it was damaged
                [(_, result)] = self.in_turn([task])
                document = self.cache.document(task.sha256, task.name)
                extraction = self.cache.extraction(task.sha256, task.name)
            if isinstance(result, Refused) and result.reason == NO_ROOM:
                raise OSError(errno.ENOSPC, result.message)
            if isinstance(result, Brought) and document and extraction:
                self.events += events_of(task, result, document.reader, self.versions)
                yield receipts[task.sha256], document, extraction
            else:
                failed = Refused("fault", "What was read could not be kept; is the disk full?")
                self.refuse(receipts[task.sha256][0], result if isinstance(result, Refused) else failed)

    def brought(self, tasks: list[Task]) -> Iterator[tuple[Task, Brought | Refused]]:
        """Every task with its result, in their order; what the cache holds needs no worker."""
        anew = [task for task in tasks if not self.holds(task)]
        results, waiting = self.in_turn(anew), {task.sha256 for task in anew}
        for task in tasks:
            yield next(results) if task.sha256 in waiting else (task, KEPT)

    def holds(self, task: Task) -> bool:
        """Whether the cache has what a task would make, if need be from before the vocabulary changed."""
        return self.cache.holds(task.sha256, task.name) or self.take_over(task.sha256, task.name)

    def in_turn(self, tasks: list[Task]) -> Iterator[tuple[Task, Brought | Refused]]:
        """Results in the order of the tasks."""
        early: dict[int, Brought | Refused] = {}
        turn = 0
        for done, (position, result) in enumerate(self.workers.map(tasks), 1):
            self.tell(done, len(tasks), tasks[position].name)
            early[position] = lost(result.reason, self.settings.bounds) if isinstance(result, Lost) else result
            while turn in early:
                yield tasks[turn], early.pop(turn)
                turn += 1

    def task(self, came: Sequence[Received]) -> Task | None:
        """What a worker is to do with a file; None where its original is no longer there, which is put on record."""
        first = next(one for one in came if one.name == called(came))
        try:
            original = self.archive.original(first.sha256)
        except Missing as error:
            self.refuse(first, Refused("missing", str(error)))
            return None
        bounds, passwords = self.settings.bounds, self.settings.passwords
        return Task(original, first.sha256, first.name, first.origin, self.cache, self.convention, bounds, passwords)

    def refuse(self, received: Received, refused: Refused) -> None:
        line = Quarantined(received.sha256, received.name, refused.reason, refused.message, self.versions.reader)
        self.aside.append(line)
        refusal = Refusal(received.name, received.sha256, refused.reason, refused.message, refused.trace)
        self.report.refused.append(refusal)

    def note(self, database: Database) -> None:
        """Write down what happened, in the ledger and for those who query the database.

        A file is loaded once, the first time that it came into a database; that it is in one now, `built` tells.
        """
        if settle(database, self.archive.ledger):
            self.changed, self.only_adds = True, False
        news = list[Event]()
        if self.changed or not self.noted:
            news = renaming.moved(database, self.archive.ledger, self.archive.public, self.versions.database)
            relate(database, self.fresh(database) if all(one.event != "renamed" for one in news) else None)
        self.events += news
        self.tell_ledger()
        if self.changed or self.archive.ledger.length > self.noted:  # a paper that is loaded anew has lost its events
            self.archive.ledger.fill(database)
            renaming.fill(database, self.archive.ledger)
        if self.changed:
            reviews.fill(database, self.decisions)
        self.account(database, news)

    def fresh(self, database: Database) -> set[str] | None:
        """The documents that this run added to the others; None where it did more than that."""
        if not self.only_adds:
            return None
        documents = database.execute("SELECT sha256, document_id FROM files").fetchall()
        return {document_id for sha256, document_id in documents if sha256 not in self.there}

    def account(self, database: Database, news: Collection[Event]) -> None:
        """Say in the report what new papers are to those that were there."""
        self.report.copies = copies_of(database, self.report.copies)
        self.report.moved = moves(self.archive, news)
        if self.changed:
            new = {one.sha256 for one in news if one.event == "loaded" and one.sha256}
            self.report.versions = list(successions(database, new))
            self.report.alike = list(alike(database, set(self.report.loaded)))

    def tell_ledger(self) -> None:
        self.archive.ledger.append(*self.events)
        self.archive.set_aside(*self.aside, released=self.readable)
        self.events, self.aside, self.readable = [], [], set()

    def is_current(self) -> bool:
        """Whether the database was made by this very program, with this vocabulary."""
        if not self.archive.database.exists():
            return False
        with closing(connect(self.archive.database)) as database:
            return is_current(database) and self.versions.database == version_of(database)


def version_of(database: Database) -> str | None:
    """The version of the program and the vocabulary that made a database, as it says itself."""
    made = "SELECT version FROM events WHERE event = 'built' ORDER BY id DESC LIMIT 1"
    return next((version for (version,) in database.execute(made)), None)


def named(convention: Path) -> str:
    """A convention's folder as the ledger remembers it: its name, where it came with the program."""
    return convention.name if convention.parent == SHARED else str(convention.resolve())


def called(came: Iterable[Received]) -> str | None:
    """The name by which a file is read: of several one that does not depend on which came first."""
    return min(((one.origin == ADOPTED, one.name) for one in came), default=(False, None))[1]


def names_of(came: Iterable[Received]) -> set[str]:
    return {one.name for one in came}


def names_by_file(database: Database) -> dict[str, set[str]]:
    """The names under which the database has each file."""
    names: dict[str, set[str]] = {}
    for sha256, name in database.execute("SELECT sha256, name FROM files").fetchall():
        names.setdefault(sha256, set()).add(name)
    return names
