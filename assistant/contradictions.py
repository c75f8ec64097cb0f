"""What an answer says where a figure in it is contradicted by its own form.

Owns that sentence, one for an answer. It must not check: what the store's checks have found is looked up. Doubts and
notes are left to `jiwen check`; where two files differ, `disputes` says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from typing import Any

from assistant.answer import Status
from assistant.answers.draft import Draft
from assistant.wording.phrases import phrases

# A sum rests on all that is added up; what it casts doubt on is the sum.
_MOST_CELLS = 5
_CELLS = """
SELECT f.id, f.kind, e.project_name, e.year, c.evaluation_id, c.record, c.field, c.line, c.page, c.cell, i.id, l.id,
       l.is_total
FROM {cells} JOIN evaluations AS e ON e.id = f.evaluation_id
LEFT JOIN indicators AS i
    ON c.record = 'indicator' AND i.evaluation_id = c.evaluation_id AND i.position = c.record_position
LEFT JOIN fund_lines AS l
    ON c.record = 'funds' AND l.evaluation_id = c.evaluation_id AND l.position = c.record_position
WHERE f.severity = 'contradiction' AND f.kind <> 'conflicting_copies' AND {{which}}
AND (c.position = 0 OR (SELECT count(*) FROM finding_cells WHERE finding_id = f.id) <= {most})
ORDER BY f.id, c.position
"""
_OF_ALL = _CELLS.format(cells="findings AS f CROSS JOIN finding_cells AS c ON c.finding_id = f.id", most=_MOST_CELLS)
_OF_SOME = _CELLS.format(cells="finding_cells AS c CROSS JOIN findings AS f ON f.id = c.finding_id", most=_MOST_CELLS)
_FORMS_OF = {"indicator": "indicators", "fund_line": "fund_lines"}
_MOST_LOOKED_UP = 500  # records of an answer; of more, all contradictions are gone through
_Row = tuple[Any, ...]


def contradiction_in(draft: Draft, connection: sqlite3.Connection, language: str) -> str | None:
    """The sentence, or None where no cell of the answer is contradicted."""
    if draft.status is not Status.ANSWERED or not draft.rows:
        return None
    carries = _by_columns(draft) if draft.result else _by_places(draft)
    found: dict[int, tuple[str, str | None, int | None]] = {}
    for row in _contradicted(draft, connection):
        if row[0] not in found and carries(row):
            found[row[0]] = row[1:4]
    if not found:
        return None
    from assistant.wording.findings import called  # seldom needed

    kind, name, year = next(iter(found.values()))
    values = {"n": len(found), "name": name or "", "year": year or "", "finding": called(kind, language)}
    return phrases(language)("note.contradiction", **values)


def _contradicted(draft: Draft, connection: sqlite3.Connection) -> Iterable[_Row]:
    """The contradicted cells of the forms that the answer draws on, or of all; other fields may be left out."""
    if draft.result is None:
        forms = {source.evaluation_id for row in draft.sources for source in row if source.evaluation_id}
        return _of_forms(connection, forms)
    records = {record for row in draft.result.rows for record in row.records}
    if len(records) <= _MOST_LOOKED_UP:
        return _of_forms(connection, _forms_of(connection, records))
    fields = sorted({cell.partition(".")[2] for c in draft.result.columns if c.field for cell in c.field.cells})
    if not fields:
        return ()
    which = f"c.field IN ({', '.join('?' * len(fields))})"
    return connection.execute(_OF_ALL.format(which=which), fields)


def _of_forms(connection: sqlite3.Connection, forms: Collection[int]) -> Iterable[_Row]:
    if not forms:
        return ()
    which = f"c.evaluation_id IN ({', '.join(map(str, map(int, forms)))})"
    return connection.execute(_OF_SOME.format(which=which))


def _forms_of(connection: sqlite3.Connection, records: Collection[tuple[str, int]]) -> set[int]:
    forms = {number for record, number in records if record == "evaluation"}
    for kind, table in _FORMS_OF.items():
        numbers = ", ".join(str(int(number)) for record, number in records if record == kind)
        if not numbers:
            continue
        found = connection.execute(f"SELECT evaluation_id FROM {table} WHERE id IN ({numbers})")  # noqa: S608  integers
        forms.update(number for (number,) in found)
    return forms


def _by_columns(draft: Draft) -> Callable[[_Row], bool]:
    """Whether a cell is among those that the rows' columns are read from."""
    result = draft.result
    cells = {cell for column in result.columns if column.field for cell in column.field.cells} if result else set()
    records = {record for row in result.rows for record in row.records} if result else set()

    def carries(row: _Row) -> bool:
        evaluation, record, field, indicator, line, is_total = row[4], row[5], row[6], *row[10:13]
        if f"{record}.{field}" not in cells:
            # the execution line among the indicators has its own score and weight
            return record == "funds" and f"indicator.{field}" in cells and ("fund_line", line) in records
        if record == "indicator":
            return ("indicator", indicator) in records
        if record == "funds" and not is_total:
            return ("fund_line", line) in records
        return ("evaluation", evaluation) in records or ("fund_line", line) in records

    return carries


def _by_places(draft: Draft) -> Callable[[_Row], bool]:
    """Whether a cell stands where the answer says that its figures do."""
    places = {(source.evaluation_id, source.line, source.page, source.cell) for row in draft.sources for source in row}
    return lambda row: (row[4], row[7], row[8], row[9]) in places
