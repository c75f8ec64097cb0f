"""What is stored already, brought into the form of a later schema.

Owns moves of data that SQL alone cannot make. It must not make tables: `schema` does, and calls this within its
transaction.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from store.printed import FORM, FUNDS, INDICATOR, TEXTS, cell_value, pack

_TABLES = {
    FORM: ("evaluations", "id"),
    FUNDS: ("fund_lines", "evaluation_id"),
    INDICATOR: ("indicators", "evaluation_id"),
}


def pack_cells(connection: sqlite3.Connection) -> None:
    """The cells of every form, which stood beside its records, as `store.printed` packs them."""
    for (evaluation_id,) in connection.execute("SELECT id FROM evaluations ORDER BY id").fetchall():
        (form,) = _of_records(connection, FORM, evaluation_id)
        funds, indicators = (_of_records(connection, record, evaluation_id) for record in (FUNDS, INDICATOR))
        connection.execute("INSERT INTO printed VALUES (?, ?)", (evaluation_id, pack(form, funds, indicators)))
    for table, _ in _TABLES.values():
        connection.execute(f"UPDATE {table} SET cells = ''")  # noqa: S608  names of the schema's own


def _of_records(connection: sqlite3.Connection, record: str, evaluation_id: int) -> list[dict[str, Any]]:
    """The packed cells of a form's records of a kind, in their order."""
    table, key = _TABLES[record]
    columns, order = ", ".join(TEXTS[record]), "id" if record == FORM else "position"
    sql = f"SELECT cells, {columns} FROM {table} WHERE {key} = ? ORDER BY {order}"  # noqa: S608
    return [_packed(record, *row) for row in connection.execute(sql, (evaluation_id,))]


def _packed(record: str, cells: str, *texts: str | None) -> dict[str, Any]:
    known = dict(zip(TEXTS[record], texts, strict=True))
    return {name: cell_value(text, known.get(name), at) for name, (text, *at) in json.loads(cells).items()}
