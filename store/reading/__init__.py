"""Files to documents: which reader reads what, told by content and never by name.

Owns the opening of files and the errors of doing so. It must not know what a form is. Readers are imported when a
file needs them: their libraries take longer to load than a text file to read.
"""

from __future__ import annotations

from pathlib import Path

from store.errors import NothingToRead, UnreadableFile
from store.reading import limits, sniffing, text
from store.reading.document import Block, Document, Grid, GridCell, Line
from store.reading.sniffing import Kind

__all__ = ["Block", "Document", "Grid", "GridCell", "Line", "read"]

_LEAVE_OUT = "fetch it again, or leave it out"


def read(path: Path) -> Document:
    """The document in a file.

    Raises UnreadableFile where it cannot be opened, NothingToRead where it holds no text, DamagedFile where it is not
    whole.
    """
    return _document(path, _bytes(path), in_archive=False)


def _document(path: Path, content: bytes, in_archive: bool) -> Document:
    if not content:
        raise NothingToRead(path, "the file is empty (0 bytes)", _LEAVE_OUT)
    try:
        kind = sniffing.container(content)
    except sniffing.Unread as unread:
        raise NothingToRead(path, f"the file is {unread.what}", unread.remedy) from unread
    if kind is None:
        return _text(path, content)
    if kind is not Kind.ARCHIVE:
        return Document(path, kind.value, _blocks(kind, path, content))
    if in_archive:
        raise NothingToRead(path, "the file is an archive in an archive", "unpack it and index the folder")
    from store.reading import archive

    blocks, notes = archive.documents(path, content, lambda member, inner: _document(member, inner, in_archive=True))
    return Document(path, kind.value, blocks, tuple(notes))


def _blocks(kind: Kind, path: Path, content: bytes) -> list[Block]:
    match kind:
        case Kind.PDF:
            from store.reading import pdf

            return pdf.blocks(path, content)
        case Kind.XLSX:
            from store.reading import xlsx

            return xlsx.blocks(path, content)
        case Kind.XLS:
            from store.reading import xls

            return xls.blocks(path, content)
        case Kind.SAVED_PAGE:
            from store.reading import mht

            return mht.blocks(path, content)
        case Kind.DOCX:
            from store.reading import docx

            return docx.blocks(path, content)
        case _:
            from store.reading import ods

            return ods.blocks(path, content)


def _text(path: Path, content: bytes) -> Document:
    from store.reading import delimited, html

    decoded = text.decoded(content)
    if decoded is None:
        raise NothingToRead(path, "the file is no text in UTF-8, UTF-16 or GB18030", sniffing.AS_TEXT)
    if html.is_page(decoded):
        return Document(path, Kind.PAGE.value, html.blocks(path, html.page_text(content) or decoded))
    lines = text.lines(decoded)
    if not any(line.text.strip() for line in lines):
        raise NothingToRead(path, "the file has nothing but blanks", _LEAVE_OUT)
    grid = delimited.grid(decoded)
    if grid:
        return Document(path, Kind.DELIMITED.value, (grid,))
    return Document(path, Kind.TEXT.value, delimited.barred(lines) or lines)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.FILE_BYTES:
            raise limits.over_size(path, size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(path, "there is no such file", "check the path") from error
    except IsADirectoryError as error:
        raise UnreadableFile(path, "the path is a folder, not a file", "name the files in it") from error
    except PermissionError as error:
        raise UnreadableFile(path, "the file may not be opened", "change its rights, or copy it") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"the file cannot be opened ({error})", "check the path and the disk") from error
