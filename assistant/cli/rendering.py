"""An answer laid out for a person: headline, table, how it was understood, sources, what to ask next.

Owns the order and the form of an answer in plain text. It must not word anything that the answer does not say,
beyond the few labels below.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.answer import Answer, CellValue, Column, Source
from assistant.cli.streams import is_terminal, json_text, plain, say, terminal_width
from assistant.cli.table import Heading, draw

NOTHING = "-"  # what a table shows where the form has nothing

_LABELS = {
    "zh": {"understood": "理解为：", "sources": "来源：", "source": "来源", "next": "还可以问："},
    "en": {"understood": "Understood as: ", "sources": "Sources:", "source": "source", "next": "You can also ask:"},
}


def print_answer(answer: Answer, as_json: bool, trace: dict[str, Any] | None = None) -> None:
    """One answer to stdout, for a person or as one JSON object; with how it was understood, if that is given."""
    if as_json:
        say(json_text(answer.as_json() | ({"explanation": trace} if trace else {}), indent=2))
        return
    say_answer(answer)
    if trace:
        say()
        _say_trace(trace, answer.query or {})


def _say_trace(trace: dict[str, Any], query: dict[str, Any]) -> None:
    """The steps of understanding, a line each, and the SQL with its parameters."""
    for mention in trace["mentions"]:
        if mention["kind"] != "filler":
            value = mention["value"] if isinstance(mention["value"], str) else json_text(mention["value"])
            say(plain(f"  {mention['start']:3}-{mention['end']:<3} {mention['text']}  {mention['kind']}: {value}"))
    for name in ("corrections", "unexplained", "coverage", "frame", "request"):
        if trace[name] or name == "coverage":
            say(plain(f"{name}: {json_text(trace[name])}"))
    if "sql" in query:
        say(plain(f"sql: {query['sql']}"))
        say(plain(f"parameters: {json_text(query['parameters'])}"))


def say_answer(answer: Answer) -> None:
    """The whole answer to stdout; suggestions only where a person can take them up."""
    labels = _LABELS[answer.language]
    say(plain(answer.text), bold=True)
    for number, choice in enumerate(answer.choices, 1):
        say(f"  {number}. {plain(choice)}")
    numbered = _numbered(answer.sources)
    if answer.rows:
        say()
        say(_table(answer, numbered, labels["source"]))
    if answer.interpretation:
        say()
        say(labels["understood"] + plain(answer.interpretation))
    if numbered:
        say()
        say(labels["sources"])
        for source, number in numbered.items():
            say(f"  [{number}] {_described(source)}")
    if answer.suggestions and is_terminal():
        say()
        say(labels["next"])
        for suggestion in answer.suggestions:
            say(f"  {plain(suggestion)}")


def _table(answer: Answer, numbered: dict[Source, int], source_label: str) -> str:
    headings = [_heading(column, [row[n] for row in answer.rows]) for n, column in enumerate(answer.columns)]
    rows = [
        [cell(value, column.unit) for value, column in zip(row, answer.columns, strict=True)] for row in answer.rows
    ]
    if numbered:
        headings.append(Heading(source_label))
        for row, of_row in zip(rows, answer.sources, strict=True):
            row.append(_ranges(numbered[source] for source in of_row))
    return draw(headings, rows, terminal_width())


def _heading(column: Column, values: list[CellValue]) -> Heading:
    numbers = any(isinstance(v, int | float) for v in values) and not any(isinstance(v, str) for v in values)
    return Heading(heading_text(column.label, column.unit), right=numbers)


def heading_text(label: str, unit: str | None) -> str:
    return plain(f"{label} ({unit})" if unit else label)


def cell(value: CellValue, unit: str | None) -> str:
    """A value as its column's unit is written: 4,015,625.03 (元), 88.76 (%), 8.88 (分), 2023 (no unit)."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return plain(value)
    if unit == "元":
        return f"{value:,.2f}"
    if unit == "%":
        return f"{value:.2f}"
    return str(value) if isinstance(value, int) else f"{value:.4f}".rstrip("0").rstrip(".")


def _numbered(sources: Iterable[tuple[Source, ...]]) -> dict[Source, int]:
    """Each source once, numbered from 1 in the order of the rows."""
    numbered: dict[Source, int] = {}
    for of_row in sources:
        for source in of_row:
            numbered.setdefault(source, len(numbered) + 1)
    return numbered


def _ranges(numbers: Iterable[int]) -> str:
    """1, 2, 3 and 5 as "1-3,5"."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def _described(source: Source) -> str:
    described = [place(Path(source.file).name, source.line, source.page, source.cell)]
    described += [str(part) for part in (source.project_name, source.year) if part is not None]
    return "  ".join(plain(part) for part in described)


def place(file: str, line: int | None, page: int | None = None, cell: str | None = None) -> str:
    """`form.txt:20`, `form.pdf p. 3`, `form.xlsx B7`: what an editor or a person finds the value by."""
    at = f":{line}" if line is not None else ""
    at += f" p. {page}" if page is not None else ""
    return file + at + (f" {cell}" if cell else "")
