"""DOCX (Word, LibreOffice): the body in order, with printed numbers, tables, notes, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import docx
from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from ingest.charts import chart_blocks
from ingest.document import Block, Document, Kind, Source
from ingest.docx_body import Body
from ingest.docx_draft import Draft
from ingest.docx_headings import with_headings
from ingest.docx_links import LINK, with_targets
from ingest.docx_lists import with_lists
from ingest.docx_names import DRAWING, R, W, switched
from ingest.docx_notes import Markers, Notes
from ingest.docx_numbering import Numbering
from ingest.docx_styles import Styles
from ingest.docx_tabs import with_tab_tables
from ingest.office import clean_package, title_of, unreadable_if_broken
from ingest.structure import document_of

READER = "docx 4"
DIAGRAM_DATA = f"{RELATION.HYPERLINK.rpartition('/')[0]}/diagramData"
MARGINS = {"header": Kind.PAGE_HEADER, "footer": Kind.PAGE_FOOTER}


def read_docx(source: Source, data: bytes) -> Document:
    """Read a DOCX; it has no pages, so neither have its blocks. Raises `Unreadable` where it is broken or hostile."""
    with unreadable_if_broken("document"):
        package = clean_package(data)
        opened = docx.Document(package)
        pieces = list(_pieces(opened))
        title = title_of(package)
    return document_of(source, (), pieces, READER, title)


def _pieces(opened: Opened) -> Iterator[Block]:
    part = opened.part
    root = with_targets(opened.element.body, part, LINK)
    settings = _related(part, RELATION.SETTINGS)
    styles = Styles(_related(part, RELATION.STYLES))
    body = Body(styles, Numbering(_related(part, RELATION.NUMBERING), styles), _drawings(part))
    drafts = list(body.drafts(root))
    references = list(body.notes)
    notes = Notes(
        {"footnote": _related(part, RELATION.FOOTNOTES), "endnote": _related(part, RELATION.ENDNOTES)},
        (root.find(f"{W}sectPr"), settings),
    )
    yield from _margin("header", part, settings, body)
    markers = notes.markers(references)
    yield from (_block(draft, markers) for draft in with_lists(with_headings(with_tab_tables(drafts))))
    yield from notes.blocks(references, body)
    yield from _margin("footer", part, settings, body)


def _block(draft: Draft, markers: Markers) -> Block:
    kind = draft.kind or Kind.PARAGRAPH
    notes = tuple(markers[key] for note in draft.notes if (key := (note.kind, note.id)) in markers)
    return Block(
        seq=0,
        kind=kind,
        text=draft.text,
        level=draft.level,
        marker=draft.marker,
        cells=draft.cells,
        notes=notes,
        links=draft.links,
    )


def _related(part: Part, relation: str) -> _Element | None:
    """The tree of the first part that this one is so related to."""
    for one in part.rels.values():
        if one.reltype == relation and not one.is_external:
            return _tree(one.target_part)
    return None


def _tree(part: Part) -> _Element:
    known = getattr(part, "element", None)
    return with_targets(known if known is not None else parse_xml(part.blob), part, LINK)


def _drawings(part: Part) -> dict[str, list[Draft]]:
    """What SmartArt graphics and charts say, by the id of their relation."""
    found: dict[str, list[Draft]] = {}
    for key, one in part.rels.items():
        if one.reltype == DIAGRAM_DATA and not one.is_external:
            paragraphs = _tree(one.target_part).iter(f"{DRAWING}p")
            texts = ("".join(text.text or "" for text in each.iter(f"{DRAWING}t")) for each in paragraphs)
            found[key] = [Draft(text.strip()) for text in texts if text.strip()]
        elif one.reltype == RELATION.CHART and not one.is_external:
            blocks = chart_blocks(_tree(one.target_part))
            found[key] = [Draft(block.text, kind=block.kind, cells=block.cells) for block in blocks]
    return found


def _margin(name: str, part: Part, settings: _Element | None, body: Body) -> Iterator[Block]:
    """Headers or footers that some page shows, each distinct text once; a mere page number is none."""
    shown: set[str] = set()
    for root in _margin_trees(name, part, settings):
        for text in _texts(list(body.drafts(root))):
            if text not in shown and any(one.isalpha() for one in text):
                shown.add(text)
                yield Block(seq=0, kind=MARGINS[name], text=text)


def _texts(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        texts = [cell.text for cell in draft.cells] or [f"{draft.marker or ''} {draft.text}".strip()]
        yield from (text for text in texts if text)


def _margin_trees(name: str, part: Part, settings: _Element | None) -> Iterator[_Element]:
    even = settings is not None and bool(switched(settings, "evenAndOddHeaders"))
    for section in _tree(part).iter(f"{W}sectPr"):
        allowed = {"default", "first" if switched(section, "titlePg") else "", "even" if even else ""}
        references = [
            one for one in section.iterfind(f"{W}{name}Reference") if one.get(f"{W}type", "default") in allowed
        ]
        for reference in sorted(references, key=lambda one: one.get(f"{W}type") != "first"):
            relation = part.rels.get(str(reference.get(f"{R}id")))
            if relation is not None and not relation.is_external:
                yield _tree(relation.target_part)
