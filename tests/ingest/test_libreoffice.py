"""Old files of Office are read by way of LibreOffice; where that is missing or fails, a sentence says what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ingest import libreoffice
from ingest.bounds import Bounds, within
from ingest.document import Kind
from ingest.errors import Unreadable
from ingest.libreoffice import installed, saved_as
from ingest.media_types import DOC, ODP, ODS, PPT, XLS
from ingest.read import read
from tests.ingest.ole_files import ole_with
from tests.ingest.test_sniff import zip_with

LEGACY = Path(__file__).parent / "legacy"
needs_libreoffice = pytest.mark.skipif(installed() is None, reason="LibreOffice is not installed")

PLAN = ["Work plan of the working group", "The Coordinators will meet in March and in September."]
BUDGET = ["Budget", "Item\tAmount\nInterpretation\t1200\nDocuments\t300.5"]
SLIDES = ["Status of the Convention", "States Parties: 11", "Signatories: 2"]


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(
    ("name", "media_type", "reader", "texts"),
    [
        ("plan.doc", DOC, "docx ", PLAN),
        ("budget.xls", XLS, "xlsx ", BUDGET),
        ("budget.ods", ODS, "xlsx ", BUDGET),
        ("slides.odp", ODP, "pptx ", SLIDES),
    ],
)
def test_what_only_libreoffice_reads(name: str, media_type: str, reader: str, texts: list[str]) -> None:
    data = (LEGACY / name).read_bytes()
    document = read(data, name)
    assert [block.text for block in document.blocks[: len(texts)]] == texts
    assert (document.source.media_type, document.source.size) == (media_type, len(data)), "what came, not what was read"
    assert document.reader.startswith(reader)
    assert " after LibreOffice" in document.reader
    assert document.blocks[0].kind is Kind.HEADING


@pytest.mark.slow
@needs_libreoffice
def test_slides_of_powerpoint_97() -> None:
    program = installed()
    assert program is not None
    slides = saved_as("ppt", program, "slides.odp", (LEGACY / "slides.odp").read_bytes())
    document = read(slides, "slides.ppt")
    assert (document.source.media_type, [block.text for block in document.blocks]) == (PPT, SLIDES)


@pytest.mark.slow
@needs_libreoffice
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slides with a picture that lies on a site: with the settings of any user, LibreOffice asks the site for it."""
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    slides = slides_with_picture(f"http://127.0.0.1:{server.server_port}/picture.png")
    try:
        assert [block.text for block in read(slides, "linked.odp").blocks] == ["States Parties"]
        assert asked == []
        monkeypatch.setattr(libreoffice, "NOWHERE", {})
        read(slides, "linked.odp")
        assert asked, "the site can be reached, so it is the settings that keep it from being asked"
    finally:
        server.shutdown()
        server.server_close()


def slides_with_picture(address: str) -> bytes:
    names = (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    spaces = "".join(f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in names)
    place = 'svg:width="9cm" svg:height="4cm" svg:x="2cm" svg:y="2cm"'
    content = (
        f'<office:document-content{spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body>'
        f'<office:presentation><draw:page draw:name="1"><draw:frame {place}><draw:text-box><text:p>States Parties</text:p>'
        f'</draw:text-box></draw:frame><draw:frame {place}><draw:image xlink:href="{address}" xlink:type="simple" '
        'xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></draw:page></office:presentation></office:body>'
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODP}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zip_with({"mimetype": ODP, "content.xml": content, "META-INF/manifest.xml": manifest})


def test_where_it_is_missing_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))
    with pytest.raises(Unreadable, match=r"^plan\.doc .*install LibreOffice.*\.docx or PDF\.$") as refused:
        read((LEGACY / "plan.doc").read_bytes(), "plan.doc")
    assert refused.value.reason == "needs LibreOffice"


FAILING = [
    # (what stands in for LibreOffice, reason, why)
    ("exit 77", "broken", "it fails"),
    ("exit 0", "broken", "it says that all is well, and writes nothing"),
    ("kill -SEGV $$", "broken", "it crashes"),
    ("sleep 600", "too slow", "it hangs"),
    ("sleep 600 & wait", "too slow", "what it started hangs"),
    ("mkdir out; yes > out/paper.docx", "too large", "it writes without end"),
    ("mkdir out; echo junk > out/paper.docx", "broken", "what it writes is no DOCX"),
]


def standing_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "PROGRAMS", (str(program),))


@pytest.mark.parametrize(("script", "reason", "why"), FAILING, ids=[why for *_, why in FAILING])
def test_when_it_fails(script: str, reason: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    standing_in(tmp_path, script, monkeypatch)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    started = time.monotonic()
    with within(Bounds(seconds=2, expanded=1)), pytest.raises(Unreadable) as refused:
        read(ole_with("WordDocument"), "plan.doc")
    assert (refused.value.reason, str(refused.value)[-1]) == (reason, "."), why
    assert time.monotonic() - started < 30
    assert [path.name for path in tmp_path.iterdir()] == ["soffice"], "nothing is left behind"


READ = """
import sys
from ingest import libreoffice
from ingest.read import read
libreoffice.PROGRAMS = (sys.argv[1],)
read(open(sys.argv[2], "rb").read(), "plan.doc")
"""


def test_it_ends_with_the_process_that_asked_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when that is killed, which leaves it no time to clean up."""
    note = tmp_path / "child"
    standing_in(tmp_path, f"sleep 600 & echo $! > '{note}.part'; mv '{note}.part' '{note}'; wait", monkeypatch)
    folder = tmp_path / "made"
    folder.mkdir()
    asking = subprocess.Popen(
        [sys.executable, "-c", READ, str(tmp_path / "soffice"), str(LEGACY / "plan.doc")],
        env={**os.environ, "TMPDIR": str(folder)},
    )
    assert eventually(note.exists)
    child = int(note.read_text())
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    assert eventually(lambda: not is_alive(child))
    assert eventually(lambda: not list(folder.iterdir())), "nor do files stay behind"


def eventually(true: Callable[[], bool], patience: float = 60) -> bool:
    deadline = time.monotonic() + patience
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return true()


def is_alive(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # a system without /proc, or gone meanwhile
        return not Path("/proc/self").exists()
