"""Files that are locked with a password, opened with those that were given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import msoffcrypto  # type: ignore[import-untyped]
import pypdfium2 as pdfium
import pypdfium2.raw as c
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError  # type: ignore[import-untyped]

from ingest.containers import OLE_MARK, damaged
from ingest.errors import Unreadable

USUAL = ("VelvetSweatshop",)  # Excel opens workbooks that have this one without asking ([MS-OFFCRYPTO], 2.4.2.3)
ENCRYPTED = b"/Encrypt"  # in the trailer of a PDF (ISO 32000-1, 7.6.1), which is never packed


def unlocked(data: bytes, name: str, passwords: Sequence[str] = ()) -> bytes:
    """The file as it is without a password; the same bytes where it has none.

    Knows PDF and the files of Office, old and new. Raises `Unreadable` where no password fits.
    """
    if data.startswith(OLE_MARK):
        return unlocked_office(data, name, (*passwords, *USUAL))
    if ENCRYPTED in data and needs_password(data):
        return unlocked_pdf(data, name, passwords)
    return data


def unlocked_office(data: bytes, name: str, passwords: Iterable[str]) -> bytes:
    """The library asks for forms that broken files do not have, so whatever it raises on opening is no lock."""
    try:
        office = msoffcrypto.OfficeFile(BytesIO(data))
        if not office.is_encrypted():
            return data
    except (DecryptionError, NotImplementedError) as error:
        raise unknown_lock(name) from error
    except Exception:
        return data
    for password in filter(None, passwords):
        opened = BytesIO()
        try:
            office.load_key(password=password, verify_password=True)
            office.decrypt(opened)
        except (InvalidKeyError, UnicodeError):
            continue
        except (DecryptionError, NotImplementedError) as error:
            raise unknown_lock(name) from error
        except Exception as error:
            raise damaged(name) from error
        return opened.getvalue()
    raise locked(name)


def needs_password(data: bytes) -> bool:
    try:
        pdfium.PdfDocument(data).close()
    except pdfium.PdfiumError as error:
        return bool(error.err_code == c.FPDF_ERR_PASSWORD)
    return False


def unlocked_pdf(data: bytes, name: str, passwords: Iterable[str]) -> bytes:
    for password in passwords:
        try:
            pdf = pdfium.PdfDocument(data, password)
        except (pdfium.PdfiumError, UnicodeError):
            continue
        opened = BytesIO()
        try:
            pdf.save(opened, flags=c.FPDF_REMOVE_SECURITY)
        finally:
            pdf.close()
        return opened.getvalue()
    raise locked(name)


def locked(name: str) -> Unreadable:
    return Unreadable(
        "encrypted", f"{name} is locked with a password: give it with --password, or save it without one."
    )


def unknown_lock(name: str) -> Unreadable:
    return Unreadable("encrypted", f"{name} is locked in a way that is not known here: save it without a password.")
