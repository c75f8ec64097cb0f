"""Old Excel workbooks (xls): a grid a sheet, each cell as the sheet shows it.

Owns the values of that format. It must not compute a formula or run a macro.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import NothingToRead
from store.reading import number_formats, packages
from store.reading.document import Block, Grid, GridCell, cell_name
from store.reading.limits import Budget
from store.reading.text import clean
from store.records import Place

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell, Sheet


def blocks(path: Path, content: bytes) -> list[Block]:
    """A grid for each sheet, in order. Raises DamagedFile where the workbook is damaged or encrypted."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except Exception as error:  # xlrd raises whatever a damaged part makes it stumble over
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            what = "the workbook is encrypted: it needs a password"
            raise NothingToRead(path, what, "open it in Excel and save it without a password") from error
        raise packages.damaged(path, error) from error
    budget = Budget(path)
    return [Grid(tuple(_cells(book, sheet, budget))) for sheet in book.sheets()]


def _cells(book: Book, sheet: Sheet, budget: Budget) -> Iterator[GridCell]:
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    for row in range(sheet.nrows):
        budget.spend(sheet.row_len(row))
        for column in range(sheet.row_len(row)):
            text = clean(_shown(book, sheet.cell(row, column)))
            if text:
                height, width = spans.get((row, column), (1, 1))
                place = Place(cell=f"{clean(sheet.name)}!{cell_name(row, column)}")
                yield GridCell(text, place, row, column, height, width)


def _shown(book: Book, cell: Cell) -> str:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(int(cell.value), "#ERR"))
    value = float(cell.value)
    number_format = str(book.format_map[book.xf_list[cell.xf_index or 0].format_key].format_str)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return number_formats.moment(xlrd.xldate_as_datetime(value, book.datemode), number_format)
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            return number_formats.number(value, "General")
    return number_formats.number(value, number_format)
