"""Web pages: the article and its structure, and nothing of the site around it."""

from __future__ import annotations

import pytest

from ingest.document import Kind
from ingest.errors import Unreadable
from ingest.read import read
from tests.ingest.outline import expected, outline

PAGES = {
    "menus, banners, forms, scripts and hidden text go; the article stays": (
        """<header><a href=/>Home</a></header><nav><a href=a>A</a></nav><div class="cookie-banner">We use cookies</div>
        <main><h1>Work plan</h1><p>Text of the plan.</p><p style="display: none">Secret</p><script>x()</script>
        <form><input value=zz><button>Go</button></form></main><footer>Imprint</footer>""",
        "h1 Work plan\np Text of the plan.",
    ),
    "a page without a main part: lists of short links go, lists of documents stay": (
        """<div><h1>Documents</h1><ul><li><a href=/1>A</a><li><a href=/2>B</a><li><a href=/3>C</a><li><a href=/4>D</a></ul>
        <ul><li><a href=1.pdf>Agenda</a><li><a href=2.pdf>Report</a><li><a href=3.pdf>List</a><li><a href=4>Plan</a></ul>""",
        "h1 Documents\nl1 • Agenda\nl1 • Report\nl1 • List\nl1 • Plan",
    ),
    "a site may wrap its whole page in a form, or call it a menu": (
        "<form><div id=menu-page><h2>Notice</h2><p>The meeting is in May.</p></div></form>",
        "h1 Notice\np The meeting is in May.",
    ),
    "the one main heading outside of the article is its title": (
        "<header><h1>Statement</h1></header><main><p>We thank the President for the work done.</p></main>",
        "h1 Statement\np We thank the President for the work done.",
    ),
    "a page need not write where its head ends": (
        "<!doctype html><title>Notice</title><main><h1>Notice</h1><p>The meeting is in May.</p></main>",
        "h1 Notice\np The meeting is in May.",
    ),
    "items carry the markers that a browser prints": (
        """<ol start=3 type=i><li>three<ol type=a><li>a<li value=4>d</ol><li>four</ol>
        <ol style="list-style-type: upper-roman"><li>one</ol><ul><li>dot<ul><li>ring</ul></ul><ul><li>(b) typed</ul>""",
        """
        l1 iii. three
        l2 a. a
        l2 d. d
        l1 iv. four
        l1 I. one
        l1 • dot
        l2 ◦ ring
        l1 (b) typed
        """,
    ),
    "more paragraphs of an item stand below it": (
        "<ol><li><p>First.</p><p>More of it.</p><li><p>Second.</p></ol>",
        "l1 1. First.\np More of it.\nl1 2. Second.",
    ),
    "numbers typed before headings and paragraphs are markers": (
        "<h2>II. Finances</h2><p>12. The Meeting took note of the report.</p>",
        "h1 II. Finances\nl1 12. The Meeting took note of the report.",
    ),
    "bold lines are headings below those marked as such": (
        "<h1>Plan</h1><p><b>Q1 2031</b></p><ul><li>Letters</ul><p><strong>Q2 2031</strong></p><ul><li>Visits</ul>",
        "h1 Plan\nh2 Q1 2031\nl1 • Letters\nh2 Q2 2031\nl1 • Visits",
    ),
    "a page of mere paragraphs tells its structure as plain text does": (
        "<p>Report</p><p>1. Scope</p><p>The report covers the past year.</p><p>2. Results</p><p>Three States reported.</p>",
        "h1 Report\nh2 1. Scope\np The report covers the past year.\nh2 2. Results\np Three States reported.",
    ),
    "a break in a sentence is a blank, other breaks part lines": (
        "<p>Adopted in the Plan of Lausanne<br>(LAP) last year.</p><p>Rue X<br>1211 Geneva</p><h2>Two<br>lines</h2>",
        "p Adopted in the Plan of Lausanne (LAP) last year.\np Rue X\np 1211 Geneva\nh1 Two lines",
    ),
    "raised figures stay apart from the word before them": (
        "<h1>A</h1><p>3 m<sup>2</sup> in the 13<sup>th</sup> report.<sup><a href=#n>1</a></sup></p>",
        "h1 A\np 3 m² in the 13th report.¹",
    ),
    "definitions are a table, captions are captions": (
        "<dl><dt>Phone<dd>022<dt>Fax<dd>023</dl><figure><img src=x><figcaption>Map of sites</figcaption></figure>",
        "t Phone ¦ 022 / Fax ¦ 023\ncaption Map of sites",
    ),
    "a table that only places things is none": (
        """<table role=presentation><tr><td><p>Left.</p><td><p>Right.</p></table>
        <table><tr><td><h2>In a table</h2><p>Text.</p></table>""",
        "p Left.\np Right.\nh1 In a table\np Text.",
    ),
    "notes lose the arrow that leads back": (
        "<p>Text.</p><section class=footnotes><ol><li><p>First note.<a href=#r>↩</a></p></ol></section>",
        "p Text.\nnote 1 First note.",
    ),
    "notes are known by the links between them and the text": (
        """<p>Text<sup><a href="#n1" id=r1>[1]</a></sup> and<a name=r2 href="#n2"><sup>2</sup></a> more.</p>
        <ol><li id=n1><a href="#r1">^</a> One.</ol><div><p><a name=n2 href="#r2">2</a> Two.</p></div>
        <p class=MsoFootnoteText>[3] As Word calls it.</p><p><a href="#n1">1</a> and no note.</p>""",
        "p Text and more.\nnote 1 One.\nnote 2 Two.\nnote 3 As Word calls it.\np 1 and no note.",
    ),
    "what folds is opened, under what opens it": (
        """<main><details><summary>Papers</summary><p>Agenda and plan.</p></details>
        <h2><button>Talks</button></h2><div class="accordion-collapse collapse" aria-hidden=true><p>By Peru.</p></div>
        <ul><li><a role=tab href="#t1">Dates</a></ul><div role=tabpanel id=t1 style="display:none"><p>In May.</p></div></main>""",
        "h1 Papers\np Agenda and plan.\nh1 Talks\np By Peru.\nh2 Dates\np In May.",
    ),
    "a style sheet makes classes bold, and prints what stands before items": (
        """<style>.b,.x{font-weight:700} ol.l>li:before{content:"(" counter(c,lower-latin) ") "} .n-0>li:before{content:"* "}
        </style><h1>Plan</h1><p class=b>Aims</p><ol class="l" start=2><li>first<li>then</ol><ul class="n-0"><li>dot</ul>
        <p class=b>Means</p><p>Letters to all.</p>""",
        "h1 Plan\nh2 Aims\nl1 (b) first\nl1 (c) then\nl1 * dot\nh2 Means\np Letters to all.",
    ),
    "lines between breaks may be items, and a bold one a heading": (
        """<h1>Plan</h1><p><b>Aims</b><br>Text of aims:<br>- one<br>- two</p><p><b>Means</b><br>More text.</p>""",
        "h1 Plan\nh2 Aims\np Text of aims:\nl1 - one\nl1 - two\nh2 Means\np More text.",
    ),
    "lists may count backwards, and hold lists outside of their items": (
        "<ol reversed><li>two<ol><li>below</ol><li>one</ol><ol><li>a<ol><li>b</li></ol></ol><ul><ol><li>c</ol></ul>",
        "l1 2. two\nl2 1. below\nl1 1. one\nl1 1. a\nl2 1. b\nl2 1. c",
    ),
    "Word and Google Docs name the paragraph that is the title": (
        "<p class=MsoTitle>Plan</p><h1>Aims</h1><p>Text.</p>",
        "h1 Plan\nh2 Aims\np Text.",
    ),
    "comments of visitors and the footer of a post go": (
        """<article><h1>A</h1><p>The meeting took place in May.</p><footer class=entry-footer>Posted in News</footer></article>
        <div class=comments-area><p>Nice.</p></div>""",
        "h1 A\np The meeting took place in May.",
    ),
    "preformatted text is read as plain text": (
        "<pre>\nNotice\n\nThe meeting is held in May.\n\n- bring papers\n- be early\n</pre>",
        "h1 Notice\np The meeting is held in May.\nl1 - bring papers\nl1 - be early",
    ),
}


