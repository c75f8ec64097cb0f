"""The head of a form in a grid: a label's value is in the cell after it, or after its colon.

Owns which value belongs to which label. It must not look beyond the head's rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from store.forms import head, labels
from store.forms.grids.rows import Row, label, printed
from store.forms.tokens import folded, tokens
from store.reading import GridCell, Line
from store.records import Cell


def fields(rows: Sequence[Row]) -> dict[str, Cell]:
    """The head's cells by field name; of a label that is there twice the first."""
    found: dict[str, Cell] = {}
    for is_line, group in groupby(rows, key=lambda row: row.line is not None):
        of_group = list(group)
        if is_line:
            lines = [row.line for row in of_group if row.line]
            found = head.fields(tokens(lines)) | found
        else:
            for n, row in enumerate(of_group):
                below = of_group[n + 1] if n + 1 < len(of_group) else None
                for field, cell in (*_beside(row), *_below(row, below)):
                    found.setdefault(field, cell)
    return head.tidy(found)


def has_label(row: Row, field: str) -> bool:
    """Whether a row of a table has the label of a field."""
    return row.line is None and any(
        head.field_of(label(cell)) == field or head.field_of(folded(cell.text).partition(":")[0]) == field
        for cell in row.filled
    )


def has_any_label(row: Row) -> bool:
    texts = [part for cell in row.filled for part in cell.text.split()] if row.line else []
    whole = [folded(cell.text) for cell in row.filled]
    return any(head.is_label(text.partition(":")[0]) for text in (*whole, *map(folded, texts)))


def _beside(row: Row) -> Iterator[tuple[str, Cell]]:
    """The row's labels with their values."""
    current: str | None = None
    for cell in row.filled:
        name, colon, value = folded(cell.text).partition(":")
        score = labels.SCORE_WITH_LABEL.fullmatch(name)
        if score:
            yield "total_score", Cell(score[2], cell.place)
            current = None
        elif head.is_label(name) and not value:
            current = head.field_of(name)
        elif colon and head.is_label(name):
            lines = [Line(line, cell.place) for line in cell.text.split("\n")]
            yield from head.fields(tokens(lines)).items()
            current = None
        elif current:
            yield current, printed(cell)
            current = None


def _below(row: Row, below: Row | None) -> Iterator[tuple[str, Cell]]:
    """The labels of a row that has nothing else, with the values under them."""
    names = [head.field_of(label(cell)) for cell in row.filled if head.is_label(label(cell))]
    if below is None or len(names) < len(row.filled) or len(names) < 2:
        return
    if any(head.is_label(label(cell)) for cell in below.filled):
        return
    under: dict[int, GridCell] = {cell.column: cell for cell in below.filled}
    for cell, name in zip(row.filled, names, strict=True):
        if name and cell.column in under:
            yield name, printed(under[cell.column])
