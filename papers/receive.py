"""Where papers come from: files, folders that are walked, object storage, and addresses on the web."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from papers.errors import NothingToRead
from papers.storage import Unreachable, bytes_at, is_stored, listed

if TYPE_CHECKING:
    import httpx

MEGABYTE = 1 << 20
LARGEST = 256 * MEGABYTE
TOGETHER, LARGE = 500, 64 * MEGABYTE  # files and bytes that are kept at once
CHUNK = MEGABYTE
PATIENCE = 60.0  # seconds for one address
WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes as they came, with their name, and the path or address they came from."""

    data: bytes
    name: str
    origin: str


def found(places: Iterable[str]) -> list[str]:
    """Addresses as they are and the paths of all files below the folders, each once; fails before any work is done."""
    return list(dict.fromkeys(path for place in places for path in expand(place)))


def expand(place: str) -> Iterator[str]:
    if is_address(place):
        yield place
    elif is_stored(place):
        yield from stored(place)
    elif os.path.isdir(place):
        yield from walk(str(Path(place)))
    elif os.path.exists(place):
        yield place
    else:
        raise NothingToRead(
            f"There is no file or folder {place!r}; give a path that exists, or an address with https://."
        )


def stored(place: str) -> list[str]:
    """The objects below an address of storage; NothingToRead where it cannot be listed."""
    try:
        return listed(place)
    except Unreachable as error:
        raise NothingToRead(f"Nothing can be read at {place!r}. {error}") from error


def walk(folder: str) -> Iterator[str]:
    """What lies below a folder by name, hidden things left out; a folder that links lead to twice is walked once.

    Also what is no file, and folders that cannot be listed: so that the run can say why they were left out.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            status, held = os.stat(path), inside(path)
        except OSError:
            yield path
            continue
        if (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            waiting += sorted(held, reverse=True)


def inside(folder: str) -> list[tuple[str, bool]]:
    """The paths of what a folder holds, hidden things left out, and whether each is a folder or a link to one."""
    above = "" if folder == os.curdir else folder
    with os.scandir(folder) as entries:
        return [
            (os.path.join(above, one.name), os.path.isdir(one) if one.is_symlink() else one.is_dir())
            for one in entries
            if not one.name.startswith(".")
        ]


def lots(files: Iterable[Received]) -> Iterator[list[Received]]:
    """Files in lots that are kept together, as large as memory is to hold."""
    lot, size = list[Received](), 0
    for one in files:
        lot.append(one)
        size += len(one.data)
        if len(lot) == TOGETHER or size > LARGE:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


def is_address(place: str) -> bool:
    return WEB.match(place) is not None


def receive(place: str) -> Received:
    """The bytes of a path or an address; an Unreachable where they cannot be had."""
    if is_address(place):
        return fetch(place)
    if is_stored(place):
        return Received(small(bytes_at(place, LARGEST)), legible(place.rpartition("/")[2]), legible(place))
    try:
        return Received(bytes_of(place), legible(os.path.basename(place)), legible(place))
    except FileNotFoundError as error:
        raise Unreachable(
            "It is not there any more, or a link to nowhere; look where it went, and give it again."
        ) from error
    except OSError as error:
        raise Unreachable(f"It cannot be opened ({error.strerror or error}); check who may read it.") from error


def bytes_of(path: str) -> bytes:
    """The bytes of a file. What is none is not opened: a pipe may wait for ever, and a device never end."""
    status = os.stat(path)
    if stat.S_ISDIR(status.st_mode):
        raise Unreachable("The folder cannot be listed; check who may read it.")
    if not stat.S_ISREG(status.st_mode):
        raise Unreachable(
            "It is no file, but a pipe, a socket or a device; leave it out, or save what it gives as a file."
        )
    with open(path, "rb") as file:
        data = file.read(min(status.st_size, LARGEST) + 1)  # not more at once: room is made for all that is asked for
        return small(data if len(data) <= status.st_size else data + file.read(LARGEST))


def small(data: bytes) -> bytes:
    """The bytes as they are, an Unreachable where they are more than is read of one file."""
    if len(data) > LARGEST:
        raise Unreachable(f"It is larger than {LARGEST // MEGABYTE} MB; split it, or leave it out.")
    return data


def legible(name: str) -> str:
    """A name as text that can be kept: one of another encoding has bytes that are no characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def fetch(address: str) -> Received:
    """A file from the web, within bounds of size and time."""
    import httpx  # here: most papers come from a folder

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
