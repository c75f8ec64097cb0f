"""How much of a file is read at most, so that no file, made so or grown so, takes a machine's memory or a day.

Owns the limits and the errors that name them. It must not know of any container.
"""

from __future__ import annotations

import time
from pathlib import Path

from store.errors import NothingToRead

FILE_BYTES = 200 << 20
EXPANDED_BYTES = 512 << 20  # of all that a zip container holds, unpacked
ARCHIVE_FILES = 2000
PAGES = 3000
CELLS = 1_000_000
SECONDS = 300

_MIB = 1 << 20


def over_size(path: Path, size: int) -> NothingToRead:
    what = f"the file has {size // _MIB} MiB, more than the limit of {FILE_BYTES // _MIB} MiB a file"
    return NothingToRead(path, what, "split it, or save the forms alone")


def over_expanded(path: Path) -> NothingToRead:
    what = f"unpacked, the file has more than the limit of {EXPANDED_BYTES // _MIB} MiB: it may be a zip bomb"
    return NothingToRead(path, what, "see where it comes from; save the forms alone")


def over_archive_files(path: Path, files: int) -> NothingToRead:
    what = f"the archive has {files} files, more than the limit of {ARCHIVE_FILES}"
    return NothingToRead(path, what, "unpack it and index the folder")


def over_pages(path: Path, pages: int) -> NothingToRead:
    what = f"the file has {pages} pages, more than the limit of {PAGES} pages a file"
    return NothingToRead(path, what, "split it")


class Budget:
    """What is left of a file's time and cells while it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cells = 0
        self._until = time.monotonic() + SECONDS

    def spend(self, cells: int) -> None:
        """Counts cells and looks at the clock. Raises NothingToRead over either limit."""
        self._cells += cells
        if self._cells > CELLS:
            what = f"the file has more than the limit of {CELLS} cells"
            raise NothingToRead(self._path, what, "save the forms alone, without the lists beside them")
        if time.monotonic() > self._until:
            what = f"reading the file took longer than the limit of {SECONDS} seconds"
            raise NothingToRead(self._path, what, "split it, or print it to PDF anew")
