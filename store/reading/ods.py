"""OpenDocument spreadsheets and texts (ods, odt): tables as grids, each cell with the text that it shows.

Owns the walk through their content. It must not compute a formula, run a macro or fetch a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store.reading import packages
from store.reading.document import Block, Grid, GridCell, Line, cell_name
from store.reading.limits import Budget
from store.reading.text import clean
from store.records import Place

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t", f"{_TEXT}s": " "}
_PASSED_OVER = (f"{_OFFICE}annotation", f"{_TEXT}tracked-changes")
_MOST_REPEATED = 1000  # a row or cell that is repeated more often fills up the sheet


def blocks(path: Path, content: bytes) -> list[Block]:
    """Lines and grids in order. Raises DamagedFile where the document is damaged."""
    from lxml import etree

    package = packages.opened(path, content)
    packages.refuse_declarations(path, package)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(packages.read(path, package, "content.xml"), parser)
    except etree.XMLSyntaxError as error:
        raise packages.damaged(path, error) from error
    return list(_Walk(Budget(path)).content(root))


class _Walk:
    """Counts paragraphs and tables as it passes them: their numbers are their places."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._paragraphs = 0
        self._tables = 0

    def content(self, element: Any) -> Iterator[Block]:
        for child in element:
            if child.tag == f"{_TABLE}table":
                yield self._table(child)
            elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraphs += 1
                place = Place(cell=f"段{self._paragraphs}")
                yield from (Line(line, place) for line in _shown(child).split("\n"))
            elif child.tag not in _PASSED_OVER:
                yield from self.content(child)

    def _table(self, table: Any) -> Grid:
        self._tables += 1
        name = clean(table.get(f"{_TABLE}name") or f"表{self._tables}")
        cells: list[GridCell] = []
        row = 0
        for tr in table.iter(f"{_TABLE}table-row"):
            for _ in range(_repeated(tr, "rows")):
                cells += self._cells(tr, row, name)
                row += 1
        return Grid(tuple(cells))

    def _cells(self, tr: Any, row: int, name: str) -> Iterator[GridCell]:
        column = 0
        for td in tr:
            repeated = _repeated(td, "columns")
            self._budget.spend(1)
            if td.tag == f"{_TABLE}table-cell":
                text = "\n".join(_shown(p) for p in td.iterchildren(f"{_TEXT}p", f"{_TEXT}h")).strip("\n")
                for n in range(repeated if text else 0):
                    place = Place(cell=f"{name}!{cell_name(row, column + n)}")
                    height, width = (int(td.get(f"{_TABLE}number-{of}-spanned", "1")) for of in ("rows", "columns"))
                    yield GridCell(text, place, row, column + n, height, width)
            column += repeated


def _repeated(element: Any, of: str) -> int:
    times = int(element.get(f"{_TABLE}number-{of}-repeated", "1"))
    return times if times <= _MOST_REPEATED else 1


def _shown(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in _PASSED_OVER:
            pieces.append(_BREAKS.get(child.tag) or _shown(child))
        pieces.append(child.tail or "")
    return clean("".join(pieces))
