"""How a value of an answer is written in a table.

Owns separators, decimals and which columns stand to the right. It must not know the catalog's fields.
"""

from __future__ import annotations

from assistant.answer import Answer, CellValue, Column, Source
from assistant.tui.plain import one_line, plain
from assistant.tui.texts import Texts

NOTHING = "-"  # where the form has nothing


def heading(column: Column) -> str:
    return one_line(f"{column.label}({column.unit})" if column.unit else column.label)


def cell_text(value: CellValue, column: Column) -> str:
    """Amounts as 4,574,100.00, rates as 88.76, other numbers to at most four decimals."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return plain(value)
    if column.unit == "元":
        return f"{value:,.2f}"
    if column.unit == "%":
        return f"{value:.2f}"
    if isinstance(value, int):
        return str(value)
    return f"{value:.4f}".rstrip("0").rstrip(".")


def is_numeric(answer: Answer, index: int) -> bool:
    """Whether a column holds numbers and nothing else."""
    values = [row[index] for row in answer.rows if row[index] is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def source_text(source: Source, texts: Texts) -> str:
    """A source in one line: project, year, file, place."""
    name = one_line(source.project_name or "") or texts("unnamed")
    year = f" {source.year}" if source.year is not None else ""
    file = one_line(source.file.replace("\\", "/").rsplit("/", 1)[-1])
    place = _place(source, texts)
    return f"{name}{year}  {file}" + (f"  {place}" if place else "")


def _place(source: Source, texts: Texts) -> str:
    parts = []
    if source.page is not None:
        parts.append(texts("page", page=source.page))
    if source.line is not None:
        parts.append(texts("line", line=source.line))
    if source.cell is not None:
        parts.append(texts("cell", cell=one_line(source.cell)))
    return " ".join(parts)


def distinct_sources(answer: Answer) -> tuple[Source, ...]:
    """Every place that an answer came from, once, in the order of its rows."""
    return tuple(dict.fromkeys(source for of_row in answer.sources for source in of_row))


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
    sources = distinct_sources(answer)
    if sources:
        listed = [f"{n}. {source_text(source, texts)}" for n, source in enumerate(sources, 1)]
        parts.append("\n".join([texts("source_list"), *listed]))
    return "\n\n".join(parts) + "\n"
