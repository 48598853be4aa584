"""Web pages: the article with its structure, without the menus."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree, html

from ingest.document import Document, Source
from ingest.draft import Draft
from ingest.encoding import text_of
from ingest.errors import Unreadable
from ingest.html_article import article_of
from ingest.html_blocks import drafts_in
from ingest.html_links import with_base
from ingest.html_styles import with_styles
from ingest.lines import cleaned
from ingest.mhtml import is_saved_page, page_in
from ingest.note_marks import with_notes
from ingest.runs import runs_of, with_list_levels
from ingest.structure import document_of
from ingest.text_headings import with_headings

READER = "html 4"
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w-]{2,20})", re.I)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")


def read_html(source: Source, data: bytes) -> Document:
    """The document in a web page. It has no pages; its title is that of the page's head."""
    tree = tree_of(decoded(data), source.name)
    with_styles(tree)
    with_base(tree)
    title = " ".join((tree.findtext(".//title") or "").split()) or None
    scripted, framed = tree.find(".//script") is not None, tree.find(".//frame") is not None
    drafts = structured(drafts_in(article_of(tree)))
    if not drafts and (scripted or framed):
        raise without_text(source.name, framed)
    return document_of(source, (), (draft.block() for draft in drafts), READER, title)


def without_text(name: str, framed: bool) -> Unreadable:
    """What to do with a page whose text is elsewhere."""
    if framed:
        return Unreadable("no text", f"{name} only frames other pages: hand in those.")
    return Unreadable("no text", f"{name} shows its text by scripts only: open it in a browser and print it to a PDF.")


def decoded(data: bytes) -> str:
    """The text of a page, or of a saved page with its pictures, in the encoding that it says where that fits."""
    data, named = page_in(data) if is_saved_page(data) else (data, None)
    said = DECLARED.search(data[:300]) or CHARSET.search(data[:4000])
    encoding = said[1].decode("ascii") if said else named
    if encoding and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass  # many pages say one encoding and use another
    return text_of(data)


def tree_of(text: str, name: str) -> html.HtmlElement:
    """The parsed page; nothing is fetched. libxml2 cuts off what is nested too deeply, so such a page is refused."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(
            XML_DECLARATION.sub("", cleaned(text)).encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(
            "broken", f"{name} is no page that can be read: open it in a browser and save it again."
        ) from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise Unreadable("too large", f"{name} is nested too deeply: open it in a browser and save it as PDF.")
    if not isinstance(tree, html.HtmlElement):
        raise Unreadable("broken", f"{name} holds no page: open it in a browser and save it again.")
    return tree


def structured(drafts: list[Draft]) -> list[Draft]:
    """Drafts with levels; where markup marks no headings, the text itself tells them."""
    runs = runs_of(drafts)
    headed = with_headings([replace(draft, gap=1) for draft in drafts], runs)
    return with_notes(with_list_levels(headed, runs))
