"""Text that is a table, or has tables in it: values parted by commas, semicolons, tabs or bars.

Owns telling such a text from prose, and its grids. It must not decode bytes.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from store.reading.document import Block, Grid, GridCell, Line, cell_name
from store.reading.text import clean
from store.records import Place

_DELIMITERS = (",", "\t", ";", "|")
_FEWEST_COLUMNS = 4
_EVEN = 0.8  # share of rows that have as many values as most
_SAMPLE = 200  # lines that are enough to tell
_BAR = re.compile("[|｜│┃]")
_BARRED = 0.6  # share of lines with bars, of a text whose tables have them
_FEWEST_BARRED = 8
_RULING = re.compile(r"[\s|｜│┃+:=\-—─━┌┬┐├┼┤└┴┘]*")  # a line of a table that is no more than drawn


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


def barred(lines: Sequence[Line]) -> list[Block] | None:
    """The blocks of a text whose tables have bars between their cells, rows that lack cells among them; else None."""
    with_text = [line for line in lines if line.text.strip()]
    barred_lines = [line for line in with_text if _BAR.search(line.text)]
    if len(barred_lines) < max(_BARRED * len(with_text), _FEWEST_BARRED):
        return None
    framed = all(_BAR.match(line.text.strip()) for line in barred_lines)
    cells_of = {id(line): _barred_cells(line.text.strip(), framed) for line in barred_lines}
    found: list[Block] = []
    for is_table, group in groupby(with_text, key=lambda line: id(line) in cells_of):
        of_group = list(group)
        if not is_table:
            found += of_group
            continue
        rows = [(line, cells_of[id(line)]) for line in of_group if not _RULING.fullmatch(line.text)]
        if all(len(values) < 2 for _, values in rows):  # each cell on a line of its own
            found += [piece for line, (value,) in rows for piece in (Line(value, line.place), Line("", line.place))]
        else:
            found.append(Grid(tuple(_ragged_cells(rows)), ragged=True))
    return found


def _barred_cells(text: str, framed: bool) -> list[str]:
    """The cells between a line's bars. Where every line begins with one, the bars at its ends are the table's frame."""
    values = [value.strip() for value in _BAR.split(text)]
    if framed:
        return values[1:-1] if len(values) > 2 and not values[-1] else values[1:]
    return values[:-1] if len(values) == 2 and not values[-1] else values


def _ragged_cells(rows: Sequence[tuple[Line, Sequence[str]]]) -> Iterator[GridCell]:
    for row, (line, values) in enumerate(rows):
        for column, value in enumerate(values):
            place = Place(line=line.place.line, cell=cell_name(row, column))
            yield GridCell(value, place, row, column)
