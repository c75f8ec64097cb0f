"""A table in plain text whose columns line up, Chinese or not.

Owns widths and alignment. It must not know what the cells mean; they come without control characters.

Widths are those of a terminal: two cells for a wide or full-width character, none for a combining mark
(Unicode Standard Annex #11). No line is drawn with a glyph whose width terminals disagree on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assistant.wrapping import wrapped
from store.dataclass import dataclass

GAP = "  "
LEAST_WIDTH = 8  # of a column that wraps: four Chinese characters


@dataclass(frozen=True, slots=True)
class Heading:
    label: str
    right: bool = False  # numbers, which are never wrapped


def width(text: str) -> int:
    """The cells that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def draw(headings: Sequence[Heading], rows: Sequence[Sequence[str]], within: int | None = None) -> str:
    """The table, at most `within` cells wide: texts wrap in their columns; where that is too narrow, a row is a block.

    `within` None never wraps, so that a row stays one line for grep and awk.
    """
    widths = _widths(headings, rows, within)
    if widths is None:
        return _blocks(headings, rows)
    lines = _row([heading.label for heading in headings], headings, widths)
    lines.append(GAP.join("-" * w for w in widths))
    for row in rows:
        lines += _row(row, headings, widths)
    return "\n".join(lines)


def _widths(headings: Sequence[Heading], rows: Sequence[Sequence[str]], within: int | None) -> list[int] | None:
    """Each column's cells; None where no widths fit."""
    columns = [[row[n] for row in rows] for n in range(len(headings))]
    contents = [max(map(width, column), default=0) for column in columns]
    natural = [max(w, width(heading.label)) for w, heading in zip(contents, headings, strict=True)]
    if within is None:
        return natural
    room = within - len(GAP) * (len(headings) - 1)
    if sum(natural) <= room:
        return natural
    # A number keeps its own width and wraps its heading first; then the texts give, the widest most.
    least = [
        max(w, 2) if heading.right else min(n, LEAST_WIDTH)
        for w, n, heading in zip(contents, natural, headings, strict=True)
    ]
    if sum(least) > room:
        return None
    widths = natural
    while sum(widths) > room:
        shrinking = [n for n in range(len(widths)) if widths[n] > least[n]]
        widths[max(shrinking, key=lambda n: (headings[n].right, widths[n]))] -= 1
    return widths


def _row(cells: Sequence[str], headings: Sequence[Heading], widths: Sequence[int]) -> list[str]:
    wrapped = [wrap(cell, w) for cell, w in zip(cells, widths, strict=True)]
    lines = []
    for n in range(max(map(len, wrapped), default=0)):
        parts = (column[n] if n < len(column) else "" for column in wrapped)
        padded = (_pad(part, w, h.right) for part, w, h in zip(parts, widths, headings, strict=True))
        lines.append(GAP.join(padded).rstrip())
    return lines


def _pad(text: str, to: int, right: bool) -> str:
    blanks = " " * (to - width(text))
    return blanks + text if right else text + blanks


def _blocks(headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> str:
    """A row as lines of "heading: cell", a blank line between rows; what reads best on a narrow terminal."""
    blocks = (
        "\n".join(f"{heading.label}: {cell}" for heading, cell in zip(headings, row, strict=True)) for row in rows
    )
    return "\n\n".join(blocks)


def wrap(text: str, to: int) -> list[str]:
    """Lines of at most `to` cells."""
    return wrapped(text, to, width)
