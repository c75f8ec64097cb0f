"""Zip archives: every file in one, read as if it lay in a folder.

Owns the walk over an archive's files, and the places of what is in them. It must not unpack anything to a disk.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from store.dataclass import replace
from store.errors import NothingToRead, UnreadableFile
from store.reading import limits, packages
from store.reading.document import Block, Document, Grid, Line
from store.reading.text import clean
from store.records import Place

_UTF8_NAME = 0x800  # the flag of a name in UTF-8; else it is in whatever Windows wrote


def documents(path: Path, content: bytes, read: Callable[[Path, bytes], Document]) -> tuple[list[Block], list[str]]:
    """What is in the archive's files, in the order of their names; and a sentence for each that could not be read.

    `read` makes a document of one of them. Raises NothingToRead over a limit, or for an archive that none can be read
    of; DamagedFile for a damaged one.
    """
    package = packages.opened(path, content)
    files = sorted((info for info in package.infolist() if not info.is_dir()), key=_name)
    if len(files) > limits.ARCHIVE_FILES:
        raise limits.over_archive_files(path, len(files))
    found: list[Block] = []
    said: list[str] = []
    for info in files:
        name = _name(info)
        if _is_passed_over(name):
            continue
        try:
            found += _moved(_member(path, package, info, read), name)
        except UnreadableFile as problem:
            said.append(f"{name}: {problem.what}; {problem.remedy}")
    if not found:
        raise NothingToRead(
            path, "nothing in the archive can be read", "; ".join(said) or "see that it is the right one"
        )
    return found, said


def _member(path: Path, package: ZipFile, info: ZipInfo, read: Callable[[Path, bytes], Document]) -> Document:
    name = _name(info)
    parts = _parts(name)
    if ".." in parts or name.startswith(("/", "\\")) or ":" in name:
        what = "its name leads out of the archive, as names do that are made to harm"
        raise NothingToRead(path, what, "see where it comes from")
    return read(path / name, packages.read(path, package, info.filename))


def _moved(document: Document, name: str) -> Iterator[Block]:
    """The document's blocks, their places told from the archive."""
    for block in document.blocks:
        if isinstance(block, Line):
            yield replace(block, place=_within(block.place, name))
        else:
            yield Grid(tuple(replace(cell, place=_within(cell.place, name)) for cell in block.cells))


def _within(place: Place, name: str) -> Place:
    return replace(place, cell=f"{name}!{place.cell}" if place.cell else name)


def _name(info: ZipInfo) -> str:
    """The file's name; Chinese Windows writes names in GBK, which zipfile takes for cp437."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("gb18030")
    return clean(name).replace("\n", " ")


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts


def _is_passed_over(name: str) -> bool:
    """Whether a file is hidden, temporary, or what macOS adds."""
    parts = _parts(name)
    return any(part.startswith((".", "~$")) and part != ".." for part in parts) or "__MACOSX" in parts
