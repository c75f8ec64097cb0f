"""Files to documents: which reader reads what, told by content and never by name.

Owns the opening of files and the errors of doing so. It must not know what a form is.
"""

from __future__ import annotations

from pathlib import Path

from store.errors import NothingToRead, UnreadableFile
from store.reading import text
from store.reading.document import Document, Line

__all__ = ["Document", "Line", "read"]

# The first bytes of containers that are no text, and what a person calls them.
_CONTAINERS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip container (an xlsx, docx or zip file)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (xls or doc)"),
    (b"{\\rtf", "a rich text file"),
    (b"Rar!", "a rar archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_AS_TEXT = "save its text as a .txt file and index that"


def read(path: Path) -> Document:
    """The document in a file. Raises UnreadableFile where it cannot be opened, NothingToRead where it holds no text."""
    content = _bytes(path)
    if not content:
        raise NothingToRead(path, "the file is empty (0 bytes)", "fetch it again, or leave it out")
    for signature, name in _CONTAINERS:
        if content.startswith(signature):
            raise NothingToRead(path, f"the file is {name}, which this version does not read", _AS_TEXT)
    decoded = text.decoded(content)
    if decoded is None:
        raise NothingToRead(path, "the file is no text in UTF-8, UTF-16 or GB18030", _AS_TEXT)
    lines = text.lines(decoded)
    if not any(line.text.strip() for line in lines):
        raise NothingToRead(path, "the file has nothing but blanks", "fetch it again, or leave it out")
    return Document(path, "text", lines)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(path, "there is no such file", "check the path") from error
    except IsADirectoryError as error:
        raise UnreadableFile(path, "the path is a folder, not a file", "name the files in it") from error
    except PermissionError as error:
        raise UnreadableFile(path, "the file may not be opened", "change its rights, or copy it") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"the file cannot be opened ({error})", "check the path and the disk") from error
