"""Two files about one project and year with other figures: which of them is used, and what the other says.

Owns the table `superseded`. It must not read files; `writing` asks it within its transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from store.dataclass import dataclass
from store.evaluations import load
from store.folding import folded
from store.records import Evaluation, printed_cells
from store.rows import cells_json, scaled

_RIVAL = """
SELECT e.id, e.document_id, e.form_index, e.content, d.path, d.modified FROM evaluations AS e
JOIN documents AS d ON d.id = e.document_id WHERE e.identity = ? AND e.document_id <> ?
"""
_OTHERS = """
SELECT DISTINCT e.id, u.path, d.path FROM superseded AS s JOIN evaluations AS e ON e.identity = s.identity
JOIN documents AS u ON u.id = e.document_id JOIN documents AS d ON d.id = s.document_id ORDER BY e.id, d.path
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """A stored form of the same identity, from another file."""

    evaluation_id: int
    document_id: int
    path: Path
    modified: int  # of its file, nanoseconds


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stored form that is used, and a file that says something else of the same project and year."""

    evaluation_id: int
    used: Path
    other: Path


def identity(evaluation: Evaluation) -> str | None:
    """What makes two forms the same project in the same year: the code, or name and unit; None without any of them."""
    named = evaluation.project_code or (evaluation.unit and evaluation.project_name)
    if not named or evaluation.year is None:
        return None
    parts = (evaluation.project_code,) if evaluation.project_code else (evaluation.project_name, evaluation.unit)
    return folded("|".join([*(part or "" for part in parts), str(evaluation.year)]))


def rival(connection: sqlite3.Connection, key: str | None, document_id: int) -> Rival | None:
    """The form of this identity that is used so far, if it stands in another file."""
    found = connection.execute(_RIVAL, (key, document_id)).fetchone()
    return Rival(found[0], found[1], Path(found[4]), found[5]) if found else None


def supersede(connection: sqlite3.Connection, loser: Rival) -> None:
    """Notes what a stored form says. Its rows are the caller's to delete."""
    sql = "SELECT content FROM evaluations WHERE id = ?"
    (content,) = connection.execute(sql, (loser.evaluation_id,)).fetchone()
    note(connection, load(connection, loser.evaluation_id).evaluation, loser.document_id, content)


def note(connection: sqlite3.Connection, evaluation: Evaluation, document_id: int, content: str) -> None:
    """Notes what a form says that is not stored, a newer file having another of its identity."""
    total = next((line for line in evaluation.fund_lines if line.is_total), None)
    amounts = (total.annual_budget, total.executed) if total else (None, None)
    cells = cells_json(printed_cells(evaluation))
    row = (document_id, evaluation.form_index, identity(evaluation), content, *amounts, scaled(evaluation.total_score))
    connection.execute("INSERT INTO superseded VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, cells))


def conflicts(connection: sqlite3.Connection, evaluations: Iterable[int] | None = None) -> list[Conflict]:
    """The conflicts of these forms, or of all, in the order of the forms."""
    wanted = None if evaluations is None else set(evaluations)
    found = [Conflict(number, Path(used), Path(other)) for number, used, other in connection.execute(_OTHERS)]
    return [conflict for conflict in found if wanted is None or conflict.evaluation_id in wanted]
