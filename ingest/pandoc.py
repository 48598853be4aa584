"""ODT, RTF and EPUB by way of pandoc, which turns them into HTML."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypandoc

from ingest.bounds import bounds
from ingest.containers import expands
from ingest.document import Document, Source
from ingest.draft import Draft
from ingest.errors import Unreadable
from ingest.heading_signs import is_title
from ingest.html import structured, tree_of
from ingest.html_blocks import drafts_in
from ingest.rtf import plainer
from ingest.structure import document_of

READER = "pandoc 3"
DELIMITERS = Path(__file__).with_name("pandoc_lists.lua")
HEAP = 0.75  # of the memory that a process may hold


def read_with_pandoc(form: str, source: Source, data: bytes) -> Document:
    """The document in a file of one of pandoc's formats."""
    if form == "rtf":
        data = plainer(data)
    tree = tree_of(html_of(form, source.name, data), source.name)
    body = next(iter(tree.xpath("//body")), tree)
    title = None
    for block in body.xpath("./header[@id='title-block-header']"):  # the file's properties
        title = " ".join((block.findtext("h1") or "").split()) or None
        body.remove(block)
    drafts = structured(titled(drafts_in(body)))
    return document_of(source, (), (draft.block() for draft in drafts), READER, title)


def titled(drafts: list[Draft]) -> list[Draft]:
    """The first line as a heading where it can be a title: pandoc does not tell the style of that name."""
    if drafts and drafts[0].kind is None and not drafts[0].sign and is_title(drafts[0]):
        drafts[0] = replace(drafts[0], sign="atx")
    return drafts


read_odt = partial(read_with_pandoc, "odt")
read_rtf = partial(read_with_pandoc, "rtf")
read_epub = partial(read_with_pandoc, "epub")


def html_of(form: str, name: str, data: bytes) -> str:
    """What pandoc makes of a file, shut off from all other files, within bounds of time, memory and size."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", f"--from={form}", "--to=html", "--standalone", "--wrap=none"]
    command += [
        "--metadata=pagetitle:-",
        f"--lua-filter={DELIMITERS}",
        "+RTS",
        f"-M{HEAP * bounds().megabytes:.0f}M",
        "-RTS",
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own pandoc, and no argument comes from the file
            command, input=data, capture_output=True, timeout=bounds().seconds, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            "too slow", f"{name} takes too long: save it as PDF or DOCX, or allow more with --timeout."
        ) from error
    except subprocess.CalledProcessError as error:
        raise Unreadable("broken", f"{name} is damaged: open it in its program and save it again.") from error
    if len(done.stdout) - len(data) > bounds().expanded_bytes:
        raise expands(name)
    return done.stdout.decode("utf-8", "replace")
