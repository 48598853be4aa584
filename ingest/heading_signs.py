"""What a single line shows of being a heading: its length, its letters, the words it begins with."""

from __future__ import annotations

import regex

from ingest.draft import Draft

SHORT, SHORT_NUMBERED, TITLE_LENGTH = 110, 220, 240  # characters
DAY_LENGTH = 45
FEW_WORDS, FEW_IN_TITLE = 16, 34
ENDS_OPEN = regex.compile(r"[^.;:,!…。；：，、؛،-]$")
ENDS_AS_NOTE = regex.compile(r"[\s\p{L}][*†‡]$")
LETTERS = regex.compile(r"\p{L}")
SENTENCE_WITHIN = regex.compile(r"\p{Ll}{2}[.;!?]\s+\p{Lu}")
LABEL_LINE = regex.compile(r"^[^:：]{1,50}[:：]\s*\S")
ADDRESS = regex.compile(r"https?://|www\.|\S@\S|[+]\d{2}|\s\|\s|\b(?:tel|fax)\b", regex.IGNORECASE)
SYMBOL = regex.compile(r"^[A-Z]{1,6}(?:/[\w().*-]+){1,}[*]*$|^(?:GE|E)\.\d")
MONTHS = (
    r"jan\p{L}*|f[eé]v\p{L}*|feb\p{L}*|mar[sz]?\p{L}*|a[pvb][rv]\p{L}*|ma[iy]o?|ju[nil]\p{L}*|a[uo][gûu]\p{L}*|ago\p{L}*"
    r"|sep\p{L}*|set\p{L}*|o[ck]t\p{L}*|nov\p{L}*|d[eéi][czk]\p{L}*|ene\p{L}*|янв\p{L}*|фев\p{L}*|апр\p{L}*|ма[яй]\p{L}*"
    r"|июн\p{L}*|июл\p{L}*|авг\p{L}*|сен\p{L}*|окт\p{L}*|ноя\p{L}*|дек\p{L}*"
)
DAY_LINE = regex.compile(
    rf"^(?:\p{{L}}[\p{{L}}’'.-]*,?\s+){{0,3}}\d{{1,2}}(?:st|nd|rd|th|er|º|°)?(?:\s*(?:[-–—]|to|au|al|and|et|y)\s*\d{{1,2}})?\.?"
    rf"\s+(?:de\s+)?(?:{MONTHS})\b.*(?:19|20)\d\d|^\d{{4}}年\d{{1,2}}月\d{{1,2}}日|^\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d"
    rf"|^(?:\p{{L}}+,\s+)?(?:{MONTHS})\s+\d{{1,2}},\s+(?:19|20)\d\d",
    regex.IGNORECASE,
)
BYLINE = regex.compile(
    r"(?:submitted|prepared|presented|note|transmitted|drafted) by\b|(?:présentée?|soumise?|préparée?|établie?|note) (?:par|du)\b"
    r"|(?:presentad[oa]|preparad[oa]|elaborad[oa]|nota) (?:por|de)\b|представлен|подготовлен|مقدم|由.{1,30}提交",
    regex.IGNORECASE,
)
PERIOD = regex.compile(r"[١٢][٩٠]\d\d|\b(?:19|20)\d\d\b|\b[QTqt][1-4]\b|\b[1-4][QTqt]\b|(?:19|20)\d\d年")
NUMBERS = (
    r"\d{1,3}(?:\.\d{1,2}){0,2}(?:/[\w.]{1,6})?|[IVXLC]{1,6}|[A-Z]|(?i:one|two|three|four|five|six|seven|eight|nine|ten"
    + (
        r"|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|premi[eè]re?|uno?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
        r"|primer[ao]?|segund[ao]|tercer[ao]?)"
    )
)
LABEL = regex.compile(
    rf"^(?P<word>\p{{Lu}}\p{{L}}{{2,15}})\s+(?P<number>{NUMBERS})\b(?P<rest>\s*(?:[-–—:.)]\s*\S.*|\s+\p{{Lu}}.*|))$"
)
PARTS = regex.compile(
    r"(?:part|partie|parte|chapter|chapitre|capítulo|decision|décision|decisión|resolution|résolution|resolución"
    r"|часть|решение|глава)\b",
    regex.IGNORECASE,
)
ANNEXES = regex.compile(
    r"(?:annex|annexe|anexo|appendix|appendice|apéndice|enclosure|addendum|приложение|附件|附录|المرفق)\b",
    regex.IGNORECASE,
)
ALONE = regex.compile(ANNEXES.pattern.removesuffix(r"\b") + r"(?:e?s)?$", regex.IGNORECASE)
CAPTION = regex.compile(
    r"^(?i:figure|fig\.|table|box|chart|diagram|graph|map|photo|picture|plate|exhibit|figura|cuadro|tabla|gráfic[oa]|recuadro"
    r"|diagrama|mapa|foto|ilustración|imagen|tableau|encadré|graphique|diagramme|schéma|carte|photographie|illustration"
    r"|рисунок|рис\.|таблица|диаграмма|график|карта|вставка|图|表|图表|الشكل|شكل|الجدول|جدول|الإطار)"
    r"\s*(?i:n[°ºo]\.?\s*)?(?:[A-Z]\.)?(?:\d{1,3}(?:[.-]\d{1,4}){0,2}|[IVX]{1,5}|[A-Z])[a-z]?"
    r"(?P<title>\s?[.:：–—-](?!\d)\s*\S.*|\s+[\p{Lu}\p{Lo}(«“\"].*|[.:]?)$",
    regex.DOTALL,
)
ARTICLES = regex.compile(r"^(?:the|a|an|le|la|les|l['’]|un|une|des|el|los|las|una?|unos)\b", regex.IGNORECASE)


