"""What an answer is made of, and what making one needs.

Owns the draft of an answer and the access to the store that answers share: running a query, finding sources.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from assistant.answer import CellPlace, CellValue, Column, Source, Status
from assistant.wording.phrases import Phrases, phrases
from store.catalog import FIELDS, Kind
from store.dataclass import dataclass
from store.execution import Result, ResultColumn, Row, execute, shown
from store.origins import CitedCell, Origin, origins
from store.overview import Overview
from store.query import Query, as_json

_TELLING = frozenset({"project_name", "year"})  # they tell rows apart: a figure beside them is what was asked for
_NAMING = _TELLING | {"unit", "level1", "level2", "level3"}  # cited only where they are asked for
MOST_SOURCES = 200  # of one row: an aggregate over more cites the first ones and says how many there are


MOST_ALTOGETHER = 400  # of all rows, beyond the first of each


@dataclass(frozen=True, slots=True)
class Draft:
    status: Status
    text: str
    interpretation: str = ""
    query: dict[str, Any] | None = None
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[CellValue, ...], ...] = ()
    sources: tuple[tuple[Source, ...], ...] = ()
    choices: tuple[str, ...] = ()
    result: Result | None = None  # of a table: what a follow-up may refer to


@dataclass(frozen=True, slots=True)
class Teller:
    """Runs queries over one store and says things in one language."""

    connection: sqlite3.Connection
    language: str
    overview: Overview

    @property
    def say(self) -> Phrases:
        return phrases(self.language)

    def run(self, query: Query) -> Result:
        return execute(self.connection, query)

    def label(self, key: str) -> str:
        return FIELDS[key].label(self.language) if key in FIELDS else self.say(f"column.{key}")

    def column(self, column: ResultColumn) -> Column:
        return Column(column.key, self.label(column.key), column.kind.unit)

    def cells(self, result: Result, row: Row) -> tuple[CellValue, ...]:
        """A row in the units of an answer, an outcome in words."""
        return tuple(self._cell(c, v) for c, v in zip(result.columns, row.values, strict=True))

    def _cell(self, column: ResultColumn, value: int | str | None) -> CellValue:
        if column.key == "outcome" and isinstance(value, str):
            return self.say(f"outcome.{value}")
        return shown(column.kind, value)

    def sources(self, records: Sequence[tuple[str, int]], cells: Sequence[str]) -> tuple[Source, ...]:
        return self._sources([records], cells)[0]

    def _sources(
        self, of_rows: Sequence[Sequence[tuple[str, int]]], cells: Sequence[str]
    ) -> tuple[tuple[Source, ...], ...]:
        """The sources of each row's records, all found at once."""
        of_row = MOST_SOURCES if sum(map(len, of_rows)) <= MOST_ALTOGETHER else max(MOST_ALTOGETHER // len(of_rows), 1)
        cited = [records[: min(of_row, MOST_SOURCES)] for records in of_rows]
        every = list(dict.fromkeys(record for records in cited for record in records))
        found = {record: _source(origin) for record, origin in origins(self.connection, every, cells).items()}
        return tuple(tuple(found[record] for record in records if record in found) for records in cited)

    def row_sources(self, result: Result, asked: Sequence[str]) -> tuple[tuple[Source, ...], ...]:
        """For every row, where what was asked for stands (else where its first figure does), and all that it shows."""
        shown = [column.key for column in result.columns if column.key in FIELDS]
        wanted = [key for key in asked if key in shown and key not in _TELLING] or [k for k in asked if k in shown]
        figures = [key for key in shown if FIELDS[key].kind in (Kind.MONEY, Kind.RATE, Kind.POINTS)]
        told = set(wanted) <= _TELLING  # which year it was: the figure that makes it that one is what is to be shown
        first = [key for key in (figures if told else wanted) if key in figures]
        values = [key for key in shown if key not in _NAMING]
        cells = [cell for key in (*first, *wanted, *figures, *values) for cell in FIELDS[key].cells]
        return self._sources([row.records for row in result.rows], cells)

    def query_json(self, result: Result) -> dict[str, Any]:
        return {**as_json(result.query), "sql": result.statement, "parameters": list(result.parameters)}


def _source(origin: Origin) -> Source:
    place = origin.place
    return Source(
        origin.project_code,
        origin.project_name,
        origin.file,
        place.line,
        place.page,
        place.cell,
        origin.year,
        origin.evaluation_id,
        tuple(_cell_place(cell) for cell in origin.cells),
    )


def _cell_place(cell: CitedCell) -> CellPlace:
    return CellPlace(cell.name, cell.text, cell.place.line, cell.place.page, cell.place.cell)