@pytest.mark.parametrize("why", PAGES)
def test_page(why: str) -> None:
    body, wanted = PAGES[why]
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>"
    assert outline(read(page.encode(), "page.html")) == expected(wanted)


def test_a_term_may_mean_several_things() -> None:
    terms = b"<dl><dt>May<dd>Visits<dd>Talks with States<dt>June<dd>Studies</dl>"
    page = read(b"<!DOCTYPE html><html><body>" + terms + b"</body></html>", "page.html")
    assert [cell.text for cell in page.blocks[0].cells] == ["May", "Visits\nTalks with States", "June", "Studies"]


def test_spans_and_headers() -> None:
    page = """<!DOCTYPE html><table><caption>Sites</caption><thead><tr><td>State<td colspan=2>Area</thead>
        <tr><td rowspan=2>X<td>1<td>2<tr><td>3<td>4</table>"""
    caption, table = read(page.encode(), "page.html").blocks
    assert (caption.kind, caption.text) == (Kind.CAPTION, "Sites")
    assert [(c.row, c.column, c.row_span, c.column_span, c.header, c.text) for c in table.cells] == [
        (0, 0, 1, 1, True, "State"),
        (0, 1, 1, 2, True, "Area"),
        (1, 0, 2, 1, False, "X"),
        (1, 1, 1, 1, False, "1"),
        (1, 2, 1, 1, False, "2"),
        (2, 1, 1, 1, False, "3"),
        (2, 2, 1, 1, False, "4"),
    ]
    assert all(table.text[cell.start : cell.end] == cell.text for cell in table.cells)