def is_short(text: str, length: int = SHORT, words: int = FEW_WORDS) -> bool:
    """Whether a text is as short as headings are and does not end as a sentence."""
    if len(text) > length or text.count(" ") >= words or not LETTERS.search(text):
        return False
    return bool(ENDS_OPEN.search(text)) and not SENTENCE_WITHIN.search(text)


def begins_as_heading(text: str) -> bool:
    first = LETTERS.search(text)
    return first is not None and not first[0].islower()


def is_no_heading(text: str) -> bool:
    """Lines as short as headings that say something else: dates, symbols, addresses, "Word: value"."""
    found = (
        DAY_LINE.match(text)
        or SYMBOL.match(text)
        or BYLINE.match(text)
        or ADDRESS.search(text)
        or ENDS_AS_NOTE.search(text)
    )
    return bool(found or (LABEL_LINE.match(text) and not LABEL.match(text)))


def is_label_line(text: str) -> bool:
    """ "Coordinators: Spain", "Submitted by the President": what stands under a title."""
    return bool(LABEL_LINE.match(text) or BYLINE.match(text))


def is_day(text: str) -> bool:
    """Whether a line is a date, with no more than a place or a name."""
    return len(text) < DAY_LENGTH and bool(DAY_LINE.match(text)) and not text.endswith((".", ",", ";"))


def is_plain_heading(draft: Draft) -> bool:
    """Whether a line without a number can be a heading, for all that it shows itself."""
    text = draft.text
    return draft.marker is None and is_short(text) and begins_as_heading(text) and not is_no_heading(text)


def is_numbered_heading(draft: Draft) -> bool:
    """Whether the text after a number can be a heading; one with a colon must not begin a sentence."""
    text = draft.text
    if text.endswith((":", "：")):
        return is_lead_word(text)
    return is_short(text, SHORT_NUMBERED, FEW_IN_TITLE) and begins_as_heading(text)


def is_title(draft: Draft) -> bool:
    text = draft.text
    return draft.marker is None and is_short(text, TITLE_LENGTH, FEW_IN_TITLE) and not is_no_heading(text)


def is_capitals(text: str) -> bool:
    """Whether a line is written in capitals; initials and symbols are not enough."""
    letters = LETTERS.findall(text)
    return len(letters) >= 4 and not any(letter.islower() for letter in letters) and text.lower() != text


def is_period(text: str) -> bool:
    """Whether a line names a quarter or another period, as timelines do over their lists."""
    return bool(PERIOD.search(text)) and text.count(" ") < 7 and is_short(text.rstrip(":")) and begins_as_heading(text)


def is_lead_word(text: str) -> bool:
    """Whether "Objectives:" names a list or text below, and begins no sentence."""
    head = text[:-1].rstrip()
    return (
        text[-1:] in ":："
        and head.count(" ") < 5
        and is_short(head)
        and begins_as_heading(head)
        and not ARTICLES.match(head)
    )
