"""Articles and actions, in lists and ranges, and whose they are."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Spans

ARTICLES = [
    # (text, language, ids, why)
    (
        "article 4, ARTICLE 7, Art. 3, art4, Article-9 measures",
        "en",
        ["4", "7", "3", "4", "9"],
        "the word in many forms",
    ),
    ("Articles 3, 4 et 5", "fr", ["3", "4", "5"], "a list"),
    ("Article 3, 4, 5, 7 and 9", "en", ["3", "4", "5", "7", "9"], "a list after the singular"),
    ("art. 7 and arts. 3 & 4", "en", ["7", "3", "4"], "abbreviations"),
    ("articles 3 or 4; articles 3 ou 4; artículos 3 o 4", "en", ["3", "4"] * 3, "or"),
    ("Articles 3-5 and 7 to 9", "en", ["3:5", "7:9"], "ranges"),
    ("Article 4(1), Article 4.5 and Article 7, paragraph 1 (a)", "en", ["4", "4", "7"], "parts of an article"),
    ("Article 3 (2), 4 (1) and 7", "en", ["3", "4", "7"], "parts in a list"),
    ("under Article 4, 10 States Parties reported", "en", ["4"], "the 10 is a count"),
    ("under article 3 8 States", "en", ["3"], "so is the 8, whose comma is lost"),
    ("Under Article 4, 10 of them have", "en", ["4"], "nothing but a comma leads to it"),
    ("Articles 3, 4 and 5, 12 of which", "en", ["3", "4", "5"], "a list ends with its and"),
    ("article 4 until 1 May 2030", "en", ["4"], "a time is no range"),
    ("Article 7, 30 April 2024", "en", ["7"], "a date after it"),
    ("Article 7. 3 States", "en", ["7"], "another sentence"),
    ("a particle 4", "en", [], "within a word"),
    ("los artículos 3 y 4 de la Convención", "es", ["3", "4"], "the Convention is this one"),
    ("l’article premier", "fr", ["1"], "the first article has a name in French"),
    ("第四条、第4条和第十一条", "zh", ["4", "4", "11"], "words and digits"),
    ("第三、四和五条", "zh", ["3", "4", "5"], "a list in words"),
    ("第4次会议", "zh", [], "an ordinal alone is no article"),
    ("المادة 4 والمادتين 3 و7", "ar", ["4", "3", "7"], "particles"),
    ("بموجب المادة ٤، المادة الرابعة", "ar", ["4", "4"], "digits of its own, and a word"),
    ("статьи 4, статей 3 и 7, ст. 9", "ru", ["4", "3", "7", "9"], "cases"),
]
FOREIGN = [
    ("article 5 of the Mine Ban Convention", "en", ["APMBC-5"], "named after it"),
    ("Articles 3 and 4 of the Mine Ban Treaty", "en", ["APMBC-3", "APMBC-4"], "for the whole list"),
    ("article 32 of the CRPD", "en", ["CRPD-32"], "an abbreviation"),
    ("the Mine Ban Convention's article 5, APMBC article 5", "en", ["APMBC-5"] * 2, "named before it"),
    ("article 3 of the CCM and article 5 of the APMBC", "en", ["3", "APMBC-5"], "each its own"),
    ("Article 6 of the Paris Agreement", "en", ["?-6"], "an unknown treaty"),
    ("article 9 of the Penal Code", "en", ["?-9"], "a law"),
    ("l’article 9 du Code pénal, artículo 9 de la Ley", "fr", ["?-9", "?-9"], "in other languages"),
    ("Article 9 of the Convention and the Protocol", "en", ["9"], "the Convention comes first"),
    ("Under article 4, the Mine Ban Convention asks", "en", ["4"], "a new clause"),
    ("l’article 5 de la Convention d’Ottawa", "fr", ["APMBC-5"], "in French"),
    ("статья 5 Конвенции о запрещении противопехотных мин", "ru", ["APMBC-5"], "no word between"),
    ("《禁止杀伤人员地雷公约》第五条", "zh", ["APMBC-5"], "named before it, in Chinese"),
    ("《宪法》第5条", "zh", ["?-5"], "a text that is not known"),
    ("article 99", "en", ["?-99"], "this convention has no such article"),
]
ACTIONS = [
    ("Action 18-30, actions 31–37, Actions 18 to 20", "en", ["18:30", "31:37", "18:20"], "ranges"),
    ("Actions 27, 28 and 30", "en", ["27", "28", "30"], "a list"),
    ("Action #31, Action No. 31, Actions #31-#37", "en", ["31", "31", "31:37"], "signs before the number"),
    ("thirteen actions, numbered 20 to 32", "en", ["20:32"], "numbered"),
    ("seven actions (5.1 to 5.7)", "en", ["5.1:5.7"], "in brackets"),
    ("Actions 1.1, 1.2 and 2.1; Action 4.2 (a)", "en", ["1.1", "1.2", "2.1", "4.2"], "numbers with a point"),
    ("mesures nos 31 à 37 ; les actions 1, 2 et 3", "fr", ["31:37", "1", "2", "3"], "French"),
    ("acciones 4.1 a 4.4, medidas núms. 31 a 37, acción n.º 5", "es", ["4.1:4.4", "31:37", "5"], "Spanish"),
    ("las acciones 31 a la 37", "es", ["31:37"], "an article before the number"),
    ("行动31至37，第31项行动", "zh", ["31:37", "31"], "Chinese"),
    ("действий 31–37", "ru", ["31:37"], "Russian"),
    ("الإجراءات من 31 إلى 37", "ar", ["31:37"], "Arabic"),
    ("transaction 5, action plan 2, actions of 16 States", "en", [], "other words and numbers"),
    ("Action 2024", "en", [], "a year"),
    ("action 50%", "en", [], "a share"),
]


@pytest.mark.parametrize(("text", "language", "ids", "why"), ARTICLES)
def test_articles(spans: Spans, text: str, language: str, ids: list[str], why: str) -> None:
    assert [key for _, key in spans("articles", text, language)] == ids, why


@pytest.mark.parametrize(("text", "language", "ids", "why"), FOREIGN)
def test_articles_of_others(spans: Spans, text: str, language: str, ids: list[str], why: str) -> None:
    assert [key for _, key in spans("articles", text, language)] == ids, why


@pytest.mark.parametrize(("text", "language", "ids", "why"), ACTIONS)
def test_actions(spans: Spans, text: str, language: str, ids: list[str], why: str) -> None:
    assert [key for _, key in spans("actions", text, language)] == ids, why


def test_words_of_a_list(spans: Spans) -> None:
    """The word goes with the first number, so that every number has evidence of its own."""
    assert spans("articles", "Articles 3, 4 and 5-7") == [("Articles 3", "3"), ("4", "4"), ("5-7", "5:7")]
