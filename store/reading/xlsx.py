"""Excel workbooks (xlsx, xlsm): a grid a sheet, each cell as the sheet shows it.

Owns merged cells, number formats and the values that formulas last had; a formula that was saved without one is shown
as it is written (=100%). It must not compute a formula, run a macro or fetch what a workbook links to.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from store.reading import number_formats, packages
from store.reading.document import Block, Grid, GridCell, cell_name
from store.reading.limits import Budget
from store.reading.text import clean
from store.records import Place

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_UNSAVED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


def blocks(path: Path, content: bytes) -> list[Block]:
    """A grid for each sheet, in order. Raises DamagedFile where the workbook is damaged or encrypted."""
    from openpyxl import load_workbook

    package = packages.opened(path, content)
    packages.refuse_declarations(path, package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that nothing here needs
        try:
            book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        except Exception as error:  # openpyxl raises whatever a damaged part makes it stumble over
            raise packages.damaged(path, error) from error
    budget = Budget(path)
    written = _formulas(content) if _has_unsaved_values(package) else {}
    return [Grid(tuple(_cells(sheet, written.get(sheet.title, {}), budget))) for sheet in book.worksheets]


def _has_unsaved_values(package: ZipFile) -> bool:
    """Whether a formula was saved without the value that it had."""
    sheets = (name for name in package.namelist() if name.startswith("xl/worksheets/"))
    return any(_UNSAVED.search(package.read(name)) for name in sheets)


def _formulas(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """The formulas of each sheet as they are written, by row and column from 0."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), keep_links=False)
    return {
        sheet.title: {
            at: cell.value for at, cell in _saved(sheet) if isinstance(cell.value, str) and cell.data_type == "f"
        }
        for sheet in book.worksheets
    }


def _cells(sheet: Worksheet, written: Mapping[tuple[int, int], str], budget: Budget) -> Iterator[GridCell]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in sheet.merged_cells.ranges:
        height, width = merged.size["rows"], merged.size["columns"]
        spans[merged.min_row - 1, merged.min_col - 1] = (height, width)
    for at, cell in _saved(sheet):
        budget.spend(1)
        value = written.get(at) if cell.value in (None, "") else cell.value
        if value is None:
            continue
        text = clean(shown(value, cell.number_format or "General"))
        height, width = spans.get(at, (1, 1))
        yield GridCell(text, Place(cell=f"{clean(sheet.title)}!{cell_name(*at)}"), *at, height, width)


def _saved(sheet: Worksheet) -> list[tuple[tuple[int, int], Any]]:
    """The cells that the file has, by row and column from 0.

    `iter_rows` would make all others up to the last: a million rows where someone formatted the very last one.
    """
    return [((row - 1, column - 1), cell) for (row, column), cell in sorted(sheet._cells.items())]


def shown(value: Any, number_format: str) -> str:
    """What a sheet shows of a cell's value."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            return number_formats.number(value, number_format)
        case datetime() | date() | time() | timedelta():
            return number_formats.moment(value, number_format)
        case _:
            return str(value)
