"""Object storage is walked like a folder, and says in a sentence what is wrong with an address."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import fsspec
import httpx
import pytest

from papers import receive
from papers.errors import NothingToRead
from papers.receive import found
from papers.storage import Unreachable
from tests.papers.storage import serving

OBJECTS = {
    "papers/b.txt": b"b",
    "papers/a/z.txt": b"z",
    "papers/a/empty.txt": b"",
    "papers/a/.hidden": b"",
    "papers/.git/config": b"",
    "papers/a/": b"",  # how consoles of S3 make a folder
    "papers//twice.txt": b"//",
    "papers/ä?x#y::*.txt": b"odd",
    "papers2/c.txt": b"c",  # begins alike, and is another folder
}


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with serving("archive", OBJECTS):
        yield "s3://archive"


def test_a_folder_is_walked_by_name_without_hidden_objects(bucket: str) -> None:
    names = ["/twice.txt", "a/empty.txt", "a/z.txt", "b.txt", "ä?x#y::*.txt"]
    assert found([f"{bucket}/papers"]) == [f"{bucket}/papers/{name}" for name in names]
    assert found([f"{bucket}/papers/", f"{bucket}/papers/b.txt"]) == found([f"{bucket}/papers"])


@pytest.mark.parametrize("key", ["papers/b.txt", "papers//twice.txt", "papers/a/empty.txt", "papers/ä?x#y::*.txt"])
def test_an_object_is_received_with_its_address(bucket: str, key: str) -> None:
    (place,) = found([f"{bucket}/{key}"])
    received = receive.receive(place)
    assert (received.name, received.data, received.origin) == (Path(key).name, OBJECTS[key], f"{bucket}/{key}")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("s3://archive/typo", "There is nothing in it"),
        ("s3://nobody-has-this/papers", "no such bucket"),
        ("s3://Not A Bucket/papers", "No bucket can have such a name"),
        ("s3://", "check its address"),
        ("gs://archive/papers", "another package"),
        ("gopher://archive/papers", "Protocol not known"),
    ],
)
def test_what_cannot_be_listed_says_so(bucket: str, place: str, message: str) -> None:
    with pytest.raises(NothingToRead, match=message):
        found([place])


def test_an_object_that_is_gone_or_too_large_says_so(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreachable, match="no such bucket or object"):
        receive.receive(f"{bucket}/papers/gone.txt")
    monkeypatch.setattr(receive, "LARGEST", 2)
    with pytest.raises(Unreachable, match="larger than"):
        receive.receive(f"{bucket}/papers/ä?x#y::*.txt")


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "true"}, "no credentials"),
        ({"AWS_PROFILE": "nobody"}, "no such profile"),
        ({"AWS_ENDPOINT_URL": "nowhere"}, "Invalid endpoint"),
    ],
)
def test_wrong_credentials_are_told(
    bucket: str, variables: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(NothingToRead, match=message):
        found([f"{bucket}/papers"])
    fsspec.get_filesystem_class("s3").clear_instance_cache()


def test_what_may_not_be_read_says_so(bucket: str) -> None:
    demand = f"{os.environ['AWS_ENDPOINT_URL']}/moto-api/reset-auth"  # how many more requests go unchecked
    httpx.post(demand, content="0")
    try:
        with pytest.raises(NothingToRead, match="may not read it"):
            found([f"{bucket}/papers"])
    finally:
        httpx.post(demand, content="inf")
