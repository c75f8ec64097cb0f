"""What kind of file a content is, told by its bytes and never by its name.

Owns the signatures. It must not read more of a content than it needs to tell.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum


class Kind(StrEnum):
    """A kind of file that is read; the value is what the store calls it."""

    TEXT = "text"
    DELIMITED = "csv"
    PAGE = "html"
    SAVED_PAGE = "mht"
    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    ARCHIVE = "zip"


AS_TEXT = "save its text as a .txt file and index that"
_TO_DOCX = "open it in Word or WPS and save it as .docx"
_TO_XLSX = "open it in Excel or WPS and save it as .xlsx"
# The first bytes of what is not read: what a person calls it, and what to do.
_OTHERS = (
    (b"{\\rtf", "a rich text file", _TO_DOCX),
    (b"Rar!", "a rar archive", "unpack it and index the folder"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it and index the folder"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and index the folder"),
    (b"SQLite format 3\x00", "an SQLite database", AS_TEXT),
    (b"\x89PNG", "a picture", "have its text recognised (OCR) and save that as text"),
    (b"\xff\xd8\xff", "a picture", "have its text recognised (OCR) and save that as text"),
    (b"GIF8", "a picture", "have its text recognised (OCR) and save that as text"),
    (b"II*\x00", "a picture", "have its text recognised (OCR) and save that as text"),
    (b"BM", "a picture", "have its text recognised (OCR) and save that as text"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024  # bytes before %PDF- that readers of PDF put up with
_HEADERS = 4096  # bytes at the beginning of a saved web page in which its headers are
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*[A-Za-z][A-Za-z0-9-]*:")  # with which one begins
_OF_PAGES = re.compile(rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.I | re.M)
_BITMAP_ZEROS = slice(6, 10)  # are reserved in a bitmap's head; "BM" alone may begin a text


class Unread(Exception):
    """A content of a kind that is not read: `what` it is, and the `remedy`."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what, self.remedy = what, remedy


def container(content: bytes) -> Kind | None:
    """The kind of a content that is no text; None of what may be one. Raises Unread for one not read."""
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(b"PK\x05\x06"):
        raise Unread("an archive with nothing in it", "fetch it again, or leave it out")
    if content.startswith(_OLE):
        return _ole(content)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return Kind.PDF
    for signature, name, remedy in _OTHERS:
        if content.startswith(signature) and (signature != b"BM" or content[_BITMAP_ZEROS] == b"\x00" * 4):
            raise Unread(f"{name}, which this version does not read", remedy)
    return Kind.SAVED_PAGE if _is_saved_page(content[:_HEADERS]) else None


def _is_saved_page(head: bytes) -> bool:
    """Whether a content begins as a browser or an office program saves web pages as one file."""
    return bool(_HEADER.match(head)) and b"mime-version:" in head.lower() and bool(_OF_PAGES.search(head))


def _zipped(content: bytes) -> Kind:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return Kind.ARCHIVE  # a damaged one: its reader says so
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "word/document.xml" in names:
        return Kind.DOCX
    if "xl/workbook.bin" in names:
        raise Unread("a binary Excel workbook (xlsb), which this version does not read", _TO_XLSX)
    if any(name.startswith("ppt/") for name in names):
        raise Unread("a PowerPoint presentation, which this version does not read", "save it as PDF")
    if "mimetype" in names and "content.xml" in names:
        return Kind.ODS
    return Kind.ARCHIVE


def _ole(content: bytes) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise Unread(
            "an Office file encrypted with a password (加密文件，需要密码)",
            "open it with its password and save it without one",
        )
    if has("WordDocument"):
        raise Unread("an old Word file (doc), which this version does not read", _TO_DOCX)
    if has("PowerPoint Document"):
        raise Unread("an old PowerPoint file, which this version does not read", "save it as PDF")
    return Kind.XLS
