"""Where papers come from: files, folders that are walked, and addresses on the web."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from papers.errors import NothingToRead

MEGABYTE = 1 << 20
LARGEST = 256 * MEGABYTE
CHUNK = MEGABYTE
PATIENCE = 60.0  # seconds for one address


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes as they came, with their name, and the path or address they came from."""

    data: bytes
    name: str
    origin: str


class Unreachable(ValueError):
    """A file that could not be fetched; the message is one sentence."""


def found(places: Iterable[str]) -> list[str]:
    """Addresses as they are and the paths of all files below the folders, each once; fails before any work is done."""
    return list(dict.fromkeys(path for place in places for path in expand(place)))


def expand(place: str) -> Iterator[str]:
    if is_address(place):
        yield place
    elif os.path.isdir(place):
        yield from walk(Path(place), set())
    elif os.path.exists(place):
        yield place
    else:
        raise NothingToRead(
            f"There is no file or folder {place!r}; give a path that exists, or an address with https://."
        )


def walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Files below a folder by name, hidden ones left out; a folder that links lead to twice is walked once."""
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    try:
        entries = sorted(folder.iterdir())
    except OSError:  # it stands for itself, so that the run can say why it was left out
        yield str(folder)
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from walk(path, seen)
        elif path.is_file():
            yield str(path)


def is_address(place: str) -> bool:
    return re.match(r"https?://", place, re.IGNORECASE) is not None


def receive(place: str) -> Received:
    """The bytes of a path or an address; an Unreachable where they cannot be had."""
    if is_address(place):
        return fetch(place)
    path = Path(place)
    try:
        if path.stat().st_size > LARGEST:
            raise Unreachable(f"It is larger than {LARGEST // MEGABYTE} MB; split it, or leave it out.")
        return Received(path.read_bytes(), path.name, place)
    except OSError as error:
        raise Unreachable(f"It cannot be opened ({error.strerror or error}); check who may read it.") from error


def fetch(address: str) -> Received:
    """A file from the web, within bounds of size and time."""
    deadline = time.monotonic() + PATIENCE
    data = bytearray()
    try:
        with httpx.stream("GET", address, follow_redirects=True, timeout=PATIENCE / 4) as answer:
            answer.raise_for_status()
            for chunk in answer.iter_bytes(CHUNK):
                data += chunk
                if len(data) > LARGEST or time.monotonic() > deadline:
                    raise Unreachable(
                        "It is too large or comes too slowly; download it by other means and ingest the file."
                    )
            return Received(bytes(data), name_of(answer), str(answer.url))
    except httpx.HTTPStatusError as error:
        raise Unreachable(f"The address answers {error.response.status_code}; check it in a browser.") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise Unreachable(f"The address cannot be reached ({error}); check it in a browser.") from error


def name_of(answer: httpx.Response) -> str:
    """The name that the server gives the file, else the last part of its address."""
    given = re.search(r'filename="?([^";]+)', answer.headers.get("content-disposition", ""))
    path = given[1] if given else unquote(urlsplit(str(answer.url)).path)
    return re.split(r"[/\\]", path.rstrip("/"))[-1] or "index.html"
