"""Strangers' SQL is refused or bounded, and nothing tells where files lie."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.publish.conftest import Get

MANY = "with recursive c(x) as (select 1 union all select x + 1 from c) "

# a statement that would hurt, why
ATTACKS = [
    ("select zeroblob(1000000000)", "memory at one stroke"),
    ("select hex(randomblob(100000000))", "the same with noise"),
    ("select replace(hex(zeroblob(10000)), '00', hex(zeroblob(10000)))", "a text that grows"),
    (MANY + "select max(x) from c", "time without end"),
    (MANY + "select group_concat(x) from c", "time and memory"),
    (MANY + "select * from c order by random()", "a sort without end"),
    ("select a.text from blocks a, blocks b, blocks c, blocks d, blocks e, blocks f order by 1", "a product of tables"),
    (MANY + "select hex(group_concat(printf('%.*c', 250000, 'x'))) from c", "a text beyond its limit"),
    (
        MANY + "select max(instr(printf('%.*c', 290000, 'a'), printf('%.*c', 140000, 'a') || x)) from c",
        "few slow steps",
    ),
    ("select load_extension('x')", "foreign code"),
    ("select * from pragma_database_list", "where the file lies"),
    ("select writefile('x', 'y')", "writing a file"),
    ("select fts3_tokenizer('simple')", "addresses in memory"),
    ("select " + ", ".join(["1"] * 150), "more columns than any question needs"),
    ("select " + "(" * 300 + "1" + ")" * 300, "deep nesting"),
    ("select '" + "x" * 60_000 + "'", "a long statement"),
    ("select 1 where 'a' like '" + "%a" * 150 + "'", "a pattern that takes long to match"),
]


@pytest.mark.parametrize(("sql", "why"), ATTACKS)
def test_an_attack_is_refused_in_time(sql: str, why: str, get: Get) -> None:
    begun = time.monotonic()
    answer = get("/papers.json?" + urlencode({"sql": sql}))
    assert answer.status_code in (400, 503), why
    assert time.monotonic() - begun < 15, why


@pytest.mark.parametrize(
    "sql",
    ["attach 'x' as y", "delete from blocks", "pragma database_list", "select 1; drop table blocks", "vacuum into 'x'"],
)
def test_writing_is_refused(sql: str, get: Get) -> None:
    assert get("/papers.json?" + urlencode({"sql": sql})).status_code == 400


def test_a_text_is_bounded(get: Get) -> None:
    answer = get(
        "/papers.json?" + urlencode({"sql": "select length(printf('%.*c', 900000000, 'x')) as size", "_shape": "array"})
    )
    assert (answer.json()[0]["size"] or 0) <= 300_000


def test_an_answer_is_bounded(get: Get) -> None:
    wide = ", ".join(f"printf('%.*c', 290000, 'x') as c{number}" for number in range(20))
    answer = get("/papers.json?" + urlencode({"sql": f"{MANY}select {wide} from c limit 100"}))
    assert answer.status_code == 400
    assert "too large" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/papers",
        "/papers.json",
        "/papers/documents",
        "/papers/files.json",
        "/-/databases.json",
        "/-/settings.json",
        "/-/metadata.json",
        "/-/versions.json",
        "/_internal",
        "/_internal/databases",
        "/_memory",
        "/papers?sql=select+*+from+pragma_database_list",
        "/document/nothing",
    ],
)
def test_no_page_tells_where_the_file_lies(path: str, get: Get, public_db: Path) -> None:
    assert str(public_db.parent) not in get(path).text


@pytest.mark.parametrize(
    "path",
    [
        "/-/databases",
        "/-/threads",
        "/-/permissions",
        "/-/auth-token",
        "/-/messages",
        "/-/patterns",
        "/-/plugins",
        "/_internal",
    ],
)
def test_the_rooms_of_the_operator_are_closed(path: str, get: Get) -> None:
    assert get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/papers", "/papers/documents", "/static/papers.css", "/nothing", "/papers.json"]
)
def test_browsers_are_told_to_run_no_foreign_script(path: str, get: Get) -> None:
    headers = get(path).headers
    assert "script-src 'self';" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/", "/search?q=a", "/papers", "/papers/documents", "/papers/who_coordinated", "/papers?sql=select+1"]
)
def test_no_page_needs_an_inline_script_or_another_host(path: str, get: Get) -> None:
    text = get(path).text
    assert "<script>" not in text
    assert 'src="http' not in text
    assert "onclick=" not in text
