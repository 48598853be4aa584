"""The structure of chosen pages is what somebody has read and found right; a change shows as a diff."""

from __future__ import annotations

import difflib

import pytest

from tests.ingest.golden_pages import GOLDEN, MADE, SAMPLES, SHARED, Chosen, recogniser, structure_of

AGAIN = "python -m tests.ingest.golden_pages"
UN, SCANS, MINUTES = SHARED / "real/un", SHARED / "real/scans", SHARED / "real/minutes"
PAGES, TABLES = SHARED / "pdf-structure/pages/pdf", SHARED / "pdf-structure/tables/pdf"
ODD = SHARED / "real/torture"
LABELED = "src__multilingual_paragraph_extractor__resources__labeled_data__pdfs__"

CHOSEN = {
    "report-masthead": Chosen(SAMPLES / "CCM_MSP_2022_12_E.pdf", 1),
    "report-decisions": Chosen(SAMPLES / "CCM_MSP_2022_12_E.pdf", 2),
    "report-annex": Chosen(SAMPLES / "CCM_MSP_2022_12_E.pdf", 3),
    "corrigendum": Chosen(SAMPLES / "CCM_MSP_2022_12_Corr.1_E.pdf", 1),
    "agenda": Chosen(SAMPLES / "CCM_MSP_2022_1_E.pdf", 1),
    "progress-report": Chosen(SAMPLES / "CCM_MSP_2023_7_E.pdf", 1),
    "plan-printed": Chosen(SAMPLES / "VA_work_plan_2019-2020.pdf", 1),
    "newsletter-in-columns": Chosen(SAMPLES / "ISU_newsletter_2023_December.pdf", 1),
    "request-scanned": Chosen(SAMPLES / "Bulgaria_Article_3_request_scan.pdf", 1),
    "plan-numbered-by-word": Chosen(SAMPLES / "CLR_work_plan_2023-2024.docx"),
    "plan-as-table": Chosen(SAMPLES / "UNI_work_plan_2021-2022_table.docx"),
    "programme-of-work": Chosen(SAMPLES / "CCM_MSP_2022_2_programme_of_work.docx"),
    "minutes": Chosen(SAMPLES / "Coordination_Committee_minutes_2022-03-10.docx"),
    "agenda-french-opendocument": Chosen(SAMPLES / "CCM_MSP_2019_5_F.odt"),
    "plan-french-richtext": Chosen(SAMPLES / "AV_plan_de_travail_2023-2024.rtf"),
    "plan-spanish": Chosen(SAMPLES / "SD_plan_de_trabajo_2019-2020.docx"),
    "slide": Chosen(SAMPLES / "Action_plans_side_by_side.pptx", 2),
    "workbook": Chosen(SAMPLES / "Germany_Article_7_report_2023.xlsx", 1),
    "list-of-documents": Chosen(SAMPLES / "12MSP_documents.html"),
    "statement": Chosen(SAMPLES / "Statement_New_Zealand_9MSP.txt"),
    "russian": Chosen(MADE / "russian.txt"),
    "arabic": Chosen(MADE / "arabic.html"),
    "chinese": Chosen(MADE / "chinese.md"),
    "resolution": Chosen(UN / "sample-docs__A_RES_73_8-EN.pdf", 1),
    "resolution-two-levels": Chosen(UN / "sample-docs__A_RES_73_3-EN.pdf", 6),
    "report-french-notes": Chosen(UN / f"{LABELED}ohchr_2_fr.pdf", 1),
    "report-english-lists": Chosen(UN / f"{LABELED}ohchr_2_en.pdf", 16),
    "resolution-spanish-typewriter": Chosen(UN / f"{LABELED}plan_1_es.pdf", 1),
    "decisions-as-text": Chosen(UN / "CMA2023_5_Decisions_1_to_5.txt"),
    "hansard-in-columns": Chosen(MINUTES / "hansard_pdf__2013-04-24_regular.pdf", 3),
    "arabic-printed": Chosen(ODD / "docling-project+docling/tests__data__pdf__sources__right_to_left_01.pdf", 1),
    "chinese-printed": Chosen(ODD / "jsvine+pdfplumber/tests__pdfs__issue-461-example.pdf", 1),
    "scan-instrument": Chosen(SCANS / "sudo__assets__magazines__Instrument of ratification for the Rotte.pdf", 1),
    "page-in-columns": Chosen(PAGES / "01030000000010.pdf", 1),
    "page-with-table": Chosen(PAGES / "01030000000046.pdf", 1),
    "table-ruled": Chosen(TABLES / "eu-017-p03.pdf", 1),
    "table-aligned": Chosen(TABLES / "us-020-p03.pdf", 1),
    "table-wide": Chosen(TABLES / "us-033-p01.pdf", 1),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_page_has_the_structure_that_somebody_found_right(name: str) -> None:
    chosen, path = CHOSEN[name], GOLDEN / f"{name}.txt"
    if not chosen.is_there:
        pytest.skip(f"{chosen.path.name} is not beside this checkout")
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(structure_of(chosen), "utf-8")
        pytest.fail(f"{path.name} was missing and has been written: read it, and commit it where it is right")
    golden = path.read_text("utf-8")
    if "recognised by" in golden and f"recognised by {recogniser()}\n" not in golden:
        pytest.skip(f"{name} was recognised by another program than {recogniser()}")
    diff = difflib.unified_diff(golden.splitlines(), structure_of(chosen).splitlines(), "golden", "now", lineterm="")
    changed = "\n".join(diff)
    assert not changed, f"{changed}\n\nWhere this is better than before: {AGAIN} {name}"


def test_every_golden_file_is_of_a_page_that_was_chosen() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {*CHOSEN}
