"""Getting a text out of the UI: the system's clipboard, or a file.

Owns which program copies on which platform, and which reads the clipboard back. It must not draw: callers say what
happened. What a terminal is asked by its own escape (OSC 52) is Textual's to write; a terminal never says whether it
did it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

SECONDS = 2.0  # a clipboard program that waits longer has no clipboard to talk to
MOST_OF_NAME = 40  # characters of a question in a file's name


class Copied(Enum):
    """How sure it is that the text is on the clipboard."""

    SEEN = "seen"  # it was read back
    TAKEN = "taken"  # a program took it; nothing here can read it back
    UNKNOWN = "unknown"  # no program did; the terminal may have


@dataclass(frozen=True, slots=True)
class Program:
    """A command that takes a text on stdin, in an encoding; and the one that prints what is on the clipboard."""

    copy: tuple[str, ...]
    encoding: str = "utf-8"
    paste: tuple[str, ...] = ()


def programs() -> list[Program]:
    """Those that this platform and this session could have, the surest first. They need not be installed.

    Over ssh there are none but tmux's, which hands the text on to the terminal at the other end: the others would copy
    on the wrong machine.
    """
    tmux = [Program(("tmux", "load-buffer", "-w", "-"))] if os.environ.get("TMUX") else []
    if os.environ.get("SSH_CONNECTION"):
        return tmux
    if sys.platform == "win32":
        return [Program(("clip",), "utf-16")]
    if sys.platform == "darwin":
        return [Program(("pbcopy",), paste=("pbpaste",))]
    found = []
    if os.environ.get("WAYLAND_DISPLAY"):
        found.append(Program(("wl-copy",), paste=("wl-paste", "--no-newline")))
    if os.environ.get("DISPLAY"):
        selection = ("xclip", "-selection", "clipboard")
        found.append(Program(selection, paste=(*selection, "-out")))
        found.append(Program(("xsel", "--clipboard", "--input"), paste=("xsel", "--clipboard", "--output")))
    if os.environ.get("WSL_DISTRO_NAME"):
        found.append(Program(("clip.exe",), "utf-16"))
    return found + tmux


def copy(text: str) -> Copied:
    """Give the text to the first program that takes it, and look whether it is there."""
    for program in programs():
        if not _run(program.copy, text.encode(program.encoding, "replace")):
            continue
        if program.copy[0] == "tmux":
            return Copied.UNKNOWN  # tmux has it; whether the terminal around it does is not told
        if not program.paste:
            return Copied.TAKEN
        if _pasted(program.paste) == text:
            return Copied.SEEN
    return Copied.UNKNOWN


def available() -> list[Program]:
    """The programs that are installed."""
    return [program for program in programs() if shutil.which(program.copy[0])]


def _run(command: tuple[str, ...], given: bytes) -> bool:
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        # Its output goes nowhere: xclip stays behind to serve the text and would hold a pipe open.
        done = subprocess.run(  # noqa: S603 - the command is one of ours, the text goes in on stdin
            [program, *command[1:]],
            input=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _pasted(command: tuple[str, ...]) -> str | None:
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the command is one of ours
            [program, *command[1:]], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def save(text: str, folder: Path, title: str, ending: str, now: datetime) -> Path:
    """Write the text to a new file in the folder, named by time and title. Raises OSError where it cannot be done."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now:%Y%m%d-%H%M%S}-{file_name(title)}.{ending}"
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{now:%Y%m%d-%H%M%S}-{file_name(title)}-{number}.{ending}")
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    return path


def file_name(title: str) -> str:
    """A title, Chinese as it is, as a part of a file's name that every platform takes."""
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else "-" for c in title)
    return re.sub("-+", "-", kept).strip("-")[:MOST_OF_NAME].strip("-") or "jiwen"
