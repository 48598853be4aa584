"""Letters of all scripts as people read them, and words that are drawn in pieces or more than once."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.pdf_files import HEIGHT, drawn, lettered, lines, outline, read, texts

ARABIC = "عقدت الدول الأطراف اجتماعها"


def visual(text: str) -> str:
    """The text as its letters stand from left to right, numbers and Latin words as they are."""
    words = [word if word.isascii() else word[::-1] for word in text.split()]
    return " ".join(reversed(words))


@pytest.mark.parametrize(
    ("rows", "wanted", "why"),
    [
        ([visual(ARABIC)], ARABIC, "from right to left"),
        ([visual("في عام 2031 وفقا للوثيقة CCM/MSP/2031/4")], "في عام 2031 وفقا للوثيقة CCM/MSP/2031/4", "numbers and symbols"),
        (["缔约国 会议 在日内瓦举行"], "缔约国会议在日内瓦举行", "no blanks between Chinese signs"),
        (["第12次会议"], "第12次会议", "nor around numbers that touch them"),
        (["the con\u00adven\u00adtion"], "the convention", "soft hyphens within words"),
        (["con\ufb01rm the e\ufb00ect"], "confirm the effect", "ligatures"),
        (["\uf0b7 First aim"], "• First aim", "a bullet of Word's"),
        (["na\u200bmes"], "names", "marks that show nothing"),
    ],
)  # fmt: skip
def test_scripts(rows: list[str], wanted: str, why: str) -> None:
    pdf = lettered(*((72, 100 + 14 * at, row) for at, row in enumerate(rows)))
    assert [" ".join(filter(None, [marker, text])) for _, _, marker, text in outline(read(pdf))] == [wanted], why


@pytest.mark.parametrize("hyphen", ["-", "\u00ad"])
def test_hyphens_at_the_ends_of_lines_are_undone(hyphen: str) -> None:
    rows = [
        f"of all States that are party to the conven{hyphen}",
        f"tion, and of others in so far as they co{hyphen}",
        "operate.",
    ]
    (block,) = read(lettered(*((72, 100 + 14 * at, row) for at, row in enumerate(rows)))).blocks
    assert block.text == "of all States that are party to the convention, and of others in so far as they cooperate."


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([(0.3, 0.0), (0.6, 0.0), (0.9, 0.0)], "bold by hand, over and over"),
        ([(1.2, -1.2)], "a shadow below"),
        ([(0.0, 0.0)], "the very same place"),
    ],
)
def test_what_is_drawn_twice_is_read_once(steps: list[tuple[float, float]], why: str) -> None:
    def shadowed(canvas: Canvas) -> None:
        for right, up in [(0.0, 0.0), *steps]:
            lines(canvas, ["Meeting of the States Parties to all of it"], 72 + right, 100 - up, 14)

    assert [block.text for block in read(drawn(shadowed)).blocks] == ["Meeting of the States Parties to all of it"], why


def test_words_said_twice_are_read_twice() -> None:
    assert read(drawn(lambda canvas: lines(canvas, ["No no, it had had to be so so"], 72, 100))).blocks[0].text == (
        "No no, it had had to be so so"
    )


def over_pages(canvas: Canvas) -> None:
    first = canvas.getPageNumber() == 1
    lines(canvas, ["CCM/MSP/2031/4"], 72, 40, 8)
    rows = ["The States Parties have taken stock of what was done to bring all others to it, and of the in-"] * 20
    rest = [
        "ternational cooperation that this asks for.",
        "Another paragraph begins here and takes its own way from there.",
    ]
    lines(canvas, rows if first else rest, 72, 90, 10)
    if first:
        lines(canvas, ["1  A note at the foot of the page."], 72, HEIGHT - 90, 8)
    lines(canvas, [str(canvas.getPageNumber())], 290, HEIGHT - 40, 8)


def test_a_word_broken_at_the_end_of_a_page_is_whole() -> None:
    document = read(drawn(over_pages, over_pages))
    assert texts(document, "page_header") == ["CCM/MSP/2031/4"] * 2
    assert texts(document, "footnote") == ["A note at the foot of the page."]
    assert any(
        "and of the international cooperation that this asks for" in text for text in texts(document, "paragraph")
    )
