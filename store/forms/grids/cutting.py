"""The forms among the rows of a document: each begins at its title, or, without one, at its project's name.

Owns where a form begins and ends. It must not read what a form holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from store.dataclass import dataclass
from store.forms import head as head_labels
from store.forms.cutting import is_title
from store.forms.grids import funds, head, indicators
from store.forms.grids.rows import Row
from store.forms.tokens import folded

_LABEL_WITHIN = 15  # rows under a title in which a head label stands, or it is no form's
_ABOVE_NAME = 6  # rows of a grid that may stand over the project's name
_LONGEST_ABOVE = 60


@dataclass(frozen=True, slots=True)
class CutRows:
    """One form's title, what stands right over it, and the rows under it."""

    title: str
    above: str
    rows: tuple[Row, ...]


def cut(rows: Sequence[Row]) -> list[CutRows]:
    """The forms in order. Rows before the first are no form's."""
    titles = [i for i, row in enumerate(rows) if title_of(row)]
    starts = sorted({*_titled(rows, titles), *_untitled(rows, titles)})
    forms: list[CutRows] = []
    for start, end in pairwise([*starts, len(rows)]):
        title = title_of(rows[start])
        body = tuple(row for row in rows[start:end] if not title_of(row))
        above = _above(rows, start)
        forms.append(CutRows(title, above if len(above) < _LONGEST_ABOVE else "", body))
    return forms


def title_of(row: Row) -> str:
    """The form's title that a row is, folded; else ""."""
    if len(row.filled) > 2:
        return ""
    return next((folded(cell.text) for cell in row.filled if is_title(cell.text)), "")


def _titled(rows: Sequence[Row], titles: Sequence[int]) -> list[int]:
    """The titles under which a head label stands."""
    starts = []
    for at, following in pairwise([*titles, len(rows)]):
        if any(head.has_any_label(row) for row in rows[at + 1 : min(following, at + 1 + _LABEL_WITHIN)]):
            starts.append(at)
    return starts


def _untitled(rows: Sequence[Row], titles: Sequence[int]) -> list[int]:
    """Where forms without a title begin: at a project's name, where the form before has one and a table already."""
    starts: list[int] = []
    named = has_table = False
    grid_start, last_table = 0, -1
    at_title = set(titles)
    for i, row in enumerate(rows):
        if i in at_title and any(head.has_any_label(r) for r in rows[i + 1 : i + 1 + _LABEL_WITHIN]):
            named = True  # by the label to come, which begins no other form
            has_table = False
        if row.begins:
            grid_start = i
        if head.has_label(row, "project_name") and (not named or has_table) and _is_form(rows[i:]):
            in_own_grid = grid_start > last_table and i - grid_start <= _ABOVE_NAME
            starts.append(grid_start if in_own_grid else i)
            named, has_table = True, False
        elif indicators.header(rows[i : i + 2]) is not None:
            has_table, last_table = True, i
    return starts


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether rows that begin with a project's name hold a form's tables: a list of projects has none."""
    within = rows[: 4 * _LABEL_WITHIN]
    return any(funds.is_header(row) or indicators.header(within[i : i + 2]) for i, row in enumerate(within))


def _above(rows: Sequence[Row], start: int) -> str:
    """What stands over the first row, outside of a table and no label: it may name the year."""
    above = rows[start - 1] if start else None
    if above is None or above.line is None:
        return ""
    text = folded(above.line.text)
    return "" if head_labels.is_label(text.partition(":")[0]) else text
