"""Files are found in folders by name, and fetched from the web within bounds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from papers import receive
from papers.errors import NothingToRead
from papers.receive import Unreachable, found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/config", "ä.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    return tmp_path


def test_folders_are_walked_by_name_without_hidden_files_and_loops(folder: Path) -> None:
    paths = [str(Path(path).relative_to(folder)) for path in found([str(folder)])]
    assert paths == ["a/z.txt", "b.txt", "dead", "ä.txt"], "a dead link too, so that the run can say so"


def test_folders_may_be_deep(tmp_path: Path) -> None:
    depth = [tmp_path / "d"]
    for _ in range(1100):
        depth.append(depth[-1] / "d")
    for path in depth:
        path.mkdir()
    (depth[-1] / "a.txt").touch()
    assert found([str(tmp_path)]) == [str(depth[-1] / "a.txt")]
    (depth[-1] / "a.txt").unlink()
    for path in reversed(depth):  # what clears up after tests goes less deep
        path.rmdir()


def test_a_file_named_twice_is_taken_once_and_a_hidden_one_if_asked_for(folder: Path) -> None:
    places = [str(folder / name) for name in ("b.txt", ".git/config", "b.txt")]
    assert found(places) == places[:2]


def test_what_is_not_there_is_told_before_any_work(folder: Path) -> None:
    with pytest.raises(NothingToRead, match="no file or folder"):
        found([str(folder), str(folder / "typo")])


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = {
            "/papers/Final%20report.pdf": (200, {}, b"%PDF"),
            "/download?id=7": (200, {"Content-Disposition": 'attachment; filename="../up.docx"'}, b"PK"),
            "/moved": (302, {"Location": "/papers/Final%20report.pdf"}, b""),
            "/large": (200, {}, b"x" * 5000),
            "/": (200, {}, b"<html>"),
        }.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "name", "data"),
    [
        ("/papers/Final%20report.pdf", "Final report.pdf", b"%PDF"),
        ("/moved", "Final report.pdf", b"%PDF"),  # where it leads to counts
        ("/download?id=7", "up.docx", b"PK"),  # the server's name, but never a path
        ("/", "index.html", b"<html>"),  # an address without a name
    ],
)
def test_an_address_is_fetched(site: str, path: str, name: str, data: bytes) -> None:
    received = receive.receive(site + path)
    assert (received.name, received.data) == (name, data)


@pytest.mark.parametrize(
    ("path", "message"), [("/missing", "answers 404"), ("/large", "too large"), (":1/", "cannot be reached")]
)
def test_what_cannot_be_fetched_says_so(site: str, path: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "LARGEST", 4000)
    with pytest.raises(Unreachable, match=message):
        receive.receive((site if path.startswith("/") else "http://127.0.0.1") + path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "LARGEST", 3)
    (tmp_path / "a.txt").write_text("four")
    with pytest.raises(Unreachable, match="larger than"):
        receive.receive(str(tmp_path / "a.txt"))
