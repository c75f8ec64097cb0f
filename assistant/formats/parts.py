"""The parts of an answer that every format has, in words: headings, cells, numbered sources.

Owns that content. It must not lay it out or escape it: control characters are gone, all else is for each format.
"""

from __future__ import annotations

from assistant.answer import Answer, Column, Source
from assistant.plain import plain
from assistant.tabling import numbered, ranges, whereabouts, written

_LABELS = {
    "zh": {
        "question": "问",
        "understood": "理解为：",
        "sources": "来源",
        "choices": "可以选",
        "conversation": "绩问对话",
        "line": "第 {} 行",
        "page": "第 {} 页",
        "cell": "单元格 {}",
        "unnamed": "（无项目名称）",
    },
    "en": {
        "question": "Q",
        "understood": "Understood as: ",
        "sources": "Sources",
        "choices": "Choices",
        "conversation": "Conversation with jiwen",
        "line": "line {}",
        "page": "page {}",
        "cell": "cell {}",
        "unnamed": "(no project name)",
    },
}


def label(key: str, language: str) -> str:
    return _LABELS[language][key]


def heading(column: Column) -> str:
    return plain(f"{column.label} ({column.unit})" if column.unit else column.label)


def table(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Headings and rows as they are shown; where there are several sources, with a last column of their numbers."""
    headings = [heading(column) for column in answer.columns]
    rows = [
        [plain(written(value, column.unit)) for value, column in zip(row, answer.columns, strict=True)]
        for row in answer.rows
    ]
    numbers = numbered(answer)
    if len(numbers) > 1 and len(answer.sources) == len(rows):
        headings.append(label("sources", answer.language))
        for row, of_row in zip(rows, answer.sources, strict=True):
            row.append(ranges(numbers[source] for source in of_row))
    return headings, rows


def sources(answer: Answer) -> list[str]:
    """Every source in a line, in the order of their numbers."""
    return [described(source, answer.language) for source in numbered(answer)]


def described(source: Source, language: str) -> str:
    """A source in one line: project, year, file, place."""
    lines, pages, cells = whereabouts(source)
    at = [("page", pages), ("line", lines), ("cell", cells)]
    place = " ".join(label(key, language).format(value) for key, value in at if value)
    name = plain(source.project_name or "") or label("unnamed", language)
    year = f" {source.year}" if source.year is not None else ""
    file = source.file.replace("\\", "/").rsplit("/", 1)[-1]
    return "  ".join(plain(part) for part in (f"{name}{year}", file, place) if part)
