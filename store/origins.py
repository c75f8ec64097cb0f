"""Where the values of a row stand: the cells of its records, as the forms print them, each with its place.

Owns the finding of sources. It must not word anything, nor decide which cells an answer cites.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from store.dataclass import dataclass
from store.records import Place
from store.rows import place


@dataclass(frozen=True, slots=True)
class CitedCell:
    """A cell that a row's values were read from, named as in the catalog (funds.executed), with what it prints."""

    name: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the values of a row stand: `place` is that of the first of its cells."""

    evaluation_id: int
    project_code: str | None
    project_name: str | None
    year: int | None
    file: str
    place: Place
    cells: tuple[CitedCell, ...]


def origins(connection: sqlite3.Connection, records: Sequence[tuple[str, int]], cells: Iterable[str]) -> list[Origin]:
    """Where the records' cells stand, in the records' order: for each record, those of `cells` that it has.

    `cells` are named as in the catalog (funds.executed, indicator.score, form.year). A record without any of
    them gives its form, with the place of the form's name.
    """
    wanted = list(dict.fromkeys(cells))
    found = []
    for record, number in records:
        row = connection.execute(_ORIGIN[record], (number,)).fetchone()
        if row:
            evaluation_id, code, name, year, file, *texts = row
            by_prefix = dict(zip(("form", "funds", "indicator"), texts, strict=True))
            parsed = {prefix: json.loads(text) for prefix, text in by_prefix.items() if text}
            cited = _cells(parsed, wanted, record)
            named = cited or _cells(parsed, _NAMES_OF_RECORDS, record)
            place = named[0].place if named else Place()
            found.append(Origin(evaluation_id, code, name, year, file, place, cited))
    return found


# What of the 预算执行率 row stands for the fields that it shares with indicators.
_OF_FUNDS = {"score": "score", "weight": "weight", "actual": "rate", "level3": "rate"}


_NAMES_OF_RECORDS = ("indicator.level3", "form.project_name")


def _cells(parsed: dict[str, dict[str, Any]], wanted: Sequence[str], record: str) -> tuple[CitedCell, ...]:
    found = []
    for cell in wanted:
        prefix, _, name = cell.partition(".")
        if prefix == "indicator" and record == "fund_line":
            prefix, name = "funds", _OF_FUNDS.get(name, "")
        if name in parsed.get(prefix, {}):
            text, *at = parsed[prefix][name]
            found.append(CitedCell(f"{prefix}.{name}", text, place(*at)))
    return tuple(dict.fromkeys(found))


_HEAD = "SELECT e.id, e.project_code, e.project_name, e.year, d.path, e.cells"
_ORIGIN = {
    "evaluation": f"{_HEAD}, f.cells, NULL FROM evaluations AS e JOIN documents AS d ON d.id = e.document_id"
    " LEFT JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total WHERE e.id = ?",
    "fund_line": f"{_HEAD}, f.cells, NULL FROM fund_lines AS f JOIN evaluations AS e ON e.id = f.evaluation_id"
    " JOIN documents AS d ON d.id = e.document_id WHERE f.id = ?",
    "indicator": f"{_HEAD}, f.cells, i.cells FROM indicators AS i JOIN evaluations AS e ON e.id = i.evaluation_id"
    " JOIN documents AS d ON d.id = e.document_id"
    " LEFT JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total WHERE i.id = ?",
}
