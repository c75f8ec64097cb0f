"""Which forms a person means at the command line: by words of their name, unit, year, code or file.

Owns that choice, and what is said where it fails. It must not understand questions: no word of a NAME is a request.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cli.exits import Exit
from assistant.cli.form import say_projects
from assistant.cli.streams import note
from store.evaluations import ProjectRow
from store.folding import folded

NEAREST = 3  # names that are offered where none fits


def named(rows: Sequence[ProjectRow], words: Sequence[str]) -> list[ProjectRow]:
    """The forms whose name or code is what the words say, else those that every word is found in."""
    whole = folded("".join(words))
    if not whole:
        return []
    exact = [row for row in rows if whole in (folded(row.project_name or ""), folded(row.project_code or ""))]
    return exact or [row for row in rows if all(folded(word) in _said_of(row) for word in words)]


def say_which(
    found: Sequence[ProjectRow], rows: Sequence[ProjectRow], words: Sequence[str], known: Sequence[str] | None = None
) -> Exit:
    """What to do where the words mean none of the store's forms, or more than the command takes.

    `known` are the names that the words should have been among, where these are not the projects'.
    """
    said = " ".join(words)
    if found:
        note(f"jiwen: {len(found)} forms fit {said!r}; add a word that only one of them has, or name its code")
        say_projects(found)
        return Exit.CLARIFY
    near = ", ".join(_nearest(rows, said, known))
    note(f"jiwen: no form fits {said!r}; " + (f"the nearest are {near}" if near else "the store holds no form"))
    return Exit.NOTHING


def _nearest(rows: Sequence[ProjectRow], said: str, known: Sequence[str] | None) -> list[str]:
    from rapidfuzz import process

    names = known or list(dict.fromkeys(row.project_name for row in rows if row.project_name))
    return [name for name, _likeness, _position in process.extract(said, names, limit=NEAREST)]


def _said_of(row: ProjectRow) -> str:
    said = (row.project_name, row.project_code, row.unit, row.year, row.path.name)
    return "\n".join(folded(str(part)) for part in said if part is not None)
