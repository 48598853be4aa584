"""Web pages that a browser or Word saved in one file with their pictures (MHTML, RFC 2557)."""

from __future__ import annotations

import email
import re

HEAD = 5_000  # bytes of headers that are looked at
HEADER = re.compile(rb"\s*[\w-]{2,60}:")
RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)


def is_saved_page(data: bytes) -> bool:
    """Whether a file begins with the headers of a message whose parts make one page."""
    head = re.split(rb"\r?\n\r?\n", data[:HEAD].lstrip(), maxsplit=1)[0]
    return bool(HEADER.match(head) and RELATED.search(head))


def page_in(data: bytes) -> tuple[bytes, str | None]:
    """The page among the parts, with the encoding that its part names; nothing where no part is a page."""
    for part in email.message_from_bytes(data).walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            return content, part.get_content_charset()
    return b"", None
