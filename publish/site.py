"""The site: Datasette over public.db and nothing else, with the archive's own pages."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import uvicorn
import yaml
from datasette import handle_exception
from datasette.app import Datasette
from datasette.plugins import pm

from publish import plugin
from publish.archive import NAME, PublicDatabase
from publish.safety import SETTINGS

HERE = Path(__file__).parent
METADATA = "datasette_metadata.yml"
PORTS = 20
THINGS_TO_TRY = (
    ("Search the text of every paper", "/search?q=victim+assistance"),
    ("See who coordinated what, and when", "/papers/who_coordinated"),
    ("Read every count with its sentence", "/papers/statements_with_counts"),
)


class NothingToServe(ValueError):
    """There is no archive yet; the message says what to do."""


class NoPort(ValueError):
    """No port can be had; the message says what to do."""


def metadata() -> dict[str, Any]:
    """What the public reads of tables, columns and questions; in a wheel it lies inside this package."""
    found = next(path for path in (HERE / METADATA, HERE.parent / METADATA) if path.exists())
    loaded: dict[str, Any] = yaml.safe_load(found.read_text(encoding="utf-8"))
    loaded = {key: value for key, value in loaded.items() if not key.startswith("_")}
    for question in loaded["databases"][NAME]["queries"].values():
        question["params"] = list(question.get("inputs", {}))
    return loaded


def app(public_db: Path) -> Datasette:
    """Datasette over one public.db; its `app()` is the ASGI application. NothingToServe where there is no such file."""
    if not public_db.is_file():
        raise NothingToServe(f"There is no {public_db}: bring papers in with `papers ingest FOLDER` first.")
    if not pm.is_registered(plugin):
        pm.register(plugin, name="convention-papers")
        pm.unregister(handle_exception)  # it prints pages of local variables; ours is in `failures`
    site = Datasette(
        [],
        memory=False,
        metadata=metadata(),
        settings=dict(SETTINGS),
        template_dir=str(HERE / "templates"),
        static_mounts=[("static", str(HERE / "static"))],
    )
    site.remove_database("_memory")
    site.add_database(PublicDatabase(site, str(public_db.resolve())), name=NAME)
    return site


def serve(public_db: Path, host: str = "127.0.0.1", port: int = 8001) -> None:
    """Serve until interrupted; where the port is taken the next free one is used. Raises NothingToServe, NoPort."""
    site = app(public_db)
    listener = listening(host, port)
    address = address_of(listener)
    if listener.getsockname()[1] != port and port:
        click.echo(f"Port {port} is taken, so this is another one.")
    click.echo("\n".join(greeting(address)))
    config = uvicorn.Config(site.app(), log_level="warning", lifespan="on", server_header=False)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def greeting(address: str) -> Iterator[str]:
    """The lines that tell a newcomer where the site is, and what to try first."""
    yield f"\nThe archive is a site now. Open this address in your browser: {address}/\n"
    yield "Three things to try:"
    for what, path in THINGS_TO_TRY:
        yield f"  {what}: {address}{path}"
    yield "\nStop with Ctrl+C."


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "localhost"}.get(host, host)  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def listening(host: str, port: int) -> socket.socket:
    """A bound socket on the port, or on the first free one of those that follow."""
    for candidate in range(port, min(port + PORTS, 65536)):
        try:
            return bound(host, candidate)
        except PermissionError as error:
            raise NoPort(f"Port {candidate} needs more rights than you have: choose one above 1024.") from error
        except socket.gaierror as error:
            raise NoPort(f"There is no address {host} on this machine: try --host 127.0.0.1.") from error
        except OSError:
            continue
    raise NoPort(f"Ports {port} to {port + PORTS - 1} of {host} cannot be used: name another with --port.")


def bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener
