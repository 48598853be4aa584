"""Print the sample papers: python -m corpus.press [FOLDER] (corpus/samples when none is given)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.press.converted import print_odt, print_rtf
from corpus.press.manuscript import Manuscript, read
from corpus.press.pdf import print_pdf
from corpus.press.scan import print_scan
from corpus.press.slides import print_pptx
from corpus.press.texts import print_html, print_txt
from corpus.press.word import print_docx
from corpus.press.workbook import print_xlsx

MANUSCRIPTS = Path(__file__).parent / "manuscripts"
SAMPLES = Path(__file__).parent.parent / "samples"
PRINTERS: dict[str, Callable[[Manuscript], bytes]] = {
    "docx": print_docx,
    "html": print_html,
    "odt": print_odt,
    "pdf": print_pdf,
    "pptx": print_pptx,
    "rtf": print_rtf,
    "scan": print_scan,
    "txt": print_txt,
    "xlsx": print_xlsx,
}


def manuscripts() -> Iterator[Manuscript]:
    """All manuscripts, by name."""
    return map(read, sorted(MANUSCRIPTS.glob("*.md")))


def printed(paper: Manuscript) -> bytes:
    """The paper in the format of its head, or else of its file name."""
    return PRINTERS[paper.head.get("format") or paper.file.rpartition(".")[2]](paper)


def main(folder: Path = SAMPLES) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for paper in manuscripts():
        (folder / paper.file).write_bytes(printed(paper))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
