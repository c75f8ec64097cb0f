"""A terminal for programs that are run as a person runs them: bytes in, bytes out, and replies to what they ask it.

It offers the Kitty keyboard protocol if it is told to, as Ghostty and kitty do: a program that asks for it gets what an
input method commits as one escape sequence, any other gets the characters themselves.
"""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from fcntl import ioctl
from pathlib import Path
from types import TracebackType

from command_line import environment

PATIENCE = 30.0  # seconds for what a program does
_ASKED = re.compile(r"\x1b\[6n")
_KITTY_PUSHED = re.compile(rb"\x1b\[>(\d+)u")
_KITTY_ASKED = b"\x1b[?u"


def cells(character: str) -> int:
    """As a terminal draws it: Chinese on two cells, all else on one."""
    return 2 if "\u2e80" <= character <= "\uffef" else 1


class Terminal:
    """`jiwen` with these arguments, in a terminal of a size. `width` is what this one gives a character."""

    def __init__(
        self,
        *arguments: str | Path,
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        kitty: bool = False,
        width: Callable[[str], int] = cells,
    ) -> None:
        self.output = b""
        self._offers_kitty, self._width = kitty, width
        self._answered, self._said_kitty = 0, False
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(TERM="xterm-256color", **(env or {})),
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    @property
    def kitty_is_on(self) -> bool:
        """Whether the program has switched on the protocol, and this terminal has it."""
        return self._offers_kitty and bool(_KITTY_PUSHED.search(self.output))

    def type(self, text: str) -> None:
        """Keys, one by one, as bytes."""
        os.write(self._master, text.encode("utf-8"))

    def commit(self, text: str) -> None:
        """What an input method commits in one go."""
        if self.kitty_is_on:
            text = f"\x1b[32;;{':'.join(str(ord(c)) for c in text)}u"
        self.type(text)

    def until(self, done: Callable[[], object], what: str) -> None:
        """Read what the program writes until something has come of it."""
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                shown = self.output[-2000:].decode("utf-8", "replace")
                raise AssertionError(f"no {what} within {PATIENCE} s; the terminal shows {shown!r}")
            self._read(0.05)

    def ended(self) -> int:
        """The exit code, once the program has ended."""
        self.until(lambda: self._process.poll() is not None, "end")
        while self._read(0.05):
            pass
        return self._process.returncode

    @property
    def text(self) -> str:
        """All that was written, without escape sequences."""
        return re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b\][^\x07]*\x07|\x1b.", "", self.output.decode("utf-8", "replace"))

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self._master, 65536)
        except OSError:  # the program has closed the terminal
            return False
        self.output += read
        self._reply()
        return bool(read)

    def _reply(self) -> None:
        """Say where the cursor is, as often as that was asked; and that the protocol is here, if it is."""
        said = self.output.decode("utf-8", "replace")
        asked = list(_ASKED.finditer(said))
        for question in asked[self._answered :]:
            line = re.split(r"[\r\n]", said[: question.start()])[-1]
            line = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", line)
            self.type(f"\x1b[1;{sum(map(self._width, line)) + 1}R")
        self._answered = len(asked)
        if self._offers_kitty and _KITTY_ASKED in self.output and not self._said_kitty:
            self._said_kitty = True
            self.type("\x1b[?0u")
