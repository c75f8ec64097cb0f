"""The letters of a page: put together to lines, as a person sees them.

Owns which letters stand on one line, and where a blank is between two. It must not know of tables or files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

_SAME_LINE = 0.6  # of a letter's height, between the middles of two on one line
_BLANK = 0.25  # of a letter's height, between two that a blank parts within a word's text
_APART = 1.2  # the same, from which two are of different columns
_DOUBLED = 0.15  # of a letter's height, between two equal ones that only make a bold one


class Letter(NamedTuple):
    text: str
    left: float
    right: float
    x: float  # of its middle
    y: float
    size: float


def letters(chars: Iterable[Mapping[str, Any]]) -> list[Letter]:
    """The letters of a page's characters, in points from its top left, without those of a slanted watermark."""
    found = []
    for char in chars:
        a, b, *_ = char["matrix"]
        if a and b and min(abs(a), abs(b)) > 0.05 * max(abs(a), abs(b)):
            continue
        left, right, top, bottom = char["x0"], char["x1"], char["top"], char["bottom"]
        found.append(Letter(char["text"], left, right, (left + right) / 2, (top + bottom) / 2, bottom - top))
    return found


def text_of(found: Sequence[Letter]) -> str:
    """What letters in one cell say: a line of it a line."""
    return "\n".join(text for line in lines_of(found) if (text := joined(line, wide_blanks=False)))


def line_texts(found: Sequence[Letter]) -> list[tuple[float, str]]:
    """The lines that letters outside of tables make, downwards: height, and text with a blank between columns."""
    return [(line[0].y, text) for line in lines_of(found) if (text := joined(line, wide_blanks=True))]


def lines_of(found: Sequence[Letter]) -> list[list[Letter]]:
    """The letters by lines, from left to right."""
    lines: list[list[Letter]] = []
    for letter in sorted(found, key=lambda letter: letter.y):
        if lines and letter.y - lines[-1][0].y <= _SAME_LINE * max(min(letter.size, lines[-1][0].size), 1.0):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [sorted(line, key=lambda letter: letter.x) for line in lines]


def joined(line: Sequence[Letter], wide_blanks: bool) -> str:
    """The line's text. Of blanks in it those count that stand beside a Latin letter, or that part columns."""
    text = ""
    before: Letter | None = None
    blank = False
    for letter in line:
        if not letter.text.strip():
            blank = True
            continue
        if before:
            gap = (letter.left - before.right) / max(letter.size, 1.0)
            if letter.text == before.text and letter.left - before.left < _DOUBLED * letter.size:
                continue
            latin = before.text[-1].isascii() and letter.text[0].isascii()
            if (latin and (blank or gap > _BLANK)) or (wide_blanks and (blank or gap > _APART)):
                text += " "
        text += letter.text
        before, blank = letter, False
    return text
