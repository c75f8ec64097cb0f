"""Where a line of Chinese may be broken, whatever face draws it.

Owns the rule alone: `measure` says how many cells of a terminal a text takes, for each face by what draws it.

Rule: Requirements for Chinese Text Layout (W3C clreq), 3.1.7: no closing mark begins a line, no opening mark
ends one. A number keeps its sign, its decimals and its unit of one character (％, 万, 元).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

Measure = Callable[[str], int]

NOT_FIRST = "，。、；：？！）》〉」』】〕”’…—％,.;:?!)]}%"
NOT_LAST = "（《〈「『【〔“‘([{"


@cache
def _piece() -> re.Pattern[str]:
    """A run that stays together: opening marks, a western word or number or one wide character, closing marks.

    Made when a line is first broken: what goes to a pipe is not.
    """
    return re.compile(
        rf"[{re.escape(NOT_LAST)}]*"
        r"(?:[^\W\d_\u2e80-\uffff]+|[+\-−±≥≤<>＜＞=]?\d[\d,.]*[％%万元分]*|[!-~]|\S)"
        rf"[{re.escape(NOT_FIRST)}]*\s*"
        r"|\s+"
    )


def break_offsets(text: str, width: int, measure: Measure, *, fold: bool = True) -> list[int]:
    """Indices in a line of text where it is broken so that every part takes at most `width` cells.

    `fold`: a run that is longer than a line is broken within itself; otherwise it is left too long.
    """
    offsets: list[int] = []
    used = 0
    for match in _piece().finditer(text):
        piece, start = match.group(), match.start()
        needed = measure(piece.rstrip())
        if used + needed <= width:
            used += measure(piece)
            continue
        if used and start:
            offsets.append(start)
        used = measure(piece)
        if needed > width and fold:
            inner, used = _folded(piece, start, width, measure)
            offsets += inner
    return offsets


def _folded(piece: str, start: int, width: int, measure: Measure) -> tuple[list[int], int]:
    """Breaks within a run that no line can hold, and the cells that its last part takes."""
    offsets: list[int] = []
    used = 0
    for index, character in enumerate(piece):
        needed = measure(character)
        if used and used + needed > width and not character.isspace():
            offsets.append(start + index)
            used = 0
        used += needed
    return offsets, used


def wrapped(text: str, width: int, measure: Measure) -> list[str]:
    """The lines of a text of one or more paragraphs, each at most `width` cells."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        offsets = [0, *break_offsets(paragraph, width, measure), len(paragraph)]
        lines += [paragraph[a:b].rstrip() for a, b in pairwise(offsets)]
    return lines


def least_width(text: str, measure: Measure) -> int:
    """Cells of the widest run that stays together: no narrower column keeps the words of a text whole."""
    return max((measure(match.group().rstrip()) for match in _piece().finditer(text)), default=0)
