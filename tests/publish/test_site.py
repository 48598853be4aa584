"""The site starts, says where it is, finds a port, and sees a rebuilt database."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from publish.site import NoPort, NothingToServe, address_of, app, greeting, listening
from tests.publish.conftest import getter


def test_without_an_archive_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NothingToServe, match="papers ingest"):
        app(tmp_path / "public.db")


def test_a_taken_port_gives_the_next_free_one() -> None:
    with listening("127.0.0.1", 0) as first:
        first.listen()
        taken = first.getsockname()[1]
        with listening("127.0.0.1", taken) as second:
            assert taken < second.getsockname()[1] < taken + 20


def test_an_address_that_is_none_is_said_so() -> None:
    with pytest.raises(NoPort, match="--host"):
        listening("no.such.host.invalid", 8001)


def test_the_greeting_names_the_address_and_three_things_to_try() -> None:
    lines = "\n".join(greeting("http://127.0.0.1:8001"))
    assert lines.count("http://127.0.0.1:8001/") == 4


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "http://127.0.0.1:"), ("0.0.0.0", "http://127.0.0.1:")])
def test_an_address_can_be_opened(host: str, shown: str) -> None:
    with listening(host, 0) as listener:
        assert isinstance(listener, socket.socket)
        assert address_of(listener).startswith(shown)


def test_readers_see_a_rebuilt_database(public_db: Path, tmp_path: Path) -> None:
    path, beside = tmp_path / "public.db", tmp_path / "beside.db"
    shutil.copy(public_db, path)
    get = getter(path)
    assert "4 papers" in get("/search").text
    shutil.copy(public_db, beside)
    with sqlite3.connect(beside) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("delete from documents where language = 'fr'")
    connection.close()
    os.replace(beside, path)
    assert "3 papers" in get("/search").text
    assert get("/papers/documents.json?_shape=array").json()[0]["language"] == "en"
    assert "<code>documents</code> · 3 rows" in get("/papers").text
    path.unlink()
    assert "3 papers" in get("/search").text  # while a rebuild is on, the old one stays
