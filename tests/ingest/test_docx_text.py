"""What a paragraph of a DOCX says to its reader, whatever its XML is made of."""

from __future__ import annotations

import pytest

from ingest.docx import read_docx
from tests.ingest.office_files import docx_of, row_of, source_of

T = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
HIGH = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"
SIGN = "<w:r><w:rPr><w:rFonts w:ascii='{}'/></w:rPr><w:t>{}</w:t></w:r>"
BOX = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
OLD_BOX = "<v:textbox><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></v:textbox>"


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{T.format(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


TEXTS = [
    # (content of the paragraph, its text, why)
    ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>", "one\ttwo", "a tab parts columns"),
    ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operation</w:t></w:r>", "cooperation", "a soft hyphen is not printed"),
    ("<w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>", "2024-2025", "one that does not break is a hyphen"),
    (T.format("Art.\u00a04 and 5\u20117"), "Art. 4 and 5-7", "spaces and hyphens are the usual ones"),
    ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 4</w:t></w:r>', "≥ 4", "a symbol font's sign has a Unicode one"),
    (
        '<w:r><w:t>a</w:t><w:sym w:font="Odd" w:char="F0FF"/></w:r>',
        "a",
        "an unknown sign is left out rather than guessed",
    ),
    (
        f"<w:ins>{T.format('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
        "new",
        "changes accepted",
    ),
    (f"<w:moveFrom>{T.format('here')}</w:moveFrom><w:moveTo>{T.format('there')}</w:moveTo>", "there", "moves too"),
    (f'<w:hyperlink r:id="x">{T.format("a link")}</w:hyperlink>', "a link", "a link's words are text"),
    (f"<w:smartTag>{T.format('Vientiane')}</w:smartTag>", "Vientiane", "smart tags wrap text"),
    (f"<w:sdt><w:sdtContent>{T.format('chosen')}</w:sdtContent></w:sdt>", "chosen", "so do content controls"),
    (
        f"{T.format('Name:')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{T.format('Click here')}</w:sdtContent></w:sdt>",
        "Name:",
        "a prompt is no answer",
    ),
    (T.format("page ") + field("PAGEREF x", "7"), "page 7", "a field shows its result"),
    (T.format("see ") + field(f"IF {'1'} = 1", "yes"), "see yes", "and never its code"),
    (f'<w:fldSimple w:instr="REF a">{T.format("Article 4")}</w:fldSimple>', "Article 4", "a simple field too"),
    (
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + T.format("kept"),
        "kept",
        "an end without a beginning does no harm",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + T.format(" Yes"),
        "☒ Yes",
        "a ticked box of a form",
    ),
    (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>{T.format('open')}", "open", "hidden text is not printed"),
    (
        T.format("Clearance") + '<w:r><w:footnoteReference w:id="9"/></w:r>' + T.format(" is due"),
        "Clearance is due",
        "a mark",
    ),
    (
        f"{T.format('before')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{OLD_BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "before|in a box",
        "a text box is read once, after its paragraph",
    ),
    (
        T.format("Tasks:") + "<w:r><w:br/></w:r>" + T.format("- write") + "<w:r><w:br/></w:r>" + T.format("- meet"),
        "Tasks:|write|meet",
        "items after line breaks stand for themselves",
    ),
    (
        T.format("The Meeting of") + "<w:r><w:br/></w:r>" + T.format("States Parties"),
        "The Meeting of\nStates Parties",
        "a break within a sentence parts nothing",
    ),
    (
        T.format("12 km") + HIGH.format("2") + T.format(" on the 5") + HIGH.format("th"),
        "12 km² on the 5th",
        "raised figures are written as such",
    ),
    (SIGN.format("Wingdings", "ü") + T.format(" Done"), "Done", "a sign typed in a font of symbols is a marker"),
    (SIGN.format("Wingdings", "words"), "words", "words that only wear such a font stay"),
    (
        "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>a=b</m:t></m:r></m:oMath>",
        "a=b",
        "maths",
    ),
]


FIELDS = [
    # (codes of fields, one a paragraph, the numbers that they print, why)
    (["AUTONUM", "AUTONUM", "AUTONUM \\* Arabic"], ["1.", "2.", "3."], "paragraphs counted by fields"),
    (["AUTONUMOUT", "AUTONUMLGL"], ["I.", "1."], "each kind counts for itself"),
    (["LISTNUM", "LISTNUM \\l 2", "LISTNUM \\l 2", "LISTNUM"], ["1)", "a)", "b)", "2)"], "levels begin anew"),
    (["LISTNUM LegalDefault \\l 1", "LISTNUM LegalDefault \\l 2"], ["1.", "1.1."], "legal numbers"),
    (["LISTNUM OutlineDefault \\s 4", 'LISTNUM "OutlineDefault"'], ["IV.", "V."], "a start of its own"),
    (["PAGE", "AUTONUMX"], [None, None], "fields that print no such number"),
]


@pytest.mark.parametrize(("codes", "expected", "why"), FIELDS, ids=[why for *_, why in FIELDS])
def test_numbers_that_fields_print(codes: list[str], expected: list[str | None], why: str) -> None:
    data = docx_of("".join(f"<w:p>{field(code, '')}<w:r><w:tab/><w:t>Text</w:t></w:r></w:p>" for code in codes))
    assert [block.marker for block in read_docx(source_of(data), data).blocks] == expected, why


def test_a_simple_field_prints_its_number() -> None:
    data = docx_of(f'<w:p><w:fldSimple w:instr=" AUTONUM "/>{T.format(" Text")}</w:p>')
    assert [row_of(block) for block in read_docx(source_of(data), data).blocks] == [("list_item", 1, "1.", "Text")]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    capital = '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>'
    data = docx_of(f"{capital}<w:p>{T.format('he Meeting')}</w:p>")
    assert [block.text for block in read_docx(source_of(data), data).blocks] == ["The Meeting"]


@pytest.mark.parametrize(("content", "expected", "why"), TEXTS, ids=[why for *_, why in TEXTS])
def test_text(content: str, expected: str, why: str) -> None:
    data = docx_of(f"<w:p>{content}</w:p>")
    assert "|".join(block.text for block in read_docx(source_of(data), data).blocks) == expected, why


def test_a_deleted_end_of_paragraph_joins_two() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{T.format('Work ')}</w:p>"
    data = docx_of(f"{first}<w:p>{T.format('plan')}</w:p>")
    assert [block.text for block in read_docx(source_of(data), data).blocks] == ["Work plan"]
