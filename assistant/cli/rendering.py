"""An answer laid out for a person: headline, table, how it was understood, sources, what to ask next.

Owns the order and the form of an answer in plain text. It must not word anything that the answer does not say,
beyond the few labels below.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.answer import Answer, Column, Source
from assistant.cli.streams import is_terminal, say, terminal_width
from assistant.cli.table import Heading, draw
from assistant.plain import json_text, plain
from assistant.tabling import is_numeric, numbered, ranges, whereabouts, written
from store.records import Place

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
    sources = numbered(answer)
    if answer.rows:
        say()
        say(_table(answer, sources, labels["source"]))
    if answer.interpretation:
        say()
        say(labels["understood"] + plain(answer.interpretation))
    if sources:
        say()
        say(labels["sources"])
        for source, number in sources.items():
            say(f"  [{number}] {_described(source)}")
    if answer.suggestions and is_terminal():
        say()
        say(labels["next"])
        for suggestion in answer.suggestions:
            say(f"  {plain(suggestion)}")


def say_table(answer: Answer) -> None:
    """An answer's rows to stdout, without where they came from."""
    say(_table(answer, {}, ""))


def _table(answer: Answer, sources: dict[Source, int], source_label: str) -> str:
    headings = [Heading(_heading(column), right=is_numeric(answer, n)) for n, column in enumerate(answer.columns)]
    rows = [
        [plain(written(value, column.unit)) for value, column in zip(row, answer.columns, strict=True)]
        for row in answer.rows
    ]
    if sources:
        headings.append(Heading(source_label))
        for row, of_row in zip(rows, answer.sources, strict=True):
            row.append(ranges(sources[source] for source in of_row))
    return draw(headings, rows, terminal_width())


def _heading(column: Column) -> str:
    return plain(f"{column.label} ({column.unit})" if column.unit else column.label)


def _described(source: Source) -> str:
    described = [place(Path(source.file).name, *whereabouts(source))]
    described += [str(part) for part in (source.project_name, source.year) if part is not None]
    return "  ".join(plain(part) for part in described)


def at_place(file: str, where: Place) -> str:
    """`form.txt:20`, for one cell."""
    line, page, cell = (str(at) if at is not None else "" for at in (where.line, where.page, where.cell))
    return place(file, line, page, cell)


def place(file: str, lines: str, pages: str, cells: str) -> str:
    """`form.txt:20`, `form.pdf p. 3`, `form.xlsx B7`: what an editor or a person finds the value by."""
    at = f":{lines}" if lines else ""
    at += f" p. {pages}" if pages else ""
    return file + at + (f" {cells}" if cells else "")
