"""What can end a command early: one sentence that says what to do, and an exit code of its own."""

from __future__ import annotations

import click


class Failure(click.ClickException):
    """A command that cannot go on. Exit code 1 is a fault of the program, 2 a wrong option (click's own)."""

    exit_code = 1


class NoArchive(Failure):
    """There is no archive in the folder yet."""

    exit_code = 3


class NothingToRead(Failure):
    """A path, address or folder that a command was given does not hold what it needs."""

    exit_code = 4


class Quarantined(Failure):
    """With `--strict`: some files could not be read."""

    exit_code = 5


class Locked(Failure):
    """Another command is writing to the archive."""

    exit_code = 6


class NotFound(Failure):
    """The archive holds no such document, or the document no such page."""

    exit_code = 7


class NoPaper(NotFound):
    """Nothing here has the name that was given."""


class CannotServe(Failure):
    """The site cannot be served."""

    exit_code = 8


class BadVocabulary(Failure):
    """The vocabulary of the convention contradicts itself."""

    exit_code = 9


class Newer(Failure):
    """The archive was written by a newer version of the program."""

    exit_code = 10


class Damaged(Failure):
    """What the archive holds is not what was received, decided and written down."""

    exit_code = 11


class Outdated(Failure):
    """The databases were made by another version of the program."""

    exit_code = 12


class NoCluster(Failure):
    """The cluster that a run was to work on is not there, or cannot be used."""

    exit_code = 13


class NoRoom(Failure):
    """The disk is full, or at fault."""

    exit_code = 14


class NotWritable(Failure):
    """The archive's folder may not be written to."""

    exit_code = 15


class Undecidable(Failure):
    """A decision that cannot be taken: no such value, column or words, or a value that the schema does not take."""

    exit_code = 16


class Stopped(Failure):
    """Somebody pressed Ctrl-C: the exit code that shells use for it."""

    exit_code = 130
