"""A form in a grid: rows to what it prints, the layout told from labels and where they stand.

Owns the order of a form's parts in rows. It must not know which file the grid came from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.forms import funds as fund_texts
from store.forms import labels
from store.forms.grids import funds, goals, head, indicators
from store.forms.grids.rows import Row, label
from store.forms.printed import Printed
from store.forms.tokens import folded
from store.records import Cell


def printed(title: str, above: str, rows: Sequence[Row]) -> Printed:
    """What the form prints whose rows, under its title, these are. `above` stands over the title."""
    funds_at = _first(rows, lambda i: funds.is_header(rows[i]))
    table_at = _first(rows, lambda i: indicators.header(rows[i : i + 2]) is not None)
    goals_at = _first(rows, lambda i: goals.is_header(rows[i]) or (i > 0 and goals.is_beside(rows[i])), table_at)
    first_part = min(funds_at, goals_at, table_at)
    heading = funds.heading(rows[funds_at:])
    head_text = "".join(folded(cell.text) for row in rows[:first_part] for cell in row.filled)
    unit = fund_texts.amount_unit(heading) or fund_texts.amount_unit(head_text)
    lines, _ = funds.fund_lines(rows[funds_at:], unit or "元") if funds_at < len(rows) else ((), 0)
    found = indicators.header(rows[table_at : table_at + 2]) if table_at < len(rows) else None
    table = indicators.table(rows[table_at + found[1] :], found[0]) if found else indicators.GridTable([], {})
    fields = head.fields(rows[:first_part]) | _goals(rows[goals_at:table_at]) | table.total
    return Printed(
        fields=fields,
        year_texts=(title, _year_line(rows), above),
        amount_unit=unit,
        fund_lines=lines,
        indicators=table.indicators(),
        end=rows[-1].cells[-1].place if rows else None,
    )


def _goals(rows: Sequence[Row]) -> dict[str, Cell]:
    if not rows:
        return {}
    if goals.is_header(rows[0]):
        return goals.under(rows)
    return goals.beside(rows)


def _year_line(rows: Sequence[Row]) -> str:
    """The line under the title that says the year, and no more."""
    texts = (label(cell) for row in rows[:3] for cell in row.filled)
    return next((text for text in texts if labels.YEAR_LINE.fullmatch(text)), "")


def _first(rows: Sequence[Row], begins: Callable[[int], bool], end: int | None = None) -> int:
    stop = len(rows) if end is None else end
    return next((i for i in range(stop) if begins(i)), stop)
