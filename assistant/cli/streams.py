"""What goes out and comes in: data to stdout, notes to stderr, always UTF-8 and never a terminal escape of a form's.

Owns encodings and colours; what is stripped from a text is `assistant.plain`'s. It must not know what an answer is.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import BinaryIO

import click

from assistant.plain import uncontrolled
from store.errors import printable


class UnwritableOutput(Exception):
    """stdout took nothing more. `closed`: its reader had seen enough (`| head`), which is no error."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"the output could not be written: {error}; free some space or write it elsewhere")
        self.closed = isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL  # Windows says EINVAL


def use_utf8() -> None:
    """UTF-8 and plain newlines on every platform and locale; a name that is no Unicode is written as its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(text: str = "", *, bold: bool = False) -> None:
    """A line of data, to stdout. `text` may hold line breaks of our own, never text of a form that is not `plain`."""
    try:
        click.echo(click.style(text, bold=True) if bold and coloured() else text)
    except OSError as error:
        raise UnwritableOutput(error) from error


def note(text: str) -> None:
    """A line for the person at the terminal, to stderr. A control character in a path is shown by its code."""
    click.echo(uncontrolled(printable(text)), err=True)


def coloured() -> bool:
    """A terminal that wants colours (https://no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    return sys.stdout.isatty()


def terminal_width() -> int | None:
    """Cells of a line, or None where the output goes to a file or a pipe and needs no wrapping."""
    if not is_terminal():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def standard_input() -> BinaryIO:
    """stdin as bytes: what is piped in is UTF-8, whatever the locale says."""
    return sys.stdin.buffer
