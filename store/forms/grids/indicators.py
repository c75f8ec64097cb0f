"""The indicator table in a grid: its header, its rows with the classes beside them, its total.

Owns which cell is which field of a row. It must not make records: `forms.indicators` does.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.dataclass import dataclass
from store.forms import cells, classes, indicators, labels
from store.forms.grids.columns import Columns
from store.forms.grids.ragged import aligned
from store.forms.grids.rows import Row, label, printed, text, token
from store.reading import GridCell
from store.records import Cell, Indicator
from store.values import number

_LEVELS = ("level1", "level2")
_OWN = ("level3", "operator", "target", "measure", "actual", "weight", "score", "deviation")
_ADJUSTED = "adjusted"  # the target that was set anew
_POINTS = ("weight", "score")


@dataclass(slots=True)
class GridTable:
    """What was read of a table: its rows as cells by field, with their classes; the total's cells."""

    rows: list[tuple[dict[str, Cell], classes.Levels]]
    total: dict[str, Cell]

    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(indicators.record(row, *levels) for row, levels in self.rows)


def header(rows: Sequence[Row]) -> tuple[Columns, int] | None:
    """The columns that the rows begin with, and how many rows their headings take; None where they are no header.

    Headings may stand in two rows, those of the classes a row below the others.
    """
    first = _columns(rows[0])
    if _is_header(first):
        return first, 1
    if len(rows) > 1 and _points_or_values(first):
        both = Columns((*_columns(rows[1]).headings, *first.headings))
        names = {field for _, field in both.headings}
        if _is_header(both) and not names.isdisjoint(_LEVELS):
            return both, 2
    return None


def _columns(row: Row) -> Columns:
    if row.line:
        return Columns(())
    found = [(cell, _column(label(cell))) for cell in row.filled]
    return Columns(tuple((cell, field) for cell, field in found if label(cell) not in labels.INDICATOR_BLOCK))


def _column(heading: str) -> str | None:
    return _ADJUSTED if heading in labels.ADJUSTED_TARGET else labels.INDICATOR_COLUMNS.get(heading)


def _is_header(columns: Columns) -> bool:
    """Whether there are columns of names and of what was wanted or done."""
    has_name = columns.has("level3") or (columns.has("level2") and columns.has("level1"))
    return has_name and (columns.has("target") or columns.has("actual"))


def _points_or_values(columns: Columns) -> bool:
    return sum(columns.has(field) for field in ("actual", "target", "weight", "score", "deviation")) >= 2


def table(rows: Sequence[Row], columns: Columns) -> GridTable:
    """The table whose rows these are, below its header, to its total or what stands under it."""
    read = GridTable([], {})
    carried: dict[str, classes.Heading | None] = dict.fromkeys(_LEVELS)
    n = 0
    at_top = False  # of a page, or under a header that is repeated there
    while n < len(rows):
        row = rows[n]
        at_top = at_top or row.begins
        repeated = header(rows[n : n + 2])
        if repeated:
            columns = repeated[0] if row.begins else columns
            n += repeated[1]
            continue
        n += 1
        row = aligned(row, columns, _fit)
        if row.line or (len(row.filled) == 1 and label(row.filled[0]) in labels.INDICATOR_BLOCK):
            continue
        if _is_total(row):
            read.total = _total(row, columns)
            return read
        own = columns.by_field(row.cells)  # the classes among them, too: what begins here
        if _is_under_table(row, own):
            return read
        _add(read, own, _levels(row, columns, carried), at_top)
        at_top = False
    return read


def _fit(field: str | None, cell: GridCell) -> int:
    """How well a cell of a row that lacks some fits under a heading: classes, numbers and signs can be told."""
    printed_text = text(cell)
    if printed_text in cells.DASHES:
        return 0
    if field in _LEVELS:
        names = labels.LEVEL1 if field == "level1" else labels.LEVEL2
        return 3 if labels.POINTS.sub("", label(cell)) in names else -3
    if field in _POINTS:
        return 2 if cells.NUMBER.fullmatch(label(cell)) else -3
    if field == "operator":
        return 2 if printed_text[0] in cells.OPERATORS or printed_text == "定性" else -2
    return -3 if field == "level3" and classes.is_known(label(cell)) else 0


