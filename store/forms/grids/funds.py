"""The funds table in a grid: amounts under their headings, names before them.

Owns where the table begins and ends, and which cell is which field of a line. It must not convert: `forms.funds` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.forms import cells, funds, labels
from store.forms.grids.columns import Columns
from store.forms.grids.ragged import aligned
from store.forms.grids.rows import Row, label, printed, text
from store.forms.tokens import folded
from store.reading import GridCell
from store.records import Cell, FundLine


def is_header(row: Row) -> bool:
    """Whether a row has the headings of the funds table: one of an amount, and another."""
    found = {funds.column_of(label(cell)) for cell in row.filled} - {None}
    return row.line is None and len(found) > 1 and not found.isdisjoint(funds.AMOUNTS)


def heading(rows: Sequence[Row]) -> str:
    """All that the header's row says and what stands beside it, folded: it may name the unit of the amounts."""
    return "".join(folded(cell.text) for row in rows[:1] for cell in (*row.reaching, *row.cells))


def fund_lines(rows: Sequence[Row], unit: str) -> tuple[tuple[FundLine, ...], int]:
    """The lines of the table whose header is the first of the rows, and how many rows the table has.

    Amounts are in `unit`.
    """
    columns = Columns(tuple((cell, funds.column_of(label(cell))) for cell in rows[0].filled))
    weight = _weight_in_heading(rows[0]) if not columns.has("weight") else None
    lines: list[FundLine] = []
    for n, printed_row in enumerate(rows[1:], 1):
        row = aligned(printed_row, columns, _fit)
        names = _names(row, columns.start())
        values = {field: found[0] for field, found in columns.by_field(row.cells).items()}
        if row.line or not names or not _is_line("".join(map(label, names)), values.values()):
            return tuple(lines), n
        own = {field: printed(cell) for field, cell in values.items() if cell.text.strip()}
        if weight and not lines:
            own["weight"] = weight
        name = Cell("".join(text(cell) for cell in names), names[0].place)
        lines.append(funds.record(name, own, unit, first=not lines))
    return tuple(lines), len(rows)


def _fit(field: str | None, cell: GridCell) -> int:
    """How well a cell of a row that lacks some fits under a heading: values under those that are read, names beside."""
    return 1 if funds.is_value_text(text(cell)) == (field is not None) else -3


def _names(row: Row, start: int) -> list[GridCell]:
    """The cells before the values that name a line, without the block's label."""
    return [cell for cell in row.filled if cell.column < start and not funds.is_block(label(cell))]


def _is_line(name: str, values: Iterable[GridCell]) -> bool:
    """Whether a row with this name is one of the table: by its name, or for the amounts that it has."""
    if funds.is_known_line(name):
        return True
    has_value = any(funds.is_value_text(text(cell)) and text(cell) not in cells.DASHES for cell in values)
    return has_value or name.endswith(labels.FUND_NAME_END)


def _weight_in_heading(row: Row) -> Cell | None:
    found = ((funds.points_in(folded(cell.text)), cell) for cell in row.filled)
    return next((Cell(points, cell.place) for points, cell in found if points), None)
