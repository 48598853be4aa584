"""Text that is of no language, and text that only looks so."""

from __future__ import annotations

import pytest

from ingest.pdf_garbled import is_nonsense, is_strange


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "7KH 6WDWHV 3DUWLHV PHW LQ *HQHYD DQG DJUHHG WR UHSRUW RQ SURJUHVV PDGH E\\ WKHP HDFK \\HDU",
            True,
        ),  # shifted by 29
        (
            "Ãîñóäàðñòâà ó÷àñòíèêè âñòðåòèëèñü â Æåíåâå äëÿ òîãî ÷òîáû îöåíèòü äîñòèãíóòûé ïðîãðåññ çà ïîñëåäíèé ãîä è ïðèíÿòü ðåøåíèÿ ïëàí",
            True,
        ),
        ('!" #$% &*+ <=> @\\^ `{| }~! "#$ %&* +<= >@\\ ^`{ |}~ !"# $%& *+<', True),
        (
            "Austria Benin Chad Chile Croatia Cuba Fiji France Gabon Germany Ghana Ireland Italy Japan Kenya Laos Malta",
            False,
        ),
        ("2019 2020 2021 12.5 13.7 1,200 3,400 45 % 2019 2020 2021 12.5 13.7 1,200 3,400 45 % 11 12 13 14 15", False),
        ("CCM/MSP/2021/4 CCM/MSP/2021/5 CCM/MSP/2021/6 HRC/48/3 HRC/48/4 A/RES/63/71 A/RES/70/54 CCM/77", False),
        (
            "Państwa Strony zgodziły się spotkać ponownie w Genewie i co roku składać sprawozdanie dotyczące postępu prac",
            False,
        ),
        (
            "Các quốc gia thành viên đồng ý họp lại tại Geneva và báo cáo hằng năm về tiến độ thực hiện công ước này",
            False,
        ),
        (
            "Государства участники договорились встретиться снова и ежегодно отчитываться о ходе работы по очистке земель",
            False,
        ),
        (
            "اتفقت الدول الأطراف على الاجتماع مرة أخرى في جنيف وعلى تقديم تقرير كل عام عن التقدم المحرز نحو تنفيذ الاتفاقية",
            False,
        ),
        (
            "缔约国 同意 在 日内瓦 再次 举行 会议 每年 报告 进展 情况 工作组 将 举行 两次 会议 支持 受害者 的 组织 参加",
            False,
        ),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z", False),  # letters that stand alone say nothing
        ("Bcdf ghjk", False),  # too little to tell
    ],
)
def test_text_of_no_language(text: str, expected: bool) -> None:
    assert is_strange(text.split()) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("acƟon", True),  # a ligature taken for a letter of Africa's alphabets
        ("\ue054\ue068\ue065", True),
        ("\ufffd\ufffd\ufffd", True),
        ("\uf0b7", False),  # a bullet
        ("Țară", False),
        ("Nguyễn", False),
        ("Đurđica", False),
        ("Łódź", False),
        ("d’États", False),
        ("−5", False),
    ],
)
def test_words_with_letters_that_no_word_has(word: str, expected: bool) -> None:
    assert is_nonsense(word) is expected
