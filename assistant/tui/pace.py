"""How long the reading of files still takes.

Owns the reckoning. Files that are unchanged take no time and are left out of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

_SURE_AFTER = 2.0  # seconds: before, an estimate says nothing


class Pace:
    """Told how many files are done, says how many seconds are left; None while that cannot be said."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._first: int | None = None  # files that were done before the first one that was read

    def left(self, done: int, total: int) -> int | None:
        self._first = done if self._first is None else self._first
        seconds, read = self._clock() - self._started, done - self._first
        if seconds < _SURE_AFTER or not read:
            return None
        return round((total - done) * seconds / read)


def as_clock(seconds: int) -> str:
    """75 seconds as 1:15."""
    return f"{seconds // 60}:{seconds % 60:02}"
