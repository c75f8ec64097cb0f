"""Getting a text out of the UI: the system's clipboard, or a file.

Owns which program copies on which platform. It must not draw: callers say what happened.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

SECONDS = 2.0  # a clipboard program that waits longer has no clipboard to talk to


def _programs() -> list[tuple[list[str], str]]:
    """Programs that take a text on stdin, and the encoding that each expects."""
    if sys.platform == "win32":
        return [(["clip"], "utf-16")]
    if sys.platform == "darwin":
        return [(["pbcopy"], "utf-8")]
    found = []
    if os.environ.get("WAYLAND_DISPLAY"):
        found.append((["wl-copy"], "utf-8"))
    if os.environ.get("DISPLAY"):
        found += [(["xclip", "-selection", "clipboard"], "utf-8"), (["xsel", "--clipboard", "--input"], "utf-8")]
    if os.environ.get("WSL_DISTRO_NAME"):
        found.append((["clip.exe"], "utf-16"))
    return found


def copy(text: str) -> bool:
    """Whether a program of this machine took the text. Over ssh it would be the wrong machine's: False."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    for command, encoding in _programs():
        program = shutil.which(command[0])
        if program is None:
            continue
        try:
            # Its output goes nowhere: xclip stays behind to serve the text and would hold a pipe open.
            done = subprocess.run(  # noqa: S603 - the command is one of ours, the text goes in on stdin
                [program, *command[1:]],
                input=text.encode(encoding, "replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return True
    return False


def save(text: str, folder: Path, now: datetime) -> Path:
    """Write the text to a new file in the folder. Raises OSError where that cannot be done."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    path.write_text(text, encoding="utf-8")
    return path
