"""Files that hold the time they were written, made to hold the time of their manuscript."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

OLDEST = (1980, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def still(packed: bytes, moment: dt.datetime) -> bytes:
    """The same OOXML or ODF package with fixed times: of its members, and in its core properties."""
    out = io.BytesIO()
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                data = STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            member = zipfile.ZipInfo(info.filename, OLDEST)
            member.compress_type, member.external_attr = info.compress_type, 0o600 << 16
            new.writestr(member, data)
    return out.getvalue()
