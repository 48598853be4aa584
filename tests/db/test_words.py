"""What is indexed is what is asked for: the words of a text, however they are printed."""

from __future__ import annotations

import re
import sqlite3
import sys

import pytest

from db.words import WORD, folded, indexed, words
from ingest.signs import SIGNS


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("the Meeting – and its “papers” • 12 %", "dashes, quotes and bullets of print"),
        ("l’État partie", "a quote that parts words, and an accent"),
        ("co\u00adoperation a\u00a0b a\u200bb", "a hyphen that may be, and blanks of all widths"),
        ("m² and ½ of 1º", "signs that are numbers or letters"),
        ("№ 5 ™ ℃", "signs that only look like letters"),
        ("\uf0b7 item → next ● last", "signs of fonts of signs"),
        ("集束弹药", "no blanks"),
        ("snake_case a+b", "signs of ASCII"),
    ],
)
def test_the_index_holds_the_words_that_a_question_has(text: str, why: str) -> None:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
    index.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    index.execute("INSERT INTO t VALUES (?)", [indexed(text)])
    found = [term for (term,) in index.execute("SELECT term FROM v ORDER BY offset")]
    asked = [part for word in words(text) for part in re.findall(r"\w+", word.form.replace("_", " "))]
    assert found == asked, why


def test_signs_are_no_part_of_a_word() -> None:
    signs = {chr(code) for code in range(128, sys.maxunicode + 1) if SIGNS.fullmatch(chr(code))}
    assert not {sign for sign in signs if WORD.search(sign) or WORD.fullmatch(f"a{sign}b")}


def test_ascii_beside_signs_is_indexed_as_it_is() -> None:
    assert indexed("A – B") == "A   B"
    assert folded("B") == "b"
