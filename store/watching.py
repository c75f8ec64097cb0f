"""A store that follows its folders: indexed again whenever a file in them changes.

Owns telling that something changed, by names, sizes and times: no file is opened for it, and any disk will do, one on a
network too. It must not store: `indexing` does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from store.discovery import discover
from store.indexing import IndexReport, index

_State = dict[Path, tuple[int, int]]  # size and time of a file


def reports(store: Path, paths: Sequence[Path], seconds: float, workers: int = 1) -> Iterator[IndexReport]:
    """A report of the first run, and of each that a change brought about; looks every so many seconds, without end.

    A change is acted on once it has lasted from one look to the next: a file that is being copied is left alone.
    """
    indexed: _State | None = None
    before = _state(store, paths)
    while True:
        if indexed is None or before != indexed:
            now = before if indexed is None else _settled(store, paths, before, seconds)
            yield index(store, paths, workers=workers)
            indexed = now
        time.sleep(seconds)
        before = _state(store, paths)


def _settled(store: Path, paths: Sequence[Path], state: _State, seconds: float) -> _State:
    """The state once two looks at it agree."""
    while True:
        time.sleep(seconds)
        now = _state(store, paths)
        if now == state:
            return now
        state = now


def _state(store: Path, paths: Sequence[Path]) -> _State:
    own = store.absolute().resolve()
    found: _State = {}
    for path in discover(paths).files:
        if path.name.startswith(own.name) and path.parent == own.parent:
            continue
        try:
            status = path.stat()
        except OSError:
            continue  # gone since: the next look sees it
        found[path] = (status.st_size, status.st_mtime_ns)
    return found
