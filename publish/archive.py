"""The one database that the site opens, read-only, and opened anew when a rebuild replaces its file."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.database import AttachedDatabase, Database
from datasette.utils import sqlite_timelimit

from publish.safety import Answer, Watched

NAME = "papers"
OWN_LIMIT_MS = 5000
T = TypeVar("T")
Params = Mapping[str, object] | Sequence[object]


class PublicDatabase(Database):  # type: ignore[misc]
    """public.db: strangers' statements run on restricted connections (`execute_fn`), the site's own on others (`read`).

    Connections belong to this object and not, as Datasette's, to the name of the database: after a rebuild a new object
    takes its place, while requests that began on the old file end on it.
    """

    def __init__(self, datasette: Datasette, path: str) -> None:
        super().__init__(datasette, path, is_mutable=False)
        self.stamp = stamp_of(path)
        self.local = threading.local()
        self.remembered: dict[str, list[sqlite3.Row]] = {}
        kinds = (
            2  # restricted and own, for each thread; opened now, since the file may be gone when a thread first asks
        )
        self.spare = [self.opened() for _ in range(kinds * max(1, datasette.setting("num_sql_threads")))]

    def connect(self, write: bool = False) -> sqlite3.Connection:
        assert not write
        return self.spare.pop() if self.spare else self.opened()

    def opened(self) -> sqlite3.Connection:
        address = f"{Path(self.path).as_uri()}?immutable=1"
        return sqlite3.connect(address, uri=True, check_same_thread=False, factory=Watched)

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """What `fn` makes of a restricted connection, in one of Datasette's threads."""
        return await self._in_thread(lambda: fn(self._restricted()))

    async def read(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        """Rows of a statement of the site's own."""
        return await self.read_fn(lambda connection: connection.execute(sql, params).fetchall())

    async def once(self, sql: str) -> list[sqlite3.Row]:
        """Rows of a statement of the site's own, asked only once, since the file does not change."""
        if sql not in self.remembered:
            self.remembered[sql] = await self.read(sql)
        return self.remembered[sql]

    async def read_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """What `fn` makes of a connection whose texts have no limit of length; it may take OWN_LIMIT_MS."""

        def timed() -> T:
            connection = self._own()
            with sqlite_timelimit(connection, OWN_LIMIT_MS):
                return fn(connection)

        return await self._in_thread(timed)

    async def attached_databases(self) -> list[AttachedDatabase]:
        return []  # asking SQLite would tell where the file lies

    async def _in_thread(self, fn: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, fn)

    def _restricted(self) -> sqlite3.Connection:
        if not hasattr(self.local, "restricted"):
            self.local.restricted = self.connect()
            self.local.answer = Answer()
            self.ds._prepare_connection(self.local.restricted, self.name)
            self.local.restricted.row_factory = self.local.answer.row
        self.local.answer.size = 0
        return self.local.restricted  # type: ignore[no-any-return]

    def _own(self) -> sqlite3.Connection:
        if not hasattr(self.local, "own"):
            self.local.own = self.connect()
            self.local.own.row_factory = sqlite3.Row
        return self.local.own  # type: ignore[no-any-return]


def stamp_of(path: str) -> tuple[int, int, int]:
    """What changes when a file is replaced or written."""
    found = os.stat(path)
    return found.st_ino, found.st_mtime_ns, found.st_size


def archive(datasette: Any) -> PublicDatabase:
    """The open database of a site."""
    found = datasette.get_database(NAME)
    assert isinstance(found, PublicDatabase)
    return found


def reopen_if_replaced(datasette: Any) -> None:
    """Put the rebuilt file in the place of the one that is open; while there is none, stay with the old."""
    old = archive(datasette)
    try:
        if stamp_of(old.path) == old.stamp:
            return
        new = PublicDatabase(datasette, old.path)
    except FileNotFoundError:
        return
    datasette.remove_database(NAME)
    datasette.add_database(new, name=NAME)
