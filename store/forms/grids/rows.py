"""The rows of a document with tables: those of its grids, and each line between them as a row of its own.

Owns rows and the text of cells. It must not know what any label means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.dataclass import dataclass
from store.forms.tokens import Gap, Token, folded, width
from store.reading import Block, Grid, GridCell, Line
from store.records import Cell

_BREAK = re.compile(r"\s*\n\s*")
_BLANK_IN_CHINESE = re.compile(r"(?<=[^\x00-\x7f])[^\S\n]+(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right: those that begin in the row (blank ones, too), and those that reach into it.

    A `line` is a row outside of tables, with one cell. `begins` says that a table begins, or goes on over a page;
    `ragged`, that cells may lack at either end.
    """

    cells: tuple[GridCell, ...]
    reaching: tuple[GridCell, ...] = ()
    line: Line | None = None
    begins: bool = False
    ragged: bool = False

    @property
    def filled(self) -> list[GridCell]:
        """The cells that begin in the row and have a text."""
        return [cell for cell in self.cells if cell.text.strip()]


def rows(blocks: Sequence[Block]) -> list[Row]:
    """The rows in reading order, without those that have no text."""
    return [row for block in blocks for row in _rows(block) if row.filled]


def _rows(block: Block) -> Iterator[Row]:
    if isinstance(block, Grid):
        begins = True
        for cells, reaching in block.rows():
            yield Row(tuple(cells), tuple(reaching), begins=begins, ragged=block.ragged)
            begins = False
    else:
        yield Row((GridCell(block.text, block.place, 0, 0),), line=block)


def text(cell: GridCell) -> str:
    """A cell's text on one line: a line's end in it is the page's, a blank beside a Latin letter its own."""
    return " ".join(_BLANK_IN_CHINESE.sub("", _BREAK.sub("", cell.text)).split())


def label(cell: GridCell) -> str:
    """A cell's text as labels are compared, without a colon at its end."""
    return folded(cell.text).rstrip(":")


def printed(cell: GridCell) -> Cell:
    return Cell(text(cell), cell.place)


def token(cell: GridCell) -> Token:
    """The cell as one token, for what reads lines and grids alike."""
    return Token(text(cell), cell.place, Gap.NEWLINE, width(cell.text))
