"""Answers that are the rows of a query.

Owns running the query and collecting rows and sources; what the headline says is in `headlines`.
"""

from __future__ import annotations

from assistant.answer import Column, Status
from assistant.answers.draft import Draft, Teller
from assistant.answers.headlines import headline
from assistant.answers.telling import Telling
from assistant.deciding.request import Note, Shape, Tabular
from assistant.wording.interpretation import read_out
from store.dataclass import replace
from store.execution import Result

# Figures that are read from what a form writes, where it is a plain number.
_IN_NUMBERS = {"actual_number": "actual", "actual_rate": "actual", "target_number": "target", "target_rate": "target"}


def answer_table(request: Tabular, teller: Teller) -> Draft:
    """The rows of a query, their sources, and what they say. No row is EMPTY, and says what was looked for."""
    result = teller.run(request.query)
    if not result.rows and (written := _as_written(request)):
        written_rows = teller.run(written.query)
        request, result = (written, written_rows) if written_rows.rows else (request, result)
    if request.shape is Shape.KINDS:
        return _kinds(request, result, teller)
    text = headline(Telling(request, result, teller))
    return Draft(
        status=Status.ANSWERED if _answers(request, result) else Status.EMPTY,
        text=text,
        interpretation=read_out(request.query, request.notes, teller.language),
        query=teller.query_json(result),
        columns=tuple(teller.column(column) for column in result.columns),
        rows=tuple(teller.cells(result, row) for row in result.rows),
        sources=teller.row_sources(result, request.asked),
        result=result,
    )


def _as_written(request: Tabular) -> Tabular | None:
    """就餐人数最多几人, where the form has 8-12人: what has no figure to be ranked by, as the forms write it."""
    query = request.query
    order = query.order
    if order is None or order.field not in _IN_NUMBERS or query.aggregates or request.shape is not Shape.TOP:
        return None
    columns = tuple(dict.fromkeys(key for key in (*query.columns, *request.asked) if key not in _IN_NUMBERS))
    unranked = replace(query, columns=columns, order=None)
    notes = (*request.notes, Note("not_ranked"))
    return replace(request, shape=Shape.VALUES, query=unranked, asked=(_IN_NUMBERS[order.field],), notes=notes)


def _kinds(request: Tabular, result: Result, teller: Teller) -> Draft:
    """How many units there are: one figure, over all that it was counted from."""
    sources = teller.row_sources(result, request.query.columns)
    return Draft(
        Status.ANSWERED if result.rows else Status.EMPTY,
        headline(Telling(request, result, teller)),
        read_out(request.query, request.notes, teller.language),
        teller.query_json(result),
        (Column("count", teller.say("column.count")),),
        ((len(result.rows),),),
        (tuple(of_row[0] for of_row in sources if of_row),),
    )


def _answers(request: Tabular, result: Result) -> bool:
    """Whether there is an answer: rows, or a count of none (0 is a figure)."""
    asked = [result.column(key) for key in request.asked if any(c.key == key for c in result.columns)]
    if request.shape is Shape.VALUES and asked and result.rows:
        return any(row.values[position] is not None for row in result.rows for position in asked)
    return bool(result.rows) or (request.shape is Shape.COUNT and not request.query.columns)
