"""What a stranger's SQL may do to the machine: little, and for a short time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

SETTINGS: Mapping[str, int | bool] = {
    "default_page_size": 50,
    "max_returned_rows": 200,
    "sql_time_limit_ms": 1000,
    "num_sql_threads": 3,
    "facet_time_limit_ms": 300,
    "suggest_facets": False,
    "allow_download": True,
    "allow_csv_stream": True,
    "max_csv_mb": 20,
    "truncate_cells_html": 600,
    "default_cache_ttl": 0,
}
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 300_000,  # what takes the square of it, such as instr, still ends in about a second
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 50_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 60,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
HEAP = 256 * 2**20
ANSWER = 16 * 2**20
STEPS = 50  # of SQLite's machine between two looks at the clock
ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
REFUSED_FUNCTIONS = {"zeroblob", "randomblob", "load_extension", "fts3_tokenizer"}
# What Datasette and FTS5 ask for; database_list would tell where the file lies.
PRAGMAS = {
    "schema_version",
    "data_version",
    "table_info",
    "table_xinfo",
    "foreign_key_list",
    "index_list",
    "index_info",
    "index_xinfo",
    "page_count",
    "page_size",
}
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
}


class Watched(sqlite3.Connection):
    """A connection that looks at the clock often: a few hundred steps, each on long texts, take many seconds."""

    def set_progress_handler(self, progress_handler: Callable[[], int | None] | None, n: int) -> None:
        super().set_progress_handler(progress_handler, min(n, STEPS))


class Answer:
    """Counts what the rows of one answer hold, since Python's copies of them escape the limits of SQLite."""

    def __init__(self, most: int = ANSWER) -> None:
        self.most = most
        self.size = 0

    def row(self, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        """A row factory; sqlite3.OperationalError where the answer has grown past its limit."""
        self.size += sum(len(value) if isinstance(value, str | bytes) else 8 for value in values)
        if self.size > self.most:
            raise sqlite3.OperationalError("The answer is too large: ask for fewer rows or shorter columns.")
        return sqlite3.Row(cursor, values)


def allowed(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    """SQLite's question whether a statement may do something: reading may, all else may not."""
    if action == sqlite3.SQLITE_FUNCTION:
        fine = (second or "").lower() not in REFUSED_FUNCTIONS
    elif action == sqlite3.SQLITE_PRAGMA:
        fine = (first or "").lower() in PRAGMAS
    else:
        fine = action in ACTIONS
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def restrict(connection: sqlite3.Connection) -> None:
    """Bound what statements on this connection may cost, and refuse those that do more than read."""
    connection.execute(f"PRAGMA hard_heap_limit={HEAP}")
    for (name,) in connection.execute(
        "select name from sqlite_master where sql like 'create virtual table%'"
    ).fetchall():
        connection.execute(f'select 1 from "{name}" limit 0')  # noqa: S608 - opens it, which looks like writing
    for limit, most in LIMITS.items():
        connection.setlimit(limit, most)
    connection.set_authorizer(allowed)
