"""Evaluations as they are stored: one in full, or all of them in a line each.

Owns the reading of whole evaluations. It must not find them by what a person calls them (that is understanding),
compute or word anything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from store import rows
from store.records import Evaluation


@dataclass(frozen=True, slots=True)
class StoredEvaluation:
    id: int
    path: Path  # the file that it stands in, absolute
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """An evaluation in a line. Money in fen; rate in percent, scores in points, of the total line and total row."""

    id: int
    project_code: str | None
    project_name: str | None
    year: int | None
    unit: str | None
    department: str | None
    initial_budget: int | None
    annual_budget: int | None
    executed: int | None
    rate: Decimal | None
    total_weight: Decimal | None
    total_score: Decimal | None
    path: Path
    form_index: int
    incomplete: bool  # not all of the form could be read


_LIST = """
SELECT e.id, e.project_code, e.project_name, e.year, e.unit, e.department,
       f.initial_budget, f.annual_budget, f.executed, f.rate, e.total_weight, e.total_score,
       d.path, e.form_index, e.missing <> '[]' AS incomplete
FROM evaluations AS e JOIN documents AS d ON d.id = e.document_id
LEFT JOIN fund_lines AS f ON f.id = (
    SELECT id FROM fund_lines WHERE evaluation_id = e.id AND is_total ORDER BY position LIMIT 1
)
ORDER BY d.path, e.form_index
"""
_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("rate", "total_weight", "total_score"), rows.unscaled),
    "path": Path,
    "incomplete": bool,
}


def list_evaluations(connection: sqlite3.Connection) -> list[ProjectRow]:
    """Every evaluation in a line, in the order of files and of forms in them."""
    listed = _dicts(connection, _LIST)
    return [ProjectRow(**{c: _READ[c](v) if c in _READ else v for c, v in row.items()}) for row in listed]


def load(connection: sqlite3.Connection, evaluation_id: int) -> StoredEvaluation:
    """The whole evaluation. Raises LookupError where there is none with this id."""
    found = _dicts(
        connection,
        "SELECT e.*, d.path FROM evaluations AS e JOIN documents AS d ON d.id = e.document_id WHERE e.id = ?",
        evaluation_id,
    )
    if not found:
        raise LookupError(f"there is no evaluation {evaluation_id} in the store")
    (head,) = found
    funds = _rows(connection, "SELECT * FROM fund_lines WHERE evaluation_id = ? ORDER BY position", evaluation_id)
    indicators = _rows(connection, "SELECT * FROM indicators WHERE evaluation_id = ? ORDER BY position", evaluation_id)
    evaluation = rows.evaluation(head, tuple(map(rows.fund_line, funds)), tuple(map(rows.indicator, indicators)))
    return StoredEvaluation(evaluation_id, Path(head["path"]), evaluation)


def indexed_hash(connection: sqlite3.Connection, path: Path) -> str | None:
    """The SHA-256 (hexadecimal) of a file's content when it was indexed; None for a file that is not in the store."""
    found = connection.execute("SELECT sha256 FROM documents WHERE path = ?", (str(path),)).fetchone()
    return found[0] if found else None


def _rows(connection: sqlite3.Connection, sql: str, *parameters: int) -> list[Any]:
    """Rows whose values are had by the names of their columns."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, parameters).fetchall()


def _dicts(connection: sqlite3.Connection, sql: str, *parameters: int) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, parameters)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]
