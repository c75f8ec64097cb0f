"""What a reader hands to the form parsers: the lines of a file, each with its place.

Owns the shape that every reader fills, whatever the container. It must not open files and knows of no form.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from store.records import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, free of control characters; `text` may be blank and holds no line break."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content. `kind` says which reader read it ("text")."""

    path: Path
    kind: str
    lines: tuple[Line, ...]
