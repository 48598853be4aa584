"""Old files of Office, and OpenDocument sheets and slides, by way of LibreOffice, which saves them as what is read here."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.bounds import bounds
from ingest.document import Document, Source
from ingest.docx import read_docx
from ingest.errors import Unreadable
from ingest.pptx import read_pptx
from ingest.xlsx import read_xlsx

PROGRAMS = (
    "soffice",
    "libreoffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# LibreOffice leaves its real process behind when the one that started it is killed. So the two are a group of their own,
# and a watcher in it ends the group and drops its files as soon as its input is closed, also because we were killed.
WATCHED = """
ulimit -f "$2"
exec 3<&0
{ read -r _ || rm -rf -- "$1"; kill -KILL 0; } <&3 &
shift 2
exec "$@" <&- 3<&-
"""
BLOCK = 512  # bytes, of `ulimit -f` (POSIX)
SETTINGS: dict[str, dict[str, object]] = {  # no macro runs, nothing is fetched, no other file is opened
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": 3,
        "DisableMacrosExecution": True,
        "BlockUntrustedRefererLinks": True,
        "DisableActiveContent": True,
    },
    "Office.Writer/Content/Update": {"Link": 2},
    "Office.Calc/Content/Update": {"Link": 2},
}
NOWHERE: dict[str, object] = {
    "ooInetProxyType": 2,
    "ooInetNoProxy": "",
}  # a proxy where nobody listens, also for this machine itself
NOWHERE |= {f"ooInet{protocol}ProxyName": "127.0.0.1" for protocol in ("HTTP", "HTTPS", "FTP")}
NOWHERE |= {f"ooInet{protocol}ProxyPort": 9 for protocol in ("HTTP", "HTTPS", "FTP")}


def read_saved_anew(form: str, reader: Callable[[Source, bytes], Document], source: Source, data: bytes) -> Document:
    """The document in a file that LibreOffice has saved in another form; `reader` tells both programs."""
    program = installed()
    if program is None:
        advice = f"install LibreOffice and hand it in again, or save it as .{form} or PDF"
        raise Unreadable("needs LibreOffice", f"{source.name} is of a format that only LibreOffice reads: {advice}.")
    document = reader(source, saved_as(form, program, source.name, data))
    return replace(document, reader=f"{document.reader} after {version_of(program)}")


read_doc = partial(read_saved_anew, "docx", read_docx)
read_xls = partial(read_saved_anew, "xlsx", read_xlsx)
read_ppt = partial(read_saved_anew, "pptx", read_pptx)


def installed() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for one in PROGRAMS if (path := shutil.which(one))), None)


@cache
def version_of(program: str) -> str:
    """What the program says of itself, short: "LibreOffice 24.8.1.2"."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False).stdout  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        said = ""
    return " ".join(said.split()[:2]) or "LibreOffice"


def saved_as(form: str, program: str, name: str, data: bytes) -> bytes:
    """The bytes of the file as LibreOffice saves it. Raises `Unreadable`."""
    with TemporaryDirectory(prefix="papers-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / "paper").write_bytes(data)
        settle(folder / "profile" / "user")
        convert(program, form, folder, name)
        saved = folder / "out" / f"paper.{form}"
        if not saved.exists():
            advice = f"open it in the program that made it, and save it as .{form} or PDF"
            raise Unreadable("broken", f"LibreOffice cannot open {name}: {advice}.")
        if saved.stat().st_size >= bounds().expanded_bytes:
            raise Unreadable("too large", f"{name} is too large: split it, or allow more with --expanded.")
        return saved.read_bytes()


def convert(program: str, form: str, folder: Path, name: str) -> None:
    """Run LibreOffice, and end it and all that it started when it is done or out of time."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    command += ["--convert-to", form, "--outdir", str(folder / "out"), str(folder / "paper")]
    watched = ["/bin/sh", "-c", WATCHED, "sh", str(folder), str(bounds().expanded_bytes // BLOCK), *command]
    nowhere = subprocess.DEVNULL
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    process = subprocess.Popen(  # noqa: S603 - no argument comes from the file
        watched, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, process_group=0, cwd=folder, env=environment
    )
    try:
        process.wait(bounds().seconds)
    except subprocess.TimeoutExpired as error:
        message = f"{name} takes LibreOffice more than {bounds().seconds:g} seconds: allow more with --timeout."
        raise Unreadable("too slow", message) from error
    finally:
        process.communicate(b"done\n")


def settle(folder: Path) -> None:
    """Write the settings of a profile."""
    folder.mkdir(parents=True)
    groups = {**SETTINGS, "Inet/Settings": NOWHERE}
    items = "".join(
        f'<item oor:path="/org.openoffice.{group}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{str(value).lower()}</value></prop></item>"
        for group, values in groups.items()
        for name, value in values.items()
    )
    start = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (folder / "registrymodifications.xcu").write_text(f"{start}{items}</oor:items>", "utf-8")
