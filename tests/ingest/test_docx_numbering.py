"""Numbers that Word prints and no text holds."""

from __future__ import annotations

import pytest

from ingest.docx import read_docx
from ingest.numerals import numeral
from tests.ingest.office_files import docx_of, source_of


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}'
        f'<w:pPr><w:ind w:left="{360 * (depth + 1)}"/></w:pPr></w:lvl>'
    )


def numbering(*levels: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


def items(*places: tuple[int, int]) -> str:
    """Paragraphs by number of their list and level."""
    return "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>item</w:t></w:r></w:p>"
        for number, depth in places
    )


def markers(data: bytes) -> list[str | None]:
    return [block.marker for block in read_docx(source_of(data), data).blocks]


DECIMAL, LETTER = level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")
SECOND = (
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
)
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
LISTS = [
    # (numbering, places, printed markers, why)
    (numbering(DECIMAL), [(1, 0), (1, 0)], ["1.", "2."], "plain"),
    (
        numbering(DECIMAL, LETTER),
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        ["1.", "(a)", "(b)", "2.", "(a)"],
        "deeper levels restart",
    ),
    (
        numbering(DECIMAL, level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>')),
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        ["1.", "(a)", "2.", "(b)"],
        "unless they must not",
    ),
    (
        numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")),
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        ["1", "1.1", "1.2", "2", "2.1"],
        "a level prints those above it",
    ),
    (
        numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")),
        [(1, 0), (1, 0), (1, 1)],
        ["I.", "II.", "2.1"],
        "legal numbering has figures only",
    ),
    (numbering(level(0, "decimal", "Article %1")), [(1, 0)], ["Article 1"], "words belong to the number"),
    (numbering(level(0, "decimal", "%1.", start=7)), [(1, 0), (1, 0)], ["7.", "8."], "a start of its own"),
    (
        numbering(DECIMAL, numbers=SECOND.format("")),
        [(1, 0), (2, 0)],
        ["1.", "2."],
        "two numbers of one definition run on",
    ),
    (
        numbering(DECIMAL, numbers=SECOND.format(RESTART.format(1))),
        [(1, 0), (2, 0), (2, 0), (1, 0)],
        ["1.", "1.", "2.", "3."],
        "one that starts anew does so once",
    ),
    (
        numbering(
            DECIMAL,
            numbers=SECOND.format(f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'),
        ),
        [(2, 0)],
        ["A)"],
        "a level of its own",
    ),
    (numbering(level(0, "bullet", "\uf0b7")), [(1, 0)], ["•"], "a symbol font's bullet"),
    (
        numbering(level(0, "bullet", "§", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')),
        [(1, 0)],
        ["•"],
        "by its font",
    ),
    (numbering(level(0, "bullet", "–")), [(1, 0)], ["–"], "a dash stays a dash"),
    (numbering(level(0, "none", "")), [(1, 0)], [None], "a level that prints nothing"),
    (numbering(DECIMAL), [(1, 0), (0, 0), (1, 0)], ["1.", None, "2."], "number 0 takes a paragraph out of its list"),
    (numbering(DECIMAL), [(1, 5), (9, 0)], [None, None], "levels and lists that do not exist"),
]


@pytest.mark.parametrize(("definition", "places", "expected", "why"), LISTS, ids=[why for *_, why in LISTS])
def test_markers(definition: str, places: list[tuple[int, int]], expected: list[str | None], why: str) -> None:
    assert markers(docx_of(items(*places), numbering=definition)) == expected, why


def test_a_style_numbers_its_paragraphs() -> None:
    """A heading's style names the list, and the list's level names the style: that is how Word ties the two."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{rank}"><w:name w:val="heading {rank}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for rank in (1, 2)
    )
    levels = [
        level(0, "decimal", "%1.", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
    ]
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>'
        for name in ("H1", "H2", "H2", "H1")
    )
    assert markers(docx_of(body, styles=styles, numbering=numbering(*levels))) == ["1.", "1.1", "1.2", "2."]


def test_an_empty_item_counts_and_a_deleted_one_does_not() -> None:
    empty = items((1, 0)).replace("item", "")
    deleted = (
        items((1, 0))
        .replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
        .replace("<w:r>", "<w:del>")
        .replace("</w:r>", "</w:del>")
    )
    assert markers(docx_of(items((1, 0)) + empty + items((1, 0)), numbering=numbering(DECIMAL))) == ["1.", "3."]
    assert markers(docx_of(items((1, 0)) + deleted + items((1, 0)), numbering=numbering(DECIMAL))) == ["1.", "2."]


NUMERALS = [
    (4, "upperRoman", "IV"),
    (27, "lowerLetter", "aa"),
    (3, "ordinal", "3rd"),
    (5, "decimalZero", "05"),
    (3, "russianLower", "в"),
    (2, "arabicAbjad", "ب"),
    (12, "chineseCounting", "十二"),
    (2, "numberInDash", "- 2 -"),
    (3, "decimalEnclosedCircle", "③"),
    (6, "noSuchFormat", "6"),
    (10**6, "upperRoman", "1000000"),
]


@pytest.mark.parametrize(("value", "name", "expected"), NUMERALS)
def test_numerals(value: int, name: str, expected: str) -> None:
    assert numeral(value, name) == expected
