"""The smallest OLE files ([MS-CFB]): a header, one sector of allocations, one of directory entries for empty streams."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STREAM, ROOT = 2, 5


def ole_with(*streams: str) -> bytes:
    """An OLE file with up to three empty streams of these names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack("<128I", TABLE, END, *[FREE] * 126)
    # the entries of a folder are a tree; here each is to the right of the one before
    entries = entry("Root Entry", ROOT, child=1 if streams else FREE)
    for at, name in enumerate(streams, 1):
        entries += entry(name, STREAM, right=at + 1 if at < len(streams) else FREE)
    return header + table + entries.ljust(SECTOR, b"\0")


def entry(name: str, kind: int, right: int = FREE, child: int = FREE) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII36x", len(spelled), kind, 1, FREE, right, child)
    return spelled.ljust(64, b"\0") + links + struct.pack("<IQ", END, 0)
