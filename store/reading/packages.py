"""Zip containers (xlsx, docx, ods, archives): opened with care.

Owns the refusal of what unpacks to too much, of declared entities, and of damaged or encrypted containers. It must
not know what a part means, and never writes a file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from store.errors import DamagedFile, NothingToRead
from store.reading import limits

_DECLARATIONS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096  # bytes of a part in which a declaration must stand: before its first element


def opened(path: Path, content: bytes) -> zipfile.ZipFile:
    """The container. Raises NothingToRead over the limits or for an encrypted one, DamagedFile for a damaged one."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(path, error) from error
    infos = package.infolist()
    if sum(info.file_size for info in infos) > limits.EXPANDED_BYTES:
        raise limits.over_expanded(path)
    if any(info.flag_bits & 1 for info in infos):
        raise NothingToRead(path, "the archive is encrypted", "unpack it with its password and index the folder")
    return package


def read(path: Path, package: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes. Raises DamagedFile where it is damaged."""
    try:
        return package.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError) as error:
        raise damaged(path, error) from error


def refuse_declarations(path: Path, package: zipfile.ZipFile) -> None:
    """Raises NothingToRead where a part declares entities: no office program writes any, and a bomb is made of them."""
    for info in package.infolist():
        if not info.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        with package.open(info) as part:
            head = part.read(_HEAD)
        if head.startswith(_UTF16):
            head = head.replace(b"\x00", b"")
        if _DECLARATIONS.search(head):
            what = f"its part {info.filename!r} declares entities, as files do that are made to harm"
            raise NothingToRead(path, what, "see where it comes from; open it in Office and save it anew")


def damaged(path: Path, error: Exception) -> DamagedFile:
    return DamagedFile(path, f"the file is damaged or not whole ({error})", "fetch or save it again")
