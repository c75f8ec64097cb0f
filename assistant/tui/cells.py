"""What the UI draws of an answer's columns, cells and sources.

Owns making them safe to draw. It must not know the catalog's fields; figures are written by `tabling`.
"""

from __future__ import annotations

from assistant.answer import CellValue, Column, Source
from assistant.tabling import whereabouts, written
from assistant.tui.plain import one_line, plain
from assistant.tui.texts import Texts


def heading(column: Column) -> str:
    return one_line(f"{column.label}({column.unit})" if column.unit else column.label)


def cell_text(value: CellValue, column: Column) -> str:
    return plain(written(value, column.unit))


def source_text(source: Source, texts: Texts) -> str:
    """A source in one line: project, year, file, place."""
    name = one_line(source.project_name or "") or texts("unnamed")
    year = f" {source.year}" if source.year is not None else ""
    file = one_line(source.file.replace("\\", "/").rsplit("/", 1)[-1])
    place = _place(source, texts)
    return f"{name}{year}  {file}" + (f"  {place}" if place else "")


def _place(source: Source, texts: Texts) -> str:
    lines, pages, cells = whereabouts(source)
    parts = []
    if pages:
        parts.append(texts("page", page=pages))
    if lines:
        parts.append(texts("line", line=lines))
    if cells:
        parts.append(texts("cell", cell=one_line(cells)))
    return " ".join(parts)
