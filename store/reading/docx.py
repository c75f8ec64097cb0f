"""Word documents (docx): paragraphs as lines, tables as grids with their merged cells.

Owns the walk through a document's body. It must not run a macro or fetch what a document links to.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.reading import packages
from store.reading.document import Block, Grid, GridCell, Line, cell_name
from store.reading.limits import Budget
from store.reading.text import clean
from store.records import Place

if TYPE_CHECKING:
    from docx.oxml.table import CT_Tbl, CT_Tc

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = {f"{_W}t": None, f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_GONE = (f"{_W}del", f"{_W}moveFrom")  # what a reviewer struck out
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats what stands beside it


def blocks(path: Path, content: bytes) -> list[Block]:
    """Lines and grids in order. Raises DamagedFile where the document is damaged."""
    import docx

    packages.refuse_declarations(path, packages.opened(path, content))
    try:
        document = docx.Document(io.BytesIO(content))
    except Exception as error:  # python-docx raises whatever a damaged part makes it stumble over
        raise packages.damaged(path, error) from error
    return list(_Walk(Budget(path)).content(document.element.body))


class _Walk:
    """Counts paragraphs and tables as it passes them: their numbers are their places."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._paragraphs = 0
        self._tables = 0

    def content(self, element: Any) -> Iterator[Block]:
        for child in element:
            if child.tag == f"{_W}p":
                self._paragraphs += 1
                place = Place(cell=f"段{self._paragraphs}")
                yield from (Line(line, place) for line in clean(_text(child)).split("\n"))
                for box in child.iter(f"{_W}txbxContent"):
                    if not any(above.tag == _ALTERNATIVE for above in box.iterancestors()):
                        yield from self.content(box)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
                yield from self.content(child)

    def _table(self, table: CT_Tbl) -> Iterator[Block]:
        self._tables += 1
        name = f"表{self._tables}"
        cells: list[GridCell] = []
        nested: list[Any] = []
        going_on: dict[int, int] = {}  # column -> index of the cell that may go on further down
        for row, tr in enumerate(_children(table, "tr")):
            self._budget.spend(1)
            column = _before(tr)
            for tc in _children(tr, "tc"):
                self._budget.spend(1)
                width = tc.grid_span
                if tc.vMerge == "continue" and column in going_on:
                    at = going_on[column]
                    cells[at] = _taller(cells[at], row)
                else:
                    going_on[column] = len(cells)
                    text = "\n".join(clean(_text(p)) for p in _children(tc, "p"))
                    place = Place(cell=f"{name}!{cell_name(row, column)}")
                    cells.append(GridCell(text.strip("\n"), place, row, column, 1, width))
                    nested += _children(tc, "tbl")
                column += width
        yield Grid(tuple(cells))
        for inner in nested:
            yield from self._table(inner)


def _taller(cell: GridCell, row: int) -> GridCell:
    return GridCell(cell.text, cell.place, cell.row, cell.column, row - cell.row + 1, cell.width)


def _before(tr: Any) -> int:
    """Columns that a row leaves out before its first cell."""
    left_out = tr.find(f"{_W}trPr/{_W}gridBefore")
    return int(left_out.get(f"{_W}val", "0")) if left_out is not None else 0


def _children(element: Any, tag: str) -> list[Any]:
    """The children of a tag, also those in a content control or inserted by a reviewer."""
    found: list[CT_Tc] = []
    for child in element:
        if child.tag == f"{_W}{tag}":
            found.append(child)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            found += _children(child, tag)
    return found


def _text(paragraph: Any) -> str:
    """A paragraph's text, without that of the text boxes anchored in it and of what was struck out."""
    pieces: list[str] = []
    left = [*reversed(paragraph)]
    while left:
        element = left.pop()
        if element.tag in _TEXTS:
            pieces.append(_TEXTS[element.tag] or element.text or "")
        elif element.tag not in (*_GONE, f"{_W}txbxContent", _ALTERNATIVE, f"{_W}instrText", f"{_W}delText"):
            left.extend(reversed(element))
    return "".join(pieces)
