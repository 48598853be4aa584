"""Papers in object storage: what lies below an address such as s3://bucket/folder, and the bytes of each object.

Any storage that fsspec knows can be named, where its package is installed; that of S3 comes with the extra `cluster`.
Credentials are the storage's own affair: s3fs takes those that the tools of S3 use (variables, profile, role).
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
SENTENCES = (  # by the name of the error's class or of one it is derived from, since the package may not be installed
    ("NoCredentialsError", "There are no credentials for it: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; "
     "for what is open to everybody, FSSPEC_S3='{\"anon\": true}'."),
    ("ProfileNotFound", "There is no such profile of AWS: check AWS_PROFILE and ~/.aws/config."),
    ("PermissionError", "These credentials may not read it: ask its owner for leave to list and read."),
    ("FileNotFoundError", "There is no such bucket or object: check its address."),
    ("EndpointConnectionError", "The storage cannot be reached: check the network, and AWS_ENDPOINT_URL if it is not Amazon's."),
    ("ParamValidationError", "No bucket can have such a name: check its address."),
    ("ImportError", "Reading it needs another package: pip install 'convention-papers[cluster]' for s3://."),
)  # fmt: skip


class Unreachable(ValueError):
    """What cannot be had; the message is one sentence that says what to do."""


def is_stored(place: str) -> bool:
    """Whether a place is an address of storage; those of the web are not."""
    scheme = ADDRESS.match(place)
    return scheme is not None and scheme[1].lower() not in ("http", "https")


def listed(address: str) -> list[str]:
    """The addresses of all objects below one, by name, hidden things left out; of an object, its own.

    Raises Unreachable where there is none, or where they cannot be listed.
    """
    try:
        storage = storage_of(address)
        root = storage._strip_protocol(address)
        inside = sorted(storage.find(root), key=lambda path: path.split("/"))
    except Exception as error:  # whatever a storage's library raises
        raise Unreachable(said(error)) from error
    seen = [path for path in inside if path == root or is_seen(path.removeprefix(root))]
    if not seen:
        raise Unreachable("There is nothing in it: check its address, which is that of a folder or an object.")
    return [str(storage.unstrip_protocol(path)) for path in seen]


def is_seen(path: str) -> bool:
    """Whether an object is a file, and neither it nor a folder it is in hides."""
    return not path.endswith("/") and not any(part.startswith(".") for part in path.split("/"))


def bytes_at(address: str, largest: int) -> bytes:
    """The first bytes of an object, one more than `largest` at most. Raises Unreachable."""
    try:
        storage = storage_of(address)
        with storage.open(storage._strip_protocol(address), "rb") as file:
            return bytes(file.read(largest + 1))
    except Exception as error:
        raise Unreachable(said(error)) from error


def storage_of(address: str) -> Any:
    """The file system of an address, one for all of a scheme; a ValueError where fsspec knows no such scheme."""
    return import_module("fsspec").filesystem(address.partition(":")[0].lower(), use_listings_cache=False)


def said(error: Exception) -> str:
    """What to say of an error of a storage."""
    names = {kind.__name__ for kind in type(error).__mro__}
    told = next((sentence for name, sentence in SENTENCES if name in names), None)
    return told or f"It cannot be read ({' '.join(str(error).split()) or type(error).__name__}): check its address."
