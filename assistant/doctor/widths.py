"""How many cells a terminal gives a character: asked of the terminal itself.

Owns the question (CSI 6 n) and the reading of its reply. What is written for it is taken off again. It must not judge.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Read = Callable[[int], bytes]  # until so many replies are there
Write = Callable[[str], None]
PATIENCE = 0.6  # seconds for all replies: a terminal that gives none by then gives none
_REPLY = re.compile(rb"\x1b\[(\d+);(\d+)R")


def measured(characters: str) -> dict[str, int]:
    """Cells for each character. Empty where there is no terminal, or one that does not say where its cursor is."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return {}
    try:
        with _raw() as (read, write):
            # All are asked at once: over a slow line each question would cost its time.
            write("".join(f"\r{c}\x1b[6n" for c in characters) + "\r\x1b[K")
            columns = _columns(read(len(characters)))
    except OSError:
        return {}
    if len(columns) != len(characters):
        return {}
    return {c: column - 1 for c, column in zip(characters, columns, strict=True)}


def _columns(replies: bytes) -> list[int]:
    return [int(found[2]) for found in _REPLY.finditer(replies)]


if sys.platform == "win32":

    @contextmanager
    def _raw() -> Iterator[tuple[Read, Write]]:
        raise OSError("the console of Windows is not asked: its input comes as records, not as bytes")
        yield

else:
    import select
    import termios
    import tty

    @contextmanager
    def _raw() -> Iterator[tuple[Read, Write]]:
        """The terminal without echo and lines, and as it was afterwards."""
        out, into = sys.stdout.fileno(), sys.stdin.fileno()
        sys.stdout.flush()
        before = termios.tcgetattr(into)

        def write(text: str) -> None:
            os.write(out, text.encode("utf-8"))

        def read(replies: int) -> bytes:
            got, end = b"", time.monotonic() + PATIENCE
            while len(_columns(got)) < replies and (left := end - time.monotonic()) > 0:
                if select.select([into], [], [], left)[0]:
                    got += os.read(into, 1024)
            return got

        try:
            tty.setcbreak(into)
            yield read, write
        finally:
            termios.tcsetattr(into, termios.TCSAFLUSH, before)
