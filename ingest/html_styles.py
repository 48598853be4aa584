"""What a page's own style sheet says of its classes: which are bold, and what is printed before the items of lists."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from ingest.numerals import numeral

MOST = 300_000  # characters of a style sheet
RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
CLASS = re.compile(r"\s*(?:p|span|div|li|td|b)?\.([\w-]{1,80})\s*")
ITEM = re.compile(r"\s*(?:ol|ul)?\.([\w-]{1,80})\s*>?\s*li(?:\.[\w-]{1,80})?::?before\s*")
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
CONTENT = re.compile(r"(?:^|;)\s*content\s*:([^;]{1,300})", re.I)
PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|counters?\(([^)]{1,100})\)")
COUNTERS = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}


Printed = tuple[
    str, str | None, str
]  # before an item's number, the format of that number (None for a bullet), after it


def with_styles(tree: HtmlElement) -> None:
    """Write onto elements what the style sheet says of single classes; of other selectors nothing is known here.

    Bold ones get a style, items whose list prints a marker of its own get it as `data-marker`.
    """
    bold, lists = _classes(COMMENT.sub("", "\n".join(str(one.text or "") for one in tree.iter("style")))[:MOST])
    for element in tree.xpath("//body//*[@class]") if bold or lists else ():
        names = element.get("class", "").split()
        if not bold.isdisjoint(names):
            element.set("style", f"{element.get('style', '')};font-weight:bold")
        printed = next((lists[name] for name in names if name in lists), None)
        if printed and element.tag in ("ol", "ul"):
            _mark(element, printed)


def _mark(items: HtmlElement, printed: Printed) -> None:
    before, counter, after = printed
    first = items.get("start", "1")
    for number, item in enumerate(items.iterchildren("li"), int(first) if first.isdecimal() and len(first) < 5 else 1):
        item.set("data-marker", f"{before}{numeral(number, counter) if counter else ''}{after}".strip())


def _classes(sheet: str) -> tuple[set[str], dict[str, Printed]]:
    bold: set[str] = set()
    lists: dict[str, Printed] = {}
    for selectors, declarations in RULE.findall(sheet):
        for selector in selectors.split(","):
            named, content = CLASS.fullmatch(selector), CONTENT.search(declarations)
            if named and BOLD.search(declarations):
                bold.add(named[1])
            elif (named := ITEM.fullmatch(selector)) and content and (printed := _printed(content[1])):
                lists[named[1]] = printed
    return bold, lists


def _printed(content: str) -> Printed | None:
    """The content of an item's marker: quoted signs around at most one counter."""
    before, counter, after = "", None, ""
    for double, single, counted in PART.findall(content):
        if counted and counter is not None:
            return None  # a number of several levels
        if counted:
            style = counted.split(",")[-1].strip().lower() if "," in counted else "decimal"
            counter = COUNTERS.get(style, "decimal")
        elif counter is None:
            before += double or single
        else:
            after += double or single
    return (before, counter, after) if (before + after).strip() or counter else None
