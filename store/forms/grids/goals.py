"""The goals in a grid: under their two headings, or beside them.

Owns where the goals begin, and which cell is which. It must not look at their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from store.forms import goals
from store.forms.grids.columns import Columns
from store.forms.grids.ragged import aligned
from store.forms.grids.rows import Row, label, text
from store.reading import GridCell
from store.records import Cell


def is_header(row: Row) -> bool:
    """Whether a row has the headings of both goals."""
    return row.line is None and {"goal_expected", "goal_actual"} <= set(_fields(row.filled))


def is_beside(row: Row) -> bool:
    """Whether a row has the heading of one goal, and its text beside that."""
    fields = _fields(row.filled)
    return row.line is None and any(field and not following for field, following in pairwise(fields))


def under(rows: Sequence[Row]) -> dict[str, Cell]:
    """The goals by field name, of rows whose first has the two headings."""
    if is_beside(rows[0]):
        return beside(rows[:1])
    headings = [cell for cell in rows[0].filled if not _is_block_label(cell, rows[0])]
    ends = [*(cell.column for cell in headings[1:]), max((cell.end for row in rows for cell in row.cells), default=0)]
    wide = [
        GridCell(c.text, c.place, c.row, c.column, c.height, max(end - c.column, 1))
        for c, end in zip(headings, ends, strict=True)
    ]
    columns = Columns(tuple(zip(wide, _fields(headings), strict=True)))
    found: dict[str, list[GridCell]] = {}
    for row in rows[1:]:
        if row.line is None:
            for field, cells in columns.by_field(aligned(row, columns, lambda *_: 0).filled).items():
                found.setdefault(field, []).extend(cells)
    return {field: _together(cells) for field, cells in found.items()}


def beside(rows: Sequence[Row]) -> dict[str, Cell]:
    """The goals by field name, of rows in which each stands beside its heading."""
    found: dict[str, Cell] = {}
    for row in rows:
        filled = row.filled
        fields = _fields(filled)
        for field, following, cell in zip(fields, fields[1:], filled[1:], strict=False):
            if field and not following:
                found.setdefault(field, _together([cell]))
    return found


def _fields(filled: Sequence[GridCell]) -> list[str | None]:
    """The goal that each cell is the heading of. What may be a block's label, too, is one where others follow."""
    fields: list[str | None] = []
    for n, cell in enumerate(filled):
        name = label(cell)
        if goals.is_actual(name) and (n or not goals.is_block(name)):
            fields.append("goal_actual")
        elif goals.is_expected(name) and not (goals.is_block(name) and _followed(filled[n + 1 :])):
            fields.append("goal_expected")
        else:
            fields.append(None)
    return fields


def _followed(rest: Sequence[GridCell]) -> bool:
    return any(goals.is_expected(label(cell)) for cell in rest)


def _is_block_label(cell: GridCell, row: Row) -> bool:
    return cell is row.filled[0] and len(row.filled) > 2 and goals.is_block(label(cell))


def _together(cells: Sequence[GridCell]) -> Cell:
    return Cell("".join(text(cell) for cell in cells), cells[0].place)
