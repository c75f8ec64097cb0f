"""What can go wrong with a store or a file, each with the words that a person needs: place, what, remedy.

Owns the exceptions that faces catch and the sentence each says. It must not print, and must not open anything.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from pathlib import Path


class Problem(Exception):
    """Something is wrong at `path`. `what` says what it is, `remedy` what to do about it; `str()` says all three."""

    def __init__(self, path: Path, what: str, remedy: str) -> None:
        super().__init__(path, what, remedy)
        self.path, self.what, self.remedy = path, what, remedy

    def __str__(self) -> str:
        return f"{printable(str(self.path))}: {self.what}; {self.remedy}"


class FileProblem(Problem):
    """A file cannot be read, or only in part. The others still can."""


class UnreadableFile(FileProblem):
    """Nothing can be read from a file: it is missing, damaged, encrypted, empty or of no known kind."""


class DamagedFile(UnreadableFile):
    """A file of a known kind that is not whole: what was stored of it while it was is worth keeping."""


class NothingToRead(UnreadableFile):
    """A file that is as it should be and yet holds no text to read: it is empty, or of a kind that no reader knows."""


class StoreError(Problem):
    """The store cannot be used. `str()` names it, what is wrong and what to do."""


class MissingStore(StoreError):
    """There is no store at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there is no store", "make one with `jiwen index FOLDER`, or name another with --store")


class BrokenStore(StoreError):
    """The file is no store, is damaged, or cannot be opened."""


class NewerStore(StoreError):
    """The store was written by a later version of jiwen."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            path,
            f"the store has version {found}, this jiwen knows up to {known}",
            "update jiwen, or name another store with --store",
        )


class LockedStore(StoreError):
    """Another program is writing to the store, and did not finish in time."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "another program is writing to the store", "wait until it is done and try again")


class UnwritableStore(StoreError):
    """The store can be read, perhaps, but not written to: its folder, its medium or the space on it."""


_BY_CODE: dict[int, tuple[type[StoreError], str, str]] = {
    sqlite3.SQLITE_FULL: (
        UnwritableStore,
        "the disk is full",
        "free some space and run `jiwen index` again: what was stored before is kept",
    ),
    sqlite3.SQLITE_READONLY: (
        UnwritableStore,
        "the store cannot be written to",
        "change the rights of the file and its folder, or name another store with --store",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        BrokenStore,
        "the file cannot be opened",
        "see that you have the right to it and to its folder, or name another store with --store",
    ),
    sqlite3.SQLITE_IOERR: (
        UnwritableStore,
        "the disk reports an error",
        "see that the disk is connected and has space, then try again: what was stored before is kept",
    ),
    sqlite3.SQLITE_NOTADB: (
        BrokenStore,
        "the file is no store of jiwen",
        "name another file with --store; this one was left as it is",
    ),
}


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """What SQLite says, as the error that a person can act on. `path` is the store's."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None  # the low byte; the rest tells variants apart
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedStore(path)
    damaged = (BrokenStore, f"the store is damaged ({error})", "delete it and index the files again")
    kind, what, remedy = _BY_CODE.get(primary, damaged) if primary is not None else damaged
    return kind(path, what, remedy)


def printable(text: str) -> str:
    """The text with every control character (a terminal escape's first, say) and half a character as its code."""
    return "".join(f"\\x{ord(c):02x}" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
