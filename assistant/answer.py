"""What every face gets back from a question: the answer contract.

Owns the shapes `Answer`, `Column`, `Source` and their JSON form. It must not word, query or draw anything.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from store.dataclass import dataclass

CellValue = str | int | float | None


class Status(StrEnum):
    ANSWERED = "answered"
    EMPTY = "empty"  # understood; nothing matches
    CLARIFY = "clarify"  # more than one reading: `choices` has them
    DECLINED = "declined"  # outside what the store holds, or not understood


@dataclass(frozen=True, slots=True)
class Column:
    key: str  # of the catalog
    label: str  # in the question's language
    unit: str | None = None  # 元, %, 分, … or None


def _place_json(line: int | None, page: int | None, cell: str | None) -> dict[str, Any]:
    place = {"line": line, "page": page, "cell": cell}
    return {key: value for key, value in place.items() if value is not None}


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell that a value of a row was read from: which of the form, what it prints, and where."""

    field: str  # as in the catalog: funds.executed, indicator.score, form.total_score
    value: str  # as printed
    line: int | None = None
    page: int | None = None
    cell: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"field": self.field, "value": self.value, **_place_json(self.line, self.page, self.cell)}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row came from: a form, the place in its file, and every cell that the row's values were read from."""

    project_code: str | None
    project_name: str | None
    file: str  # absolute path
    line: int | None = None
    page: int | None = None
    cell: str | None = None
    year: int | None = None
    evaluation_id: int | None = None
    cells: tuple[CellPlace, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "project_code": self.project_code,
            "project_name": self.project_name,
            "year": self.year,
            "file": self.file,
            **_place_json(self.line, self.page, self.cell),
            "cells": [cell.as_json() for cell in self.cells],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Money in rows is a number in yuan, a rate in percent, a score in points."""

    question: str
    language: str  # zh or en
    status: Status
    text: str  # the headline: one to three sentences
    interpretation: str = ""  # how the question was understood
    query: dict[str, Any] | None = None  # the typed query that was run
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[CellValue, ...], ...] = ()
    sources: tuple[tuple[Source, ...], ...] = ()  # for each row, the records that it came from, the first the main one
    choices: tuple[str, ...] = ()  # with CLARIFY: what to choose from, numbered from 1
    suggestions: tuple[str, ...] = ()  # questions to ask next
    elapsed_ms: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "status": self.status.value,
            "text": self.text,
            "interpretation": self.interpretation,
            "query": self.query,
            "columns": [{"key": c.key, "label": c.label, "unit": c.unit} for c in self.columns],
            "rows": [list(row) for row in self.rows],
            "sources": [self._source(of_row) for of_row in self.sources],
            "choices": list(self.choices),
            "suggestions": list(self.suggestions),
            "elapsed_ms": round(self.elapsed_ms, 3),
        }

    @staticmethod
    def _source(of_row: tuple[Source, ...]) -> dict[str, Any]:
        """A row's source; where it was computed from several records, `computed_from` has them all."""
        if not of_row:
            return {}
        first = of_row[0].as_json()
        return first if len(of_row) == 1 else {**first, "computed_from": [s.as_json() for s in of_row]}
