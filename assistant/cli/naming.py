"""Which forms a person means at the command line: by words of their name, unit, year, code or file.

Owns that choice, and what is said where it fails. It must not understand questions: no word of a NAME is a request.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.evaluations import ProjectRow
from store.folding import folded

NEAREST = 3  # names that are offered where none fits


def named(rows: Sequence[ProjectRow], words: Sequence[str]) -> list[ProjectRow]:
    """The forms whose name or code is what the words say, else those that every word is found in."""
    whole = folded("".join(words))
    exact = [row for row in rows if whole in (folded(row.project_name or ""), folded(row.project_code or ""))]
    return exact or [row for row in rows if all(folded(word) in _said_of(row) for word in words)]


def nearest(rows: Sequence[ProjectRow], words: Sequence[str]) -> list[str]:
    """Names that look most like the words, the likest first."""
    from rapidfuzz import process

    names = list(dict.fromkeys(row.project_name for row in rows if row.project_name))
    return [name for name, _likeness, _key in process.extract(" ".join(words), names, limit=NEAREST)]


def _said_of(row: ProjectRow) -> str:
    said = (row.project_name, row.project_code, row.unit, row.year, row.path.name)
    return "\n".join(folded(str(part)) for part in said if part is not None)
