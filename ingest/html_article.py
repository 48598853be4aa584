"""What of a web page is its article, and what only leads elsewhere."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

DROPPED = (
    ".//script | .//style | .//noscript | .//template | .//svg | .//canvas | .//iframe | .//object | .//embed"
    " | .//button[not(ancestor::h1 or ancestor::h2 or ancestor::h3 or ancestor::h4 or ancestor::h5 or ancestor::h6)]"
    " | .//input | .//select | .//textarea | .//nav | .//dialog | .//title | .//aside | .//audio | .//video"
    " | .//noframes | .//del"
)
ROLES = re.compile(r"navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar|complementary|toolbar")
MENU_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|share|sharing|social|sidebar|side-?nav|menu|navbar|nav|skip|pagination|pager"
    r"|modal|popup|toolbar|masthead-nav|site-?footer|page-?footer|site-?header|language-?switcher|visually-hidden|sr-only"
    r"|screen-reader-text|entry-footer|post-footer|comments?-(?:area|list|form|respond)|related-posts|s4-ribbonrow|suitebar)"
    r"(?:$|[\s_-])",
    re.I,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
MAIN = (
    "//main",
    "//*[@role='main']",
    "//article",
    "//*[@id='content' or @id='main' or @id='main-content' or @id='bodyContent']",
)
DOCUMENT_LINK = re.compile(r"\.(pdf|docx?|odt|rtf|xlsx?|pptx?)(?:[?#]|$)", re.I)
MOST = 0.4  # share of a page's text above which no part of it is a menu
ALONE = 0.7  # share of the text of all articles from which one is the page's
ENOUGH = 0.25  # share of a page's text that its article holds at least
MENU_LINKS = 4
LONG_LINK = 40  # characters from which a link is text, and no entry of a menu


def article_of(tree: HtmlElement) -> HtmlElement:
    """The element that holds the article, rid of all that is not of it."""
    body = next(iter(tree.xpath("//body")), tree)
    show_panels(body)
    remove_unread(body)
    whole = text_length(body)
    remove_menus(body, whole)
    found = next(
        (one for path in MAIN for one in widest(body, path) if text_length(one) >= ENOUGH * text_length(body)), None
    )
    if found is None:
        remove_link_lists(body)
        return body
    return with_title(body, found)


def show_panels(body: HtmlElement) -> None:
    """Open what a reader opens: panels of tabs, each under the tab that leads to it, and lists that fold."""
    panels = {str(one.get("id")): one for one in body.xpath(".//*[@role='tabpanel']") if one.get("id")}
    for panel in body.xpath(".//*[@role='tabpanel' or contains(@class, 'collapse') or contains(@class, 'accordion')]"):
        for name in ("hidden", "aria-hidden", "style"):
            panel.attrib.pop(name, None)
    for tab in body.xpath(".//*[@role='tab']"):
        target = tab.get("aria-controls") or (tab.get("href") or tab.get("data-bs-target") or "").removeprefix("#")
        if (panel := panels.pop(target, None)) is not None:
            name_panel(panel, " ".join(tab.text_content().split()))
            drop(tab)


def name_panel(panel: HtmlElement, name: str) -> None:
    """Put the name of a tab over its panel, unless that begins with it."""
    begins = next((" ".join(text.split()) for text in panel.itertext() if text.strip()), "")
    if name and begins != name:
        head, bold = panel.makeelement("p"), panel.makeelement("b")
        head.append(bold)
        bold.text, head.tail, panel.text = name, panel.text, None
        panel.insert(0, head)


def remove_unread(body: HtmlElement) -> None:
    """Drop what a browser shows to nobody, or only to act on."""
    for element in body.xpath(DROPPED):
        drop(element)
    for element in body.xpath(".//*[@hidden or @aria-hidden='true' or @style]"):
        if element.get("style") is None or HIDDEN.search(element.get("style", "")):
            drop(element)


def remove_menus(body: HtmlElement, whole: int) -> None:
    """Drop menus, banners and footers of the site by their roles and names, unless they hold most of the page."""
    for element in body.xpath(".//*[@role or @class or @id] | .//header | .//footer"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        of_site = element.tag in ("header", "footer") and not inside_article(element)
        menu = of_site or ROLES.fullmatch(element.get("role", "")) or (len(names) < 300 and MENU_NAMES.search(names))
        if menu and not element.xpath(".//h1") and text_length(element) <= MOST * whole:
            drop(element)


def inside_article(element: HtmlElement) -> bool:
    return any(above.tag in ("article", "main", "blockquote") for above in element.iterancestors())


def widest(body: HtmlElement, path: str) -> list[HtmlElement]:
    """The largest element of a path; of several articles side by side, what holds them all."""
    found = body.xpath(f".{path}")
    largest = max(found, key=text_length, default=None)
    if largest is None:
        return []
    whole = sum(text_length(one) for one in found if not inside_article(one))
    beside = largest.getparent()
    alone = beside is None or text_length(largest) >= ALONE * whole
    return [largest if alone else beside]


def with_title(body: HtmlElement, article: HtmlElement) -> HtmlElement:
    """The article, under the page's one main heading where that stands outside of it."""
    outside = [one for one in body.xpath(".//h1") if one is not article and article not in one.iterancestors()]
    if len(outside) == 1 and not article.xpath(".//h1"):
        title = outside[0]
        drop(title)
        title.tail = article.text
        article.text = None
        article.insert(0, title)
    return article


def remove_link_lists(body: HtmlElement) -> None:
    """Drop lists that are nothing but short links; lists of documents stay."""
    for element in body.xpath(".//ul | .//ol | .//table | .//div"):
        links = element.xpath(".//a[@href]")
        if len(links) < MENU_LINKS or any(DOCUMENT_LINK.search(link.get("href", "")) for link in links):
            continue
        linked = sum(map(text_length, links))
        if linked >= 0.9 * text_length(element) and linked < LONG_LINK * len(links):
            drop(element)


def text_length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def drop(element: HtmlElement) -> None:
    """Remove an element, but not the text after it."""
    if element.getparent() is not None:
        element.drop_tree()
