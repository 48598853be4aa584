"""Where the links of a DOCX or PPTX lead (ISO/IEC 29500-1, 17.16.22, 17.16.5.25 and 21.1.2.3.5)."""

from __future__ import annotations

import re

from docx.opc.part import Part
from lxml.etree import _Element
from pptx.opc.package import Part as ShowPart

from ingest.docx_names import R, W

LINK = f"{W}hyperlink"
TARGET = "target"  # the attribute that holds where a link leads, once its part of the file has told
FIELD = re.compile(r"\s*HYPERLINK\s+(?:\"([^\"]{1,4000})\"|([^\s\\\"]\S{0,4000}))", re.I)


def with_targets(tree: _Element, part: Part | ShowPart, tag: str) -> _Element:
    """The tree of a part, its links (elements of this tag) with the addresses that the part keeps apart."""
    for link in tree.iter(tag):
        link.attrib.pop(TARGET, "")
        relation = part.rels.get(str(link.get(f"{R}id")))
        if relation is not None and relation.is_external:
            link.set(TARGET, relation.target_ref)
    return tree


def field_target(code: str | None) -> str | None:
    """Where a field leads.

    >>> field_target(' HYPERLINK "https://www.example.org/" \\\\o "Home"'), field_target(r' HYPERLINK \\l "annex"')
    ('https://www.example.org/', None)
    """
    found = FIELD.match(code or "")
    return (found[1] or found[2]) if found else None
