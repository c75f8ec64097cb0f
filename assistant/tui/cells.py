"""What the UI draws of an answer's columns, cells and sources, and an answer as a text to paste elsewhere.

Owns making them safe to draw. It must not know the catalog's fields; figures are written by `tabling`.
"""

from __future__ import annotations

from assistant.answer import Answer, CellValue, Column, Source
from assistant.tabling import numbered, whereabouts, written
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


def answer_as_text(answer: Answer, texts: Texts) -> str:
    """An answer to paste elsewhere: the question, the headline, the table with tabs, how understood, the sources."""
    parts = [plain(answer.question), plain(answer.text)]
    if answer.rows:
        table = ["\t".join(heading(column) for column in answer.columns)]
        for row in answer.rows:
            cells = zip(row, answer.columns, strict=True)
            table.append("\t".join(one_line(cell_text(value, column)) for value, column in cells))
        parts.append("\n".join(table))
    parts += [f"{n}. {plain(choice)}" for n, choice in enumerate(answer.choices, 1)]
    if answer.interpretation:
        parts.append(texts("understood", text=plain(answer.interpretation)))
    if sources := numbered(answer):
        listed = [f"{n}. {source_text(source, texts)}" for source, n in sources.items()]
        parts.append("\n".join([texts("source_list"), *listed]))
    return "\n\n".join(parts) + "\n"
