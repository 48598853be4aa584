"""Names of WordprocessingML (ISO/IEC 29500-1, 17) and how its values are read."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL = f"{W}val"
OFF = {"0", "false", "off", "none"}
# What was deleted or moved away is no part of the paper any more
GONE = {f"{W}del", f"{W}moveFrom"}
TRANSPARENT = {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo")}


def value_of(parent: _Element | None, name: str) -> str | None:
    """The `w:val` of a child; None without the child, "" where the child has no value."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return None if child is None else str(child.get(VAL) or "")


def switched(parent: _Element, name: str) -> bool | None:
    """A toggle property: present without a value means on (ISO/IEC 29500-1, 17.17.4)."""
    value = value_of(parent, name)
    return None if value is None else value not in OFF


def number_of(value: str | None, default: int | None = None) -> int | None:
    """An integer of an attribute, `default` where it is none; bounded, as attributes are not to be trusted."""
    try:
        return max(-(10**6), min(10**6, int(float(value or ""))))
    except (ValueError, OverflowError):
        return default


def visible(parent: _Element) -> Iterator[_Element]:
    """Children as the accepted, current version of the document shows them, wrappers opened."""
    for child in parent:
        if child.tag in TRANSPARENT:
            yield from visible(child)
        elif child.tag == f"{W}sdt":
            yield from _controlled(child)
        elif child.tag == f"{MC}AlternateContent":
            yield from _chosen(child)
        elif child.tag not in GONE:
            yield child


def _controlled(control: _Element) -> Iterator[_Element]:
    """What a content control holds, unless it still shows the prompt of an empty form."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    prompting = properties is not None and properties.find(f"{W}showingPlcHdr") is not None
    if content is not None and not prompting:
        yield from visible(content)


def _chosen(alternatives: _Element) -> Iterator[_Element]:
    """The first choice; the fallback holds the same once more for older readers."""
    chosen = alternatives.find(f"{MC}Choice")
    chosen = alternatives.find(f"{MC}Fallback") if chosen is None else chosen
    if chosen is not None:
        yield from visible(chosen)
