"""What a gold file says of one paper: one JSON object, as values that a record of the archive must match."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.markers import marker_of
from papers.errors import NothingToRead

Gold = dict[str, Any]
Teller = Callable[[Gold, Any], Iterator["Wanted"]]
WHOLE = ("period", "meeting_dates", "reporting_window")  # lists that are one value


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that a person read in a paper: a part of the key is None where any will do, else those that will do."""

    key: tuple[frozenset[str] | None, ...]
    texts: tuple[str, ...] = ()
    quote: str | None = None


def read_gold(folder: Path) -> list[Gold]:
    """The gold of a folder by name of file; names that begin with an underscore are left out."""
    if not folder.is_dir():
        raise NothingToRead(f"There is no folder {str(folder)!r}; give one that holds gold as JSON, one file a paper.")
    files = [path for path in sorted(folder.glob("*.json")) if not path.name.startswith("_")]
    try:
        golds = [gold for path in files if "file" in (gold := json.loads(path.read_text("utf-8")))]
    except (OSError, ValueError, TypeError) as error:
        raise NothingToRead(f"A gold file in {str(folder)!r} is not JSON ({error}); mend it first.") from error
    if not golds:
        raise NothingToRead(f"No file in {str(folder)!r} is gold: a JSON object with the key `file`.")
    return golds


def told(gold: Gold, key: str, teller: Teller) -> Iterator[Wanted]:
    """The values under a key of the gold, none where it is null or absent."""
    value = gold.get(key)
    one = not isinstance(value, list) or key.removesuffix("_optional") in WHOLE
    for item in [] if value is None else [value] if one else value:
        yield from teller(gold, item)


def wanted(keys: Iterable[Any], text: str | None = None, quote: str | None = None) -> Wanted:
    return Wanted(tuple(one if one is None else any_of(one) for one in keys), (text,) if text else (), quote)


def any_of(*values: Any) -> frozenset[str]:
    """Each value as it is compared; a set is opened."""
    return frozenset(plain(one) for value in values for one in (value if isinstance(value, frozenset) else [value]))


def plain(value: object) -> str:
    """An id, number or date as it is compared.

    >>> plain("8 (a)"), plain(66.0), plain(None), plain("5.1."), plain("CCM/MSP/2024/4")
    ('8a', '66', '', '5.1', 'ccmmsp20244')
    """
    if isinstance(value, float):
        return f"{value:.12g}"
    text = "" if value is None else unicodedata.normalize("NFKC", str(value)).casefold()
    return "".join(sign for sign in text if sign.isalnum() or sign == ".").strip(".")


def normal(text: str) -> str:
    """A text as it is compared: without case, spare blanks, the marker before it and the punctuation after it.

    >>> normal("(a)  Develop partnerships;")
    'develop partnerships'
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())
    return marker_of(folded)[1].rstrip(" ;.,:")


# how each key of the gold is told
def named(*keys: str, text: str = "") -> Teller:
    """Objects with these keys, or bare values of the only one."""

    def tell(gold: Gold, item: Any) -> Iterator[Wanted]:
        row = item if isinstance(item, dict) else {(*keys, text)[0]: item}
        said = row.get(text)
        yield wanted([row.get(key) for key in keys], said, row.get("quote") or (said if text == "text" else None))

    return tell


def kinds(gold: Gold, item: str) -> Iterator[Wanted]:
    yield wanted([any_of(item, *gold.get("kind_also", []))])


def titles(gold: Gold, item: str) -> Iterator[Wanted]:
    yield Wanted((), (item, *gold.get("title_also", [])))


def period(gold: Gold, item: list[Any]) -> Iterator[Wanted]:
    yield wanted([str(year)[:4] if year else "" for year in item])


def coordinators(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    yield wanted([item["state"], gold.get("group")], quote=item.get("quote"))


def appointed(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    yield from (wanted([state, item.get("group")], quote=item.get("quote")) for state in item["states"])


def timeline(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    yield from (wanted([item["year"], item.get("quarter")], text, text) for text in item["items"])


def action_range(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    plan = item["plan"] if item.get("plan_named", True) else frozenset([item["plan"], ""])
    yield from (wanted([plan, number]) for number in opened(str(item["from"]), str(item["to"])))


def decisions(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    quote = item.get("quote")  # or, for a long report, the first word of the verb alone
    yield wanted([item["paragraph"], item.get("verb")], quote, quote)


def agenda(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    yield wanted([item["number"]], item["title"], item["title"])


def plan_table(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    inside = item["embedded_under"]
    yield wanted([item["plan"], item["count"] or "", "inside" if inside else ""], inside or item["title"])


def action_items(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    yield from (wanted([item["plan"], item["number"], letter]) for letter in item["sub"])


def months(gold: Gold, item: int) -> Iterator[Wanted]:
    yield wanted([gold.get("state"), item])


def areas(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    factor = {"km2": 1e6, "ha": 1e4}.get(item["unit"], 1.0)
    yield wanted([float(item["value"]) * factor])


def tasks(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    due = item["due"] or frozenset(["", item.get("due_as_written") or ""])
    yield wanted([due], item["text"], item["text"])


def own_dates(gold: Gold, item: list[str]) -> Iterator[Wanted]:
    yield wanted([gold.get("meeting") or "", item[0], item[-1]])


def days(gold: Gold, item: list[str]) -> Iterator[Wanted]:
    yield wanted([item[0], item[-1]])


def next_dates(gold: Gold, item: dict[str, Any]) -> Iterator[Wanted]:
    if item.get("dates"):
        yield wanted([item.get("code"), item["dates"][0], item["dates"][-1]])


def opened(first: str, last: str) -> list[str]:
    """The numbers of a range; the ends alone where it is none.

    >>> opened("5.1", "5.3"), opened("39", ""), opened("7", "5")
    (['5.1', '5.2', '5.3'], ['39'], ['7', '5'])
    """
    head, dot, low = first.rpartition(".")
    high = last.rpartition(".")[2]
    if low.isdecimal() and high.isdecimal() and 0 <= int(high) - int(low) <= 200:
        return [f"{head}{dot}{number}" for number in range(int(low), int(high) + 1)]
    return [one for one in (first, last) if one]
