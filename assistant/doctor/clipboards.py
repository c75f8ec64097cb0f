"""The clipboard: whether a program of this machine can fill it, or the terminal has to.

Owns that check. It must not copy anything: what a person has on the clipboard stays there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from assistant.doctor.checked import Checked, Verdict
from assistant.tui import clipboard


def checks() -> Iterator[Checked]:
    found = clipboard.available()
    names = ", ".join(program.copy[0] for program in found)
    if found and found[0].paste:
        yield Checked("clipboard", "good", Verdict.GOOD, {"programs": names})
    elif found:
        yield Checked("clipboard", "unread", Verdict.NOTE, {"programs": names})
    elif os.environ.get("SSH_CONNECTION"):
        yield Checked("clipboard", "ssh", Verdict.NOTE)
    elif os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        wanted = "wl-clipboard" if os.environ.get("WAYLAND_DISPLAY") else "xclip"
        yield Checked("clipboard", "missing", Verdict.DOUBT, {"wanted": wanted})
    else:
        yield Checked("clipboard", "none", Verdict.NOTE, {"platform": sys.platform})
