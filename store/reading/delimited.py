"""Text that is a table: values parted by commas, semicolons, tabs or bars.

Owns telling such a text from prose, and its grid. It must not decode bytes.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from store.reading.document import Grid, GridCell, cell_name
from store.reading.text import clean
from store.records import Place

_DELIMITERS = (",", "\t", ";", "|")
_FEWEST_COLUMNS = 4
_EVEN = 0.8  # share of rows that have as many values as most
_SAMPLE = 200  # lines that are enough to tell


def grid(text: str) -> Grid | None:
    """The table that a text is; None of one that is none. A value's place is its cell and its line."""
    for delimiter in _DELIMITERS:
        sample = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
        if sum(delimiter in line for line in sample) < _EVEN * len(sample):
            continue
        rows = _rows(text, delimiter)
        if rows and _is_even([values for _, values in rows[:_SAMPLE]]):
            return Grid(tuple(_cells(rows)))
    return None


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows, each with the number of its last line."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        return [(reader.line_num, values) for values in reader if any(map(str.strip, values))]
    except csv.Error:
        return []


def _is_even(rows: Sequence[Sequence[str]]) -> bool:
    counted = Counter(len(values) for values in rows)
    most, times = counted.most_common(1)[0]
    return most >= _FEWEST_COLUMNS and times >= _EVEN * len(rows)


def _cells(rows: Sequence[tuple[int, Sequence[str]]]) -> list[GridCell]:
    return [
        GridCell(clean(value).strip(), Place(line=line, cell=cell_name(row, column)), row, column)
        for row, (line, values) in enumerate(rows)
        for column, value in enumerate(values)
        if value.strip()
    ]