def _levels(row: Row, columns: Columns, carried: dict[str, classes.Heading | None]) -> classes.Levels:
    """The row's classes: beside it, or, where there the cells are blank, those of the row above."""
    here = columns.by_field(sorted((*row.reaching, *row.cells), key=lambda cell: cell.column))
    for level in _LEVELS:
        filled = [cell for cell in here.get(level, []) if cell.text.strip() and not _is_nothing(cell)]
        if not filled:
            continue
        found = classes.heading(token(filled[-1]))
        before = carried[level]
        if level == "level1" and (before is None or before.name != found.name):
            carried["level2"] = None
        if before is None or before.name != found.name or found.points is not None:
            carried[level] = found
    return carried["level1"], carried["level2"]


def _is_nothing(cell: GridCell) -> bool:
    return text(cell) in cells.DASHES


def _add(read: GridTable, own: dict[str, list[GridCell]], levels: classes.Levels, at_top: bool) -> None:
    """Adds what a row says: a row of its own, or, at the top of a page, the rest of the one above."""
    filled = {field: [cell for cell in own.get(field, []) if cell.text.strip()] for field in _OWN}
    values = {
        field: Cell("".join(text(cell) for cell in of_field), of_field[0].place)
        for field, of_field in filled.items()
        if of_field
    }
    if not values or all(value.text in cells.DASHES for value in values.values()):
        return
    adjusted = [cell for cell in own.get(_ADJUSTED, []) if cell.text.strip() and not _is_nothing(cell)]
    if adjusted:
        values["target"] = Cell("".join(text(cell) for cell in adjusted), adjusted[0].place)
    has_class = any(cell.text.strip() for level in _LEVELS for cell in own.get(level, []))
    if at_top and read.rows and not has_class and _goes_on(read.rows[-1][0], values):
        above = read.rows[-1][0]
        for field, value in values.items():
            above[field] = Cell(above[field].text + value.text, above[field].place) if field in above else value
        return
    name = values.get("level3")
    rest = {field for field, value in values.items() if value.text not in cells.DASHES} - {"level3"}
    if name and cells.PLACEHOLDER.fullmatch(name.text) and not rest - set(_POINTS):
        return
    if name is None and not {"target", "actual"} & rest:
        return
    read.rows.append((values, levels))


def _goes_on(above: dict[str, Cell], values: dict[str, Cell]) -> bool:
    """Whether a row at the top of a page is the rest of the last one: it has no points besides that one's."""
    name = values["level3"].text if "level3" in values else ""
    begins = cells.NUMBERED.match(name) or cells.PLACEHOLDER.fullmatch(name) or name == labels.NOT_APPLICABLE
    if begins or any(field in above and field in values for field in _POINTS):
        return False
    if not any(field in above for field in _POINTS) and not any(field in values for field in _POINTS):
        return not {"level3", "target"} <= set(values)
    return not {"level3", "target", "actual"} <= set(values) or not {"level3", "target", "actual"} <= set(above)


def _is_total(row: Row) -> bool:
    return labels.POINTS.sub("", label(row.filled[0])).rstrip(":") in labels.TOTALS


def _total(row: Row, columns: Columns) -> dict[str, Cell]:
    """Weight and score of the total's row: under their headings, else its first two numbers."""
    under = columns.by_field(row.filled[1:])
    found = {
        f"total_{field}": printed(of_field[0])
        for field in _POINTS
        if (of_field := under.get(field)) and number(text(of_field[0])) is not None
    }
    if found:
        return found
    numbers = [printed(cell) for cell in row.filled[1:] if number(text(cell)) is not None]
    fields = ("total_weight", "total_score") if len(numbers) > 1 else ("total_score",)
    return dict(zip(fields, numbers, strict=False))


def _is_under_table(row: Row, own: dict[str, list[GridCell]]) -> bool:
    """Whether a row stands under the table: its first cell is the label of a note, and it has no points."""
    first = row.filled[0]
    has_points = any(number(text(cell)) is not None for field in _POINTS for cell in own.get(field, []))
    return not has_points and bool(labels.AFTER_TABLE.fullmatch(label(first)))
