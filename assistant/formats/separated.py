"""The rows of an answer for a spreadsheet: CSV to be opened, TSV to be pasted.

Owns how a cell is kept what it is. Figures go without separators of thousands, so that they are numbers there; a text
that a spreadsheet would run as a formula, or a code that it would round, is marked as text. An answer without rows is
its headline in one cell.
"""

from __future__ import annotations

import csv
import io

from assistant.answer import Answer, CellValue, Column
from assistant.formats import parts
from assistant.plain import plain
from store.exporting import as_cells, would_be_changed

BOM = "\ufeff"  # by which Excel knows UTF-8


def comma_separated(answer: Answer) -> str:
    """A file that Excel opens: a tab makes a cell a text."""
    table = io.StringIO()
    csv.writer(table).writerows(as_cells(*row) for row in _rows(answer))
    return BOM + table.getvalue()


def tab_separated(answer: Answer) -> str:
    """Cells that are pasted: an apostrophe marks a text as one, since a tab would begin the next cell."""
    rows = [["'" + cell if would_be_changed(cell) else cell for cell in row] for row in _rows(answer)]
    return "".join("\t".join(row) + "\n" for row in rows)


def _rows(answer: Answer) -> list[list[str]]:
    if not answer.rows:
        return [[plain(answer.text)]]
    headings = [parts.heading(column) for column in answer.columns]
    rows = [[_cell(v, column) for v, column in zip(row, answer.columns, strict=True)] for row in answer.rows]
    return [headings, *rows]


def _cell(value: CellValue, column: Column) -> str:
    """A figure in plain digits, to its unit's decimals; a text in one line; nothing where the form has nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(value)
    if column.unit in ("元", "%"):
        return f"{value:.2f}"
    return str(value) if isinstance(value, int) else f"{value:.4f}".rstrip("0").rstrip(".")
