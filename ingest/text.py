"""Plain text, Markdown and delimited values: structure comes from the text itself."""

from __future__ import annotations

from ingest.delimited import delimited_block, delimited_rows
from ingest.document import Document, Page, Source
from ingest.draft import Draft
from ingest.encoding import text_of
from ingest.lines import cleaned, lines_of
from ingest.note_marks import with_notes
from ingest.runs import runs_of, with_list_levels
from ingest.structure import document_of
from ingest.text_drafts import drafts_of
from ingest.text_headings import with_headings
from ingest.text_markdown import COMMENT, front_matter, is_markdown

READER = "text 4"


def read_text(source: Source, data: bytes) -> Document:
    """The document in a text file, Markdown or delimited values; it has pages where form feeds part them."""
    text = cleaned(text_of(data))
    if rows := delimited_rows(text):
        return document_of(source, (), [delimited_block(rows)], READER)
    markdown = is_markdown(text)
    title, body = front_matter(COMMENT.sub("", text)) if markdown else (None, text)
    drafts = structured(body, markdown)
    pages = sorted({draft.page for draft in drafts if draft.page is not None})
    return document_of(source, map(Page, pages), (draft.block() for draft in drafts), READER, title)


def structured(text: str, markdown: bool) -> list[Draft]:
    """The pieces of a text with their kinds and levels."""
    drafts = drafts_of(list(lines_of(text)), markdown)
    runs = runs_of(drafts)
    return with_notes(with_list_levels(with_headings(drafts, runs), runs))
