"""Where a line of Chinese may be broken.

Owns the rule, and its use in place of Textual's own, which breaks at blanks alone: a Chinese sentence would be
one word to it, leave half a line empty before it and let 。 begin a line. It must not measure other than in cells.

Rule: Requirements for Chinese Text Layout (W3C clreq), 3.1.7: no closing mark begins a line, no opening mark
ends one. A number keeps its sign, its decimals and its unit of one character (％, 万, 元).
"""

from __future__ import annotations

import re
from itertools import pairwise

import textual.content
from rich.cells import cell_len

NOT_FIRST = "，。、；：？！）》〉」』】〕”’…—％,.;:?!)]}%"
NOT_LAST = "（《〈「『【〔“‘([{"
# A run that stays together: opening marks, then a western word or number or one wide character, then closing marks.
_PIECE = re.compile(
    rf"[{re.escape(NOT_LAST)}]*"
    r"(?:[^\W\d_\u2e80-\uffff]+|[+\-−±≥≤<>＜＞=]?\d[\d,.]*[％%万元分]*|[!-~]|\S)"
    rf"[{re.escape(NOT_FIRST)}]*\s*"
    r"|\s+"
)


def break_offsets(text: str, width: int, fold: bool = True) -> list[int]:
    """Indices in a line of text where it is broken so that every part takes at most `width` cells.

    `fold`: a run that is longer than a line is broken within itself; otherwise it is left too long.
    """
    offsets: list[int] = []
    used = 0
    for match in _PIECE.finditer(text):
        piece, start = match.group(), match.start()
        needed = cell_len(piece.rstrip())
        if used + needed <= width:
            used += cell_len(piece)
            continue
        if used and start:
            offsets.append(start)
        used = cell_len(piece)
        if needed > width and fold:
            inner, used = _folded(piece, start, width)
            offsets += inner
    return offsets


def _folded(piece: str, start: int, width: int) -> tuple[list[int], int]:
    """Breaks within a run that no line can hold, and the cells that its last part takes."""
    offsets: list[int] = []
    used = 0
    for index, character in enumerate(piece):
        needed = cell_len(character)
        if used and used + needed > width and not character.isspace():
            offsets.append(start + index)
            used = 0
        used += needed
    return offsets, used


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text of one or more paragraphs, each at most `width` cells."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        offsets = [0, *break_offsets(paragraph, width), len(paragraph)]
        lines += [paragraph[a:b].rstrip() for a, b in pairwise(offsets)]
    return lines


def least_width(text: str) -> int:
    """Cells of the widest run that stays together: no narrower column keeps the words of a text whole."""
    return max((cell_len(match.group().rstrip()) for match in _PIECE.finditer(text)), default=0)


def use_in_textual() -> None:
    """Have everything that Textual draws as `Content` broken by this rule. A test watches that it takes effect."""
    setattr(textual.content, "divide_line", break_offsets)  # noqa: B010 - the name is not exported, mypy refuses it
