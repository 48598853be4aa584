"""The archive's folder: originals that are never changed, the ledger, the databases, and the lock of its one writer.

API: `Archive.open(folder)` makes what is missing; `receive(data, name, origin)` keeps a file for good and gives its
`Received`, `receive_all` many; `received()` lists all receipts by sha256; `mend()` finishes what a crash broke off;
`original(sha256)` is the path of the bytes, `changed()` names those that are not what came; `set_aside(...)` and
`quarantined()` keep quarantine.jsonl; `with archive.writing("ingest"):` takes the lock or raises
`Locked`, and gives whether an earlier writer broke off; paths: `originals`, `cache`, `database`, `public`,
`quarantine_path`; `ledger` is open.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import socket
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from db.build import discard_drafts, drafted, put, written
from db.ledger import Entry, Event, Ledger, Lost
from db.loss import REMEDY, Loss, loss

ADOPTED = "originals"  # where files come from whose receipt was lost
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
DRAFT = re.compile(r"\.([0-9a-f]{64}.*)\.[0-9]+")


class Locked(ValueError):
    """Somebody else is writing to the archive; the message says who."""


class Missing(ValueError):
    """There is no original with this sha256 in the archive."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came in under a name at a time (`at`, UTC); `size` in bytes, `origin` a path or an address."""

    sha256: str
    name: str
    origin: str
    size: int
    at: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that could not be read: `reason` is a word for counting, `message` says what to do, `reader` is the version
    of what tried."""

    sha256: str
    name: str
    reason: str
    message: str
    reader: str | None = None


class Archive:
    """The folder that the command line and the site work on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.originals, self.cache = folder / "originals", folder / "cache"
        self.database, self.public = folder / "archive.db", folder / "public.db"
        self.quarantine_path, self.lock_path = folder / "quarantine.jsonl", folder / ".lock"
        self.unfinished = folder / ".unfinished"  # is there while somebody writes, and after one who did not end well
        self.last_run = folder / "last_run.json"
        self.ledger = Ledger(folder / "ledger.db")
        self.known: dict[str, tuple[Received, ...]] = {}  # the receipts up to the entry that was heard last
        self.heard = 0

    @classmethod
    def open(cls, folder: str | Path) -> Archive:
        """The archive in a folder, made where there is none; raises `db.ledger.Lost` where one has lost its ledger."""
        path = Path(folder)
        ledger = path / "ledger.db"
        if (path / "archive.db").exists() and not (ledger.exists() and ledger.stat().st_size):
            raise Lost(
                f"{ledger} is gone: restore it from the last backup; where there is none, `papers verify --accept-loss "
                "--note WHY` begins a new one, with what archive.db tells of the old."
            )
        for inner in ("originals", "cache"):
            (path / inner).mkdir(parents=True, exist_ok=True)
        return cls(path)

    def receive(self, data: bytes, name: str, origin: str) -> Received:
        """Keep the bytes of a file for good, as `receive_all` does."""
        (received,) = self.receive_all([(data, name, origin)])
        return received

    def receive_all(self, files: Sequence[tuple[bytes, str, str]]) -> list[Received]:
        """Keep files (bytes, name, origin) for good, under their sha256, and write down that they came; once for each
        name. Many at a time take hardly longer than one, since the disk is waited for once."""
        came = [(hashlib.sha256(data).hexdigest(), data, name, origin) for data, name, origin in files]
        with self.keeping({sha256: (data, name) for sha256, data, name, _ in reversed(came)}):  # the first name counts
            found = {(sha256, one.name): one for sha256, *_ in came for one in self.received_as(sha256)}
            new = dict[tuple[str, str], Event]()
            for sha256, data, name, origin in came:
                if (sha256, name) not in found:
                    new.setdefault((sha256, name), Event("received", sha256, name, origin, len(data)))
            written = self.ledger.append(*new.values())
            found |= {key: one for key, entry in zip(new, written, strict=True) if (one := receipt(entry))}
        return [found[sha256, name] for sha256, _, name, _ in came]

    @contextmanager
    def keeping(self, files: Mapping[str, tuple[bytes, str]]) -> Iterator[None]:
        """Keep bytes, by their sha256 with a name each, that are not there yet. They are on disk when the block begins, and
        originals when it has ended: so a receipt that is written in it is never without its file, nor a file without the
        name that it came under."""
        new = {self.place(one, name): data for one, (data, name) in files.items() if not self.find(one)}
        for folder in {path.parent for path in new}:
            folder.mkdir(exist_ok=True)
        drafts = drafted(new)
        try:
            yield
        except BaseException:
            for draft, path in drafts.items():
                if not self.received_as(path.name[:64]):
                    draft.unlink(missing_ok=True)
            raise
        keep(drafts)

    def place(self, sha256: str, name: str) -> Path:
        """Where the original of a file is to be that came under a name."""
        suffix = Path(name).suffix.lower()
        return self.originals / sha256[:2] / (sha256 + (suffix if SUFFIX.fullmatch(suffix) else ""))

    def mend(self) -> None:
        """Finish what a writer that was killed broke off, and remove what it left; only under the lock."""
        self.adopt()
        for path in (self.database, self.public, self.quarantine_path, self.last_run):
            discard_drafts(path)

    def adopt(self) -> list[Received]:
        """Make originals of drafts that have a receipt, and write down originals that no receipt tells of."""
        known = self.received()
        for draft in self.originals.glob("??/.*"):
            if named := DRAFT.fullmatch(draft.name):
                sha256 = named[1][:64]
                if sha256 in known and not self.find(sha256) and digest_of(draft) == sha256:
                    keep({draft: draft.with_name(named[1])})
                draft.unlink(missing_ok=True)
        strays = sorted(path for path in self.originals.glob("??/[!.]*") if path.name[:64] not in known)
        whole = [path for path in strays if digest_of(path) == path.name[:64]]
        events = [Event("received", one.name[:64], one.name, ADOPTED, one.stat().st_size) for one in whole]
        return [received for entry in self.ledger.append(*events) if (received := receipt(entry))]

    def find(self, sha256: str) -> Path | None:
        likely = (self.place(sha256, one.name) for one in self.known.get(sha256, ()))  # a folder may hold hundreds
        if found := next((path for path in likely if path.exists()), None):
            return found
        folder = self.originals / sha256[:2]
        names = os.listdir(folder) if folder.is_dir() else []
        return next((folder / name for name in names if name.startswith(sha256)), None)

    def kept(self) -> set[str]:
        """The sha256 of every original."""
        return {name[:64] for _, _, names in os.walk(self.originals) for name in names if not name.startswith(".")}

    def original(self, sha256: str) -> Path:
        """The path of a file's bytes; raises `Missing`."""
        path = self.find(sha256)
        if path is None:
            raise Missing(f"The archive holds no original {sha256[:12]}…; receive the file again.")
        return path

    def received(self) -> dict[str, tuple[Received, ...]]:
        """Every receipt, by sha256, in the order in which files first came; of those it knows none is read again."""
        for entry, _ in self.ledger.told("received", after=self.heard):
            self.heard = entry.id
            if one := receipt(entry):
                self.known[one.sha256] = (*self.known.get(one.sha256, ()), one)
        return dict(self.known)

    def received_as(self, sha256: str) -> tuple[Received, ...]:
        """The receipts of one file, one for each name that it came under."""
        return tuple(self.receipts(sha256))

    def first_name(self, sha256: str) -> str:
        """The name under which a file first came. Raises `db.ledger.Lost` where no receipt tells, as in an older ledger."""
        if came := self.received_as(sha256):
            return came[0].name
        raise Lost(f"The ledger does not tell of the file {sha256[:12]}, which archive.db has: {REMEDY}.")

    def receipts(self, sha256: str | None = None) -> Iterator[Received]:
        entries = self.ledger.entries(sha256) if sha256 else (entry for entry, _ in self.ledger.told("received"))
        return filter(None, map(receipt, entries))

    def set_aside(self, *lines: Quarantined, released: Collection[str] = ()) -> None:
        """Note why files cannot be read, in place of what was noted of them before, and take those out that now can be."""
        before = {one.sha256: one for one in self.quarantined()}
        new = {one.sha256: one for one in lines if before.get(one.sha256) != one}
        after = {sha256: one for sha256, one in before.items() if sha256 not in new and sha256 not in released} | new
        if [*after.values()] != [*before.values()]:
            self.set_quarantine([*after.values()])
        said = ((one, f"{one.reason}: {one.message}") for one in new.values())
        self.ledger.append(
            *(Event("quarantined", one.sha256, one.name, version=one.reader, detail=why) for one, why in said)
        )

    def quarantined(self) -> list[Quarantined]:
        if not self.quarantine_path.exists():
            return []
        lines = self.quarantine_path.read_text("utf-8").splitlines()
        return sorted((Quarantined(**json.loads(line)) for line in lines if line), key=lambda one: one.name)

    def set_quarantine(self, lines: list[Quarantined]) -> None:
        text = "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines)
        written(self.quarantine_path, text.encode())

    @property
    def loss(self) -> Loss | None:
        """The entries that are gone from the end of the ledger."""
        return loss(self.ledger, self.database, self.public)

    def require_ledger(self) -> None:
        """Raises `db.ledger.Lost` where entries are gone from the end of the ledger: decisions may be among them."""
        if gone := self.loss:
            raise Lost(f"{self.folder / 'ledger.db'} is not whole: {gone}. Nothing was done; {REMEDY}.")

    @contextmanager
    def writing(self, purpose: str, *, mending: bool = False, accepting: bool = False) -> Iterator[bool]:
        """Be the archive's only writer; raises `Locked`, which names the other, where there is one already, and
        `db.ledger.Lost` where entries are gone from the end of the ledger, unless that is what is `accepting` it.

        Gives whether a writer before this one did not end well: killed, or stopped by an error. That remains so until one
        that is `mending` has ended well: it is to bring all into order again.
        """
        with self.lock_path.open("a+", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Locked(f"{holder(self.lock_path)} is writing to {self.folder}; wait until it is done.") from None
            if not accepting:
                self.require_ledger()
            lock.truncate(0)
            lock.write(f"papers {purpose} (process {os.getpid()} on {socket.gethostname()})")
            lock.flush()
            broken_off = self.unfinished.exists()
            self.unfinished.touch()
            try:
                yield broken_off
                if mending or not broken_off:
                    self.unfinished.unlink()
            finally:
                lock.truncate(0)

    @property
    def writer(self) -> str | None:
        """Who is writing to the archive, or was killed while it did."""
        return (self.lock_path.exists() and self.lock_path.read_text("utf-8").strip()) or None

    def changed(self) -> list[str]:
        """Names of the originals whose bytes are no longer those that were received, or that are gone."""
        return [
            f"{sha256} {receipts[0].name}"
            for sha256, receipts in self.received().items()
            if (path := self.find(sha256)) is None or digest_of(path) != sha256
        ]

    def close(self) -> None:
        self.ledger.close()


def keep(drafts: Mapping[Path, Path]) -> None:
    """Make drafts originals, which nobody is to change."""
    for draft in drafts:
        draft.chmod(0o444)
    put(drafts)


def receipt(entry: Entry) -> Received | None:
    """The receipt that an entry of the ledger is, if it is one."""
    one = entry.body
    if isinstance(one, Event) and one.event == "received" and one.sha256 and one.name:
        return Received(one.sha256, one.name, one.origin or "", one.size or 0, entry.at)
    return None


def holder(lock_path: Path) -> str:
    return lock_path.read_text("utf-8").strip() or "Another process"


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
