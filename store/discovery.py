"""Which files there are to read under the paths that a person names.

Owns the walk through folders: its order, links and loops, what is passed over and why. It must not read files'
contents or know of the store.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from store.dataclass import dataclass, field
from store.errors import FileProblem


@dataclass(slots=True)
class Found:
    """What a walk found: `files`, each once, absolute and free of links; and what it passed over or could not open."""

    files: list[Path] = field(default_factory=list)
    skipped: list[FileProblem] = field(default_factory=list)
    failed: list[FileProblem] = field(default_factory=list)
    folders: set[Path] = field(default_factory=set)  # those that were walked, free of links

    def is_gone(self, path: Path) -> bool:
        """Whether a file that was read from one of the folders before is no longer there."""
        inside = not self.folders.isdisjoint(path.parents)
        hidden_by_failure = any(path.is_relative_to(problem.path) for problem in self.failed)
        return inside and not hidden_by_failure and not path.exists()


def discover(paths: Sequence[Path]) -> Found:
    """The files at and under `paths`: in each folder its files by name, then its folders by name.

    Links are followed; a folder that was walked before, through a loop say, is not walked again. A hidden file is
    passed over unless it is named itself.
    """
    found = Found()
    seen: set[Path] = set()
    left = [Path(os.path.abspath(path)) for path in reversed(paths)]  # noqa: PTH100 (resolve() fails on a link loop)
    while left:
        path = left.pop()
        try:
            mode = path.stat().st_mode
            real = path.resolve(strict=True)
            str(real).encode()  # what is no text could not be stored
        except (OSError, RuntimeError, ValueError) as error:
            found.failed.append(_unopened(path, error))
            continue
        if real in seen:
            continue
        seen.add(real)
        if stat.S_ISDIR(mode):
            left.extend(reversed(_entries(real, found)))
        elif stat.S_ISREG(mode):
            found.files.append(real)
        else:
            found.skipped.append(FileProblem(path, "this is a device or a pipe, not a file", "name a file or a folder"))
    return found


def _entries(folder: Path, found: Found) -> list[Path]:
    """What in a folder is to be read. Notes what is hidden, and that the folder was walked or cannot be."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: (entry.is_dir(), entry.name))
    except OSError as error:
        what = f"the folder cannot be listed ({error.strerror})"
        found.failed.append(FileProblem(folder, what, "change its rights, or name the files in it"))
        return []
    found.folders.add(folder)
    hidden = [entry for entry in entries if entry.name.startswith((".", "~$"))]
    found.skipped.extend(
        FileProblem(entry, "hidden or temporary", "name it itself to have it read") for entry in hidden
    )
    return [entry for entry in entries if entry not in hidden]


def _unopened(path: Path, error: Exception) -> FileProblem:
    if isinstance(error, FileNotFoundError):
        what = "this is a link to nothing" if path.is_symlink() else "there is no such file or folder"
        return FileProblem(path, what, "check the path")
    if isinstance(error, UnicodeEncodeError):
        return FileProblem(path, "the file's name is no valid text", "rename it")
    reason = error.strerror if isinstance(error, OSError) else error
    return FileProblem(path, f"the path cannot be opened ({reason})", "check the path and its rights")
