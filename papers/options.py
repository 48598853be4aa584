"""What every command takes: the archive's folder, --json, --debug, and one way to fail."""

from __future__ import annotations

import functools
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from sqlite_utils import Database

from corpus.folder import SHARED, VocabularyError
from db.archive import Archive, Locked
from db.desk import Undecidable
from db.ledger import Lost, Newer
from db.schema import connect, is_current
from db.values import Unfitting
from ingest.bounds import Bounds
from papers import errors
from papers.machine import refusal
from papers.report import Settings, cores

KNOWN: tuple[tuple[type[Exception], type[errors.Failure]], ...] = (
    (Locked, errors.Locked),
    (VocabularyError, errors.BadVocabulary),
    (Newer, errors.Newer),
    (Lost, errors.Damaged),
    (Undecidable, errors.Undecidable),
    (Unfitting, errors.Undecidable),
)
Command = Callable[..., None]
ACTOR = "PAPERS_ACTOR"  # the variable that says who acts
WIDE = 140  # characters in a line where no terminal says how many


@dataclass(frozen=True, slots=True)
class Setting:
    """How a command was called: the archive's folder, whether a machine reads the answer, whether to show traces."""

    folder: Path
    as_json: bool
    debug: bool
    console: Console

    @property
    def archive(self) -> Archive:
        """The archive, which must be there. Raises NoArchive."""
        if not (self.folder / "archive.db").exists():
            raise errors.NoArchive(
                f"There is no archive in {str(self.folder)!r}: make one with `papers ingest FOLDER`, "
                "or name another with --archive."
            )
        return self.made()

    def made(self) -> Archive:
        """The archive, made where there is none; what its ledger is told from now on is by whoever calls the command."""
        archive = Archive.open(self.folder)
        archive.ledger.actor = " ".join(os.environ.get(ACTOR, "").split()) or login()
        return archive

    def say(self, line: str) -> None:
        """Print a line with its marks, at whatever length, and with no colours but those."""
        self.console.print(line, highlight=False, soft_wrap=True)

    @contextmanager
    def opened(self) -> Iterator[tuple[Archive, Database]]:
        """The archive, and archive.db as this version of the program makes it. Raises NoArchive or Outdated."""
        archive = self.archive
        with closing(connect(archive.database)) as database:
            if not is_current(database):
                raise errors.Outdated(
                    f"{str(archive.database)!r} was made by another version of the program: run `papers build`."
                )
            yield archive, database

    def answer(self, data: Any) -> None:
        """Print an answer for machines."""
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def command(name: str, epilog: str) -> Callable[[Command], click.Command]:
    """A command whose function gets a Setting first. `epilog` is examples, one a line."""
    examples = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in epilog.strip().splitlines())

    def made(function: Command) -> click.Command:
        options = [
            click.option(
                "--archive",
                "folder",
                type=click.Path(path_type=Path),
                default="archive",
                envvar="PAPERS_ARCHIVE",
                show_default="./archive",
                help="Folder of the archive; the variable PAPERS_ARCHIVE sets it for all commands.",
            ),
            click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs."),
            click.option("--debug", is_flag=True, help="Show where in the program an error arose."),
        ]
        wrapped = functools.reduce(lambda inner, option: option(inner), reversed(options), guarded(function))
        return click.command(name, epilog=examples)(wrapped)

    return made


def vocabulary(context: click.Context, parameter: click.Parameter, name: str | None) -> Path | None:
    """The folder of a convention's vocabulary: one of those in corpus/, or any other."""
    if name is None:
        return None
    known = {path.parent.name: path.parent for path in sorted(SHARED.glob("*/convention.yml"))}
    if name in known or (Path(name) / "convention.yml").exists():
        return known.get(name) or Path(name)
    raise click.BadParameter(f"{name!r} is neither a folder with a convention.yml nor one of {', '.join(known)}.")


convention_option = click.option(
    "--convention",
    callback=vocabulary,
    metavar="NAME|DIR",
    help="Whose papers these are; an archive keeps to its convention.  [default: that of the archive, or ccm]",
)


def login() -> str:
    """Who works at this machine, as far as it knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # in a container nobody may have a name
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"


def named(context: click.Context, parameter: click.Parameter, actor: str) -> str:
    """Who acts, on one line."""
    if said := " ".join(actor.split()):
        return said
    raise click.BadParameter("say who decides, by a name or an abbreviation that your office knows.")


actor_option = click.option(  # what every command takes by which somebody decides
    "--actor",
    envvar=ACTOR,
    default=login,
    callback=named,
    metavar="NAME",
    show_default="the variable PAPERS_ACTOR, else your login",
    help="Who decides; it is kept in the ledger, and never published.",
)


WORK = (  # what every command that reads papers takes
    click.option(
        "--workers", type=click.IntRange(1), default=cores, show_default="one a core", help="Files read at a time."
    ),
    click.option(
        "--dask",
        "cluster",
        metavar="ADDRESS",
        help="Read on the Dask cluster whose scheduler is there (tcp://HOST:8786, tls://HOST:8786).",
    ),
    click.option(
        "--timeout", type=click.FloatRange(1), default=Bounds().seconds, show_default=True, help="Seconds for a file."
    ),
    click.option(
        "--memory",
        type=click.IntRange(256),
        default=Bounds().megabytes,
        show_default=True,
        help="Megabytes for a file.",
    ),
    click.option(
        "--expanded",
        type=click.IntRange(1),
        default=Bounds().expanded,
        show_default=True,
        help="Megabytes that a packed file may grow by.",
    ),
    click.option(
        "--password", "passwords", multiple=True, metavar="TEXT", help="Try this on locked files; repeatable."
    ),
    click.option(
        "--password-file",
        type=click.File(encoding="utf-8"),
        metavar="FILE",
        help="Try its lines on locked files; unlike --password, no list of processes shows them.",
    ),
    convention_option,
    click.option("--strict", is_flag=True, help="Exit with 5 if any file could not be read."),
)


def reading(function: Command) -> Command:
    """Give a command the options of WORK; it gets them as `settings` and `strict`."""

    @functools.wraps(function)
    def run(
        setting: Setting,
        *arguments: Any,
        workers: int,
        cluster: str | None,
        timeout: float,
        memory: int,
        expanded: int,
        passwords: tuple[str, ...],
        password_file: IO[str] | None,
        convention: Path | None,
        **options: Any,
    ) -> None:
        passwords += tuple(password_file.read().splitlines()) if password_file else ()
        bounds = Bounds(timeout, memory, expanded)
        settings = Settings(workers, bounds, convention, setting.debug, passwords, cluster)
        function(setting, *arguments, settings=settings, **options)

    return functools.reduce(lambda inner, option: option(inner), reversed(WORK), run)


def guarded(function: Command) -> Command:
    """Every error becomes one sentence and an exit code; with --debug it is raised as it is."""

    @functools.wraps(function)
    def run(folder: Path, as_json: bool, debug: bool, **options: Any) -> None:
        try:
            function(Setting(folder, as_json, debug, Console(width=None if sys.stdout.isatty() else WIDE)), **options)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            raise errors.Stopped("Stopped. What was received is safe: the same command goes on from here.") from None
        except Exception as error:
            if debug:
                raise
            raise failure(error, folder) from error

    return run


def failure(error: Exception, folder: Path) -> errors.Failure:
    for kind, said in KNOWN:
        if isinstance(error, kind):
            return said(str(error))
    return refusal(error, folder) or errors.Failure(
        f"The program failed ({type(error).__name__}: {error}). Run it again with --debug and report it."
    )
