"""An answer's rows as the cells of a table, whatever face draws it: figures written out, sources numbered.

Owns separators, decimals, which columns are numbers and how sources are counted. It must not know the catalog's
fields, nor make text safe to draw: each face does that in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.answer import Answer, CellValue, Source

NOTHING = "-"  # what a table shows where the form has nothing


def written(value: CellValue, unit: str | None) -> str:
    """A value as its column's unit is written: 4,015,625.03 (元), 88.76 (%), 8.88 (分), 2023 (no unit)."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    if unit == "元":
        return f"{value:,.2f}"
    if unit == "%":
        return f"{value:.2f}"
    return str(value) if isinstance(value, int) else f"{value:.4f}".rstrip("0").rstrip(".")


def yuan(fen: int) -> str:
    """An amount of the store, exactly: 401562503 fen as 4,015,625.03."""
    return f"{Decimal(fen) / 100:,.2f}"


def is_numeric(answer: Answer, column: int) -> bool:
    """Whether a column holds numbers and nothing else."""
    values = [row[column] for row in answer.rows if row[column] is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def numbered(answer: Answer) -> dict[Source, int]:
    """Every place that an answer came from, once, numbered from 1 in the order of its rows."""
    return {source: n for n, source in enumerate(dict.fromkeys(s for of_row in answer.sources for s in of_row), 1)}


def whereabouts(source: Source) -> tuple[str, str, str]:
    """Every place that a source names, as lines ("14,20"), pages ("1") and cells ("B7, D7"); "" where it has none."""
    places = [(source.line, source.page, source.cell), *((c.line, c.page, c.cell) for c in source.cells)]
    lines, pages, cells = zip(*places, strict=True)
    named = [cell for cell in dict.fromkeys(cells) if cell is not None]
    return ranges(n for n in lines if n is not None), ranges(n for n in pages if n is not None), ", ".join(named)


def ranges(numbers: Iterable[int]) -> str:
    """1, 2, 3 and 5 as "1-3,5"."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
