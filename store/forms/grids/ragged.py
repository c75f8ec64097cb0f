"""Rows that lack cells at their ends, moved to where they stand under the headings of their table.

Owns the choice of the place. It must not know what a heading means: how well a cell fits under one, it is told.
"""

from __future__ import annotations

from collections.abc import Callable

from store.dataclass import replace
from store.forms.grids.columns import Columns
from store.forms.grids.rows import Row
from store.reading import GridCell

Fit = Callable[[str | None, GridCell], int]  # how well a cell fits under a field's heading; more is better


def aligned(row: Row, columns: Columns, fit: Fit) -> Row:
    """The row with its cells where they fit best: as far to the right as they do, for it is merged cells that lack."""
    width = max((heading.end for heading, _ in columns.headings), default=0)
    lacking = width - len(row.cells)
    if not row.ragged or lacking <= 0:
        return row

    def moved(shift: int) -> list[GridCell]:
        return [replace(cell, column=n + shift) for n, cell in enumerate(row.cells)]

    def fits(shift: int) -> int:
        return sum(fit(columns.field(cell), cell) for cell in moved(shift) if cell.text.strip())

    best = max(range(lacking + 1), key=lambda shift: (fits(shift), shift))
    return replace(row, cells=tuple(moved(best)))
