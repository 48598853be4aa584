"""Functions of PDFium called in haste: most of a call's time goes into wrapping the addresses that it takes and gives."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as c

POINTER = ctypes.c_void_p


def quick(name: str, result: type | None, *arguments: type) -> ctypes._FuncPointer:
    """A function of PDFium that takes and gives addresses as plain numbers."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(getattr(c, name), POINTER).value or 0)


class Room:
    """Room for numbers that PDFium writes: `values` to look at, and their `places` to hand over.

    It is used again and again: what was written must be taken out before the next call.
    """

    def __init__(self, kind: type[Any], count: int) -> None:
        self.values = (kind * count)()
        first, size = ctypes.addressof(self.values), ctypes.sizeof(kind)
        self.places = [POINTER(first + at * size) for at in range(count)]
