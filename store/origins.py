"""Where the values of a row stand: the cells of its records, as the forms print them, each with its place.

Owns the finding of sources. It must not word anything, nor decide which cells an answer cites.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from store.dataclass import dataclass
from store.printed import FORM, FUNDS, INDICATOR, TEXTS, Printed
from store.records import Place


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


def origins(
    connection: sqlite3.Connection, records: Sequence[tuple[str, int]], cells: Iterable[str]
) -> dict[tuple[str, int], Origin]:
    """Where the records' cells stand: for each record, those of `cells` that it has.

    `cells` are named as in the catalog (funds.executed, indicator.score, form.year). A record without any of
    them gives its form, with the place of the form's name. A record that is not in the store is left out.
    """
    wanted = list(dict.fromkeys(cells))
    found: dict[tuple[str, int], Origin] = {}
    for record in dict.fromkeys(record for record, _ in records):
        numbers = list(dict.fromkeys(number for of, number in records if of == record))
        for start in range(0, len(numbers), _AT_ONCE):
            for number, origin in _of_kind(connection, record, numbers[start : start + _AT_ONCE], wanted):
                found.setdefault((record, number), origin)
    return found


# What of the 预算执行率 row stands for the fields that it shares with indicators.
_OF_FUNDS = {"score": "score", "weight": "weight", "actual": "rate", "level3": "rate"}


_NAMES_OF_RECORDS = ("indicator.level3", "form.project_name")
_AT_ONCE = 400  # records in a statement
_ALIAS = {FORM: "e", FUNDS: "f", INDICATOR: "i"}


def _of_kind(
    connection: sqlite3.Connection, record: str, numbers: Sequence[int], wanted: Sequence[str]
) -> Iterator[tuple[int, Origin]]:
    """The origins of records of a kind, each with its number; in any order."""
    named = dict.fromkeys(_of_record(cell, record) for cell in (*wanted, *_NAMES_OF_RECORDS))
    texts = [(part, name) for part, name in named if name in TEXTS.get(part, ()) and (record, part) != _NO_INDICATOR]
    columns = "".join(f", {_ALIAS[part]}.{name}" for part, name in texts)
    sql = _ORIGINS[record].format(columns=columns, marks=", ".join("?" * len(numbers)))
    printed: dict[int, Printed] = {}
    for number, evaluation_id, code, name, year, file, funds, indicator, blob, *values in connection.execute(
        sql, numbers
    ):
        form = printed.setdefault(evaluation_id, Printed(blob))
        known = dict(zip(texts, values, strict=True))
        positions = {FORM: None, FUNDS: funds, INDICATOR: indicator}
        cited = _cells(form, positions, known, [_of_record(cell, record) for cell in wanted])
        names = cited or _cells(form, positions, known, [_of_record(cell, record) for cell in _NAMES_OF_RECORDS])
        yield number, Origin(evaluation_id, code, name, year, file, names[0].place if names else Place(), cited)


_NO_INDICATOR = ("evaluation", INDICATOR)


def _of_record(cell: str, record: str) -> tuple[str, str]:
    """(part of the form, column) that a cell has in a record of this kind."""
    part, _, name = cell.partition(".")
    return (FUNDS, _OF_FUNDS.get(name, "")) if (part, record) == (INDICATOR, "fund_line") else (part, name)


def _cells(
    form: Printed,
    positions: Mapping[str, int | None],
    texts: Mapping[tuple[str, str], str | None],
    wanted: Iterable[tuple[str, str]],
) -> tuple[CitedCell, ...]:
    found = []
    for part, name in wanted:
        if part != FORM and positions[part] is None:
            continue
        cell = form.cell(part, positions[part], name, texts.get((part, name)))
        if cell:
            found.append(CitedCell(f"{part}.{name}", cell.text, cell.place))
    return tuple(dict.fromkeys(found))


_HEAD = "e.id, e.project_code, e.project_name, e.year, d.path, f.position"
_JOINED = "JOIN documents AS d ON d.id = e.document_id LEFT JOIN printed AS p ON p.evaluation_id = e.id"
_TOTAL = "LEFT JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total"
_ORIGINS = {
    "evaluation": f"SELECT e.id, {_HEAD}, NULL, p.cells{{columns}} FROM evaluations AS e {_JOINED} {_TOTAL}"
    " WHERE e.id IN ({marks})",
    "fund_line": f"SELECT f.id, {_HEAD}, NULL, p.cells{{columns}} FROM fund_lines AS f"
    f" JOIN evaluations AS e ON e.id = f.evaluation_id {_JOINED} WHERE f.id IN ({{marks}})",
    "indicator": f"SELECT i.id, {_HEAD}, i.position, p.cells{{columns}} FROM indicators AS i"
    f" JOIN evaluations AS e ON e.id = i.evaluation_id {_JOINED} {_TOTAL} WHERE i.id IN ({{marks}})",
}
