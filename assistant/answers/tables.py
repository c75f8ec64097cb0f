"""Answers that are the rows of a query.

Owns running the query and collecting rows and sources; what the headline says is in `headlines`.
"""

from __future__ import annotations

from assistant.answer import Column, Status
from assistant.answers.draft import Draft, Teller
from assistant.answers.headlines import headline
from assistant.answers.telling import Telling
from assistant.deciding.request import Shape, Tabular
from assistant.wording.interpretation import read_out
from store.execution import Result


def answer_table(request: Tabular, teller: Teller) -> Draft:
    """The rows of a query, their sources, and what they say. No row is EMPTY, and says what was looked for."""
    result = teller.run(request.query)
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
