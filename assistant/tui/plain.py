"""Text of files and users made safe to draw.

Owns what becomes of control characters. It must not cut or wrap text, nor change what is stored.
"""

from __future__ import annotations

import unicodedata

# They reorder what stands around them, so that a figure could be read backwards.
_REORDERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
TAB = 4


def plain(text: str) -> str:
    """The text without control characters, line breaks kept: a terminal acts on nothing in it."""
    lines = text.translate(_REORDERING).expandtabs(TAB).splitlines() or [""]
    return "\n".join("".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cs")) for line in lines)


def one_line(text: str) -> str:
    """The same in one line, runs of blanks and line breaks as one blank."""
    return " ".join(plain(text).split())