@pytest.mark.parametrize(
    ("said", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("utf-8", "cp1252"), ("x-none", "utf-8")]
)
def test_encoding(said: str, encoding: str) -> None:
    """The encoding that a page says counts where it fits."""
    page = f'<!DOCTYPE html><meta charset="{said}"><title>État</title><p>Réunion à Genève, où les États se réunissent.'
    document = read(page.encode(encoding), "page.html")
    assert (document.title, document.blocks[0].text) == ("État", "Réunion à Genève, où les États se réunissent.")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "<p>x",
        "<ul><li>x" * 5_000,
        "<table>" + "<tr><td rowspan=60000 colspan=60000>x" * 500,
        "<table>" + "<tr><td>a<td>b" * 10_000,
        "<p>x" + "<div class=menu><a href=y>z</a>" * 200,
        "<!DOCTYPE html [<!ENTITY a 'xxxx'><!ENTITY b '&a;&a;&a;'>]><p>&b; text",
    ],
)
def test_hostile_pages_end(page: str) -> None:
    """Whatever a page does, it is read or refused, and soon."""
    reasons = set()
    try:
        read(f"<html><body>{page}".encode(), "page.html")
    except Unreadable as refused:
        reasons = {refused.reason}
    assert reasons <= {"no text", "too large"}


def test_what_is_nested_too_deeply_is_not_cut_off() -> None:
    """libxml2 leaves out what lies deeper than it goes, without a word."""
    deep = "<html><body><p>First</p>" + "<div>" * 300 + "deep" + "</div>" * 300 + "<p>Last</p>"
    assert [block.text for block in read(deep.encode(), "page.html").blocks] == ["First", "deep", "Last"]
    with pytest.raises(Unreadable, match="too deeply") as refused:
        read(deep.replace("<div>", "<div>" * 300).encode(), "page.html")
    assert refused.value.reason == "too large"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><body><div id=root></div><script>go()</script></body></html>", "scripts"),
        ("<html><frameset><frame src=a.html></frameset></html>", "frames"),
    ],
)
def test_a_page_whose_text_is_elsewhere_says_where(page: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(page.encode(), "page.html")


SAVED = """From: <Saved by a browser>
Subject: Plan
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--x"

----x
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<html><body><h1>R=E9union</h1><p>The States meet in =
May.</p></body></html>
----x
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
----x--
"""


def test_a_page_saved_with_its_pictures() -> None:
    assert outline(read(SAVED.encode(), "plan.mht")) == "h1 Réunion\np The States meet in May."


def test_a_saved_page_without_a_page_says_so() -> None:
    with pytest.raises(Unreadable):
        read(SAVED.replace("text/html", "text/css").encode(), "plan.mht")
