"""What the machine refuses, told by the numbers of its errors: room on its disk, or the right to write there."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from papers.errors import Damaged, Failure, NoRoom, NotWritable

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
SQLITE_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
SQLITE_NOT_WRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
SQLITE_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
PRIMARY = 0xFF  # of a code of SQLite; the rest are particulars


def refusal(error: Exception, folder: Path) -> Failure | None:
    """What to say of an error over a folder for which the machine is to blame; None where it is not."""
    if is_without_room(error):
        return NoRoom(
            f"The disk of {str(folder)!r} is full or at fault. Nothing that was received or decided is lost: make room, and "
            "give the same command again."
        )
    if code(error) in SQLITE_DAMAGED:
        return Damaged(
            f"A database in {str(folder)!r} is damaged: `papers build` makes both again from what was received and decided, "
            "and `papers verify` says whether that is whole."
        )
    if (number(error) in NOT_WRITABLE and is_about(error, folder)) or code(error) in SQLITE_NOT_WRITABLE:
        return NotWritable(
            f"{str(folder)!r} cannot be written to: look who owns it, and whether its disk is for reading only."
        )
    return None


def is_without_room(error: Exception) -> bool:
    return number(error) in NO_ROOM or code(error) in SQLITE_NO_ROOM


def is_about(error: Exception, folder: Path) -> bool:
    """Whether an error is over a path in the folder, or one that leads to it."""
    path = Path(str(getattr(error, "filename", None) or folder)).absolute()
    return path.is_relative_to(folder.absolute()) or folder.absolute().is_relative_to(path)


def number(error: Exception) -> int | None:
    return error.errno if isinstance(error, OSError) else None


def code(error: Exception) -> int | None:
    found = getattr(error, "sqlite_errorcode", None)
    return found & PRIMARY if isinstance(error, sqlite3.Error) and isinstance(found, int) else None
