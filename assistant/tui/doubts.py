"""What does not add up in a form, as the form's view marks it.

Owns the step from the store's findings to sentences with places. It must not check or draw.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from assistant.answer import Source
from assistant.wording.findings import message, severity_called
from store.checks.findings import findings
from store.records import Place


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a form that does not add up: in a sentence, and the places of the cells that it rests on."""

    text: str
    places: tuple[Place, ...]


def doubts_of(connection: sqlite3.Connection, source: Source, language: str) -> list[Doubt]:
    """Those of the form that a source is of, the worst first; none for a source that is no form of the store."""
    if source.evaluation_id is None:
        return []
    return [
        Doubt(
            f"{severity_called(one.severity, language)}: {message(one, language)}",
            tuple(cell.place for cell in one.cells if cell.file == source.file),
        )
        for one in findings(connection, (source.evaluation_id,))
    ]
