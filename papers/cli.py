"""The command line: `papers` and its commands."""

from __future__ import annotations

from importlib import import_module

import click

from papers.versions import program_version

COMMANDS = {  # name -> module; a module is loaded when its command is called, so that help comes at once
    "ingest": "papers.commands.ingest",
    "build": "papers.commands.build",
    "serve": "papers.commands.serve",
    "search": "papers.commands.search",
    "show": "papers.commands.show",
    "review": "papers.commands.review",
    "withdraw": "papers.commands.withdraw",
    "access": "papers.commands.access",
    "status": "papers.commands.status",
    "verify": "papers.commands.verify",
    "evaluate": "papers.commands.evaluate",
}


class Program(click.Group):
    """Finds commands in COMMANDS, in the order in which they are met."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[name]).command
        return command


@click.command(
    cls=Program,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Start with `papers ingest FOLDER`, then `papers serve`. `papers COMMAND --help` shows examples.",
)
@click.version_option(program_version(), prog_name="papers")
def main() -> None:
    """Turn the papers of a convention into a database that people trust.

    \b
    Exit codes: 0 done · 1 a fault of the program · 2 a wrong option · 3 no archive there
    4 nothing to read there · 5 something was quarantined (with --strict) · 6 the archive is being
    written to · 7 no such document or page · 8 cannot serve · 9 a vocabulary at fault
    10 an archive of a newer version · 11 the archive is damaged · 12 databases of another version
    13 no such cluster · 14 the disk is full · 15 the archive cannot be written to
    16 a decision that does not fit · 130 stopped
    """
