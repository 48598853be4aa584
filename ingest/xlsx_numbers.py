"""Values of a spreadsheet as people see them: number formats applied, dates in ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from ingest.docx_text import tidy

# Within a format: "quoted", \escaped, _padding, *filling, [colour or condition], [$currency-locale]
QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?(,*)")
SIGNIFICANT = 12  # digits a cell can show: what is beyond is the noise of binary fractions
LONGEST = 1e15


def shown(value: object, number_format: str) -> str:
    """The text of a cell.

    >>> shown(1234567, "#,##0"), shown(0.125, "0.0%"), shown(3.0, "General"), shown(17.5, '0.00" km²"')
    ('1,234,567', '12.5%', '3', '17.50 km²')
    >>> shown(datetime(2024, 9, 10), "dd/mm/yyyy")
    '2024-09-10'
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, date):
        return value.isoformat()
    return tidy(str(value)) if value is not None else ""


def _duration(value: timedelta) -> str:
    """Hours and minutes, which may be more than a day.

    >>> _duration(timedelta(days=1, hours=6, minutes=5))
    '30:05'
    """
    hours, minutes = divmod(round(value.total_seconds() / 60), 60)
    return f"{hours}:{minutes:02}"


def _number(value: float, number_format: str) -> str:
    sections = number_format.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    digits = DIGITS.search(_without_literals(section))
    if digits is None or "E+" in section or "E-" in section or "/" in section or abs(value) >= LONGEST:
        return general(value)
    before, after = _literals(section)
    percent = "%" in section
    amount = Decimal(repr(value)) * (100 if percent else 1)
    amount = abs(amount) if value < 0 and len(sections) > 1 else amount
    text = _figures(amount, digits)
    return tidy(f"{before}{text}{after}")


def _figures(amount: Decimal, digits: re.Match[str]) -> str:
    whole, decimals = digits[0].partition(".")[0], digits[1] or ""
    scale = len(digits[0]) - len(digits[0].rstrip(","))  # a comma after the last figure divides by a thousand
    amount = (amount / 1000**scale).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{amount:{',' if ',' in whole.rstrip(',') else ''}f}"
    optional = len(decimals) - len(decimals.rstrip("#"))
    for _ in range(optional):
        text = text.removesuffix("0")
    text = text.removesuffix(".") if decimals else text
    width = whole.replace(",", "").count("0")
    return text if "," in text or amount < 0 else _padded(text, width)


def _padded(text: str, width: int) -> str:
    whole, point, rest = text.partition(".")
    return f"{whole.zfill(width)}{point}{rest}"


def _without_literals(section: str) -> str:
    return QUOTED.sub(lambda found: "\0" * len(found[0]), section)


def _literals(section: str) -> tuple[str, str]:
    """What the format prints before and after the figures."""
    figures = DIGITS.search(_without_literals(section))
    start, end = figures.span() if figures else (0, 0)
    return _spoken(section[:start]), _spoken(section[end:])


def _spoken(part: str) -> str:
    return QUOTED.sub(lambda found: found[1] or found[2] or found[3] or "", part)


def general(value: float) -> str:
    """A number without format.

    >>> general(15.0), general(0.1 + 0.2)
    ('15', '0.3')
    """
    if isinstance(value, int) or (value == int(value) and abs(value) < LONGEST):
        return str(int(value))
    return f"{value:.{SIGNIFICANT}g}"
