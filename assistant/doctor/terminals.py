"""The terminal: whether there is one, what it can do, and how wide it draws what the forms are written with.

Owns those checks. Widths are measured by writing a character and asking where the cursor is: no table knows how this
terminal, with this font and setting, draws it.
"""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Iterator, Mapping

from assistant.doctor.checked import Checked, Verdict
from assistant.doctor.widths import measured

LEAST_SIZE = (80, 24)
CHINESE = "中"
# What terminals disagree on and the forms are full of. The UI draws none of them where columns are aligned.
AMBIGUOUS = "“”…—·①℃×→■□√★─"


def checks() -> Iterator[Checked]:
    environment = os.environ
    yield _terminal(environment)
    if _is_terminal():
        yield _size()
        yield from _widths()
    yield _encoding()
    yield _colour(environment)
    yield _keys(environment)


def _is_terminal() -> bool:
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout))


def _terminal(environment: Mapping[str, str]) -> Checked:
    if not _is_terminal():
        return Checked("terminal", "none", Verdict.NOTE)
    name = environment.get("TERM_PROGRAM") or environment.get("TERM") or ""
    around = [what for what, key in (("tmux", "TMUX"), ("ssh", "SSH_CONNECTION")) if environment.get(key)]
    values = {"name": ", ".join([name or "?", *around])}
    if environment.get("TERM") == "dumb":
        return Checked("terminal", "dumb", Verdict.BAD, values)
    if sys.platform == "win32" and not (environment.get("WT_SESSION") or environment.get("TERM_PROGRAM")):
        return Checked("terminal", "conhost", Verdict.DOUBT, values)
    return Checked("terminal", "good", Verdict.GOOD, values)


def _size() -> Checked:
    width, height = shutil.get_terminal_size()
    values = {"width": width, "height": height, "least_width": LEAST_SIZE[0], "least_height": LEAST_SIZE[1]}
    small = width < LEAST_SIZE[0] or height < LEAST_SIZE[1]
    return Checked("size", "small" if small else "good", Verdict.DOUBT if small else Verdict.GOOD, values)


def _widths() -> Iterator[Checked]:
    widths = measured(CHINESE + AMBIGUOUS)
    if not widths:
        yield Checked("chinese", "unknown", Verdict.NOTE)
        return
    chinese = widths.get(CHINESE)
    values = {"cells": chinese}
    yield (
        Checked("chinese", "good", Verdict.GOOD) if chinese == 2 else Checked("chinese", "narrow", Verdict.BAD, values)
    )
    wide = "".join(c for c in AMBIGUOUS if widths.get(c) == 2)
    if wide:
        yield Checked("ambiguous", "wide", Verdict.DOUBT, {"characters": wide})
    else:
        yield Checked("ambiguous", "good", Verdict.GOOD)


def _encoding() -> Checked:
    encoding = (sys.stdout.encoding or "").lower() if sys.platform == "win32" else locale.getpreferredencoding(False)
    values = {"encoding": encoding}
    good = encoding.lower().replace("-", "") == "utf8"
    return Checked("encoding", "good" if good else "other", Verdict.GOOD if good else Verdict.DOUBT, values)


def _colour(environment: Mapping[str, str]) -> Checked:
    if environment.get("NO_COLOR"):
        return Checked("colour", "off", Verdict.NOTE)
    true = environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or environment.get("WT_SESSION")
    if true:
        return Checked("colour", "good", Verdict.GOOD)
    return Checked("colour", "few", Verdict.NOTE)


def _keys(environment: Mapping[str, str]) -> Checked:
    """Input methods: what stands in their way, by the variable that switches the Kitty protocol, and on Windows."""
    if environment.get("TEXTUAL_DISABLE_KITTY_KEY", "1") in ("0", "false", ""):
        return Checked("input", "kitty", Verdict.DOUBT)
    if sys.platform == "win32":
        return Checked("input", "windows", Verdict.NOTE)
    return Checked("input", "good", Verdict.GOOD)
