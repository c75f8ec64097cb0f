"""What a reader hands to the form parsers: lines and grids, each with its place, whatever the file was.

Owns the shape that every reader fills. It must not open files and knows of no form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from store.dataclass import dataclass
from store.records import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, free of control characters; `text` may be blank and holds no line break."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table; one that is merged is there once. `text` has a line break where the cell has one.

    `row` and `column` count from 0. Columns of the grids of one document may be compared only where the reader says
    so: those of a PDF are, since a table goes on over pages.
    """

    text: str
    place: Place
    row: int
    column: int
    height: int = 1  # rows
    width: int = 1  # columns

    @property
    def end(self) -> int:
        """The column after its last one."""
        return self.column + self.width


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells by row, then by column. Cells that a file does not have may be missing.

    `ragged`: rows may lack cells at either end (those of merged ones above all), so that a column is a cell's place
    in its row and no more.
    """

    cells: tuple[GridCell, ...]
    ragged: bool = False

    def rows(self) -> Iterator[tuple[list[GridCell], list[GridCell]]]:
        """For each row that has any cell: the cells that begin in it, and those from above that reach into it."""
        by_row: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        reaching: list[GridCell] = []
        for row in sorted(by_row):
            reaching = [cell for cell in reaching if cell.row + cell.height > row]
            yield by_row[row], list(reaching)
            reaching += [cell for cell in by_row[row] if cell.height > 1]


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content in reading order. `kind` says which reader read it ("text", "pdf", "xlsx", …).

    `notes` say what in the file was passed over, a sentence each.
    """

    path: Path
    kind: str
    blocks: Sequence[Block]
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of it as lines, one for each cell of a grid that has a text."""
        return tuple(_lines(self.blocks))


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (Line(" ".join(cell.text.split()), cell.place) for cell in block.cells if cell.text.strip())


_RECOGNISED = "识别"  # begins, where a table's cell has its name, that of a line which was recognised (OCR)


def recognised_cell(number: int) -> str:
    """The name of the `number`-th line that was recognised on a page."""
    return f"{_RECOGNISED}{number}"


def is_recognised(place: Place) -> bool:
    return (place.cell or "").rpartition("!")[2].startswith(_RECOGNISED)


def cell_name(row: int, column: int) -> str:
    """The name that a spreadsheet gives a cell, counted from 0: B7 of row 6, column 1."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
