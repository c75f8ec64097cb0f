"""Tokens: the pieces of a form's lines between blanks, with where they stand and what parts them.

Owns the cutting of lines into tokens, and the matching of a label whose pieces stand one after another.
It must not know what any label means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from store.reading import Line
from store.records import Cell, Place


class Gap(IntEnum):
    """What stands before a token: a blank, a line's end, or a blank line."""

    SPACE = 0
    NEWLINE = 1
    BLANK = 2


class Token(NamedTuple):
    text: str
    place: Place
    gap: Gap
    width: int  # columns on a page: a Chinese character has two


_MOST_PIECES = 6  # a label is not wrapped into more
_WIDE = frozenset("WF")


def tokens(lines: Iterable[Line]) -> list[Token]:
    """The lines' tokens in reading order."""
    found: list[Token] = []
    gap = Gap.BLANK
    for line in lines:
        pieces = line.text.split()
        if not pieces:
            gap = Gap.BLANK
        for piece in pieces:
            found.append(Token(piece, line.place, gap, width(piece)))
            gap = Gap.SPACE
        if pieces:
            gap = Gap.NEWLINE
    return found


@lru_cache(maxsize=1 << 14)
def width(text: str) -> int:
    """Columns of a text on a page, where a full-width character has two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """A label's text in one character width, without blanks and the asterisk of a required field."""
    return re.sub(r"[\s*＊]+", "", unicodedata.normalize("NFKC", text))


def joined(pieces: Sequence[Token]) -> str:
    """The text of a cell from its pieces: a line's end inside it is the page's, a blank between Latin is its own."""
    text = pieces[0].text if pieces else ""
    for piece in pieces[1:]:
        text = appended(text, piece)
    return text


def appended(text: str, piece: Token) -> str:
    """A cell's text and one piece more."""
    apart = piece.gap is Gap.SPACE and (text[-1].isascii() or piece.text[0].isascii())
    return f"{text} {piece.text}" if apart else text + piece.text


def cell(pieces: Sequence[Token]) -> Cell | None:
    """The pieces as one cell, at the place of the first; None of no pieces."""
    return Cell(joined(pieces), pieces[0].place) if pieces else None


def firsts(names: Iterable[str]) -> frozenset[str]:
    """The characters with which names begin; and the bracket, for points in one may stand before the name."""
    return frozenset(name[0] for name in names) | {"("}


def label_end(
    found: Sequence[Token], start: int, is_label: Callable[[str], bool], begins: frozenset[str] | None = None
) -> int:
    """The end of the longest label that begins at `start` and is made of whole tokens; `start` if none does.

    `begins` are the characters that a label may begin with, where they are known: most tokens are then soon done with.
    """
    first = folded(found[start].text) if begins and start < len(found) else ""
    if first and begins and first[0] not in begins:
        return start
    text, end = "", start
    for i in range(start, min(start + _MOST_PIECES, len(found))):
        text += folded(found[i].text)
        if len(text) > 40 or (begins and text and text[0] not in begins):
            break
        if text and is_label(text):
            end = i + 1
    while end > start and end < len(found) and not folded(found[end].text):
        end += 1  # an asterisk of its own
    return end
