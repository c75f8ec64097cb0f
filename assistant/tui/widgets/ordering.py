"""Which rows of an answer are shown, and in which order: sorted by a column, filtered by what is typed, cut at so many.

Owns that choice alone: rows are numbered as in the answer. It must not draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, CellValue
from assistant.tui.cells import cell_text
from assistant.tui.commands.finding import folded, matches

FIRST_ROWS = 50  # of an answer; the others are a key away
MOST_ROWS = 20_000  # that a table is given at all: more take seconds


@dataclass(frozen=True, slots=True)
class View:
    """How a person looks at an answer's rows."""

    typed: str = ""
    column: int | None = None  # sorted by; None: as answered
    descending: bool = True
    most: int = FIRST_ROWS


def matching(answer: Answer, typed: str) -> list[int]:
    """The rows of which any cell holds what is typed, as text, sound or initials."""
    if not folded(typed):
        return list(range(len(answer.rows)))
    return [n for n, row in enumerate(answer.rows) if any(_holds(answer, row, c, typed) for c in range(len(row)))]


def ordered(answer: Answer, rows: Sequence[int], view: View) -> list[int]:
    """The rows in the order of a column: figures by size, texts by their characters, what is missing always last."""
    if view.column is None:
        return list(rows)
    column = view.column
    there = [n for n in rows if answer.rows[n][column] is not None]
    missing = [n for n in rows if answer.rows[n][column] is None]
    there.sort(key=lambda n: _key(answer.rows[n][column]), reverse=view.descending)
    return there + missing


def _holds(answer: Answer, row: Sequence[CellValue], column: int, typed: str) -> bool:
    return row[column] is not None and matches(typed, cell_text(row[column], answer.columns[column]))


def _key(value: CellValue) -> tuple[int, float, str]:
    return (0, value, "") if isinstance(value, int | float) else (1, 0.0, folded(str(value)))
